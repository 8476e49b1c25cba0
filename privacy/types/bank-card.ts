import { passesLuhn } from '../checks/luhn.ts'
import { codeAt, isDigit } from '../scan/characters.ts'
import { Label } from '../scan/labels.ts'
import { wordSet } from '../scan/word-table.ts'
import { compact, matchAt, SEPARATOR } from '../scan/match-at.ts'
import { distanceToLabel, distanceToLabelAfter, Weight, type Candidate, type Scan } from '../scan/scan.ts'

const S = `${SEPARATOR}?`
const form = new RegExp(
  `(?:\\d{4}${S}\\d{4}${S}\\d{4}${S}\\d{4}|\\d{4}${S}\\d{6}${S}\\d{5})(?!${SEPARATOR}?\\d)(?![A-Za-z])`,
  'y',
)
const loose = new RegExp(`\\d(?:${S}\\d){14,15}(?![0-9A-Za-z])`, 'y')
/** First digits that the schemes issue: Visa, Mastercard, American Express, Discover, JCB, Maestro (ISO/IEC 7812). */
const issued = /^(?:4|5[0-8]|2[2-7]|3[457]|6)/
/** American Express has fifteen digits, the others sixteen: what no word announces keeps to it. */
const bareForm = /^(?:3[47]\d{13}|(?!3[47])\d{16})$/

const amounts = wordSet('eur euro euros montant total')
/** "24,00 EUR  4974 …": an amount stands beside a card as often as beside anything. */
const isNumberOfSomething = (scan: Scan, token: number): boolean =>
  distanceToLabel(scan, token, Label.other, 5) < Infinity && !amounts.has(scan.hash[scan.lastLabel[Label.other]!]!)

export function recogniseBankCard(scan: Scan, token: number): Candidate | undefined {
  const { text } = scan
  const start = scan.start[token]!
  const length = scan.end[token]! - start
  // A year or a short amount: neither fifteen figures in one go nor a second group.
  const mayHaveForm = length > 14 || (length >= 4 && isDigit(codeAt(text, scan.end[token]! + 1)))
  const toCard = Math.min(distanceToLabel(scan, token, Label.card), distanceToLabelAfter(scan, token, Label.card))
  const match =
    (mayHaveForm ? matchAt(form, text, start) : null) ??
    (toCard < Infinity && text[start - 1] !== '-' ? matchAt(loose, text, start) : null)
  if (!match) return undefined
  const end = start + match[0].length
  const digits = compact(match[0])
  if (passesLuhn(digits) && issued.test(digits)) {
    if (toCard < Infinity) return { start, end, type: 'BANK_CARD', weight: Weight.checked }
    if (!bareForm.test(digits) || isNumberOfSomething(scan, token)) return undefined
    return { start, end, type: 'BANK_CARD', weight: Weight.labelled }
  }
  return toCard < Infinity ? { start, end, type: 'BANK_CARD', weight: Weight.formed } : undefined
}
