import type { NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import type { Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { DOT, isApostrophe } from './signs.ts'
import { wordEnding } from './word-endings.ts'
import { PARTICLE_D } from './word-sets.ts'

const NO_LAND = ~(Word.place | Word.dictionary | Word.rareSurname | Word.knownThing | Word.surname)
const MIN_LAND = 4

/** Does "d'" stand right before, tied to this capital? */
const elided = ({ hash, gap, shape, start, end }: Scan, token: number): boolean =>
  isApostrophe(hash[token - 1]!) &&
  hash[token - 2] === PARTICLE_D &&
  gap[token] === Gap.none &&
  gap[token - 1] === Gap.none &&
  gap[token - 2] === Gap.space &&
  shape[token]! >= Shape.capital &&
  shape[token]! <= Shape.capitals &&
  end[token]! - start[token]! >= MIN_LAND

/** "CEDRIC D'AUBERVILLE": a first name, then where the family is from, be it a word of the dictionary; no noun is written so. */
function afterFirstName({ scan, flags, tagged }: NameView, token: number): boolean {
  const first = token - 3
  if (tagged[first] !== 1 || (flags[first]! & Word.firstName) === 0 || (flags[token]! & Word.place) !== 0) return false
  // "LE DOSSIER DE MARTIN D'ANNULATION"
  return scan.shape[token - 2] === Shape.lower || !wordEnding(scan, token)
}

/** "É. d'Aramon": the initial of a first name, which is tagged with the particle; "M. d'Aramon" is a civility, "12 r. d'Alger" a way. */
function afterInitial({ scan, tagged }: NameView, token: number): boolean {
  const initial = token - 4
  const found =
    scan.hash[token - 3] === DOT &&
    scan.gap[token - 3] === Gap.none &&
    scan.shape[initial] === Shape.initial &&
    scan.gap[initial] !== Gap.none &&
    scan.shape[token - 2] === Shape.lower &&
    scan.kind[initial - 1] !== TokenKind.digits &&
    !/[MLR]/.test(scan.text[scan.start[initial]!]!)
  if (found) {
    tagged[initial] = 1
    tagged[token - 2] = 1
  }
  return found
}

/** What follows a first name or its initial and "d'". */
export const afterElidedParticle = (view: NameView, token: number): boolean =>
  elided(view.scan, token) &&
  (view.flags[token]! & NO_LAND) === 0 &&
  (afterFirstName(view, token) || afterInitial(view, token))
