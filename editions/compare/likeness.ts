/**
 * How alike two texts are, from 0 to 1: the share of word pairs they have in common. Pairs rather than words, because
 * requirements of one framework share their words ("l'application doit …") without saying the same thing.
 */
export type Shingles = ReadonlySet<number>

/** Pairs of neighbouring words; of a few words, the words too. */
export const shinglesOf = (words: readonly string[]): string[] => [
  ...(words.length < 4 ? words : []),
  ...words.slice(1).map((word, before) => `${words[before]} ${word}`),
]

const shared = (a: Shingles, b: Shingles): number => {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let count = 0
  for (const each of small) if (large.has(each)) count += 1
  return count
}

/** Dice's coefficient; 1 for two empty texts, which are the same text. */
export const likeness = (a: Shingles, b: Shingles): number =>
  a.size + b.size === 0 ? 1 : (2 * shared(a, b)) / (a.size + b.size)

/** The same, each pair weighed by how few requirements say it. */
export function rareLikeness(a: Shingles, b: Shingles, heldBy: readonly number[]): number {
  const weigh = (shingles: Shingles, counted: (shingle: number) => boolean): number => {
    let sum = 0
    for (const shingle of shingles) if (counted(shingle)) sum += 1 / heldBy[shingle]!
    return sum
  }
  const all = weigh(a, () => true) + weigh(b, () => true)
  return all === 0 ? 1 : (2 * weigh(a, (shingle) => b.has(shingle))) / all
}

/** Share of `part` that is in `whole`. */
export const containment = (part: Shingles, whole: Shingles): number =>
  part.size === 0 ? 0 : shared(part, whole) / part.size
