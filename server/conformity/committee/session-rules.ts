/** What a session is made of, seen by the rules: seats on its day, ballots, wording of states. Pure. */
import type {
  AgendaItem,
  Bilingual,
  CommitteePolicy,
  OpeningObstacle,
  SessionSeat,
  SessionState,
  VoteResult,
} from '@socle/contracts'
import { daysAfter } from '@socle/rulebook'
import type { Attendance } from './attendance-rules.ts'
import { type Ballot, countVote, type Seat } from './vote-rules.ts'

interface MandateOnDay {
  readonly id: string
  readonly seat_id: string
  readonly body: string
  readonly rank: 'titular' | 'substitute'
  readonly user_id: string
  readonly name: string
}

/** Seats of the day, from the mandates that run on it. */
export function seatsOf(mandates: readonly MandateOnDay[], attendance: Attendance): SessionSeat[] {
  const holder = (seat: readonly MandateOnDay[], rank: MandateOnDay['rank']) => {
    const mandate = seat.find((each) => each.rank === rank)
    return mandate
      ? {
          mandateId: mandate.id,
          person: { id: mandate.user_id, name: mandate.name },
          presence: attendance.get(mandate.id) ?? ('absent' as const),
        }
      : null
  }
  return [...Map.groupBy(mandates, ({ seat_id }) => seat_id)].map(([seatId, seat]) => ({
    seatId,
    body: seat[0]!.body,
    titular: holder(seat, 'titular'),
    substitute: holder(seat, 'substitute'),
  }))
}

/** The count of one item as it stands. */
export function resultOf(
  policy: CommitteePolicy,
  seats: readonly SessionSeat[],
  votes: AgendaItem['votes'],
  recused: AgendaItem['recused'],
  chair: string | null,
): VoteResult {
  const holders = seats.flatMap(({ titular, substitute }) => [titular, substitute]).filter((each) => each !== null)
  const ballot: Ballot = {
    seats: seats.map(({ seatId, titular, substitute }): Seat => ({
      id: seatId,
      titular: titular?.mandateId ?? null,
      substitute: substitute?.mandateId ?? null,
    })),
    attendance: new Map(
      holders.flatMap(({ mandateId, presence }) => (presence === 'absent' ? [] : [[mandateId, presence] as const])),
    ),
    votes: new Map(votes.map(({ mandateId, choice }) => [mandateId, choice])),
    recused,
    chair,
  }
  return countVote(policy, ballot)
}

/** The first day for which a session may be planned; null = any. */
export const earliestDay = ({ planning }: CommitteePolicy, today: string): string | null =>
  planning.choice === 'coming' ? today : null

/** The last day for which a session may be planned. */
export const latestPlanned = ({ planning }: CommitteePolicy, today: string): string =>
  daysAfter(today, planning.aheadDays)

/** What keeps a planned session from being opened today. */
export function obstacleTo(
  { opening }: CommitteePolicy,
  { day, today, seats }: { day: string; today: string; seats: number },
): OpeningObstacle | null {
  if (opening.choice !== 'any-day' && today < day) return 'before-its-day'
  if (opening.choice === 'on-its-day' && today > day) return 'after-its-day'
  return seats === 0 ? 'without-seat' : null
}

/** The choices of the policy that decide a count, in words, each with what it is about. */
export const policyInWords = (policy: CommitteePolicy): Bilingual[] =>
  ruleNames.map(([rule, name]) => ({
    fr: `${name.fr} : ${lowerFirst(policy[rule].why.fr)}`,
    en: `${name.en}: ${lowerFirst(policy[rule].why.en)}`,
  }))

const ruleNames = [
  ['quorum', { fr: 'Quorum', en: 'Quorum' }],
  ['majority', { fr: 'Majorité', en: 'Majority' }],
  ['tie', { fr: 'Égalité des voix', en: 'Tie' }],
  ['attendance', { fr: 'Présence', en: 'Attendance' }],
  ['revote', { fr: 'Voix changée', en: 'Changed vote' }],
  ['remote', { fr: 'À distance', en: 'At a distance' }],
  ['written', { fr: 'Par écrit', en: 'In writing' }],
  ['recusal', { fr: 'Déport', en: 'Recusal' }],
  ['minutes', { fr: 'Relevé', en: 'Minutes' }],
] as const

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

export const stateWords: Record<SessionState, Bilingual> = {
  planned: { fr: 'prévue', en: 'planned' },
  open: { fr: 'ouverte', en: 'open' },
  closed: { fr: 'close', en: 'closed' },
  settled: { fr: 'notifiée', en: 'notified' },
  cancelled: { fr: 'annulée', en: 'cancelled' },
}

/** `prévue ou ouverte`. */
export const expectedStates = (states: readonly SessionState[]): Bilingual => ({
  fr: states.map((state) => stateWords[state].fr).join(' ou '),
  en: states.map((state) => stateWords[state].en).join(' or '),
})
