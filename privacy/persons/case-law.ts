import type { NameView } from '../names/features.ts'
import { hashWord } from '../scan/word-hash.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { writtenMonths } from '../types/birth-date.ts'
import { COMMA } from './signs.ts'

const CE = hashWord('ce')
/** The courts whose decisions are published by the name of a party. */
const highCourts = wordSet('etat cassation constitutionnel cjue cjce cedh conflits')
const COURT_REACH = 16

/** "Conseil d'État, 10 août 1917, Baldy ;": what a published decision is called, after its court and its day. */
export function namesDecision({ scan }: NameView, token: number): boolean {
  const { hash, kind, gap, shape, limit } = scan
  const year = token - 2
  if (hash[token - 1] !== COMMA || shape[token] !== Shape.capital || gap[token] !== Gap.space) return false
  if (kind[year] !== TokenKind.digits || !writtenMonths.has(hash[year - 1]!)) return false
  if (token + 1 < limit && kind[token + 1] !== TokenKind.sign && gap[token + 1]! < Gap.line) return false
  for (let at = year - 2; at > year - COURT_REACH && gap[at + 1]! < Gap.line; at--)
    if (highCourts.has(hash[at]!) || (hash[at] === CE && shape[at] === Shape.capitals)) return true
  return false
}
