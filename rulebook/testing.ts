/** Random descriptions and conditions over a vocabulary, for property tests. */
import type { Answers, Condition, Trait } from '@socle/contracts'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { answersOf } from './describe.ts'
import type { Framework } from './framework.ts'

/** A framework small enough to be read in a minute. */
export const smallEdition = fileURLToPath(new URL('./fixtures/edition', import.meta.url))

const answerTo = (trait: Trait): fc.Arbitrary<string | string[]> => {
  const options = answersOf(trait)
  if (trait.kind === 'choice') return fc.constantFrom(...options)
  const several = fc.subarray(
    options.filter((option) => option !== 'none'),
    { minLength: 1 },
  )
  return options.includes('none') ? fc.oneof(several, fc.constant<string[]>(['none'])) : several
}

/** Every question answered. */
export const completeAnswers = (framework: Framework): fc.Arbitrary<Answers> =>
  fc.record(Object.fromEntries(framework.traits.map((trait) => [trait.id, answerTo(trait)])))

/** Some questions answered, and the same description with more of them answered. */
export const growingAnswers = (framework: Framework): fc.Arbitrary<{ fewer: Answers; more: Answers }> =>
  completeAnswers(framework).chain((all) =>
    fc
      .tuple(fc.subarray(Object.keys(all)), fc.subarray(Object.keys(all)))
      .map(([first, second]) => ({ fewer: pick(all, first), more: pick(all, [...first, ...second]) })),
  )

export const pick = (answers: Answers, traits: readonly string[]): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([id]) => traits.includes(id)))

/** Conditions of any depth over the vocabulary. */
export const conditions = (framework: Framework): fc.Arbitrary<Condition> => {
  const leaf = fc
    .constantFrom(...framework.traits)
    .chain((trait) =>
      fc
        .subarray([...answersOf(trait), ...(trait.columns ?? []).map(({ id }) => `*@${id}`)], { minLength: 1 })
        .map((options): Condition => ({ [trait.id]: options })),
    )
  return fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.constant<Condition>('always'),
      tie('condition').map((not): Condition => ({ not })),
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all): Condition => ({ all })),
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
    ),
  })).condition
}
