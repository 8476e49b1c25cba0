import { LineCase, type NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { lengthOf } from './name-view.ts'
import { COLON, COMMA, HYPHEN, isApostrophe } from './signs.ts'
import { INFINITIVE } from './word-endings.ts'
import { AND, articles, NAME, NOBODY, PARTICLE_D, PREPOSITION_DE } from './word-sets.ts'

/** Surnames that are words, days or small towns as well: what stands before says that somebody is meant. */

const NEVER = Word.tool | Word.title | Word.role | Word.organisation | Word.personLabel | Word.place | Word.namedThing

const capitalFollows = ({ scan }: NameView, token: number): boolean =>
  scan.gap[token + 1] === Gap.space && scan.shape[token + 1]! >= Shape.capital

/** "Sans-Souci": a capital that a hyphen ties to another. */
const tiedToCapital = ({ scan, flags }: NameView, token: number): boolean =>
  scan.hash[token + 1] === HYPHEN &&
  scan.gap[token + 1] === Gap.none &&
  scan.gap[token + 2] === Gap.none &&
  scan.shape[token + 2] === Shape.capital &&
  (flags[token + 2]! & (Word.organisation | Word.place | Word.calendar)) === 0

const isSureFirstName = ({ scan, flags }: NameView, token: number): boolean =>
  (flags[token]! & Word.firstName) !== 0 &&
  (flags[token]! & ~(NAME | Word.rareSurname)) === 0 &&
  scan.shape[token] === Shape.capital

/** "  Florent Sauvage (chair)": a first name and a surname of the lists that open a line or a field, and nothing else is in it before a sign. */
export function opensWholeName(view: NameView, token: number): boolean {
  const { scan, flags, lineCase } = view
  const next = token + 1
  return (
    lineCase[token] === LineCase.mixed &&
    (scan.gap[token]! >= Gap.line || (scan.hash[token - 1] === COLON && scan.gap[token] === Gap.space)) &&
    isSureFirstName(view, token) &&
    (flags[next]! & Word.surname) !== 0 &&
    (flags[next]! & (Word.tool | Word.title | Word.role | Word.organisation | Word.place)) === 0 &&
    scan.shape[next] === Shape.capital &&
    scan.gap[next] === Gap.space &&
    (token + 2 >= scan.limit || scan.gap[token + 2]! >= Gap.line || scan.kind[token + 2] === TokenKind.sign)
  )
}

/** "Théophile Dimanche et", "Odile Sans-Souci": in a sentence French writes no word with a capital, save a name. */
export function afterSureFirstName(view: NameView, token: number): boolean {
  const { scan, flags, tagged, lineCase } = view
  if (lineCase[token] !== LineCase.mixed || scan.shape[token] !== Shape.capital || scan.gap[token] !== Gap.space)
    return false
  if (!isSureFirstName(view, token - 1) || tagged[token - 2] === 1 || capitalFollows(view, token)) return false
  const never = tiedToCapital(view, token) ? Word.title | Word.role | Word.organisation | Word.place : NEVER
  if ((flags[token]! & never) !== 0 || lengthOf(scan, token) < 3) return false
  // "Julien Vérifier les accès": a sentence begins.
  if (INFINITIVE.test(scan.text.slice(scan.start[token]!, scan.end[token]!)) && !tiedToCapital(view, token))
    return false
  const next = token + 1
  if ((flags[token]! & Word.calendar) !== 0)
    return scan.kind[next] !== TokenKind.digits && scan.shape[next] === Shape.lower && AND.has(scan.hash[next]!)
  return true
}

/** "Bérénice d'Hauteville", "Clotilde Chazal de Mauriac": the land that ends a name, be it a town; of a great one somebody may come. */
export function ofNobleLand(view: NameView, token: number): boolean {
  const { scan, flags, tagged, lineCase } = view
  if (lineCase[token] !== LineCase.mixed || scan.shape[token] !== Shape.capital) return false
  if ((flags[token]! & (NEVER & ~Word.place)) !== 0) return false
  const elided =
    isApostrophe(scan.hash[token - 1]!) && scan.hash[token - 2] === PARTICLE_D && scan.gap[token] === Gap.none
  const particle = elided ? token - 2 : token - 1
  if (!elided && (scan.hash[particle] !== PREPOSITION_DE || scan.gap[token] !== Gap.space)) return false
  const before = particle - 1
  if (scan.shape[particle] !== Shape.lower || scan.gap[particle] !== Gap.space || tagged[before] !== 1) return false
  if (scan.shape[before] !== Shape.capital || capitalFollows(view, token)) return false
  return isSureFirstName(view, before) || (tagged[before - 1] === 1 && isSureFirstName(view, before - 1))
}

const called = wordSet(
  'adjudant adjudante caporal caporale gendarme brigadier brigadiere sergent sergente capitaine lieutenant lieutenante colonel commandant commandante major commissaire surveillant surveillante inspecteur inspectrice',
)
const grades = wordSet(
  'chef cheffe principal principale general generale adjoint adjointe stagiaire titulaire superieur superieure premier premiere major divisionnaire fonctionnel honoraire reserviste volontaire academique',
)
/** "le surveillant Cheval,", "COMMANDANT ROSE :": a rank, then a word that closes what is said of it. */
export function afterRankAlone({ scan, flags, lineCase }: NameView, token: number): boolean {
  if (scan.gap[token] !== Gap.space || !called.has(scan.hash[token - 1]!) || grades.has(scan.hash[token]!)) return false
  const inCapitals = lineCase[token] === LineCase.capitals && scan.shape[token] === Shape.capitals
  const inSentence =
    lineCase[token] === LineCase.mixed && scan.shape[token] === Shape.capital && scan.shape[token - 1] === Shape.lower
  if (!inCapitals && !inSentence) return false
  // "Le brigadier Bayeux": a town would have "de" before it.
  if ((flags[token]! & NOBODY) !== 0 && (flags[token]! & Word.namedThing) === 0) return false
  if ((flags[token]! & Word.place) !== 0 && (inCapitals || !articles.has(scan.hash[token - 2]!))) return false
  if ((flags[token]! & (Word.tool | Word.organisation | Word.title | Word.role)) !== 0) return false
  const next = token + 1
  return next >= scan.limit || scan.gap[next]! >= Gap.line || scan.kind[next] === TokenKind.sign
}

const LIST_REACH = 16
/** "Agents : Deconinck, Pain, Bouziane": one word among the names of a list that says what it holds. */
export function inListOfPeople(view: NameView, token: number): boolean {
  const { scan, flags, tagged, lineCase } = view
  if (lineCase[token] !== LineCase.mixed || scan.shape[token] !== Shape.capital) return false
  if (scan.hash[token - 1] !== COMMA || tagged[token - 2] !== 1) return false
  const next = token + 1
  if (scan.hash[next] !== COMMA && !(AND.has(scan.hash[next]!) && scan.shape[next + 1] === Shape.capital)) return false
  if ((flags[token]! & (NOBODY | Word.place)) !== 0) return false
  for (let at = token - 2; at > token - LIST_REACH && scan.gap[at + 1]! < Gap.line; at--) {
    if (scan.hash[at] === COLON) return (flags[at - 1]! & (Word.personLabel | Word.role)) !== 0
    if (tagged[at] !== 1 && scan.hash[at] !== COMMA && (flags[at]! & Word.particle) === 0) return false
  }
  return false
}
