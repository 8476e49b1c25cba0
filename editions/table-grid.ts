import type { Cell } from './document.ts'
import { limits } from './limits.ts'
import type { Place } from './place.ts'
import { tooMany } from './refusal.ts'

const air: Cell = { text: '' }
/** So many different texts are remembered: those that a long sheet repeats come in its first rows. */
const REMEMBERED = 10_000

/** Rows of a long sheet say mostly the same: cells that are nothing but one text are one cell, held and sent to another thread once. */
function sharedCells(): (cell: Cell) => Cell {
  const known = new Map<string, Cell>()
  return (cell) => {
    for (const member in cell) if (member !== 'text') return cell
    const same = known.get(cell.text)
    if (same === undefined && known.size < REMEMBERED) known.set(cell.text, cell)
    return same ?? cell
  }
}

/** Lays cells that span columns and rows on a grid: every place they cover repeats their text, marked `covered`. */
export function layOnGrid(rows: readonly (readonly Cell[])[], place: (row: number) => Place): Cell[][] {
  const grid: Cell[][] = rows.map(() => [])
  const taken: boolean[][] = rows.map(() => [])
  const shared = sharedCells()
  for (const [at, row] of rows.entries()) {
    let column = 0
    for (const cell of row) {
      while (taken[at]?.[column] === true) column += 1
      const width = cell.columns ?? 1
      const height = Math.min(cell.rows ?? 1, rows.length - at)
      if (column + width > limits.columns) throw tooMany(place(at), { fr: 'colonnes', en: 'columns' }, limits.columns)
      for (let down = 0; down < height; down += 1)
        for (let right = 0; right < width; right += 1) {
          const line = grid[at + down]
          const used = taken[at + down]
          if (line === undefined || used === undefined || used[column + right] === true) continue
          used[column + right] = true
          line[column + right] =
            down === 0 && right === 0
              ? height > 1
                ? { ...cell, rows: height }
                : shared(cell)
              : // Sideways the text is said once; downwards it holds for every row.
                { text: right === 0 ? cell.text : '', covered: true, ...(cell.bold === true ? { bold: true } : {}) }
        }
      column += width
    }
  }
  for (const line of grid) for (let column = 0; column < line.length; column += 1) line[column] ??= air
  return grid
}
