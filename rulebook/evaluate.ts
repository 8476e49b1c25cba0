import type { Answers, Condition, Trait } from '@socle/contracts'
import { isList, isNot } from './condition.ts'

/** Three values: an unanswered trait is `unknown`, and never counts as "no" (Kleene's logic). */
export type Truth = true | false | 'unknown'

export interface Evaluation {
  readonly value: Truth
  /** Options that decided, as the application answered them: `{ trait, options }`. Empty for `always`. */
  readonly decisive: readonly { readonly trait: string; readonly options: readonly string[] }[]
  /** Traits whose answer is missing and could decide. */
  readonly missing: readonly string[]
}

const TRUE: Evaluation = { value: true, decisive: [], missing: [] }

/** Does the condition hold for these answers, and which of them made it so? */
export function evaluate(condition: Condition, answers: Answers, traits: ReadonlyMap<string, Trait>): Evaluation {
  if (condition === 'always') return TRUE
  if (isList(condition, 'all')) return all(condition.all.map((part) => evaluate(part, answers, traits)))
  if (isList(condition, 'any')) return any(condition.any.map((part) => evaluate(part, answers, traits)))
  if (isNot(condition)) {
    const inner = evaluate(condition.not, answers, traits)
    return { ...inner, value: inner.value === 'unknown' ? 'unknown' : !inner.value }
  }
  const parts = Object.entries(condition as Record<string, string[]>)
  return all(parts.map(([trait, wanted]) => evaluateTrait(trait, wanted, answers, traits)))
}

function evaluateTrait(
  id: string,
  wanted: readonly string[],
  answers: Answers,
  traits: ReadonlyMap<string, Trait>,
): Evaluation {
  const answer = answers[id]
  if (answer === undefined) return { value: 'unknown', decisive: [], missing: [id] }
  const given = typeof answer === 'string' ? [answer] : answer
  const matching = given.filter((option) => wanted.some((pattern) => optionMatches(traits.get(id), pattern, option)))
  return matching.length > 0
    ? { value: true, decisive: [{ trait: id, options: matching }], missing: [] }
    : { value: false, decisive: [{ trait: id, options: given }], missing: [] }
}

/** Patterns of a matrix may leave a side open: `citizens@*`, `*@internet`. */
function optionMatches(trait: Trait | undefined, pattern: string, option: string): boolean {
  if (trait?.kind !== 'matrix' || !pattern.includes('*')) return pattern === option
  const [row, column] = option.split('@')
  const [wantedRow, wantedColumn] = pattern.split('@')
  return (
    column !== undefined &&
    (wantedRow === '*' || wantedRow === row) &&
    (wantedColumn === '*' || wantedColumn === column)
  )
}

function all(parts: readonly Evaluation[]): Evaluation {
  const no = parts.filter((part) => part.value === false)
  if (no.length > 0) return shortest(no)
  const open = parts.filter((part) => part.value === 'unknown')
  return merge(open.length > 0 ? 'unknown' : true, open.length > 0 ? open : parts)
}

function any(parts: readonly Evaluation[]): Evaluation {
  const yes = parts.filter((part) => part.value === true)
  if (yes.length > 0) return shortest(yes)
  const open = parts.filter((part) => part.value === 'unknown')
  return merge(open.length > 0 ? 'unknown' : false, open.length > 0 ? open : parts)
}

/** One reason is enough to decide: the one that is quickest to read. */
const shortest = (parts: readonly Evaluation[]): Evaluation =>
  parts.reduce((best, part) => (part.decisive.length < best.decisive.length ? part : best))

const merge = (value: Truth, parts: readonly Evaluation[]): Evaluation => ({
  value,
  decisive: parts.flatMap((part) => part.decisive),
  missing: [...new Set(parts.flatMap((part) => part.missing))],
})
