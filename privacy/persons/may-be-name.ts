import { hashWord } from '../scan/word-hash.ts'
import { FIRST } from '../scan/columns.ts'
import { LineCase, type NameView } from '../names/features.ts'
import { isAlsoWord, Word } from '../names/name-lexicon.ts'
import { wordSet } from '../scan/word-table.ts'
import type { Scan } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { blankOfForm, blanks, declared, fillsNameField, isVariable, isKey, placeholder } from './fields.ts'
import { GRACE, kinsperson } from './kinship.ts'
import { namesThing, ofCode } from './code-names.ts'
import { ofProgram } from './program-names.ts'
import { boundToName, gluedWord, unlistedPair } from './one-case.ts'
import { afterParticles } from './particles.ts'
import { COLON, DEGREE, DOT, HYPHEN, UNDERSCORE, isApostrophe } from './signs.ts'
import {
  afterInitialAlone,
  afterUnmistakable,
  borneInSmallLetters,
  doubleFirstName,
  endsBeforeBirth,
  greeted,
  greetedByFirstName,
  namedInChat,
  NO_NAME,
  signs,
  spokenDouble,
} from './small-letters.ts'
import { CONJUGATED } from './word-endings.ts'
import { articles, beforeVerb, civilities, NAME, nameLabels, unknownTo } from './word-sets.ts'

const MEL = hashWord('mel')
const PRUD = hashWord('prud')
const courts = wordSet('hommes homal homale homales homaux homie')
const MIN_LOWER_NAME = 3

/** One capital is somebody's when a dot, a hyphen or an apostrophe follows ("J. Martin", "N'Diaye"), or a name stands before ("Michel D"). */
const opensInitial = ({ scan, tagged }: NameView, token: number): boolean => {
  const next = scan.gap[token + 1] === Gap.none ? scan.hash[token + 1] : 0
  return (
    next === DOT ||
    (next === HYPHEN && scan.kind[token + 2] !== TokenKind.digits) ||
    isApostrophe(next ?? 0) ||
    tagged[token - 1] === 1
  )
}

/** Could this word be part of a name? The tagger is asked about these only. */
export const mayBeName = (view: NameView, token: number): boolean =>
  view.scan.kind[token] === TokenKind.word && !plain(view, token) && notRuledOut(view, token)

/** A word that is no title, or a sign that neither shortens nor ties, outside of the field of a name. */
const followsNothingTelling = ({ scan, flags, tagged, colonWord }: NameView, token: number): boolean => {
  if (scan.kind[token - 1] === TokenKind.word) return (flags[token - 1]! & Word.title) === 0
  const sign = scan.hash[token - 1]
  return (
    sign !== DOT &&
    sign !== HYPHEN &&
    sign !== UNDERSCORE &&
    scan.hash[token + 1] !== UNDERSCORE &&
    tagged[token - 1] !== 1 &&
    (colonWord[token] === 0 || !nameLabels.has(colonWord[token]!))
  )
}

/** Most words of a text: in small letters, no name, after what tells nothing of them. Only a column of names would make one of them. */
const plain = (view: NameView, token: number): boolean =>
  view.scan.shape[token] === Shape.lower &&
  followsNothingTelling(view, token) &&
  (view.flags[token]! & NAME) === 0 &&
  (view.flags[token]! & ~(Word.particle | Word.rareSurname | Word.knownThing)) !== 0 &&
  view.flags[token] !== (Word.dictionary | Word.rareSurname) &&
  view.scan.columnHead[token] === 0 &&
  view.scan.hash[token] !== GRACE &&
  (view.tagged[token - 1] !== 1 || !(endsBeforeBirth(view, token) || spokenDouble(view, token)))

const isMail = ({ text, start }: Scan, token: number): boolean => /é/i.test(text[start[token]! + 1]!)

/** A capital between two words of a sentence: no sign ties it to anything, and no code is written so. */
const standsInSentence = ({ scan }: NameView, token: number): boolean =>
  scan.kind[token - 1] === TokenKind.word &&
  scan.kind[token + 1] === TokenKind.word &&
  (scan.shape[token] === Shape.capital || scan.shape[token] === Shape.capitals)

