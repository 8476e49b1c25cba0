/** Pages into tables: drawn ones, aligned ones, and the same table carried from page to page. */
import type { Anomaly } from '../anomaly.ts'
import { readHeadings } from '../rows/columns.ts'
import type { Cell, Row, Table } from '../document.ts'
import { readHeading } from '../rows/heading-words.ts'
import type { Place } from '../place.ts'
import { readIdentifier } from '../identifier.ts'
import { type AlignedTable, alignedTables, beginsTable } from './aligned.ts'
import { cardsApart } from './cards.ts'
import { asCarried } from './carried.ts'
import { type GridTable, gridTables } from './grid.ts'
import { tellColumnsApart } from './columns-apart.ts'
import { isHeadingLine, segmentsOf } from './headings.ts'
import type { Page, PageText } from './page.ts'
import { type TextLine, lineText, linesOf } from './text.ts'
import { oneLine } from '../plain-words.ts'
import type { Work } from '../bytes/work-clock.ts'

/** Borders of one table on two pages, in points. */
const sameBorder = 6
/** Headings above a table are looked for this far up, in points, when they are larger or bold. */
const longestHeading = 120

interface Open {
  readonly place: Place
  readonly headings: readonly string[]
  readonly columns: readonly number[]
  readonly rows: Row[]
  readonly lastPage: number
  /** A title stands under it: what follows is another table. */
  readonly closed: boolean
}

export interface PdfTables {
  readonly tables: readonly Table[]
  /** The pages without drawn tables, running heads and feet. */
  readonly rest: readonly Page[]
  readonly anomalies: readonly Anomaly[]
}

export function pdfTables(pages: readonly Page[], place: Place, work: Work): PdfTables {
  const drawn = pages.map(gridTables)
  const running = runningLines(pages)
  const open: Open[] = []
  const bare: Page[] = []
  const cards = pages.map((page, at) => cardsApart(outside(page, drawn[at] ?? [], running)))
  const rest = cards.map((each) => each.rest)
  let heading = ''
  let atFoot: string | undefined
  let lastAligned: AlignedTable | undefined
  for (const [at, page] of pages.entries()) {
    const grids = drawn[at] ?? []
    const next = rest[at + 1]
    const aligned = alignedTables(rest[at]!, lastAligned, next !== undefined && beginsTable(next))
    lastAligned = aligned.at(-1) ?? (grids.length > 0 ? undefined : lastAligned)
    const tables: readonly (GridTable | AlignedTable)[] = inReadingOrder([...grids, ...cards[at]!.tables, ...aligned])
    if (tables.length === 0 && open.length > 0) bare.push(rest[at]!)
    for (const [rank, table] of tables.entries()) {
      const here: Place = { ...place, page: page.number, table: rank + 1 }
      work.table(here)
      const isInColumn = tables.some((other) => other !== table && (isBeside(other, table) || isBeside(table, other)))
      const title = isInColumn
        ? headingAbove(page, lowestAbove(tables, table), table.top, grids, running, table)
        : headingAbove(page, tables[rank - 1]?.bottom ?? 0, table.top, grids, running)
      heading = title ?? heading
      const last = open.at(-1)
      const goesOn =
        last !== undefined &&
        !last.closed &&
        // A box under its own title is not the end of the box of the page before.
        !(last.rows.length === 1 && (title ?? atFoot) !== undefined && isOneRow(table)) &&
        !((title ?? atFoot) !== undefined && rank === 0 && beginsAnew(table)) &&
        !('afterTitle' in table && table.afterTitle === true) &&
        !(isInColumn && title !== undefined) &&
        (rank === 0 ? last.lastPage === page.number - 1 : isBeside(tables[rank - 1]!, table)) &&
        (Math.abs(left(table) - (last.columns[0] ?? 0)) <= sameBorder || sameHeadings(last, table))
      const carried = goesOn ? carry(last, table) : undefined
      const rows = (carried === undefined ? table.rows : asCarried(last!.rows, carried)).map((cells, row): Row => {
        const place = { ...here, row: row + 1 }
        work.row(place, cells.length)
        return { place, cells }
      })
      if (carried !== undefined && last !== undefined) {
        join(last.rows, rows)
        open[open.length - 1] = { ...last, lastPage: page.number, closed: isClosed(table) }
      } else
        open.push({
          place: here,
          headings: heading === '' ? [] : [heading],
          columns: table.columns,
          rows,
          lastPage: page.number,
          closed: isClosed(table),
        })
      heading = titleUnder(table) || heading
    }
    atFoot = headingAbove(page, tables.at(-1)?.bottom ?? page.height, page.height, grids, running)
    heading = atFoot ?? heading
  }
  return {
    tables: open.map(({ place, headings, rows }) => ({ place, headings, rows })),
    rest,
    anomalies: tellColumnsApart(bare, place),
  }
}

