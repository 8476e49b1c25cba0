import { CommitteePolicy, type VoteChoice } from '@socle/contracts'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Ballot, countVote, type Presence, type Seat } from './vote-rules.ts'

const shipped = CommitteePolicy.parse(
  parse(readFileSync(fileURLToPath(new URL('../../../framework/governance/committee.yaml', import.meta.url)), 'utf8')),
)
const policyOf = (changes: Partial<Record<'majority' | 'tie' | 'remote' | 'written', string>>, share = 0.5) =>
  CommitteePolicy.parse({
    ...shipped,
    quorum: { ...shipped.quorum, share },
    ...Object.fromEntries(
      Object.entries(changes).map(([name, choice]) => [name, { choice, why: { fr: 'x', en: 'x' } }]),
    ),
  })

const seat = (n: number): Seat => ({ id: `seat-${n}`, titular: `titular-${n}`, substitute: `substitute-${n}` })
const ballot = (
  seats: number,
  attendance: Record<string, Presence>,
  votes: Record<string, VoteChoice>,
  chair: string | null = null,
): Ballot => ({
  seats: Array.from({ length: seats }, (_, n) => seat(n)),
  attendance: new Map(Object.entries(attendance)),
  votes: new Map(Object.entries(votes)),
  recused: [],
  chair,
})

describe('the shipped policy', () => {
  test('a majority of the referents present adopts; the sentence gives the count', () => {
    const result = countVote(
      shipped,
      ballot(3, { 'titular-0': 'room', 'titular-1': 'remote' }, { 'titular-0': 'for', 'titular-1': 'abstain' }),
    )
    expect(result).toMatchObject({ outcome: 'adopted', rule: 'majority', policy: 'committee' })
    expect(result.sentence.fr).toBe('Adopté. Pour : 1, contre : 0, abstentions : 1, sièges représentés : 2.')
  })

  test('a substitute stands in for an absent titular, and is set aside beside a present one', () => {
    const votes = { 'substitute-0': 'for', 'substitute-1': 'against', 'titular-1': 'for' } as const
    const { tally } = countVote(
      shipped,
      ballot(2, { 'substitute-0': 'room', 'substitute-1': 'room', 'titular-1': 'room' }, votes),
    )
    expect(tally).toMatchObject({ for: 2, against: 0, present: 2, setAside: ['substitute-1'] })
  })

  test('who is in the team of the application is not there for its item: the substitute votes, or the seat is absent', () => {
    const there = { 'titular-0': 'room', 'substitute-0': 'room', 'titular-1': 'room' } as const
    const votes = { 'titular-0': 'for', 'substitute-0': 'against', 'titular-1': 'for' } as const
    const recused = [
      { mandateId: 'titular-0', did: 'team' },
      { mandateId: 'titular-1', did: 'team' },
    ] as const
    expect(countVote(shipped, { ...ballot(4, there, votes), recused })).toMatchObject({
      outcome: 'postponed',
      rule: 'quorum-not-met',
      tally: { seats: 4, present: 1, quorum: 2, for: 0, against: 1, setAside: ['titular-0', 'titular-1'], recused },
    })
    const leftOut = CommitteePolicy.parse({ ...shipped, recusal: { ...shipped.recusal, seat: 'left-out' } })
    const seats = [seat(0), { ...seat(1), substitute: null }]
    expect(countVote(leftOut, { ...ballot(0, there, votes), seats, recused })).toMatchObject({
      outcome: 'refused',
      tally: { seats: 1, present: 1, quorum: 1 },
    })
  })

  test('a seat without titular is held by its substitute', () => {
    const seats = [{ id: 'a', titular: null, substitute: 'b' }]
    const result = countVote(shipped, {
      ...ballot(0, { b: 'room' }, { b: 'for' }),
      seats,
    })
    expect(result.outcome).toBe('adopted')
  })

  test('without anybody to represent, the sentence says so and speaks of no quorum', () => {
    const empty = countVote(shipped, ballot(0, {}, {}))
    expect(empty).toMatchObject({ outcome: 'postponed', rule: 'nobody-present', tally: { seats: 0, quorum: 0 } })
    expect(empty.sentence.fr).toBe('Reporté, aucun siège n’est représenté. Sièges pourvus : 0.')
    expect(countVote(policyOf({}, 0), ballot(3, {}, {})).rule).toBe('nobody-present')
  })

  test('half of the seats makes the quorum, rounded up', () => {
    const votes = { 'titular-0': 'for', 'titular-1': 'for' } as const
    const there = { 'titular-0': 'room', 'titular-1': 'room' } as const
    expect(countVote(shipped, ballot(4, there, votes)).outcome).toBe('adopted')
    expect(countVote(shipped, ballot(5, there, votes))).toMatchObject({
      outcome: 'postponed',
      rule: 'quorum-not-met',
      tally: { present: 2, quorum: 3 },
    })
  })

  test('abstentions alone decide nothing', () => {
    const result = countVote(shipped, ballot(1, { 'titular-0': 'room' }, { 'titular-0': 'abstain' }))
    expect(result).toMatchObject({ outcome: 'postponed', rule: 'nobody-voted' })
  })

  test('a vote in writing of somebody who does not attend is noted and does not count', () => {
    const votes = { 'titular-0': 'for', 'titular-1': 'against' } as const
    const result = countVote(shipped, ballot(2, { 'titular-0': 'room' }, votes))
    expect(result).toMatchObject({ outcome: 'adopted', tally: { present: 1, setAside: ['titular-1'] } })
  })
})

