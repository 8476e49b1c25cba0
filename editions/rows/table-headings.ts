/** Where the headings of a table stand, on one line or several, and which columns they name. */
import { type Boxes, columnsOfBox } from './boxes.ts'
import {
  type Columns,
  areNumbered,
  columnsByContent,
  columnsByHeadings,
  holdsIdentifiers,
  readHeadings,
} from './columns.ts'
import type { Row, Table } from '../document.ts'
import { longestHeading, nameOf, readHeading, sayRequirements } from './heading-words.ts'
import { identifierKey, numberOf, readIdentifier } from '../identifier.ts'
import { readLevel } from '../level.ts'
import { type Matter, otherMatter } from './other-matter.ts'
import { oneLine, words } from '../plain-words.ts'

/** Titles and notes may stand above the headings of a sheet. */
const rowsBeforeHeadings = 15

export interface Recognised {
  readonly columns: Columns
  readonly headings: readonly string[]
  /** Last row of the headings, from 0; -1 without. */
  readonly at: number
  /** And their first, when there are several. */
  readonly from?: number
  readonly inherited: boolean
  /** The headings announce too little: the columns are told by what they hold. */
  readonly byContent?: true
}

export function recognise(
  table: Table,
  before: (Recognised & { readonly width: number }) | undefined,
  boxes: Boxes,
): Recognised | undefined {
  const rows = table.rows
  const matter = matterOf(rows)
  if (matter === 'history' || matter === 'glossary') return undefined
  for (const [first, top] of rows.slice(0, rowsBeforeHeadings).entries()) {
    const deep = first + depthOf(top) - 1
    const at = deep === first && goesOnBelow(top, rows[first + 1]) ? first + 1 : deep
    const row = at === first ? top : headingsOver(rows.slice(first, at + 1))
    const announced = readHeadings(row)
    if (announced === undefined) continue
    // Headings on two rows: the lower one names the columns, the upper one groups them.
    const below = readHeadings(rows[at + 1] ?? { place: table.place, cells: [] })
    if (below !== undefined && rolesOf(below) > rolesOf(announced)) continue
    const last = explainsHeadings(rows[at + 1]) ? at + 1 : at
    const body = rows.slice(last + 1)
    const columns = columnsByHeadings(announced, body, namesIn(row))
    if (columns.text === undefined) continue
    if (columns.id === undefined) {
      // Requirements that were never given identifiers are requirements all the same.
      if (columns.level === undefined || !saysRequirements(row)) continue
      return { columns, headings: row.cells.map(({ text }) => nameOf(text)), at: last, from: first, inherited: false }
    }
    // "Numéro | Description" of figures or versions: the heading says identifier, the cells do not.
    if (body.length > 0 && !holdsIdentifiers(body, columns.id) && columns.level === undefined) continue
    return { columns, headings: row.cells.map(({ text }) => nameOf(text)), at: last, from: first, inherited: false }
  }
  if (matter !== undefined) return undefined
  const byPlace = headedByPlace(rows)
  if (byPlace !== undefined) return byPlace
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length))
  // Headings of its own, which say other things than those before: `Exigence | Application | Conformité`.
  const headedOtherwise = rows[0] !== undefined && isWrittenAsHeading(rows[0]) && !isOneOf(rows, before?.columns.id)
  if (
    before?.width === width &&
    before.columns.id !== undefined &&
    !headedOtherwise &&
    (holdsIdentifiers(rows, before.columns.id) || rows[0]?.touchesPageEnd === true)
  )
    return { columns: before.columns, headings: before.headings, at: -1, inherited: true }
  const columns = columnsByContent(rows) ?? columnsOfBox(boxes, table)
  return columns === undefined || (rows[0] !== undefined && isWrittenAsHeading(rows[0]) && !isOneOf(rows, columns.id))
    ? undefined
    : { columns, headings: [], at: -1, inherited: false }
}

/** What the first row that announces another matter than requirements announces. */
const matterOf = (rows: readonly Row[]): Matter | undefined =>
  rows
    .slice(0, rowsBeforeHeadings)
    .map((row, at) => otherMatter(row, rows.slice(at + 1)))
    .find((matter) => matter !== undefined)

/** Headings whose words announce too little: a row that its syntax makes one, or that is unlike all those under it. */
function headedByPlace(rows: readonly Row[]): Recognised | undefined {
  for (const [at, row] of rows.slice(0, rowsBeforeHeadings).entries()) {
    if (row.touchesPageEnd === true) return undefined
    if (row.cells.filter(({ text }) => text !== '').length < 2) continue
    const body = rows.slice(at + 1)
    const said = row.cells.map(({ text }) => readHeading(text))
    if (body.length < 2 && said.every((each) => each === undefined)) return undefined
    const columns = columnsByHeadings(said, body, namesIn(row), true)
    const { id, text } = columns
    if (id === undefined || text === undefined || !areNumbered(body, id)) continue
    if (isNumbered(row, columns)) return undefined
    const below = body.find(({ cells }) => cells.filter((cell) => cell.text !== '').length > 1)
    if (below === undefined || !isNumbered(below, columns)) continue
    const namesNumbers = said[id]?.role === 'id' && said[id].strength === 2
    if (isWrittenAsHeading(row) || namesNumbers || isUnlike(row, body, columns))
      return {
        columns,
        headings: row.cells.map((cell) => nameOf(cell.text)),
        at,
        from: at,
        inherited: false,
        byContent: true,
      }
  }
  return undefined
}

