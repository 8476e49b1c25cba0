/** What changed between two editions of one framework. Pure: the same two lists always give the same answer. */
import type { Bilingual } from '@socle/contracts/text'
import { identifierKey } from './identifier.ts'
import { letterOf, levelKey } from './level.ts'
import { type Shingles, containment, likeness, shinglesOf } from './likeness.ts'
import { fold } from './plain-words.ts'
import type { ReadRequirement } from './requirement.ts'

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

/** From here a text under another identifier is the same requirement. */
const renumberedFrom = 0.6
/** From here two texts under one identifier are surely the same requirement, before others are looked at. */
const sameIdentifierFrom = 0.25
/** An identifier that stayed weighs as much as this much likeness. */
const identifierWeight = 0.15
/** A part of a split, or a source of a merge, is found again in the whole to this share. */
const containedFrom = 0.7
/** And the parts together cover the whole to this share. */
const coveredFrom = 0.7
/** Shorter texts are found anywhere. */
const shortestPart = 4
/** A shingle that more texts than this hold tells nothing about any of them, and would make the search square. */
const commonShingle = 60
/** Candidates kept for each text, the most shared first. */
const candidatesEach = 8

interface Side {
  readonly row: ReadRequirement
  readonly at: number
  readonly key: string
  readonly shingles: Shingles
  readonly folded: string
}

interface Pair {
  readonly a: Side
  readonly b: Side
  readonly likeness: number
}

export function diffEditions(before: readonly ReadRequirement[], after: readonly ReadRequirement[]): EditionDifference {
  const [as, bs] = [sides(before), sides(after)]
  const pairs = pairUp(as, bs)
  const pairOfA = new Map(pairs.map((pair) => [pair.a, pair]))
  const pairOfB = new Map(pairs.map((pair) => [pair.b, pair]))
  const consumed = new Set<Side>()

  const splits = regroup(as, bs, pairOfA, pairOfB, consumed)
  const merges = regroup(bs, as, pairOfB, pairOfA, consumed)

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
  for (const pair of pairs) {
    const { a, b } = pair
    if (consumed.has(a) || consumed.has(b)) continue
    const kinds = kindsOf(a, b)
    if (kinds.length === 0) unchanged += 1
    for (const kind of kinds) tell(a.at, { kind, before: [a.row], after: [b.row], likeness: round(pair.likeness) })
  }
  for (const a of as)
    if (!pairOfA.has(a) && !consumed.has(a)) tell(a.at, { kind: 'removed', before: [a.row], after: [], likeness: 0 })
  // What is new stands after what was, at the place where a reader of the new edition meets it.
  for (const b of bs)
    if (!pairOfB.has(b) && !consumed.has(b))
      tell(before.length + b.at, { kind: 'added', before: [], after: [b.row], likeness: 0 })
  return { changes: changes.toSorted((a, b) => a.rank - b.rank).map(({ change }) => change), unchanged }
}

const round = (share: number): number => Math.round(share * 100) / 100

const sides = (rows: readonly ReadRequirement[]): Side[] =>
  rows.map((row, at) => ({
    row,
    at,
    key: identifierKey(row.id),
    shingles: shinglesOf(wording(row)),
    folded: fold(wording(row)),
  }))

const wording = ({ title, text }: ReadRequirement): string => (title === undefined ? text : `${title} ${text}`)

/** `P` and `Primordiale`, `Recommandé` and `recommandée` are one level, however an edition prints it. */
const weightOf = ({ level }: ReadRequirement): string => letterOf(level) ?? levelKey(level)

function kindsOf(a: Side, b: Side): ChangeKind[] {
  const kinds: ChangeKind[] = []
  if (a.key !== b.key) kinds.push('renumbered')
  if (a.folded !== b.folded) kinds.push('reworded')
  if (weightOf(a.row) !== weightOf(b.row)) kinds.push('relevelled')
  if (fold(a.row.category) !== fold(b.row.category)) kinds.push('recategorised')
  return kinds
}

