import { LineCase, type NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import type { Scan } from '../scan/scan.ts'
import { Gap, Shape } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { COLON, isApostrophe } from './signs.ts'
import { PREPOSITION_DE } from './word-sets.ts'

/** What an apostrophe, a particle or the words on both sides tie to a name that was found. */

/** "Patient : APATOU Erwin": right after the label of a person. */
export const announcedByLabel = ({ scan, flags }: NameView, token: number): boolean =>
  scan.hash[token - 1] === COLON && (flags[token - 2]! & Word.personLabel) !== 0

const LETTER_H = hashWord('h')
/** "LE FLOC'H Nolwenn", "Guyomarc'h Soazig": does this capital end with an apostrophe and its "h", before another capital? */
export const endsBreton = ({ hash, gap, shape }: Scan, token: number): boolean =>
  shape[token]! >= Shape.capital &&
  isApostrophe(hash[token + 1]!) &&
  gap[token + 1] === Gap.none &&
  hash[token + 2] === LETTER_H &&
  gap[token + 2] === Gap.none &&
  gap[token + 3] === Gap.space &&
  shape[token + 3]! >= Shape.capital

/** "Đặng Thị Mỹ Linh": a capital between two that were found, which no list of names has. */
export const between = ({ scan, flags, tagged, lineCase }: NameView, token: number): boolean =>
  tagged[token - 2] === 1 &&
  tagged[token - 1] !== 1 &&
  lineCase[token] === LineCase.mixed &&
  scan.shape[token - 2] === Shape.capital &&
  scan.shape[token - 1] === Shape.capital &&
  scan.shape[token] === Shape.capital &&
  scan.gap[token - 1] === Gap.space &&
  scan.gap[token] === Gap.space &&
  (flags[token - 2]! & flags[token]! & Word.firstName) !== 0 &&
  (flags[token - 1]! & (Word.title | Word.role | Word.organisation | Word.namedThing | Word.particle)) === 0

/** "VASQUES DE ALMEIDA Nelson": the first of two surnames in capitals that a particle joins, before a first name. */
export function opensJoined(view: NameView, token: number): boolean {
  const { scan, flags, tagged, lineCase } = view
  return (
    lineCase[token] === LineCase.mixed &&
    scan.shape[token] === Shape.capitals &&
    scan.hash[token - 1] === PREPOSITION_DE &&
    scan.shape[token - 1] === Shape.capitals &&
    scan.shape[token - 2] === Shape.capitals &&
    scan.gap[token] === Gap.space &&
    scan.gap[token - 1] === Gap.space &&
    tagged[token + 1] === 1 &&
    scan.shape[token + 1] === Shape.capital &&
    (flags[token + 1]! & Word.firstName) !== 0 &&
    announcedByLabel(view, token - 2)
  )
}
