import type { NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { strongWays } from '../addresses/address-words.ts'
import type { Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'

const NOBODY_HERE =
  Word.tool | Word.title | Word.role | Word.organisation | Word.namedThing | Word.personLabel | Word.calendar
const NUMBER_MAX = 3

/** "12 RUE", "33 B BOULEVARD" at the beginning of a line. */
function opensStreet({ hash, kind, gap }: Scan, at: number): boolean {
  if (gap[at] !== Gap.line || kind[at] !== TokenKind.digits) return false
  for (let way = at + 1; way < at + NUMBER_MAX && gap[way]! <= Gap.space; way++)
    if (strongWays.has(hash[way]!)) return true
  return false
}

/** "SOLENN STAVROS" alone on the line above a street: a first name of the lists and one more word of the same writing. */
export function isAboveStreet({ scan, flags }: NameView, token: number): boolean {
  const { gap, shape, kind } = scan
  const first = gap[token]! >= Gap.line ? token : token - 1
  const last = first + 1
  if (gap[first]! < Gap.line || gap[last] !== Gap.space || kind[last] !== TokenKind.word) return false
  if (!opensStreet(scan, last + 1)) return false
  if (shape[first]! < Shape.capital || shape[first] !== shape[last]) return false
  return (flags[first]! & Word.firstName) !== 0 && ((flags[first]! | flags[last]!) & NOBODY_HERE) === 0
}
