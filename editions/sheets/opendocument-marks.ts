import { MarksFound, type SheetMarks } from './sheet-marks.ts'
import { type XmlElement, isElement } from '../bytes/xml-tree.ts'

/** Every merged range and every formula as the file writes them, also those of cells that show nothing. */
export function marksOf(rows: readonly XmlElement[]): SheetMarks {
  const marks = new MarksFound()
  let row = 0
  for (const line of rows) {
    const high = timesOf(line, 'number-rows-repeated')
    let column = 0
    for (const cell of line.children.filter(isElement)) {
      if (cell.name !== 'table-cell' && cell.name !== 'covered-table-cell') continue
      const wide = timesOf(cell, 'number-columns-repeated')
      const from = { column, row }
      marks.addMerged(from, {
        column: column + timesOf(cell, 'number-columns-spanned') - 1,
        row: row + timesOf(cell, 'number-rows-spanned') - 1,
      })
      if (cell.attributes['formula'] !== undefined)
        marks.addFormulas(from, {
          column: column + Math.max(wide, timesOf(cell, 'number-matrix-columns-spanned')) - 1,
          row: row + Math.max(high, timesOf(cell, 'number-matrix-rows-spanned')) - 1,
        })
      column += wide
    }
    row += high
  }
  return marks
}

/** Does the row hold anything that `marksOf` tells? */
export const hasMarks = (row: XmlElement): boolean =>
  row.children.some(
    (cell) =>
      isElement(cell) &&
      (cell.attributes['formula'] !== undefined ||
        cell.attributes['number-columns-spanned'] !== undefined ||
        cell.attributes['number-rows-spanned'] !== undefined),
  )

/** A number of rows or columns: one, unless it says more. */
const timesOf = ({ attributes }: XmlElement, name: string): number =>
  Math.max(1, Math.trunc(Number(attributes[name] ?? 1)) || 1)
