import { codeAt } from '../scan/characters.ts'
import { FIRST } from '../scan/columns.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import { LineCase, type NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { type Candidate, type Scan, Weight } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { spanishAnd } from './beside-rules.ts'
import { isBrand } from './brand-names.ts'
import { mendBrokenNames, SPELT_MIN } from './broken-names.ts'
import { tag } from './decide.ts'
import { endsBreton } from './joined-names.ts'
import { openNameView } from './name-view.ts'
import { dutchArticle, withParticle } from './particles.ts'
import { reachBack } from './reach-back.ts'
import { dropWords, isKnownName, repeat } from './repeat.ts'
import { COLON, COMMA, DOT, doubleApostrophe, doubleHyphen, HYPHEN, isApostrophe, UNDERSCORE } from './signs.ts'
import { forgetAcronyms, isSpeltAcronym } from './spelt-acronyms.ts'
import { tagSurnamesInRows } from './surname-in-row.ts'
import { isTradingName } from './trading-names.ts'
import { articles, civilities, GENITIVE, nameLabels } from './word-sets.ts'

/** Tokens that may stand inside one name, particles and signs included. */
const NAME_MAX = 16

/** A tabulation, or more spaces than a slip of the thumb: two columns. */
const apart = (scan: Scan, next: number): boolean =>
  scan.start[next]! - scan.end[next - 1]! > 2 ||
  scan.text.slice(scan.end[next - 1], scan.start[next]).includes('\t') ||
  inColumns(scan, next)

const COLUMNS_REACH = 14
/** Two spaces cut columns where the same line has wider ones. */
function inColumns({ gap, start, end, limit }: Scan, next: number): boolean {
  for (let at = next; at > next - COLUMNS_REACH && gap[at]! < Gap.line; at--)
    if (gap[at] === Gap.wide && start[at]! - end[at - 1]! > 2) return true
  for (let at = next + 1; at < next + COLUMNS_REACH && at < limit && gap[at]! < Gap.line; at++)
    if (gap[at] === Gap.wide && start[at]! - end[at - 1]! > 2) return true
  return false
}

const oneLetter = (scan: Scan, at: number): boolean => scan.end[at]! - scan.start[at]! === 1
/** "dupuis d u p u i s": the name, then its letters. */
const opensSpelling = (scan: Scan, token: number, next: number): boolean =>
  oneLetter(scan, next) &&
  !oneLetter(scan, token) &&
  scan.kind[next + 1] === TokenKind.word &&
  oneLetter(scan, next + 1) &&
  scan.columns.tagged[next + 1] === 1

