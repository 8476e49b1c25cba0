/** What a sheet merged or computed, wherever it stands in it: a list beside it is read in another way than it looks. */

export interface Marked {
  readonly count: number
  /** The first ranges, as a spreadsheet program names them: `D2:D4`. */
  readonly first: readonly string[]
}

export interface SheetMarks {
  readonly merged: Marked
  readonly formulas: Marked
}

export interface Corner {
  /** Both from 0. */
  readonly column: number
  readonly row: number
}

/** More places than this help nobody to find the others. */
const placesNamed = 5

export class MarksFound implements SheetMarks {
  readonly merged = { count: 0, first: [] as string[] }
  readonly formulas = { count: 0, first: [] as string[] }

  addMerged(from: Corner, to: Corner): void {
    if (to.column > from.column || to.row > from.row) add(this.merged, rangeOf(from, to), 1)
  }

  addFormulas(from: Corner, to: Corner): void {
    // A range that is written from its end to its start is at least the cell that holds the formula.
    const cells = Math.max(1, to.column - from.column + 1) * Math.max(1, to.row - from.row + 1)
    add(this.formulas, rangeOf(from, to), cells)
  }
}

function add(marked: { count: number; first: string[] }, range: string, count: number): void {
  marked.count += count
  // One more than is named says that there are others.
  if (marked.first.length <= placesNamed) marked.first.push(range)
}

const rangeOf = (from: Corner, to: Corner): string =>
  from.column === to.column && from.row === to.row ? cellName(from) : `${cellName(from)}:${cellName(to)}`

/** `BC12` of column 54 and row 11. */
function cellName({ column, row }: Corner): string {
  let letters = ''
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  return `${letters}${row + 1}`
}

/** `D2:D4, B5:B6`, followed by `…` when there are others. */
export const namedPlaces = ({ first }: Marked): string =>
  `${first.slice(0, placesNamed).join(', ')}${first.length > placesNamed ? '…' : ''}`
