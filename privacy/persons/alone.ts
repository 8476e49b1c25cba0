import type { NameView } from '../names/features.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import { Word } from '../names/name-lexicon.ts'
import { foldedOf } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { kin } from './kinship.ts'
import { acronym, lengthOf } from './name-view.ts'
import { COMMA, DOT, HYPHEN, isApostrophe } from './signs.ts'
import { CONSONANTS, VERB, wordEnding } from './word-endings.ts'
import { ARTICLE_L, NAME, nameLabels, PARTICLE_D, unknownTo } from './word-sets.ts'

const EN_DASH = 0x2013
const OPENING = 0x28
const CLOSING = 0x29
const units = wordSet('mg g ml mcg ug ui cp comprime comprimes gelule gelules sachet')

/** Verbs that somebody is the subject of. */
const auxiliaries = wordSet(
  'a est avait etait sera aura doit devait peut pouvait va allait veut voulait dit demande souhaite propose rappelle precise indique confirme repond',
)
/** Before a name that acts in a sentence; after an article the word is one of the language: "le Petit a". */
const openers = wordSet('si que et mais car quand lorsque comme donc puis ou alors')
/** "si Petit a bien rendu les clés": a surname that is a word too, as the subject of a verb. */
const actsInSentence = ({ scan, flags, lineCase }: NameView, token: number): boolean =>
  lineCase[token] === 0 &&
  (flags[token]! & Word.surname) !== 0 &&
  scan.shape[token] === Shape.capital &&
  scan.gap[token] === Gap.space &&
  ((openers.has(scan.hash[token - 1]!) && scan.shape[token - 1] === Shape.lower) ||
    (scan.hash[token - 1] === COMMA && (flags[token]! & ~(NAME | Word.rareSurname)) === 0)) &&
  scan.gap[token + 1] === Gap.space &&
  scan.shape[token + 1] === Shape.lower &&
  auxiliaries.has(scan.hash[token + 1]!)

const CONTRA = hashWord('c')
const SLASH = 0x2f
/** "DIALLO c/ ROUSSET": the parties to a case. */
const opposed = ({ scan, flags }: NameView, token: number): boolean =>
  (flags[token]! & (Word.organisation | Word.tool | Word.namedThing | Word.place)) === 0 &&
  lengthOf(scan, token) > 2 &&
  ((scan.hash[token + 1] === CONTRA && scan.hash[token + 2] === SLASH && scan.gap[token + 2] === Gap.none) ||
    (scan.hash[token - 1] === SLASH && scan.hash[token - 2] === CONTRA && scan.gap[token - 1] === Gap.none))

/** "Hippolyte d'Aramon": a first name and no word, then where the family is from. */
const opensNobleName = ({ scan, flags }: NameView, token: number): boolean =>
  (flags[token]! & Word.firstName) !== 0 &&
  (flags[token]! & ~(NAME | Word.rareSurname)) === 0 &&
  scan.shape[token] === Shape.capital &&
  scan.hash[token + 1] === PARTICLE_D &&
  scan.shape[token + 1] === Shape.lower &&
  isApostrophe(scan.hash[token + 2]!) &&
  scan.gap[token + 3] === Gap.none &&
  scan.shape[token + 3] === Shape.capital

