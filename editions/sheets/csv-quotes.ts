/** Quoted cells of a CSV, and the quotes that somebody opened and never closed. */
import { readIdentifier } from '../identifier.ts'
import { limits } from '../limits.ts'

/** How many separators most lines hold that hold any; 0 when none does. */
export function usualSeparators(text: string, separator: string): number {
  const counts = new Map<number, number>()
  for (const line of text.split('\n')) {
    const count = fieldsOf(line, separator).length - 1
    if (count > 0) counts.set(count, (counts.get(count) ?? 0) + 1)
  }
  return [...counts].toSorted(([a, n], [b, m]) => m - n || b - a)[0]?.[0] ?? 0
}

/** Fields of one line; what stands in quotes may hold separators. */
const fieldsOf = (line: string, separator: string): string[] => line.replace(/"[^"]*"/g, '""').split(separator)

/** Where the quote opened at `opened` closes; undefined when it never does, or only after it has swallowed whole rows. */
export function closingQuote(text: string, opened: number, separator: string, usual: number): number | undefined {
  for (let from = opened + 1; ;) {
    const quote = text.indexOf('"', from)
    if (quote === -1 || quote - opened > limits.cellCharacters) return undefined
    if (text[quote + 1] === '"') from = quote + 2
    else return swallowsRows(text, opened, quote, separator, usual) ? undefined : quote
  }
}

/** Does a line that the quotes hold look like a row of its own? Lines of a cell seldom have an identifier and all separators. */
function swallowsRows(text: string, opened: number, closed: number, separator: string, usual: number): boolean {
  if (usual === 0 || text.indexOf('\n', opened) === -1 || text.indexOf('\n', opened) > closed) return false
  const next = text.indexOf('\n', closed)
  const end = next === -1 ? text.length : next
  const before = fieldsOf(text.slice(text.lastIndexOf('\n', opened) + 1, opened), separator)
  const after = text.slice(closed + 1, end)
  const lines = text.slice(text.indexOf('\n', opened) + 1, end).split('\n')
  // What follows the quote completes the row that began before it: of the last line, only what the quotes hold is the cell's.
  const completes =
    (after === '' || after.startsWith(separator)) && before.length + fieldsOf(after, separator).length === usual + 2
  if (!completes) return lines.some((line) => isRow(line, separator, usual))
  const last = lines.at(-1)!.slice(0, -after.length - 1)
  return (
    lines.slice(0, -1).some((line) => isRow(line, separator, usual)) ||
    (before.length > 1 && isRow(last, separator, before.length - 1))
  )
}

const isRow = (line: string, separator: string, usual: number): boolean => {
  const fields = fieldsOf(line, separator)
  return (
    fields.length === usual + 1 &&
    fields.some((field) => /^\S*\d\S*$/.test(field.trim()) && readIdentifier(field) !== undefined)
  )
}
