import { headOf, type NameView } from '../names/features.ts'
import { isPersonLabel, Word } from '../names/name-lexicon.ts'
import { Label } from '../scan/labels.ts'
import { otherColumns } from '../scan/column-heads.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import { besideNameLabel, blankOfForm, blanks, endsNameField, fillsNameField, placeholder } from './fields.ts'
import { afterElidedParticle } from './elided-particle.ts'
import { inTownOfOrigin } from './hailing-from.ts'
import { endsWithInitial, lengthOf, UNDECIDED } from './name-view.ts'
import { afterParticles, ofClan } from './particles.ts'
import { COLON, COMMA, DOT, doubleHyphen, GREATER, HYPHEN, isApostrophe, QUOTE, UNDERSCORE } from './signs.ts'
import { nobodyInField } from './nobody-in-fields.ts'
import { readsAcronym } from './spelt-acronyms.ts'
import { isLegalForm } from './things.ts'
import { doubleFirstName, greeted, ruledLower } from './small-letters.ts'
import { civilities, NAME, nameLabels, unknownTo } from './word-sets.ts'

const TODO = hashWord('todo')
/** "une marie-louise": a thing. */
const indefinite = wordSet('un une des')

/** "Bruno M." at the end of a line: no civility, since nobody follows. */
const lastInitial = ({ scan, flags, tagged }: NameView, token: number): boolean =>
  scan.shape[token] === Shape.initial &&
  scan.gap[token] === Gap.space &&
  tagged[token - 1] === 1 &&
  ((flags[token - 1]! & NAME) !== 0 || scan.hash[token + 2] === COLON) &&
  scan.hash[token + 1] === DOT &&
  scan.gap[token + 1] === Gap.none &&
  (token + 2 >= scan.limit || scan.gap[token + 2]! >= Gap.line || scan.kind[token + 2] === TokenKind.sign)

/** "Ogier J.M.", "Ogier J.-M.": the second of two initials that come after a surname. */
function secondInitial({ scan, tagged }: NameView, token: number): boolean {
  if (scan.shape[token] !== Shape.initial || scan.gap[token] !== Gap.none || scan.hash[token + 1] !== DOT) return false
  const dot = scan.hash[token - 1] === HYPHEN && scan.gap[token - 1] === Gap.none ? token - 2 : token - 1
  return (
    scan.hash[dot] === DOT && scan.shape[dot - 1] === Shape.initial && tagged[dot - 1] === 1 && tagged[dot - 2] === 1
  )
}

const EN_DASH = 0x2013
const CLOSING_BRACKET = 0x5d
/** "[18:06] Jo : …": whoever speaks in a chat. */
const speaks = ({ scan, flags }: NameView, token: number): boolean =>
  scan.gap[token] === Gap.space &&
  scan.kind[token - 2] === TokenKind.digits &&
  scan.hash[token + 1] === COLON &&
  scan.shape[token] !== Shape.capitals &&
  (unknownTo(flags[token]!) || (flags[token]! & Word.firstName) !== 0)

const SOMEBODY = Word.firstName | Word.surname | Word.rareSurname | Word.particle
const plain = ({ scan, flags }: NameView, token: number): boolean =>
  scan.kind[token] === TokenKind.word &&
  (flags[token]! & (Word.dictionary | Word.ordinary | Word.organisation)) !== 0 &&
  (flags[token]! & SOMEBODY) === 0
const SEMICOLON = 0x3b
/** "W133029471;Les Boulistes;…": the cell after the number of an association is its name. */
const besideAssociation = ({ hash, kind, gap, columnLabel }: NameView['scan'], token: number): boolean => {
  let at = token
  while (kind[at - 1] === TokenKind.word && gap[at]! <= Gap.space) at--
  return hash[at - 1] === SEMICOLON && columnLabel[at - 2] === Label.rna
}
/** "Epicerie Solidaire" in a column of names: two words of the dictionary side by side that nobody is called. */
const besidePlainWord = (view: NameView, token: number): boolean =>
  plain(view, token) &&
  ((view.scan.gap[token] === Gap.space && plain(view, token - 1)) ||
    (view.scan.gap[token + 1] === Gap.space && plain(view, token + 1)))

/** "Berger-Levrault": the second half is a brand and nothing else, and neither a title, a first name nor another capital stands beside. */
function endsBrand({ scan, flags, tagged }: NameView, token: number): boolean {
  if ((flags[token]! & (Word.organisation | SOMEBODY)) !== Word.organisation) return false
  const before = token - 3
  return (
    (flags[before]! & Word.title) === 0 &&
    !(scan.hash[before] === DOT && (flags[before - 1]! & Word.title) !== 0) &&
    tagged[before] !== 1 &&
    !(scan.gap[token + 1] === Gap.space && scan.shape[token + 1]! >= Shape.capital)
  )
}

