/** Two lists drawn beside one another in one sheet: the same headings come again to the right, and each list is read by itself. */
import { readHeadings } from './columns.ts'
import type { Row, Table } from '../document.ts'
import { fold } from '../plain-words.ts'

/** Titles and notes may stand above the headings. */
const rowsLookedAt = 15

export const apart = (tables: readonly Table[]): readonly Table[] => tables.flatMap(partsOf)

function partsOf(table: Table): readonly Table[] {
  for (const [at, row] of table.rows.slice(0, rowsLookedAt).entries()) {
    const starts = startsOf(row)
    if (starts.length < 2) continue
    return starts.map((start, rank) => {
      const from = rank === 0 ? 0 : start
      const rows = table.rows
        .map((each): Row => ({ ...each, cells: each.cells.slice(from, starts[rank + 1]) }))
        // What stands above the headings, and what is empty on both sides, is told once, with the list on the left.
        .filter(({ cells }, line) => rank === 0 || (line >= at && cells.some(({ text }) => text !== '')))
      return { ...table, rows: rank === 0 ? withoutEmptyEnd(rows, table.rows) : rows }
    })
  }
  return [table]
}

/** Columns where the same headings begin; one column when they do not come again. */
function startsOf(row: Row): readonly number[] {
  const announced = readHeadings(row)
  if (announced === undefined) return []
  const said = row.cells.map(({ text }) => fold(text))
  const identifiers = announced.flatMap((each, column) => (each?.role === 'id' ? [column] : []))
  const [first, second] = identifiers
  if (first === undefined || second === undefined) return []
  const width = second - first
  const names = said.slice(first, second)
  const texts = announced.slice(first, second).some((each) => each?.role === 'text' || each?.role === 'title')
  const again = identifiers.filter(
    (column) =>
      (column - first) % width === 0 && names.every((name, at) => name === (said[column + at] ?? '') || name === ''),
  )
  return texts && width > 1 && again.length === identifiers.length ? again : []
}

/** The shorter list ends before the sheet does. */
const withoutEmptyEnd = (rows: readonly Row[], whole: readonly Row[]): readonly Row[] => {
  const last = rows.findLastIndex(
    ({ cells }, at) =>
      cells.some(({ text }) => text !== '') || (whole[at]?.cells.every(({ text }) => text === '') ?? false),
  )
  return rows.slice(0, last + 1)
}
