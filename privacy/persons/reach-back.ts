import { FIRST } from '../scan/columns.ts'
import { headOf, LineCase, type NameView } from '../names/features.ts'
import { isAlsoWord, Word } from '../names/name-lexicon.ts'
import { foldedOf, type Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import {
  hyphenTied,
  initialBeforeParticles,
  isSignBeforeInitial,
  secondAfterSurname,
  smallInitial,
  tiedInitial,
} from './initials.ts'
import { announcedByLabel, between, endsBreton, opensJoined } from './joined-names.ts'
import { mayBeName } from './may-be-name.ts'
import { DOT, doubleApostrophe, HYPHEN, isApostrophe } from './signs.ts'
import { opensWithSaint, quotedSurname, SAINTS, surnameFirst } from './surname-first.ts'
import { abstractNoun, VERB } from './word-endings.ts'
import { NAME, shortened, unknownTo } from './word-sets.ts'

const AIT = hashWord('ait')
const determiners = wordSet('le la les l un une du au cette ce')

/** "GUERLAIN-MOTTE Priscilla", "Tatiana Villeroy-Kamga": the first half is a brand, a town or a word elsewhere. */
const besideFirstName = ({ scan, flags, tagged }: NameView, half: number, token: number): boolean =>
  scan.shape[half] === scan.shape[token] &&
  (flags[half]! & (Word.tool | Word.title | Word.role | Word.namedThing)) === 0 &&
  ((tagged[token + 1] === 1 && scan.gap[token + 1] === Gap.space && (flags[token + 1]! & Word.firstName) !== 0) ||
    (tagged[half - 1] === 1 && scan.gap[half] === Gap.space && (flags[half - 1]! & Word.firstName) !== 0))

/** "Grâce-Esther Makiese": what a hyphen ties to a first name that a surname follows. */
const opensDoubleFirstName = ({ scan, flags, tagged }: NameView, half: number, token: number): boolean =>
  scan.shape[half] === scan.shape[token] &&
  scan.gap[half] !== Gap.none &&
  (flags[half]! & (Word.tool | Word.title | Word.role | Word.namedThing | Word.organisation)) === 0 &&
  (flags[token]! & Word.firstName) !== 0 &&
  tagged[token + 1] === 1 &&
  scan.gap[token + 1] === Gap.space

/** ; and | of a file */
const DELIMITERS: ReadonlySet<number> = new Set([0x3b, 0x7c])
const NAMING = hashWord('nom')
const OF = hashWord('de')
/** A word of the dictionary or a town, right before a name, where neither an article nor a thing stands before it. */
function wordBeforeSurname({ scan, flags }: NameView, word: number): boolean {
  const before = word - 1
  const flag = flags[word]! & ~(Word.rareSurname | Word.dictionary)
  if (flag !== 0 && flag !== Word.place) return false
  if (unknownTo(flags[word]!)) return false
  if (scan.kind[before] !== TokenKind.word || scan.shape[before] !== Shape.lower) return false
  if (scan.hash[before] === OF) return scan.hash[before - 1] === NAMING
  if (flag === Word.place) return (flags[before]! & (Word.role | Word.title)) !== 0 || signs.has(scan.hash[before]!)
  return !ARTICLES.has(scan.hash[before]!) && (flags[before]! & (Word.namedThing | Word.organisation)) === 0
}
const signs = wordSet('soussigne soussignee soussignes')
const ARTICLES = wordSet(
  'le la les l un une du des au aux ce cet cette ces son sa ses mon ma notre votre leur the an of en d',
)

/** Two initials written as a word, which no word of the language is. */
const twoInitials = wordSet('jb jc jf jg jl jm jp jr mf mj')
const households = wordSet('famille familles consorts epoux')
const elisions = wordSet('m n o')
/** "moussa n'diaye": the same in small letters, after a first name that was found. */
const smallElision = ({ scan, tagged }: NameView, token: number): boolean =>
  scan.shape[token] === Shape.lower &&
  isApostrophe(scan.hash[token - 1]!) &&
  elisions.has(scan.hash[token - 2]!) &&
  scan.gap[token] === Gap.none &&
  scan.gap[token - 1] === Gap.none &&
  scan.gap[token - 2] === Gap.space &&
  tagged[token - 3] === 1

const ABD = hashWord('abd')
const arabicArticles = wordSet('el al er ar es as ed ad en an ul ur us')
/** "Abd el-Kader": the token of the article that ties the two halves; 0 where there is none. */
function arabicServant({ hash, gap }: Scan, token: number): number {
  const article = token - 2
  const tied = hash[token - 1] === HYPHEN && gap[token] === Gap.none && gap[token - 1] === Gap.none
  return tied && arabicArticles.has(hash[article]!) && gap[article] === Gap.space && hash[article - 1] === ABD
    ? article
    : 0
}

/** "GAV Yanis Bourguiba", "l'ATSEM Odile Castel": a first name and a surname, so that the capitals before them are none. */
const opensWholeName = ({ scan, flags, tagged }: NameView, token: number): boolean =>
  tagged[token + 1] === 1 &&
  scan.gap[token + 1] === Gap.space &&
  scan.shape[token + 1] === Shape.capital &&
  (flags[token + 1]! & Word.firstName) === 0

/** What has a letter for its name: "Je suis au bâtiment C. Odile Castel" begins with Odile. */
const lettered = wordSet('batiment bat bloc porte escalier hall aile salle zone')

/** "COMPAORÉ Guilaine", "Özlem Marie": a capitalised word in no list, just before a first name that was found, in another case or tied to it. */
export function reachBack(view: NameView): void {
  for (let token = view.scan.limit - 1; token > FIRST; token--) if (view.tagged[token] === 1) reachBackFrom(view, token)
}

/** The same from one token: what is tagged before it reaches back in its turn. */
export function reachBackFrom(view: NameView, token: number): void {
  const { scan, flags, tagged } = view
  if (tagged[token - 1] === 1 || view.barred[token - 1] !== 0) return
  const previous = token - 1
  if (between(view, token)) {
    tagged[previous] = 1
    return
  }
  if (opensJoined(view, token)) {
    tagged[token - 2] = 1
    return
  }
  if (endsBreton(scan, token - 3) && (flags[token]! & Word.firstName) !== 0) {
    if ((flags[token - 3]! & (Word.tool | Word.title | Word.role | Word.organisation)) === 0) tagged[token - 3] = 1
    return
  }
  // J. Martin, A.-L. Dubreuil
  const afterDot =
    scan.kind[previous] === TokenKind.sign && scan.hash[previous] === DOT && scan.gap[previous] === Gap.none
  const initial = previous - 1
  if (
    afterDot &&
    scan.gap[token]! <= Gap.space &&
    (scan.shape[initial] === Shape.initial || smallInitial(view, initial, token)) &&
    !lettered.has(scan.hash[initial - 1]!) &&
    (!/[mMv]/.test(scan.text[scan.start[initial]!]!) || tiedInitial(scan, initial)) &&
    (scan.gap[initial] !== Gap.none ||
      initial === FIRST ||
      isSignBeforeInitial(scan, initial - 1) ||
      tiedInitial(scan, initial))
  ) {
    tagged[initial] = 1
    return
  }
  // Ph. Arnavielhe
  if (
    afterDot &&
    scan.gap[token] === Gap.space &&
    shortened.has(scan.hash[initial]!) &&
    scan.shape[initial] === Shape.capital
  ) {
    tagged[initial] = 1
    return
  }
  // Q. Le Scornet
  const afterInitial =
    scan.hash[initial] === DOT && scan.gap[initial] === Gap.none && scan.shape[initial - 1] === Shape.initial
  if (
    afterInitial &&
    (flags[previous]! & Word.particle) !== 0 &&
    scan.shape[previous] === Shape.capital &&
    scan.gap[token] === Gap.space &&
    scan.gap[previous]! <= Gap.space &&
    scan.gap[initial - 1] !== Gap.none &&
    !/[Mv]/.test(scan.text[scan.start[initial - 1]!]!)
  ) {
    tagged[previous] = 1
    tagged[initial - 1] = 1
    return
  }
  const particled = initialBeforeParticles(view, token)
  if (particled > 0) {
    tagged.fill(1, particled, token)
    return
  }
  // M'Barek, N'Diaye, O'Brien
  if (
    scan.kind[previous] === TokenKind.sign &&
    isApostrophe(scan.hash[previous]!) &&
    scan.gap[token] === Gap.none &&
    scan.gap[previous] === Gap.none &&
    scan.shape[initial] === Shape.initial &&
    /[MNO]/.test(scan.text[scan.start[initial]!]!) &&
    scan.shape[token] !== Shape.lower
  ) {
    tagged[initial] = 1
    return
  }
  // 'N''Diaye'
  if (doubleApostrophe(scan, initial) && scan.shape[initial - 1] === Shape.initial) {
    tagged[initial - 1] = 1
    return
  }
  if (smallElision(view, token)) {
    tagged[initial] = 1
    return
  }
  const doubled = scan.shape[token] === Shape.initial && scan.gap[token] === Gap.none && scan.hash[previous] === HYPHEN
  const smallDoubled =
    scan.shape[token] === Shape.lower &&
    scan.end[token]! - scan.start[token]! === 1 &&
    scan.gap[token] === Gap.none &&
    scan.hash[previous] === HYPHEN &&
    scan.shape[initial - 1] === Shape.lower &&
    scan.end[initial - 1]! - scan.start[initial - 1]! === 1
  // "j-p. kerdoncuff"
  if (
    scan.shape[token] === Shape.lower &&
    scan.shape[initial] === Shape.lower &&
    hyphenTied(scan, token) &&
    (scan.gap[initial] !== Gap.none || isSignBeforeInitial(scan, initial - 1))
  ) {
    tagged[initial] = 1
    return
  }
  if (
    (doubled && scan.hash[initial] === DOT && scan.shape[initial - 1] === Shape.initial) ||
    (smallDoubled && scan.hash[initial] === DOT)
  ) {
    tagged[initial - 1] = 1
    return
  }
  const article = arabicServant(scan, token)
  if (article > 0) {
    tagged[article] = 1
    tagged[article === initial ? initial - 1 : initial] = 1
    return
  }
  if (opensWithSaint(view, token)) {
    tagged.fill(1, previous - 2, token)
    return
  }
  const sign = scan.kind[previous] === TokenKind.sign && scan.gap[token] === Gap.none && scan.gap[previous] === Gap.none
  if (
    sign &&
    scan.hash[previous] === HYPHEN &&
    previous > FIRST &&
    (scan.shape[previous - 1]! >= Shape.capital ||
      (scan.shape[token] === Shape.lower && (flags[previous - 1]! & NAME) !== 0)) &&
    mayBeName(view, previous - 1) &&
    ((flags[previous - 1]! & ~(Word.firstName | Word.surname | Word.rareSurname | Word.particle)) === 0 ||
      scan.hash[previous - 1] === AIT ||
      SAINTS.has(scan.hash[previous - 1]!) ||
      besideFirstName(view, previous - 1, token) ||
      opensDoubleFirstName(view, previous - 1, token))
  ) {
    tagged[previous - 1] = 1
    return
  }
  if (quotedSurname(view, token)) {
    tagged[token - 2] = 1
    return
  }
  if (scan.gap[token] !== Gap.space || scan.kind[previous] !== TokenKind.word) return
  const capitalsThenName =
    scan.shape[previous] === Shape.capitals &&
    scan.shape[token] === Shape.capital &&
    (flags[token]! & Word.firstName) !== 0 &&
    !opensWholeName(view, token)
  // "Théodora Leroux": two capitalised words, the second a name that was found, the first in no list and not opening the sentence.
  const notOpening =
    previous > FIRST &&
    scan.gap[previous]! <= Gap.space &&
    !(scan.kind[previous - 1] === TokenKind.sign && /[.!?:]/.test(String.fromCharCode(scan.hash[previous - 1]!)))
  const bothCapital =
    scan.shape[previous] === Shape.capital &&
    (scan.shape[token] === Shape.capital ||
      scan.shape[token] === Shape.capitals ||
      (scan.shape[token] === Shape.initial && isApostrophe(scan.hash[token + 1]!)))
  const second = secondAfterSurname(view, token)
  if (second > 0) {
    tagged[previous] = 1
    tagged[second] = 1
    if ((flags[initial]! & Word.particle) !== 0 && scan.shape[initial] === scan.shape[previous]) tagged[initial] = 1
    return
  }
  // "famille Ait Ouali"
  if (bothCapital && (flags[previous]! & Word.particle) !== 0 && households.has(scan.hash[initial]!)) {
    tagged[previous] = 1
    return
  }
  // "le mis en cause Le Pennec Hervé": a particle with a capital inside the sentence.
  if (
    bothCapital &&
    (flags[previous]! & (Word.particle | Word.firstName)) === Word.particle &&
    scan.kind[initial] === TokenKind.word &&
    scan.shape[initial] === Shape.lower &&
    scan.gap[previous] === Gap.space &&
    tagged[token + 1] === 1
  ) {
    tagged[previous] = 1
    return
  }
  // "la Mahoraise Zaïnaba": after an article, what somebody is.
  const said =
    unknownTo(flags[previous]!) && determiners.has(scan.hash[initial]!) && scan.shape[initial] === Shape.lower
  if (
    bothCapital &&
    !said &&
    (notOpening ||
      (unknownTo(flags[previous]!) && (flags[token]! & Word.firstName) !== 0) ||
      (flags[previous]! & Word.firstName) !== 0) &&
    (flags[previous]! & ~(Word.firstName | Word.surname | Word.rareSurname)) === 0 &&
    headOf(view, previous) < 0
  ) {
    tagged[previous] = 1
    return
  }
  // "volunteer Temperance Okonkwo", "au nom de Salvador Riera": inside a sentence, a word with a capital that no article precedes.
  if (bothCapital && notOpening && view.lineCase[token] === LineCase.mixed && wordBeforeSurname(view, previous)) {
    tagged[previous] = 1
    return
  }
  // "odile Castel": a first name and nothing else, typed without its capital.
  if (
    scan.shape[previous] === Shape.lower &&
    scan.shape[token] === Shape.capital &&
    scan.kind[initial] !== TokenKind.word &&
    (flags[previous]! & Word.firstName) !== 0 &&
    (flags[previous]! & ~(NAME | Word.rareSurname)) === 0 &&
    !isAlsoWord(scan.hash[previous]!)
  ) {
    tagged[previous] = 1
    return
  }
  // "rose madec", "hermance leduc", "FULGENCE LEGOFF": the whole line in one case, a surname found, before it a first name or an unknown word.
  const sameCase =
    scan.shape[previous] === scan.shape[token] && (scan.shape[token] === Shape.lower || view.lineCase[token] === 1)
  const cell =
    bothCapital &&
    (scan.columnHead[token] !== 0 ||
      DELIMITERS.has(scan.hash[token + 1] ?? 0) ||
      DELIMITERS.has(scan.hash[previous - 1]!))
  if ((sameCase || cell) && surnameFirst(view, token)) {
    tagged[previous] = 1
    return
  }
  // "fanny et jb roussel"
  if (sameCase && scan.shape[token] === Shape.lower && twoInitials.has(scan.hash[previous]!)) {
    tagged[previous] = 1
    return
  }
  const listed = (flags[token]! & Word.surname) !== 0
  const unknown =
    unknownTo(flags[previous]!) &&
    scan.end[previous]! - scan.start[previous]! > 3 &&
    !VERB.test(foldedOf(scan, previous)) &&
    !abstractNoun(scan, previous)
  // "NGUEMA ELLA Prosper": two surnames in capitals, then the first name.
  if (
    scan.shape[previous] === Shape.capitals &&
    scan.shape[token] === Shape.capitals &&
    scan.shape[token + 1] === Shape.capital &&
    tagged[token + 1] === 1 &&
    scan.gap[token + 1] === Gap.space &&
    (flags[token + 1]! & Word.firstName) !== 0 &&
    (flags[previous]! & ~(NAME | Word.rareSurname)) === 0
  ) {
    tagged[previous] = 1
    return
  }
  // "MATERNITE : KETSIA LOUISE TRAORE": what opens the line or follows a sign, before two names.
  if (
    sameCase &&
    unknown &&
    tagged[token + 1] === 1 &&
    (flags[token]! & Word.firstName) !== 0 &&
    scan.gap[token + 1] === Gap.space
  ) {
    tagged[previous] = 1
    return
  }
  if (sameCase && listed && ((flags[previous]! & Word.firstName) !== 0 || (unknown && notOpening))) {
    tagged[previous] = 1
    return
  }
  if (!capitalsThenName || scan.end[previous]! - scan.start[previous]! < 4) return
  // "Patient : APATOU Erwin": a surname that is a town.
  const town = announcedByLabel(view, previous) || townBeforeFirstName(view, previous) ? Word.place : 0
  if ((flags[previous]! & ~(NAME | Word.rareSurname | town)) === 0) tagged[previous] = 1
}

const towards = wordSet('a en vers sur depuis gare prefecture mairie ville commune commissariat tribunal')
/** "au nom de MONTREUIL Axelle": a town in capitals, a first name that is nothing else, and nothing that leads to a town. */
const townBeforeFirstName = ({ scan, flags }: NameView, town: number): boolean =>
  (flags[town + 1]! & ~(Word.rareSurname | Word.surname)) === Word.firstName &&
  scan.gap[town + 1] === Gap.space &&
  !towards.has(scan.hash[town - 1]!) &&
  !(scan.hash[town - 1] === OF && towards.has(scan.hash[town - 2]!))
