import { codeAt } from '../scan/characters.ts'
import type { NameView } from '../names/features.ts'
import { wordSet } from '../scan/word-table.ts'
import { Word } from '../names/name-lexicon.ts'
import type { Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { lengthOf } from './name-view.ts'
import { COLON, COMMA, DOT, isApostrophe, isLeader, QUOTE, UNDERSCORE } from './signs.ts'
import { NAME, nameLabels, unknownTo } from './word-sets.ts'

const EQUALS = 0x3d
const BRACKET = 0x5b
const BAR = 0x7c

const closesValue = (scan: Scan, token: number): boolean =>
  token + 1 >= scan.limit ||
  scan.gap[token + 1]! >= Gap.line ||
  // nom=Marzouki prenom=Yosra
  (scan.hash[token + 2] === EQUALS && scan.gap[token + 2] === Gap.none) ||
  (scan.kind[token + 1] === TokenKind.sign && scan.hash[token + 1] !== COLON && scan.hash[token + 1] !== 0x3d)

/** What a form or a schema says when it holds no name. */
export const blanks = wordSet(
  'neant inconnu inconnue anonyme anonymise idem aucun vide null none nil undefined unknown anonymous redacted confidentiel masque exemple example string text varchar char str requis obligatoire required optional facultatif true false nom prenom name usuel complet tbc tbd',
)

const firstNameLabels = wordSet('prenom prenoms')

const ofAccount = wordSet('utilisateur login identifiant')
/** "nom d'utilisateur : accueil-mediatheque": a word of every day in small letters is nobody's account. */
const isSharedAccount = (scan: Scan, flags: Uint16Array, token: number): boolean =>
  ofAccount.has(scan.hash[token - 2]!) &&
  scan.shape[token] === Shape.lower &&
  (flags[token]! & (Word.ordinary | Word.dictionary)) !== 0 &&
  (flags[token]! & NAME) === 0

/** "nom : perdrix", "Prénom(s) : Espérance, Divine": the whole of a field that says what it holds, whatever the word. */
export function fillsNameField({ scan, flags, tagged, colonWord }: NameView, token: number): boolean {
  if (scan.kind[token - 1] !== TokenKind.sign || !nameLabels.has(colonWord[token]!) || !closesValue(scan, token))
    return false
  if ((flags[token]! & (Word.tool | Word.organisation | Word.namedThing | Word.title)) !== 0) return false
  if (blanks.has(scan.hash[token]!) || placeholder(scan, token)) return false
  if (scan.hash[token - 1] === COLON && isSharedAccount(scan, flags, token)) return false
  if (scan.hash[token - 1] === COLON || isLeader(scan, token - 1)) return lengthOf(scan, token) > 2
  // nom="Gouverneur", "nom": 'Perdrix'
  if (
    (scan.hash[token - 1] === QUOTE || isApostrophe(scan.hash[token - 1]!)) &&
    scan.hash[token + 1] === scan.hash[token - 1] &&
    (scan.hash[token - 2] === EQUALS || scan.hash[token - 2] === COLON)
  )
    return lengthOf(scan, token) > 2 && scan.shape[token]! >= Shape.capital
  // prenoms: [Louise, Anne]
  if (scan.hash[token - 1] === BRACKET) return (flags[token]! & Word.firstName) !== 0
  // nom=Guichard&prenom=Loïc
  if (scan.hash[token - 1] === EQUALS)
    return (
      scan.gap[token] === Gap.none &&
      scan.gap[token - 1] === Gap.none &&
      lengthOf(scan, token) > 2 &&
      ((flags[token]! & NAME) !== 0 || unknownTo(flags[token]!) || scan.shape[token] === Shape.capital)
    )
  return (
    scan.hash[token - 1] === COMMA &&
    tagged[token - 2] === 1 &&
    firstNameLabels.has(colonWord[token]!) &&
    (flags[token]! & (Word.place | Word.role | Word.personLabel)) === 0
  )
}

/** "Nom            Kerguelen": a field whose label opens the line and whose value is set apart. */
export const besideNameLabel = ({ scan, flags }: NameView, token: number): boolean =>
  scan.gap[token] === Gap.wide &&
  nameLabels.has(scan.hash[token - 1]!) &&
  scan.gap[token - 1]! >= Gap.line &&
  scan.shape[token]! >= Shape.capital &&
  closesValue(scan, token) &&
  !nameLabels.has(scan.hash[token]!) &&
  !blanks.has(scan.hash[token]!) &&
  (flags[token]! & (Word.tool | Word.organisation | Word.title | Word.role | Word.personLabel)) === 0

const NOM = wordSet('nom noms')
const BOTH_REACH = 5
/** "Nom / prénom : Teva Hinano": after the first word of a field of both, the rest of it, up to its end. */
export function endsNameField({ scan, flags, tagged, colonWord }: NameView, token: number): boolean {
  if (tagged[token - 1] !== 1 || scan.gap[token] !== Gap.space || !nameLabels.has(colonWord[token]!)) return false
  if (scan.shape[token]! < Shape.capital || (flags[token]! & NO_END) !== 0) return false
  if (!closesValue(scan, token) && scan.gap[token + 1] !== Gap.wide) return false
  const colon = tagged[token - 2] === 1 && scan.gap[token - 1] === Gap.space ? token - 3 : token - 2
  if (scan.hash[colon] !== COLON) return false
  let surname = false
  let firstName = false
  for (let at = colon - 1; at > colon - BOTH_REACH && scan.gap[at + 1]! < Gap.line; at--) {
    surname ||= NOM.has(scan.hash[at]!)
    firstName ||= firstNameLabels.has(scan.hash[at]!)
  }
  return surname && firstName
}
const NO_END = Word.tool | Word.title | Word.role | Word.organisation | Word.personLabel | Word.calendar

const printed = wordSet('de d du la famille naissance usage usuel jeune fille marital s')
const BLANK_SIGNS = 40
const LABEL_WORDS = 6
/** "Nom de naissance ____CASTEL____": what is written over the line of a form, whole or after a comma. */
export function blankOfForm({ scan, flags, tagged, colonWord }: NameView, token: number): boolean {
  const { hash, gap, kind } = scan
  if (hash[token - 1] === COMMA)
    return tagged[token - 2] === 1 && hash[token - 3] === UNDERSCORE && gap[token - 2] === Gap.none
  if (hash[token - 1] !== UNDERSCORE) return false
  // "|_CASTEL_|"
  const boxed = hash[token - 2] === BAR && gap[token - 1] === Gap.none
  if (!boxed && hash[token - 2] !== UNDERSCORE) return false
  if ((flags[token]! & (Word.tool | Word.title | Word.organisation)) !== 0 || lengthOf(scan, token) < 2) return false
  let at = token - 1
  while (hash[at] === UNDERSCORE && token - at < BLANK_SIGNS) at--
  if (boxed) at--
  if (hash[at] === COLON) return nameLabels.has(colonWord[token]!)
  for (let steps = 0; steps < LABEL_WORDS && gap[at + 1]! < Gap.line; steps++, at--) {
    if (nameLabels.has(hash[at]!)) return true
    if (kind[at] === TokenKind.word && !printed.has(hash[at]!)) return false
  }
  return false
}

/** MAILTO=…, at the beginning of a line. */
const isSetting = (scan: Scan, token: number): boolean =>
  scan.shape[token] === Shape.capitals && scan.gap[token]! >= Gap.line

/** {"datenaissance": …}: a key. */
export const isKey = (scan: Scan, token: number): boolean =>
  // dnais="1997-08-19"
  (scan.hash[token + 1] === EQUALS &&
    scan.gap[token + 1] === Gap.none &&
    scan.gap[token + 2] === Gap.none &&
    (scan.hash[token + 2] === QUOTE || scan.kind[token + 2] === TokenKind.digits || isSetting(scan, token))) ||
  (scan.hash[token + 1] === QUOTE &&
    scan.hash[token + 2] === COLON &&
    scan.hash[token - 1] === QUOTE &&
    scan.gap[token + 1] === Gap.none &&
    scan.gap[token + 2] === Gap.none)

/** "conn = connect(", "conn.cursor()": what a program calls its own, in small letters. */
export const isVariable = ({ hash, gap, kind }: Scan, token: number): boolean =>
  (hash[token + 1] === EQUALS && gap[token + 1] === Gap.space && gap[token]! >= Gap.line) ||
  (hash[token + 1] === DOT &&
    gap[token + 1] === Gap.none &&
    kind[token + 2] === TokenKind.word &&
    gap[token + 2] === Gap.none &&
    hash[token + 3] === OPENING)

const OPENING = 0x28
const declarations = wordSet(
  'class def new function import export extends implements interface struct enum type const let var',
)

const bindings = wordSet('const let var')

/** "class Dupont(", "new Martin(": what code declares or makes. */
export const declared = (scan: Scan, token: number): boolean =>
  (scan.kind[token + 1] === TokenKind.sign &&
    scan.gap[token + 1] === Gap.none &&
    declarations.has(scan.hash[token - 1] ?? 0) &&
    /[(:{<;]/.test(String.fromCharCode(scan.hash[token + 1]!))) ||
  // "const Martin = require("
  (scan.hash[token + 1] === EQUALS && scan.gap[token + 1] === Gap.space && bindings.has(scan.hash[token - 1]!))

const BLANK_MAX = 40
const isX = (code: number): boolean => code === 0x78 || code === 0x58
/** XXXX, NXX, NNN: the blanks of a form. */
export function placeholder({ text, start, end }: Scan, token: number): boolean {
  const from = start[token]!
  const to = Math.min(end[token]!, from + BLANK_MAX)
  const first = codeAt(text, from)
  const last = codeAt(text, to - 1)
  if (last !== first && !isX(last)) return false
  let same = from + 1
  while (same < to && codeAt(text, same) === first) same++
  if (same === to && to - from > 2) return true
  let head = to
  while (head > from && isX(codeAt(text, head - 1))) head--
  if (to - head < 2 || head - from > 3) return false
  for (let at = from; at < head; at++) if (codeAt(text, at) < 0x41 || codeAt(text, at) > 0x5a) return false
  return true
}
