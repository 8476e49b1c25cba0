/**
 * Requirements that fell into parts, read from the old edition to the new; read from the new to the old, those that were put
 * together. Passages decide, not identifiers: the parts are found in the whole word for word, and together they say it.
 */
import { type Faced, type Side, candidatesOf, indexOf } from './compared.ts'
import { containment } from './likeness.ts'
import { identifierKey } from '../identifier.ts'
import { type Pair, pairByText, strength } from './pair-up.ts'
import { type Shared, passagesOf, wholeOf } from './passages.ts'

export interface Group {
  readonly whole: Side
  readonly parts: readonly Side[]
  /** Share of the whole that the parts cover. */
  readonly share: number
  /** How alike the whole and its parts put together are. */
  readonly likeness: number
}

/** A part is found again in the whole to this share of its words, those included that other parts say too… */
const foundFrom = 0.5
/** …to this share of its own, as each part of a sentence says again what it is about… */
const ownFrom = 0.33
/** …and the parts together say the whole to this share. */
const coveredFrom = 0.7
/** Whole and parts put together are the same text to this share. */
const alikeFrom = 0.75
/** A text is held entirely by another from this share of its word pairs. */
const heldFrom = 0.9
/** A text that shares less of its word pairs is not looked at. */
const nominatedFrom = 0.3
/** A sentence that many requirements end with may be a part of any of them. */
const nominatedEach = 32
/** Words of its own count this much against a part whose number goes on from that of the whole. */
const strangeInNumbered = 0.5
/** Texts tried as parts of one whole, the nearest in the document first. */
const nomineesEach = 24
/** Shorter texts are found anywhere, in words. */
const shortestPart = 3

/** What was split and what was merged, each requirement in one of them at most: the group that says its whole best comes first. */
export function regrouped({ as, bs, heldBy }: Pick<Faced, 'as' | 'bs' | 'heldBy'>): {
  splits: Group[]
  merges: Group[]
} {
  const pairs = pairByText({ as, bs, heldBy })
  const pairOfA = new Map(pairs.map((pair) => [pair.a, pair]))
  const pairOfB = new Map(pairs.map((pair) => [pair.b, pair]))
  const found = { splits: [] as Group[], merges: [] as Group[] }
  const taken = new Set<Side>()
  const free = (side: Side): boolean => !taken.has(side)
  let claims = [
    ...claimsOf(as, bs, pairOfA, pairOfB).map((claim) => ({ claim, into: found.splits })),
    ...claimsOf(bs, as, pairOfB, pairOfA).map((claim) => ({ claim, into: found.merges })),
  ].flatMap(({ claim, into }) => withGroup(claim, into))
  while (claims.length > 0) {
    const [best, ...others] = claims.toSorted((a, b) => b.group.likeness - a.group.likeness)
    best!.into.push(best!.group)
    for (const side of [best!.group.whole, ...best!.group.parts]) taken.add(side)
    // Whoever loses a part to a better group is looked at again without it.
    claims = others.flatMap((other) => {
      const { whole, nominees } = other.claim
      if (!free(whole)) return []
      if (other.group.parts.every(free)) return other
      return withGroup({ ...other.claim, nominees: nominees.filter(free) }, other.into)
    })
  }
  return found
}

const withGroup = (claim: Claim, into: Group[]): { claim: Claim; into: Group[]; group: Group }[] => {
  const group = groupOf(claim)
  return group === undefined ? [] : [{ claim, into, group }]
}

/** A whole and what may be its parts. */
interface Claim {
  readonly whole: Side
  /** What the whole is paired with by its text. */
  readonly own: Pair | undefined
  readonly nominees: readonly Side[]
  /** A part that another requirement explains better is not taken from it. */
  readonly pairOfPart: ReadonlyMap<Side, Pair>
}

function claimsOf(
  wholes: readonly Side[],
  parts: readonly Side[],
  pairOfWhole: ReadonlyMap<Side, Pair>,
  pairOfPart: ReadonlyMap<Side, Pair>,
): Claim[] {
  // A text that stayed as it was did not fall into parts, nor is it one.
  const changed = (pairs: ReadonlyMap<Side, Pair>) => (side: Side) => {
    const pair = pairs.get(side)
    return pair === undefined || pair.a.folded !== pair.b.folded
  }
  const open = wholes.filter(changed(pairOfWhole))
  const nominees = nominate(
    open,
    parts.filter((part) => changed(pairOfPart)(part) && part.words.length >= shortestPart),
  )
  return open.map((whole) => {
    const own = pairOfWhole.get(whole)
    const mine = (nominees.get(whole) ?? []).toSorted((a, b) => near(whole, own, a) - near(whole, own, b))
    return { whole, own, nominees: mine.slice(0, nomineesEach), pairOfPart }
  })
}