/** "Le Le", "Mél": all that rules out a capital between two words. */
const ruledOutInSentence = ({ scan, flags }: NameView, token: number): boolean =>
  ((flags[token]! & Word.particle) !== 0 && scan.hash[token] === scan.hash[token - 1]) ||
  (scan.hash[token] === MEL && isMail(scan, token))

function notRuledOut(view: NameView, token: number): boolean {
  if (standsInSentence(view, token)) return !ruledOutInSentence(view, token)
  const { scan, flags } = view
  const flag = flags[token]!
  // java.lang.String, service.agent: parts of code; an initial keeps its dot.
  if (
    scan.gap[token] === Gap.none &&
    scan.hash[token - 1] === DOT &&
    scan.kind[token - 1] === TokenKind.sign &&
    scan.gap[token - 1] === Gap.none &&
    token > FIRST + 1 &&
    scan.end[token - 2]! - scan.start[token - 2]! > 3
  )
    return false
  if (
    (scan.gap[token] === Gap.none && scan.hash[token - 1] === UNDERSCORE && scan.kind[token - 1] === TokenKind.sign) ||
    (scan.gap[token + 1] === Gap.none && scan.hash[token + 1] === UNDERSCORE && scan.kind[token + 1] === TokenKind.sign)
  )
    return blankOfForm(view, token)
  if (scan.shape[token] === Shape.initial && !opensInitial(view, token)) return false
  // d'Ad'Ad, "Le Le": nobody is called so, and a text of nothing else would cost more than any other.
  if (
    scan.gap[token] === Gap.none &&
    isApostrophe(scan.hash[token - 1] ?? 0) &&
    isApostrophe(scan.hash[token - 3] ?? 0) &&
    scan.gap[token - 2] === Gap.none &&
    scan.gap[token - 3] === Gap.none &&
    scan.kind[token - 2] === TokenKind.word &&
    scan.kind[token - 4] === TokenKind.word
  )
    return false
  if ((flag & Word.particle) !== 0 && scan.hash[token] === scan.hash[token - 1]) return false
  // Prud'hommes, prud'homal: the court. Prud'homme is a surname too.
  if (scan.hash[token] === PRUD && isApostrophe(scan.hash[token + 1]!) && courts.has(scan.hash[token + 2]!))
    return false
  // "Mél. : …" is what French administrations call an address of mail.
  if (
    scan.hash[token] === MEL &&
    (scan.hash[token + 1] === DOT || scan.hash[token + 1] === COLON || isMail(scan, token))
  )
    return false
  // What a program declares or releases has a sign or a figure behind it.
  if (
    scan.kind[token + 1] !== TokenKind.word &&
    (isKey(scan, token) || declared(scan, token) || isReleased(scan, token))
  )
    return false
  if (
    scan.shape[token] === Shape.lower &&
    (scan.gap[token + 1] === Gap.none || scan.kind[token - 1] === TokenKind.digits) &&
    ofProgram(scan, token)
  )
    return false
  // "n° Bicycode"; "3° Marie Duval" counts people.
  if (scan.hash[token - 1] === DEGREE && scan.kind[token - 2] !== TokenKind.digits) return false
  // secretKey, dateNaissance: what programs call their own.
  if (scan.shape[token] === Shape.mixed && isSmall(scan.text.charCodeAt(scan.start[token]!))) return false
  if (scan.shape[token] !== Shape.lower) {
    // Letters that touch digits are codes.
    const glued =
      (scan.gap[token] === Gap.none && scan.kind[token - 1] === TokenKind.digits) ||
      (token + 1 < scan.limit && scan.gap[token + 1] === Gap.none && scan.kind[token + 1] === TokenKind.digits)
    // DUPONT-4411: the key of a ticket
    const keyed =
      scan.shape[token] === Shape.capitals &&
      scan.hash[token + 1] === HYPHEN &&
      scan.gap[token + 1] === Gap.none &&
      scan.kind[token + 2] === TokenKind.digits &&
      scan.gap[token + 2] === Gap.none
    return !glued && !keyed && !ofCode(scan, token)
  }
  // "1 doudou": what is counted.
  if (scan.kind[token - 1] === TokenKind.digits && scan.gap[token] === Gap.space && (flag & Word.ordinary) !== 0)
    return false
  if (touchesFigures(scan, token) && isHexadecimal(scan, token)) return false
  if (nameLabels.has(scan.columnHead[token]!)) return true
  if (scan.hash[token] === DOS && beforeBack.has(scan.hash[token - 1]!)) return false
  if (
    blanks.has(scan.hash[token]!) ||
    isVariable(scan, token) ||
    namesThing(scan, token) ||
    (unknownTo(flag) && placeholder(scan, token))
  )
    return false
  if (valueOfOption(scan, token) || isLimit(scan, token)) return false
  if (view.tagged[token - 1] === 1 && spokenDouble(view, token)) return true
  if (scan.end[token]! - scan.start[token]! < MIN_LOWER_NAME) return false
  if (view.tagged[token - 1] === 1 && endsBeforeBirth(view, token)) return true
  // "au dos.", "ben,": a particle that no word follows is a word of the sentence.
  const closes = token + 1 >= scan.limit || scan.gap[token + 1]! >= Gap.line || scan.kind[token + 1] !== TokenKind.word
  if ((flag & Word.particle) !== 0 && (flag & Word.firstName) === 0 && closes && view.tagged[token - 1] !== 1)
    return false
  // "charpentier-diop": what a hyphen ties to a name.
  if (tiedToName(view, token)) return true
  if (doubleFirstName(view, token)) return true
  if (((flag & NO_NAME) === 0 || articles.has(scan.hash[token - 1]!)) && afterUnmistakable(view, token)) return true
  if (fillsNameField(view, token) || kinsperson(view, token)) return true
  if (greetedByFirstName(view, token) || namedInChat(view, token) || borneInSmallLetters(view, token)) return true
  if (signs(view, token)) return true
  const previous = flags[token - 1] ?? 0
  if ((flag & (Word.firstName | Word.surname)) !== 0)
    return (
      ((flag & (Word.ordinary | Word.tool | Word.place | Word.calendar)) === 0 && !isWordInSentence(view, token)) ||
      (previous & (Word.firstName | Word.title)) !== 0 ||
      (nameLabels.has(view.colonWord[token]!) && scan.kind[token - 1] === TokenKind.sign) ||
      view.tagged[token - 1] === 1
    )
  // "mickaël strauss": a brand elsewhere.
  const mayBe = Word.particle | Word.rareSurname | (view.tagged[token - 1] === 1 ? Word.knownThing : 0)
  if (flag !== (Word.dictionary | Word.rareSurname) && (flag & ~mayBe) !== 0) return false
  // "marie viendrait": the verb of a sentence without capitals.
  if (CONJUGATED.test(scan.text.slice(Math.max(scan.start[token]!, scan.end[token]! - 5), scan.end[token]!)))
    return false
  // "je m apele", "tu peux me rapelé": after these a verb comes, however it is spelt.
  if (unknownTo(flag) && beforeVerb.has(scan.hash[token - 1]!)) return false
  if (unknownTo(flag) && view.lineCase[token] === LineCase.lower && gluedWord(scan, token)) return false
  if (loneInSmallLetters(view, token) || (tied(view, token) && afterInitialAlone(view, token))) return true
  // A word in no list: only beside a name that is typed in lower case too ("jean moulard"), a title or a label.
  return (
    civilities.has(scan.hash[token - 1] ?? 0) ||
    ((previous & Word.title) !== 0 && scan.gap[token] === Gap.space) ||
    afterParticles(view, token) ||
    boundToName(view, token) ||
    unlistedPair(view, token) ||
    greeted(scan, token) ||
    (scan.hash[token - 1] === DOT && civilities.has(scan.hash[token - 2] ?? 0)) ||
    (view.tagged[token - 1] === 1 && scan.shape[token - 1] === Shape.lower) ||
    ((flags[token + 1]! & Word.firstName) !== 0 && scan.shape[token + 1] === Shape.lower) ||
    (nameLabels.has(view.colonWord[token]!) && scan.kind[token - 1] === TokenKind.sign)
  )
}