/** Next token of the same name after `token`, over a hyphen, an apostrophe, the dot of an initial or particles; −1 when the name ends. */
function continuation(view: NameView, token: number): number {
  const { scan, flags, tagged } = view
  const next = token + 1
  if (next >= scan.limit || scan.gap[next]! > Gap.wide) return -1
  if (scan.gap[next] === Gap.wide && apart(scan, next)) return -1
  // "van 't Hoff"
  if (dutchArticle(scan, next + 1)) return tagged[next + 2] === 1 && scan.gap[next + 2] === Gap.space ? next + 2 : -1
  if (scan.kind[next] === TokenKind.sign) {
    const sign = scan.hash[next]!
    const after = next + 1
    if (after >= scan.limit || scan.gap[next] !== Gap.none) return -1
    if (sign === HYPHEN && doubleHyphen(scan, next)) return tagged[after + 1] === 1 ? after + 1 : -1
    if (doubleApostrophe(scan, next)) return tagged[after + 1] === 1 ? after + 1 : -1
    if (isApostrophe(sign) && endsBreton(scan, token) && tagged[after + 1] === 1) return after
    // "jean-mi"
    if (
      sign === HYPHEN &&
      clipped.has(scan.hash[after]!) &&
      scan.gap[after] === Gap.none &&
      (after + 1 >= scan.limit || scan.gap[after + 1] !== Gap.none)
    )
      return (flags[token]! & Word.firstName) !== 0 ? after : -1
    if (sign === HYPHEN || sign === UNDERSCORE || isApostrophe(sign))
      return scan.gap[after] === Gap.none && tagged[after] === 1 ? after : -1
    if (sign === DOT && scan.end[token]! - scan.start[token]! <= 2) {
      if (scan.gap[after]! <= Gap.space && tagged[after] === 1) return after
      // J.-P. Martin
      const afterHyphen = after + 1
      const hyphen = scan.kind[after] === TokenKind.sign && scan.hash[after] === HYPHEN && scan.gap[after] === Gap.none
      return hyphen && afterHyphen < scan.limit && tagged[afterHyphen] === 1 ? afterHyphen : -1
    }
    return -1
  }
  if (tagged[next] === 1) return opensSpelling(scan, token, next) ? -1 : next
  const left = (flags[token]! & Word.firstName) !== 0 || tagged[token - 1] === 1
  // "Jean de la Fontaine", "Anne d'Artois", "Ludwig van Beethoven"
  let at = next
  for (let steps = 0; steps < 4 && at < scan.limit; steps++, at++) {
    if (scan.gap[at]! > Gap.space) return -1
    // "the printer of Véronique": two names tied by "de" are one only when the first begins like one.
    if (tagged[at] === 1) return left || flags[at] !== Word.firstName ? at : -1
    if (scan.kind[at] === TokenKind.sign && isApostrophe(scan.hash[at]!)) continue
    if (scan.kind[at] !== TokenKind.word) return -1
    if (dutchArticle(scan, at)) continue
    // "Ferrer y Puig": the two surnames of a Spaniard.
    if ((flags[at]! & Word.particle) === 0 && !(spanishAnd.has(scan.hash[at]!) && scan.shape[token]! >= Shape.capital))
      return -1
  }
  return -1
}

/** What is left of a second first name among colleagues: Jean-Mi, Marie-Jo. */
const clipped = wordSet('mi phi lou jo do bat pat cri mich fi ed')

const CLOSING_BRACKET = 0x5d

const TRUE = hashWord('vrai')
const callings = wordSet(
  'certain certaine alias dit dite dits surnomme surnommee appele appelee appelait appelle nomme nommee autre pseudo pseudonyme signe signee prenom nom',
)

/** « Amélie Poulain »: a name alone between French quotation marks is a title, unless somebody is called so. */
function quotedTitle({ scan }: NameView, first: number, last: number): boolean {
  if (scan.hash[last + 1] !== 0xbb) return false
  // « Madame Bovary », « Docteur Schweitzer »
  const opening =
    civilities.has(scan.hash[first - 1]!) && scan.kind[first - 1] === TokenKind.word ? first - 2 : first - 1
  if (scan.hash[opening] !== 0xab) return false
  let at = opening - 1
  if (scan.kind[at] === TokenKind.sign) at--
  if (callings.has(scan.hash[at] ?? 0)) return false
  // « FAURE Huguette »: as forms write somebody.
  if (last === first + 1 && (scan.shape[first] === Shape.capitals) !== (scan.shape[last] === Shape.capitals))
    return false
  // « Momo », de son vrai nom …
  if (scan.hash[last + 2] === COMMA && (callings.has(scan.hash[last + 3]!) || scan.hash[last + 5] === TRUE))
    return false
  return !isKnownName(scan.hash[first]!)
}

/** Adds the names of people to what was found: tokens decided one by one, then joined. */
export function recognisePersons(scan: Scan, found: Candidate[]): void {
  const view = openNameView(scan)
  forgetAcronyms()
  tag(view)
  mendBrokenNames(view)
  tagSurnamesInRows(view)
  reachBack(view)
  repeat(view)
  dropWords(view)
  join(view, found)
}

/** "M. LE MAIRE", "Le Syndicat": an article that no name follows, outside of a column of names. */
function articleAlone({ scan, flags }: NameView, token: number): boolean {
  const flag = flags[token]!
  if ((flag & Word.particle) === 0 || nameLabels.has(scan.columnHead[token]!)) return false
  if (scan.shape[token] !== Shape.capitals) return articles.has(scan.hash[token]!) && scan.gap[token + 1] === Gap.space
  return (flag & Word.tool) !== 0 || scan.end[token]! - scan.start[token]! === 2
}

