import { codeAt, isAlphanumeric } from '../scan/characters.ts'
import { FIRST } from '../scan/columns.ts'
import { Label } from '../scan/labels.ts'
import { type Candidate, isSign, type Scan, textOf, Weight } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import {
  beforeAddress,
  isOrdinary,
  lengthOf,
  nameJoiners,
  repetition,
  strongWays,
  TO,
  wayWords,
  weakWays,
} from './address-words.ts'
import { writtenMonths } from '../types/birth-date.ts'
import { withBuilding } from './building.ts'
import { insideTown, isPostcode, toTown, toTownWithoutPostcode } from './town.ts'
import { beforePostcode, trimStreet, wayNameEnd } from './way-name.ts'

const COLON = 0x3a
const HOUR = hashWord('h')
const THE = hashWord('la')
const OF = hashWord('de')
/** Ways whose name is never a number: the number is a track's, a platform's. */
const numberedPlaces = wordSet('voie quai porte hall')
const qualities = wordSet('grand grande petite vieille haute basse')
/** "33 Grand-Rue", "4 Grande Rue": a way whose name comes before its word, or is nothing else. */
const isQualified = (scan: Scan, way: number): boolean =>
  qualities.has(scan.hash[way - 1]!) ||
  (isSign(scan, way - 1, '-') && scan.gap[way] === Gap.none && qualities.has(scan.hash[way - 2]!))

/** First token of "12", "12 bis", "12-14", "n° 12", "12B", seen from the way's word; −1 without a number. */
function numberStart(scan: Scan, way: number): number {
  let at = way - 1
  // "au 5 de la rue Montesquieu"
  if (scan.hash[at] === THE && scan.hash[at - 1] === OF && scan.kind[at - 2] === TokenKind.digits) at -= 2
  if (isQualified(scan, way)) at -= scan.kind[at] === TokenKind.sign ? 2 : 1
  if (at >= FIRST && textOf(scan, at) === ',') at--
  if (at < FIRST || scan.gap[way]! >= Gap.paragraph) return -1
  // "12rue" is a slip of the finger, "3rd" and "24h" are not.
  if (scan.gap[way] === Gap.none && scan.kind[at] === TokenKind.digits && scan.end[way]! - scan.start[way]! < 3)
    return -1
  if (scan.kind[at] === TokenKind.word && repetition.has(scan.hash[at]!) && scan.kind[at - 1] === TokenKind.digits) at--
  if (scan.kind[at] !== TokenKind.digits || lengthOf(scan, at) > 4) return -1
  // "allée du 8 Mai 1945, avenue Pagnol": the year of a day.
  if (lengthOf(scan, at) === 4 && writtenMonths.has(scan.hash[at - 1]!)) return -1
  while (
    at >= FIRST + 2 &&
    scan.kind[at - 1] === TokenKind.sign &&
    /^[-/]$/.test(textOf(scan, at - 1)) &&
    scan.kind[at - 2] === TokenKind.digits &&
    lengthOf(scan, at - 2) <= 4 &&
    scan.gap[at] === Gap.none &&
    scan.gap[at - 1] === Gap.none &&
    // "Siège : 31-33 rue …", '"31-33 rue …': no number goes on, as in "01-02-24".
    !(
      scan.kind[at - 3] === TokenKind.sign &&
      scan.gap[at - 2] === Gap.none &&
      scan.kind[at - 4] === TokenKind.digits
    ) &&
    scan.text[scan.start[at]!] !== '0'
  )
    at -= 2
  if (isDay(scan, at)) return -1
  if (at > FIRST && scan.gap[at] === Gap.none && isAlphanumeric(codeAt(scan.text, scan.start[at]! - 1))) return -1
  // "1 2 RUE": the boxes of a form.
  const boxed = lengthOf(scan, at) === 1 && scan.gap[at] === Gap.space && scan.kind[at - 1] === TokenKind.digits
  if (
    boxed &&
    lengthOf(scan, at - 1) === 1 &&
    scan.kind[at - 2] !== TokenKind.digits &&
    // "C.3 6 RUE …": a field of a registration certificate
    scan.gap[at - 1] !== Gap.none &&
    scan.shape[way] === Shape.capitals
  )
    return at - 1
  // "902 117 357 R.C.S.": the last group of a long number.
  if (scan.gap[at] === Gap.space && scan.kind[at - 1] === TokenKind.digits && lengthOf(scan, at) === 3) return -1
  // "parcelle AC 318, route de la Crique": the number of a parcel.
  if (ofParcel(scan, at)) return -1
  // "départ 13 h 30 place Victor-Hugo"
  if (scan.hash[at - 1] === HOUR && scan.kind[at - 2] === TokenKind.digits) return -1
  // "14:30 passage Dr Nasser"
  if (scan.hash[at - 1] === COLON && scan.gap[at] === Gap.none && scan.kind[at - 2] === TokenKind.digits) return -1
  const before = scan.gap[at] === Gap.none ? scan.text[scan.start[at]! - 1] : undefined
  if (before === '/' || before === '.' || before === '€') return -1
  // "4 210,00", below it "Carrefour …": cents; "PK 9,5 route …" has one decimal.
  const decimals = before === ',' && scan.kind[at - 2] === TokenKind.digits && scan.gap[at - 1] === Gap.none
  if (decimals && lengthOf(scan, at) === 2) return -1
  return at
}