const DOS = hashWord('dos')
/** "un sac à dos noir", "mal au dos": no particle of Portugal comes after these. */
const beforeBack = wordSet('a au le mon ton son leur en')

const touchesFigures = ({ gap, kind }: Scan, token: number): boolean =>
  (gap[token] === Gap.none && kind[token - 1] === TokenKind.digits) ||
  (gap[token + 1] === Gap.none && kind[token + 1] === TokenKind.digits)
/** "509182751fab": letters that are figures of base sixteen. */
function isHexadecimal({ text, start, end }: Scan, token: number): boolean {
  for (let at = start[token]!; at < end[token]!; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x61 || code > 0x66) return false
  }
  return true
}

const MAX = hashWord('max')
const PAGES = hashWord('pages')
/** "3 jours max", "max 20 élèves", "96 pages, grands carreaux" */
const isLimit = ({ hash, kind, gap }: Scan, token: number): boolean =>
  (hash[token] === PAGES && gap[token] === Gap.space && kind[token - 1] === TokenKind.digits) ||
  (hash[token] === MAX &&
    gap[token] === Gap.space &&
    (kind[token - 1] === TokenKind.digits ||
      kind[token + 1] === TokenKind.digits ||
      (kind[token - 1] === TokenKind.word && kind[token - 2] === TokenKind.digits)))