/** "Le Floc'h-Madec": what a hyphen ties to the end of a name. */
const tiedCapital = ({ hash, gap, shape }: Scan, token: number): boolean =>
  hash[token + 1] === HYPHEN &&
  gap[token + 1] === Gap.none &&
  gap[token + 2] === Gap.none &&
  shape[token + 2]! >= Shape.capital

/** "le technicien ludovic p. n'a pas pu": one letter and its dot, in a line all in small letters. */
const smallInitialFollows = ({ scan, flags, lineCase }: NameView, last: number): boolean =>
  lineCase[last] === LineCase.lower &&
  (flags[last]! & Word.firstName) !== 0 &&
  scan.gap[last + 1] === Gap.space &&
  scan.kind[last + 1] === TokenKind.word &&
  oneLetter(scan, last + 1) &&
  scan.hash[last + 2] === DOT &&
  scan.gap[last + 2] === Gap.none

/** Tokens that were decided on, put together to names. */
function join(view: NameView, found: Candidate[]): void {
  const { scan, tagged, flags } = view
  for (let token = FIRST; token < scan.limit; token++) {
    if (tagged[token] !== 1) continue
    const first = withParticle(view, token)
    let last = token
    let letters = scan.end[token]! - scan.start[token]!
    let named = (flags[token]! & (Word.firstName | Word.surname)) !== 0
    for (let steps = 0; steps < NAME_MAX; steps++) {
      const next = continuation(view, last)
      if (next < 0) break
      last = next
      letters = Math.max(letters, scan.end[next]! - scan.start[next]!)
      named ||= (flags[next]! & (Word.firstName | Word.surname)) !== 0
    }
    token = last
    // "N D I A Y E": letters that a form spells out.
    const spelt = letters === 1 && last - first >= SPELT_MIN - 1 && scan.kind[first + 1] === TokenKind.word
    // "Jean de La": particles that nothing follows are words of the sentence.
    while (
      last > first &&
      !spelt &&
      (flags[last]! & Word.particle) !== 0 &&
      (flags[last]! & (Word.firstName | Word.surname)) === 0 &&
      // "Michel D.": the initial of a surname
      !(scan.shape[last] === Shape.initial && scan.hash[last + 1] === DOT && scan.gap[last + 1] === Gap.none) &&
      // Cazeneuve-Lô
      !(scan.gap[last] === Gap.none && scan.hash[last - 1] === HYPHEN) &&
      !(scan.shape[last] === Shape.capital && tagged[last] === 1 && (flags[last - 1]! & Word.particle) !== 0)
    )
      last--
    // Initials alone, or a lone two-letter word that is in no list, say nothing about anybody.
    const speaks = scan.hash[first - 1] === CLOSING_BRACKET && scan.hash[last + 1] === COLON
    if ((letters < 2 && !spelt) || (letters === 2 && !named && first === last && !speaks)) continue
    if (first === last && (articleAlone(view, last) || isSpeltAcronym(scan.hash[last]!))) continue
    if (quotedTitle(view, first, last) || isBrand(scan, first, last) || isTradingName(scan, first, last)) continue
    let end = scan.end[last]!
    // Floc'h, Lozac'hmeur, Prud'homme: what an apostrophe ties to the end of a name; the English genitive is none of it.
    const after = last + 1
    const inner = after + 1
    if (
      isApostrophe(scan.hash[after] ?? 0) &&
      scan.gap[after] === Gap.none &&
      scan.gap[inner] === Gap.none &&
      // "MME PENNANEAC'H" in capitals
      (scan.shape[inner] === Shape.lower ||
        (scan.shape[inner] === Shape.initial && scan.shape[last] === Shape.capitals)) &&
      scan.hash[inner] !== GENITIVE &&
      end - scan.start[last]! > 2
    )
      end = scan.end[tiedCapital(scan, inner) ? inner + 2 : inner]!
    if (smallInitialFollows(view, last)) end = scan.end[last + 2]!
    // "Jean D.": the dot of a last initial belongs to it.
    if (last > first && end - scan.start[last]! === 1 && codeAt(scan.text, end) === DOT) end++
    found.push({ start: scan.start[first]!, end, type: 'PERSON', weight: Weight.likely + 5 })
  }
}
