import { Word } from '../names/name-lexicon.ts'
import { codeAt, isAlphanumeric } from '../scan/characters.ts'
import { foldedOf, isSign, type Scan, textOf } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import { boxes, buildingWords, isOrdinary, lengthOf, nameJoiners, repetition, wayWords } from './address-words.ts'

const TOWN_MAX = 8
/** Lotissement Bellevue n° 27 */
const DEGREE = 0xb0

/** From the end of the street to the postcode: building, floor, post box, a line break. */
const TO_POSTCODE_MAX = 12

export const isPostcode = (scan: Scan, token: number): boolean => {
  if (token >= scan.limit || scan.kind[token] !== TokenKind.digits) return false
  const length = lengthOf(scan, token)
  if (length !== 5) return false
  const code = Number(textOf(scan, token))
  return code >= 1000 && code < 98900 && !isAlphanumeric(codeAt(scan.text, scan.end[token]!))
}

/** "75 008": the department and the office apart. */
export const isSplitPostcode = (scan: Scan, token: number): boolean =>
  token + 1 < scan.limit &&
  scan.kind[token] === TokenKind.digits &&
  scan.kind[token + 1] === TokenKind.digits &&
  lengthOf(scan, token) === 2 &&
  lengthOf(scan, token + 1) === 3 &&
  scan.gap[token + 1] === Gap.space

const isName = (scan: Scan, token: number): boolean =>
  token < scan.limit &&
  scan.kind[token] === TokenKind.word &&
  (scan.shape[token] !== Shape.lower || nameJoiners.has(scan.hash[token]!))

export const insideTown = wordSet('sur sous en les lez')

/** Towns whose name goes on after a small word. */
const tiedTowns = wordSet('fort pointe bourg pont port')

/** What people write after the town, on the same line. */
const afterTown = wordSet('code codes digicode interphone tel telephone mobile mail courriel email fax sonner etage')

const LINE_REST = 4
/** "SAINT GILLES CROIX DE VIE": the rest of the line, when it is a few words in capitals and nothing else; −1 otherwise. */
function capitalsToLineEnd(scan: Scan, from: number): number {
  for (let at = from; at < from + LINE_REST; at++) {
    if (scan.shape[at] !== Shape.capitals) return -1
    if (at + 1 >= scan.limit || scan.gap[at + 1]! >= Gap.line || scan.kind[at + 1] === TokenKind.sign) return at
    if (scan.gap[at + 1] !== Gap.space) return -1
  }
  return -1
}