describe('the other readings', () => {
  const split = { 'titular-0': 'for', 'titular-1': 'against' } as const
  const both = { 'titular-0': 'room', 'titular-1': 'room' } as const

  test.each([
    ['refuses', null, 'tie-refuses'],
    ['adopts', null, 'tie-adopts'],
    ['postpones', null, 'tie-postpones'],
    ['chair', 'titular-0', 'tie-chair-adopts'],
    ['chair', 'titular-1', 'tie-chair-refuses'],
    ['chair', null, 'tie-chair-refuses'],
  ])('a tie where the policy says %s, chair %s: %s', (tie, chair, rule) => {
    expect(countVote(policyOf({ tie }), ballot(2, both, split, chair)).rule).toBe(rule)
  })

  test('a majority of those present counts abstentions against', () => {
    const there = { 'titular-0': 'room', 'titular-1': 'room', 'titular-2': 'room' } as const
    const votes = { 'titular-0': 'for', 'titular-1': 'abstain', 'titular-2': 'abstain' } as const
    expect(countVote(policyOf({ majority: 'present' }), ballot(3, there, votes)).rule).toBe('no-majority')
    expect(countVote(policyOf({ majority: 'cast' }), ballot(3, there, votes)).rule).toBe('majority')
  })

  test('who takes part at a distance is absent where the policy says so', () => {
    const at = { 'titular-0': 'remote', 'substitute-0': 'room' } as const
    const votes = { 'titular-0': 'against', 'substitute-0': 'for' } as const
    expect(countVote(policyOf({ remote: 'absent' }), ballot(1, at, votes)).outcome).toBe('adopted')
    expect(countVote(policyOf({ remote: 'present' }), ballot(1, at, votes)).outcome).toBe('refused')
  })

  test('a vote in writing counts where the policy takes it, unless the seat is attended', () => {
    const votes = { 'titular-0': 'for', 'substitute-0': 'against' } as const
    const written = policyOf({ written: 'counts' })
    expect(countVote(written, ballot(1, {}, votes)).outcome).toBe('adopted')
    expect(countVote(written, ballot(1, { 'substitute-0': 'room' }, votes)).outcome).toBe('refused')
  })
})

