import type { AgendaItem, CommitteeSession } from '@socle/contracts'

/** What closing a session would do as it stands: nothing of it can be taken back. */
interface Closing {
  /** Nobody is noted present. */
  readonly nobody: boolean
  /** Titles of the items that would be postponed. */
  readonly postponed: readonly string[]
  /** Voices of those present that were not given, on all items together. */
  readonly silent: number
}

export function whatClosingDoes({ seats, agenda }: Pick<CommitteeSession, 'seats' | 'agenda'>): Closing {
  const holders = seats.flatMap(({ titular, substitute }) => [titular, substitute])
  return {
    nobody: !holders.some((holder) => holder !== null && holder.presence !== 'absent'),
    postponed: agenda.filter(({ result }) => result?.outcome === 'postponed').map(({ title }) => title),
    silent: agenda.reduce((sum, { result }) => sum + (result?.tally.silent ?? 0), 0),
  }
}

/** Why the reader’s vote on an item does not count as things stand; undefined = it counts, or there is none. */
export function whySetAside(
  { seats, myMandate }: Pick<CommitteeSession, 'seats' | 'myMandate'>,
  { result }: Pick<CommitteeSession['agenda'][number], 'result'>,
): 'not-noted-present' | 'titular-there' | undefined {
  if (myMandate === null || !result?.tally.setAside.includes(myMandate)) return undefined
  return isNotNotedPresent({ seats, myMandate }) ? 'not-noted-present' : 'titular-there'
}

/** The reader sits, and nobody has said that they are there: their voice would not count yet. */
export const isNotNotedPresent = ({ seats, myMandate }: Pick<CommitteeSession, 'seats' | 'myMandate'>): boolean =>
  seats
    .flatMap(({ titular, substitute }) => [titular, substitute])
    .some((holder) => holder?.mandateId === myMandate && holder.presence === 'absent')

/** The reader is the substitute of a titular who is there and may vote on it: their voice would not count, which is said before they vote. */
export const standsBehind = (
  { seats, myMandate }: Pick<CommitteeSession, 'seats' | 'myMandate'>,
  { recused }: Pick<AgendaItem, 'recused'>,
): boolean =>
  seats.some(
    ({ titular, substitute }) =>
      substitute?.mandateId === myMandate &&
      titular !== null &&
      titular.presence !== 'absent' &&
      !recused.some(({ mandateId }) => mandateId === titular.mandateId),
  )
