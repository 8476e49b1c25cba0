import { hasNirForm, isNir } from '../checks/nir-key.ts'
import { codeAt, isDigit } from '../scan/characters.ts'
import { Label } from '../scan/labels.ts'
import { compact, matchAt, SEPARATOR } from '../scan/match-at.ts'
import { distanceToLabel, distanceToLabelAfter, Weight, type Candidate, type Scan } from '../scan/scan.ts'

const S = `(?:${SEPARATOR}|[_/])?`
/** Department and town: "35 238", "2A 004", overseas "972 23". */
const birthplace = (s: string): string => `(?:(?:\\d{2}|2${s}[ABab])${s}\\d{3}|9[78]\\d${s}\\d{2})`
/** Thirteen characters, then the key, which people set apart: "/ 36", "clé 36", "(36)". */
const form = new RegExp(
  `[1-478]${S}\\d{2}${S}\\d{2}${S}${birthplace(S)}${S}\\d{3}(?![0-9A-Za-z])(?:[ \\u00a0]?[-/|(]?[ \\u00a0]?(?:cl[eé][ \\u00a0]?:?[ \\u00a0]?)?\\d{2}(?!\\d)\\)?)?`,
  'iy',
)
const joined = new RegExp(`[1-478]${S}\\d{2}${S}\\d{2}${S}${birthplace(S)}${S}\\d{3}${S}\\d{2}(?![0-9A-Za-z])`, 'y')
/** The same where a column or a letter breaks the line; only after its label. */
const B = `(?:${SEPARATOR}|\\r?\\n)?`
const broken = new RegExp(`[1-478]${B}\\d{2}${B}\\d{2}${B}${birthplace(B)}${B}\\d{3}${B}\\d{2}(?![0-9A-Za-z])`, 'y')
/** Any thirteen to fifteen characters: what an explicit label may announce with a wrong digit in it. */
const loose = new RegExp(`\\d(?:${S}\\d){5}(?:${S}[0-9ABab])(?:${S}\\d){6}(?:(?:${S}\\d){2})?(?![0-9A-Za-z])`, 'y')
const SEPARATORS_OF_A_WRITTEN_NIR = 4

/** Figures before the first separator, where people put one: after sex, year, month, department (of three figures overseas), town, order, key. */
const groupEnds: ReadonlySet<number> = new Set([1, 3, 5, 6, 7, 8, 10, 13, 15])
const THIRTEEN = 13
/** Most numbers are told apart here: another count of figures, or none after the separator ("2A" stands for Corsica). */
function opensForm({ text, start, end }: Scan, token: number): boolean {
  const length = end[token]! - start[token]!
  if (!groupEnds.has(length)) return false
  return length === 6 || length >= THIRTEEN || isDigit(codeAt(text, end[token]! + 1))
}
const isLabelled = (scan: Scan, token: number): boolean =>
  distanceToLabel(scan, token, Label.nir) < Infinity || distanceToLabelAfter(scan, token, Label.nir) < Infinity

export function recogniseNir(scan: Scan, token: number): Candidate | undefined {
  const { text } = scan
  const start = scan.start[token]!
  const match = opensForm(scan, token) ? (matchAt(joined, text, start) ?? matchAt(form, text, start)) : null
  if (match) {
    let written = match[0]
    // A bracket that the number did not open stays outside; one that it opened must be closed.
    if (written.endsWith(')') && !written.includes('(')) written = written.slice(0, -1)
    const characters = compact(written.replace(/cl[eé]/i, ''))
    const end = start + written.length
    if (characters.length === 15 && isNir(characters)) return { start, end, type: 'NIR', weight: Weight.certain }
    if (isLabelled(scan, token)) return { start, end, type: 'NIR', weight: Weight.checked }
    const groups = written.split(/[^0-9A-Za-z]+/).length
    const written13 = characters.length === 13 && hasNirForm(characters) && groups > SEPARATORS_OF_A_WRITTEN_NIR
    return written13 ? { start, end, type: 'NIR', weight: Weight.labelled } : undefined
  }
  const distance = distanceToLabel(scan, token, Label.nir)
  if (distance === Infinity || distanceToLabel(scan, token, Label.card) < distance) return undefined
  const near = matchAt(loose, text, start) ?? matchAt(broken, text, start)
  return near ? { start, end: start + near[0].length, type: 'NIR', weight: Weight.checked } : undefined
}
