import type { NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import type { Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { DOT, HYPHEN, isOpening } from './signs.ts'
import { NAME, unknownTo } from './word-sets.ts'

export const isSignBeforeInitial = (scan: Scan, token: number): boolean =>
  scan.kind[token] === TokenKind.sign && (scan.hash[token] === HYPHEN || isOpening(scan.hash[token]!))

const PARTICLES_MAX = 3
/** "A. de Wailly", "E. de La Porte": the initial before small particles; 0 when there is none. */
export function initialBeforeParticles({ scan, flags }: NameView, token: number): number {
  let at = token - 1
  for (let steps = 0; steps < PARTICLES_MAX && scan.kind[at] === TokenKind.word; steps++, at--)
    if ((flags[at]! & Word.particle) === 0 || scan.gap[at + 1] !== Gap.space) return 0
  const found =
    at < token - 1 &&
    scan.hash[at] === DOT &&
    scan.gap[at] === Gap.none &&
    scan.gap[at + 1] === Gap.space &&
    (scan.shape[at - 1] === Shape.initial ||
      (scan.shape[at - 1] === Shape.lower &&
        scan.shape[token] === Shape.lower &&
        scan.end[at - 1]! - scan.start[at - 1]! === 1)) &&
    scan.gap[at - 1] !== Gap.none &&
    !/[Mmv]/.test(scan.text[scan.start[at - 1]!]!)
  return found ? at - 1 : 0
}

/** "j-p": two letters that a hyphen ties. */
export const hyphenTied = ({ hash, kind, gap, start, end }: Scan, second: number): boolean =>
  hash[second - 1] === HYPHEN &&
  gap[second] === Gap.none &&
  gap[second - 1] === Gap.none &&
  kind[second - 2] === TokenKind.word &&
  end[second]! - start[second]! === 1 &&
  end[second - 2]! - start[second - 2]! === 1

const isOneLetter = ({ kind, start, end }: Scan, at: number): boolean =>
  kind[at] === TokenKind.word && end[at]! - start[at]! === 1
/** "A.-M.": the second of two initials, whatever it is. */
export const tiedInitial = (scan: Scan, initial: number): boolean =>
  scan.gap[initial] === Gap.none &&
  scan.hash[initial - 1] === HYPHEN &&
  ((scan.hash[initial - 2] === DOT && isOneLetter(scan, initial - 3)) || hyphenTied(scan, initial))

/** "j. martin", "a. benhaddou": typed in small letters, before a name of the lists or in none. */
export const smallInitial = (view: NameView, initial: number, token: number): boolean =>
  view.scan.shape[initial] === Shape.lower &&
  view.scan.end[initial]! - view.scan.start[initial]! === 1 &&
  (view.scan.shape[token] === Shape.lower || view.scan.shape[token] === Shape.capital) &&
  ((view.flags[token]! & NAME) !== 0 ||
    hyphenTied(view.scan, initial) ||
    unknownTo(view.flags[token]!) ||
    view.scan.end[token]! - view.scan.start[token]! === 1)

const NO_SURNAME = Word.tool | Word.title | Word.role | Word.organisation | Word.namedThing | Word.calendar
/** "Le Roux J.M.", "Ogier J.-M.": the second of two initials that only their dots part, after a surname with a capital; 0 when there is none. */
export function secondAfterSurname({ scan, flags }: NameView, token: number): number {
  const { hash, gap, shape } = scan
  if (shape[token] !== Shape.initial || hash[token + 1] !== DOT || gap[token + 1] !== Gap.none) return 0
  const second = hash[token + 2] === HYPHEN && gap[token + 2] === Gap.none ? token + 3 : token + 2
  const found =
    shape[second] === Shape.initial &&
    gap[second] === Gap.none &&
    hash[second + 1] === DOT &&
    shape[token - 1]! >= Shape.capital &&
    shape[token - 1]! <= Shape.capitals &&
    (flags[token - 1]! & Word.surname) !== 0 &&
    (flags[token - 1]! & NO_SURNAME) === 0
  return found ? second : 0
}
