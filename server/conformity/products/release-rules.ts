import type { ProductPolicy } from '@socle/contracts'

/** Days are `YYYY-MM-DD`; the panel has its full number of days. */
export function testedLongEnough({ versions }: ProductPolicy, since: string, today: string): boolean {
  const end = new Date(`${since}T00:00:00Z`)
  end.setUTCDate(end.getUTCDate() + versions.panelDays)
  return end.toISOString().slice(0, 10) <= today
}
