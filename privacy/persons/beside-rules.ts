import { FIRST } from '../scan/columns.ts'
import { LineCase, type NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { hashWord } from '../scan/word-hash.ts'
import { lengthOf, UNDECIDED } from './name-view.ts'
import { dutchArticle, followsName } from './particles.ts'
import { AMPERSAND, COMMA, DOT, HYPHEN, isApostrophe } from './signs.ts'
import { wordEnding } from './word-endings.ts'
import { AND, NAME, articles, civilities, shortened, unknownTo } from './word-sets.ts'

const states = wordSet('veuve vve veuf epouse epoux nee feu feue')
const associates = wordSet('associes associees partners')
const CHEZ = hashWord('chez')
export const SPANISH_AND = hashWord('y')
const PRONOUN_ME = hashWord('me')
const LETTER_M = hashWord('m')

/** "Marie-Thé Besnard": what a hyphen ties to a first name is one. */
const endsDoubleFirstName = ({ scan, flags, tagged }: NameView, at: number): boolean =>
  scan.gap[at] === Gap.none &&
  scan.hash[at - 1] === HYPHEN &&
  tagged[at - 2] === 1 &&
  (flags[at - 2]! & Word.firstName) !== 0

/** "M.-F. Crochet": two initials that a hyphen ties come before a surname and nothing else. */
const afterDoubleInitial = ({ scan }: NameView, token: number): boolean =>
  scan.hash[token - 1] === DOT &&
  scan.shape[token - 2] === Shape.initial &&
  scan.hash[token - 3] === HYPHEN &&
  scan.hash[token - 4] === DOT &&
  scan.shape[token - 5] === Shape.initial &&
  scan.gap[token]! <= Gap.space &&
  scan.shape[token]! >= Shape.capital

/** What stands before a capital: a name that was found, a particle. */
export function besideRules(view: NameView, token: number): number {
  const { scan, flags, tagged } = view
  const flag = flags[token]!
  // Most words have no name, no sign and no particle before them: nothing below speaks of them.
  if (
    tagged[token - 1] !== 1 &&
    tagged[token - 2] !== 1 &&
    scan.kind[token - 1] === TokenKind.word &&
    (flag & Word.particle) === 0 &&
    !dutchArticle(scan, token - 1)
  )
    return UNDECIDED
  // A capital right after a first name that was found: its surname, unless it is an ordinary word.
  const plainName =
    (flag & ~(Word.firstName | Word.surname | Word.rareSurname | Word.particle)) === 0 &&
    scan.end[token]! - scan.start[token]! > 1
  if (
    plainName &&
    // "Aubry Sébastien Compta": the surname came first.
    !(
      unknownTo(flag) &&
      view.tagged[token - 2] === 1 &&
      scan.gap[token - 1] === Gap.space &&
      (flags[token - 2]! & (Word.firstName | Word.surname)) === Word.surname
    ) &&
    scan.gap[token] === Gap.space &&
    view.tagged[token - 1] === 1 &&
    ((flags[token - 1]! & Word.firstName) !== 0 || endsDoubleFirstName(view, token - 1)) &&
    (scan.shape[token] === Shape.capital ||
      scan.shape[token - 1] === Shape.capital ||
      // In a line of capitals a word of no dictionary is no verb.
      (view.lineCase[token] === 1 && unknownTo(flag) && lengthOf(scan, token) > 3 && !wordEnding(scan, token)))
  )
    return 1
  // "Maximilien Cousin": a surname that is a word too.
  if (
    (flag & Word.surname) !== 0 &&
    (flag & (Word.tool | Word.title | Word.calendar | Word.organisation)) === 0 &&
    scan.shape[token] === Shape.capital &&
    scan.shape[token - 1] === Shape.capital &&
    scan.gap[token] === Gap.space &&
    view.tagged[token - 1] === 1 &&
    (flags[token - 1]! & Word.firstName) !== 0 &&
    (flags[token - 1]! & ~(NAME | Word.rareSurname)) === 0 &&
    view.tagged[token - 2] !== 1
  )
    return 1
  // "MONSIEUR GOULVEN OLLIVRY"
  if (
    unknownTo(flag) &&
    lengthOf(scan, token) > 3 &&
    scan.gap[token] === Gap.space &&
    view.tagged[token - 1] === 1 &&
    scan.shape[token]! >= Shape.capital &&
    civilities.has(scan.hash[token - 2] ?? 0) &&
    !(scan.shape[token] === Shape.capitals && wordEnding(scan, token))
  )
    return 1
  if (afterDoubleInitial(view, token)) return 1
  // "R. Cohen & T. Leclerc": a brand elsewhere, after an initial that another person and initial precede.
  if (
    (flag & Word.surname) !== 0 &&
    scan.hash[token - 1] === DOT &&
    scan.shape[token - 2] === Shape.initial &&
    scan.gap[token] === Gap.space &&
    (scan.hash[token - 3] === AMPERSAND || AND.has(scan.hash[token - 3]!)) &&
    view.tagged[token - 4] === 1
  )
    return 1
  // "M. PASCAL NOEL": a feast elsewhere.
  const title = scan.hash[token - 2] === DOT ? token - 3 : token - 2
  if (
    (flag & (Word.surname | Word.calendar)) === (Word.surname | Word.calendar) &&
    scan.gap[token] === Gap.space &&
    view.tagged[token - 1] === 1 &&
    (flags[token - 1]! & Word.firstName) !== 0 &&
    scan.shape[token] === scan.shape[token - 1] &&
    civilities.has(scan.hash[title]!)
  )
    return 1
  if (dutchArticle(scan, token - 1) && scan.shape[token] === Shape.capital) return 1
  if (withArticle(view, token) || ofLand(view, token)) return 1
  // "je m'appelle Le Guénec"
  if (
    (flag & Word.particle) !== 0 &&
    scan.shape[token] === Shape.capital &&
    called.has(scan.hash[token - 1]!) &&
    scan.gap[token + 1] === Gap.space &&
    scan.shape[token + 1] === Shape.capital
  )
    return 1
  // "Ngọc Hà Lê" in a cell: a surname that is written as the article, last.
  if (
    (flag & (Word.particle | Word.surname)) === (Word.particle | Word.surname) &&
    scan.shape[token] === Shape.capital &&
    scan.gap[token] === Gap.space &&
    scan.gap[token + 1]! >= Gap.wide &&
    view.tagged[token - 1] === 1 &&
    view.tagged[token - 2] === 1
  )
    return 1
  // "Ferrer y Puig"
  if (
    scan.hash[token - 1] === SPANISH_AND &&
    view.tagged[token - 2] === 1 &&
    scan.shape[token]! >= Shape.capital &&
    scan.gap[token] === Gap.space &&
    (flag & Word.surname) !== 0
  )
    return 1
  if (afterCivilityName(view, token)) return 1
  // "Ph. Arnavielhe"
  if (
    scan.hash[token - 1] === DOT &&
    scan.gap[token - 1] === Gap.none &&
    scan.gap[token] === Gap.space &&
    scan.shape[token - 2] === Shape.capital &&
    shortened.has(scan.hash[token - 2]!) &&
    scan.shape[token]! >= Shape.capital &&
    (plainName || unknownTo(flag))
  )
    return 1
  // "Yvonnick Le Du", "F. Le Goaziou", "Mme El Idrissi": a particle with a capital between a name and a capital, and what follows it.
  const particle = (flag & Word.particle) !== 0 && scan.shape[token] === Shape.capital
  if (particle && scan.gap[token] === Gap.space && followsName(view, token)) {
    const next = scan.shape[token + 1]
    if (scan.gap[token + 1] === Gap.space && (next === Shape.capital || next === Shape.capitals)) return 1
  }
  // "derrière chez Le Moigne"
  if (particle && scan.hash[token - 1] === CHEZ && scan.gap[token] === Gap.space && scan.gap[token + 1] === Gap.space)
    if (
      scan.shape[token + 1] === Shape.capital &&
      (plainName || (flags[token + 1]! & (Word.ordinary | Word.organisation)) === 0)
    )
      return 1
  if (
    scan.gap[token] === Gap.space &&
    view.tagged[token - 1] === 1 &&
    (flags[token - 1]! & Word.particle) !== 0 &&
    (flags[token - 1]! & Word.firstName) === 0 &&
    scan.shape[token - 1] === Shape.capital &&
    scan.shape[token]! >= Shape.capital &&
    (plainName || particle || (flag & ~(Word.dictionary | Word.rareSurname | Word.ordinary | Word.namedThing)) === 0)
  )
    return 1
  return UNDECIDED
}

const called = wordSet('appelle appelles appelait nomme prenomme surnomme')
const LETTER_L = hashWord('l')
const NO_ARTICLE = Word.tool | Word.title | Word.role | Word.organisation | Word.ordinary | Word.namedThing | Word.place
/** "Lionel L'Hermite": the article of a surname, with a capital after a first name, then what it is tied to. */
function withArticle({ scan, flags, tagged }: NameView, token: number): boolean {
  const opens = scan.hash[token] === LETTER_L && scan.shape[token] === Shape.initial
  if (!opens && !(scan.hash[token - 2] === LETTER_L && tagged[token - 2] === 1 && isApostrophe(scan.hash[token - 1]!)))
    return false
  if (!opens) return scan.gap[token] === Gap.none
  const rest = token + 2
  return (
    scan.gap[token] === Gap.space &&
    tagged[token - 1] === 1 &&
    (flags[token - 1]! & Word.firstName) !== 0 &&
    isApostrophe(scan.hash[token + 1]!) &&
    scan.gap[rest] === Gap.none &&
    scan.shape[rest] === scan.shape[token - 1] &&
    scan.shape[rest]! >= Shape.capital &&
    (flags[rest]! & NO_ARTICLE) === 0
  )
}

const landTies = wordSet('des du')
const beforeWholeName = wordSet('ne nee m mme mlle monsieur madame mademoiselle epouse veuve')
const WHOLE_NAME = 5
/** "née Solène Perrin des Landes,": a word that ends a surname, after a birth or a civility and a whole name. */
function ofLand({ scan, flags, tagged }: NameView, token: number): boolean {
  if (!landTies.has(scan.hash[token - 1]!) || tagged[token - 2] !== 1 || tagged[token - 3] !== 1) return false
  if (
    scan.shape[token - 1] !== Shape.lower ||
    scan.shape[token] !== Shape.capital ||
    (flags[token]! & NEVER_AFTER_NAME) !== 0
  )
    return false
  if (token + 1 < scan.limit && scan.gap[token + 1]! < Gap.line && scan.kind[token + 1] !== TokenKind.sign) return false
  let at = token - 3
  while (tagged[at] === 1 && at > token - WHOLE_NAME - 2) at--
  // "Capucine Marie Merle des Isles": two first names before the surname.
  const firsts = (flags[token - 3]! & Word.firstName) !== 0 && (flags[token - 4]! & Word.firstName) !== 0
  if (firsts && tagged[token - 4] === 1 && scan.hash[token + 1] === COMMA) return true
  return beforeWholeName.has(scan.hash[scan.hash[at] === DOT ? at - 1 : at]!)
}

const NEVER_AFTER_NAME = Word.tool | Word.title | Word.role | Word.organisation | Word.namedThing | Word.personLabel
const CHAIN_MAX = 3

/** "Mme Anh Thu Bui": in a line that has small letters too, capitals that follow a civility and a name one after the other. */
function afterCivilityName({ scan, flags, tagged, lineCase }: NameView, token: number): boolean {
  if (lineCase[token] !== LineCase.mixed || scan.gap[token] !== Gap.space || tagged[token - 1] !== 1) return false
  if (scan.shape[token]! < Shape.capital || scan.shape[token]! > Shape.capitals || lengthOf(scan, token) < 2)
    return false
  // Villeroy is a brand; after a civility and a first name, it is a name.
  const never = (flags[token - 1]! & Word.firstName) !== 0 ? NEVER_AFTER_NAME & ~Word.organisation : NEVER_AFTER_NAME
  if ((flags[token]! & never) !== 0) return false
  // "M. Durand Paris": a town, or a word of every day, follows a first name only.
  if ((flags[token]! & (Word.place | Word.ordinary)) !== 0 && (flags[token - 1]! & Word.firstName) === 0) return false
  let at = token - 1
  for (let steps = 0; tagged[at] === 1 && scan.gap[at] === Gap.space && steps < CHAIN_MAX; steps++) at--
  if (scan.hash[at] === DOT && scan.gap[at] === Gap.none) at--
  return at < token - 1 && civilities.has(scan.hash[at]!)
}

/** "Mme", "M.": what follows is somebody, save what a sentence puts there. */
export function civilityRules(view: NameView, token: number): number {
  const { scan, flags } = view
  const flag = flags[token]!
  let before = token - 1
  if (scan.hash[before] === DOT && scan.kind[before] === TokenKind.sign && scan.gap[before] === Gap.none) before--
  const afterCivility =
    before >= FIRST &&
    scan.kind[before] === TokenKind.word &&
    civilities.has(scan.hash[before]!) &&
    // "I'm Scottish"
    !(scan.gap[before] === Gap.none && isApostrophe(scan.hash[before - 1]!) && scan.hash[before] === LETTER_M) &&
    // "30000ms." is a time, "52 m." a length.
    !(
      scan.kind[before - 1] === TokenKind.digits &&
      (scan.gap[before] === Gap.none || (scan.gap[before] === Gap.space && scan.shape[before] === Shape.lower))
    ) &&
    (scan.shape[before] !== Shape.lower || scan.shape[token] === Shape.capital) &&
    scan.gap[token]! <= Gap.wide
  // "M. LE BRIS", and not "M. LE MAIRE"
  const article =
    articles.has(scan.hash[token - 1]!) && scan.gap[token] === Gap.space && scan.gap[token - 1]! <= Gap.space
  const titled = scan.hash[token - 2] === DOT ? token - 3 : token - 2
  if (
    article &&
    civilities.has(scan.hash[titled]!) &&
    scan.shape[token] === Shape.capitals &&
    (flag & (Word.role | Word.title | Word.tool | Word.ordinary | Word.calendar | Word.organisation)) === 0 &&
    lengthOf(scan, token) > 2 &&
    !wordEnding(scan, token)
  )
    return 1
  // "JE ME PERMETS": in capitals the lawyer's title is the pronoun, when a word follows.
  if (
    afterCivility &&
    scan.hash[before] === PRONOUN_ME &&
    view.lineCase[token] === 1 &&
    (flag & (Word.ordinary | Word.dictionary)) !== 0
  )
    return -1
  if (afterCivility) {
    // "le cabinet du Dr Martinet & Associés"
    if ((scan.hash[token + 1] === AMPERSAND || AND.has(scan.hash[token + 1]!)) && associates.has(scan.hash[token + 2]!))
      if (scan.shape[token + 2]! >= Shape.capital) return -1
    // "MME VEUVE GERMAINE POIRRIER"
    if (states.has(scan.hash[token]!)) return -1
    if (
      (flag & (Word.role | Word.tool | Word.title | Word.calendar)) === 0 &&
      scan.end[token]! - scan.start[token]! > 1
    )
      return 1
    return 0
  }
  return UNDECIDED
}
