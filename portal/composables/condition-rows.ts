/** A condition of applicability as rows that a form can show: a question, whether its answer is one of these, which. */
import type { Condition } from '@socle/contracts'

export interface ConditionRow {
  readonly trait: string
  /** `is`: one of the answers is given; `is-not`: none of them is. */
  readonly operator: 'is' | 'is-not'
  readonly answers: readonly string[]
}

export interface ConditionRows {
  /** `always` has no row. */
  readonly holds: 'always' | 'all' | 'any'
  readonly rows: readonly ConditionRow[]
}

/** @returns undefined for conditions inside conditions, which no list of rows can say */
export function rowsOf(condition: Condition): ConditionRows | undefined {
  if (condition === 'always') return { holds: 'always', rows: [] }
  const part = condition as { all?: unknown; any?: unknown; not?: unknown }
  for (const holds of ['all', 'any'] as const)
    if (isList(part[holds])) {
      const rows = part[holds].map(rowOf)
      return rows.every((row) => row !== undefined) ? { holds, rows: rows as ConditionRow[] } : undefined
    }
  if (part.not !== undefined && !Array.isArray(part.not)) {
    const row = rowOf(condition)
    return row && { holds: 'all', rows: [row] }
  }
  const rows = Object.entries(condition as Record<string, string[]>).map(([trait, answers]): ConditionRow => ({
    trait,
    operator: 'is',
    answers,
  }))
  return { holds: 'all', rows }
}

/** @returns undefined while a row has no question or no answer */
export function conditionOf({ holds, rows }: ConditionRows): Condition | undefined {
  if (holds === 'always') return 'always'
  if (rows.length === 0 || rows.some(({ trait, answers }) => trait === '' || answers.length === 0)) return undefined
  const parts = rows.map(({ trait, operator, answers }): Condition => {
    const given = { [trait]: [...answers] }
    return operator === 'is' ? given : { not: given }
  })
  if (parts.length === 1) return parts[0]!
  const plain = holds === 'all' && rows.every(({ operator }) => operator === 'is')
  // The shortest way to say it, where no question comes twice.
  if (plain && new Set(rows.map(({ trait }) => trait)).size === rows.length)
    return Object.assign({}, ...parts) as Condition
  return holds === 'all' ? { all: parts } : { any: parts }
}

const isList = (value: unknown): value is Condition[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'object' || each === 'always')

function rowOf(condition: Condition): ConditionRow | undefined {
  if (typeof condition !== 'object') return undefined
  const { not } = condition as { not?: unknown }
  const negated = typeof not === 'object' && !Array.isArray(not)
  const entries = Object.entries((negated ? not : condition) as Record<string, unknown>)
  const [entry] = entries
  if (entries.length !== 1 || !entry || !Array.isArray(entry[1])) return undefined
  if (!entry[1].every((answer) => typeof answer === 'string')) return undefined
  return { trait: entry[0], operator: negated ? 'is-not' : 'is', answers: entry[1] as string[] }
}
