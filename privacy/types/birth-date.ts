import { FIRST } from '../scan/columns.ts'
import { codeAt, isAlphanumeric } from '../scan/characters.ts'
import { Label } from '../scan/labels.ts'
import { matchAt } from '../scan/match-at.ts'
import { foldedOf, isSign, textOf, Weight, type Candidate, type Scan } from '../scan/scan.ts'
import { Gap, TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'

export const french =
  'janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre|janv|f[ée]vr?|avr|juil|sept|oct|nov|d[ée]c|jan'
const english =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec'
export const W = '[ \\u00a0\\u202f]'
export const day = '(?:0?[1-9]|[12]\\d|3[01])'
export const month = '(?:0?[1-9]|1[0-2])'
export const year = '(?:1[89]\\d\\d|20\\d\\d)'

/** Dates as people write them, the longest forms first. */
export const date = new RegExp(
  '(?:' +
    [
      // A scan puts spaces anywhere: "1 2/04/ 1987", "07/ 07/19 54".
      `[0-3] ?\\d ?/ ?[01] ?\\d ?/ ?(?:1 ?[89]|2 ?0) ?\\d ?\\d`,
      // The boxes of a form: "|2 1|0 5|1 9 8 6|".
      `[0-3][ |]?\\d[ |]{1,3}[01][ |]?\\d[ |]{1,3}[12][ |]?[089](?:[ |]?\\d){2}`,
      `${year}[-/.]${month}[-/.]${day}`,
      `${year}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])`,
      `${day}${W}?[-/.]${W}?${month}${W}?[-/.]${W}?(?:${year}|\\d\\d)`,
      `${month}/${day}/${year}`,
      // Months as registers count them: "3/II/2024".
      `${day}[-/. ](?:I{1,3}|IV|VI{0,3}|IX|XI{0,2})[-/. ]${year}`,
      `${day}${W}${month}${W}${year}`,
      `(?:1er|${day})[${' \\u00a0\\u202f'}-](?:${french})\\.?[${' \\u00a0\\u202f'}-](?:${year}|\\d\\d)`,
      `${day}(?:st|nd|rd|th)?${W}(?:of${W})?(?:${english})\\.?,?${W}(?:${year}|\\d\\d)`,
      `(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])${year}`,
    ].join('|') +
    ')(?![0-9]|[A-Za-z])',
  'iy',
)
const englishFirst = new RegExp(`(?:${english})\\.?${W}\\d{1,2}(?:st|nd|rd|th)?,?${W}${year}(?!\\d)`, 'iy')

/** "DDN : 150382", "né le 15 03 82", right beside the label only. */
const sixDigits = /(?:0[1-9]|[12]\d|3[01])( ?)(?:0[1-9]|1[0-2])\1\d\d(?![0-9A-Za-z])/y
const SHORT_REACH = 2
/** "qui vient de naître le 2 avril": this year's. */
const L = '(?:[ \\u00a0\\u202f]|[ \\t]{0,4}\\r?\\n[ \\t]{0,4})'
/** "né le 6 octobre", and the year on the next line: what a scan or a column of text broke. */
const brokenDate = new RegExp(
  `(?:(?:1er|${day})${L}(?:${french})\\.?${L}|${day}([-/.])(?:\\r?\\n)?${month}\\1\\r?\\n)${year}(?![0-9A-Za-z])`,
  'iy',
)
const BROKEN_REACH = 3
const dayAndMonth = new RegExp(`(?:1er|${day})${W}(?:${french})(?![A-Za-zéû]|${W}?\\d)`, 'iy')

const COMMA = 0x2c
const DOT = 0x2e
const EQUALS = 0x3d
const HYPHEN = 0x2d

/** The date is somebody's birth when its label is this near and no other date, sentence or event stands between. */
const REACH = 16
/** Between "né" and the date, these say that the date belongs to something else. */
const events = new Set(
  'inscrit inscrite marie mariee maries mariees pacse pacsee pacses divorce divorcee divorces decede decedee mort morte delivre delivree etabli etablie dresse dressee signe signee entre entree recrute recrutee nomme nommee embauche embauchee arrive arrivee extrait copie depuis expire expiration suspendu suspendue retire retiree annule annulee vole volee perdu perdue convoque convoquee acte actes conge conges prime lieu declare declaration attestation died issued married'.split(
    ' ',
  ),
)
/** "acte de naissance du 3 mai": the act, not the person. */
const beforeNaissance = new Set(
  'acte actes conge conges extrait extraits prime certificat declaration lieu ville pays departement commune nom'.split(
    ' ',
  ),
)

const CUT_BEGINNING = hashWord('nais')
const CUT_END = hashWord('sance')
const PLACE = hashWord('lieu')
/** Is this token a word of birth, and not the negation "ne", a birth certificate or a place? */
function opensBirth(scan: Scan, token: number, target: number): boolean {
  const word = textOf(scan, token)
  const folded = foldedOf(scan, token)
  // "Date de nais-" at the end of a line, "sance" below.
  if (scan.hash[token] === CUT_END)
    return scan.hash[token - 1] === HYPHEN && scan.hash[token - 2] === CUT_BEGINNING && scan.hash[token - 4] !== PLACE
  if (folded === 'naissance' || folded === 'naiss' || folded === 'birth') {
    for (let back = token - 1; back >= Math.max(FIRST, token - 3); back--) {
      const previous = foldedOf(scan, back)
      // "Date et lieu de naissance"
      if (previous === 'lieu' && foldedOf(scan, back - 1) === 'et' && foldedOf(scan, back - 2).startsWith('date'))
        return true
      if (previous === 'date' || previous === 'dates' || previous === 'jour') return true
      if (beforeNaissance.has(previous) || previous === 'certificate' || previous === 'place') return false
      if (scan.gap[back + 1]! >= Gap.line) break
    }
    return true
  }
  if (folded === 'ne') {
    // Without its accent, "ne" is nearly always the negation: only "NE LE 12/03/1980" and "ne a … le" remain.
    if (/[éÉ]/.test(word) || /\u0301/.test(word)) return true
    const next = foldedOf(scan, token + 1)
    if (next === '(') return true
    if (next === 'le')
      return target === token + 2 || (target === token + 3 && /^(?::|\.{4,})$/.test(textOf(scan, token + 2)))
    // "ne_le": a key of data.
    if (next === '_') return foldedOf(scan, token + 2) === 'le'
    return next === 'a' || next === 'en' || target - token <= 2
  }
  return true
}

const ofDay = wordSet('du au session')

/** The date alone, where a sentence, a label or a column says that somebody was born then. Looks at digits and at month names. */
export function recogniseBirthDate(scan: Scan, token: number): Candidate | undefined {
  const inColumn = scan.columnLabel[token] === Label.birth
  const label = scan.lastLabel[Label.birth]!
  if (!inColumn && (label < 0 || token - label > REACH))
    return (
      answersInChat(scan, label, token) ??
      onLicence(scan, token) ??
      afterDottedLabel(scan, token) ??
      withAge(scan, token) ??
      bornThen(scan, token)
    )
  const start = scan.start[token]!
  const expression = scan.kind[token] === TokenKind.digits ? date : englishFirst
  const match =
    matchAt(expression, scan.text, start) ??
    (token - label <= BROKEN_REACH ? matchAt(brokenDate, scan.text, start) : null) ??
    (token - label <= SHORT_REACH
      ? (matchAt(sixDigits, scan.text, start) ?? matchAt(dayAndMonth, scan.text, start))
      : null)
  if (!match) return undefined
  const candidate: Candidate = { start, end: start + match[0].length, type: 'BIRTH_DATE', weight: Weight.checked }
  // "session du 02/12/2024" below a column of births: a sentence about something else.
  if (inColumn) return ofDay.has(scan.hash[token - 1]!) && scan.gap[token] === Gap.space ? undefined : candidate
  // "ACTE DE NAISSANCE", below it "LE 3 MAI 1972 A 9h10 EST NE"
  if (!opensBirth(scan, label, token)) return bornThen(scan, token)
  // "nom, date de naissance, adresse :": fields that are asked for.
  if (codeAt(scan.text, scan.end[label]!) === COMMA) return undefined
  const several = /^nees?s$|^nes$/.test(foldedOf(scan, label))
  if (corrects(scan, label, token)) return candidate
  let lines = 0
  for (let between = label + 1; between < token; between++) {
    if (scan.gap[between]! >= Gap.line) lines++
    // <naissance lieu="…">: an attribute, not an event.
    if (
      scan.kind[between] === TokenKind.word &&
      !isSign(scan, between + 1, '=') &&
      // "Né le (déclaré) : …"
      !(isSign(scan, between - 1, '(') && isSign(scan, between + 1, ')')) &&
      events.has(foldedOf(scan, between))
    )
      return undefined
    if (compares(scan, between)) return undefined
    // "nés le 12/03/1985 et le 14/05/1987": several were born.
    if (!several && scan.kind[between] === TokenKind.digits && scan.end[between]! - scan.start[between]! === 4)
      return undefined
    // A full stop followed by a capital ends the sentence; the one of "Mme." or "D.O.B." does not.
    if (
      textOf(scan, between) === '.' &&
      scan.gap[between + 1]! >= Gap.space &&
      between - label > 2 &&
      scan.end[between - 1]! - scan.start[between - 1]! > 3
    )
      return undefined
    if (textOf(scan, between) === ';') return undefined
  }
  return lines <= 2 ? candidate : undefined
}

const CORRECTION_MAX = 24
const correction =
  /(?:au lieu (?:du|de)|[ ,(](?:et )?(?:non|pas)(?: pas)? (?:le|du)|instead of|rather than|,? not)[ \u00a0]$/i
const dateBefore = /\d{4}[ \u00a0]?,?[ \u00a0]?\(?$/
/** "née le 03/03/1994 au lieu du 08/03/1994", "…, et non le …": the day that was told for the birth, right or wrong. */
function corrects(scan: Scan, label: number, token: number): boolean {
  const { text, start } = scan
  const from = start[token]!
  const match = correction.exec(text.slice(Math.max(0, from - CORRECTION_MAX), from))
  if (match === null || !dateBefore.test(text.slice(Math.max(0, from - 2 * CORRECTION_MAX), from - match[0].length)))
    return false
  for (let at = label + 1; at < token; at++) if (scan.hash[at] !== PLACE && events.has(foldedOf(scan, at))) return false
  return true
}

const QUESTION = 0x3f
const ANSWER_COLON = 0x3a
const ANSWER_REACH = 40
const ANSWER_LINES = 3
/** "date de naissance ?", and one of the next lines of the chat is "vous : 02 07 1988": what was asked for. */
function answersInChat(scan: Scan, label: number, token: number): Candidate | undefined {
  if (label < 0 || token - label > ANSWER_REACH || scan.hash[label + 1] !== QUESTION) return undefined
  if (scan.kind[token] !== TokenKind.digits || scan.hash[token - 1] !== ANSWER_COLON) return undefined
  if (scan.gap[token] !== Gap.space || !opensBirth(scan, label, token)) return undefined
  let lines = 0
  for (let at = label + 1; at <= token; at++) if (scan.gap[at]! >= Gap.line) lines++
  const match = lines <= ANSWER_LINES ? matchAt(date, scan.text, scan.start[token]!) : null
  if (match === null) return undefined
  const end = scan.start[token]! + match[0].length
  return { start: scan.start[token]!, end, type: 'BIRTH_DATE', weight: Weight.labelled }
}

/** Whoever is named beside a date of after this year is not old enough for it to be a birth that a file would recall so. */
export const LAST_YEAR_OF_A_BARE_BIRTH = 2012

const CARD_REACH = 40
const CONDUIRE = hashWord('conduire')
const plainDate = new RegExp(`${day}[-/.]${month}[-/.](${year})(?!\\d)`, 'y')
/** Field 3 of a driving licence, under its title: "3. 04.09.1995 EPINAL" (directive 2006/126, annex I). */
function onLicence(scan: Scan, token: number): Candidate | undefined {
  const { hash, gap, start, end } = scan
  if (hash[token - 1] !== DOT || gap[token - 1] !== Gap.none || gap[token - 2]! < Gap.line) return undefined
  if (end[token - 2]! - start[token - 2]! !== 1 || scan.text[start[token - 2]!] !== '3') return undefined
  const title = scan.lastLabel[Label.drivingLicence]!
  if (title < 0 || token - title > CARD_REACH || hash[title] !== CONDUIRE) return undefined
  const match = matchAt(plainDate, scan.text, start[token]!)
  if (!match || Number(match[1]) > LAST_YEAR_OF_A_BARE_BIRTH) return undefined
  return { start: start[token]!, end: start[token]! + match[0].length, type: 'BIRTH_DATE', weight: Weight.labelled }
}

const LETTER_D = hashWord('d')
const dotted = /(?:^|[^\p{L}\d.])(?:d\. ?o\. ?b|d\. ?d\. ?n)\.?[ \u00a0]?:[ \u00a0]{0,24}$/iu
const DOTTED_MAX = 40
/** "D.O.B.: 03/12/1980", "D.D.N. : …": the label by its initials, each with its dot. */
function afterDottedLabel({ text, hash, start }: Scan, token: number): Candidate | undefined {
  const colon = token - 1
  if (hash[colon] !== ANSWER_COLON) return undefined
  // Its first letter stands five or six tokens before the colon.
  if (hash[colon - 5] !== LETTER_D && hash[colon - 6] !== LETTER_D) return undefined
  const from = start[token]!
  if (!dotted.test(text.slice(Math.max(0, from - DOTTED_MAX), from))) return undefined
  const match = matchAt(date, text, from)
  return match ? { start: from, end: from + match[0].length, type: 'BIRTH_DATE', weight: Weight.labelled } : undefined
}

const LESS = 0x3c
const GREATER = 0x3e
const QUOTES: ReadonlySet<number> = new Set([0x22, 0x27])
/** "WHERE date_naissance < '1962-01-01'": a bound is nobody's birth; "<naissance>1962…" is. */
const compares = ({ hash, kind, gap }: Scan, at: number): boolean =>
  kind[at] === TokenKind.sign &&
  (hash[at] === LESS || hash[at] === GREATER) &&
  (gap[at + 1] === Gap.space || hash[at + 1] === EQUALS || QUOTES.has(hash[at + 1]!))

const scannedDay = '[0-3OoIl][\\dOoIlS]'
/** "O4 mars 1949", "1O/o3/l987": letters that a scan reads for figures. */
const scanned = new RegExp(
  `${scannedDay}(?: ?[-/.] ?[01OoIl][\\dOoIlS] ?[-/.] ?|${W}(?:${french})${W})[1l2I][\\dOoIlS]{3}(?![0-9A-Za-z])`,
  'y',
)
const SCANNED_REACH = 4
/** Looks at what a scan made of the first figure, a letter or a figure beside one, just after a word of birth. */
export function recogniseScannedBirth(scan: Scan, token: number): Candidate | undefined {
  const label = scan.lastLabel[Label.birth]!
  if (label < 0 || token - label > SCANNED_REACH || scan.end[token]! - scan.start[token]! > 2) return undefined
  const start = scan.start[token]!
  if (isAlphanumeric(codeAt(scan.text, start - 1)) || !opensBirth(scan, label, token)) return undefined
  const match = matchAt(scanned, scan.text, start)
  // What reads as a date as it stands was judged already.
  if (!match || matchAt(date, scan.text, start)) return undefined
  return { start, end: start + match[0].length, type: 'BIRTH_DATE', weight: Weight.labelled }
}

const BRACKET = 0x28
/** "Âge déclaré : 34 ans (06/01/1990)", "CLAVIER Louane, 15 ans, 09/03/2009" */
function ageBefore(scan: Scan, token: number): Candidate | undefined {
  const { hash, kind } = scan
  const follows = hash[token - 1] === BRACKET || (hash[token - 1] === COMMA && hash[token - 4] === COMMA)
  if (!follows || hash[token - 2] !== ANS || kind[token - 3] !== TokenKind.digits) return undefined
  const start = scan.start[token]!
  const match = matchAt(date, scan.text, start)
  if (!match) return undefined
  return { start, end: start + match[0].length, type: 'BIRTH_DATE', weight: Weight.labelled }
}

const age = /[ \u00a0]?[(,–-] ?\d{1,3} ans\b/y
const AGE_REACH = 7
const ANS = hashWord('ans')
/** "17 juin 1994 (29 ans)": a date with the age of somebody. */
function withAge(scan: Scan, token: number): Candidate | undefined {
  const told = ageBefore(scan, token)
  if (told) return told
  let near = token + 3
  while (near <= token + AGE_REACH && scan.hash[near] !== ANS) near++
  if (near > token + AGE_REACH || near >= scan.limit) return undefined
  const start = scan.start[token]!
  const match = matchAt(date, scan.text, start)
  if (!match || !matchAt(age, scan.text, start + match[0].length)) return undefined
  return { start, end: start + match[0].length, type: 'BIRTH_DATE', weight: Weight.labelled }
}

const LE = hashWord('le')
const EST = hashWord('est')
const then = new RegExp(`,?${W}(?:[àaA]${W}[^\\n.;]{1,40}?,?${W})?est${W}n[ée]e?(?![\\p{L}])`, 'iuy')
/** "Le 25 août 1946 est née Marie Sow", "Le 3 mars 1961, à sept heures, est né …" */
function bornThen(scan: Scan, token: number): Candidate | undefined {
  if (scan.hash[token - 1] !== LE) return undefined
  let near = token + 2
  while (near < token + BORN_REACH && near < scan.limit && scan.hash[near] !== EST && scan.gap[near]! < Gap.line) near++
  if (scan.hash[near] !== EST || !bornWords.has(scan.hash[near + 1]!)) return undefined
  const start = scan.start[token]!
  const match = matchAt(date, scan.text, start)
  if (!match || !matchAt(then, scan.text, start + match[0].length)) return undefined
  return { start, end: start + match[0].length, type: 'BIRTH_DATE', weight: Weight.labelled }
}

const units =
  'premier deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante septante octante huitante nonante cent cents mil mille un une'
const numberWords = wordSet(units)
export const writtenMonths = wordSet(
  'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre',
)
const ET = hashWord('et')
const WRITTEN_MAX = 14
const BORN_REACH = 24
const bornWords = wordSet('ne nee naquit')
const isNumberWord = (scan: Scan, at: number): boolean => numberWords.has(scan.hash[at]!)

/** "onze novembre mil neuf cent soixante-quatorze", as civil acts write the day of a birth. Looks at the month. */
export function recogniseWrittenBirth(scan: Scan, token: number): Candidate | undefined {
  const inFigures = isYear(scan, token + 1)
  if (!(inFigures || isNumberWord(scan, token + 1)) || !isNumberWord(scan, token - 1)) return undefined
  let first = token - 1
  while (first > token - WRITTEN_MAX && (isNumberWord(scan, first - 1) || joinsNumbers(scan, first - 1))) first--
  let last = token + 1
  while (last < token + WRITTEN_MAX && (isNumberWord(scan, last + 1) || joinsNumbers(scan, last + 1))) last++
  while (!inFigures && !isNumberWord(scan, last)) last--
  while (!isNumberWord(scan, first)) first++
  if (!bornNear(scan, first, last)) return undefined
  return { start: scan.start[first]!, end: scan.end[last]!, type: 'BIRTH_DATE', weight: Weight.checked }
}

const isYear = (scan: Scan, at: number): boolean =>
  scan.kind[at] === TokenKind.digits && /^1[89]\d\d$|^20\d\d$/.test(textOf(scan, at))

/** "vingt-deux", "vingt et un" */
const joinsNumbers = (scan: Scan, at: number): boolean =>
  (isSign(scan, at, '-') || scan.hash[at] === ET) && isNumberWord(scan, at - 1) && isNumberWord(scan, at + 1)

function bornNear(scan: Scan, first: number, last: number): boolean {
  const label = scan.lastLabel[Label.birth]!
  if (label >= 0 && first - label <= REACH && opensBirth(scan, label, first)) {
    for (let at = label + 1; at < first; at++)
      if (events.has(foldedOf(scan, at)) || textOf(scan, at) === '.') return false
    return true
  }
  // "Le onze novembre mil neuf cent …, à six heures, est née …"
  for (let at = last + 1; at < last + BORN_REACH && at < scan.limit && scan.gap[at] !== Gap.paragraph; at++) {
    if (events.has(foldedOf(scan, at)) || textOf(scan, at) === '.') return false
    if (bornWords.has(scan.hash[at]!) && scan.kind[at - 1] === TokenKind.word) return true
  }
  return false
}
