import { ibanCountries, ibanLength, IBAN_MAX_LENGTH, isIban } from '../checks/iban-check.ts'
import { codeAt, CharacterClass, classOf, isAlphanumeric } from '../scan/characters.ts'
import { Label } from '../scan/labels.ts'
import { Gap, TokenKind } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { distanceToLabel, Weight, type Candidate, type Scan } from '../scan/scan.ts'

/** Every group may be followed by one separator, a line break among them. */
const MAX_WRITTEN_LENGTH = IBAN_MAX_LENGTH * 2
const IBAN_MIN_LENGTH = 15

/** "IBAN invalide" at the beginning of the sentence: FR, a key and groups of four are a French account and nothing else. */
const FAR_LABEL = 24
const countries = wordSet(ibanCountries.join(' '))

const isSeparator = (code: number): boolean =>
  code === 0x2e || code === 0x2d || classOf[code] === CharacterClass.space || classOf[code] === CharacterClass.newline
const isAscii = (code: number): boolean => code < 0x80

/** Offset after `wanted` letters and digits, with at most one separator between two of them; −1 when there are fewer. */
function endAfter(text: string, start: number, wanted: number): number {
  let seen = 0
  for (let at = start; at < text.length && at < start + MAX_WRITTEN_LENGTH; at++) {
    const code = codeAt(text, at)
    if (isAscii(code) && isAlphanumeric(code)) {
      if (++seen === wanted) return at + 1
    } else if (!isSeparator(code) || !isAlphanumeric(codeAt(text, at + 1))) return -1
  }
  return -1
}

const paying = wordSet(
  'preleve prelevee preleves prelevement verse versee verses versement vire viree virement debite debitee credite creditee compte',
)
const payingTies = wordSet('sur le du de au compte numero n mon son leur notre vers')
const TIES_MAX = 4
/** "prélevé sur FR76…", "FR76… (IBAN indiqué)": the words around an account say what it is, though its key is wrong. */
function toldAround(scan: Scan, token: number, end: number): boolean {
  let at = token - 1
  for (let steps = 0; steps < TIES_MAX && payingTies.has(scan.hash[at]!) && !paying.has(scan.hash[at]!); steps++) at--
  if (paying.has(scan.hash[at]!)) return true
  let after = token + 1
  while (after < scan.limit && scan.start[after]! < end) after++
  return scan.hash[after] === OPENING && scan.label[after + 1] === Label.iban
}
const OPENING = 0x28

/** Groups of four to the end, as banks print an account of France. */
const printed = /^FR\d\d(?: \d{4}){2} [0-9A-Z]{4}(?: [0-9A-Z]{4}){2} [0-9A-Z]{3}$/i
const banking = wordSet('bancaire bancaires banque rib domiciliation virement prelevement remboursement')
const BANKING_REACH = 30
/** "relevé d'identité bancaire … (FR76 1027 …)": so printed it is an account, where the text speaks of a bank. */
function isFrenchAccount({ hash }: Scan, token: number, written: string): boolean {
  if (!printed.test(written)) return false
  for (let at = token - 1; at > token - BANKING_REACH; at--) if (banking.has(hash[at] ?? 0)) return true
  return false
}

const blank = /^[A-Z]{2}\d{2}(?:[ \u00a0\u202f.-]?[X_*.]){8}/i

/** Looks at a word of two letters (or "IBAN" and two letters) that digits follow. */
export function recogniseIban(scan: Scan, token: number): Candidate | undefined {
  const { text } = scan
  const next = token + 1
  if (next >= scan.limit || scan.kind[next] !== TokenKind.digits || scan.gap[next]! > Gap.space) return undefined
  const length = scan.end[token]! - scan.start[token]!
  if (length !== 2 && length !== 6) return undefined
  if (length === 2 && !countries.has(scan.hash[token]!)) return undefined
  const start = scan.end[token]! - 2
  if (length === 6 && !/^iban$/i.test(text.slice(scan.start[token]!, start))) return undefined
  const spaced = scan.gap[next] !== Gap.none
  const country = text.slice(start, start + 2).toUpperCase()
  const wanted = ibanLength(country)
  if (wanted === undefined) return undefined
  if (isAlphanumeric(codeAt(text, scan.start[token]! - 1))) return undefined
  const end = endAfter(text, start, wanted)
  if (end > 0 && !isAlphanumeric(codeAt(text, end))) {
    const characters = text
      .slice(start, end)
      .replace(/[^0-9A-Za-z]/g, '')
      .toUpperCase()
    if (isIban(characters)) return { start, end, type: 'IBAN', weight: Weight.certain }
  }
  const labelled =
    distanceToLabel(scan, token, Label.iban, country === 'FR' ? FAR_LABEL : undefined) < Infinity ||
    (end > 0 && !spaced && toldAround(scan, token, end))
  if (spaced || !labelled)
    return end > 0 && !spaced && isFrenchAccount(scan, token, text.slice(start, end))
      ? { start, end, type: 'IBAN', weight: Weight.labelled }
      : undefined
  // "FR76 XXXX XXXX …": a blank.
  if (blank.test(text.slice(start, start + MAX_WRITTEN_LENGTH))) return undefined
  // A wrong character beside the label: as many groups as look like an account number.
  const written = /^[A-Z]{2}\d{2}(?:[ \u00a0\u202f.-]?[0-9A-Z]{1,5})*(?:[0-9A-Z])*/i.exec(
    text.slice(start, start + MAX_WRITTEN_LENGTH),
  )
  if (end > 0 && !isAlphanumeric(codeAt(text, end))) return { start, end, type: 'IBAN', weight: Weight.labelled }
  if (!written) return undefined
  let looseEnd = start
  for (let at = token + 1; at < scan.limit && scan.start[at]! < start + written[0].length; at++) {
    // Stops before ordinary words, which the groups of an account number are not.
    if (scan.kind[at] === TokenKind.word && scan.gap[at] !== Gap.none && scan.end[at]! - scan.start[at]! > 1) break
    if (scan.kind[at] !== TokenKind.sign) looseEnd = scan.end[at]!
  }
  const characters = text.slice(start, looseEnd).replace(/[^0-9A-Za-z]/g, '')
  if (characters.length < IBAN_MIN_LENGTH || characters.length > IBAN_MAX_LENGTH) return undefined
  return { start, end: looseEnd, type: 'IBAN', weight: Weight.labelled }
}
