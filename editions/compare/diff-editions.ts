/** What changed between two editions of one framework. Pure: the same two lists always give the same answer. */
import type { Bilingual } from '@socle/contracts/text'
import { type Side, face } from './compared.ts'
import { onceEach } from './doubles.ts'
import { letterOf, levelKey } from '../level.ts'
import { type FollowNumbers, pairUp } from './pair-up.ts'
import { fold } from '../plain-words.ts'
import { regrouped } from './regroup.ts'
import type { ReadRequirement } from '../requirement.ts'

export const changeKinds = {
  added: { fr: 'ajoutée', en: 'added' },
  removed: { fr: 'retirée', en: 'removed' },
  reworded: { fr: 'reformulée', en: 'reworded' },
  relevelled: { fr: 'niveau changé', en: 'level changed' },
  recategorised: { fr: 'catégorie changée', en: 'category changed' },
  renumbered: { fr: 'renumérotée', en: 'renumbered' },
  split: { fr: 'scindée', en: 'split' },
  merged: { fr: 'fusionnée', en: 'merged' },
} as const satisfies Record<string, Bilingual>
export type ChangeKind = keyof typeof changeKinds

export interface Change {
  readonly kind: ChangeKind
  /** Empty for `added`, several for `merged`. */
  readonly before: readonly ReadRequirement[]
  /** Empty for `removed`, several for `split`. */
  readonly after: readonly ReadRequirement[]
  /** From 0 to 1, two decimals; 0 for what has no other side. */
  readonly likeness: number
}

export interface EditionDifference {
  readonly changes: readonly Change[]
  /** Requirements that are the same on both sides, in identifier, wording, level and category. */
  readonly unchanged: number
}

/** @param follow whether a number leads from one text to another that has nothing in common with it: two wordings that different hands wrote */
export function diffEditions(
  before: readonly ReadRequirement[],
  after: readonly ReadRequirement[],
  follow: FollowNumbers = 'same-subject',
): EditionDifference {
  const faced = face(onceEach(before).rows, onceEach(after).rows)
  const { as, bs } = faced
  const { splits, merges } = regrouped(faced)
  const consumed = new Set([...splits, ...merges].flatMap(({ whole, parts }) => [whole, ...parts]))
  const left = (all: readonly Side[]): Side[] => all.filter((side) => !consumed.has(side))
  const pairs = pairUp({ ...faced, as: left(as), bs: left(bs) }, follow)
  const paired = new Set(pairs.flatMap(({ a, b }) => [a, b]))

  const changes: { readonly rank: number; readonly change: Change }[] = []
  const tell = (rank: number, change: Change): void => void changes.push({ rank, change })
  for (const { whole, parts, share } of splits)
    tell(whole.at, { kind: 'split', before: [whole.row], after: parts.map(({ row }) => row), likeness: round(share) })
  for (const { whole, parts, share } of merges)
    tell(parts[0]?.at ?? 0, {
      kind: 'merged',
      before: parts.map(({ row }) => row),
      after: [whole.row],
      likeness: round(share),
    })
  let unchanged = 0
  for (const { a, b, likeness } of pairs) {
    const kinds = kindsOf(a, b)
    if (kinds.length === 0) unchanged += 1
    for (const kind of kinds) tell(a.at, { kind, before: [a.row], after: [b.row], likeness: round(likeness) })
  }
  for (const a of as)
    if (!paired.has(a) && !consumed.has(a)) tell(a.at, { kind: 'removed', before: [a.row], after: [], likeness: 0 })
  // What is new stands after what was, at the place where a reader of the new edition meets it.
  for (const b of bs)
    if (!paired.has(b) && !consumed.has(b))
      tell(before.length + b.at, { kind: 'added', before: [], after: [b.row], likeness: 0 })
  return { changes: changes.toSorted((a, b) => a.rank - b.rank).map(({ change }) => change), unchanged }
}

const round = (share: number): number => Math.round(share * 100) / 100

/** `P` and `Primordiale`, `Recommandé` and `recommandée` are one level, however an edition prints it. */
export const weightOf = (level: string): string => letterOf(level) ?? levelKey(level)

function kindsOf(a: Side, b: Side): ChangeKind[] {
  const kinds: ChangeKind[] = []
  if (a.key !== b.key) kinds.push('renumbered')
  if (a.folded !== b.folded) kinds.push('reworded')
  if (weightOf(a.row.level) !== weightOf(b.row.level)) kinds.push('relevelled')
  if (fold(a.row.category) !== fold(b.row.category)) kinds.push('recategorised')
  return kinds
}
