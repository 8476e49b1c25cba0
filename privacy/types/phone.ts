import { codeAt, isDigit, isLetter } from '../scan/characters.ts'
import { Label } from '../scan/labels.ts'
import { matchAt } from '../scan/match-at.ts'
import { Gap, Shape, TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import { distanceToLabel, Weight, type Candidate, type Scan } from '../scan/scan.ts'

const SPACE = '[ \\u00a0\\u2009\\u202f]'
/** One separator, a spaced hyphen or slash, or two spaces. */
const S = `(?:${SPACE}?[-./_]${SPACE}?|${SPACE}{1,2})`
const nine = `[1-9](?:${S}?\\d){8}`

/** Ways of cutting the ten digits: pairs first (ARCEP's own writing), then those of special and hurried numbers. */
const national = new RegExp(
  '(?:' +
    [
      `0[1-9](?:${S}?\\d{2}){4}`,
      `0[1-9]\\d{2}${S}\\d{3}${S}\\d{3}`,
      `0[1-9]${S}\\d{3}${S}\\d{3}${S}\\d{2}`,
      `0[1-9]${S}\\d{2}${S}\\d{3}${S}\\d{3}`,
      `0[1-9]\\d${S}\\d{3}${S}\\d{2}${S}\\d{2}`,
      `0[1-9]\\d${S}\\d{3}${S}\\d{4}`,
      `0[1-9]${S}\\d{4}${S}\\d{4}`,
      `0${S}[1-9]\\d{2}${S}\\d{3}${S}\\d{3}`,
      `0${S}[1-9]\\d{2}(?:${S}\\d{2}){3}`,
      `0 [1-9](?: \\d){8}`,
      // Dashes that a word processor made of hyphens: "05–61–22–40–97", "05 61 22 – 40 – 97".
      `0[1-9](?:–\\d{2}){4}`,
      `0[1-9](?:${S}?\\d{2}){2}(?:${SPACE}?–${SPACE}?\\d{2}){2}`,
      // Groups of one and two figures, as a scan cuts them: ten figures in all.
      `0[1-9](?: \\d{1,2}){4,8}(?<=0(?: ?\\d){9})(?! ?\\d)`,
    ].join('|') +
    ')(?!\\d)',
  'y',
)
/** Metropolitan France, then the overseas codes of nine and of six to eight digits (ITU-T E.164 assignments). */
const international = new RegExp(
  `(?:33(?:${S}?\\(0\\)|${S}?0(?=${S}?[1-9]))?${S}?${nine}` +
    `|33\\)${S}?(?:\\(0\\)|0)?${S}?${nine}` +
    `|(?:262|590|594|596)${S}?(?:\\(0\\))?${S}?${nine}` +
    `|689${S}?(?:\\d${S}?){7}\\d|(?:508|681|687)${S}?(?:\\d${S}?){5}\\d)(?!\\d)`,
  'y',
)
const polynesian = /(?:40|8[79])(?:[ .\u00a0]\d{2}){3}(?![ .]?\d)/y
const POLYNESIAN_REACH = 4
const bare = /33[1-9]\d{8}(?!\d)/y
/** What would make ten digits the beginning of a longer number written in the same groups. */
const goesOn = /[ \u00a0.-]\d{2,}(?![\d/h:])/y

const keyLetter = /-[A-Z](?![A-Za-z\d])/y

/** Two figures at a time, as telephone numbers are written and few others. */
const pairs = /^\d\d(?:\D{1,3}\d\d){4}$/

/** "04/05/2024 07:12": a day, then the hour. */
const dayAndHour = /^\d\d[/.-]\d\d[/.-](?:19|20)\d\d[ \u00a0]/

const ACRONYM_MAX = 4
const afterAcronym = (scan: Scan, token: number): boolean =>
  scan.shape[token - 1] === Shape.capitals &&
  scan.gap[token] === Gap.space &&
  scan.end[token - 1]! - scan.start[token - 1]! <= ACRONYM_MAX &&
  scan.shape[token - 2] === Shape.lower

const FOREIGNER = hashWord('etranger')
const FOREIGNER_REACH = 4
/** "numéro étranger : 0603154321": the ten figures of a file of the prefectures. */
function ofForeigner({ hash, kind }: Scan, token: number): boolean {
  for (let at = token - 1; at > token - FOREIGNER_REACH; at--)
    if (hash[at] === FOREIGNER)
      return kind[at - 1] === TokenKind.sign ? hash[at - 1] === DEGREE : numbers.has(hash[at - 1]!)
  return false
}
const numbers = wordSet('numero no n num')
/** "Contrat d'apprentissage n° 0242025031" */
const numbered = ({ hash }: Scan, token: number): boolean => hash[token - 1] === DEGREE && numbers.has(hash[token - 2]!)
const DEGREE = 0xb0
const OPENING = 0x28

/** "05 46 41\n27 83": at the end of a narrow column the number goes on below; only after its label. */
const overLine = /0[1-9](?:(?:[ .]|[ ]?\r?\n)\d{2}){4}(?![\d/])/y

/** "(0596) 74 46 03", "(05) 59 34 72 18": the code of the region in brackets. */
const bracketed = new RegExp(`0[1-9](?:\\)(?:${S}?\\d{2}){4}|\\d{2}\\)(?:${S}?\\d{2}){3})(?!\\d)`, 'y')

export function recognisePhone(scan: Scan, token: number): Candidate | undefined {
  const { text } = scan
  const start = scan.start[token]!
  const first = codeAt(text, start)
  const before = codeAt(text, start - 1)
  if (first === 0x30) {
    if (codeAt(text, start + 1) === 0x30) {
      // 0033 6 12 34 56 78
      const code = scan.end[token]! - start === 2 ? scan.start[token + 1]! : start + 2
      const match = code - start <= 3 ? matchAt(international, text, code) : null
      // "(0033) 6 12 34 56 78" begins with its bracket.
      const from = before === OPENING && match?.[0][2] === ')' ? start - 1 : start
      return match ? { start: from, end: code + match[0].length, type: 'PHONE_FR', weight: Weight.checked } : undefined
    }
    const region = before === OPENING ? matchAt(bracketed, text, start) : null
    if (region) return { start: start - 1, end: start + region[0].length, type: 'PHONE_FR', weight: Weight.labelled }
    const labelled = distanceToLabel(scan, token, Label.phone) < 8
    const match = matchAt(national, text, start) ?? (labelled ? matchAt(overLine, text, start) : null)
    if (!match) return undefined
    const end = start + match[0].length
    if (dayAndHour.test(match[0])) return undefined
    if (!labelled) {
      if ((before === 0x2e || before === 0x2d || before === 0x5f) && isDigit(codeAt(text, start - 2))) return undefined
      // "…-74dc-0613-715898a68caa": inside of an identifier.
      if (before === 0x2d && isLetter(codeAt(text, end))) return undefined
      const next = matchAt(goesOn, text, end)
      if (next && !matchAt(national, text, end + 1)) return undefined
      // "INE 0714-002938-K": a letter at the end is a key.
      if (matchAt(keyLetter, text, end)) return undefined
      const plain = match[0].length === 10
      // "INE 0912837465K"
      if (plain && isLetter(codeAt(text, end))) return undefined
      if (plain && ofForeigner(scan, token)) return undefined
      if (plain && numbered(scan, token) && distanceToLabel(scan, token, Label.other) < Infinity) return undefined
      if ((plain || !pairs.test(match[0])) && distanceToLabel(scan, token, Label.other) < 5) return undefined
      // "la DA 0204018377": ten figures in one go after an acronym are a number of its own kind, unless a mobile.
      if (plain && afterAcronym(scan, token) && !/[67]/.test(text[start + 1]!)) return undefined
    }
    return { start, end, type: 'PHONE_FR', weight: labelled ? Weight.checked : Weight.labelled }
  }
  if (before === 0x2b) {
    const match = matchAt(international, text, start)
    if (!match) return undefined
    // "(+33)6…" begins with its bracket; "(+33 6 …)" is a number between brackets.
    const bracket = text[start - 2] === '(' && match[0].includes(')') && !match[0].includes('(')
    return { start: start - (bracket ? 2 : 1), end: start + match[0].length, type: 'PHONE_FR', weight: Weight.checked }
  }
  // "Vini : 87 74 02 18": eight figures in French Polynesia (numbering plan of its regulator), only after their label.
  if ((first === 0x34 || first === 0x38) && distanceToLabel(scan, token, Label.phone) < POLYNESIAN_REACH) {
    const match = matchAt(polynesian, text, start)
    if (match) return { start, end: start + match[0].length, type: 'PHONE_FR', weight: Weight.labelled }
  }
  if (first === 0x33 && distanceToLabel(scan, token, Label.phone) < 6) {
    const match = matchAt(bare, text, start)
    if (match) return { start, end: start + match[0].length, type: 'PHONE_FR', weight: Weight.labelled }
  }
  return undefined
}
