/** Who sits and does not vote on an item: what keeps them from it, by the policy. Pure. */
import type { CommitteePolicy, Recusal, SessionSeat } from '@socle/contracts'

/** Whom an item concerns. */
export interface Concerned {
  readonly requester: string | null
  readonly team: readonly string[]
}

/** Undefined = this person votes on it. */
export function keptFromVote(
  { recusal: { notBy } }: CommitteePolicy,
  { requester, team }: Concerned,
  personId: string,
): Recusal['did'] | undefined {
  const did = { requester: personId === requester, team: team.includes(personId) }
  return notBy.find((act) => did[act])
}

export const recusedFrom = (policy: CommitteePolicy, seats: readonly SessionSeat[], item: Concerned): Recusal[] =>
  seats
    .flatMap(({ titular, substitute }) => [titular, substitute])
    .flatMap((holder) => {
      const did = holder === null ? undefined : keptFromVote(policy, item, holder.person.id)
      return did === undefined ? [] : [{ mandateId: holder!.mandateId, did }]
    })
