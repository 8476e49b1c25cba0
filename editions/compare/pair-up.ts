/** Which requirement of one edition is which of the other, one to one. */
import { type Faced, type Side, alikeness, candidatesOf, indexOf, sameSubject } from './compared.ts'
import { rareLikeness } from './likeness.ts'

export interface Pair {
  readonly a: Side
  readonly b: Side
  readonly likeness: number
}

/** From here a text under another identifier is the same requirement. */
const renumberedFrom = 0.6
/** And to this share once weighed by how few requirements say it: sentences that end many of them make none another. */
const rareFrom = 0.3
/** From here two texts under one identifier are surely the same requirement, before others are looked at. */
const sameIdentifierFrom = 0.25
/** Requirements that say the same word for word are doubles: as many of them are looked at. */
const sameTextsEach = 16

/**
 * By their text, then by their identifier what no text explains: `always`, or where both texts speak of one thing. A number
 * that another requirement was given is not followed.
 */
export function pairUp(faced: Faced, follow: FollowNumbers): Pair[] {
  const { as, bs, stemsHeldBy } = faced
  const pairs = pairByText(faced)
  const taken = new Set(pairs.flatMap(({ a, b }) => [a, b]))
  const left = (all: readonly Side[]): Side[] => all.filter((side) => !taken.has(side))
  const isSame = (a: Side, b: Side): boolean => follow === 'always' || sameSubject(a, b, stemsHeldBy)
  return [...pairs, ...pairByIdentifier(left(as), left(bs), isSame)].toSorted((x, y) => x.a.at - y.a.at)
}

export type FollowNumbers = 'always' | 'same-subject'

type ToPair = Pick<Faced, 'as' | 'bs' | 'heldBy'>

/** The same text first, whatever its identifier, then the likeliest; ties by identifier, then by the order of the documents. */
export function pairByText({ as, bs, heldBy }: ToPair): Pair[] {
  const taken = new Set<Side>()
  const pairs = sameTexts(as, bs).flatMap((pair) => takes(taken, pair))
  const left = (all: readonly Side[]): Side[] => all.filter((side) => !taken.has(side))
  const candidates = candidatePairs({ as: left(as), bs: left(bs), heldBy }).toSorted(
    (x, y) => strength(y) - strength(x) || x.a.at - y.a.at || x.b.at - y.b.at,
  )
  return [...pairs, ...candidates.flatMap((pair) => takes(taken, pair))]
}

/** An identifier that stayed weighs as much as this much likeness. */
const identifierWeight = 0.15
export const strength = ({ a, b, likeness }: Pair): number =>
  likeness + (a.key === b.key && a.key !== '' ? identifierWeight : 0)

/** Where several say the same, those that also have the same identifier. */
function sameTexts(as: readonly Side[], bs: readonly Side[]): Pair[] {
  const byText = Map.groupBy(bs, ({ folded }) => folded)
  const pairs = as.flatMap((a) =>
    (byText.get(a.folded) ?? []).slice(0, sameTextsEach).map((b) => ({ a, b, likeness: 1 })),
  )
  return pairs.toSorted((x, y) => strength(y) - strength(x))
}

function candidatePairs({ as, bs, heldBy }: ToPair): Pair[] {
  const byKey = Map.groupBy(bs, ({ key }) => key)
  const index = indexOf(bs)
  return as.flatMap((a) => {
    const named = a.key === '' ? [] : (byKey.get(a.key) ?? [])
    const others = candidatesOf(a.shingles, index).filter((b) => !named.includes(b))
    return [
      ...named.map((b) => ({ a, b, likeness: alikeness(a, b) })).filter((pair) => pair.likeness >= sameIdentifierFrom),
      ...others
        .map((b) => ({ a, b, likeness: alikeness(a, b) }))
        .filter(
          (pair) => pair.likeness >= renumberedFrom && rareLikeness(a.shingles, pair.b.shingles, heldBy) >= rareFrom,
        ),
    ]
  })
}

/** What is left under one identifier was written anew: the identifier is what people follow. */
function pairByIdentifier(as: readonly Side[], bs: readonly Side[], isSame: (a: Side, b: Side) => boolean): Pair[] {
  const byKey = Map.groupBy(bs, ({ key }) => key)
  const taken = new Set<Side>()
  return as.flatMap((a) =>
    (a.key === '' ? [] : (byKey.get(a.key) ?? []))
      .filter((b) => isSame(a, b))
      .flatMap((b) => takes(taken, { a, b, likeness: alikeness(a, b) })),
  )
}

/** The pair, when neither side is in one yet. */
function takes(taken: Set<Side>, pair: Pair): Pair[] {
  if (taken.has(pair.a) || taken.has(pair.b)) return []
  taken.add(pair.a)
  taken.add(pair.b)
  return [pair]
}
