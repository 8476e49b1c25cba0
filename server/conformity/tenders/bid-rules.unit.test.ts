import { TenderPolicy } from '@socle/contracts'
import { loadFramework } from '@socle/rulebook'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byRank, evaluateBid, rankBids, toRemedy, toRequirement, treatmentOf, worthOfLine } from './bid-rules.ts'
import { answersTo, anyRequirements, lineOf, requirementOf, shippedTenderPolicy as policy } from './testing.ts'

describe('the shipped policy', () => {
  test('says once what each level of the framework does, and shows the three scales', () => {
    const levels = policy.systems.flatMap(({ levels }) => levels.flatMap(({ level }) => level ?? []))
    expect(levels.sort()).toEqual(['I', 'P', 'RG', 'none', 'rc'])
    expect(treatmentOf(policy, 'P')).toEqual({ treatment: 'eliminates', points: 0 })
    expect(treatmentOf(policy, 'rc')).toEqual({ treatment: 'scores', points: 1 })
    expect(policy.systems.find(({ id }) => id === 'umbrella')!.levels.map(({ printed }) => printed)).toEqual([
      'bloquant',
      'primordial',
      'important',
    ])
  })

  test('puts every requirement of the framework to bidders', () => {
    const framework = loadFramework()
    const put = framework.requirements.map((requirement) =>
      toRequirement(policy, requirement, { id: requirement.id, precision: '', reason: '' }),
    )
    expect(put.filter(({ setBy }) => setBy !== 'policy')).toEqual([])
    expect(new Set(put.map(({ treatment }) => treatment))).toEqual(new Set(['eliminates', 'scores', 'informs']))
  })
})

const binding = requirementOf(1, { level: 'P', treatment: 'eliminates', points: 0 })
const light = requirementOf(2)
const heavy = requirementOf(3, { points: 3, setBy: 'tender', reason: 'règlement de consultation' })

describe('one bid', () => {
  test('an unmet requirement that eliminates rejects the bid and says why, in both languages', () => {
    const { eliminated, eliminations } = evaluateBid(policy, [binding], [lineOf(binding.id, 'partly')])
    expect(eliminated).toBe(true)
    expect(eliminations).toEqual([
      {
        requirementId: binding.id,
        answer: 'partly',
        rule: 'policy',
        sentence: {
          fr: '« Exigence 1 » (MIRAI:EXI-T-1, niveau P) élimine ; réponse retenue : « Partiellement conforme ».',
          en: '“Requirement 1” (MIRAI:EXI-T-1, level P) eliminates; answer kept: “Partly conforming”.',
        },
      },
    ])
  })

  test('a dated commitment keeps the bid in, asks for an explanation, and goes into the remediation plan', () => {
    const answers = [lineOf(binding.id, 'committed', { comment: 'Le 1er mars.' }), lineOf(light.id, 'conforming')]
    const evaluation = evaluateBid(policy, [binding, light], answers)
    expect(evaluation).toMatchObject({ eliminated: false, score: 20, unexplained: [] })
    expect(toRemedy(policy, [binding, light], answers).map(({ requirementId }) => requirementId)).toEqual([binding.id])
  })

  test('a commitment that says no date is none: it is worth a partial answer, unless the evaluators read a date elsewhere', () => {
    const silent = lineOf(binding.id, 'committed', { comment: 'Nous nous y engageons.' })
    const { eliminations } = evaluateBid(policy, [binding], [silent])
    expect(eliminations.map(({ sentence }) => sentence.fr)).toEqual([
      '« Exigence 1 » (MIRAI:EXI-T-1, niveau P) élimine ; réponse retenue : « Engagement sans date ».',
    ])
    expect(evaluateBid(policy, [light], [lineOf(light.id, 'committed')])).toMatchObject({
      score: 10,
      unexplained: [light.id],
    })
    const retained = { answer: 'committed', note: 'Le mémoire dit mars 2027, page 12.', by: 'H.', at: '' }
    expect(evaluateBid(policy, [binding], [{ ...silent, retained }]).eliminated).toBe(false)
  })

  test('points weigh the score', () => {
    const answers = [lineOf(light.id, 'non-conforming'), lineOf(heavy.id, 'partly')]
    expect(evaluateBid(policy, [light, heavy], answers)).toMatchObject({ score: 7.5, points: { got: 1.5, of: 4 } })
  })

  test('what the evaluators keep replaces what the bidder said', () => {
    const retained = { answer: 'non-conforming', note: 'Le document joint dit le contraire.', by: 'H.', at: '' }
    expect(evaluateBid(policy, [binding], [lineOf(binding.id, 'conforming', { retained })]).eliminated).toBe(true)
  })

  test('an unmet architecture requirement closes the security base whatever its level', () => {
    const architecture = requirementOf(9, { id: 'MIRAI:EXI-ARCH-9' })
    const { notices, eliminated } = evaluateBid(policy, [architecture], [lineOf(architecture.id, 'non-conforming')])
    expect(eliminated).toBe(false)
    expect(notices).toMatchObject([{ id: 'cloud-native-base', requirements: ['MIRAI:EXI-ARCH-9'] }])
  })

  test('the umbrella document’s reading is one change of data: primordial is scored three times an important one', () => {
    const umbrella = TenderPolicy.parse({
      ...policy,
      systems: policy.systems.map((system) => ({
        ...system,
        levels: system.levels.map((entry) =>
          entry.level === 'P' ? { ...entry, treatment: 'scores', points: 3 } : entry,
        ),
      })),
    })
    const requirement = { ...loadFramework().requirementById.get('MIRAI:EXI-G-2')!, level: 'P' as const }
    const put = toRequirement(umbrella, requirement, { id: requirement.id, precision: '', reason: '' })
    expect(evaluateBid(umbrella, [put], [lineOf(put.id, 'non-conforming')])).toMatchObject({
      eliminated: false,
      score: 0,
      points: { of: 3 },
    })
  })
})

