import type { NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { DOT, UNDERSCORE } from './signs.ts'
import { NAME, unknownTo } from './word-sets.ts'

const extensions = wordSet(
  'pdf doc docx odt rtf txt xls xlsx ods csv jpg jpeg png tif tiff gif heic zip eml msg ppt pptx odp',
)
const EXTENSION_REACH = 10

/** "CREP_2023_ANDRIAMANANA.pdf": does an underscore touch the word, in what ends like the name of a file? */
export function inFileName({ scan }: NameView, token: number): boolean {
  const tied =
    (scan.hash[token - 1] === UNDERSCORE && scan.gap[token] === Gap.none) ||
    (scan.hash[token + 1] === UNDERSCORE && scan.gap[token + 1] === Gap.none)
  if (!tied) return false
  for (let at = token + 1; at < token + EXTENSION_REACH && at < scan.limit && scan.gap[at] === Gap.none; at++)
    if (scan.hash[at] === DOT) return extensions.has(scan.hash[at + 1]!) && scan.gap[at + 1] === Gap.none
  return false
}

const sure = ({ flags }: NameView, token: number, name: number): boolean =>
  (flags[token]! & name) !== 0 && (flags[token]! & ~(NAME | Word.rareSurname)) === 0

/** "CV_Mokhtari_Ilyès_2024.pdf": a first name of the lists and what may be a surname, tied by an underscore in the name of a file. */
export function readFileName(view: NameView, token: number): void {
  const { scan, flags, tagged } = view
  const other = token + 2
  if (scan.gap[other] !== Gap.none || scan.kind[other] !== TokenKind.word || scan.shape[other]! < Shape.capital) return
  if (scan.shape[token] === Shape.mixed || scan.shape[other] === Shape.mixed) return
  const surname = (at: number) =>
    sure(view, at, Word.surname) ||
    (scan.shape[at] === Shape.capital && unknownTo(flags[at]!)) ||
    flags[at] === (Word.dictionary | Word.rareSurname)
  const whole =
    (sure(view, token, Word.firstName) && surname(other)) || (sure(view, other, Word.firstName) && surname(token))
  if (!whole || !inFileName(view, token)) return
  tagged[token] = 1
  tagged[other] = 1
}

/** "contrat_Sow.docx": a surname of the lists that is nothing else ends the name of a file. */
export function endsFileName(view: NameView, token: number): boolean {
  const { scan, flags } = view
  return (
    scan.shape[token] === Shape.capital &&
    scan.hash[token - 1] === UNDERSCORE &&
    scan.hash[token + 1] === DOT &&
    (flags[token]! & Word.surname) !== 0 &&
    (flags[token]! & ~(NAME | Word.rareSurname)) === 0 &&
    inFileName(view, token)
  )
}