/** One to one, the likeliest first; ties by identifier, then by the order of the documents. */
function pairUp(as: readonly Side[], bs: readonly Side[]): Pair[] {
  const candidates: (Pair & { readonly score: number })[] = []
  const byKey = Map.groupBy(bs, ({ key }) => key)
  for (const a of as)
    for (const b of a.key === '' ? [] : (byKey.get(a.key) ?? [])) {
      const alike = alikeness(a, b)
      if (alike >= sameIdentifierFrom) candidates.push({ a, b, likeness: alike, score: alike + identifierWeight })
    }
  const index = indexOf(bs)
  for (const a of as)
    for (const b of candidatesOf(a.shingles, index)) {
      if (a.key === b.key && a.key !== '') continue
      const alike = alikeness(a, b)
      if (alike >= renumberedFrom) candidates.push({ a, b, likeness: alike, score: alike })
    }
  const taken = new Set<Side>()
  const pairs: Pair[] = []
  const take = ({ a, b, likeness: alike }: Pair): void => {
    if (taken.has(a) || taken.has(b)) return
    taken.add(a)
    taken.add(b)
    pairs.push({ a, b, likeness: alike })
  }
  for (const candidate of candidates.toSorted((x, y) => y.score - x.score || x.a.at - y.a.at || x.b.at - y.b.at))
    take(candidate)
  // What is left under one identifier was written anew: the identifier is what people follow.
  for (const a of as)
    for (const b of a.key === '' ? [] : (byKey.get(a.key) ?? [])) take({ a, b, likeness: alikeness(a, b) })
  return pairs.toSorted((x, y) => x.a.at - y.a.at)
}

const alikeness = (a: Side, b: Side): number => (a.folded === b.folded ? 1 : likeness(a.shingles, b.shingles))

type Index = ReadonlyMap<string, readonly Side[]>

function indexOf(all: readonly Side[]): Index {
  const index = new Map<string, Side[]>()
  for (const side of all)
    for (const shingle of side.shingles) {
      const holders = index.get(shingle)
      if (holders === undefined) index.set(shingle, [side])
      else holders.push(side)
    }
  return index
}

/** Texts that share the most shingles, without comparing every text with every other. */
function candidatesOf(shingles: Shingles, index: Index): Side[] {
  const counts = new Map<Side, number>()
  for (const shingle of shingles) {
    const holders = index.get(shingle) ?? []
    if (holders.length > commonShingle) continue
    for (const side of holders) counts.set(side, (counts.get(side) ?? 0) + 1)
  }
  return [...counts]
    .toSorted(([a, n], [b, m]) => m - n || a.at - b.at)
    .slice(0, candidatesEach)
    .map(([side]) => side)
}

interface Group {
  readonly whole: Side
  readonly parts: readonly Side[]
  /** Share of the whole that the parts cover. */
  readonly share: number
}

/**
 * Wholes of one side whose text is found again in two or more texts of the other, of which one at most is its pair.
 * Read from old to new it is a split, from new to old a merge.
 */
function regroup(
  wholes: readonly Side[],
  parts: readonly Side[],
  pairOfWhole: ReadonlyMap<Side, Pair>,
  pairOfPart: ReadonlyMap<Side, Pair>,
  consumed: Set<Side>,
): Group[] {
  // A text that stayed as it was did not fall into parts.
  const changed = wholes.filter((whole) => {
    const pair = pairOfWhole.get(whole)
    return !consumed.has(whole) && (pair === undefined || pair.a.folded !== pair.b.folded)
  })
  const free = parts.filter((part) => !consumed.has(part) && part.shingles.size >= shortestPart)
  const index = indexOf(free)
  const ownShare = ownShares(free, changed)
  const groups: Group[] = []
  for (const whole of changed) {
    const pair = pairOfWhole.get(whole)
    const mine = candidatesOf(whole.shingles, index).filter((part) => {
      const share = containment(part.shingles, whole.shingles)
      if (consumed.has(part) || share < containedFrom || share < (ownShare.get(part) ?? 0)) return false
      const other = pairOfPart.get(part)
      return other === undefined || other === pair
    })
    if (mine.length < 2 || mine.every((part) => part.folded === mine[0]?.folded)) continue
    const union = new Set(mine.flatMap((part) => [...part.shingles]))
    const share = containment(whole.shingles, union)
    if (share < coveredFrom) continue
    for (const side of [whole, ...mine]) consumed.add(side)
    if (pair !== undefined) for (const side of [pair.a, pair.b]) consumed.add(side)
    groups.push({ whole, parts: mine.toSorted((a, b) => a.at - b.at), share })
  }
  return groups
}

/** How much of each part the whole that holds most of it holds: requirements that begin alike both hold its beginning. */
function ownShares(parts: readonly Side[], wholes: readonly Side[]): ReadonlyMap<Side, number> {
  const index = indexOf(wholes)
  return new Map(
    parts.map((part) => [
      part,
      Math.max(0, ...candidatesOf(part.shingles, index).map((whole) => containment(part.shingles, whole.shingles))),
    ]),
  )
}
