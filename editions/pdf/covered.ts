/** A cell of a first column that is printed once for the rows it covers, where no line is drawn to show it. */
import type { Cell } from '../document.ts'
import { readIdentifier } from '../identifier.ts'

const fewestRows = 3

/**
 * Columns before that of the identifiers sort the rows. One that is filled in the first row and empty in most of the others
 * is printed once for each group: its cells cover what stands below them. One that few rows leave empty is empty there.
 */
export function withCoveredCells(rows: readonly (readonly Cell[])[], idColumn: number): Cell[][] {
  const laid = rows.map((row) => [...row])
  const listed = rows.flatMap((row, at) => (isRow(row, idColumn) ? [at] : []))
  for (let column = 0; column < idColumn; column += 1) {
    const filled = listed.filter((at) => rows[at]?.[column]?.text !== '')
    if (listed.length < fewestRows || filled[0] !== listed[0] || filled.length * 2 > listed.length) continue
    // Groups have names of their own; a mark is said again and again.
    if (new Set(filled.map((at) => rows[at]?.[column]?.text)).size < filled.length) continue
    for (const [rank, at] of filled.entries()) {
      const covered = listed.filter((row) => row >= at && row < (filled[rank + 1] ?? rows.length))
      const cell = rows[at]![column]!
      if (covered.length > 1) laid[at]![column] = { ...cell, rows: covered.length }
      for (const row of covered.slice(1)) laid[row]![column] = { text: cell.text, covered: true }
    }
  }
  return laid
}

const isRow = (row: readonly Cell[], idColumn: number): boolean => {
  const identifier = readIdentifier(row[idColumn]?.text ?? '')
  return identifier !== undefined && identifier.title === '' && /\d/.test(identifier.id)
}