/** Headings of its own, then a row with a number: under a title, another table, whatever the height of the page's end. */
function beginsAnew({ rows: [first = [], second = []] }: GridTable): boolean {
  if (readHeadings({ place: { file: '' }, cells: first }) === undefined) return false
  return second.some(({ text }) => {
    const { id = '', title = '' } = readIdentifier(text) ?? {}
    return /\d/.test(id) && title === ''
  })
}

const isOneRow = ({ rows }: GridTable): boolean => rows.length === 1
const titleUnder = (table: GridTable | AlignedTable): string => ('titleBelow' in table ? table.titleBelow : '')
const isClosed = (table: GridTable | AlignedTable): boolean => titleUnder(table) !== ''
const left = ({ columns }: GridTable): number => columns[0] ?? 0
const right = ({ columns }: GridTable): number => columns.at(-1) ?? 0
/** The second stands to the right of the first, at the same height. */
const isBeside = (a: GridTable, b: GridTable): boolean => right(a) <= left(b) && a.top < b.bottom && b.top < a.bottom

/** Where the table above ends, in the same column of the page. */
const lowestAbove = (tables: readonly GridTable[], table: GridTable): number =>
  Math.max(
    0,
    ...tables
      .filter((other) => other.bottom <= table.top && left(other) < right(table) && left(table) < right(other))
      .map(({ bottom }) => bottom),
  )

/** A column of the page goes on with the table of the one before, unless it begins with headings of its own. */
function sameHeadings(last: Open, { rows: [first = []] }: GridTable): boolean {
  const said = (cells: readonly Cell[]): string => cells.map(({ text }) => oneLine(text)).join('|')
  const [known] = last.rows
  return readHeadings({ place: last.place, cells: first }) === undefined || said(known?.cells ?? []) === said(first)
}

const sameHeadingRow = ({ rows: [known] }: Open, { rows: [first = []] }: GridTable): boolean =>
  known !== undefined &&
  readHeadings(known) !== undefined &&
  known.cells.every(({ text }, at) => oneLine(text) === oneLine(first[at]?.text ?? ''))

/** From top to bottom; on a page of two columns, the left one first. */
function inReadingOrder(tables: readonly GridTable[]): GridTable[] {
  const sideBySide = tables.some((a) => tables.some((b) => isBeside(a, b)))
  return tables.toSorted((a, b) =>
    sideBySide && (right(a) <= left(b) || right(b) <= left(a)) ? left(a) - left(b) : a.top - b.top,
  )
}

/** Rows of the next page's table in the columns of this one; undefined when it is another table. */
function carry(last: Open, table: GridTable): readonly (readonly Cell[])[] | undefined {
  if (table.columns.length > last.columns.length) return undefined
  // Columns that only words show are where the rows of each page put them.
  if ('heading' in table && table.columns.length === last.columns.length && sameHeadingRow(last, table))
    return table.rows
  // The other column of a page, or the other side of a sheet, is the same table further to the left or right.
  const shift = table.columns.length === last.columns.length ? left(table) - (last.columns[0] ?? 0) : 0
  const positions = table.columns.map((border) =>
    last.columns.findIndex((known) => Math.abs(known - border + shift) <= sameBorder),
  )
  if (positions.includes(-1) || positions[0] !== 0 || positions.at(-1) !== last.columns.length - 1) return undefined
  if (table.columns.length === last.columns.length) return table.rows
  return table.rows.map((cells) => {
    const wide: Cell[] = Array.from({ length: last.columns.length - 1 }, () => ({ text: '', covered: true }))
    for (const [at, cell] of cells.entries()) {
      const from = positions[at] ?? 0
      const to = positions[at + (cell.columns ?? 1)] ?? from + 1
      wide[from] = to - from > 1 ? { ...cell, columns: to - from } : cell
    }
    return wide
  })
}