/** What the words of a sentence, by themselves, never make a name of: −1; 0 when the tagger must weigh. */
export function alone(view: NameView, token: number): number {
  const { scan, flags, tagged } = view
  const flag = flags[token]!
  if (scan.shape[token] === Shape.lower) return 0
  const next = token + 1 < scan.limit && scan.gap[token + 1]! <= Gap.space ? token + 1 : -1
  const nextFlag = next < 0 ? 0 : flags[next]!
  const nextIsWord = next >= 0 && scan.kind[next] === TokenKind.word
  // "Kardegic 75 mg"
  if (
    nextIsWord === false &&
    next >= 0 &&
    scan.kind[next] === TokenKind.digits &&
    (units.has(scan.hash[next + 1] ?? 0) ||
      (scan.kind[next + 1] === TokenKind.sign && units.has(scan.hash[next + 3] ?? 0)))
  )
    return -1
  const besideName =
    (scan.gap[token]! <= Gap.space && tagged[token - 1] === 1) ||
    (scan.gap[token] === Gap.none &&
      tagged[token - 2] === 1 &&
      (scan.hash[token - 1] === HYPHEN || scan.hash[token - 1] === DOT || isApostrophe(scan.hash[token - 1]!))) ||
    (nextIsWord && (nextFlag & NAME) !== 0 && scan.shape[next] !== Shape.lower) ||
    (next >= 0 && scan.hash[next] === HYPHEN && ((flags[next + 1] ?? 0) & NAME) !== 0)
  const afterTitle =
    scan.gap[token]! <= Gap.space &&
    // "I'm Scottish", but "l'OPJ Tisserand"
    !(
      scan.end[token - 1]! - scan.start[token - 1]! === 1 &&
      scan.gap[token - 1] === Gap.none &&
      isApostrophe(scan.hash[token - 2]!)
    ) &&
    (((flags[token - 1] ?? 0) & (Word.title | Word.role)) !== 0 ||
      (scan.hash[token - 1] === DOT && ((flags[token - 2] ?? 0) & Word.title) !== 0))
  const afterLabel = scan.kind[token - 1] === TokenKind.sign && ((flags[token - 2] ?? 0) & Word.personLabel) !== 0
  // "Culoz–Ambérieu": from one town to another.
  if (
    unknownTo(flag) &&
    ((scan.hash[token + 1] === EN_DASH && scan.gap[token + 1] === Gap.none && scan.gap[token + 2] === Gap.none) ||
      (scan.hash[token - 1] === EN_DASH && scan.gap[token] === Gap.none && scan.gap[token - 1] === Gap.none)) &&
    tagged[token - 1] !== 1
  )
    return -1
  // "Mette Overgaard (Aarhus)": where somebody is from.
  if (
    unknownTo(flag) &&
    scan.hash[token - 1] === OPENING &&
    scan.hash[token + 1] === CLOSING &&
    tagged[token - 2] === 1 &&
    scan.shape[token] === Shape.capital
  )
    return -1
  const wordOnly = (flag & NAME) === 0 && (flag & (Word.dictionary | Word.ordinary)) !== 0
  // "LES AGENTS SOUHAITANT", "LE CANDIDAT DEVRA": in capitals, the words of the sentence.
  if (
    view.lineCase[token] === 1 &&
    scan.gap[token] === Gap.space &&
    ((flags[token - 1] ?? 0) & Word.role) !== 0 &&
    ((flags[token - 1] ?? 0) & Word.title) === 0 &&
    !kin.has(scan.hash[token - 1]!) &&
    (wordOnly || (unknownTo(flag) && VERB.test(foldedOf(scan, token))))
  )
    return -1
  // "LE SALARIE PERCEVRA UNE…": a function, its verb, what it governs.
  if (
    view.lineCase[token] === 1 &&
    afterTitle &&
    (wordOnly || (unknownTo(flag) && wordEnding(scan, token))) &&
    ((flags[token - 1] ?? 0) & Word.role) !== 0 &&
    (((flags[token + 1] ?? 0) & Word.tool) !== 0 || wordEnding(scan, token)) &&
    scan.gap[token + 1] === Gap.space
  )
    return -1
  const afterFirstName =
    scan.gap[token] === Gap.space &&
    tagged[token - 1] === 1 &&
    ((flags[token - 1] ?? 0) & Word.firstName) !== 0 &&
    (flag & Word.ordinary) === 0
  if (
    view.lineCase[token] === 1 &&
    wordOnly &&
    !afterFirstName &&
    !afterTitle &&
    !afterLabel &&
    !nameLabels.has(scan.columnHead[token]!)
  )
    return -1
  // "Co-demandeur", "Dial-in": the other half is a word.
  const half = token + 2
  if (
    unknownTo(flag) &&
    !afterLabel &&
    scan.hash[token + 1] === HYPHEN &&
    scan.gap[token + 1] === Gap.none &&
    scan.gap[half] === Gap.none &&
    scan.shape[half] === Shape.lower &&
    !unknownTo(flags[half] ?? 0) &&
    ((flags[half] ?? 0) & NAME) === 0
  )
    return -1
  // "Autorité requérante : SGDSN", "c/ CPS": nothing to pronounce, whatever stands before.
  if (
    (afterLabel || !nextIsWord) &&
    acronym(view, token) &&
    CONSONANTS.test(scan.text.slice(scan.start[token]!, scan.end[token]!))
  )
    return -1
  if (view.lineCase[token] === 1 && afterFirstName && (flag & ~Word.rareSurname) === Word.surname) return 1
  // "ANNE-LAURE MEUNIER": a double first name says that the word after it is a surname.
  if (
    view.lineCase[token] === 1 &&
    (flag & ~(Word.rareSurname | Word.ordinary)) === Word.surname &&
    scan.gap[token] === Gap.space &&
    tagged[token - 1] === 1 &&
    tagged[token - 3] === 1 &&
    scan.hash[token - 2] === HYPHEN &&
    (flags[token - 1]! & flags[token - 3]! & Word.firstName) !== 0
  )
    return 1
  if (opposed(view, token) || actsInSentence(view, token) || opensNobleName(view, token)) return 1
  if (besideName || afterTitle || afterLabel || nameLabels.has(scan.columnHead[token]!)) return 0
  // Renault, Leclerc, Alzheimer: without a title or a first name, the thing that everybody knows by that name.
  if ((flag & Word.organisation) !== 0 && (flag & Word.title) === 0) return calledLikeCar(view, token) ? 1 : -1
  // "Le n°", "La suite": a particle that no name follows.
  if (
    (flag & Word.particle) !== 0 &&
    (flag & NAME) === 0 &&
    !(nextIsWord && scan.shape[next] !== Shape.lower) &&
    !isApostrophe(scan.hash[token + 1] ?? 0)
  )
    return -1
  // A word of the dictionary with a capital, and nothing of a name around it.
  if (wordOnly && !(nextIsWord && unknownTo(nextFlag) && scan.shape[next]! >= Shape.capital && !acronym(view, next)))
    return -1
  const mixedLine = view.lineCase[token] === 0
  if (acronym(view, token)) return -1
  if (view.lineCase[token] === 1 && unknownTo(flag) && wordEnding(scan, token)) return -1
  // QTE, SMS: nothing to pronounce.
  if (unknownTo(flag) && CONSONANTS.test(scan.text.slice(scan.start[token]!, scan.end[token]!))) return -1
  // "le Parser", "du Larousse": an article comes before things.
  const afterArticle =
    (mixedLine &&
      things.has(scan.hash[token - 1] ?? 0) &&
      scan.shape[token - 1] === Shape.lower &&
      scan.gap[token]! <= Gap.space) ||
    (isApostrophe(scan.hash[token - 1] ?? 0) && scan.gap[token] === Gap.none && scan.hash[token - 2] === ARTICLE_L)
  return afterArticle && (flag & Word.firstName) === 0 ? -1 : 0
}

const beforePeople = wordSet('pour avec chez')
/** "pour Zoé": a car has an article before it. */
const calledLikeCar = ({ scan, flags }: NameView, token: number): boolean =>
  (flags[token]! & Word.firstName) !== 0 &&
  scan.shape[token] === Shape.capital &&
  scan.gap[token] === Gap.space &&
  beforePeople.has(scan.hash[token - 1]!) &&
  (token + 1 >= scan.limit || scan.gap[token + 1]! >= Gap.line || scan.kind[token + 1] === TokenKind.sign)

const things = wordSet('le la un une du au ce cette the an')
