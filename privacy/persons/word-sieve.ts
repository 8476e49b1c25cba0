/** Places of the sieve: a power of two. */
const MARKS = 4096

/** Words of the text at hand, by their hash. Most other words are told apart by one byte, before the set is asked. */
export class WordSieve {
  private readonly marks = new Uint8Array(MARKS)
  private readonly words = new Set<number>()

  get size(): number {
    return this.words.size
  }

  add(hash: number): void {
    this.words.add(hash)
    this.marks[hash & (MARKS - 1)] = 1
  }

  has(hash: number): boolean {
    return this.marks[hash & (MARKS - 1)] === 1 && this.words.has(hash)
  }

  /** For the next text. */
  clear(): void {
    for (const hash of this.words) this.marks[hash & (MARKS - 1)] = 0
    this.words.clear()
  }
}