const beforeDay = wordSet('du le depuis')
/** "l'accident du 30/11 rue de la Gare": a day, and a way without a number. */
const isDay = (scan: Scan, at: number): boolean =>
  beforeDay.has(scan.hash[at - 1]!) &&
  isSign(scan, at + 1, '/') &&
  lengthOf(scan, at) === 2 &&
  lengthOf(scan, at + 2) === 2 &&
  Number(textOf(scan, at)) <= 31 &&
  Number(textOf(scan, at + 2)) <= 12

const PARCEL_REACH = 4
const parcels = wordSet('parcelle parcelles section cadastre cadastree cadastres cadastrees cadastral cadastrale')
function ofParcel({ hash, shape, end, start }: Scan, number: number): boolean {
  const section = number - 1
  const capitals = shape[section] === Shape.capitals || shape[section] === Shape.initial
  if (!capitals || end[section]! - start[section]! > 2) return false
  for (let at = section - 1; at > section - 1 - PARCEL_REACH; at--) if (parcels.has(hash[at]!)) return true
  return false
}

function showsCapital(scan: Scan, from: number, to: number): boolean {
  for (let at = from; at <= to; at++)
    if (scan.kind[at] === TokenKind.digits || scan.shape[at]! >= Shape.capital) return true
  return false
}

