/** Rows that a page end cut across: the short cells stand before it, the number and the text after it. */
import type { Cell, Row } from '../document.ts'
import { type Columns, readHeadings } from './columns.ts'

const isFilled = (cell: Cell | undefined): boolean => cell !== undefined && cell.text !== '' && cell.covered !== true

interface Rejoined {
  readonly rows: readonly Row[]
  /** Those that were put together, at the place of their second half. */
  readonly whole: ReadonlySet<Row>
}

export function joinHalves(rows: readonly Row[], columns: Columns): Rejoined {
  const joined: Row[] = []
  const whole = new Set<Row>()
  let half: Row | undefined
  for (const [at, row] of rows.entries()) {
    if (half === undefined) {
      const next = row.touchesPageEnd === true ? firstOfPage(rows, at + 1) : undefined
      if (next !== undefined && areHalves(row, next, columns)) half = row
      else joined.push(row)
    } else if (readHeadings(row) === undefined) {
      const made = { ...row, cells: together(half, row) }
      whole.add(made)
      joined.push(made)
      half = undefined
    } else joined.push(row)
  }
  return { rows: joined, whole }
}

/** The headings that a program repeats stand before it. */
function firstOfPage(rows: readonly Row[], from: number): Row | undefined {
  let at = from
  while (rows[at] !== undefined && readHeadings(rows[at]!) !== undefined) at += 1
  return rows[at]
}

/** Cells that fill each other up: neither the number nor the text before, and nothing twice. */
function areHalves(before: Row, after: Row, { id = -1, text = -1 }: Columns): boolean {
  if (before.touchesPageEnd !== true || after.touchesPageEnd !== true) return false
  const has = (row: Row, column: number): boolean => isFilled(row.cells[column])
  const filled = before.cells.filter((cell) => isFilled(cell)).length
  return (
    filled > 1 &&
    !has(before, id) &&
    !has(before, text) &&
    has(after, id) &&
    has(after, text) &&
    !before.cells.some((cell, column) => isFilled(cell) && has(after, column))
  )
}

const together = (before: Row, after: Row): readonly Cell[] =>
  Array.from({ length: Math.max(before.cells.length, after.cells.length) }, (_, column) => {
    const [above, below] = [before.cells[column], after.cells[column]]
    return (isFilled(below) ? below : isFilled(above) ? above : below) ?? { text: '' }
  })
