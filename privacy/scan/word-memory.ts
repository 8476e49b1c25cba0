/** Places of the memory: a power of two, a few times the distinct words of a long text. */
const PLACES = 1 << 13

/**
 * What is known of the words met lately, by their hash: texts say the same words again and again, and most of what is known
 * of a word lies in large tables, far from the processor. Two words of one place push each other out, so it never grows.
 */
export class WordMemory {
  private readonly words = new Int32Array(PLACES)
  private readonly facts = new Int32Array(PLACES)
  private readonly look: (hash: number) => number

  /** `look`: what is known of a word, in one number, from where it is kept. */
  constructor(look: (hash: number) => number) {
    this.look = look
    this.facts[0] = look(0)
  }

  of(hash: number): number {
    const place = hash & (PLACES - 1)
    if (this.words[place] === hash) return this.facts[place]!
    return this.remember(hash, place)
  }

  private remember(hash: number, place: number): number {
    const facts = this.look(hash)
    this.words[place] = hash
    this.facts[place] = facts
    return facts
  }
}
