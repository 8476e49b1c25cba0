import { isSiren, isSiret } from '../checks/luhn.ts'
import { codeAt, isAlphanumeric } from '../scan/characters.ts'
import { Label } from '../scan/labels.ts'
import { compact, matchAt, SEPARATOR } from '../scan/match-at.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { Word } from '../names/name-lexicon.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import {
  distanceToLabel,
  distanceToLabelAfter,
  isSign,
  textOf,
  Weight,
  type Candidate,
  type Scan,
} from '../scan/scan.ts'

const S = `${SEPARATOR}?`
const siret = new RegExp(
  `(?:\\d{11}${S}\\d{3}|\\d{10}${S}\\d{4})(?![0-9A-Za-z])|\\d{3}${S}\\d{3}${S}\\d{3}${S}(?:\\d{5}|\\d{4}${S}\\d|\\d${S}\\d{4}|\\d{2}${S}\\d{3}|\\d{3}${S}\\d{2})(?![0-9A-Za-z])`,
  'y',
)
const siretLoose = new RegExp(`\\d(?:${S}\\d){13}(?![0-9A-Za-z])`, 'y')
const siren = new RegExp(`\\d{3}${S}\\d{3}${S}\\d{3}(?![0-9A-Za-z])`, 'y')
/** In other groups than the register's: "73 282 9320". */
const sirenLoose = new RegExp(`\\d(?:${S}\\d){8}(?![0-9A-Za-z]|${S}\\d)`, 'y')
/** What makes nine digits an amount or a measure. */
const unit =
  /[ \u00a0\u202f]?(?:€|euros?|EUR|k€|M€|\$|USD|habitants|km|m²|m3|kg|tonnes|%|,\d|\.\d|[ \u00a0\u202f]\d{3}(?!\d))/y

