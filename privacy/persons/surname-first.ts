import type { NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { COMMA, HYPHEN, QUOTE } from './signs.ts'
import { unknownTo } from './word-sets.ts'

export const SAINTS = wordSet('saint sainte st ste')

/** "kerguelen baptiste", "DUVAL ROSE": the whole of a cell or a line in one case, a first name last. */
export function surnameFirst({ scan, flags }: NameView, token: number): boolean {
  const previous = token - 1
  const opens =
    scan.gap[previous]! >= Gap.wide || (scan.kind[previous - 1] === TokenKind.sign && scan.gap[previous] !== Gap.none)
  const next = token + 1
  const closes = next >= scan.limit || scan.gap[next]! >= Gap.wide || scan.kind[next] === TokenKind.sign
  const flag = flags[previous]!
  return (
    opens &&
    closes &&
    (flags[token]! & Word.firstName) !== 0 &&
    (unknownTo(flag) ||
      (flag & Word.surname) !== 0 ||
      flag === Word.place ||
      (flag & ~Word.rareSurname) === Word.dictionary) &&
    (flag & (Word.tool | Word.title | Word.role | Word.calendar | Word.personLabel | Word.organisation)) === 0 &&
    scan.end[previous]! - scan.start[previous]! > 2
  )
}

/** "DAUGA, Pierre-Marie" between quotation marks: how directories write somebody. */
export function quotedSurname({ scan, flags }: NameView, token: number): boolean {
  const comma = token - 1
  const surname = token - 2
  return (
    scan.hash[comma] === COMMA &&
    scan.gap[comma] === Gap.none &&
    scan.gap[token] === Gap.space &&
    scan.hash[token - 3] === QUOTE &&
    scan.gap[surname] === Gap.none &&
    scan.kind[surname] === TokenKind.word &&
    scan.shape[surname]! >= Shape.capital &&
    (flags[token]! & Word.firstName) !== 0 &&
    (flags[surname]! & (Word.tool | Word.title | Word.organisation)) === 0
  )
}

const NO_SAINT = Word.tool | Word.title | Word.role | Word.organisation
/** "SAINT-VAAST JEAN-LUC": what opens a cell, or follows a number in its row, before a first name that closes it. */
export function opensWithSaint({ scan, flags, tagged }: NameView, token: number): boolean {
  const { hash, gap, shape, kind, limit } = scan
  const half = token - 1
  const saint = token - 3
  if (hash[half - 1] !== HYPHEN || !SAINTS.has(hash[saint]!) || gap[half] !== Gap.none || gap[token] !== Gap.space)
    return false
  if (shape[half] !== Shape.capitals || (flags[half]! & NO_SAINT) !== 0 || (flags[token]! & Word.firstName) === 0)
    return false
  if (gap[saint]! < Gap.wide && kind[saint - 1] !== TokenKind.digits) return false
  let next = token + 1
  while (tagged[next] === 1 || (hash[next] === HYPHEN && gap[next] === Gap.none)) next++
  return next >= limit || gap[next]! >= Gap.wide
}
