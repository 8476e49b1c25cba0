/** Words by their hash in an open table: the scan asks for every word of a text, and a `Map` would cost more than all the rest. */
export class WordTable {
  private readonly mask: number
  private readonly keys: Int32Array
  /** 0 marks a free place: no word has the value 0. */
  private readonly values: Int32Array

  constructor(entries: Iterable<readonly [hash: number, value: number]>) {
    const known = new Map<number, number>()
    for (const [hash, value] of entries) known.set(hash, (known.get(hash) ?? 0) | value)
    // At most a quarter full: most words of a text are in no table, and must find a free place at once.
    this.mask = (1 << Math.ceil(Math.log2(known.size * 4 + 1))) - 1
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