/** Last token of a town that begins here; −1 when it cannot be one. `lower` admits a town typed in lower case. */
export function townEnd(scan: Scan, from: number, lower: boolean): number {
  if (from >= scan.limit || scan.kind[from] !== TokenKind.word || scan.gap[from]! >= Gap.paragraph) return -1
  if (scan.shape[from] === Shape.lower && !lower && !nameJoiners.has(scan.hash[from]!)) return -1
  let end = scan.shape[from] === Shape.lower && nameJoiners.has(scan.hash[from]!) ? -1 : from
  if (lower && scan.shape[from] === Shape.lower) {
    if (isOrdinary(scan, from)) return -1
    if (isSign(scan, from + 1, '-')) end = from
    if (end < 0) {
      // "le havre", "saint malo"
      const second = from + 1
      if (second >= scan.limit || scan.kind[second] !== TokenKind.word || scan.gap[second]! > Gap.space) return -1
      end = second
      from = second
    }
  }
  const capitals = scan.shape[from] === Shape.capitals
  for (let at = from + 1; at < scan.limit && at < from + TOWN_MAX * 2; at++) {
    const gap = scan.gap[at]!
    const sign = scan.kind[at] === TokenKind.sign ? textOf(scan, at) : ''
    if ((sign === '-' || sign === "'" || sign === '’') && gap === Gap.none) {
      // "Saint-Palais-" at the end of the line, "sur-Mer" below.
      const goesOn = scan.gap[at + 1] === Gap.none || (sign === '-' && scan.gap[at + 1] === Gap.line)
      if (at + 1 < scan.limit && goesOn && scan.kind[at + 1] === TokenKind.word) {
        at++
        end = at
        continue
      }
      break
    }
    if (gap !== Gap.space || scan.kind[at] === TokenKind.sign) break
    const folded = foldedOf(scan, at)
    if (folded === 'cedex') {
      end = at
      const next = at + 1
      if (
        next < scan.limit &&
        scan.kind[next] === TokenKind.digits &&
        lengthOf(scan, next) <= 2 &&
        scan.gap[next] === Gap.space
      )
        end = next
      break
    }
    if (scan.kind[at] === TokenKind.digits) {
      // "Paris 15", "Lyon 3e", "Marseille 8ème"
      const arrondissement = /^(?:paris|lyon|marseille)$/.test(foldedOf(scan, at - 1)) && lengthOf(scan, at) <= 2
      if (arrondissement) {
        end = at
        if (scan.gap[at + 1] === Gap.none && /^(?:e|er|eme|ème)$/.test(foldedOf(scan, at + 1))) end = at + 1
      }
      break
    }
    if (
      lower &&
      scan.shape[from] === Shape.lower &&
      /^(?:sur|sous|en|les|la|le|saint|sainte|st|ste)$/.test(folded) &&
      scan.shape[at] === Shape.lower
    ) {
      const after = at + 1
      if (
        scan.gap[after] === Gap.space &&
        scan.shape[after] === Shape.lower &&
        scan.kind[after] === TokenKind.word &&
        (!isOrdinary(scan, after) || /^(?:sainte?|ste?)$/.test(folded))
      ) {
        end = after
        at = after
      }
      continue
    }
    // "fort de france", "pointe a pitre"
    if (lower && at === from + 1 && scan.shape[from] === Shape.lower && tiedTowns.has(scan.hash[from]!)) {
      const last = at + 1
      if (/^(?:de|a)$/.test(folded) && scan.gap[last] === Gap.space && (scan.flags[last]! & Word.tool) === 0) {
        end = last
        break
      }
    }
    if (scan.shape[at] === Shape.lower) {
      if (!nameJoiners.has(scan.hash[at]!)) break
      // A joiner belongs to the town only when a name follows: "Saint-Cyr sur Loire", not "Lyon et Monsieur".
      if (folded === 'et' || folded === 'a' || folded === 'au') break
      const after = scan.kind[at + 1] === TokenKind.sign ? at + 2 : at + 1
      if (
        !(after < scan.limit && scan.gap[at + 1]! <= Gap.space && isName(scan, after)) ||
        (folded === 'de' && !/^(?:la|le|les|l)$/.test(foldedOf(scan, at + 1)) && scan.shape[at + 1] === Shape.lower)
      )
        break
      if (end < 0) end = at
      continue
    }
    // A town in capitals stops where the capitals stop; a capitalised one may have two or three words.
    if (afterTown.has(scan.hash[at]!)) break
    // "LE PUY EN VELAY"
    const next = at + 1
    if (
      capitals &&
      insideTown.has(scan.hash[at]!) &&
      scan.shape[at] === Shape.capitals &&
      scan.shape[next] === Shape.capitals &&
      scan.gap[next] === Gap.space &&
      !isOrdinary(scan, next)
    ) {
      end = next
      at = next
      continue
    }
    if (capitals && scan.shape[at] === Shape.capitals && isOrdinary(scan, at)) {
      const last = capitalsToLineEnd(scan, at)
      if (last >= 0 && nameJoiners.has(scan.hash[at - 1]!)) end = last
      break
    }
    if (capitals && scan.shape[at] !== Shape.capitals) break
    if (!capitals && (scan.shape[at] === Shape.capitals || scan.shape[at] === Shape.initial || at - from > 2)) break
    const saint = /^(?:saint|sainte|st|ste|le|la|les|l|fort|pointe|aix|mont)$/
    if (!capitals && at - from > 1 && !saint.test(foldedOf(scan, at - 1)) && !saint.test(foldedOf(scan, at))) break
    end = at
  }
  return end
}

const GREATER = 0x3e
/** "> 42300": the sign of a quoted line of a message. */
const quotes = ({ hash, gap }: Scan, at: number): boolean =>
  hash[at] === GREATER && gap[at] === Gap.line && gap[at + 1] === Gap.space

