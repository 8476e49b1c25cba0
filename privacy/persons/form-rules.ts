import { headOf, LineCase, type NameView } from '../names/features.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import { beforeBirth, besideFirstNameField, bornAs, maidenOfCompany, opensBorn } from './born-names.ts'
import { isCalled } from './called.ts'
import { isAlsoWord, Word } from '../names/name-lexicon.ts'
import { Label } from '../scan/labels.ts'
import { matchAt } from '../scan/match-at.ts'
import { foldedOf } from '../scan/scan.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { placeholder } from './fields.ts'
import { kinsperson } from './kinship.ts'
import { acronym, endsWithInitial, THING, UNDECIDED } from './name-view.ts'
import { particlesFillField } from './particles.ts'
import { endsNobleName } from './place-rules.ts'
import { COLON, COMMA, DEGREE, DOT, GREATER, HYPHEN, isApostrophe, isOpening, QUOTE } from './signs.ts'
import { abstractNoun, INFINITIVE, VERB } from './word-endings.ts'
import { NAME, nameLabels, PREPOSITION_DE, unknownTo } from './word-sets.ts'
import { afterRankAlone, inListOfPeople } from './word-surnames.ts'

const PLURAL = /[sx]/i
const bankCodes = wordSet('bic swift')

const determiners = wordSet(
  'the your le la les l un une des ce cette ces son sa ses leur leurs vos votre nos notre tout tous toute toutes chaque aux au',
)

const feasts = wordSet('a avant apres depuis pour de en des')

const ALT = hashWord('alt')
const PLUS = 0x2b
const JAN = hashWord('jan')
const cutMonths = wordSet('jan janv fev fevr mar avr mai juin juil aou sep sept oct nov dec')
const NOEL = hashWord('noel')
const falls = wordSet('tombe tombera tombait approche approchant')
const wishes = wordSet('joyeux bon pere')
const ofChristmas = wordSet(
  'marche marches arbre arbres vacances prime sapin fete fetes repas conge conges cadeau cadeaux colis spectacle periode veille soir nuit jour illuminations gouter bon',
)
/** "Joyeux Noël", "LE MARCHE DE NOEL": the feast, however it is typed. */
const atChristmas = ({ scan }: NameView, token: number): boolean =>
  (falls.has(scan.hash[token + 1]!) && scan.gap[token + 1] === Gap.space && scan.hash[token] === NOEL) ||
  (wishes.has(scan.hash[token]!) ? scan.hash[token + 1] === NOEL : wishes.has(scan.hash[token - 1]!)) ||
  (scan.hash[token - 1] === PREPOSITION_DE && ofChristmas.has(scan.hash[token - 2]!))

const qualities = wordSet(
  'petit petite petits petites grand grande grands grandes gros grosse bon bonne beau belle long longue jeune vieux vieille nouveau nouvelle dernier derniere premier premiere rapide leger legere fort forte bref',
)
const personVerbs = wordSet(
  'demande souhaite propose rappelle precise indique confirme repond arrive part vient veut dit pense signale appelle passe reste quitte refuse accepte conteste declare explique prend prefere remplace signe envoie attend suit',
)
/** "Petit nettoyage : samedi": an adjective opens the sentence, and its noun follows. */
const opensWithQuality = ({ scan, flags }: NameView, token: number): boolean =>
  scan.shape[token] === Shape.capital &&
  scan.shape[token + 1] === Shape.lower &&
  (scan.gap[token]! >= Gap.line || scan.hash[token - 1] === DOT || scan.hash[token - 1] === COLON) &&
  scan.gap[token + 1] === Gap.space &&
  qualities.has(scan.hash[token]!) &&
  (flags[token + 1]! & (Word.ordinary | Word.dictionary)) !== 0 &&
  (flags[token + 1]! & (Word.tool | Word.particle)) === 0 &&
  !personVerbs.has(scan.hash[token + 1]!) &&
  !VERB.test(foldedOf(scan, token + 1))

const cut = wordSet(
  'capt lieut sgt insp brig adjt cdt prof virt prelt rembt vers coef dept arrt appt echg regl trav cond dest exped benef propr',
)
const ABBREVIATION_MAX = 6
const dear = wordSet('cher chere')
const NO_CORRESPONDENT =
  Word.title | Word.role | Word.organisation | Word.tool | Word.calendar | Word.namedThing | Word.place
/** "Chère Patience," opens a letter, whatever the word. */
const addressedWarmly = ({ scan, flags }: NameView, token: number): boolean =>
  scan.gap[token - 1]! >= Gap.line &&
  scan.gap[token] === Gap.space &&
  dear.has(scan.hash[token - 1]!) &&
  scan.hash[token + 1] === COMMA &&
  scan.shape[token] === Shape.capital &&
  (flags[token]! & NO_CORRESPONDENT) === 0

