import type { NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import type { Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { COLON, COMMA, DOT } from './signs.ts'

const OPENING = 0x28
const CLOSING = 0x29
const SIRET_LENGTH = 14
const labels = wordSet('siret siren')
const bullets: ReadonlySet<number> = new Set([0x2d, 0x2a, 0x2022, 0x2013])

/** Fourteen figures from here, in groups or not. */
function isSiret({ kind, start, end, gap }: Scan, at: number): boolean {
  let figures = 0
  for (let group = at; kind[group] === TokenKind.digits && (group === at || gap[group] === Gap.space); group++)
    figures += end[group]! - start[group]!
  return figures === SIRET_LENGTH
}

/** "1.", "2)" or a dash at the beginning of the line, or nothing. */
function opensItem({ hash, kind, gap }: Scan, token: number): boolean {
  if (gap[token]! >= Gap.line) return true
  if (bullets.has(hash[token - 1]!)) return gap[token - 1]! >= Gap.line
  const numbered = hash[token - 1] === DOT || hash[token - 1] === CLOSING
  return numbered && kind[token - 2] === TokenKind.digits && gap[token - 2]! >= Gap.line
}

/** "1. Bativox, 442 955 183 00011", "Bativox (SIRET : …)": one word of no list, alone in its item, with the number of an establishment. */
export function isCompanyOfItem({ scan, flags }: NameView, token: number): boolean {
  const { hash } = scan
  if (scan.shape[token] !== Shape.capital || (flags[token]! & ~(Word.rareSurname | Word.knownThing)) !== 0) return false
  if ((hash[token + 1] !== COMMA && hash[token + 1] !== OPENING) || !opensItem(scan, token)) return false
  let at = token + 2
  if (labels.has(hash[at]!)) at++
  if (hash[at] === COLON) at++
  return isSiret(scan, at)
}