/** "902 117 357 R.C.S. Arras": the register after the number. */
const register = /[ \u00a0\u202f,(-]{1,3}R\.? ?C\.? ?S\b/iy

const COMPANY_REACH = 6
/** "la SNC Le Cygne (501 774 293)": in brackets after what a company is called. */
function afterCompany({ flags, gap }: Scan, token: number): boolean {
  for (let at = token - 2; at > token - 2 - COMPANY_REACH && gap[at + 1]! < Gap.line; at--)
    if ((flags[at]! & Word.organisation) !== 0) return true
  return false
}

const HYPHEN = 0x2d
const DOT = 0x2e
/** Do more digits follow these, one separator away at most? Groups that stand alone need no expression. */
function goesOn(scan: Scan, digits: number): boolean {
  const sign = scan.hash[digits + 1]
  const next = sign === HYPHEN || sign === DOT ? digits + 2 : digits + 1
  return scan.kind[next] === TokenKind.digits
}

const SENTENCE_REACH = 30
const asPublished = /^\d{3}\D\d{3}\D\d{3}\D\d{5}$/
/** "Le SIRET de cette entreprise n'est plus connu du portail : 812 345 678 00017": far behind its label, after a colon, in the groups of the register. */
const endsSentenceOfSiret = (scan: Scan, token: number, number: string): boolean =>
  isSign(scan, token - 1, ':') &&
  asPublished.test(number) &&
  distanceToLabel(scan, token, Label.siret, SENTENCE_REACH) < Infinity

const companies = wordSet('entreprise societe siren etablissement fournisseur')
/** "Identifiant entreprise : …": whose number the other word announces. */
const namesCompany = ({ hash, lastLabel }: Scan): boolean => companies.has(hash[lastLabel[Label.other]! + 1] ?? 0)

const LOOSE_REACH = 4
/** Nine digits however they are grouped, right behind what says that they are a SIREN, when their key is right. */
function inOtherGroups(scan: Scan, token: number): RegExpExecArray | null {
  if (distanceToLabel(scan, token, Label.siren, LOOSE_REACH) === Infinity) return null
  const loose = matchAt(sirenLoose, scan.text, scan.start[token]!)
  return loose && isSiren(compact(loose[0])) ? loose : null
}

/** SIRET (14 digits) and SIREN (9), by their key or by their label. */
export function recogniseCompanyNumber(scan: Scan, token: number): Candidate | undefined {
  const { text } = scan
  const start = scan.start[token]!
  if (scan.end[token]! - start < 9 && !goesOn(scan, token)) return undefined
  const match = matchAt(siret, text, start)
  const toOther = namesCompany(scan) ? Infinity : distanceToLabel(scan, token, Label.other, 5)
  if (match) {
    const end = start + match[0].length
    const toSiret = Math.min(
      distanceToLabel(scan, token, Label.siret),
      distanceToLabel(scan, token, Label.siren),
      distanceToLabelAfter(scan, token, Label.siret),
    )
    const told = toSiret < Infinity || toOther === Infinity || asPublished.test(match[0])
    if (isSiret(compact(match[0])) && told) return { start, end, type: 'SIRET', weight: Weight.checked }
    return toSiret < Infinity || endsSentenceOfSiret(scan, token, match[0])
      ? { start, end, type: 'SIRET', weight: Weight.labelled }
      : undefined
  }
  if (distanceToLabel(scan, token, Label.siret) < Infinity) {
    const loose = matchAt(siretLoose, text, start)
    if (loose) return { start, end: start + loose[0].length, type: 'SIRET', weight: Weight.labelled }
  }
  const nine = matchAt(siren, text, start) ?? inOtherGroups(scan, token)
  if (!nine) return undefined
  const end = start + nine[0].length
  const toSiren = Math.min(
    distanceToLabel(scan, token, Label.siren),
    distanceToLabel(scan, token, Label.siret, 6),
    distanceToLabelAfter(scan, token, Label.siren),
    matchAt(register, text, end) ? 1 : Infinity,
  )
  if (toSiren < Infinity) {
    if (toOther < toSiren || matchAt(unit, text, end)) return undefined
    return { start, end, type: 'SIREN', weight: isSiren(compact(nine[0])) ? Weight.checked : Weight.labelled }
  }
  if (!isSiren(compact(nine[0])) || toOther < Infinity || matchAt(unit, text, end)) return undefined
  const before = text[start - 1]
  if (before === '#' || before === '.' || before === '_' || before === '-' || before === '+') return undefined
  if (before === '(' && !afterCompany(scan, token)) return undefined
  if (distanceToLabel(scan, token, Label.phone, 4) < Infinity) return undefined
  return { start, end, type: 'SIREN', weight: Weight.formed }
}

const vat = new RegExp(`(FR${S}[0-9A-Z]{2}${S})(\\d(?:${S}\\d){8})(?![0-9A-Za-z])`, 'iy')

/** A French VAT number: FR, a key of two characters, the SIREN. Looks at the word "FR". */
export function recogniseVat(scan: Scan, token: number): Candidate | undefined {
  const at = scan.start[token]!
  if (isAlphanumeric(codeAt(scan.text, at - 1))) return undefined
  const match = matchAt(vat, scan.text, at)
  if (!match) return customsNumber(scan, at)
  const start = at + match[1]!.length
  const number = compact(match[2]!)
  // Key of the directorate-general of public finances: (12 + 3 × (SIREN mod 97)) mod 97.
  const key = (12 + 3 * (Number(number) % 97)) % 97
  const valid = Number(compact(match[1]!).slice(2)) === key
  if (!valid && !isSiren(number) && distanceToLabel(scan, token, Label.siren) === Infinity) return undefined
  return { start, end: start + match[2]!.length, type: 'SIREN', weight: Weight.checked }
}

const eori = /FR(\d{14})(?![0-9A-Za-z])/y
/** The customs' number of a company (EORI): FR, then its SIRET. */
function customsNumber({ text }: Scan, at: number): Candidate | undefined {
  const match = matchAt(eori, text, at)
  if (!match || !isSiret(match[1]!)) return undefined
  return { start: at + 2, end: at + match[0].length, type: 'SIRET', weight: Weight.checked }
}

/** Corsica's prefectures have a letter: W2A, W2B. */
const rna = new RegExp(`W${S}(?:2[AB](?:${S}\\d){7}|\\d(?:${S}\\d){8})(?![0-9A-Za-z])`, 'iy')

const RNA = hashWord('rna')
const shortRna = /W\d{8}(?![0-9A-Za-z])/iy
/** An association: W and nine digits, or eight right after the label. Looks at the word "W". */
export function recogniseRna(scan: Scan, token: number): Candidate | undefined {
  const start = scan.start[token]!
  if (isAlphanumeric(codeAt(scan.text, start - 1))) return undefined
  const sign = scan.hash[token + 1]
  const digits = sign === HYPHEN || sign === DOT ? token + 2 : token + 1
  const corsican = scan.gap[digits + 1] === Gap.none && scan.kind[digits + 1] === TokenKind.word
  const short =
    scan.end[digits]! - scan.start[digits]! === 8 &&
    scan.hash[isSign(scan, token - 1, ':') ? token - 2 : token - 1] === RNA
      ? matchAt(shortRna, scan.text, start)
      : null
  if (short) return { start, end: start + short[0].length, type: 'RNA', weight: Weight.labelled }
  if (scan.end[digits]! - scan.start[digits]! < 9 && !goesOn(scan, digits) && !corsican) return undefined
  const match = matchAt(rna, scan.text, start)
  if (!match) return undefined
  const labelled = distanceToLabel(scan, token, Label.rna) < Infinity
  // "w563017748" in chat: nothing but a space or a sign around it.
  const glued = match[0].length === 10 && /^[\s,(:«"-]?$/.test(scan.text.charAt(start - 1))
  if (scan.shape[token] === Shape.lower && !labelled && !glued) return undefined
  if (scan.gap[token + 1] !== Gap.none && !isSign(scan, token + 1, '-') && !labelled) return undefined
  if (textOf(scan, token).length !== 1) return undefined
  return { start, end: start + match[0].length, type: 'RNA', weight: Weight.checked }
}