/** "('Texier', 'Nadège')": a first name of the lists in the next cell of a row of quoted values, after a name. */
const nextInQuotedRow = ({ scan, flags, tagged }: NameView, token: number): boolean =>
  (flags[token]! & ~Word.rareSurname) === Word.firstName &&
  scan.shape[token]! >= Shape.capital &&
  scan.gap[token] === Gap.none &&
  (scan.hash[token - 1] === 0x27 || scan.hash[token - 1] === 0x22) &&
  scan.hash[token - 2] === COMMA &&
  scan.hash[token - 3] === scan.hash[token - 1] &&
  tagged[token - 4] === 1

const BAR = 0x7c
const cellSigns: ReadonlySet<number> = new Set([BAR, 0x3b])
const fillsCell = ({ scan }: NameView, token: number): boolean =>
  cellSigns.has(scan.hash[token - 1]!) && scan.hash[token + 1] === scan.hash[token - 1]
const NO_CELL = Word.tool | Word.title | Word.organisation | Word.calendar | Word.role | Word.namedThing
/** "0003|WOJTYRA|Stanislas|…": in a row without a header, a cell in capitals beside a cell that is a first name, and that cell. */
function inCells(view: NameView, token: number): boolean {
  const { scan, flags, tagged } = view
  if (!fillsCell(view, token)) return false
  if (scan.shape[token] === Shape.capital)
    return (flags[token]! & Word.firstName) !== 0 && tagged[token - 2] === 1 && scan.shape[token - 2] === Shape.capitals
  if (scan.shape[token] !== Shape.capitals || lengthOf(scan, token) < 3 || (flags[token]! & NO_CELL) !== 0) return false
  if ((flags[token + 2]! & Word.firstName) === 0 || (flags[token + 2]! & NO_CELL) !== 0) return false
  if (!fillsCell(view, token + 2)) return false
  // In capitals both: what no list has beside a first name that is nothing else.
  const inCapitals =
    scan.shape[token + 2] === Shape.capitals &&
    (unknownTo(flags[token]!) || (flags[token]! & NAME) !== 0) &&
    (flags[token + 2]! & ~(NAME | Word.rareSurname)) === 0
  return scan.shape[token + 2] === Shape.capital || inCapitals
}

const CARET = 0x5e
/** "|ZUBROWSKA^HALINA|": somebody in a message of HL7, the surname first. */
function inComponents({ scan, flags }: NameView, token: number): boolean {
  if (scan.hash[token - 1] === CARET && scan.hash[token - 3] === BAR) return (flags[token]! & Word.firstName) !== 0
  return (
    scan.hash[token - 1] === BAR &&
    scan.hash[token + 1] === CARET &&
    lengthOf(scan, token) > 2 &&
    (flags[token + 2]! & Word.firstName) !== 0
  )
}

const LESS = 0x3c
const CORRESPONDENT_MAX = 4
/** From: "Grace Adeyemi" <…>: whoever a mail is from or to, whatever the first word. */
function opensCorrespondent({ scan, flags }: NameView, token: number): boolean {
  if (scan.hash[token - 1] !== QUOTE || scan.gap[token] !== Gap.none || scan.shape[token] !== Shape.capital)
    return false
  if ((flags[token]! & (Word.organisation | Word.namedThing | Word.role | Word.tool | Word.place)) !== 0) return false
  for (let at = token + 1; at < token + CORRESPONDENT_MAX; at++) {
    if (scan.hash[at] === QUOTE) return at > token + 1 && scan.hash[at + 1] === LESS && scan.gap[at + 1] === Gap.space
    if (scan.shape[at]! < Shape.capital || scan.gap[at] !== Gap.space) return false
  }
  return false
}

/** "NOM : L'HOSTIS": the article that a surname begins with, and the rest of it. */
function elidedInField({ scan, tagged, colonWord }: NameView, token: number): boolean {
  if (!nameLabels.has(colonWord[token]!)) return false
  const opens = scan.hash[token - 1] === COLON
  const mark = opens ? token + 1 : token - 1
  if (!isApostrophe(scan.hash[mark]!) || scan.gap[mark] !== Gap.none || scan.gap[mark + 1] !== Gap.none) return false
  return opens
    ? scan.shape[token] === Shape.initial && scan.shape[token + 2]! >= Shape.capital
    : tagged[token - 2] === 1 && scan.shape[token - 2] === Shape.initial && scan.hash[token - 3] === COLON
}

