/**
 * How models write placeholders, read from left to right: `[Personne_3F_k7q]`, `\[PERSONNE\_3F\_k7q\]`, `PERSONNE 3 k7q`,
 * `[**PERSONNE_3F_k7q**]`, `%5BPERSONNE_3F_k7q%5D` in an address, `[PERSON_3F_k7q]` in English. One reading says both whether a
 * placeholder stands there and whether one may go on after the end of the text, so that a stream and a whole text agree.
 */
const MAX_NUMBER_DIGITS = 5
const MAX_LETTERS = 4
const MAX_JOINT = 4
/** Longest form; nothing longer is ever held back in a stream. */
export const MAX_WRITTEN_LENGTH = 64

const openings = ['\\\\[', '\\[', '[', '%5B', '&#91;'] as const
const closings = [']', '\\]', '\\\\]', '%5D', '&#93;'] as const
const pads = ['', ' ', '\u00a0', '**', '*'] as const

export interface WrittenPlaceholder {
  readonly end: number
  /** As it was issued, whatever the model made of it. */
  readonly label: string
  readonly number: string
  readonly letters: string
}

export interface Reading {
  /** The longest one that begins there; undefined = none does. */
  readonly found: WrittenPlaceholder | undefined
  /** May what stands there go on after the end of the text? */
  readonly open: boolean
}

/** @param mark in small letters */
export function readPlaceholder(text: string, start: number, labels: LabelWords, mark: string): Reading {
  if (!mayBegin(text, start, labels)) return nothing
  const reader = new Reader(text, labels, mark)
  return { found: reader.placeholder(start), open: reader.open }
}

const nothing: Reading = { found: undefined, open: false }

/** Words that may stand for a label, in capitals without accents, by their first letter; each with its label. */
export type LabelWords = ReadonlyMap<string, readonly (readonly [word: string, label: string])[]>

export function labelWords(words: Iterable<readonly [word: string, label: string]>): LabelWords {
  const byFirst = new Map<string, (readonly [string, string])[]>()
  for (const pair of words) byFirst.set(pair[0][0]!, [...(byFirst.get(pair[0][0]!) ?? []), pair])
  return byFirst
}

/** Most places of a text begin none: in the middle of a word, or with another sign. */
function mayBegin(text: string, start: number, labels: LabelWords): boolean {
  const code = text.charCodeAt(start)
  if (code === 0x5b || code === 0x5c || code === 0x25 || code === 0x26) return true
  const before = text.charCodeAt(start - 1)
  if (isAsciiLetter(before) || (before >= 0x30 && before <= 0x39)) return false
  return code > 0x7f || (isAsciiLetter(code) && labels.has(text[start]!.toUpperCase()))
}
const isAsciiLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a

class Reader {
  open = false
  private readonly text: string
  private readonly labels: LabelWords
  private readonly mark: string

  constructor(text: string, labels: LabelWords, mark: string) {
    this.text = text
    this.labels = labels
    this.mark = mark
  }

  placeholder(start: number): WrittenPlaceholder | undefined {
    for (const opening of openings) {
      const inside = this.literal(start, opening)
      if (inside !== -1) return this.bracketed(inside)
    }
    if (isAlphanumeric(lastBefore(this.text, start))) return undefined
    const bare = this.named(start)
    return bare && { ...bare, end: this.closed(bare.end, '') ?? bare.end }
  }

  private bracketed(at: number): WrittenPlaceholder | undefined {
    for (const pad of pads) {
      const after = this.literal(at, pad)
      const found = after === -1 ? undefined : this.named(after)
      if (found !== undefined) return { ...found, end: this.closedAfterPad(found.end) }
    }
    return undefined
  }

  private named(at: number): WrittenPlaceholder | undefined {
    for (const [word, label] of this.labels.get(this.sign(at)) ?? []) {
      const after = this.literal(at, word)
      if (after === -1) continue
      const found =
        this.numbered(after, label) ?? (this.sign(after) === 'S' ? this.numbered(after + 1, label) : undefined)
      if (found !== undefined) return found
    }
    return undefined
  }

  private numbered(at: number, label: string): WrittenPlaceholder | undefined {
    const from = this.joint(at)
    if (from === -1) return undefined
    const digits = this.run(from, MAX_NUMBER_DIGITS, isDigit)
    if (digits === from) return undefined
    const number = this.text.slice(from, digits)
    const tied = this.lettered(digits, label, number)
    if (tied !== undefined) return tied
    const apart = this.joint(digits)
    return apart === -1 ? undefined : this.lettered(apart, label, number)
  }

  private lettered(at: number, label: string, number: string): WrittenPlaceholder | undefined {
    const letters = this.run(at, MAX_LETTERS, isLatin)
    const joint = this.joint(letters)
    const marked = joint === -1 ? -1 : this.literal(joint, this.mark.toUpperCase())
    if (marked === -1) return undefined
    if (marked === this.text.length) this.open = true
    else if (isAlphanumeric(this.text.codePointAt(marked)!)) return undefined
    return { end: marked, label, number, letters: this.text.slice(at, letters) }
  }

  /** A bracket may be lost. */
  private closedAfterPad(at: number): number {
    for (const pad of pads) {
      const end = this.closed(at, pad)
      if (end !== undefined) return end
    }
    return at
  }

  private closed(at: number, pad: string): number | undefined {
    const after = this.literal(at, pad)
    if (after === -1) return undefined
    for (const closing of closings) {
      const end = this.literal(after, closing)
      if (end !== -1) return end
    }
    return undefined
  }

  /** What ties the parts: an underline, a space or a hyphen, with what Markdown adds. */
  private joint(at: number): number {
    const end = this.run(at, MAX_JOINT, (sign) => isTie(sign) || sign === '\\' || sign === '*')
    for (let place = at; place < end; place++) if (isTie(this.text[place]!)) return end
    return -1
  }

  private run(at: number, most: number, fits: (sign: string) => boolean): number {
    let end = at
    while (end < at + most) {
      const sign = this.sign(end)
      if (sign === '' || !fits(sign)) break
      end++
    }
    return end
  }

  /** @returns the end of these words there, whatever their case and accents; −1 when others stand there */
  private literal(at: number, words: string): number {
    for (let index = 0; index < words.length; index++) if (this.sign(at + index) !== words[index]) return -1
    return at + words.length
  }

  /** The sign there in capitals without its accent; nothing at the end of the text, where it may go on. */
  private sign(at: number): string {
    if (at < this.text.length) return plain(this.text[at]!)
    this.open = true
    return ''
  }
}

const plain = (sign: string): string =>
  sign < '\u0080' ? sign.toUpperCase() : sign.normalize('NFD').charAt(0).toUpperCase()
const isDigit = (sign: string): boolean => sign >= '0' && sign <= '9'
const isLatin = (sign: string): boolean => sign >= 'A' && sign <= 'Z'
const isTie = (sign: string): boolean => sign === '_' || sign === ' ' || sign === '\u00a0' || sign === '-'

const alphanumeric = /[\p{L}\p{N}]/u
const isAlphanumeric = (code: number): boolean => code >= 0 && alphanumeric.test(String.fromCodePoint(code))
/** Code point that ends at `at`; −1 at the beginning. */
function lastBefore(text: string, at: number): number {
  if (at === 0) return -1
  const code = text.charCodeAt(at - 1)
  return code >= 0xdc00 && code <= 0xdfff && at > 1 ? text.codePointAt(at - 2)! : code
}