describe('whatever the policy and the ballot', () => {
  const choices = fc.constantFrom<VoteChoice>('for', 'against', 'abstain')
  const presences = fc.constantFrom<Presence>('room', 'remote')
  const anyPolicy = fc
    .record({
      majority: fc.constantFrom('cast', 'present'),
      tie: fc.constantFrom('refuses', 'adopts', 'postpones', 'chair'),
      remote: fc.constantFrom('present', 'absent'),
      written: fc.constantFrom('counts', 'set-aside'),
      share: fc.constantFrom(0, 0.25, 0.5, 2 / 3, 1),
    })
    .map(({ share, ...rest }) => policyOf(rest, share))
  const mandates = (n: number) => Array.from({ length: n }, (_, at) => [`titular-${at}`, `substitute-${at}`]).flat()
  const anyBallot = fc.integer({ min: 1, max: 15 }).chain((seats) =>
    fc.record({
      seats: fc.constant(Array.from({ length: seats }, (_, n) => seat(n))),
      attendance: pairs(mandates(seats), presences),
      votes: pairs(mandates(seats), choices),
      chair: fc.option(fc.constantFrom(...mandates(seats))),
      recused: fc.constant([]),
    }),
  )
  function pairs<T>(keys: readonly string[], values: fc.Arbitrary<T>) {
    return fc
      .tuple(...keys.map((key) => fc.tuple(fc.constant(key), fc.option(values))))
      .map((entries) => new Map(entries.flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]))))
  }
  const holds = (property: (policy: CommitteePolicy, given: Ballot) => boolean | void) =>
    fc.assert(fc.property(anyPolicy, anyBallot, property), { numRuns: 500 })

  test('a substitute never counts while the titular is present', () =>
    holds((policy, given) => {
      for (const { titular, substitute } of given.seats)
        if (titular !== null && substitute !== null && given.attendance.get(titular) === 'room') {
          const flipped = new Map(given.votes).set(substitute, 'against')
          const without = new Map(given.votes)
          without.delete(substitute)
          expect(countVote(policy, { ...given, votes: flipped }).tally.against).toBe(
            countVote(policy, { ...given, votes: without }).tally.against,
          )
        }
    }))

  test('no seat has two votes, and no vote comes from nowhere', () =>
    holds((policy, given) => {
      const { tally } = countVote(policy, given)
      expect(tally.present).toBeLessThanOrEqual(tally.seats)
      expect(tally.for + tally.against + tally.abstain + tally.silent).toBe(tally.present)
      expect(tally.silent).toBeGreaterThanOrEqual(0)
      expect(tally.for + tally.against + tally.abstain + tally.setAside.length).toBe(given.votes.size)
    }))

  test('the order in which votes came changes nothing', () =>
    holds((policy, given) => {
      const reversed = {
        ...given,
        seats: given.seats.toReversed(),
        votes: new Map([...given.votes].reverse()),
        attendance: new Map([...given.attendance].reverse()),
      }
      expect(countVote(policy, reversed)).toEqual(countVote(policy, given))
    }))

  test('one more vote for never undoes an adoption, one more against never makes one', () =>
    holds((policy, given) => {
      const { outcome } = countVote(policy, given)
      for (const mandate of given.votes.keys()) {
        const more = (choice: VoteChoice) =>
          countVote(policy, { ...given, votes: new Map(given.votes).set(mandate, choice) }).outcome
        if (outcome === 'adopted') expect(more('for')).toBe('adopted')
        else expect(more('against')).not.toBe('adopted')
      }
    }))

  test('nothing is adopted or refused without the quorum, nor adopted without a vote for', () =>
    holds((policy, given) => {
      const { outcome, tally } = countVote(policy, given)
      if (tally.present < tally.quorum) expect(outcome).toBe('postponed')
      if (outcome === 'adopted') expect(tally.for).toBeGreaterThan(0)
    }))

  test('the sentence has no hole', () =>
    holds((policy, given) => {
      const { sentence } = countVote(policy, given)
      expect(sentence.fr + sentence.en).not.toMatch(/[{}]/)
    }))
})
