import { headOf, LineCase, type NameView } from '../names/features.ts'
import { isAlsoWord, Word, wordFlags } from '../names/name-lexicon.ts'
import { foldedOf, type Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import { lengthOf, THING } from './name-view.ts'
import { AMPERSAND, COLON, COMMA, HYPHEN } from './signs.ts'
import { CONSONANTS, VERB, wordEnding } from './word-endings.ts'
import { AND, beforeVerb, civilities, NAME, ranks, unknownTo } from './word-sets.ts'

/** Before these an unlisted noun stands, and no first name by itself. */
const determiners = wordSet('le la les l un une du des au aux ce cet cette ces the an')
/** First names elsewhere. */
const englishWords = wordSet('said line will may june mark bill pat sue rob dean dale miles art guy')
const SAINTS = wordSet('saint sainte st ste')
const governing = wordSet('avec a de par pour que')
const CHEZ = hashWord('chez')
const MIN_LENGTH = 3

const SHORT_LINE = 8
/** Typed without telling capitals: a whole line, or a short one beside such a line ("étienne" under a message all in small letters). */
function inOneCase({ scan, lineCase }: NameView, token: number): boolean {
  if (lineCase[token] !== LineCase.mixed) return true
  const shape = scan.shape[token]
  if (shape !== Shape.lower && shape !== Shape.capitals) return false
  let from = token
  while (scan.gap[from]! < Gap.line) {
    from--
    if (token - from > SHORT_LINE || (scan.kind[from] === TokenKind.word && scan.shape[from] !== shape)) return false
  }
  let to = token + 1
  while (to < scan.limit && scan.gap[to]! < Gap.line) {
    if (to - from > SHORT_LINE || (scan.kind[to] === TokenKind.word && scan.shape[to] !== shape)) return false
    to++
  }
  const expected = shape === Shape.lower ? LineCase.lower : LineCase.capitals
  return lineCase[from - 1] === expected || lineCase[to] === expected
}

/** Nothing but a space, a bracket or the end of a sentence touches the word: no address of mail, no code. */
function standsFree({ scan }: NameView, token: number): boolean {
  const before = scan.gap[token] === Gap.none ? scan.hash[token - 1]! : 0
  const next = token + 1
  const after = next < scan.limit && scan.gap[next] === Gap.none ? scan.hash[next]! : 0
  return (before === 0 || before === 0x28 || before === 0xab) && (after === 0 || ENDS.has(after))
}
/** , . ; : ! ? ) » … */
const ENDS: ReadonlySet<number> = new Set([0x2c, 0x2e, 0x3b, 0x3a, 0x21, 0x3f, 0x29, 0xbb, 0x2026])

/** In a line all in one case: a first name of the lists that is in no dictionary, where no thing bears it. */
export function onlyFirstName(view: NameView, token: number): boolean {
  const { scan, flags } = view
  const flag = flags[token]!
  const listed =
    (flag & Word.firstName) !== 0 &&
    (flag & ~(NAME | Word.rareSurname)) === 0 &&
    lengthOf(scan, token) >= MIN_LENGTH &&
    inOneCase(view, token)
  if (!listed) return false
  // "rue victor hugo": small letters hide where the name of a street ends.
  if (headOf(view, token) >= 0 || view.barred[token - 1] === THING) {
    view.barred[token] = THING
    return false
  }
  return (
    standsFree(view, token) &&
    !determiners.has(scan.hash[token - 1]!) &&
    // "a saint martin de crau"
    !(SAINTS.has(scan.hash[token - 1]!) && view.tagged[token - 2] !== 1) &&
    scan.hash[token - 1] !== AMPERSAND &&
    scan.hash[token + 1] !== AMPERSAND &&
    scan.hash[token + 1] !== HYPHEN &&
    !englishWords.has(scan.hash[token]!) &&
    !isAlsoWord(scan.hash[token]!)
  )
}

const openHalves = wordSet('jean marie anne pierre paul louis charles')
const isFirstName = ({ scan, flags }: NameView, token: number): boolean =>
  (flags[token]! & Word.firstName) !== 0 &&
  (flags[token]! & ~(NAME | Word.rareSurname)) === 0 &&
  lengthOf(scan, token) > MIN_LENGTH
/** "LUNDI, JEAN-FRANCOIS REMPLACE …": after a sign, two first names that a hyphen ties. */
export const doubledInCapitals = (view: NameView, token: number): boolean =>
  view.scan.hash[token + 1] === HYPHEN &&
  openHalves.has(view.scan.hash[token]!) &&
  view.scan.kind[token - 1] === TokenKind.sign &&
  view.scan.hash[token - 1] !== HYPHEN &&
  view.scan.hash[token + 3] !== HYPHEN &&
  view.lineCase[token] === LineCase.capitals &&
  isFirstName(view, token) &&
  isFirstName(view, token + 2) &&
  view.scan.gap[token + 1] === Gap.none &&
  view.scan.gap[token + 2] === Gap.none &&
  headOf(view, token) < 0

const ofOne = wordSet(
  'candidat candidate eleve etudiant etudiante stagiaire patient patiente mineur requerant requerante plaignant plaignante victime prevenu prevenue detenu detenue',
)
const FIELD_MAX = 8
/** "CANDIDAT : AIT-OUARAB LOUNES": the whole of a field that one person fills, words of no dictionary, or a particle that a hyphen ties. */
export function fillsFieldInCapitals({ scan, flags, lineCase, colonWord }: NameView, token: number): boolean {
  const { hash, gap, shape, limit } = scan
  if (lineCase[token] !== LineCase.capitals || !ofOne.has(colonWord[token]!)) return false
  let from = token
  while (hash[from - 1] !== COLON && token - from < FIELD_MAX && gap[from]! < Gap.line) from--
  if (hash[from - 1] !== COLON) return false
  let words = 0
  for (let at = from; at < limit && (at === from || gap[at]! < Gap.line); at++) {
    if (hash[at] === HYPHEN && gap[at] === Gap.none) continue
    const tied = hash[at + 1] === HYPHEN && (flags[at]! & Word.particle) !== 0
    if (shape[at] !== Shape.capitals || !(tied || (flags[at]! & ~(NAME | Word.rareSurname)) === 0)) return false
    if (!tied && wordEnding(scan, at)) return false
    if (gap[at] !== Gap.none) words++
    if (at - from > FIELD_MAX) return false
  }
  return words > 1 && words < 4
}

/** In a line all in one case: a word of no list, or a surname alone, that what stands before it makes somebody's. */
export function boundToName(view: NameView, token: number): boolean {
  const { scan, flags, tagged } = view
  const flag = flags[token]!
  const unknown = unknownTo(flag)
  if (scan.gap[token] !== Gap.space) return false
  if (!unknown && ((flag & NAME) === 0 || (flag & ~(NAME | Word.rareSurname)) !== 0)) return false
  const before = scan.hash[token - 1]!
  const partner = token + 2
  const withPartner =
    AND.has(scan.hash[token + 1]!) &&
    governing.has(before) &&
    (flags[partner]! & Word.firstName) !== 0 &&
    (flags[partner]! & ~(NAME | Word.rareSurname)) === 0 &&
    scan.shape[partner] === scan.shape[token]
  const introduced = withPartner || before === CHEZ || before === COMMA || AND.has(before) || ranks.has(before)
  if (!introduced || !inOneCase(view, token)) return false
  const next = token + 1
  const ends =
    next >= scan.limit || scan.gap[next]! >= Gap.line || scan.kind[next] === TokenKind.sign || AND.has(scan.hash[next]!)
  // "sonner chez mercadier"
  if (before === CHEZ) return lengthOf(scan, token) > MIN_LENGTH && ends
  if (!unknown) return false
  const noWord = lengthOf(scan, token) > MIN_LENGTH && !VERB.test(foldedOf(scan, token)) && !wordEnding(scan, token)
  if (!noWord) return false
  // "avec steph et abdou"
  if (withPartner) return true
  // "le gendarme tafforeau"
  if (ranks.has(before)) return scan.shape[token - 1] === scan.shape[token]
  // "laetitia et momo", "kevin, momo et sonia"
  const joined = AND.has(before) || (before === COMMA && ends)
  return (
    joined &&
    tagged[token - 2] === 1 &&
    ((flags[token - 2]! & Word.firstName) !== 0 || (AND.has(before) && civilities.has(scan.hash[token - 3]!))) &&
    scan.shape[token - 2] === scan.shape[token]
  )
}

const GLUED = /^[ljdmtscn]/
/** "lcousine", "lappli", "mexpliker": a word that chat glues to the letter before it. */
export const gluedWord = (scan: Scan, token: number): boolean => {
  const word = foldedOf(scan, token)
  return GLUED.test(word) && word.length > MIN_LENGTH && (wordFlags(hashWord(word.slice(1))) & WORDS) !== 0
}
const WORDS = Word.ordinary | Word.dictionary | Word.role | Word.tool

const isSurnameLike = ({ scan, flags }: NameView, token: number): boolean =>
  !beforeVerb.has(scan.hash[token - 1]!) &&
  scan.kind[token] === TokenKind.word &&
  (unknownTo(flags[token]!) ||
    ((flags[token]! & Word.surname) !== 0 && (flags[token]! & ~(NAME | Word.rareSurname)) === 0)) &&
  lengthOf(scan, token) > MIN_LENGTH &&
  !VERB.test(foldedOf(scan, token)) &&
  !wordEnding(scan, token) &&
  !CONSONANTS.test(foldedOf(scan, token)) &&
  !((flags[token]! & NAME) === 0 && gluedWord(scan, token))

const endsName = ({ scan, flags }: NameView, next: number): boolean =>
  next >= scan.limit ||
  scan.gap[next]! >= Gap.wide ||
  scan.kind[next] !== TokenKind.word ||
  (flags[next]! & (Word.tool | Word.role)) !== 0

/** "la déclaration de alain trolez", "attending: fionnuala byrne": in a line of small letters, two words side by side that no dictionary knows, or a first name and one. */
export function unlistedPair(view: NameView, token: number): boolean {
  const { scan, flags, tagged } = view
  if (scan.shape[token] !== Shape.lower || view.lineCase[token] !== LineCase.lower) return false
  if (tagged[token - 1] === 1) return false
  const next = token + 1
  if (scan.gap[next] !== Gap.space || scan.shape[next] !== Shape.lower || !isSurnameLike(view, next)) return false
  const opens =
    scan.gap[token]! >= Gap.wide ||
    (scan.kind[token - 1] === TokenKind.sign && scan.gap[token] !== Gap.none) ||
    (flags[token - 1]! & (Word.tool | Word.role | Word.personLabel | Word.title)) !== 0
  if (!opens || !endsName(view, token + 2)) return false
  const first =
    ((flags[token]! & Word.firstName) !== 0 && (flags[token]! & ~(NAME | Word.rareSurname)) === 0) ||
    isSurnameLike(view, token)
  return first && headOf(view, token) < 0 && view.barred[token - 1] === 0
}

/** The second word of such a pair. */
export const closesPair = (view: NameView, token: number): boolean =>
  view.lineCase[token] === LineCase.lower &&
  view.scan.gap[token] === Gap.space &&
  view.tagged[token - 1] === 1 &&
  view.tagged[token - 2] !== 1 &&
  view.scan.shape[token - 1] === Shape.lower &&
  isSurnameLike(view, token) &&
  endsName(view, token + 1)
