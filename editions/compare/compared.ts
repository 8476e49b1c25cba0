/** Requirements as they are compared, and the search of those that resemble one. */
import { identifierKey } from '../identifier.ts'
import { type Shingles, likeness, shinglesOf } from './likeness.ts'
import { fold, words } from '../plain-words.ts'
import type { ReadRequirement } from '../requirement.ts'

export interface Side {
  readonly row: ReadRequirement
  readonly at: number
  readonly key: string
  readonly words: readonly string[]
  readonly shingles: Shingles
  readonly folded: string
  /** Beginnings of the words that say something: `sauvegarde` and `sauvegardées` are one. */
  readonly stems: ReadonlySet<string>
}

/** Two editions face to face. */
export interface Faced {
  readonly as: readonly Side[]
  readonly bs: readonly Side[]
  /** In how many requirements of an edition each shingle stands, of the edition where more hold it. */
  readonly heldBy: readonly number[]
  /** The same for the beginnings of words. */
  readonly stemsHeldBy: ReadonlyMap<string, number>
}

export function face(before: readonly ReadRequirement[], after: readonly ReadRequirement[]): Faced {
  // Numbers instead of words: sets of them are compared a hundred thousand times.
  const numbers = new Map<string, number>()
  const numberOf = (shingle: string): number => {
    const known = numbers.get(shingle)
    if (known !== undefined) return known
    numbers.set(shingle, numbers.size)
    return numbers.size - 1
  }
  const sides = (rows: readonly ReadRequirement[]): Side[] =>
    rows.map((row, at) => {
      const text = wording(row)
      const said = words(text)
      return {
        row,
        at,
        key: identifierKey(row.id),
        words: said,
        shingles: new Set(shinglesOf(said).map(numberOf)),
        folded: unprinted(fold(text)),
        stems: stemsOf(said),
      }
    })
  const [as, bs] = [sides(before), sides(after)]
  const count = (all: readonly Side[]): Uint32Array => {
    const held = new Uint32Array(numbers.size)
    for (const { shingles } of all) for (const shingle of shingles) held[shingle]! += 1
    return held
  }
  const [inA, inB] = [count(as), count(bs)]
  return {
    as,
    bs,
    heldBy: Array.from(inA, (held, shingle) => Math.max(held, inB[shingle]!)),
    stemsHeldBy: mostHeld(as, bs),
  }
}

/** Blanks about signs, marks of lists and the last full stop are the printer's. */
const unprinted = (folded: string): string =>
  folded
    .replace(/(?<=^| )[-•▪◦·*] (?=\S)/g, '')
    .replace(/ (?=[;:!?»])|(?<=«) /g, '')
    .replace(/ ?\.$/, '')

/** Shorter words are articles and prepositions, and what follows these letters is their grammar. */
const [shortestWord, lettersOfStem] = [4, 6]
const stemsOf = (said: readonly string[]): ReadonlySet<string> =>
  new Set(
    said.filter((word) => word.length >= shortestWord || /\d/.test(word)).map((word) => word.slice(0, lettersOfStem)),
  )

function mostHeld(...editions: readonly (readonly Side[])[]): ReadonlyMap<string, number> {
  const most = new Map<string, number>()
  for (const edition of editions) {
    const here = new Map<string, number>()
    for (const { stems } of edition) for (const stem of stems) here.set(stem, (here.get(stem) ?? 0) + 1)
    for (const [stem, held] of here) most.set(stem, Math.max(held, most.get(stem) ?? 0))
  }
  return most
}

/** Texts of fewer words than this say too little to be told apart. */
const fewestStems = 3
/** Less than this in common, each word weighed by how few requirements say it: another subject. */
const sameSubjectFrom = 0.15

/** Do two texts speak of one thing? A wording made anew keeps some of the words that matter. */
export function sameSubject(a: Side, b: Side, heldBy: ReadonlyMap<string, number>): boolean {
  if (Math.min(a.stems.size, b.stems.size) < fewestStems) return true
  const weight = (stems: ReadonlySet<string>, counted: (stem: string) => boolean): number =>
    [...stems].reduce((sum, stem) => (counted(stem) ? sum + 1 / (heldBy.get(stem) ?? 1) : sum), 0)
  const all = weight(a.stems, () => true) + weight(b.stems, () => true)
  return 2 * weight(a.stems, (stem) => b.stems.has(stem)) >= sameSubjectFrom * all
}

const wording = ({ title, text }: ReadRequirement): string => (title === undefined ? text : `${title} ${text}`)

export const alikeness = (a: Side, b: Side): number => (a.folded === b.folded ? 1 : likeness(a.shingles, b.shingles))

/** A shingle that more texts than this hold tells nothing about any of them, and would make the search square. */
const commonShingle = 60
/** Candidates kept for each text, the most shared first. */
const candidatesEach = 8

export type Index = ReadonlyMap<number, readonly Side[]>

export function indexOf(all: readonly Side[]): Index {
  const index = new Map<number, Side[]>()
  for (const side of all)
    for (const shingle of side.shingles) {
      const holders = index.get(shingle)
      if (holders === undefined) index.set(shingle, [side])
      else holders.push(side)
    }
  return index
}

/** Texts that share the most shingles, without comparing every text with every other. */
export function candidatesOf(shingles: Shingles, index: Index, atMost = candidatesEach): Side[] {
  const counts: number[] = []
  const met: Side[] = []
  for (const shingle of shingles) {
    const holders = index.get(shingle)
    if (holders === undefined || holders.length > commonShingle) continue
    for (const side of holders) {
      const known = counts[side.at]
      if (known === undefined) met.push(side)
      counts[side.at] = (known ?? 0) + 1
    }
  }
  const byCount: Side[][] = []
  for (const side of met) (byCount[counts[side.at]!] ??= []).push(side)
  const found: Side[] = []
  for (let count = byCount.length - 1; count > 0 && found.length < atMost; count -= 1)
    found.push(...(byCount[count] ?? []).toSorted((a, b) => a.at - b.at))
  return found.slice(0, atMost)
}
