import type { Bilingual } from '../text.ts'

interface ProblemDefinition {
  readonly status: number
  readonly title: Bilingual
  /** What is wrong, where, and how to mend it; takes its arguments by name: `{name}`. */
  readonly detail: Bilingual
}

/** The errors of one area. */
export const define = <const T extends Record<string, ProblemDefinition>>(problems: T): T => problems
