import { FIRST } from '../scan/columns.ts'
import { colonWords, lineCases, type NameView } from '../names/features.ts'
import type { Scan } from '../scan/scan.ts'
import { Gap, Shape } from '../scan/tokens.ts'
import { DOT } from './signs.ts'
import { unknownTo } from './word-sets.ts'

export function openNameView(scan: Scan): NameView {
  const { flags, columns } = scan
  const { tagged, barred } = columns
  tagged.fill(0, FIRST, scan.limit + FIRST)
  barred.fill(0, FIRST, scan.limit + FIRST)
  return {
    scan,
    flags,
    tagged,
    barred,
    colonWord: colonWords(scan, flags),
    columnHead: scan.columnHead,
    lineCase: lineCases(scan),
  }
}

export const lengthOf = (scan: Scan, token: number): number => scan.end[token]! - scan.start[token]!
const ACRONYM_MAX = 5

/** Kinds of bar: the name of a place, the name of a thing. */
export const THING = 2

/** No rule of this family speaks of the word: the next one is asked. */
export const UNDECIDED = 2

/** A few capitals in no list, in a line that has small letters too. */
export const acronym = ({ scan, flags, lineCase }: NameView, token: number): boolean =>
  lineCase[token] === 0 &&
  unknownTo(flags[token]!) &&
  scan.shape[token] === Shape.capitals &&
  scan.end[token]! - scan.start[token]! <= ACRONYM_MAX

/** "CISSOKHO M.": the surname in capitals came first, and nobody follows. */
export const endsWithInitial = ({ scan, tagged }: NameView, token: number): boolean =>
  scan.shape[token] === Shape.initial &&
  scan.gap[token] === Gap.space &&
  scan.hash[token + 1] === DOT &&
  scan.gap[token + 1] === Gap.none &&
  tagged[token - 1] === 1 &&
  scan.shape[token - 1] === Shape.capitals &&
  tagged[token - 2] !== 1 &&
  (token + 2 >= scan.limit || scan.gap[token + 2]! >= Gap.line || scan.shape[token + 2]! < Shape.capital)