/** "TEHEI Hinano |" below "titulaire": a cell of two words, in capitals and with one, that no list calls anything else. */
function isWholeNameCell({ scan, flags }: NameView, token: number): boolean {
  const first = scan.shape[token] === Shape.capitals ? token : token - 1
  const mayBe = (at: number): boolean => unknownTo(flags[at]!) || (flags[at]! & NAME) !== 0
  return (
    scan.shape[first] === Shape.capitals &&
    scan.shape[first + 1] === Shape.capital &&
    scan.gap[first + 1] === Gap.space &&
    (scan.gap[first]! >= Gap.line || scan.kind[first - 1] !== TokenKind.word) &&
    scan.kind[first + 2] !== TokenKind.word &&
    mayBe(first) &&
    mayBe(first + 1)
  )
}

const ZERO = 0x30
const ofOnePerson = wordSet('proprietaire titulaire demandeur requerant patient eleve salarie usager plaignant victime')
/** "| Tchernychev |" below "Propriétaire": a word of no list fills the cell of a person. */
const isSurnameCell = ({ scan, flags, columnHead }: NameView, token: number): boolean =>
  ofOnePerson.has(columnHead[token]!) &&
  (flags[token]! & ~Word.rareSurname) === 0 &&
  scan.shape[token] === Shape.capital &&
  cellSigns.has(scan.hash[token - 1]!) &&
  cellSigns.has(scan.hash[token + 1]!)

/** "| Kofi | 06 45 …": a first name alone in its cell, the number of whoever is called in the next. */
const isFirstNameBesideNumber = ({ scan, flags }: NameView, token: number): boolean =>
  scan.kind[token + 2] === TokenKind.digits &&
  (flags[token]! & Word.firstName) !== 0 &&
  (flags[token]! & (Word.ordinary | Word.place | Word.organisation)) === 0 &&
  cellSigns.has(scan.hash[token - 1]!) &&
  cellSigns.has(scan.hash[token + 1]!) &&
  scan.shape[token] === Shape.capital &&
  scan.text.charCodeAt(scan.start[token + 2]!) === ZERO &&
  scan.end[token + 2]! - scan.start[token + 2]! !== 1

const COMPANY_MAX = 4
/** "Dupuis Traiteur SA", "Maison Vidal" below "Candidat": what it does or its legal form is in the same cell. */
function inCompanyCell(view: NameView, token: number): boolean {
  const { scan, flags } = view
  if (isLegalForm(view, token) || isLegalForm(view, token - 1)) return true
  if ((flags[token - 1]! & Word.namedThing) !== 0 && scan.gap[token] === Gap.space) return true
  for (let at = token + 1; at <= token + COMPANY_MAX && scan.gap[at] === Gap.space; at++)
    if (isLegalForm(view, at) || (scan.shape[at] === Shape.capital && (flags[at]! & Word.namedThing) !== 0)) return true
  return false
}

const firstNameHeads = wordSet('prenom prenoms firstname')
/** "ABBEVILLE;Rosine" below "NOM;PRENOM": a town that is somebody's name, since the next cell is a first name. */
const townBesideFirstName = ({ flags, columnHead }: NameView, token: number): boolean =>
  (flags[token]! & Word.place) !== 0 &&
  (flags[token]! & ~(NAME | Word.place | Word.rareSurname | Word.dictionary)) === 0 &&
  (firstNameHeads.has(columnHead[token + 1]!) || firstNameHeads.has(columnHead[token + 2]!))

/** Between the signs of a row, of a message, of a heading or of a field. */
const afterSignOfStructure = (view: NameView, token: number): boolean =>
  nextInQuotedRow(view, token) ||
  inCells(view, token) ||
  inComponents(view, token) ||
  opensCorrespondent(view, token) ||
  elidedInField(view, token)

