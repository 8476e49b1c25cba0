import { characterOf, CharacterClass, CLASS_MASK, FOLD_SHIFT, LIGATURE } from './characters.ts'
import { FIRST, growColumns, type Columns } from './columns.ts'
import { HASH_START, hashLigature, hashStep } from './word-hash.ts'

/** A run of letters, a run of digits, or one sign (a surrogate pair is one sign, and so are four dots and more). */
export const TokenKind = { word: 1, digits: 2, sign: 3 } as const
/** lower; Capital first; ALL CAPITALS (two letters or more); one capital Initial; mIxed. Signs and digits have none. */
export const Shape = { none: 0, lower: 1, capital: 2, capitals: 3, initial: 4, mixed: 5 } as const
/** What stands before a token: nothing, one space, several spaces or a tabulation, a line break, an empty line or the beginning. */
export const Gap = { none: 0, space: 1, wide: 2, line: 3, paragraph: 4 } as const

const DOT = 0x2e
/** "Nom……… Durand": the same in signs of three dots. */
const ELLIPSIS = 0x2026

/** The tokens of a text, column by column, numbered from `FIRST` up to `limit`. */
export interface Tokens {
  readonly text: string
  /** One more than the number of the last token. */
  readonly limit: number
  readonly start: Int32Array
  readonly end: Int32Array
  readonly kind: Uint8Array
  readonly shape: Uint8Array
  readonly gap: Uint8Array
  /** Of a word: its folded hash. Of digits: 0. Of a sign: its code unit. */
  readonly hash: Int32Array
}

const isWordClass = (kind: number): boolean =>
  kind === CharacterClass.lower || kind === CharacterClass.upper || kind === CharacterClass.combining

/** Writes the tokens of the text in the columns; returns one more than the number of the last. */
export function tokenise(text: string, columns: Columns): number {
  let { start, end, kind, shape, gap, hash } = columns
  let room = kind.length - FIRST
  let count = FIRST
  let before: number = Gap.paragraph
  let at = 0
  const length = text.length
  while (at < length) {
    const code = text.charCodeAt(at)
    const character = characterOf[code]!
    const kindOfCharacter = character & CLASS_MASK
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
    if (count === room) {
      growColumns(columns)
      ;({ start, end, kind, shape, gap, hash } = columns)
      room = kind.length - FIRST
    }
    start[count] = at
    gap[count] = before
    before = Gap.none
    if (kindOfCharacter === CharacterClass.lower || kindOfCharacter === CharacterClass.upper) {
      let uppers = 0
      let lowers = 0
      let value = HASH_START
      let letter = character
      do {
        const letterClass = letter & CLASS_MASK
        if (letterClass === CharacterClass.lower) lowers++
        else if (letterClass === CharacterClass.upper) uppers++
        // Combining accents count for nothing; œ and æ count as the two letters people also type.
        if (letterClass !== CharacterClass.combining)
          value =
            (letter & LIGATURE) === 0
              ? hashStep(value, letter >>> FOLD_SHIFT)
              : hashLigature(value, letter >>> FOLD_SHIFT)
        at++
        if (at === length) break
        letter = characterOf[text.charCodeAt(at)]!
      } while (isWordClass(letter & CLASS_MASK))
      kind[count] = TokenKind.word
      hash[count] = value
      shape[count] =
        uppers === 0
          ? Shape.lower
          : lowers === 0
            ? uppers === 1
              ? Shape.initial
              : Shape.capitals
            : uppers === 1 && kindOfCharacter === CharacterClass.upper
              ? Shape.capital
              : Shape.mixed
    } else if (kindOfCharacter === CharacterClass.digit) {
      do at++
      while (at < length && (characterOf[text.charCodeAt(at)]! & CLASS_MASK) === CharacterClass.digit)
      kind[count] = TokenKind.digits
      shape[count] = Shape.none
      hash[count] = 0
    } else {
      at++
      if (code >= 0xd800 && code <= 0xdbff && at < length) {
        const next = text.charCodeAt(at)
        if (next >= 0xdc00 && next <= 0xdfff) at++
      }
      // "Nom ........ Durand": dots that lead the eye are one sign, or the label would seem far away.
      if (
        code === DOT &&
        text.charCodeAt(at) === DOT &&
        text.charCodeAt(at + 1) === DOT &&
        text.charCodeAt(at + 2) === DOT
      )
        do at++
        while (text.charCodeAt(at) === DOT)
      if (code === ELLIPSIS) while (text.charCodeAt(at) === ELLIPSIS) at++
      kind[count] = TokenKind.sign
      shape[count] = Shape.none
      hash[count] = code
    }
    end[count] = at
    count++
  }
  return count
}