const EQUALS = 0x3d
/** "généré par Octave 3.4.1", "openpyxl==3.1.2": a program, and which of its releases; no day ends with one figure. */
function isReleased({ hash, kind, gap, start, end }: Scan, token: number): boolean {
  const at = token + 1
  if (hash[at] === EQUALS && kind[at] === TokenKind.sign)
    return hash[at + 1] === EQUALS && gap[at] === Gap.none && gap[at + 1] === Gap.none
  const dotted = (dot: number) =>
    hash[dot] === DOT && gap[dot] === Gap.none && gap[dot + 1] === Gap.none && kind[dot + 1] === TokenKind.digits
  return (
    kind[at] === TokenKind.digits &&
    gap[at] === Gap.space &&
    dotted(at + 1) &&
    dotted(at + 3) &&
    end[at + 4]! - start[at + 4]! === 1
  )
}
const ofPeople = wordSet(
  'author auteur user username utilisateur name nom prenom owner assignee login committer reviewer',
)
/** "--format=fuller": what an option of a command is set to. */
const valueOfOption = ({ hash, gap }: Scan, token: number): boolean =>
  hash[token - 1] === EQUALS &&
  gap[token] === Gap.none &&
  gap[token - 1] === Gap.none &&
  hash[token - 3] === HYPHEN &&
  hash[token - 4] === HYPHEN &&
  !ofPeople.has(hash[token - 2]!)

const tiedToName = ({ scan, tagged }: NameView, token: number): boolean =>
  scan.gap[token] === Gap.none &&
  scan.hash[token - 1] === HYPHEN &&
  scan.gap[token - 1] === Gap.none &&
  tagged[token - 2] === 1

/** Right after a dot or a particle. */
const tied = ({ scan, flags }: NameView, token: number): boolean =>
  scan.hash[token - 1] === DOT || (flags[token - 1]! & Word.particle) !== 0

const isSmall = (code: number): boolean => code >= 0x61 && code <= 0x7a
/** "toutes les pages": a surname that is a word as well, in small letters where names have capitals. */
const isWordInSentence = ({ scan, flags, lineCase }: NameView, token: number): boolean =>
  lineCase[token] === LineCase.mixed && (flags[token]! & Word.firstName) === 0 && isAlsoWord(scan.hash[token]!)

const MIN_LONE_NAME = 4
/** "audition de nastase": in a line all in small letters, what no dictionary knows is weighed as it would be with a capital. */
const loneInSmallLetters = ({ scan, flags, lineCase }: NameView, token: number): boolean =>
  lineCase[token] === LineCase.lower &&
  unknownTo(flags[token]!) &&
  scan.end[token]! - scan.start[token]! >= MIN_LONE_NAME &&
  scan.gap[token] !== Gap.none &&
  !(token + 1 < scan.limit && scan.gap[token + 1] === Gap.none && scan.kind[token + 1] !== TokenKind.sign)
