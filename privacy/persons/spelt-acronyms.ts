import { codeAt, foldOf } from '../scan/characters.ts'
import type { Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { WordSieve } from './word-sieve.ts'

const OPENING = 0x28
const CLOSING = 0x29
const WORDS_MAX = 10
const LETTERS_MIN = 3
const LETTERS_MAX = 8

/** Short names of things that this text spells out, by their hash. */
const spelt = new WordSieve()

export const forgetAcronyms = (): void => spelt.clear()
/** Does the text spell out somewhere what this word is short for? */
export const isSpeltAcronym = (hash: number): boolean => spelt.size > 0 && spelt.has(hash)

const foldedAt = (scan: Scan, at: number): number => foldOf[codeAt(scan.text, at)]!

const COLON = 0x3a
const JOINER_MAX = 3
/** "RUME : registre unique des marchés européens": each letter of what opens the line begins a word after its colon, in their order. */
export function opensGlossary(scan: Scan, token: number): boolean {
  const { hash, kind, gap, shape, start, end, limit } = scan
  if (hash[token + 1] !== COLON || shape[token] !== Shape.capitals || gap[token]! < Gap.line) return false
  let letter = start[token]!
  const last = end[token]!
  if (last - letter < LETTERS_MIN || last - letter > LETTERS_MAX) return false
  let first = true
  for (let at = token + 2; at < limit && at < token + 2 + 2 * WORDS_MAX && gap[at]! < Gap.line; at++) {
    if (kind[at] === TokenKind.digits) return false
    if (kind[at] !== TokenKind.word) continue
    if (letter < last && foldedAt(scan, start[at]!) === foldedAt(scan, letter)) letter++
    // "DIOP : document …": but for small words, each has its letter.
    else if (first || end[at]! - start[at]! > JOINER_MAX) return false
    first = false
  }
  if (letter < last) return false
  spelt.add(hash[token]!)
  return true
}

/** "allocation temporaire d'attente (Ata)": every letter of the word in brackets begins one of the words before it, in their order. */
export function readsAcronym(scan: Scan, token: number): boolean {
  if (scan.hash[token - 1] !== OPENING || scan.hash[token + 1] !== CLOSING || scan.shape[token] === Shape.lower)
    return false
  let letter = scan.end[token]! - 1
  const first = scan.start[token]!
  if (letter - first + 1 < LETTERS_MIN || letter - first + 1 > LETTERS_MAX) return false
  for (let at = token - 2, words = 0; words < WORDS_MAX && scan.gap[at + 1]! < Gap.line; at--) {
    if (scan.kind[at] === TokenKind.digits) return false
    if (scan.kind[at] !== TokenKind.word) continue
    words++
    // "Anne Nathalie Albert (Ana)": what is spelt out is mostly in small letters.
    if (foldedAt(scan, scan.start[at]!) !== foldedAt(scan, letter)) continue
    if (--letter >= first) continue
    if (words < LETTERS_MIN || scan.shape[token - 2] !== Shape.lower) return false
    spelt.add(scan.hash[token]!)
    return true
  }
  return false
}