test('ranks: best first, equals share, eliminated have none', () => {
  const bid = (score: number, eliminated = false) => ({
    ...evaluateBid(policy, [light], [lineOf(light.id, 'conforming')]),
    score,
    eliminated,
  })
  expect(rankBids([bid(10), bid(18), bid(18), bid(20, true), bid(2)]).map(({ rank }) => rank)).toEqual([
    3,
    1,
    1,
    null,
    4,
  ])
})

test('ranked bids come first, those that share a rank as they came, the eliminated last', () => {
  const bid = (id: string, rank: number | null, eliminated = false) => ({ id, evaluation: { rank, eliminated } })
  const bids = [bid('out', null, true), bid('third', 3), bid('b', 1), bid('unranked', null), bid('a', 1)]
  expect(byRank(bids).map(({ id }) => id)).toEqual(['b', 'a', 'third', 'unranked', 'out'])
})

test('where nothing is scored no bid has a score, and nobody is ranked', () => {
  const unscored = [binding, requirementOf(4, { points: 0 })]
  const bids = ['conforming', 'committed'].map((answer) =>
    evaluateBid(policy, unscored, [
      lineOf(binding.id, answer, { comment: 'Mars 2027.' }),
      lineOf(unscored[1]!.id, 'non-conforming'),
    ]),
  )
  expect(rankBids(bids)).toMatchObject([
    { eliminated: false, score: null, rank: null },
    { eliminated: false, score: null, rank: null },
  ])
})

describe('whatever the tender and the bid', () => {
  const anyBid = anyRequirements.chain((requirements) =>
    fc.record({ requirements: fc.constant(requirements), answers: answersTo(policy, requirements) }),
  )
  const ids = policy.answers.map(({ id }) => id)

  test('eliminated if and only if a requirement that eliminates is not met', () => {
    fc.assert(
      fc.property(anyBid, ({ requirements, answers }) => {
        const { eliminated, eliminations } = evaluateBid(policy, requirements, answers)
        const unmet = requirements.filter(
          ({ id, treatment }) =>
            treatment === 'eliminates' &&
            !worthOfLine(
              policy,
              answers.find((line) => line.requirementId === id)!,
            ).meets,
        )
        expect(eliminations.map(({ requirementId }) => requirementId)).toEqual(unmet.map(({ id }) => id))
        expect(eliminated).toBe(unmet.length > 0)
      }),
      { numRuns: 400 },
    )
  })

  test('a better answer never lowers a score, nor does a worse one raise it', () => {
    fc.assert(
      fc.property(anyBid, fc.nat(), fc.constantFrom(...ids), ({ requirements, answers }, at, answer) => {
        const changed = answers.map((line, n) => (n === at % answers.length ? { ...line, answer } : line))
        const [before, after] = [answers, changed].map((lines) => evaluateBid(policy, requirements, lines))
        const [worthBefore, worthAfter] = [answers, changed].map(
          (lines) => worthOfLine(policy, lines[at % lines.length]!).credit,
        )
        if (before!.score === null) expect(after!.score).toBeNull()
        else if (worthAfter! >= worthBefore!) expect(after!.score).toBeGreaterThanOrEqual(before!.score)
        else expect(after!.score).toBeLessThanOrEqual(before!.score)
      }),
      { numRuns: 400 },
    )
  })

  test('a score stays on the scale; the best answers reach its top', () => {
    fc.assert(
      fc.property(anyBid, ({ requirements, answers }) => {
        const { score } = evaluateBid(policy, requirements, answers)
        const scored = requirements.some(({ treatment, points }) => treatment === 'scores' && points > 0)
        expect(score !== null).toBe(scored)
        if (score === null) return
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(policy.scale.outOf)
        const best = answers.map((line) => ({ ...line, answer: 'conforming' }))
        expect(evaluateBid(policy, requirements, best)).toMatchObject({ score: policy.scale.outOf, eliminated: false })
      }),
      { numRuns: 300 },
    )
  })

  test('neither the order of the answers nor that of the requirements changes the judgement', () => {
    fc.assert(
      fc.property(anyBid, ({ requirements, answers }) => {
        const { score, eliminated } = evaluateBid(policy, requirements, answers)
        expect(evaluateBid(policy, requirements.toReversed(), answers.toReversed())).toMatchObject({
          score,
          eliminated,
        })
      }),
      { numRuns: 300 },
    )
  })

  test('an eliminated bid never has a rank, and every other one has where something is scored', () => {
    fc.assert(
      fc.property(
        anyRequirements.chain((requirements) =>
          fc.tuple(
            fc.constant(requirements),
            fc.array(answersTo(policy, requirements), { minLength: 1, maxLength: 5 }),
          ),
        ),
        ([requirements, bids]) => {
          for (const { rank, eliminated, score } of rankBids(bids.map((bid) => evaluateBid(policy, requirements, bid))))
            expect(rank === null).toBe(eliminated || score === null)
        },
      ),
      { numRuns: 300 },
    )
  })
})
