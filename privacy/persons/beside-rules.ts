import { LineCase, type NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { hashWord } from '../scan/word-hash.ts'
import { lengthOf, UNDECIDED } from './name-view.ts'
import { afterGaelic, dutchArticle, followsName, opensGaelic } from './particles.ts'
import { AMPERSAND, COLON, COMMA, DOT, HYPHEN, isApostrophe } from './signs.ts'
import { wordEnding } from './word-endings.ts'
import { AND, civilities, NAME, shortened, unknownTo } from './word-sets.ts'
import { afterSureFirstName, ofNobleLand } from './word-surnames.ts'

const CHEZ = hashWord('chez')
/** "y" in Castilian, "i" in Catalan. */
export const spanishAnd = wordSet('y i')

/** What stands before a capital: a name that was found, an initial, a particle. */
export function besideRules(view: NameView, token: number): number {
  const { scan, flags, tagged } = view
  // Most words have no name, no sign and no particle before them: nothing below speaks of them.
  if (
    tagged[token - 1] !== 1 &&
    tagged[token - 2] !== 1 &&
    scan.kind[token - 1] === TokenKind.word &&
    (flags[token]! & Word.particle) === 0 &&
    !dutchArticle(scan, token - 1)
  )
    return UNDECIDED
  if (afterInitial(view, token)) return 1
  // Where nobody stands before, only a particle says more.
  const nobodyBefore = tagged[token - 1] !== 1 && tagged[token - 2] !== 1 && tagged[token - 3] !== 1
  if (nobodyBefore && (flags[token]! & Word.particle) === 0 && !dutchArticle(scan, token - 1)) return UNDECIDED
  return (tagged[token - 1] === 1 && afterName(view, token)) || withParticles(view, token) ? 1 : UNDECIDED
}

const MAI = hashWord('mai')
const vietnamese = wordSet('nguyen tran pham huynh hoang phan vo dang bui ngo duong thi van')
/** "TRAN THI MAI": a first name of Vietnam, where no figure makes it the month. */
const vietnameseMai = ({ scan, tagged }: NameView, token: number): boolean =>
  scan.hash[token] === MAI &&
  scan.gap[token] === Gap.space &&
  scan.kind[token + 1] !== TokenKind.digits &&
  tagged[token - 2] === 1 &&
  scan.gap[token - 1] === Gap.space &&
  (vietnamese.has(scan.hash[token - 1]!) || vietnamese.has(scan.hash[token - 2]!))

const addressees = wordSet('destinataire expediteur expeditrice')
/** "Destinataire :", below it a first name alone, below it the surname alone in capitals, be it a word. */
const surnameBelowFirstName = ({ scan, flags, colonWord }: NameView, token: number): boolean =>
  scan.gap[token] === Gap.line &&
  scan.gap[token - 1] === Gap.line &&
  addressees.has(colonWord[token - 1]!) &&
  scan.shape[token] === Shape.capitals &&
  (token + 1 >= scan.limit || scan.gap[token + 1]! >= Gap.line) &&
  (flags[token - 1]! & Word.firstName) !== 0 &&
  (flags[token]! & (Word.tool | Word.title | Word.role | Word.organisation | Word.place)) === 0

/** "Mme Hélène", and the surname at the beginning of the next line: a page that is cut. */
function afterCutFirstName({ scan, flags }: NameView, token: number): boolean {
  if (scan.gap[token] !== Gap.line || scan.shape[token] !== Shape.capital || (flags[token - 1]! & Word.firstName) === 0)
    return false
  const civility = scan.hash[token - 2] === DOT ? token - 3 : token - 2
  const goesOn =
    scan.hash[token + 1] === COMMA || (scan.gap[token + 1] === Gap.space && scan.shape[token + 1] === Shape.lower)
  return civilities.has(scan.hash[civility]!) && goesOn && (flags[token]! & ~(NAME | Word.rareSurname)) === 0
}

const afterName = (view: NameView, token: number): boolean =>
  afterFirstName(view, token) ||
  vietnameseMai(view, token) ||
  surnameBelowFirstName(view, token) ||
  afterCutFirstName(view, token) ||
  surnameThatIsAWord(view, token) ||
  surnameThatIsABrand(view, token) ||
  unknownAfterCivility(view, token) ||
  surnameThatIsAFeast(view, token) ||
  afterSureFirstName(view, token) ||
  afterCivilityName(view, token)

/** Nothing but a name, of the lists or of none. */
const plainName = ({ scan, flags }: NameView, token: number): boolean =>
  (flags[token]! & ~(Word.firstName | Word.surname | Word.rareSurname | Word.particle)) === 0 &&
  lengthOf(scan, token) > 1

/** "Marie-Thé Besnard": what a hyphen ties to a first name is one. */
const endsDoubleFirstName = ({ scan, flags, tagged }: NameView, at: number): boolean =>
  scan.gap[at] === Gap.none &&
  scan.hash[at - 1] === HYPHEN &&
  tagged[at - 2] === 1 &&
  (flags[at - 2]! & Word.firstName) !== 0

/** "Aubry Sébastien Compta": the surname came first. */
const surnameCameFirst = ({ scan, flags, tagged }: NameView, token: number): boolean =>
  unknownTo(flags[token]!) &&
  tagged[token - 2] === 1 &&
  scan.gap[token - 1] === Gap.space &&
  (flags[token - 2]! & NAME) === Word.surname

/** A capital right after a first name that was found: its surname, unless it is an ordinary word. */
const afterFirstName = (view: NameView, token: number): boolean =>
  plainName(view, token) &&
  !surnameCameFirst(view, token) &&
  view.scan.gap[token] === Gap.space &&
  ((view.flags[token - 1]! & Word.firstName) !== 0 || endsDoubleFirstName(view, token - 1)) &&
  (view.scan.shape[token] === Shape.capital ||
    view.scan.shape[token - 1] === Shape.capital ||
    // In a line of capitals a word of no dictionary is no verb.
    (view.lineCase[token] === LineCase.capitals &&
      unknownTo(view.flags[token]!) &&
      lengthOf(view.scan, token) > 3 &&
      !wordEnding(view.scan, token)))

/** "Maximilien Cousin": a surname that is a word too. */
const surnameThatIsAWord = ({ scan, flags, tagged }: NameView, token: number): boolean =>
  (flags[token]! & Word.surname) !== 0 &&
  (flags[token]! & (Word.tool | Word.title | Word.calendar | Word.organisation)) === 0 &&
  scan.shape[token] === Shape.capital &&
  scan.shape[token - 1] === Shape.capital &&
  scan.gap[token] === Gap.space &&
  (flags[token - 1]! & Word.firstName) !== 0 &&
  (flags[token - 1]! & ~(NAME | Word.rareSurname)) === 0 &&
  tagged[token - 2] !== 1

/** "Édith Mazars": what is known as a company's, after a first name and nothing else, and with no more of the company behind it. */
const surnameThatIsABrand = ({ scan, flags }: NameView, token: number): boolean =>
  (flags[token]! & ~(Word.organisation | NAME | Word.rareSurname | Word.dictionary)) === 0 &&
  scan.shape[token] === Shape.capital &&
  scan.shape[token - 1] === Shape.capital &&
  scan.gap[token] === Gap.space &&
  (flags[token - 1]! & ~Word.rareSurname) === Word.firstName &&
  (flags[token - 2]! & (Word.organisation | Word.namedThing)) === 0 &&
  !(scan.gap[token + 1] === Gap.space && scan.shape[token + 1]! >= Shape.capital)

/** "MONSIEUR GOULVEN OLLIVRY" */
const unknownAfterCivility = ({ scan, flags }: NameView, token: number): boolean =>
  unknownTo(flags[token]!) &&
  lengthOf(scan, token) > 3 &&
  scan.gap[token] === Gap.space &&
  scan.shape[token]! >= Shape.capital &&
  civilities.has(scan.hash[token - 2]!) &&
  !(scan.shape[token] === Shape.capitals && wordEnding(scan, token))

const SURNAME_AND_FEAST = Word.surname | Word.calendar
/** "M. PASCAL NOEL": a feast elsewhere. */
const surnameThatIsAFeast = ({ scan, flags }: NameView, token: number): boolean =>
  (flags[token]! & SURNAME_AND_FEAST) === SURNAME_AND_FEAST &&
  scan.gap[token] === Gap.space &&
  (flags[token - 1]! & Word.firstName) !== 0 &&
  scan.shape[token] === scan.shape[token - 1] &&
  civilities.has(scan.hash[scan.hash[token - 2] === DOT ? token - 3 : token - 2]!)

const NEVER_AFTER_NAME = Word.tool | Word.title | Word.role | Word.organisation | Word.namedThing | Word.personLabel
const CHAIN_MAX = 3

/** "Mme Anh Thu Bui": in a line that has small letters too, capitals that follow a civility and a name one after the other. */
function afterCivilityName({ scan, flags, tagged, lineCase }: NameView, token: number): boolean {
  if (lineCase[token] !== LineCase.mixed || scan.gap[token] !== Gap.space) return false
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

const afterInitial = (view: NameView, token: number): boolean =>
  view.scan.hash[token - 1] === DOT &&
  (afterDoubleInitial(view, token) ||
    secondOfTwo(view, token) ||
    afterShortened(view, token) ||
    afterInitialInSentence(view, token))

/** "M.-F. Crochet": two initials that a hyphen ties come before a surname and nothing else. */
const afterDoubleInitial = ({ scan }: NameView, token: number): boolean =>
  scan.shape[token - 2] === Shape.initial &&
  scan.hash[token - 3] === HYPHEN &&
  scan.hash[token - 4] === DOT &&
  scan.shape[token - 5] === Shape.initial &&
  scan.gap[token]! <= Gap.space &&
  scan.shape[token]! >= Shape.capital

/** "R. Cohen & T. Leclerc": a brand elsewhere, after an initial that another person and initial precede. */
const secondOfTwo = ({ scan, flags, tagged }: NameView, token: number): boolean =>
  (flags[token]! & Word.surname) !== 0 &&
  scan.shape[token - 2] === Shape.initial &&
  scan.gap[token] === Gap.space &&
  (scan.hash[token - 3] === AMPERSAND || AND.has(scan.hash[token - 3]!)) &&
  tagged[token - 4] === 1

const NO_SURNAME = Word.tool | Word.title | Word.calendar | Word.organisation | Word.namedThing | Word.personLabel
const numbered = wordSet(
  'art article articles n no p pp fig figure annexe annexes tome lot lots categorie classe groupe type niveau vitamine plan bloc batiment bat hall porte escalier rue avenue boulevard place allee section parcelle zone serie modele point partie chapitre option voie quai salle ligne tranche',
)
/** "Le bailleur, X. Plantard", "transmis par L. Zébus", "Excusé : P. Darrigrand": an initial after a small letter, a comma or what somebody is, then a capital. */
function afterInitialInSentence({ scan, flags, lineCase }: NameView, token: number): boolean {
  const before = token - 3
  if (scan.shape[token - 2] !== Shape.initial || scan.gap[token - 1] !== Gap.none || scan.gap[token - 2] !== Gap.space)
    return false
  if (scan.shape[token] !== Shape.capital || scan.gap[token] !== Gap.space || lineCase[token] !== LineCase.mixed)
    return false
  if ((flags[token]! & NO_SURNAME) !== 0 || civilities.has(scan.hash[token - 2]!)) return false
  return (
    scan.hash[before] === COMMA ||
    (scan.hash[before] === COLON && (flags[before - 1]! & (Word.personLabel | Word.role)) !== 0) ||
    (scan.shape[before] === Shape.lower && !numbered.has(scan.hash[before]!) && lengthOf(scan, before) > 1)
  )
}

/** "Ph. Arnavielhe" */
const afterShortened = (view: NameView, token: number): boolean =>
  view.scan.gap[token - 1] === Gap.none &&
  view.scan.gap[token] === Gap.space &&
  view.scan.shape[token - 2] === Shape.capital &&
  shortened.has(view.scan.hash[token - 2]!) &&
  view.scan.shape[token]! >= Shape.capital &&
  (plainName(view, token) || unknownTo(view.flags[token]!))

const withParticles = (view: NameView, token: number): boolean =>
  (dutchArticle(view.scan, token - 1) && view.scan.shape[token] === Shape.capital) ||
  withArticle(view, token) ||
  ofLand(view, token) ||
  endsSpanishName(view, token) ||
  opensParticled(view, token) ||
  afterCapitalParticle(view, token) ||
  opensGaelic(view, token) ||
  afterGaelic(view, token) ||
  ofNobleLand(view, token)

/** "Ferrer y Puig" */
const endsSpanishName = ({ scan, flags, tagged }: NameView, token: number): boolean =>
  spanishAnd.has(scan.hash[token - 1]!) &&
  scan.shape[token - 1] === Shape.lower &&
  tagged[token - 2] === 1 &&
  scan.shape[token]! >= Shape.capital &&
  scan.gap[token] === Gap.space &&
  (flags[token]! & Word.surname) !== 0

/** No article has an accent. */
const VIETNAMESE = /^Lê$/u
const isCapitalParticle = ({ scan, flags }: NameView, token: number): boolean =>
  (flags[token]! & Word.particle) !== 0 && scan.shape[token] === Shape.capital

/** "l'association s'appelle Les Petits Pas": nobody is called by the plural. */
const MANY = hashWord('les')
const called = wordSet(
  'appelle appelles appelait nomme nommee prenomme prenommee surnomme surnommee denomme denommee certain certaine',
)
/** A particle with a capital: between a name and what follows it, or after what introduces somebody. */
function opensParticled(view: NameView, token: number): boolean {
  const { scan, flags, tagged } = view
  if (!isCapitalParticle(view, token)) return false
  const next = scan.gap[token + 1] === Gap.space ? scan.shape[token + 1] : Shape.none
  // "je m'appelle Le Guénec"
  if (called.has(scan.hash[token - 1]!) && next === Shape.capital) return scan.hash[token] !== MANY
  if (scan.gap[token] !== Gap.space) return false
  // "Ngọc Hà Lê" in a cell: a surname that is written as the article, last.
  if (
    (flags[token]! & Word.surname) !== 0 &&
    tagged[token - 1] === 1 &&
    ((tagged[token - 2] === 1 && scan.gap[token + 1]! >= Gap.wide) ||
      ((tagged[token - 2] === 1 || (flags[token - 1]! & Word.firstName) !== 0) &&
        VIETNAMESE.test(scan.text.slice(scan.start[token]!, scan.end[token]!))))
  )
    return true
  // "Yvonnick Le Du", "F. Le Goaziou", "Mme El Idrissi"
  if (followsName(view, token) && (next === Shape.capital || next === Shape.capitals)) return true
  // "derrière chez Le Moigne"
  return (
    scan.hash[token - 1] === CHEZ &&
    next === Shape.capital &&
    (plainName(view, token) || (flags[token + 1]! & (Word.ordinary | Word.organisation)) === 0)
  )
}

/** What a particle with a capital that was found leads to. */
const afterCapitalParticle = (view: NameView, token: number): boolean =>
  view.scan.gap[token] === Gap.space &&
  view.tagged[token - 1] === 1 &&
  isCapitalParticle(view, token - 1) &&
  (view.flags[token - 1]! & Word.firstName) === 0 &&
  view.scan.shape[token]! >= Shape.capital &&
  (plainName(view, token) ||
    isCapitalParticle(view, token) ||
    (view.flags[token]! & ~(Word.dictionary | Word.rareSurname | Word.ordinary | Word.namedThing)) === 0)

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
