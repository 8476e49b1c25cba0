import { CharacterClass, classOf } from './characters.ts'
import { HASH_START, hashCharacter } from './word-hash.ts'

/** A run of letters, a run of digits, or one sign (a surrogate pair is one sign). */
export const TokenKind = { word: 1, digits: 2, sign: 3 } as const
/** lower; Capital first; ALL CAPITALS (two letters or more); one capital Initial; mIxed. Signs and digits have none. */
export const Shape = { none: 0, lower: 1, capital: 2, capitals: 3, initial: 4, mixed: 5 } as const
/** What stands before a token: nothing, one space, several spaces or a tabulation, a line break, an empty line or the beginning. */
export const Gap = { none: 0, space: 1, wide: 2, line: 3, paragraph: 4 } as const

/** The tokens of a text, column by column: objects would cost more than everything else in the scan. */
export interface Tokens {
  readonly text: string
  readonly count: number
  readonly start: Int32Array
  readonly end: Int32Array
  readonly kind: Uint8Array
  readonly shape: Uint8Array
  readonly gap: Uint8Array
  /** Of a word: its folded hash. Of digits: 0. Of a sign: its code unit. */
  readonly hash: Int32Array
}

/** Ordinary text has a token for four or five characters; the columns grow for what is denser. */
const CHARACTERS_PER_TOKEN = 4

function grown<A extends Int32Array | Uint8Array>(column: A, capacity: number): A {
  const wider = new (column.constructor as new (length: number) => A)(capacity)
  wider.set(column)
  return wider
}

export function tokenise(text: string): Tokens {
  let capacity = Math.ceil(text.length / CHARACTERS_PER_TOKEN) + 16
  let start = new Int32Array(capacity)
  let end = new Int32Array(capacity)
  let kind = new Uint8Array(capacity)
  let shape = new Uint8Array(capacity)
  let gap = new Uint8Array(capacity)
  let hash = new Int32Array(capacity)
  let count = 0
  let before: number = Gap.paragraph
  let at = 0
  const length = text.length
  while (at < length) {
    const code = text.charCodeAt(at)
    const kindOfCharacter = classOf[code]!
    if (kindOfCharacter === CharacterClass.space) {
      if (before < Gap.line) before = before === Gap.none && code !== 9 ? Gap.space : Gap.wide
      at++
      continue
    }
    if (kindOfCharacter === CharacterClass.newline) {
      const pair = code === 13 && text.charCodeAt(at + 1) === 10
      before = before >= Gap.line ? Gap.paragraph : Gap.line
      at += pair ? 2 : 1
      continue
    }
    if (count === capacity) {
      capacity *= 2
      start = grown(start, capacity)
      end = grown(end, capacity)
      kind = grown(kind, capacity)
      shape = grown(shape, capacity)
      gap = grown(gap, capacity)
      hash = grown(hash, capacity)
    }
    start[count] = at
    gap[count] = before
    before = Gap.none
    if (kindOfCharacter === CharacterClass.lower || kindOfCharacter === CharacterClass.upper) {
      const firstIsUpper = kindOfCharacter === CharacterClass.upper
      let uppers = 0
      let lowers = 0
      let value = HASH_START
      let letter: number = code
      let letterClass: number = kindOfCharacter
      do {
        if (letterClass === CharacterClass.upper) uppers++
        else if (letterClass === CharacterClass.lower) lowers++
        value = hashCharacter(value, letter)
        at++
        letter = text.charCodeAt(at)
        letterClass = classOf[letter] ?? CharacterClass.other
      } while (
        letterClass === CharacterClass.lower ||
        letterClass === CharacterClass.upper ||
        letterClass === CharacterClass.combining
      )
      kind[count] = TokenKind.word
      hash[count] = value
      shape[count] =
        uppers === 0
          ? Shape.lower
          : lowers === 0
            ? uppers === 1
              ? Shape.initial
              : Shape.capitals
            : firstIsUpper && uppers === 1
              ? Shape.capital
              : Shape.mixed
    } else if (kindOfCharacter === CharacterClass.digit) {
      do at++
      while (classOf[text.charCodeAt(at)] === CharacterClass.digit)
      kind[count] = TokenKind.digits
    } else {
      const next = text.charCodeAt(at + 1)
      at += code >= 0xd800 && code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff ? 2 : 1
      kind[count] = TokenKind.sign
      hash[count] = code
    }
    end[count] = at
    count++
  }
  return { text, count, start, end, kind, shape, gap, hash }
}
