/** The shapes that a condition takes. */
import type { Condition } from '@socle/contracts'

export const isList = <K extends 'all' | 'any'>(
  condition: Condition,
  key: K,
): condition is Condition & Record<K, Condition[]> => typeof condition === 'object' && key in condition

export const isNot = (condition: Condition): condition is { not: Condition } =>
  typeof condition === 'object' && 'not' in condition

interface Mistake {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** The first thing that keeps a value from being a condition, in a sentence; a schema can only say "no branch fits". */
export function conditionMistake(value: unknown, path: readonly PropertyKey[] = []): Mistake | undefined {
  if (value === 'always') return undefined
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { path, message: 'not a condition: write always, or traits each with a list of options, or all, any, not' }
  const entries = Object.entries(value)
  if (entries.length === 0) return { path, message: 'an empty condition: write always, or name a trait' }
  const combinator = entries.find(([key]) => ['all', 'any', 'not'].includes(key))
  if (combinator === undefined)
    return firstOf(entries, ([trait, options]) => optionsMistake(trait, options, [...path, trait]))
  const [word, inner] = combinator
  if (entries.length > 1)
    return { path, message: `“${word}” stands alone in its condition: put what is beside it inside` }
  if (word === 'not') return conditionMistake(inner, [...path, word])
  if (!Array.isArray(inner) || inner.length === 0)
    return { path: [...path, word], message: `“${word}” needs a list of conditions` }
  return firstOf([...inner.entries()], ([index, part]) => conditionMistake(part, [...path, word, index]))
}

function optionsMistake(trait: string, options: unknown, path: readonly PropertyKey[]): Mistake | undefined {
  if (!Array.isArray(options) || options.length === 0)
    return { path, message: `the trait ${trait} needs a list of options: write ${trait}: [option]` }
  const wrong = options.findIndex((option) => typeof option !== 'string' || option === '')
  return wrong < 0 ? undefined : { path: [...path, wrong], message: 'an option is a word: put it in quotes' }
}

function firstOf<T>(items: readonly T[], mistakeOf: (item: T) => Mistake | undefined): Mistake | undefined {
  for (const item of items) {
    const mistake = mistakeOf(item)
    if (mistake) return mistake
  }
  return undefined
}
