import { hashWord } from './word-hash.ts'

/** A quarter full at most: most words of a text are in no table, and must find a free place at once. */
const placesFor = (words: number): number => 1 << Math.ceil(Math.log2(words * 4 + 1))

/** Words by their hash in an open table: the scan asks for every word of a text, and a `Map` would cost more than all the rest. */
export class WordTable {
  private readonly mask: number
  private readonly keys: Int32Array
  /** 0 marks a free place: no word has the value 0. */
  private readonly values: Int32Array

  constructor(known: ReadonlyMap<number, number>) {
    this.mask = placesFor(known.size) - 1
    this.keys = new Int32Array(this.mask + 1)
    this.values = new Int32Array(this.mask + 1)
    for (const [hash, value] of known) {
      if (value === 0) continue
      let at = hash & this.mask
      while (this.values[at] !== 0) at = (at + 1) & this.mask
      this.keys[at] = hash
      this.values[at] = value
    }
  }

  /** What is known of the word; 0 when it is not in the table. */
  get(hash: number): number {
    const { mask, keys, values } = this
    for (let at = hash & mask; values[at] !== 0; at = (at + 1) & mask) if (keys[at] === hash) return values[at]!
    return 0
  }
}

/** A few words by their hash, for rules that ask at every word; the hash 0 stands for no word. */
export class WordSet {
  private readonly mask: number
  private readonly keys: Int32Array

  readonly hashes: readonly number[]

  constructor(hashes: readonly number[]) {
    this.hashes = hashes
    this.mask = placesFor(hashes.length) - 1
    this.keys = new Int32Array(this.mask + 1)
    for (const hash of hashes) {
      let at = hash & this.mask
      while (this.keys[at] !== 0 && this.keys[at] !== hash) at = (at + 1) & this.mask
      this.keys[at] = hash
    }
  }

  has(hash: number): boolean {
    const { mask, keys } = this
    for (let at = hash & mask; keys[at] !== 0; at = (at + 1) & mask) if (keys[at] === hash) return true
    return false
  }
}

/** The set of these folded words, apart by spaces. */
export const wordSet = (words: string): WordSet => new WordSet(words.split(/\s+/).filter(Boolean).map(hashWord))
