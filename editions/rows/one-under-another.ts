/**
 * Tables of different matter drawn one under another in one sheet or frame: a history above the list, a glossary or
 * products below it. Each is read by itself.
 */
import { readHeadings } from './columns.ts'
import type { Row, Table } from '../document.ts'
import { type Matter, otherMatter } from './other-matter.ts'

export const oneByOne = (tables: readonly Table[]): readonly Table[] => tables.flatMap(partsOf)

function partsOf(table: Table): readonly Table[] {
  const { rows } = table
  const starts: number[] = []
  let before: Matter | 'list' | undefined
  for (const [at, row] of rows.entries()) {
    const filled = filledIn(row)
    if (filled < 2) continue
    const matter = matterOf(row, rows.slice(at + 1, at + 1 + rowsLookedAt))
    if (matter !== undefined && before !== undefined && matter !== before) starts.push(withTitle(rows, at))
    before = matter ?? before ?? 'list'
  }
  if (starts.length === 0) return [table]
  return [0, ...starts].map((from, rank) => ({
    ...table,
    place: from === 0 ? table.place : (rows[from]?.place ?? table.place),
    rows: rows.slice(from, starts[rank]),
  }))
}

/** Enough to tell numbers from words. */
const rowsLookedAt = 15

const filledIn = ({ cells }: Row): number => cells.filter(({ text, covered }) => text !== '' && covered !== true).length

/** Headings hold no figure; a row that does is one of the table before. */
function matterOf(row: Row, below: readonly Row[]): Matter | 'list' | undefined {
  if (row.cells.some(({ text }) => /\d/.test(text))) return undefined
  return otherMatter(row, below) ?? (readHeadings(row) === undefined ? undefined : 'list')
}

/** The title above headings, where an empty row parts it from what is before. */
function withTitle(rows: readonly Row[], at: number): number {
  let first = at
  while (first > 0 && filledIn(rows[first - 1]!) === 1) first -= 1
  return first > 0 && filledIn(rows[first - 1]!) === 0 ? first : at
}
