/**
 * How alike two texts are, from 0 to 1: the share of word pairs they have in common. Pairs rather than words, because
 * requirements of one framework share their words ("l'application doit …") without saying the same thing.
 */
import { words } from './plain-words.ts'

export type Shingles = ReadonlySet<string>

/** Words and pairs of neighbouring words. */
export function shinglesOf(text: string): Shingles {
  const all = words(text)
  const found = new Set<string>(all.length < 4 ? all : [])
  for (const [at, word] of all.entries()) {
    const next = all[at + 1]
    if (next !== undefined) found.add(`${word} ${next}`)
  }
  return found
}

const shared = (a: Shingles, b: Shingles): number => {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let count = 0
  for (const each of small) if (large.has(each)) count += 1
  return count
}

/** Dice's coefficient; 1 for two empty texts, which are the same text. */
export const likeness = (a: Shingles, b: Shingles): number =>
  a.size + b.size === 0 ? 1 : (2 * shared(a, b)) / (a.size + b.size)

/** Share of `part` that is in `whole`. */
export const containment = (part: Shingles, whole: Shingles): number =>
  part.size === 0 ? 0 : shared(part, whole) / part.size
