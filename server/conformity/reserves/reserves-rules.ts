import type { FieldValues } from '@socle/contracts'

/** What the verdict needs of a reserve. */
export interface ReserveFacts {
  readonly id: string
  readonly title: string
  readonly link: string
  readonly blocking: boolean
  /** As it counts today. */
  readonly state: string
}

/** A reserve is covered as long as derogations in force cover everything that it is about. */
export const isCovered = (data: FieldValues, derogated: ReadonlySet<string>): boolean => {
  const requirements = (data['requirements'] ?? []) as string[]
  return requirements.length > 0 && requirements.every((id) => derogated.has(id))
}

/** By the date alone: a reserve whose derogation has ended is open again, whether or not anybody wrote it down. */
export function stateToday(state: string, data: FieldValues, derogated: ReadonlySet<string>): string {
  if (state === 'covered' && !isCovered(data, derogated)) return 'open'
  // A longer deadline that is asked for changes nothing yet: verdict policies, voted ones included, read it as planned.
  return state === 'extension-asked' ? 'planned' : state
}