/** What the field, the column or the code around a word says of it. */
export function structureRules(view: NameView, token: number): number {
  const { scan, flags } = view
  const flag = flags[token]!
  // Jaouen-Trémolières: what a hyphen ties to a name is part of it.
  const tied =
    scan.gap[token] === Gap.none && scan.gap[token - 1] === Gap.none && scan.kind[token - 1] === TokenKind.sign
  if (tied && scan.hash[token - 1] === HYPHEN && view.tagged[token - 2] === 1) {
    if (!endsBrand(view, token)) return 1
    view.tagged[token - 2] = 0
    return -1
  }
  if (tied && doubleHyphen(scan, token - 2) && view.tagged[token - 3] === 1) return 1
  // "le couple Morin–Saint-Prix": two surnames with a dash between them.
  if (tied && scan.hash[token - 1] === EN_DASH && view.tagged[token - 2] === 1 && scan.shape[token]! >= Shape.capital)
    return 1
  // "NOM |_CASTEL_|" in the first line of a form is no header of a table.
  if (scan.inHeader[token] === 1) return scan.hash[token - 1] === UNDERSCORE && blankOfForm(view, token) ? 1 : -1
  if (scan.gap[token] === Gap.wide && besideNameLabel(view, token)) return 1
  if (nobodyInField(view, token)) return -1
  if (view.tagged[token - 1] === 1 && endsNameField(view, token)) return 1
  if (isFirstNameBesideNumber(view, token)) return 1
  if ((isApostrophe(scan.hash[token - 1]!) || isApostrophe(scan.hash[token + 1]!)) && ofClan(view, token)) return 1
  if (tied && afterElidedParticle(view, token)) return 1
  if (inTownOfOrigin(view, token)) return -1
  // Between the words of a sentence a capital is in no field, no column and no code.
  if (scan.kind[token - 1] === TokenKind.word && scan.columnHead[token] === 0 && scan.shape[token]! >= Shape.capital)
    return byItself(view, token)
  if (scan.kind[token - 1] === TokenKind.sign && blankOfForm(view, token)) return 1
  const isName = (flag & NAME) !== 0
  const inNameColumn = scan.columnHead[token] !== 0 && nameLabels.has(scan.columnHead[token]!)
  if (inNameColumn && (besidePlainWord(view, token) || besideAssociation(scan, token))) return -1
  // The column says "name": anything but an ordinary word.
  if (
    inNameColumn &&
    !blanks.has(scan.hash[token]!) &&
    (unknownTo(flag) ||
      isName ||
      (flag & Word.particle) !== 0 ||
      (scan.shape[token] === Shape.capital && (flag & Word.organisation) === 0) ||
      townBesideFirstName(view, token))
  )
    return 1
  // <yolaine>, TODO(mhamed): how chats and code call somebody.
  const enclosed =
    (flag & Word.firstName) !== 0 &&
    scan.gap[token] === Gap.none &&
    scan.gap[token + 1] === Gap.none &&
    ((scan.hash[token - 1] === 0x3c && scan.hash[token + 1] === GREATER && scan.gap[token + 2] === Gap.space) ||
      (scan.hash[token - 1] === 0x28 && scan.hash[token - 2] === TODO) ||
      (scan.hash[token - 1] === 0x5b &&
        scan.gap[token - 1]! >= Gap.line &&
        scan.hash[token + 1] === 0x5d &&
        scan.gap[token + 2] === Gap.space))
  if (enclosed) return 1
  if (scan.hash[token - 1] === CLOSING_BRACKET && speaks(view, token)) return 1
  if (readsAcronym(scan, token)) return -1
  if (otherColumns.has(scan.columnHead[token]!)) return -1
  if (
    scan.columnHead[token] !== 0 &&
    (isName || isWholeNameCell(view, token) || isSurnameCell(view, token)) &&
    scan.shape[token]! >= Shape.capital &&
    isPersonLabel(scan.columnHead[token]!) &&
    !inCompanyCell(view, token)
  )
    return 1
  const opensField =
    scan.kind[token - 1] === TokenKind.sign &&
    (scan.hash[token - 1] === COLON || scan.hash[token - 1] === 0x22 || scan.hash[token - 1] === 0x27) &&
    nameLabels.has(view.colonWord[token]!)
  if (
    opensField &&
    (isName || unknownTo(flag)) &&
    scan.shape[token] === Shape.lower &&
    !blanks.has(scan.hash[token]!) &&
    !placeholder(scan, token)
  )
    return 1
  // <prenom>fanja</prenom>
  const inElement =
    scan.hash[token - 1] === GREATER && nameLabels.has(scan.hash[token - 2]!) && scan.gap[token] === Gap.none
  if (scan.kind[token - 1] === TokenKind.sign && afterSignOfStructure(view, token)) return 1
  if (inElement && (isName || unknownTo(flag)) && scan.shape[token] === Shape.lower) return 1
  if (scan.shape[token] === Shape.lower && doubleFirstName(view, token)) {
    const head = headOf(view, token)
    return head >= 0 || indefinite.has(scan.hash[token - 1]!) ? -1 : 1
  }
  if (scan.shape[token] === Shape.lower && unknownTo(flag) && (afterParticles(view, token) || greeted(scan, token)))
    return 1
  if (fillsNameField(view, token)) return 1
  if (scan.shape[token] !== Shape.lower) return byItself(view, token)
  return !isName && scan.label[token] !== Label.none ? -1 : ruledLower(view, token)
}

/** A label or a civility is no name. */
function byItself(view: NameView, token: number): number {
  const { scan, flags } = view
  if ((flags[token]! & NAME) === 0 && scan.label[token] !== Label.none) return -1
  if (secondInitial(view, token)) return 1
  if (civilities.has(scan.hash[token]!)) return endsWithInitial(view, token) || lastInitial(view, token) ? 1 : -1
  return UNDECIDED
}
