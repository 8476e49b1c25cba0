/** What a page end does to the rows of a table that goes on: headings that run into the rest of a row, merged cells that go on empty. */
import { readHeadings } from '../rows/columns.ts'
import type { Cell, Row } from '../document.ts'
import { readIdentifier } from '../identifier.ts'
import { softBreak } from '../plain-words.ts'

type Cells = readonly Cell[]

/** Rows of the next page, as they would stand without the page end; `before` are those of the pages before. */
export const asCarried = (before: readonly Row[], rows: readonly Cells[]): readonly Cells[] =>
  withMergedOn(before, withGroupsOn(before, headingsApart(before, rows)))

/** A program that draws no line between the headings that it repeats and the rest of a row that it cut makes one row of both. */
function headingsApart(before: readonly Row[], rows: readonly Cells[]): readonly Cells[] {
  const [known] = before
  const [first, ...others] = rows
  if (known === undefined || first === undefined || first.length !== known.cells.length) return rows
  if (readHeadings(known) === undefined) return rows
  const rest = first.map(({ text }, column): string | undefined => {
    const heading = known.cells[column]?.text ?? ''
    if (text === heading) return ''
    const after = text.slice(heading.length)
    return text.startsWith(heading) && /^[\n\v]/.test(after) ? after.slice(1) : undefined
  })
  if (rest.includes(undefined) || rest.every((text) => text === '')) return rows
  return [known.cells, rest.map((text = ''): Cell => ({ text })), ...others]
}

/** A cell that held for the last rows of a page holds for those of the next, where its words are not printed again. */
function withMergedOn(before: readonly Row[], rows: readonly Cells[]): readonly Cells[] {
  const last = before.at(-1)
  const from = rows.findIndex((cells) => !before.slice(0, 1).some((row) => isSame(row.cells, cells)))
  const first = rows[from]
  if (last === undefined || first === undefined) return rows
  const held = first.map((cell, column) => {
    const above = last.cells[column]
    const isMerged = above !== undefined && above.text !== '' && (above.covered === true || (above.rows ?? 1) > 1)
    // The number of a requirement that is printed in several rows is followed by who reads rows.
    return isMerged && cell.text === '' && cell.covered !== true && !isNumber(above.text) ? above.text : undefined
  })
  if (held.every((text) => text === undefined)) return rows
  return rows.map((cells, at) =>
    cells.map((cell, column) => {
      const text = held[column]
      const covers = first[column]?.rows ?? 1
      if (text === undefined || at < from || at >= from + covers) return cell
      return { ...cell, text, covered: true }
    }),
  )
}

/**
 * Without lines, a group printed once is seen by the empty cells under its name: where each row before belongs to one, those
 * at the top of the page do too, and names below begin others.
 */
function withGroupsOn(before: readonly Row[], rows: readonly Cells[]): readonly Cells[] {
  const listed = before.filter(({ cells }) => cells.some(({ text }) => isNumber(text)))
  const last = listed.at(-1)
  const own = rows.flatMap((cells, at) => (cells.some(({ text }) => isNumber(text)) ? [at] : []))
  const [top] = own
  if (last === undefined || top === undefined) return rows
  const laid = rows.map((cells) => [...cells])
  for (const [column, above] of last.cells.entries()) {
    const said = own.map((at) => rows[at]?.[column])
    const names = said.flatMap((cell) => (cell === undefined || cell.text === '' ? [] : [cell.text]))
    const isDrawn = said.some((cell) => cell === undefined || cell.covered === true || (cell.rows ?? 1) > 1)
    const isGrouped =
      above.covered === true && !isNumber(above.text) && listed.every(({ cells }) => cells[column]?.text !== '')
    if (!isGrouped || isDrawn || said[0]?.text !== '' || names.length * 2 > own.length) continue
    if (new Set([above.text, ...names]).size <= names.length) continue
    let name = above.text
    for (const at of own) {
      const cell = rows[at]![column]!
      if (cell.text === '') laid[at]![column] = { ...cell, text: name, covered: true }
      else name = cell.text
    }
  }
  return laid
}

const isNumber = (text: string): boolean => /\d/.test(readIdentifier(text.replaceAll(softBreak, ''))?.id ?? '')
const isSame = (a: Cells, b: Cells): boolean =>
  a.length === b.length && a.every(({ text }, column) => text === b[column]?.text)
