/** Tables that say how the document came about, or what was taken out of it: the numbers in them are listed elsewhere, or no more. */
import { readHeading, sayRequirements } from './heading-words.ts'
import type { Row } from '../document.ts'
import { readIdentifier } from '../identifier.ts'
import { words } from '../plain-words.ts'

/** Does this row head such a table? */
export const headsHistory = (row: Row, below: readonly Row[]): boolean => isHistory(row) || isChangeLog(row, below)

/** `Version | Date | Objet`: how the document came about, whose numbers are no identifiers. */
function isHistory({ cells }: Row): boolean {
  const said = cells.map(({ text }) => words(text))
  const names = (column: readonly string[], wanted: ReadonlySet<string>): boolean =>
    column.length > 0 && column.length <= wordsOfColumn && wanted.has(column[0] ?? '')
  return (
    said.some((column) => names(column, wordsOfVersions)) &&
    said.some((column) => names(column, wordsOfDays)) &&
    !said.some((column) => column.length <= wordsOfColumn && sayRequirements(column.slice(0, 1)))
  )
}
const wordsOfColumn = 3
const wordsOfVersions = new Set(['version', 'versions', 'revision', 'indice', 'edition'])
const wordsOfDays = new Set(['date', 'dates', 'jour', 'day'])

/** `Réf. | Modification | Date`, `Identifiant | Motif`: numbers and what befell them, without what they require or how much. */
function isChangeLog({ cells }: Row, below: readonly Row[]): boolean {
  const filled = cells.flatMap(({ text }, column) => (text === '' ? [] : [{ text, column }]))
  const changes = filled.find(({ text }) => namesChanges(words(text)))
  if (changes === undefined || filled.some(({ text }) => words(text).length > wordsOfLogColumn)) return false
  const others = filled.filter((each) => each !== changes)
  const numbers = others.filter(({ text, column }) => {
    const role = readHeading(text)?.role
    return role === 'id' || (role === 'text' && isNumbersOnly(below, column))
  })
  return (
    numbers.length > 0 &&
    others.every((each) => {
      const role = readHeading(each.text)?.role
      return numbers.includes(each) || role === undefined || role === 'category'
    })
  )
}
const wordsOfLogColumn = 5
const wordsOfChanges = new Set([
  'modification',
  'modifications',
  'changement',
  'changements',
  'change',
  'changes',
  'motif',
  'motifs',
  'raison',
  'reason',
  'reasons',
])
/** `Nature de la modification`, not `Date de modification`. */
const namesChanges = (said: readonly string[]): boolean =>
  said.some((word) => wordsOfChanges.has(word)) && !wordsOfDays.has(said[0] ?? '')

function isNumbersOnly(rows: readonly Row[], column: number): boolean {
  const said = rows.map(({ cells }) => cells[column]?.text ?? '').filter((text) => text !== '')
  return said.length > 0 && said.every((text) => isNumber(text))
}
const isNumber = (text: string): boolean => {
  const read = readIdentifier(text)
  return read !== undefined && /\d/.test(read.id) && read.title === ''
}
