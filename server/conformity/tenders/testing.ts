/** Tenders small enough to be read, and random bids over them, for tests. */
import { type BidAnswer, TenderPolicy, type TenderRequirement } from '@socle/contracts'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

export const shippedTenderPolicy: TenderPolicy = TenderPolicy.parse(
  parse(readFileSync(fileURLToPath(new URL('../../../framework/governance/tenders.yaml', import.meta.url)), 'utf8')),
)

export const requirementOf = (n: number, changes: Partial<TenderRequirement> = {}): TenderRequirement => ({
  id: `MIRAI:EXI-T-${n}`,
  level: 'I',
  volume: 'MIRAI',
  title: { fr: `Exigence ${n}`, en: `Requirement ${n}` },
  text: { fr: `Le service fait la chose ${n}.`, en: `The service does thing ${n}.` },
  precision: '',
  treatment: 'scores',
  points: 1,
  setBy: 'policy',
  reason: '',
  ...changes,
})

export const lineOf = (requirementId: string, answer: string | null, changes: Partial<BidAnswer> = {}): BidAnswer => ({
  requirementId,
  answer,
  comment: '',
  evidence: '',
  retained: null,
  ...changes,
})

export const anyRequirements: fc.Arbitrary<TenderRequirement[]> = fc
  .array(
    fc.record({
      treatment: fc.constantFrom('eliminates' as const, 'scores' as const, 'informs' as const),
      points: fc.constantFrom(0, 1, 2.5, 3, 10),
      level: fc.constantFrom('P' as const, 'I' as const, 'RG' as const, 'rc' as const),
      precision: fc.oneof(fc.constant(''), fc.constant('Avant la fin du trimestre & « sans surcoût »')),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((all) => all.map((changes, n) => requirementOf(n, changes)))

/** A bid on every requirement, empty lines included. */
export const answersTo = (
  policy: TenderPolicy,
  requirements: readonly TenderRequirement[],
  words: fc.Arbitrary<string> = fc.constantFrom('', 'Voir le mémoire, page 4'),
): fc.Arbitrary<BidAnswer[]> =>
  fc
    .tuple(
      ...requirements.map(({ id }) =>
        fc.record({
          requirementId: fc.constant(id),
          answer: fc.option(fc.constantFrom(...policy.answers.map((answer) => answer.id))),
          comment: words,
          evidence: words,
          retained: fc.constant(null),
        }),
      ),
    )
    .map((lines) => [...lines])
