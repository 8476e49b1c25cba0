/** What an imported list changes in a volume of the running framework. */
import type { EditionChange, EditionChangeKind, RequirementId, VolumeId } from '@socle/contracts'
import { type Change, diffEditions, identifierKey, withLevelsRenamed } from '@socle/editions'
import type { Framework } from '@socle/rulebook'
import { type ListRow, familyOf, idOf, printedRows } from './volume-list-rules.ts'

export interface VolumeDifference {
  readonly changes: readonly VolumeChange[]
  readonly unchanged: number
  /** Requirements of the volume that the list does not speak of: another family of identifiers, or no number. */
  readonly untouched: number
  /**
   * False for the first list of a volume: the framework says requirements in its own words, so that a printed wording
   * can only be compared with the wording printed before.
   */
  readonly wordingCompared: boolean
  /** What the list is compared with. */
  readonly before: readonly ListRow[]
}

export interface VolumeChange extends EditionChange {
  readonly likeness: number
  readonly rows: { readonly before: readonly ListRow[]; readonly after: readonly ListRow[] }
}

/**
 * @param previous the list that the volume's running edition was imported from; undefined when none was
 * @param repeated statements of the running text that the list repeats, and does not hold any more
 */
export function volumeDifference(
  framework: Framework,
  volume: VolumeId,
  previous: readonly ListRow[] | undefined,
  list: readonly ListRow[],
  repeated = 0,
): VolumeDifference {
  const families = new Set(list.map(({ id }) => familyOf(id)))
  const printed = printedRows(framework, volume)
  const spokenOf = printed.filter(({ id }) => families.has(familyOf(id)))
  // What the framework holds and the previous list did not is compared in the framework's words.
  const known = new Set(previous?.map(({ id }) => identifierKey(id)))
  const before =
    previous === undefined ? spokenOf : [...previous, ...spokenOf.filter(({ id }) => !known.has(identifierKey(id)))]
  const running = before.filter((row) => row.running)
  const held = new Set([...printed, ...running].map(({ id }) => identifierKey(id)))
  // Our words and printed ones have little in common: the number is followed whatever they say.
  const { changes } = diffEditions(asRead(before), asRead(list), 'always')
  const named = changes
    .filter((change) => concerns(change, previous !== undefined, held))
    .map((change): VolumeChange => ({
      kind: change.kind,
      before: change.before.map(({ id }) => idOf(framework, volume, id)),
      after: change.after.map(({ id }) => idOf(framework, volume, id)),
      likeness: change.likeness,
      rows: { before: change.before, after: change.after },
    }))
  const touched = new Set(named.flatMap(({ after }) => after))
  const all = framework.requirements.filter((requirement) => requirement.volume === volume).length
  return {
    changes: named,
    unchanged: repeated + list.filter(({ id }) => !touched.has(idOf(framework, volume, id))).length,
    untouched: all - spokenOf.length - running.length - repeated,
    wordingCompared: previous !== undefined,
    before,
  }
}

/** Changes as people are shown them: a scale whose levels have other names is told once, and not row by row. */
export function withScaleToldOnce<T extends VolumeChange>(
  { changes, unchanged }: { readonly changes: readonly T[]; readonly unchanged: number },
  before: readonly ListRow[],
  after: readonly ListRow[],
) {
  const own = new Map(
    changes.map((change): [Change, T] => [
      { ...change, before: asRead(change.rows.before), after: asRead(change.rows.after) },
      change,
    ]),
  )
  const told = withLevelsRenamed({ changes: [...own.keys()], unchanged }, asRead(before), asRead(after))
  return { changes: told.changes.map((change) => own.get(change)!), unchanged: told.unchanged, renamed: told.renamed }
}

const asRead = (rows: readonly ListRow[]) => rows.map((row) => ({ ...row, fields: {} }))

/** Without a list before it, a change of wording or category compares our words with printed ones: it says nothing. */
const concerns = ({ kind, before }: Change, compared: boolean, held: ReadonlySet<string>): boolean => {
  if (!compared) return kind !== 'reworded' && kind !== 'recategorised' && kind !== 'split' && kind !== 'merged'
  return kind === 'removed' ? before.some(({ id }) => held.has(identifierKey(id))) : true
}

/** As the change log of an edition keeps it. */
export const logOf = (changes: readonly VolumeChange[]): EditionChange[] =>
  changes.map(({ kind, before, after }) => ({ kind, before, after }))

/** What changed in the requirement that the list calls `id`, and which it was. */
export function changesTo(
  changes: readonly VolumeChange[],
  id: RequirementId,
): { kinds: EditionChangeKind[]; former: RequirementId | undefined } {
  const mine = changes.filter(({ after }) => after.includes(id))
  return { kinds: mine.map(({ kind }) => kind), former: mine.find(({ before }) => before.length > 0)?.before[0] }
}
