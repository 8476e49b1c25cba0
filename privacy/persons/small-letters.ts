import { LineCase, type NameView } from '../names/features.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet, WordTable } from '../scan/word-table.ts'
import { isAlsoWord, isPersonLabel, Word } from '../names/name-lexicon.ts'
import { foldedOf, type Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { kinsperson } from './kinship.ts'
import { lengthOf } from './name-view.ts'
import { boundToName, closesPair, gluedWord, onlyFirstName, unlistedPair } from './one-case.ts'
import { afterParticles } from './particles.ts'
import { bornJustBefore, ofSeat } from './place-rules.ts'
import { COLON, COMMA, DOT, HYPHEN } from './signs.ts'
import { VERB, wordEnding } from './word-endings.ts'
import { articles, civilities, NAME, PREPOSITION_A, PREPOSITION_DE, unknownTo } from './word-sets.ts'

const unmistakable = wordSet('mme mmes mlle mlles melle mr')
const dottedCivilities = wordSet('m mm mr mme mmes mlle dr')

const MME = hashWord('mme')
const CHEZ = hashWord('chez')
/** "la mme chose": the same thing, as chat writes it. */
const beforeSame = wordSet('le la les l un une du au des en de')

/** Just after "mme" or "m.", what is no word of the sentence is a name, in small letters too. */
export function afterUnmistakable({ scan, flags }: NameView, token: number): boolean {
  let before = token - 1
  if (scan.gap[token]! > Gap.space) return false
  // "mlle le roux"
  if (
    articles.has(scan.hash[before]!) &&
    scan.gap[before] === Gap.space &&
    (flags[token]! & Word.surname) !== 0 &&
    (flags[token]! & (Word.role | Word.title | Word.tool)) === 0
  )
    before--
  if (scan.kind[before] === TokenKind.word)
    return (
      (flags[before]! & Word.title) !== 0 &&
      unmistakable.has(scan.hash[before]!) &&
      !(scan.hash[before] === MME && beforeSame.has(scan.hash[before - 1]!))
    )
  return (
    scan.hash[before] === DOT &&
    scan.gap[before] === Gap.none &&
    dottedCivilities.has(scan.hash[before - 1] ?? 0) &&
    scan.kind[before - 2] !== TokenKind.digits
  )
}

export const NO_NAME =
  Word.tool | Word.role | Word.title | Word.ordinary | Word.calendar | Word.organisation | Word.personLabel

const greetings = wordSet(
  'salut slt coucou cc hello hey bonjour bjr bonsoir merci mci thx tks hey yo bizz biz bises bisous bisou hi dear thanks cher chere re',
)

/** "salut steph, …" */
export const greeted = (scan: Scan, token: number): boolean =>
  greetings.has(scan.hash[token - 1] ?? 0) &&
  scan.gap[token] === Gap.space &&
  (token + 1 >= scan.limit ||
    scan.gap[token + 1]! >= Gap.line ||
    /[,!?]/.test(String.fromCharCode(scan.hash[token + 1]!)))

/** "salut, julien est pas là": a first name of the lists right after a greeting. */
export const greetedByFirstName = ({ scan, flags }: NameView, token: number): boolean =>
  (flags[token]! & Word.firstName) !== 0 &&
  (flags[token]! & (Word.tool | Word.place | Word.calendar | Word.title | Word.role)) === 0 &&
  scan.gap[token] === Gap.space &&
  (greetings.has(scan.hash[token - 1]!) || (scan.hash[token - 1] === COMMA && greetings.has(scan.hash[token - 2]!)))

const doubled = wordSet('jean marie anne pierre paul louis charles')
/** Second first names as people cut them: jean-phi, jean-mi, anne-so, marie-lo. */
const cutSeconds = wordSet(
  'ba be cha chri clo do ed fe flo fra fran ge guy jac jo lau li lo lou lu luc ma mi mic nic no pa phi phil re ro sa se so the thé yv yves',
)
/** jean-philippe, jean-phi: nothing else is written so. */
export const doubleFirstName = ({ scan, flags }: NameView, token: number): boolean =>
  (flags[token]! & Word.firstName) !== 0 &&
  scan.hash[token + 1] === HYPHEN &&
  scan.gap[token + 1] === Gap.none &&
  scan.gap[token + 2] === Gap.none &&
  (((flags[token + 2] ?? 0) & Word.firstName) !== 0 ||
    (doubled.has(scan.hash[token]!) && cutSeconds.has(scan.hash[token + 2]!) && scan.hash[token + 3] !== HYPHEN))

const spokenSeconds = wordSet('jo lou phi mi')
/** "marie jo", "jean phi": the same in two words, as chat types it. */
export const spokenDouble = ({ scan, tagged, lineCase }: NameView, token: number): boolean =>
  spokenSeconds.has(scan.hash[token]!) &&
  tagged[token - 1] === 1 &&
  doubled.has(scan.hash[token - 1]!) &&
  scan.gap[token] === Gap.space &&
  scan.shape[token] === Shape.lower &&
  scan.shape[token - 1] === Shape.lower &&
  lineCase[token] === LineCase.lower

/** Token of the initial before this one, over small particles: "f. le goaziou"; 0 when there is none. */
function smallInitialBefore({ scan, flags }: NameView, token: number): number {
  let at = token - 1
  for (let steps = 0; steps < 2 && (flags[at]! & Word.particle) !== 0 && scan.gap[at + 1] === Gap.space; steps++) at--
  const found =
    scan.hash[at] === DOT &&
    scan.gap[at] === Gap.none &&
    scan.gap[at + 1]! <= Gap.space &&
    (scan.shape[at - 1] === Shape.lower || scan.shape[at - 1] === Shape.initial) &&
    lengthOf(scan, at - 1) === 1 &&
    scan.gap[at - 1] !== Gap.none
  return found ? at - 1 : 0
}

/** "p. gaudin": an initial, then a surname and nothing else. */
export function afterInitialAlone(view: NameView, token: number): boolean {
  const { scan, flags, lineCase } = view
  const initial = smallInitialBefore(view, token)
  if (initial === 0) return false
  const listed = (flags[token]! & Word.surname) !== 0 && (flags[token]! & ~(NAME | Word.rareSurname)) === 0
  if (initial === token - 2) {
    if (listed) return true
    // "n. estournel"
    return lineCase[token] === LineCase.lower && unknownTo(flags[token]!) && lengthOf(scan, token) > 3
  }
  return scan.shape[token] === Shape.lower && (listed || unknownTo(flags[token]!)) && lengthOf(scan, token) > 3
}

const elders = wordSet('tata tonton mamie mamy papi papy')
const dislocated = wordSet('il elle')
const HERE = hashWord('ici')
const please = wordSet('stp svp')
/** Chat: "mamie jo", "titi il a perdu son badge", "ici blanche de la compta". */
export function namedInChat({ scan, flags, lineCase }: NameView, token: number): boolean {
  if (lineCase[token] !== LineCase.lower || scan.gap[token] !== Gap.space) return false
  const flag = flags[token]!
  if ((flag & (Word.tool | Word.title | Word.calendar | Word.place)) !== 0) return false
  if (elders.has(scan.hash[token - 1]!)) return unknownTo(flag) || (flag & Word.firstName) !== 0
  if ((flag & Word.firstName) === 0) return false
  if (scan.hash[token - 1] === HERE) return true
  // "montre-le à lise stp"
  if (scan.hash[token - 1] === PREPOSITION_A && please.has(scan.hash[token + 1]!)) return true
  return (
    dislocated.has(scan.hash[token + 1]!) &&
    scan.gap[token + 1] === Gap.space &&
    !articles.has(scan.hash[token - 1]!) &&
    (flags[token - 1]! & (Word.tool | Word.ordinary)) !== 0
  )
}

const CALLED = 1
const DOCTOR = 2
const LAWYER = 3
/** What a word makes of the next one, in small letters. */
const bearers = new WordTable(
  new Map(
    (
      [
        [
          'madame monsieur famille familles consorts heritiers appelle appelles appelait nomme nommee prenomme prenommee surnomme surnommee denomme denommee alias',
          CALLED,
        ],
        ['dr docteur pr professeur', DOCTOR],
        ['me maitre', LAWYER],
      ] as const
    ).flatMap(([words, what]) => wordSet(words).hashes.map((hash) => [hash, what] as const)),
  ),
)
/** After these the lawyer's title is no pronoun. */
const beforeLawyer = wordSet(
  'avocat avocate conseil par chez et avec avise avisee assiste assistee maitre notaire etude',
)
const callsThemself = wordSet('appelle prenomme')
const MIN_BORNE = 3
const LONG_WORD = 6

/** "famille etxebarria", "elle s'appelle nguimfack", "dr agopian", "avocat avisé : me chaptal": in a line all in small letters, what no dictionary knows, or a name. */
export function borneInSmallLetters({ scan, flags, lineCase }: NameView, token: number): boolean {
  if (scan.gap[token] !== Gap.space) return false
  if (lineCase[token] !== LineCase.lower)
    // "Usager : bonjour je m'appelle mathieu": what was heard has small letters after the label of the speaker.
    return (
      callsThemself.has(scan.hash[token - 1]!) &&
      (flags[token]! & ~(NAME | Word.rareSurname)) === 0 &&
      (flags[token]! & Word.firstName) !== 0
    )
  const flag = flags[token]!
  const bearer = bearers.get(scan.hash[token - 1]!)
  if (bearer === 0) return false
  if (
    bearer === LAWYER &&
    scan.kind[token - 2] !== TokenKind.sign &&
    scan.gap[token - 1] === Gap.space &&
    !beforeLawyer.has(scan.hash[token - 2]!)
  )
    return false
  const listed = (flag & NAME) !== 0 && (flag & ~(NAME | Word.rareSurname)) === 0
  if (listed) return true
  return (
    // "dr papadopoulos": a dictionary has it, and nobody writes it.
    (unknownTo(flag) || (bearer === DOCTOR && flag === Word.dictionary && lengthOf(scan, token) > LONG_WORD)) &&
    lengthOf(scan, token) >= (bearer >= DOCTOR ? 2 : MIN_BORNE) &&
    !VERB.test(foldedOf(scan, token)) &&
    !wordEnding(scan, token) &&
    !gluedWord(scan, token)
  )
}

const endsSaying = (scan: Scan, token: number): boolean =>
  token + 1 >= scan.limit || scan.gap[token + 1]! >= Gap.line || scan.kind[token + 1] === TokenKind.sign

/** "agent traitant : mercier": a surname and nothing else fills the field of somebody. */
const fillsPersonField = ({ scan, flags, lineCase, colonWord }: NameView, token: number): boolean =>
  lineCase[token] === LineCase.lower &&
  scan.hash[token - 1] === COLON &&
  (flags[token]! & Word.surname) !== 0 &&
  (flags[token]! & ~(NAME | Word.rareSurname)) === 0 &&
  isPersonLabel(colonWord[token]!) &&
  endsSaying(scan, token)

const haveDone = wordSet('ai as avons avez ont')
const born = wordSet('ne nee')
const birthTies = wordSet('le en a')
/** "mr pham huu tam né le 4/2/69": the last word before a birth, after a name. */
export const endsBeforeBirth = ({ scan, flags, tagged }: NameView, token: number): boolean =>
  tagged[token - 1] === 1 &&
  born.has(scan.hash[token + 1]!) &&
  scan.gap[token] === Gap.space &&
  scan.gap[token + 1] === Gap.space &&
  birthTies.has(scan.hash[token + 2]!) &&
  scan.shape[token - 1] === Shape.lower &&
  (flags[token]! & NO_NAME) === 0

const colours = wordSet('bleu bleue bleus bleues vert verte verts gris grise jaune rouge blanc blanche noir noire')
const NO_NOUN = Word.tool | Word.role | Word.title | Word.personLabel | Word.firstName | Word.surname
const determiners = wordSet('a an the un une le la des les')
/** "bleu marine", "a small charity": a first name that is a word, after a colour, or after a determiner and a word in a line that has capitals too. */
function saidOfThings({ scan, flags, tagged, lineCase }: NameView, token: number): boolean {
  const before = token - 1
  if (scan.gap[token] !== Gap.space || tagged[before] === 1 || scan.shape[before] !== Shape.lower) return false
  if (colours.has(scan.hash[before]!)) return isAlsoWord(scan.hash[token]!)
  return (
    lineCase[token] === LineCase.mixed &&
    determiners.has(scan.hash[token - 2]!) &&
    (flags[before]! & (Word.ordinary | Word.dictionary)) !== 0 &&
    (flags[before]! & NO_NOUN) === 0
  )
}

/** "jordan wattrelot" alone on the last line: who signs, a first name and a word that is no other's. */
export function signs({ scan, flags, tagged }: NameView, token: number): boolean {
  const last = token + 1 >= scan.limit
  const first = last ? token - 1 : token
  if (first + 2 !== scan.limit || scan.gap[first] !== Gap.line || scan.gap[first + 1] !== Gap.space) return false
  if (last) return tagged[first] === 1 && (unknownTo(flags[token]!) || (flags[token]! & NAME) !== 0)
  const flag = flags[first]!
  return (
    (flag & Word.firstName) !== 0 &&
    (flag & (Word.tool | Word.ordinary | Word.place)) === 0 &&
    scan.kind[first + 1] === TokenKind.word &&
    (unknownTo(flags[first + 1]!) || (flags[first + 1]! & NAME) !== 0)
  )
}

/** The same for a word typed in small letters. */
export function ruledLower(view: NameView, token: number): number {
  const { scan, flags, tagged } = view
  const flag = flags[token]!
  if (civilities.has(scan.hash[token]!)) return -1
  // "Ogier, maire ;": what somebody does, be it a surname as well.
  if (scan.hash[token - 1] === COMMA && (flag & Word.role) !== 0 && scan.shape[token + 1] !== Shape.lower) return -1
  if (saidOfThings(view, token) || ofSeat(scan, token)) return -1
  // "le devis de chez dufresne": a company's.
  if (scan.hash[token - 1] === CHEZ && scan.hash[token - 2] === PREPOSITION_DE) return -1
  if (endsBeforeBirth(view, token) || spokenDouble(view, token)) return 1
  // "j'ai réinit le compte": what was done, in a word of the trade.
  if (haveDone.has(scan.hash[token - 1]!) && unknownTo(flag) && scan.gap[token] === Gap.space) return -1
  // "né le 12/03/1961 à chalon"
  if (
    scan.hash[token - 1] === PREPOSITION_A &&
    scan.kind[token - 2] === TokenKind.digits &&
    bornJustBefore(scan, token)
  )
    return -1
  if (((flag & NO_NAME) === 0 || articles.has(scan.hash[token - 1]!)) && afterUnmistakable(view, token)) return 1
  if (afterInitialAlone(view, token) || borneInSmallLetters(view, token)) return 1
  if (kinsperson(view, token) || fillsPersonField(view, token)) return 1
  if (greetedByFirstName(view, token) || namedInChat(view, token) || signs(view, token)) return 1
  if (onlyFirstName(view, token) || boundToName(view, token)) return 1
  if (unlistedPair(view, token) || closesPair(view, token)) return 1
  if ((flag & ~(NAME | Word.rareSurname)) === 0 && (flag & NAME) !== 0 && afterParticles(view, token)) return 1
  // "thierry barbosa", "florence milhaud": a listed surname, or a town that ends what is said, right after a sure first name.
  const listedSurname =
    (flag & ~(NAME | Word.rareSurname | Word.place)) === 0 &&
    ((flag & Word.surname) !== 0 || ((flag & Word.place) !== 0 && endsSaying(scan, token))) &&
    scan.gap[token] === Gap.space &&
    tagged[token - 1] === 1 &&
    scan.shape[token - 1] === Shape.lower &&
    (flags[token - 1]! & Word.firstName) !== 0 &&
    (flags[token - 1]! & ~(NAME | Word.rareSurname)) === 0
  if (listedSurname) return 1
  // "kevin marchadier", "mme perpétue agbodjan": a word in no dictionary, or that is a surname too, right after a sure name.
  const surnameFollows =
    (unknownTo(flag) || flag === (Word.dictionary | Word.rareSurname)) &&
    lengthOf(scan, token) > 3 &&
    scan.gap[token] === Gap.space &&
    tagged[token - 1] === 1 &&
    scan.shape[token - 1] === Shape.lower &&
    ((flags[token - 1]! & ~(NAME | Word.rareSurname)) === 0 || afterUnmistakable(view, token - 1)) &&
    ((flags[token - 1]! & Word.firstName) !== 0 || afterUnmistakable(view, token - 1)) &&
    !VERB.test(foldedOf(scan, token)) &&
    !wordEnding(scan, token) &&
    !gluedWord(scan, token)
  return surnameFollows ? 1 : 0
}
