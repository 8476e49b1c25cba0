import { type Corner, MarksFound, type SheetMarks } from './sheet-marks.ts'
import { reference } from './xlsx-reference.ts'
import { type XmlElement, below, childNamed, childrenNamed } from '../bytes/xml-tree.ts'

/** Does a row hold what `marksOf` looks for in it? */
export const hasFormula = (row: XmlElement): boolean =>
  childrenNamed(row, 'c').some((cell) => childNamed(cell, 'f') !== undefined)

/** Every merged range and every formula as the file writes them, also those of cells that show nothing. */
export function marksOf(sheet: XmlElement): SheetMarks {
  const marks = new MarksFound()
  const corner = (text: string | undefined): Corner | undefined => {
    const at = reference(text ?? '')
    return at && { column: at.column, row: at.row - 1 }
  }
  for (const { attributes } of below(sheet, 'mergeCell')) {
    const [from, to] = (attributes['ref'] ?? '').split(':').map(corner)
    if (from !== undefined && to !== undefined) marks.addMerged(from, to)
  }
  let last: Corner = { column: -1, row: -1 }
  for (const row of below(sheet, 'row')) {
    last = { column: -1, row: Number(row.attributes['r'] ?? last.row + 2) - 1 }
    for (const cell of childrenNamed(row, 'c')) {
      last = corner(cell.attributes['r']) ?? { column: last.column + 1, row: last.row }
      const formula = childNamed(cell, 'f')
      if (formula === undefined) continue
      // The formula of an array fills the whole of its range, and is written in its first cell only.
      const [from = last, to = last] =
        formula.attributes['t'] === 'array' ? (formula.attributes['ref'] ?? '').split(':').map(corner) : []
      marks.addFormulas(from, to)
    }
  }
  return marks
}