const isWrittenAsHeading = ({ cells }: Row): boolean =>
  cells.some(({ text }) => text !== '') && cells.every(({ text, heading }) => text === '' || heading === true)

/** Is the first row numbered as those below it are? */
function isOneOf([first, ...others]: readonly Row[], column = -1): boolean {
  const series = (row: Row | undefined): string | undefined => {
    const numbered = numberOf(readIdentifier(row?.cells[column]?.text ?? '')?.id ?? '')
    return numbered === undefined ? undefined : identifierKey(`${numbered.series}|`)
  }
  const own = series(first)
  return own !== undefined && (others.length === 0 || others.some((row) => series(row) === own))
}

const isNumbered = ({ cells }: Row, { id = -1 }: Columns): boolean =>
  /\d/.test(readIdentifier(cells[id]?.text ?? '')?.id ?? '')

/** Names short and new, where every row below has a number, and a text twice as long. */
function isUnlike(row: Row, body: readonly Row[], { id = -1, text = -1, level = -1 }: Columns): boolean {
  const said = (each: Row, column: number): string => each.cells[column]?.text ?? ''
  if (said(row, id) === '' || said(row, text) === '' || readLevel(said(row, level)).known) return false
  const filled = row.cells.flatMap((cell, column) => (cell.text === '' ? [] : [{ words: cell.text, column }]))
  if (filled.some(({ words }) => words.length > longestHeading || /[.;!?]$/.test(words))) return false
  const texts = body.map((each) => said(each, text).length).filter((length) => length > 0)
  const usual = texts.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length)
  return (
    said(row, text).length * 2 <= usual &&
    !filled.some(({ words, column }) => body.some((each) => oneLine(said(each, column)) === oneLine(words)))
  )
}

const namesIn = ({ cells }: Row): readonly string[] => cells.map(({ text }) => text)

/** `(texte complet)`, `(O/N)`, `[1 à 3]` under the headings: what they mean. */
function explainsHeadings(row: Row | undefined): boolean {
  const filled = row?.cells.filter(({ text }) => text !== '') ?? []
  const isNumber = (text: string): boolean => {
    const { id, suffix, title } = readIdentifier(text) ?? { id: '', suffix: '', title: '' }
    return /\d/.test(id) && suffix + title === ''
  }
  return filled.length > 0 && filled.every(({ text }) => /^(?:\(.*\)|\[.*\])$/su.test(text) && !isNumber(text))
}

/** Rows that headings cover: as many as the tallest of its cells, which a title over the whole sheet is not. */
const depthOf = ({ cells }: Row): number => {
  const tallest = Math.max(1, ...cells.map(({ rows = 1, covered }) => (covered === true ? 1 : rows)))
  return tallest <= deepestHeadings ? tallest : 1
}
const deepestHeadings = 3

/** Headings on two lines: the lower names columns that the upper leaves without a name, or only groups. */
function goesOnBelow(top: Row, below: Row | undefined): boolean {
  const filled = below?.cells.filter(({ text }) => text !== '') ?? []
  if (below === undefined || explainsHeadings(below)) return false
  if (filled.length === 0 || filled.some(({ text }) => readHeading(text) === undefined)) return false
  if (top.cells.some(({ text }) => text.length > longestGroup || /\d/.test(readIdentifier(text)?.id ?? '')))
    return false
  const roles = (row: Row): number => new Set(row.cells.flatMap(({ text }) => readHeading(text)?.role ?? [])).size
  const together = roles(headingsOver([top, below]))
  return roles(top) > 0 && together > roles(top) && together > roles(below)
}
const longestGroup = 80

/** Merged headings said as one row: `Exigence` over `Français` and `Anglais`, beside an `ID` that covers both rows. */
function headingsOver(rows: readonly Row[]): Row {
  const [top] = rows
  const said = (row: Row, column: number): string => {
    const from = row.cells.findLastIndex(
      ({ columns = 1, covered }, at) => at <= column && covered !== true && at + columns > column,
    )
    return from === -1 ? (row.cells[column]?.text ?? '') : (row.cells[from]?.text ?? '')
  }
  const widest = rows.toSorted((a, b) => b.cells.length - a.cells.length)[0]!
  const cells = widest.cells
    .map((_, column) => ({ ...top!.cells[column], column }))
    .map(({ heading, bold, column }) => ({
      text: [...new Set(rows.map((row) => said(row, column)).filter((text) => text !== ''))].join(' '),
      ...(heading === undefined ? {} : { heading }),
      ...(bold === undefined ? {} : { bold }),
    }))
  return { place: rows.at(-1)!.place, cells }
}

const rolesOf = (headings: NonNullable<ReturnType<typeof readHeadings>>): number =>
  new Set(headings.map((each) => each?.role).filter((role) => role !== undefined)).size

const saysRequirements = (row: Row): boolean => row.cells.some(({ text }) => sayRequirements(words(text)))
