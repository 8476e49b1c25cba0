/** Tables without drawn columns: a heading row says where columns begin, an identifier where rows do. */
import { readHeading } from './columns.ts'
import type { Cell } from './document.ts'
import { readIdentifier } from './identifier.ts'
import type { GridTable } from './pdf-grid.ts'
import type { Page, PageText } from './pdf-page.ts'
import { type TextLine, cellText, linesOf } from './pdf-text.ts'

interface Segment {
  readonly left: number
  readonly right: number
  readonly text: string
}

/** A gap wider than this, in font sizes, parts two columns of a heading row. */
const columnGap = 0.9

/** `carriedColumns` are those of a table that may go on from the page before. */
export function alignedTables(page: Page, carriedColumns: readonly number[] | undefined): GridTable[] {
  const lines = linesOf(page.texts)
  const starts = lines.flatMap((line, at) => (isHeadingLine(line) ? [at] : []))
  const tables: GridTable[] = []
  const first = starts[0] ?? lines.length
  if (carriedColumns !== undefined && first > 0) {
    const table = tableOf(lines.slice(0, first), carriedColumns, idColumnOf(lines.slice(0, first), carriedColumns))
    if (table !== undefined) tables.push(table)
  }
  for (const [rank, at] of starts.entries()) {
    const body = lines.slice(at, starts[rank + 1])
    const segments = segmentsOf(body[0])
    const columns = columnsOf(segments, body.slice(1), page)
    const table = tableOf(
      body,
      columns,
      segments.findIndex(({ text }) => readHeading(text)?.role === 'id'),
      true,
    )
    if (table !== undefined) tables.push(table)
  }
  return tables
}

function segmentsOf(line: TextLine | undefined): Segment[] {
  const segments: Segment[] = []
  for (const { text, x, width, height } of line?.texts ?? []) {
    // A run of many spaces inside one piece of text parts columns too.
    const last = segments.at(-1)
    if (last !== undefined && x - last.right <= columnGap * height)
      segments[segments.length - 1] = { left: last.left, right: x + width, text: `${last.text} ${text}`.trim() }
    else segments.push({ left: x, right: x + width, text: text.trim() })
  }
  return segments
}

export function isHeadingLine(line: TextLine): boolean {
  const segments = segmentsOf(line)
  if (segments.length < 2) return false
  const roles = segments.map(({ text }) => readHeading(text)?.role)
  const known = new Set(roles.filter((role) => role !== undefined))
  return known.has('id') && (known.has('text') || known.has('title')) && known.size * 2 >= segments.length
}

/** Borders between columns: where the fewest words cross, nearest to where the next heading begins. */
function columnsOf(segments: readonly Segment[], body: readonly TextLine[], page: Page): number[] {
  const texts = body.flatMap((line) => line.texts)
  const found = [Math.min(segments[0]?.left ?? 0, ...texts.map(({ x }) => x)) - 1]
  for (const [at, segment] of segments.entries()) {
    const next = segments[at + 1]
    if (next === undefined) break
    let best = { border: next.left - 2, crossed: Number.POSITIVE_INFINITY }
    // Ids and levels are short: a column begins at its heading or a little before or after, when centred.
    for (let border = segment.left + 4; border < next.right; border += 2) {
      const crossed = texts.filter(({ x, width }) => x < border - 0.5 && x + width > border + 0.5).length
      const distance = Math.abs(border - (next.left - 2))
      if (crossed < best.crossed || (crossed === best.crossed && distance < Math.abs(best.border - (next.left - 2))))
        best = { border, crossed }
    }
    found.push(Math.max(best.border, (found.at(-1) ?? 0) + 2))
  }
  found.push(page.width)
  return found
}

const idColumnOf = (lines: readonly TextLine[], columns: readonly number[]): number => {
  const counts = columns
    .slice(0, -1)
    .map((_, column) => lines.filter((line) => isIdentifier(inColumn(line, columns, column))).length)
  const most = Math.max(...counts)
  return most === 0 ? -1 : counts.indexOf(most)
}