/** Each text names the wholes that it may be a part of, not the other way round: a short one is lost among all that a long one resembles. */
function nominate(wholes: readonly Side[], parts: readonly Side[]): ReadonlyMap<Side, readonly Side[]> {
  const index = indexOf(wholes)
  const nominees = new Map<Side, Side[]>()
  const byKey = Map.groupBy(wholes, ({ key }) => key)
  for (const part of parts) {
    const alike = candidatesOf(part.shingles, index, nominatedEach).filter(
      (whole) => containment(part.shingles, whole.shingles) >= nominatedFrom,
    )
    for (const whole of new Set([...alike, ...(byKey.get(keyAbove(part)) ?? [])])) {
      const known = nominees.get(whole)
      if (known === undefined) nominees.set(whole, [part])
      else known.push(part)
    }
  }
  return nominees
}

/** `EX-4` of `EX-4.2`, `EX-4-2` and `EX-4b`: a number that goes on is a reason to look; the passages still say whether it is a part. */
const keyAbove = ({ row: { id } }: Side): string =>
  identifierKey(id.replace(/(?<=\d)(?:[-._ ]\d{1,2}|[-._ ]?\p{L})$/u, ''))

/** Of two texts that say the same, the one that stands nearest to where the whole went. */
const near = (whole: Side, own: Pair | undefined, part: Side): number =>
  own !== undefined && (own.a === part || own.b === part)
    ? -1
    : part.key === whole.key
      ? 0
      : 1 + Math.abs(part.at - whole.at)

function groupOf(claim: Claim): Group | undefined {
  const { whole, own, nominees, pairOfPart } = claim
  const isOwn = (part: Side): boolean => own !== undefined && (own.a === part || own.b === part)
  // Those that it holds entirely first: what resembles two of them taken together would stand in their way.
  const held = nominees.filter(({ shingles }) => containment(shingles, whole.shingles) >= heldFrom)
  const { parts, shared } = composed(whole, nominees, composed(whole, held).parts)
  const strangers = parts.filter((part, at) => {
    const pair = pairOfPart.get(part)
    const found = shared.found[at]!
    return (
      found < ownFrom || shared.said[at]! < foundFrom || (pair !== undefined && !isOwn(part) && found <= strength(pair))
    )
  })
  if (strangers.length > 0)
    return groupOf({ ...claim, nominees: nominees.filter((nominee) => !strangers.includes(nominee)) })
  if (parts.length < 2 || shared.covered < coveredFrom || shared.likeness < alikeFrom) return undefined
  // What the whole became by its own text is said better only by parts that say more of it.
  if (own !== undefined && !parts.some(isOwn) && shared.likeness < strength(own)) return undefined
  return { whole, parts: parts.toSorted((a, b) => a.at - b.at), share: shared.covered, likeness: shared.likeness }
}

interface Composed {
  readonly parts: readonly Side[]
  readonly shared: Shared
  /** Words of the whole that the parts say, less those of the parts that it does not say. */
  readonly worth: number
}

/** The texts that together say the whole best: one is added, or left out, as long as the whole is said better so. */
function composed(whole: Side, nominees: readonly Side[], from: readonly Side[] = []): Composed {
  const text = wholeOf(whole.words)
  const of = (parts: readonly Side[]): Composed => {
    const shared = passagesOf(
      text,
      parts.map(({ words }) => words),
    )
    const strange = parts.reduce(
      (sum, part, at) =>
        sum + part.words.length * (1 - shared.said[at]!) * (keyAbove(part) === whole.key ? strangeInNumbered : 1),
      0,
    )
    return { parts, shared, worth: shared.covered * whole.words.length - strange }
  }
  const best = (from: Composed, others: readonly Composed[]): Composed =>
    others.reduce((best, other) => (other.worth > best.worth + 0.5 ? other : best), from)
  let now = of(from)
  // Said to the last word, it cannot be said better.
  while (now.worth < whole.words.length) {
    const others = nominees.filter((each) => !now.parts.includes(each))
    const more = best(
      now,
      others.map((each) => of([...now.parts, each])),
    )
    const next =
      more === now
        ? best(
            now,
            now.parts.flatMap((out) => {
              const rest = now.parts.filter((each) => each !== out)
              return [of(rest), ...others.map((each) => of([...rest, each]))]
            }),
          )
        : more
    if (next === now) break
    now = next
  }
  return now
}
