/** The count of one vote, by the policy: who represents each seat, whether the quorum is met, what the majority says. */
import type { Bilingual, CommitteePolicy, Recusal, VoteChoice, VoteResult, VoteRule } from '@socle/contracts'

/** A seat on the day of the vote: who holds it, who stands in. At least one of the two. */
export interface Seat {
  readonly id: string
  readonly titular: string | null
  readonly substitute: string | null
}

/** How a mandate holder takes part; one who does not attend is absent from the map. */
export type Presence = 'room' | 'remote'

export interface Ballot {
  readonly seats: readonly Seat[]
  readonly attendance: ReadonlyMap<string, Presence>
  /** One vote per mandate. */
  readonly votes: ReadonlyMap<string, VoteChoice>
  /** Mandates that do not vote on this item, whoever attends. */
  readonly recused: readonly Recusal[]
  /** Mandate of whoever chairs; its voice settles a tie where the policy says so. */
  readonly chair: string | null
}

export function countVote(policy: CommitteePolicy, ballot: Ballot): VoteResult {
  const seats = policy.recusal.seat === 'absent' ? ballot.seats : ballot.seats.filter((seat) => hasVoice(ballot, seat))
  const voices = seats.map((seat) => voiceOf(policy, ballot, seat))
  const representing = new Set(voices.filter((voice) => voice !== null))
  const count = (choice: VoteChoice) => voices.filter((voice) => voice && ballot.votes.get(voice) === choice).length
  const [inFavour, against, abstained] = [count('for'), count('against'), count('abstain')]
  const present = representing.size
  const tally = {
    seats: seats.length,
    present,
    quorum: Math.max(0, Math.ceil(seats.length * policy.quorum.share - 1e-9)),
    for: inFavour,
    against,
    abstain: abstained,
    silent: present - inFavour - against - abstained,
    setAside: [...ballot.votes.keys()].filter((mandate) => !representing.has(mandate)).sort(),
    recused: [...ballot.recused],
  }
  const rule = ruleOf(policy, tally, ballot, representing)
  return { outcome: outcomes[rule], rule, policy: policy.id, sentence: say(policy.sentences[rule], tally), tally }
}

const holdersOf = ({ recused }: Ballot, { titular, substitute }: Seat): string[] =>
  [titular, substitute]
    .filter((mandate) => mandate !== null)
    .filter((mandate) => !recused.some(({ mandateId }) => mandateId === mandate))

const hasVoice = (ballot: Ballot, seat: Seat): boolean => holdersOf(ballot, seat).length > 0

/**
 * The mandate whose vote counts for a seat: the titular's as soon as that person is there, else the substitute's; a vote
 * in writing only when nobody attends for the seat and the policy takes it. Whoever is kept from the item is not there for it.
 */
function voiceOf(policy: CommitteePolicy, ballot: Ballot, seat: Seat): string | null {
  const { attendance, votes } = ballot
  const attends = (mandate: string): boolean => {
    const presence = attendance.get(mandate)
    return presence === 'room' || (presence === 'remote' && policy.remote.choice === 'present')
  }
  const wrote = (mandate: string): boolean => policy.written.choice === 'counts' && votes.has(mandate)
  const holders = holdersOf(ballot, seat)
  return holders.find(attends) ?? holders.find(wrote) ?? null
}

function ruleOf(
  policy: CommitteePolicy,
  tally: VoteResult['tally'],
  { chair, votes }: Ballot,
  representing: ReadonlySet<string>,
): VoteRule {
  if (tally.present < tally.quorum) return 'quorum-not-met'
  if (tally.present === 0) return 'nobody-present'
  // Abstentions alone say neither yes nor no: nothing is decided.
  if (tally.for + tally.against === 0) return 'nobody-voted'
  const opposed = policy.majority.choice === 'present' ? tally.present - tally.for : tally.against
  if (tally.for > opposed) return 'majority'
  if (tally.for < opposed) return 'no-majority'
  switch (policy.tie.choice) {
    case 'adopts':
      return 'tie-adopts'
    case 'refuses':
      return 'tie-refuses'
    case 'postpones':
      return 'tie-postpones'
    case 'chair':
      return chair !== null && representing.has(chair) && votes.get(chair) === 'for'
        ? 'tie-chair-adopts'
        : 'tie-chair-refuses'
  }
}

const outcomes: Record<VoteRule, VoteResult['outcome']> = {
  'quorum-not-met': 'postponed',
  'nobody-present': 'postponed',
  'nobody-voted': 'postponed',
  majority: 'adopted',
  'no-majority': 'refused',
  'tie-adopts': 'adopted',
  'tie-refuses': 'refused',
  'tie-postpones': 'postponed',
  'tie-chair-adopts': 'adopted',
  'tie-chair-refuses': 'refused',
}

/** `{for}`, `{against}`, `{abstain}`, `{present}`, `{seats}`, `{quorum}` in a sentence of the policy. */
function say(sentence: Bilingual, tally: VoteResult['tally']): Bilingual {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = tally[name as keyof typeof tally]
      return typeof value === 'number' ? String(value) : whole
    })
  return { fr: fill(sentence.fr), en: fill(sentence.en) }
}
