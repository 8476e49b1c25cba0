/** Who sits and does not vote on an item: what keeps them from it, by the policy. Pure. */
import type { CommitteePolicy, Recusal, SessionSeat } from '@socle/contracts'

/** Whom an item concerns. */
export interface Concerned {
  readonly requester: string | null
  readonly team: readonly string[]
}

export function recusedFrom(
  { recusal: { notBy } }: CommitteePolicy,
  seats: readonly SessionSeat[],
  { requester, team }: Concerned,
): Recusal[] {
  const keeps = { requester: (id: string) => id === requester, team: (id: string) => team.includes(id) }
  return seats
    .flatMap(({ titular, substitute }) => [titular, substitute])
    .flatMap((holder) => {
      const did = holder === null ? undefined : notBy.find((act) => keeps[act](holder.person.id))
      return did === undefined ? [] : [{ mandateId: holder!.mandateId, did }]
    })
}
