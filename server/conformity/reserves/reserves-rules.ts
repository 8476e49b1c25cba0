import type { FieldValues } from '@socle/contracts'
import { type Grant, longest } from '../derogations/index.ts'

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

/** Which derogations cover it, and the day after which a part of it is no longer covered; undefined = they do not cover it. */
export function coverOf(data: FieldValues, grants: readonly Grant[]): FieldValues | undefined {
  if (!isCovered(data, new Set(grants.map(({ requirementId }) => requirementId)))) return undefined
  const about = Map.groupBy(grants, ({ requirementId }) => requirementId)
  const held = (data['requirements'] as string[]).map((id) => longest(about.get(id)!)!)
  const [until] = held.flatMap((grant) => grant.until ?? []).sort()
  return {
    covering: [...new Set(held.map(({ procedureId }) => procedureId))].sort(),
    ...(until !== undefined && { 'covered-until': until }),
  }
}

/** Does it already say as much? */
export const saysCover = (data: FieldValues, cover: FieldValues): boolean =>
  String(data['covering']) === String(cover['covering']) && data['covered-until'] === cover['covered-until']

/** By the date alone: a reserve whose derogation has ended is open again, whether or not anybody wrote it down. */
export function stateToday(state: string, data: FieldValues, derogated: ReadonlySet<string>): string {
  if (state === 'covered' && !isCovered(data, derogated)) return 'open'
  // A longer deadline that is asked for changes nothing yet: verdict policies, voted ones included, read it as planned.
  return state === 'extension-asked' ? 'planned' : state
}