const BACKSLASH = 0x5c
const LETTER_N = hashWord('n')
const LETTER_R = hashWord('r')
/** `7 rue Haute\n29000 Quimper` in a program's text: the last token of a line break written as an escape; 0 where there is none. */
function escapedLine({ hash, gap }: Scan, at: number): number {
  const escapes = (sign: number, letter: number): boolean =>
    hash[sign] === BACKSLASH && gap[sign + 1] === Gap.none && hash[sign + 1] === letter
  if (escapes(at, LETTER_N)) return at + 1
  return escapes(at, LETTER_R) && escapes(at + 2, LETTER_N) ? at + 3 : 0
}

const QUARTER_MAX = 6
/** The sign inside of "Grand-Fond", "L'Étang". */
const tiesQuarter = ({ text, start, kind, gap }: Scan, at: number): boolean =>
  kind[at] === TokenKind.sign && gap[at] === Gap.none && gap[at + 1] === Gap.none && /[-'’]/.test(text[start[at]!]!)
/** "…, Vallée du Tir, 98800 Nouméa": the postcode after a quarter that begins here, capitals and small words between two commas; −1 otherwise. */
function afterQuarter(scan: Scan, from: number): number {
  if (scan.shape[from]! < Shape.capital) return -1
  for (let at = from; at < from + QUARTER_MAX; at++) {
    if (tiesQuarter(scan, at)) at++
    else if (scan.gap[at] !== Gap.space) return -1
    if (isSign(scan, at + 1, ',')) return isPostcode(scan, at + 2) ? at + 2 : -1
    if (!isName(scan, at) || (scan.flags[at]! & (Word.title | Word.role)) !== 0) return -1
  }
  return -1
}

const ordinals = wordSet('e er ere eme nd nde')
/** "1er étage gauche", "4e étage": an ordinal before a word of building; the last token of the ordinal, −1 otherwise. */
function ordinalOfBuilding({ kind, gap, hash }: Scan, at: number): number {
  const suffixed = kind[at] === TokenKind.digits && ordinals.has(hash[at + 1]!) && gap[at + 1] === Gap.none
  return suffixed && gap[at + 2] === Gap.space && buildingWords.has(hash[at + 2]!) ? at + 1 : -1
}

/** "15 rue des acacias", below it "cité du bois joli" */
const estates = wordSet('cite residence lotissement quartier hameau lieudit')

/** From the end of a street, over building, floor, post box and line breaks, to postcode and town; −1 when there are none. */
export function toTown(scan: Scan, streetEnd: number): number {
  let lines = 0
  let inBuilding = false
  for (let at = streetEnd + 1; at < scan.limit && at <= streetEnd + TO_POSTCODE_MAX; at++) {
    if (scan.gap[at]! >= Gap.paragraph) return -1
    if (scan.gap[at] === Gap.line && ++lines > 3) return -1
    if (boxes.has(scan.hash[at - 1]!)) continue
    if (isPostcode(scan, at)) return townOrCode(scan, at)
    if (isSplitPostcode(scan, at)) return townOrCode(scan, at + 1)
    const sign = scan.kind[at] === TokenKind.sign ? textOf(scan, at) : ''
    if (quotes(scan, at)) continue
    const escaped = escapedLine(scan, at)
    if (escaped > 0) {
      if (++lines > 3) return -1
      at = escaped
      continue
    }
    const ordinal = ordinalOfBuilding(scan, at)
    if (ordinal >= 0) {
      at = ordinal
      continue
    }
    const quarter = sign === ',' ? afterQuarter(scan, at + 1) : -1
    if (quarter >= 0) return townOrCode(scan, quarter)
    if (sign !== '' && !/^[,\-–—(/|.°;]$/.test(sign)) return -1
    if (scan.kind[at] === TokenKind.word) {
      const way = wayWords.has(scan.hash[at]!) && isSign(scan, at - 1, ',')
      const estate = scan.gap[at] === Gap.line && estates.has(scan.hash[at]!)
      if (way || estate || buildingWords.has(scan.hash[at]!) || repetition.has(scan.hash[at]!)) inBuilding = true
      else if (
        scan.shape[at] === Shape.lower &&
        !nameJoiners.has(scan.hash[at]!) &&
        !inBuilding &&
        scan.hash[at + 1] !== DEGREE
      )
        return -1
      // "Paul Hubert les Bas": a quarter on a line of its own.
      else if (isOrdinary(scan, at) && !inBuilding && !(lines > 0 && nameJoiners.has(scan.hash[at - 1]!))) return -1
    }
    if (
      sign === '.' &&
      scan.gap[at + 1] !== Gap.none &&
      scan.shape[at + 1] === Shape.capital &&
      lengthOf(scan, at - 1) > 4
    )
      return -1
  }
  return -1
}

function townOrCode(scan: Scan, code: number): number {
  let next = code + 1
  if (quotes(scan, next)) next++
  // "à Montreuil (93100)": the bracket closes with the postcode.
  if (isSign(scan, code - 1, '(') && isSign(scan, next, ')')) return next
  if (/^[,;\-–]$/.test(textOf(scan, next))) next++
  const end = townEnd(scan, next, true)
  return end < 0 ? code : end
}

/** "12 rue X, Lyon", "12 rue X à Lyon (69003)", without postcode before the town. */
export function toTownWithoutPostcode(scan: Scan, from: number, streetEnd: number): number {
  for (let at = streetEnd - 1; at > from; at--) {
    const preposition =
      foldedOf(scan, at) === 'a' && (scan.shape[at] === Shape.lower || scan.shape[at - 1] === Shape.capitals)
    // "à Pamiers (Ariège)": what is in the brackets and no postcode is where the town lies.
    if (preposition && !(textOf(scan, streetEnd + 1) === '(' && scan.kind[streetEnd + 2] === TokenKind.digits))
      return streetEnd
  }
  let next = streetEnd + 1
  const sign = textOf(scan, next)
  const brokenLine = scan.gap[next] === Gap.line
  if (sign === ',' || sign === '-' || sign === '–' || (sign === '(' && scan.gap[next]! <= Gap.space)) next++
  else if (!brokenLine) {
    // Inside the name: "12 rue de la Paix à Nantes".
    for (let at = streetEnd; at > from; at--) {
      if (foldedOf(scan, at) === 'a' && scan.shape[at] === Shape.lower) return streetEnd
    }
    return -1
  } else return -1
  if (next >= scan.limit || scan.gap[next]! >= Gap.line) return -1
  // "5 rue Montesquieu, à Libourne"
  if (sign === ',' && foldedOf(scan, next) === 'a' && (scan.flags[next + 1]! & (Word.title | Word.role)) === 0) next++
  const lowerTown =
    scan.shape[next] === Shape.lower && (scan.flags[next]! & Word.place) !== 0 && foldedOf(scan, next).length > 3
  if (lowerTown) return townEnd(scan, next, true)
  const elided = /^['’]$/.test(textOf(scan, next + 1))
  if ((isOrdinary(scan, next) && !elided) || (scan.flags[next]! & (Word.title | Word.role)) !== 0) return -1
  if (foldedOf(scan, next) === 'a' && scan.shape[next] === Shape.lower) next++
  if (scan.shape[next] === Shape.lower || scan.kind[next] !== TokenKind.word) return -1
  // "3 rue de la Maternité, Malia Sosefina FOTOFILI, …": somebody, not a town.
  const somebody =
    (scan.flags[next]! & (Word.firstName | Word.place)) === Word.firstName &&
    scan.gap[next + 1] === Gap.space &&
    scan.shape[next + 1]! >= Shape.capital
  if (somebody) return -1
  const end = townEnd(scan, next, false)
  if (end < 0) return -1
  if (scan.shape[end] === Shape.capital && scan.shape[end + 1] === Shape.capitals && scan.gap[end + 1] === Gap.space)
    return -1
  // "Lyon (69003)"
  if (sign !== '(' && textOf(scan, end + 1) === '(' && isPostcode(scan, end + 2) && textOf(scan, end + 3) === ')')
    return end + 3
  return end
}
