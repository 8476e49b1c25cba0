/** Texts that stand side by side in a call and that a model reads as one: what begins in one of them may end in the next. */
import { united } from '../scan/united.ts'
import type { Span } from '../span.ts'

/** How much is looked at on each side of where two texts meet. */
const REACH = 200

/** What stands around each place where two of the texts meet. @returns `from` and `border` are places in all of them together */
export function bordersOf(texts: readonly string[]): { text: string; from: number; border: number }[] {
  const whole = texts.join('')
  let border = 0
  return texts.slice(0, -1).map(({ length }) => {
    border += length
    const from = Math.max(0, border - REACH)
    return { text: whole.slice(from, border + REACH), from, border }
  })
}

/** Spans of all the texts together: of each alone, and what goes from one to the next. Those that overlap are one. */
export function spansTogether(texts: readonly string[], detect: (text: string) => readonly Span[]): readonly Span[] {
  if (texts.length === 1) return detect(texts[0]!)
  const spans: Span[] = []
  const add = (found: readonly Span[], from: number) => {
    for (const { start, end, type } of found) spans.push({ start: start + from, end: end + from, type })
  }
  let from = 0
  for (const text of texts) {
    add(detect(text), from)
    from += text.length
  }
  for (const { text, from: place, border } of bordersOf(texts))
    add(
      detect(text).filter(({ start, end }) => start + place < border && end + place > border),
      place,
    )
  return united(spans)
}

/** Writes all texts together and cuts them apart again: what is written over a border stays in the text where it began. */
export class TextsWriter {
  readonly #texts: readonly string[]
  readonly #whole: string
  readonly #ends: number[] = []
  readonly #out: string[]
  #part = 0
  #at = 0

  constructor(texts: readonly string[]) {
    this.#texts = texts
    this.#whole = texts.join('')
    let end = 0
    for (const { length } of texts) this.#ends.push((end += length))
    this.#out = texts.map(() => '')
  }

  /** @param words what stands in place of `start` to `end` */
  replace(start: number, end: number, words: string): void {
    this.#copyTo(start)
    this.#out[this.#part] += words
    this.#at = end
  }

  end(): string[] {
    this.#copyTo(this.#whole.length)
    // A part of which nothing is left is no part to some providers.
    return this.#out.map((out, part) => (out === '' && this.#texts[part] !== '' ? ' ' : out))
  }

  #copyTo(place: number): void {
    while (this.#part < this.#ends.length - 1 && this.#ends[this.#part]! <= place) {
      const end = this.#ends[this.#part]!
      if (this.#at < end) this.#out[this.#part] += this.#whole.slice(this.#at, end)
      this.#at = Math.max(this.#at, end)
      this.#part++
    }
    this.#out[this.#part] += this.#whole.slice(this.#at, place)
    this.#at = Math.max(this.#at, place)
  }
}