const inColumn = ({ texts }: TextLine, columns: readonly number[], column: number): PageText[] =>
  texts.filter(({ x }) => x >= (columns[column] ?? 0) && x < (columns[column + 1] ?? 0))
const isIdentifier = (texts: readonly PageText[]): boolean => {
  const identifier = readIdentifier(texts.map(({ text }) => text).join(''))
  return identifier !== undefined && identifier.title === ''
}
/** A gap this much larger than the usual distance between lines ends a row or the table. */
const farApart = 2.6

function tableOf(
  lines: readonly TextLine[],
  columns: readonly number[],
  idColumn: number,
  headed = false,
): GridTable | undefined {
  if (idColumn < 0 || lines.length === 0) return undefined
  const rows: PageText[][] = []
  let last: TextLine | undefined
  let started = false
  for (const line of lines) {
    const id = inColumn(line, columns, idColumn)
    const over = line.texts.some(({ x, width }) =>
      columns.slice(1, -1).some((border) => x < border - 4 && x + width > border + 4),
    )
    // Words that run over the columns are a heading or a paragraph between rows.
    const begins =
      !started ||
      over ||
      (id.length > 0 && ((headed && rows.length === 1) || !continuesIdentifier(rows.at(-1), id, columns, idColumn)))
    const far = last !== undefined && line.y - last.y > farApart * line.height
    if (begins || far) rows.push([...line.texts])
    else rows.at(-1)?.push(...line.texts)
    started = true
    last = line
  }
  if (!rows.some((row) => isIdentifier(firstLine(row, columns, idColumn)))) return undefined
  const [first] = lines
  const edges = rightEdges(rows.flat(), columns)
  return {
    top: (first?.y ?? 0) - (first?.height ?? 0),
    bottom: last?.y ?? 0,
    columns,
    rows: rows.map((row) => cellsOf(row, columns, edges)),
  }
}

const firstLine = (row: readonly PageText[], columns: readonly number[], column: number): PageText[] => {
  const mine = row.filter(({ x }) => x >= (columns[column] ?? 0) && x < (columns[column + 1] ?? 0))
  const y = Math.min(...mine.map((text) => text.y))
  return mine.filter((text) => text.y - y < text.height / 2)
}

/** `EXI-ARCH-` above `8`, `(Pi-` above `native)`, `EXI-G-1` above `(Pi-native)`. */
function continuesIdentifier(
  row: readonly PageText[] | undefined,
  id: readonly PageText[],
  columns: readonly number[],
  column: number,
): boolean {
  if (row === undefined) return false
  const before = row
    .filter(({ x }) => x >= (columns[column] ?? 0) && x < (columns[column + 1] ?? 0))
    .map(({ text }) => text)
    .join('')
    .trim()
  const said = id
    .map(({ text }) => text)
    .join('')
    .trim()
  return (
    before !== '' && (/[-–_./(]$/.test(before) || /^[-(]/.test(said) || (before.includes('(') && !before.includes(')')))
  )
}

/** How far the words of each column go: lines were broken there, not at the border. */
const rightEdges = (texts: readonly PageText[], columns: readonly number[]): number[] =>
  columns.slice(0, -1).map((left, column) => {
    const next = columns[column + 1] ?? left
    return Math.max(
      left,
      ...texts.filter(({ x, width }) => x >= left && x + width <= next + 4).map(({ x, width }) => x + width),
    )
  })

function cellsOf(texts: readonly PageText[], columns: readonly number[], edges: readonly number[]): Cell[] {
  const whole = texts.some(
    ({ x, width }) => columns.slice(1, -1).filter((border) => x < border - 4 && x + width > border + 4).length > 0,
  )
  return columns.slice(0, -1).map((left, column): Cell => {
    const right = columns[column + 1] ?? left
    const mine = texts.filter(({ x }) => x >= left && x < right)
    const { text, bold } = cellText(mine, edges[column] ?? right)
    return {
      text,
      ...(bold ? { bold } : {}),
      ...(whole && text !== '' ? { columns: columns.length - 1 - column } : {}),
    }
  })
}
