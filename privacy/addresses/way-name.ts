import { Word } from '../names/name-lexicon.ts'
import { foldedOf, type Scan, textOf } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import { buildingWords, isOrdinary, lengthOf, nameJoiners, TO } from './address-words.ts'
import { isPostcode, isSplitPostcode } from './town.ts'

/** A street name and its town hold in this many tokens; what is longer is a sentence. */
const STREET_MAX = 14

const isSentenceBreak = (scan: Scan, sign: number): boolean =>
  /^(?:Il|Elle|Le|La|Les|Je|Nous|Ils|Un|Une|Merci|Tel|Tél)$/.test(textOf(scan, sign + 1))

/** Titles and saints that a dot shortens in the name of a way: "rue du Dr. Roux". */
const shortened = wordSet(
  'st ste sts stes gal gnl gen dr drs pr prof cdt com col lt cap capt cne cel mal mar marl pdt pres sgt adj amal mgr abb arch ing av ave bd bld ch fg pl sq rte imp all res bat vx pte gde gd ph chr th fr cl ed alph jos fred',
)

/** "20e": no initial. */
const endsOrdinal = (scan: Scan, at: number): boolean =>
  scan.gap[at] === Gap.none && scan.kind[at - 1] === TokenKind.digits

const cutAfter = wordSet('du de des la le les')
const PARTICLE_D = hashWord('d')
/** "rue Jeanne-", below it "d'Arc" */
const opensElided = (scan: Scan, at: number): boolean =>
  scan.hash[at] === PARTICLE_D && /^['’]$/.test(textOf(scan, at + 1)) && scan.shape[at + 2]! >= Shape.capital
/** "rue Porte-", "place du", and the rest at the beginning of the next line. */
const cutByLine = (scan: Scan, at: number): boolean =>
  scan.gap[at] === Gap.line &&
  (scan.shape[at]! >= Shape.capital || opensElided(scan, at)) &&
  ((textOf(scan, at - 1) === '-' && scan.gap[at - 1] === Gap.none && scan.shape[at - 2]! >= Shape.capital) ||
    (cutAfter.has(scan.hash[at - 1]!) && scan.shape[at - 1] === Shape.lower && scan.gap[at - 1] === Gap.space))

/** Tokens of the name of a way, up to a comma, a line break, a postcode or the sentence. Returns the last one, or −1. */
export function wayNameEnd(scan: Scan, from: number): number {
  let end = -1
  let lower = 0
  let capital = false
  for (let at = from; at < scan.limit && at < from + STREET_MAX; at++) {
    if (at > from && scan.gap[at]! >= Gap.line && !cutByLine(scan, at)) break
    if (isPostcode(scan, at) || isSplitPostcode(scan, at)) break
    if (scan.kind[at] === TokenKind.digits) {
      // "rue du 8 mai 1945", "rue du 11 novembre"
      if (lengthOf(scan, at) > 4) break
      end = at
      // "Paris 11ème"
      if (scan.gap[at + 1] === Gap.none && /^(?:e|er|eme)$/.test(foldedOf(scan, at + 1))) end = ++at
      continue
    }
    if (scan.kind[at] === TokenKind.sign) {
      const sign = textOf(scan, at)
      if (sign === '-' && scan.gap[at] === Gap.none) continue
      if (sign === "'" || sign === '’') continue
      if (
        sign === '.' &&
        scan.gap[at] === Gap.none &&
        ((lengthOf(scan, at - 1) === 1 && !endsOrdinal(scan, at - 1)) || shortened.has(scan.hash[at - 1]!)) &&
        (scan.gap[at + 1] ?? 9) <= Gap.space &&
        scan.shape[at + 1] !== Shape.lower &&
        !isSentenceBreak(scan, at)
      )
        continue
      break
    }
    // "rue des frene a montbeliard coment …": the town ends it.
    if (
      scan.shape[at] === Shape.lower &&
      scan.hash[at - 1] === TO &&
      at - 1 > from &&
      (scan.flags[at]! & Word.place) !== 0
    )
      return at
    if (scan.shape[at] === Shape.lower && !nameJoiners.has(scan.hash[at]!)) {
      // Once the name has shown a capital, a small letter is the sentence again.
      if (capital || ++lower > 3 || isOrdinary(scan, at)) break
    } else if (scan.shape[at] !== Shape.lower) {
      const tied =
        scan.gap[at] === Gap.none ||
        nameJoiners.has(scan.hash[at - 1]!) ||
        (nameJoiners.has(scan.hash[at - 2]!) &&
          (scan.shape[at - 1] === Shape.lower ||
            (scan.shape[at - 1] === Shape.capitals && (scan.flags[at]! & Word.tool) === 0)))
      if (capital && !tied && scan.shape[at] === Shape.capitals && isOrdinary(scan, at)) break
      capital = true
    }
    end = at
  }
  return end
}

const TO_LOWER_POSTCODE = 9
const BUILDING_LINE_MAX = 8
/** "bâtiment b escalier 2" on a line of its own, and the postcode opens the next. */
function buildingLine(scan: Scan, from: number): boolean {
  if (!buildingWords.has(scan.hash[from]!)) return false
  for (let at = from + 1; at < from + BUILDING_LINE_MAX && at < scan.limit; at++)
    if (scan.gap[at]! >= Gap.line) return scan.gap[at] === Gap.line && isPostcode(scan, at)
  return false
}

/** "22 rue du docteur roux 93100 montreuil": typed in small letters, the street goes as far as the postcode of its line. */
export function beforePostcode(scan: Scan, from: number, end: number): number {
  const first = Math.max(from, end)
  if (scan.shape[first] === Shape.capital || scan.shape[first] === Shape.capitals) return end
  for (let at = first + 1; at < scan.limit && at <= from + TO_LOWER_POSTCODE; at++) {
    if (scan.gap[at] === Gap.line && buildingLine(scan, at)) return at - 1
    if (scan.gap[at]! >= Gap.line && !(scan.gap[at] === Gap.line && isPostcode(scan, at))) return end
    if (isPostcode(scan, at)) return /^[,–-]$/.test(textOf(scan, at - 1)) ? at - 2 : at - 1
    // "115 avenue du général-leclerc à pantin"
    if (scan.hash[at] === TO && (scan.flags[at + 1]! & Word.place) !== 0 && scan.shape[at + 1] === Shape.lower)
      return at + 1
    const sign = scan.kind[at] === TokenKind.sign ? textOf(scan, at) : ''
    if (sign !== '' && !/^[-–'’,.]$/.test(sign)) return end
    if (scan.kind[at] === TokenKind.digits) return end
  }
  return end
}

/** Without a town, the street stops after its capitalised words: what follows is the sentence. */
export function trimStreet(scan: Scan, from: number, end: number): number {
  let last = -1
  for (let at = from; at <= end; at++) {
    if (scan.kind[at] === TokenKind.word && scan.shape[at] !== Shape.lower) last = at
    else if (scan.kind[at] === TokenKind.digits) last = at
    else if (
      scan.shape[at] === Shape.lower &&
      !nameJoiners.has(scan.hash[at]!) &&
      last >= 0 &&
      scan.kind[last] === TokenKind.word
    )
      break
    if (last < 0 && at - from >= 3) break
  }
  // Typed in lower case: the word after the joiners.
  // Alone in its quotes, its cell or its line: the whole of it.
  if (last < 0 && (scan.gap[end + 1] ?? Gap.line) >= Gap.line) return end
  if (last < 0 && /^["'|;<)]$/.test(textOf(scan, end + 1))) return end
  if (last < 0)
    for (let at = from; at <= end; at++)
      if (!nameJoiners.has(scan.hash[at]!) && scan.kind[at] === TokenKind.word) return at
  return last
}
