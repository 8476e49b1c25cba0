import type { Span } from '../span.ts'
import { hashWord } from '../scan/word-hash.ts'
import { matchAt } from '../scan/match-at.ts'
import { type Candidate, type Scan, Weight } from '../scan/scan.ts'

/** The group of letters in the name of a rubric. */
export const RUBRIC_GROUP = hashWord('g')

/** What the rubrics of an individual hold in a nominative social declaration (technical specification of the DSN, block S21.G00.30). */
const held: Readonly<Record<string, Span['type']>> = {
  '001': 'NIR',
  '002': 'PERSON',
  '003': 'PERSON',
  '004': 'PERSON',
  '006': 'BIRTH_DATE',
}
const forms: Readonly<Partial<Record<Span['type'], RegExp>>> = {
  NIR: /^[\dAB]{13,15}$/,
  PERSON: /^\p{L}[\p{L}' ’-]{0,60}$/u,
  BIRTH_DATE: /^\d{8}$/,
}
const rubric = /G00\.30\.(00\d)[ \u00a0]?[,:=]?[ \u00a0]?(['"])([^'"\n]{2,60})\2/y

/** "S21.G00.30.001,'1850…'": who somebody is in a declaration of pay, be its key wrong. Looks at the "G" of the rubric. */
export function recognisePayrollRubric(scan: Scan, token: number): Candidate | undefined {
  const match = matchAt(rubric, scan.text, scan.start[token]!)
  const type = match ? held[match[1]!] : undefined
  if (match === null || type === undefined || !forms[type]!.test(match[3]!)) return undefined
  const end = scan.start[token]! + match[0].length - 1
  return { start: end - match[3]!.length, end, type, weight: Weight.checked }
}
