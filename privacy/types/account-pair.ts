import { matchAt } from '../scan/match-at.ts'
import { type Candidate, type Scan, Weight } from '../scan/scan.ts'
import { wordSet } from '../scan/word-table.ts'

/** Accounts that come with a machine, and words that announce one. */
export const accountWords = wordSet('admin root administrateur administrator compte comptes login identifiants account')

const value = `([^\\s"'\`)]{8,64})`
const quote = `["'\`]?`
const known = new RegExp(`(?:admin|root|administrat(?:eu|o)r)${quote} ?/ ?${quote}${value}`, 'iuy')
const announced = new RegExp(
  `(?:comptes?|login|identifiants|account)[^\\n:/]{0,40}:[ \\u00a0]?${quote}[\\w.-]{2,32}${quote} ?/ ?${quote}${value}`,
  'iuy',
)
/** A figure, a small letter, and a sign that is neither: a reference of figures and capitals is none. */
const mingled = /^(?=.*\d)(?=.*\p{Ll})(?=.*[^\p{Ll}\d])/u
const PATH = /^[\w.-]*\/|\.[a-z]{2,4}$/i

/** "(admin / N0rd-camera)", "compte de test : `recette` / `…`": an account and its password, a stroke between them. Looks at the first word. */
export function recogniseAccountPair(scan: Scan, token: number): Candidate | undefined {
  const start = scan.start[token]!
  const match = matchAt(known, scan.text, start) ?? matchAt(announced, scan.text, start)
  if (!match) return undefined
  const password = match[1]!.replace(/[.,;:!?]+$/, '')
  // "root/src/Main2.java", "admin/v2-Index"
  if (!mingled.test(password) || PATH.test(password) || /[\w]\/[\w]/.test(match[0])) return undefined
  const from = start + match[0].length - match[1]!.length
  return { start: from, end: from + password.length, type: 'SECRET', weight: Weight.certain - 4 }
}
