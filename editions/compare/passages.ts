/** Which passages of one text are found, word for word, in others: runs of words, the longest first, each word of the whole given once. */

export interface Shared {
  /** For each part, the share of its own words that are passages of the whole. */
  readonly found: readonly number[]
  /** The same, with the passages that other parts say too. */
  readonly said: readonly number[]
  /** The share of the whole that the parts say. */
  readonly covered: number
  /** How alike the whole and the parts put together are (Dice's coefficient over words). */
  readonly likeness: number
}

/** One word in common says nothing. */
const shortestRun = 2
/** A pair of words met more often in one text than this is looked for at its first places only, so that no text is square. */
const placesEach = 12

interface Run {
  readonly part: number
  readonly inPart: number
  readonly inWhole: number
  readonly length: number
}

/** A text whose passages are looked for. */
export interface Whole {
  readonly words: readonly string[]
  /** Where each pair of neighbouring words stands. */
  readonly places: ReadonlyMap<string, readonly number[]>
}

/** @param parts in the order in which they are served when two hold the same passage */
export function passagesOf({ words: whole, places }: Whole, parts: readonly (readonly string[])[]): Shared {
  const takenInWhole = new Uint8Array(whole.length)
  const takenInParts = parts.map((part) => new Uint8Array(part.length))
  // What a longer passage took away leaves room for others: looked for once more.
  for (let pass = 0; pass < 2; pass += 1) {
    const runs = parts.flatMap((part, at) => runsOf(part, at, takenInParts[at]!, whole, takenInWhole, places))
    for (const run of runs.toSorted((a, b) => b.length - a.length || a.part - b.part)) {
      const mine = takenInParts[run.part]!
      const free = (at: number): boolean => takenInWhole[run.inWhole + at] === 0 && mine[run.inPart + at] === 0
      let [from, to] = [0, run.length]
      while (from < to && !free(from)) from += 1
      while (to > from && !free(to - 1)) to -= 1
      if (to - from < shortestRun) continue
      for (let at = from; at < to; at += 1)
        if (free(at)) {
          takenInWhole[run.inWhole + at] = 1
          mine[run.inPart + at] = 1
        }
    }
  }
  const given = takenInParts.map(count)
  const covered = count(takenInWhole)
  const lengths = parts.reduce((sum, part) => sum + part.length, 0)
  const free = new Uint8Array(whole.length)
  const repeated = parts.map((part, at) => {
    const mine = takenInParts[at]!.slice()
    for (const { inPart, length } of runsOf(part, at, new Uint8Array(part.length), whole, free, places))
      mine.fill(1, inPart, inPart + length)
    return count(mine)
  })
  return {
    found: given.map((words, at) => words / Math.max(1, parts[at]!.length)),
    said: repeated.map((words, at) => words / Math.max(1, parts[at]!.length)),
    covered: covered / Math.max(1, whole.length),
    likeness: (covered + repeated.reduce((sum, words) => sum + words, 0)) / Math.max(1, whole.length + lengths),
  }
}

const count = (taken: Uint8Array): number => taken.reduce((sum, each) => sum + each, 0)

export function wholeOf(words: readonly string[]): Whole {
  const places = new Map<string, number[]>()
  for (let at = 0; at + 1 < words.length; at += 1) {
    const pair = `${words[at]} ${words[at + 1]}`
    const known = places.get(pair)
    if (known === undefined) places.set(pair, [at])
    else if (known.length < placesEach) known.push(at)
  }
  return { words, places }
}

/** The longest run from each place of the part, one after the other. */
function runsOf(
  part: readonly string[],
  number: number,
  takenInPart: Uint8Array,
  whole: readonly string[],
  takenInWhole: Uint8Array,
  places: Whole['places'],
): Run[] {
  const runs: Run[] = []
  for (let at = 0; at + 1 < part.length;) {
    let best: Run | undefined
    for (const place of places.get(`${part[at]} ${part[at + 1]}`) ?? []) {
      let length = 0
      while (
        at + length < part.length &&
        place + length < whole.length &&
        takenInPart[at + length] === 0 &&
        takenInWhole[place + length] === 0 &&
        part[at + length] === whole[place + length]
      )
        length += 1
      if (length >= shortestRun && length > (best?.length ?? 0))
        best = { part: number, inPart: at, inWhole: place, length }
    }
    if (best !== undefined) runs.push(best)
    at += best?.length ?? 1
  }
  return runs
}