/** Marks the two rows that a page end stands between; a heading that the program repeated is not one of them. */
function join(before: Row[], after: readonly Row[]): void {
  const said = ({ cells }: Row): string => cells.map(({ text }) => oneLine(text)).join('|')
  const known = new Set(before.slice(0, 3).map(said))
  const first = after.findIndex((row) => !known.has(said(row)))
  const last = before.at(-1)
  if (last !== undefined) before[before.length - 1] = { ...last, touchesPageEnd: true }
  before.push(...after.map((row, at) => (at === first ? { ...row, touchesPageEnd: true } : row)))
}

/** What stands at the same height on most pages, numbers aside: running heads and feet. */
function runningLines(pages: readonly Page[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const page of pages)
    for (const key of new Set(linesOf(page.texts).map(runningKey))) counts.set(key, (counts.get(key) ?? 0) + 1)
  return new Set(
    [...counts]
      .filter(([, count]) => count >= 3 || (count >= 2 && pages.length <= 3))
      .flatMap(([key, count]) => (count >= Math.min(3, pages.length) ? [key] : [])),
  )
}
/** The number of a page changes from one to the next, and so does that of a requirement, which is no running head. */
function runningKey(line: TextLine): string {
  const [first, ...others] = segmentsOf(line).map(({ text }) => text)
  const numbersRow =
    first !== undefined &&
    /^\S*\d\S*$/.test(first) &&
    readIdentifier(first) !== undefined &&
    (others.length > 1 || (others.length > 0 && /\p{L}/u.test(first)))
  // `Identifiant  EXI-1` at the top of a card.
  const numbersCard =
    others[0] !== undefined && readIdentifier(others[0]) !== undefined && readHeading(first ?? '')?.role === 'id'
  const words = lineText(line)
  const kept = numbersCard ? words.length : numbersRow ? first.length : 0
  return `${Math.round(line.y / 4)} ${words.slice(0, kept)}${words.slice(kept).replace(/\d+/g, '#')}`
}

/** Words that stand in no drawn table and belong to no running head or foot. */
function outside(page: Page, grids: readonly GridTable[], running: ReadonlySet<string>): Page {
  const lines = linesOf(page.texts)
  const isRunning = (line: TextLine): boolean =>
    (running.has(runningKey(line)) || pageNumber.test(lineText(line)) || numbersPage(line, page)) &&
    !isMiddle(line.y, page) &&
    !isHeadingLine(line)
  // From the edge inwards only: the number of an identifier cut in two may stand at the same height on each page.
  const first = lines.findIndex((line) => !isRunning(line))
  const last = lines.findLastIndex((line) => !isRunning(line) || line.y < page.height / 2)
  const texts = lines
    .slice(first === -1 ? lines.length : first, last + 1)
    .flatMap((line) => line.texts)
    .filter(({ y }) => !grids.some(({ top, bottom }) => y > top && y < bottom))
  return { ...page, texts }
}
/** A document of one page has its foot too. */
const pageNumber = /(?:^|\s)(?:page\s*)?\d{1,4}\s*(?:\/|sur|of|de)\s*\d{1,4}$|^(?:page|p\.)\s*\d{1,4}$/iu
/** `Politique de sécurité                2`: words, then the number of this page alone at the other side. */
function numbersPage(line: TextLine, page: Page): boolean {
  const [head, number, more] = segmentsOf(line)
  if (head === undefined || number === undefined || more !== undefined || number.text !== String(page.number))
    return false
  return number.left - head.right > page.width * widthBetween && readIdentifier(head.text) === undefined
}
const widthBetween = 0.2
/** Running heads and feet stand near the edges: what repeats in the middle is a table's own. */
const edge = 0.12
const isMiddle = (y: number, { height }: Page): boolean => y > height * edge && y < height * (1 - edge)

function headingAbove(
  page: Page,
  from: number,
  to: number,
  grids: readonly GridTable[],
  running: ReadonlySet<string>,
  /** The table whose own column of the page is looked at. */
  column?: GridTable,
): string | undefined {
  const isOver = ({ x }: PageText): boolean =>
    column === undefined || (x >= left(column) - sameBorder && x < right(column))
  const lines = linesOf(
    page.texts.filter(({ y }) => y > from && y < to && !grids.some(({ top, bottom }) => y > top && y < bottom)),
  )
  const usual = median(page.texts.map(({ height }) => height))
  return lines
    .filter((line) => !running.has(runningKey(line)))
    .flatMap(({ texts }) => linesOf(texts.filter(isOver)))
    .filter((line) => line.height > usual * 1.15 || line.texts.every(({ bold, text }) => bold || text.trim() === ''))
    .map(lineText)
    .findLast((text) => text.length <= longestHeading && /\p{L}/u.test(text))
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
