import type { NameView } from '../names/features.ts'
import { wordSet } from '../scan/word-table.ts'
import { Word } from '../names/name-lexicon.ts'
import { foldedOf, type Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { lengthOf } from './name-view.ts'
import { COLON, COMMA, HYPHEN, isApostrophe } from './signs.ts'
import { VERB, wordEnding } from './word-endings.ts'
import { AND, articles, NAME, PARTICLE_D, possessives, PREPOSITION_A, PREPOSITION_DE, unknownTo } from './word-sets.ts'

export const kin = wordSet(
  'fille fils frere soeur pere mere mari femme epoux epouse conjoint conjointe compagnon compagne concubin concubine neveu niece tante oncle cousin cousine ami amie copain copine voisin voisine collegue tuteur tutrice parrain marraine belle beau grand fiance fiancee petit petite ex son daughter wife husband brother sister father mother friend neighbour neighbor colleague boss cousin nephew niece aunt uncle partner girlfriend boyfriend',
)

const parents = wordSet('maman papa mamie mamy papy papi nounou')
/** A word that is a first name after a bond only. */
/** What is somebody's, and no thing's: "le baptême de Tibère". */
const celebrations = wordSet('bapteme anniversaire anniv obseques enterrement communion fiancailles surnom prenom')
const LAW = hashWord('law')
export const GRACE = hashWord('grace')

/** A word of the dictionary that is a surname as well, and no adjective that people are said to be ("bruyant"). */
const HALF_KNOWN = Word.dictionary | Word.rareSurname
const saidOfPeople = wordSet('bruyant bavard gentil bonhomme malin coquin')

/** "SA NIECE JOSIANE", "son neveu aodren", "son épouse, ketevan,": in a line all in one case, a first name of the lists, or a word in none. */
function kinspersonInOneCase({ scan, flags, lineCase }: NameView, token: number): boolean {
  const flag = flags[token]!
  const half = flag === HALF_KNOWN
  // Most words of a line are neither: they must cost nothing.
  if ((flag & Word.firstName) === 0 && !unknownTo(flag) && !half && scan.hash[token] !== GRACE) return false
  const comma = scan.hash[token - 1] === COMMA && scan.gap[token - 1] === Gap.none
  let bond = comma ? token - 2 : token - 1
  // "le frère de marcelle"
  const ofKin = !comma && scan.hash[bond] === PREPOSITION_DE && scan.gap[bond] === Gap.space
  if (ofKin) bond--
  if (!kin.has(scan.hash[bond] ?? 0) || scan.shape[bond] !== scan.shape[token] || scan.gap[token] !== Gap.space)
    return false
  if (comma && !endsApposition(scan, token)) return false
  let at = bond
  while (scan.hash[at - 1] === HYPHEN && scan.gap[at] === Gap.none && kin.has(scan.hash[at - 2] ?? 0)) at -= 2
  if (!possessives.has(scan.hash[at - 1] ?? 0) && !(ofKin && articles.has(scan.hash[at - 1]!))) return false
  if ((flag & Word.firstName) !== 0 || scan.hash[token] === GRACE)
    return (
      (flag & (Word.role | Word.calendar)) === 0 &&
      ((flag & Word.tool) === 0 || scan.hash[token] === ELIF) &&
      !(scan.hash[token] === GRACE && scan.hash[token + 1] === PREPOSITION_A)
    )
  if (half && saidOfPeople.has(scan.hash[token]!)) return false
  return (
    lineCase[token] !== 0 &&
    lengthOf(scan, token) > 3 &&
    !(unknownTo(flag) && VERB.test(foldedOf(scan, token))) &&
    !wordEnding(scan, token)
  )
}
/** "conjoint de Français": what somebody is. */
const nationals = wordSet('francais francaise belge suisse algerien algerienne marocain marocaine tunisien tunisienne')
const manyKin = wordSet(
  'filles fils freres soeurs enfants parents neveux nieces cousins cousines jumeaux jumelles amis amies voisins voisines collegues tantes oncles',
)
const KIN_LIST_REACH = 10
/** "mes filles, Espérance et Divine": between commas, all who are somebody's. */
export function amongKin({ scan, flags, tagged }: NameView, token: number): boolean {
  if (scan.shape[token] !== Shape.capital || scan.gap[token] !== Gap.space) return false
  if ((flags[token]! & (Word.tool | Word.title | Word.role | Word.place | Word.organisation | Word.calendar)) !== 0)
    return false
  const next = scan.hash[token + 1]!
  if (next !== COMMA && !AND.has(next) && token + 1 < scan.limit && scan.kind[token + 1] !== TokenKind.sign)
    return false
  let at = token
  while (at > token - KIN_LIST_REACH && (scan.hash[at - 1] === COMMA || AND.has(scan.hash[at - 1]!))) {
    if (tagged[at - 2] !== 1) break
    at -= 2
  }
  return scan.hash[at - 1] === COMMA && manyKin.has(scan.hash[at - 2]!) && possessives.has(scan.hash[at - 3]!)
}
/** "Conjointe : Teraihau": a word of no list fills the field of one who is somebody's. */
export const fillsKinField = ({ scan, flags }: NameView, token: number): boolean =>
  scan.hash[token - 1] === COLON &&
  kin.has(scan.hash[token - 2]!) &&
  scan.gap[token - 2]! >= Gap.line &&
  scan.gap[token] === Gap.space &&
  scan.shape[token] === Shape.capital &&
  unknownTo(flags[token]!) &&
  (token + 1 >= scan.limit || scan.gap[token + 1]! >= Gap.line || scan.hash[token + 1] === COMMA)

const manyChildren = wordSet('enfants filles fils garcons')
const counts = wordSet('deux trois quatre cinq six sept')
const OPENING = 0x28
const CLOSING = 0x29
const BRACKET_MAX = 16
const NO_CHILD =
  Word.tool | Word.title | Word.role | Word.place | Word.organisation | Word.calendar | Word.namedThing | Word.particle
/** "4 enfants (Grâce, Divine et Joyce)": in brackets after children that were counted, capitals alone, one of them a first name. */
export function countedChildren({ scan, flags }: NameView, token: number): boolean {
  const { hash, kind, shape, gap } = scan
  if (shape[token] !== Shape.capital && shape[token] !== Shape.capitals) return false
  if (hash[token - 1] !== OPENING && hash[token - 1] !== COMMA && !AND.has(hash[token - 1]!)) return false
  let open = token
  while (hash[open] !== OPENING && open > token - BRACKET_MAX) open--
  if (hash[open] !== OPENING || !manyChildren.has(hash[open - 1]!)) return false
  if (kind[open - 2] !== TokenKind.digits && !counts.has(hash[open - 2]!)) return false
  let listed = false
  let at = open + 1
  for (; hash[at] !== CLOSING && at < open + BRACKET_MAX && gap[at]! < Gap.line; at++) {
    if (hash[at] === COMMA || hash[at] === HYPHEN || AND.has(hash[at]!)) continue
    if (shape[at] !== shape[token] || (flags[at]! & NO_CHILD) !== 0) return false
    if ((flags[at]! & Word.firstName) !== 0) listed = true
  }
  return listed && hash[at] === CLOSING
}
const ELIF = hashWord('elif')
/** A comma or the end closes what is said of the relation. */
const endsApposition = (scan: Scan, token: number): boolean =>
  token + 1 >= scan.limit || scan.gap[token + 1]! >= Gap.line || scan.kind[token + 1] === TokenKind.sign

/** "sa fille Grâce", "my wife Hope": after the word of a bond, a capital is somebody. */
export function kinsperson(view: NameView, token: number): boolean {
  const { scan, flags } = view
  if (scan.gap[token]! > Gap.space) return false
  const sameCase = scan.shape[token] === Shape.lower || scan.shape[token] === Shape.capitals
  if (sameCase) return kinspersonInOneCase(view, token)
  if (scan.shape[token] !== Shape.capital) return false
  let at = token - 1
  if (scan.hash[at] === 0x2c && scan.gap[at] === Gap.none) at--
  // "la sœur de Mélodie"
  const ofSomebody =
    scan.hash[at] === PREPOSITION_DE ||
    (isApostrophe(scan.hash[at] ?? 0) && scan.hash[at - 1] === PARTICLE_D && scan.gap[at] === Gap.none)
  if (ofSomebody) {
    const bond = scan.hash[at] === PREPOSITION_DE ? at - 1 : at - 2
    const somebody = unknownTo(flags[token]!) || (flags[token]! & (NAME | Word.rareSurname)) !== 0
    // "Maman de Zoé": nobody's mother is a car's.
    if (parents.has(scan.hash[bond] ?? 0)) return (flags[token]! & Word.firstName) !== 0
    return (
      (kin.has(scan.hash[bond] ?? 0) || celebrations.has(scan.hash[bond] ?? 0)) &&
      scan.shape[bond] === Shape.lower &&
      somebody &&
      !nationals.has(scan.hash[token]!) &&
      (flags[token]! & (Word.place | Word.organisation)) === 0
    )
  }
  // "my mother-in-law Iwona"
  if (scan.hash[at] === LAW && scan.hash[at - 1] === HYPHEN && scan.hash[at - 3] === HYPHEN) at -= 4
  if (!kin.has(scan.hash[at] ?? 0) || scan.shape[at] !== Shape.lower) return false
  // "ma belle-fille Radia", "son ex-mari"
  while (scan.hash[at - 1] === HYPHEN && scan.gap[at] === Gap.none && scan.kind[at - 2] === TokenKind.word) at -= 2
  if (kin.has(scan.hash[at - 1] ?? 0)) at--
  return possessives.has(scan.hash[at - 1] ?? 0) && (flags[token]! & (Word.tool | Word.organisation | Word.title)) === 0
}
