import type { ProviderRecord } from '@socle/contracts'

/**
 * Whether an approval still stands after a change: it was given for a place, a law, a circle, a clearance, a contract and an
 * address. Other models or prices need no new approval.
 */
export function approvalHolds(before: ProviderRecord, after: ProviderRecord): boolean {
  const facts = ({ baseUrl, dialect, location, law, circle, clearance, contract, retention, proxy }: ProviderRecord) =>
    JSON.stringify([baseUrl, dialect, location, law, circle, clearance, contract, retention, proxy])
  return facts(before) === facts(after)
}