const interjections = wordSet('parfait super genial excellent formidable impeccable entendu')
/** "Agent : Parfait, et un numéro ?": what somebody says, since a word of the sentence follows; "Parfait, né le …" is somebody. */
const exclaims = ({ scan, flags }: NameView, token: number): boolean =>
  interjections.has(scan.hash[token]!) &&
  scan.hash[token - 1] === COLON &&
  scan.hash[token + 1] === COMMA &&
  (flags[token + 2]! & Word.tool) !== 0 &&
  scan.label[token + 2] === Label.none

const LETTER_N = hashWord('n')
/** "BAES n° 7", in a line that has small letters too. */
const counted = ({ scan: { hash, gap }, lineCase }: NameView, token: number): boolean =>
  hash[token + 1] === LETTER_N &&
  gap[token + 1] === Gap.space &&
  hash[token + 2] === DEGREE &&
  lineCase[token] === LineCase.mixed

/** "Agent ASVP Jérémie Tchibinda", "tuteur : ASE 93": what a function is called before a whole name, a service before its department. */
function ofFunction({ scan, flags, barred }: NameView, token: number): boolean {
  const next = token + 1
  if (scan.gap[next] !== Gap.space) return false
  if (scan.kind[next] === TokenKind.digits)
    return scan.end[next]! - scan.start[next]! < 4 && scan.kind[token + 2] !== TokenKind.digits
  const called =
    scan.gap[token] === Gap.space &&
    (flags[token - 1]! & Word.role) !== 0 &&
    scan.shape[token - 1] !== Shape.capitals &&
    scan.shape[next] === Shape.capital &&
    (flags[next]! & Word.firstName) !== 0 &&
    scan.shape[token + 2]! >= Shape.capital &&
    scan.gap[token + 2] === Gap.space
  if (called) barred[token] = THING
  return called
}

const versionAfter = / ?\d{1,3}(?:\.\d{1,4}){1,3}(?![\d.])/y
/** "Calico 3.27.3": what has a version. */
const hasVersion = ({ scan }: NameView, token: number): boolean =>
  scan.kind[token + 1] === TokenKind.digits &&
  scan.hash[token + 2] === DOT &&
  scan.gap[token + 2] === Gap.none &&
  scan.gap[token + 3] === Gap.none &&
  matchAt(versionAfter, scan.text, scan.end[token]!) !== null

/** "MaPrimeRénov'", "Rénov'": the apostrophe cuts a word, since nothing touches it. */
const isCutWord = ({ scan, tagged }: NameView, token: number): boolean =>
  isApostrophe(scan.hash[token + 1]!) &&
  scan.gap[token + 1] === Gap.none &&
  (token + 2 >= scan.limit || scan.gap[token + 2]! > Gap.none || scan.kind[token + 2] === TokenKind.sign) &&
  scan.kind[token - 1] === TokenKind.word &&
  tagged[token - 1] !== 1

const afterOrder = wordSet('en dans sous par pour avec sur depuis a moi nous')
/** Again, the other way: what is asked for begins so more than a surname does. */
const AGAIN = /^(?:r[eé]|d[eé])\p{Ll}{3,}(?:e|is|ez|s)$/iu
/** "Reformate ce log", "Réécris en français": a word of no list that opens its sentence and governs what follows in small letters. */
const orders = ({ scan }: NameView, token: number): boolean =>
  scan.shape[token] === Shape.capital &&
  (scan.gap[token]! >= Gap.line || closesSentence.has(scan.hash[token - 1]!)) &&
  // 'Tick "agree"'
  ((scan.hash[token + 1] === QUOTE && scan.gap[token + 1] === Gap.space) || scan.shape[token + 1] === Shape.lower) &&
  (scan.hash[token + 1] === QUOTE ||
    determiners.has(scan.hash[token + 1]!) ||
    (afterOrder.has(scan.hash[token + 1]!) && AGAIN.test(scan.text.slice(scan.start[token], scan.end[token]))))
const closesSentence: ReadonlySet<number> = new Set([DOT, 0x21, 0x3f, 0x2026])

const WORD_AND_SURNAME = Word.dictionary | Word.rareSurname

/** "note : GAV Yanis Castel": what stands before a first name and a surname that have one capital each, where no field asks for a name. */
const beforeWholeName = ({ scan, flags, colonWord }: NameView, token: number): boolean =>
  scan.shape[token + 1] === Shape.capital &&
  scan.shape[token + 2] === Shape.capital &&
  scan.gap[token + 1] === Gap.space &&
  scan.gap[token + 2] === Gap.space &&
  (flags[token + 1]! & Word.firstName) !== 0 &&
  (flags[token + 2]! & (Word.firstName | Word.surname)) === Word.surname &&
  !nameLabels.has(colonWord[token]!)

