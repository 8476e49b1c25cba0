import type { NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { FIRST } from '../scan/columns.ts'
import type { Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { COMMA, DOT } from './signs.ts'
import { AND, NOBODY } from './word-sets.ts'

const plural = wordSet('mm mmes mlles messieurs mesdames mesdemoiselles')
const smallParticles = wordSet('de du d des')
const LIST_REACH = 24

/** "MM. Lesage, de Kerouartz et Morvan": a small particle after the sign or the word that joins. */
export const afterParticleOfList = ({ hash, shape }: Scan, token: number): boolean =>
  shape[token - 1] === Shape.lower &&
  smallParticles.has(hash[token - 1]!) &&
  (hash[token - 2] === COMMA || AND.has(hash[token - 2]!))

/** "Mmes Fleury, Printemps et Lavigne": all of a list that a civility in the plural opens. */
export function inCivilityList({ scan, flags, tagged }: NameView, token: number): boolean {
  const before = afterParticleOfList(scan, token) ? token - 2 : token - 1
  const joint = scan.hash[before]!
  if ((joint !== COMMA && !AND.has(joint)) || tagged[before - 1] !== 1) return false
  // "MM. Castel, Mars et Juillet": a month has no capital in French.
  const month = scan.kind[token + 1] === TokenKind.sign || AND.has(scan.hash[token + 1]!) || token + 1 >= scan.limit
  if ((flags[token]! & (month ? NOBODY & ~Word.calendar : NOBODY)) !== 0) return false
  for (let at = before - 1; at >= FIRST && at > token - LIST_REACH; at--) {
    if (scan.gap[at + 1]! >= Gap.line) return false
    if (plural.has(scan.hash[at]!)) return true
    const inside =
      tagged[at] === 1 ||
      scan.hash[at] === COMMA ||
      scan.hash[at] === DOT ||
      AND.has(scan.hash[at]!) ||
      (flags[at]! & Word.particle) !== 0
    if (!inside) return false
  }
  return false
}