/** "3 allées du cimetière" in a sentence is no address; at the beginning of a line, or after "au", it is. */
function announced(scan: Scan, number: number): boolean {
  if (scan.gap[number]! >= Gap.line) return true
  const before = scan.kind[number - 1] === TokenKind.sign ? number - 2 : number - 1
  return (
    beforeAddress.has(scan.hash[before] ?? 0) ||
    scan.columnLabel[number] === Label.address ||
    /^["'|<(:]$/.test(textOf(scan, number - 1))
  )
}

const LOT = hashWord('lot')
/** "Lot 27, rue des Niaoulis": the plot of a new street. */
const withPlot = (scan: Scan, number: number): number | undefined =>
  scan.hash[number - 1] === LOT && scan.shape[number - 1] === Shape.capital && scan.gap[number] === Gap.space
    ? scan.start[number - 1]
    : undefined

/** "demeurant à GOURDON (46300), 8 rue …": the town, then its postcode in brackets. */
function withTownAndCode(scan: Scan, closing: number): number | undefined {
  if (!isPostcode(scan, closing - 1) || !isSign(scan, closing - 2, '(')) return undefined
  let first: number | undefined
  for (let at = closing - 3; at > closing - 3 - TOWN_REACH && scan.gap[at + 1]! < Gap.line; at--) {
    if (scan.shape[at]! >= Shape.capital) first = at
    else if (scan.kind[at] === TokenKind.sign ? !/^['’-]$/.test(textOf(scan, at)) : !insideTown.has(scan.hash[at]!))
      break
  }
  return first === undefined ? undefined : scan.start[first]
}

const TOWN_REACH = 8
/** "demeurant à 61250 Damigny, 4 route de Bretagne": postcode and town before the way. */
function withTownBefore(scan: Scan, number: number): number | undefined {
  if (!isSign(scan, number - 1, ',')) return undefined
  for (let at = number - 2; at > number - 2 - TOWN_REACH && scan.gap[at + 1]! < Gap.line; at--) {
    if (isPostcode(scan, at)) return at < number - 2 ? scan.start[at] : undefined
    if (at === number - 2 && isSign(scan, at, ')')) return withTownAndCode(scan, at)
    if (scan.kind[at] === TokenKind.sign ? !/^['’-]$/.test(textOf(scan, at)) : scan.kind[at] !== TokenKind.word)
      return undefined
    if (scan.shape[at] === Shape.lower && !nameJoiners.has(scan.hash[at]!)) return undefined
  }
  return undefined
}

const ABBREVIATION_MAX = 3
const DOMAIN = hashWord('dom')
const englishWays = wordSet('dr st ct ln')
/** "4 rue salvador allende grigny": in small letters, what is called directly after the way is a name, and no complement of it. */
const calledDirectly = (scan: Scan, way: number, from: number): boolean =>
  strongWays.has(scan.hash[way]!) &&
  scan.kind[from] === TokenKind.word &&
  scan.gap[from] === Gap.space &&
  scan.gap[way] === Gap.space &&
  !nameJoiners.has(scan.hash[from]!) &&
  !isOrdinary(scan, from)

/** "12 rue de Verdun (75011 Paris)": a bracket that the address opens is closed inside it. Looks at the word of a way that has a number before it. */
export function recogniseAddress(scan: Scan, token: number): Candidate | undefined {
  const found = recogniseWay(scan, token)
  if (found === undefined || scan.text[found.end] !== ')') return found
  const words = scan.text.slice(found.start, found.end)
  return words.lastIndexOf('(') > words.lastIndexOf(')') ? { ...found, end: found.end + 1 } : found
}

function recogniseWay(scan: Scan, token: number): Candidate | undefined {
  const hash = scan.hash[token]!
  if (!wayWords.has(hash)) return undefined
  const number = numberStart(scan, token)
  if (number < 0) return undefined
  if (scan.gap[token]! > Gap.line || scan.gap[token + 1]! >= Gap.paragraph) return undefined
  let from = token + 1
  if (textOf(scan, from) === '.' && scan.gap[from] === Gap.none) from++
  // "205/55 R17": the size of a tyre.
  if (lengthOf(scan, token) === 1 && scan.gap[from] === Gap.none && scan.kind[from] === TokenKind.digits)
    return undefined
  // "nuit du 3 au 4", and "Ch. 12" below: a room. "6 Dom Pérignon": no domain.
  if (lengthOf(scan, token) <= ABBREVIATION_MAX && weakWays.has(hash)) {
    if (scan.kind[from] === TokenKind.digits) return undefined
    if (hash === DOMAIN && from === token + 1 && !nameJoiners.has(scan.hash[from]!)) return undefined
    // "38,4, Dr Ngo": no Drive comes after a comma.
    if (isSign(scan, token - 1, ',') && englishWays.has(hash)) return undefined
  }
  const weak = weakWays.has(hash) || lengthOf(scan, token) === 1
  // "30 00, lot P31-0112": a letter and its figures are a number.
  if (weak && lengthOf(scan, from) === 1 && scan.gap[from + 1] === Gap.none && scan.kind[from + 1] === TokenKind.digits)
    return undefined
  if (weak && scan.shape[from] === Shape.lower && !nameJoiners.has(scan.hash[from]!)) {
    // "12 place gambetta 33000 bordeaux": only a postcode vouches for it.
    const end = wayNameEnd(scan, from)
    if (toTown(scan, end) < 0 && scan.hash[beforePostcode(scan, from, end) - 1] !== TO) return undefined
  }
  // "train 8714 voie 3": a place of the station, and no name of a way.
  if (numberedPlaces.has(hash) && scan.kind[from] === TokenKind.digits && scan.gap[from]! <= Gap.space) return undefined
  const named = beforePostcode(scan, from, wayNameEnd(scan, from))
  const streetEnd = named < 0 && isQualified(scan, token) ? token : named
  if (streetEnd < 0 || (streetEnd === from && scan.kind[from] === TokenKind.digits)) return undefined
  const withCode = toTown(scan, streetEnd)
  let end = withCode >= 0 ? withCode : toTownWithoutPostcode(scan, from, streetEnd)
  // "15 rue des amandiers a manosque et j habite …"
  // What an apostrophe ties to the town is of it: "98704 Faa'a".
  while (
    end > from &&
    scan.gap[end] !== Gap.none &&
    scan.shape[end] === Shape.lower &&
    nameJoiners.has(scan.hash[end]!)
  )
    end--
  const start = withTownBefore(scan, number) ?? withPlot(scan, number) ?? withBuilding(scan, number)
  if (end >= 0) return { start, end: scan.end[end]!, type: 'ADDRESS', weight: Weight.labelled }
  const trimmed = trimStreet(scan, from, streetEnd)
  if (
    trimmed >= 0 &&
    !showsCapital(scan, from, trimmed) &&
    // "RDV : 14/3 rue barrée": a day.
    (isSign(scan, number + 1, '/') || (!announced(scan, number) && !calledDirectly(scan, token, from)))
  )
    return undefined
  if (weak && scan.shape[from] === Shape.lower && !nameJoiners.has(scan.hash[from]!)) return undefined
  return trimmed < 0 ? undefined : { start, end: scan.end[trimmed]!, type: 'ADDRESS', weight: Weight.labelled }
}
