import { FIRST } from '../scan/columns.ts'
import { Label, labels } from '../scan/labels.ts'
import { foldedOf, isSign, type Scan, textOf } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import { beforeAddress, buildingWords, lengthOf, nameJoiners, residences, zoneWords } from './address-words.ts'

const NAME_OF_WAY_MAX = 6
const ofNumber = wordSet('au du')
const toldOf = wordSet('immeuble logement')

/** "22 avenue foch": the name of the way is typed without capital. */
function inSmallLetters(scan: Scan, number: number): boolean {
  for (let at = number + 2; at < number + NAME_OF_WAY_MAX && at < scan.limit; at++) {
    if (scan.gap[at]! >= Gap.line) return false
    if (scan.kind[at] === TokenKind.word && !nameJoiners.has(scan.hash[at]!)) return scan.shape[at] === Shape.lower
  }
  return false
}

const RESIDENCE_MAX = 8
/** "nous habitons maintenant résidence Les Tilleuls, ": when it is so, between the verb and the place. */
const moves = wordSet('maintenant desormais actuellement dorenavant provisoirement toujours encore aujourd hui')

/** "Résidence Les Tamaris, " or the lines "Appartement 12, escalier B / Résidence Bellevue" just before: part of the address too. */
function withResidence(scan: Scan, from: number, small: boolean): number {
  let start = from
  for (let lines = 0; lines < 3; lines++) {
    let opening = -1
    for (let at = start - 1; at >= FIRST && at >= start - RESIDENCE_MAX; at--) {
      if (scan.gap[at + 1]! >= (at + 1 === start ? Gap.paragraph : Gap.line)) break
      const sign = scan.kind[at] === TokenKind.sign ? textOf(scan, at) : ''
      if ((sign !== '' && !/^[,.°'’–-]$/.test(sign)) || beforeAddress.has(scan.hash[at]!)) break
      if (
        scan.kind[at] === TokenKind.word &&
        scan.shape[at] === Shape.lower &&
        !small &&
        !nameJoiners.has(scan.hash[at]!) &&
        !buildingWords.has(scan.hash[at]!) &&
        !zoneWords.has(scan.hash[at]!)
      )
        break
      if (
        residences.has(scan.hash[at]!) &&
        (scan.gap[at]! >= Gap.line ||
          scan.shape[at] !== Shape.lower ||
          isSign(scan, at - 1, ',') ||
          beforeAddress.has(scan.hash[at - 1]!) ||
          (moves.has(scan.hash[at - 1]!) && scan.shape[at + 1]! >= Shape.capital) ||
          (small && isSign(scan, at - 1, ':')))
      )
        opening = at
      if (scan.gap[at]! >= Gap.line) break
    }
    if (opening < 0) return start
    start = opening
  }
  return start
}

const HOUSE_MAX = 9
const houses = wordSet(
  'maison hotel mairie foyer zone za zi zac centre espace salle gymnase ecole manoir chateau gite ferme batiment immeuble residence tour parc caserne hopital clinique pole village',
)
/** "Siège : maison des associations, 12 rue …": what fills the field before the number, where it is a house. */
function withHouse(scan: Scan, start: number): number {
  if (!isSign(scan, start - 1, ',')) return start
  for (let at = start - 2; at > start - 2 - HOUSE_MAX && scan.gap[at + 1]! < Gap.line; at--) {
    if (isSign(scan, at, ':')) return houses.has(scan.hash[at + 1]!) ? at + 1 : start
    if (scan.kind[at] === TokenKind.sign && !/^[,'’-]$/.test(textOf(scan, at))) return start
  }
  return start
}

const namedHouses = wordSet('ferme tour maison cite chalet manoir moulin mas chateau logis bastide gite clos hameau')
const NAME_OF_HOUSE_MAX = 6
const lives = wordSet('demeurant demeure domicilie domiciliee habitant habite residant reside loge logee')
const opensLine = (scan: Scan, at: number): boolean => scan.gap[at]! >= Gap.line || isSign(scan, at - 1, ':')
/** Does a house open here, where a sentence would have an article before it? */
function opensHouse(scan: Scan, at: number): boolean {
  if (!namedHouses.has(scan.hash[at]!)) return false
  if (lives.has(scan.hash[at - 1]!) || opensLine(scan, at)) return true
  if (scan.shape[at] === Shape.lower) return false
  // "M. Jean Chalet, 2 rue Haute": a capital before it makes it somebody's name.
  return scan.gap[at] === Gap.space && (scan.shape[at - 1] === Shape.lower || isSign(scan, at - 1, ','))
}
const LETTER_Z = hashWord('z')
const kindsOfZone = wordSet('a i c')
/** "Z.A. Les Prés": a zone of trades. */
const dottedZone = ({ hash, gap }: Scan, at: number): boolean =>
  hash[at] === LETTER_Z &&
  hash[at + 1] === 0x2e &&
  gap[at + 1] === Gap.none &&
  kindsOfZone.has(hash[at + 2]!) &&
  hash[at + 3] === 0x2e

/** "demeurant ferme de Kerbrat, ", "Tour Vauban, ", "Maison médicale, ": a house by its name, before what is told of the rest. */
function withNamedHouse(scan: Scan, start: number): number {
  if (!isSign(scan, start - 1, ',') || scan.gap[start]! >= Gap.paragraph) return start
  let lower = false
  let capital = false
  for (let at = start - 2; at > start - 2 - NAME_OF_HOUSE_MAX; at--) {
    if (dottedZone(scan, at)) return capital ? at : start
    if (at < start - 2 && opensHouse(scan, at))
      return (lower ? opensLine(scan, at) || lives.has(scan.hash[at - 1]!) : capital) ? at : start
    if (scan.gap[at]! >= Gap.line) return start
    if (scan.kind[at] === TokenKind.word) {
      if (scan.shape[at]! >= Shape.capital) capital = true
      else if (!nameJoiners.has(scan.hash[at]!)) lower = true
    } else if (scan.kind[at] !== TokenKind.sign || !/^['’.-]$/.test(textOf(scan, at))) return start
  }
  return start
}

const aloneOnLine = wordSet('chalet ferme mas manoir moulin logis bastide gite villa cite')
/** "Siège : Maison des syndicats", the number and the way below: a house that fills the rest of a line of address. */
function withHouseOfLabel(scan: Scan, start: number): number {
  for (let at = start - 1; at > start - 1 - NAME_OF_HOUSE_MAX && scan.gap[at]! < Gap.line; at--) {
    if (isSign(scan, at, ':')) {
      // "Siège commun :"
      const label = [at - 1, at - 2].some((word) => labels.get(scan.hash[word]!) === Label.address)
      return label && at + 2 < start && houses.has(scan.hash[at + 1]!) ? at + 1 : start
    }
    if (scan.kind[at] === TokenKind.sign && !/^['’-]$/.test(textOf(scan, at))) return start
  }
  return start
}

/** "Chalet Les Gentianes" alone on the line above: first token of it, or the first of the address itself. */
export function withHouseAbove(scan: Scan, start: number): number {
  if (scan.gap[start] !== Gap.line) return start
  const ofLabel = withHouseOfLabel(scan, start)
  if (ofLabel < start) return ofLabel
  for (let at = start - 1; at > start - 1 - NAME_OF_HOUSE_MAX; at--) {
    if (scan.kind[at] === TokenKind.sign) {
      if (!/^['’-]$/.test(textOf(scan, at))) return start
    } else if (scan.kind[at] !== TokenKind.word || (scan.shape[at] === Shape.lower && !nameJoiners.has(scan.hash[at]!)))
      return start
    if (scan.gap[at]! >= Gap.line)
      return at < start - 1 && scan.shape[at]! >= Shape.capital && aloneOnLine.has(scan.hash[at]!) ? at : start
  }
  return start
}

/** "Bât. B, appt 12, " just before the number belongs to the address. */
export function withBuilding(scan: Scan, number: number): number {
  let start = number
  for (let at = number - 1, steps = 0; at >= FIRST && steps < 8; at--, steps++) {
    if (scan.gap[at + 1]! >= Gap.paragraph) break
    // "propriétaire de l'immeuble 10 rue Haute": what stands there, told in the sentence.
    if (at === number - 1 && toldOf.has(scan.hash[at]!) && scan.shape[at] === Shape.lower) break
    if (scan.kind[at] === TokenKind.word && buildingWords.has(scan.hash[at]!)) {
      start = at
      steps = 0
      continue
    }
    if (
      scan.gap[at + 1]! >= Gap.line &&
      at + 1 === number &&
      scan.kind[at] === TokenKind.word &&
      lengthOf(scan, at) > 1
    )
      break
    // "dans un logement au 12 rue …", "le logement du 12 rue …"
    if (ofNumber.has(scan.hash[at]!) && scan.shape[at] === Shape.lower) break
    const short = scan.kind[at] !== TokenKind.word || lengthOf(scan, at) <= 2
    const joins = scan.kind[at] === TokenKind.sign && !/^[,.°\-–/]$/.test(textOf(scan, at))
    if (!short || joins) break
  }
  // "5e étage, 20 avenue …"
  if (start < number && /^(?:e|er|eme)$/.test(foldedOf(scan, start - 1)) && scan.gap[start - 1] === Gap.none) start -= 2
  start = withNamedHouse(scan, withHouse(scan, withResidence(scan, start, inSmallLetters(scan, number))))
  return scan.start[withHouseAbove(scan, start)]!
}
