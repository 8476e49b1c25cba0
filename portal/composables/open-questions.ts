import type { Answers, RequirementOutcome, Trait } from '@socle/contracts'

export interface OpenQuestion {
  readonly trait: Trait
  /** Requirements that wait for this answer, perhaps among others. */
  readonly waiting: number
}

/**
 * The unanswered questions that still decide something, the one that most requirements wait for first; at equal weight, in the order
 * of the questionnaire. A question that is not among them changes nothing, whatever its answer, as long as the others stay as they are.
 */
export function openQuestions(
  traits: readonly Trait[],
  answers: Answers,
  outcomes: readonly RequirementOutcome[],
): OpenQuestion[] {
  const waiting = new Map<string, number>()
  for (const { missing } of outcomes) for (const id of missing) waiting.set(id, (waiting.get(id) ?? 0) + 1)
  return traits
    .filter(({ id }) => answers[id] === undefined && waiting.has(id))
    .map((trait) => ({ trait, waiting: waiting.get(trait.id)! }))
    .sort((a, b) => b.waiting - a.waiting)
}