function monthOfDay({ scan }: NameView, token: number): boolean {
  const day = scan.kind[token - 1] === TokenKind.digits && scan.gap[token] === Gap.space
  if (scan.kind[token + 1] === TokenKind.digits) return day || scan.hash[token + 3] === COLON
  const goesOn = scan.gap[token + 1] === Gap.space && scan.shape[token + 1]! >= Shape.capital
  return day && scan.end[token - 1]! - scan.start[token - 1]! <= 2 && !goesOn
}

/** What the word itself says: an initial, the blank of a form, an ending, a word of the lists with no name beside it. */
export function formRules(view: NameView, token: number): number {
  const { scan, flags } = view
  const flag = flags[token]!
  const isName = (flag & (Word.firstName | Word.surname)) !== 0
  const tied =
    scan.gap[token] === Gap.none && scan.gap[token - 1] === Gap.none && scan.kind[token - 1] === TokenKind.sign
  const length = scan.end[token]! - scan.start[token]!
  if (length === 1) {
    const next = scan.kind[token + 1] === TokenKind.sign && scan.gap[token + 1] === Gap.none ? scan.hash[token + 1]! : 0
    // P/O, and the elisions of capitals: "N'AVAIT". O'Brien and N'Diaye show small letters.
    if (
      scan.gap[token] === Gap.none &&
      scan.kind[token - 1] === TokenKind.sign &&
      scan.hash[token - 1] !== HYPHEN &&
      scan.hash[token - 1] !== DOT &&
      !isOpening(scan.hash[token - 1]!)
    )
      return -1
    if (
      isApostrophe(next) &&
      scan.shape[token + 2] === Shape.capitals &&
      (flags[token + 2]! & (Word.ordinary | Word.dictionary)) !== 0 &&
      (flags[token + 2]! & (Word.firstName | Word.surname)) === 0
    )
      return -1
    if (
      view.lineCase[token] === 1 &&
      isApostrophe(next) &&
      (scan.shape[token + 2] !== Shape.capital || scan.gap[token + 2] !== Gap.none)
    )
      return -1
  }
  const tagged =
    (view.tagged[token - 1] === 1 && scan.gap[token]! <= Gap.space) || (tied && view.tagged[token - 2] === 1)
  const signAfter = scan.kind[token + 1] === TokenKind.sign
  // Chrome/120.0
  if (scan.hash[token + 1] === 0x2f && scan.gap[token + 1] === Gap.none && scan.kind[token + 2] === TokenKind.digits)
    return -1
  const initial = length === 1 && scan.hash[token + 1] === DOT && signAfter
  // "Michel D."
  if (
    initial &&
    view.tagged[token - 1] === 1 &&
    scan.gap[token] === Gap.space &&
    ((flags[token - 1]! & Word.firstName) !== 0 || endsWithInitial(view, token))
  )
    return 1
  if (initial) return 0
  if (placeholder(scan, token)) return -1
  // "3 Jun 2024", "12 May": a month between figures is nobody.
  if (
    (flag & Word.calendar) !== 0 &&
    ((scan.kind[token - 1] === TokenKind.digits && scan.gap[token]! <= Gap.space) ||
      (scan.kind[token + 1] === TokenKind.digits && scan.gap[token + 1]! <= Gap.wide))
  )
    return -1
  // "JAN  FEV  MAR": months above columns
  if (
    cutMonths.has(scan.hash[token]!) &&
    (cutMonths.has(scan.hash[token + 1]!) || cutMonths.has(scan.hash[token - 1]!))
  )
    return -1
  // "Jan 12 03:22:17", "until 30 Jan": the month of a log or of a day, which is a first name too.
  if (scan.hash[token] === JAN && monthOfDay(view, token)) return -1
  // "Alt+F4"
  if (scan.hash[token] === ALT && scan.hash[token + 1] === PLUS && scan.gap[token + 1] === Gap.none) return -1
  // "jusqu'à Noël", "vient à Noël ?"
  if (
    (flag & Word.calendar) !== 0 &&
    feasts.has(scan.hash[token - 1]!) &&
    scan.shape[token - 1] === Shape.lower &&
    ((flags[token + 1]! & NAME) === 0 || scan.shape[token + 1] === Shape.lower)
  )
    return -1
  if ((scan.hash[token] === NOEL || scan.hash[token + 1] === NOEL) && atChristmas(view, token)) return -1
  // "8 PAGES": in a line all in one case, what is counted.
  if (
    view.lineCase[token] !== LineCase.mixed &&
    scan.kind[token - 1] === TokenKind.digits &&
    scan.gap[token] === Gap.space &&
    (flag & Word.firstName) === 0 &&
    PLURAL.test(scan.text.slice(scan.end[token]! - 1, scan.end[token]!)) &&
    isAlsoWord(scan.hash[token]!)
  )
    return -1
  // "Adr. postale": what a dot shortens, since the sentence goes on in small letters.
  if (
    unknownTo(flag) &&
    length <= ABBREVIATION_MAX &&
    scan.gap[token]! >= Gap.line &&
    scan.hash[token + 1] === DOT &&
    scan.gap[token + 1] === Gap.none &&
    scan.gap[token + 2] === Gap.space &&
    scan.shape[token + 2] === Shape.lower
  )
    return -1
  if (signAfter ? exclaims(view, token) : opensWithQuality(view, token)) return -1
  if (
    scan.shape[token] === Shape.capitals &&
    (counted(view, token) || (acronym(view, token) && (ofFunction(view, token) || beforeWholeName(view, token))))
  )
    return -1
  // "Capt. Reginald Moss", "Virt. FR76…": words that a dot shortens.
  if (scan.hash[token + 1] === DOT && scan.gap[token + 1] === Gap.none && cut.has(scan.hash[token]!)) return -1
  if (signAfter ? beforeBirth(view, token) || addressedWarmly(view, token) : opensBorn(view, token)) return 1
  if (bornAs(view, token) || isCalled(view, token)) return 1
  if (kinsperson(view, token) || afterRankAlone(view, token) || inListOfPeople(view, token)) return 1
  if (bankCodes.has(view.colonWord[token]!) || bankCodes.has(scan.hash[token - 1]!)) return -1
  if (unknownTo(flag) && abstractNoun(scan, token)) return -1
  // "Garantir la continuité": an infinitive before an article.
  if (
    unknownTo(flag) &&
    determiners.has(scan.hash[token + 1] ?? 0) &&
    scan.shape[token + 1] === Shape.lower &&
    INFINITIVE.test(scan.text.slice(scan.start[token]!, scan.end[token]!))
  )
    return -1
  if (unknownTo(flag) && (orders(view, token) || (signAfter ? isCutWord(view, token) : hasVersion(view, token))))
    return -1
  // <nom>Malaterre</nom>, "nom": "Malaterre", Nom : Malaterre
  const opened = scan.kind[token - 1] === TokenKind.sign && (unknownTo(flag) || isName)
  if (
    (opened || (flag & ~(NAME | Word.rareSurname | Word.dictionary)) === Word.place) &&
    scan.hash[token - 1] === GREATER &&
    nameLabels.has(scan.hash[token - 2]!) &&
    scan.gap[token] === Gap.none
  )
    return 1
  // "Nom : Perdrix", "Prénom(s) : Espérance": a word, but the label says what it is.
  if (
    scan.hash[token - 1] === COLON &&
    scan.kind[token - 1] === TokenKind.sign &&
    nameLabels.has(view.colonWord[token]!) &&
    length > 1 &&
    (flag & (Word.organisation | Word.tool | Word.title | Word.namedThing)) === 0 &&
    !(scan.shape[token + 1] === Shape.lower && scan.gap[token + 1] === Gap.space)
  )
    return 1
  if (
    view.colonWord[token] !== 0 &&
    (isName || unknownTo(flag) || flag === WORD_AND_SURNAME) &&
    scan.shape[token]! >= Shape.capital &&
    nameLabels.has(view.colonWord[token]!) &&
    particlesFillField(view, token)
  )
    return 1
  if (
    opened &&
    nameLabels.has(view.colonWord[token]!) &&
    (scan.hash[token - 1] === COLON || scan.hash[token - 1] === 0x22 || scan.hash[token - 1] === 0x27)
  )
    return 1
  if (maidenOfCompany(view, token) || besideFirstNameField(view, token)) return 1
  if (!isName && (flag & Word.tool) !== 0 && (flag & Word.particle) === 0) return -1
  if (!isName && (flag & (Word.organisation | Word.personLabel)) !== 0 && (flag & Word.title) === 0 && !tagged) {
    if ((flag & Word.organisation) !== 0 && headOf(view, token) >= 0) view.barred[token] = THING
    return -1
  }
  const third =
    tagged &&
    view.tagged[token - 2] === 1 &&
    scan.gap[token - 1] === Gap.space &&
    (flags[token - 1]! & Word.particle) === 0
  if (!isName && (flag & Word.organisation) !== 0 && (flag & (Word.title | Word.particle)) === 0 && !tied) {
    if (headOf(view, token) >= 0) view.barred[token] = THING
    return -1
  }
  if (!isName && (flag & Word.ordinary) !== 0 && (!tagged || third || view.lineCase[token] === 1)) return -1
  if (!isName && (flag & Word.place) !== 0 && !(flag & Word.particle) && !tagged && !endsNobleName(view, token))
    return -1
  return UNDECIDED
}
