/** A new edition may print other names for the same scale: `O` and `R` become `Obligatoire` and `Recommandé`. Told once, not row by row. */
import { type Change, type EditionDifference, weightOf } from './diff-editions.ts'
import { fold } from '../plain-words.ts'
import type { ReadRequirement } from '../requirement.ts'

export interface RenamedLevel {
  readonly from: string
  readonly to: string
  readonly rows: number
}

/** Of the rows of a level, those that all have the same new name; the others have another level. */
const shareOfFollowers = 2 / 3
const fewestFollowers = 2

const [levelBefore, levelAfter] = [
  ({ before: [row] }: Change): string => row?.level ?? '',
  ({ after: [row] }: Change): string => row?.level ?? '',
]

export function withLevelsRenamed(
  { changes, unchanged }: EditionDifference,
  before: readonly ReadRequirement[],
  after: readonly ReadRequirement[],
): EditionDifference & { readonly renamed: readonly RenamedLevel[] } {
  const renamed = renamedIn(
    changes.filter(({ kind }) => kind === 'relevelled'),
    names(before),
    names(after),
  )
  const follows = (change: Change): boolean =>
    change.kind === 'relevelled' &&
    renamed.some(
      ({ from, to }) =>
        weightOf(from) === weightOf(levelBefore(change)) && weightOf(to) === weightOf(levelAfter(change)),
    )
  const left = changes.filter((change) => !follows(change))
  const still = new Set(left.flatMap(({ after }) => after))
  const same = changes.filter((change) => follows(change) && !change.after.some((row) => still.has(row))).length
  return { changes: left, unchanged: unchanged + same, renamed }
}

const names = (rows: readonly ReadRequirement[]): ReadonlySet<string> =>
  new Set(rows.flatMap(({ level }) => (level === '' ? [] : [weightOf(level)])))

function renamedIn(
  changes: readonly Change[],
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): readonly RenamedLevel[] {
  // A word that both editions print weighs the same in both: the scale was not renamed.
  if (!before.isDisjointFrom(after) || changes.some((each) => levelBefore(each) === '' || levelAfter(each) === ''))
    return []
  const found = [...Map.groupBy(changes, (change) => weightOf(levelBefore(change))).values()].map((all) => {
    const [to = []] = [...Map.groupBy(all, (change) => weightOf(levelAfter(change))).values()].toSorted(
      (a, b) => b.length - a.length,
    )
    const one = { from: levelBefore(all[0]!), to: levelAfter(to[0]!), rows: to.length }
    return to.length >= fewestFollowers && to.length >= all.length * shareOfFollowers ? one : undefined
  })
  const sure = found.filter((each) => each !== undefined)
  const several = sure.length > 1 || sure.some(({ from, to }) => fold(to).startsWith(fold(from)))
  const oneToOne = new Set(sure.map(({ to }) => weightOf(to))).size === sure.length
  return several && oneToOne && sure.length === found.length ? sure : []
}
