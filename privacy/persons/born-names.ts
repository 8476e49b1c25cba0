import { demonyms } from '../names/demonyms.ts'
import type { NameView } from '../names/features.ts'
import { Word } from '../names/name-lexicon.ts'
import { Gap, Shape } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { kin } from './kinship.ts'
import { lengthOf } from './name-view.ts'
import { COLON, COMMA } from './signs.ts'
import { NAME, nameLabels } from './word-sets.ts'

const NEVER_BORN =
  Word.tool |
  Word.title |
  Word.role |
  Word.organisation |
  Word.namedThing |
  Word.place |
  Word.personLabel |
  Word.calendar
/** "4) Prince Junior, né le 3/11/25": a word that opens the item, before a name of the lists. */
export const opensBorn = (view: NameView, token: number): boolean =>
  (view.flags[token + 1]! & NAME) !== 0 &&
  view.scan.gap[token + 1] === Gap.space &&
  view.scan.shape[token] === Shape.capital &&
  view.scan.shape[token + 1] === Shape.capital &&
  (view.scan.gap[token]! >= Gap.line || view.scan.hash[token - 1] === CLOSING) &&
  (view.flags[token]! & NEVER_BORN) === 0 &&
  !kin.has(view.scan.hash[token]!) &&
  beforeBirth(view, token + 1)
const CLOSING = 0x29

const OPENING = 0x28
const isDemonym = wordSet(demonyms.join(' '))
const born = wordSet('ne nee')
const birthTies = wordSet('le en a a vers')
/** "Assi, Prunelle, née le 22-03-2004": whoever is born has a name, though it is a word. */
export const beforeBirth = ({ scan, flags }: NameView, token: number): boolean =>
  // "et Florin (né le 02/01/2020)"
  (scan.hash[token + 1] === COMMA || scan.hash[token + 1] === OPENING) &&
  born.has(scan.hash[token + 2]!) &&
  birthTies.has(scan.hash[token + 3]!) &&
  scan.shape[token]! >= Shape.capital &&
  scan.shape[token]! <= Shape.capitals &&
  lengthOf(scan, token) > 2 &&
  (flags[token]! & NEVER_BORN) === 0 &&
  // "L'intéressé, Afghan, né le …"
  !isDemonym.has(scan.hash[token]!)

const maidenWords = wordSet('nee epouse veuve')
const NO_MAIDEN_NAME =
  Word.tool | Word.title | Word.role | Word.place | Word.ordinary | Word.namedThing | Word.personLabel | Word.calendar
/** "Mme Leroy née Colas": what is a company's elsewhere. */
export const maidenOfCompany = ({ scan, flags }: NameView, token: number): boolean =>
  maidenWords.has(scan.hash[token - 1]!) &&
  scan.gap[token] === Gap.space &&
  scan.shape[token]! >= Shape.capital &&
  scan.shape[token]! <= Shape.capitals &&
  (flags[token]! & NO_MAIDEN_NAME) === 0

const firstNameLabels = wordSet('prenom prenoms')
/** "NOM : COLAS", below it "PRENOM : …": no company has one. */
export const besideFirstNameField = ({ scan, flags, colonWord }: NameView, token: number): boolean =>
  scan.hash[token - 1] === COLON &&
  nameLabels.has(colonWord[token]!) &&
  firstNameLabels.has(scan.hash[token + 1]!) &&
  scan.gap[token + 1]! >= Gap.wide &&
  (flags[token]! & NO_MAIDEN_NAME) === 0

const bornWords = wordSet('nee ne epouse veuve divorcee')
/** "née ATGER le 22 novembre 1957": the name that somebody was born with, before the day. */
export const bornAs = ({ scan, flags }: NameView, token: number): boolean =>
  bornWords.has(scan.hash[token - 1]!) &&
  scan.gap[token] === Gap.space &&
  scan.shape[token]! >= Shape.capital &&
  scan.shape[token]! <= Shape.capitals &&
  birthTies.has(scan.hash[token + 1]!) &&
  (scan.shape[token] === Shape.capitals || (flags[token]! & Word.place) === 0) &&
  (flags[token]! & (Word.tool | Word.calendar | Word.title)) === 0
