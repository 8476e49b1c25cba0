/** Tables without drawn columns: a heading row says where columns begin, an identifier where rows do. */
import type { Cell } from '../document.ts'
import { readIdentifier } from '../identifier.ts'
import { type GridTable, mergeLines } from './grid.ts'
import { columnsOf, goesOver, idHeadingOf, isHeadingLine, segmentsOf } from './headings.ts'
import type { Page, PageText } from './page.ts'
import { withCoveredCells } from './covered.ts'
import { type Stand, inColumn, isIdentifier, standOf } from './stand.ts'
import { titlesOf, withoutTitlesBelow } from './titles.ts'
import { headsAfter } from '../plain-words.ts'
import { type TextLine, cellText, cutAt, lineText, linesOf } from './text.ts'

/** A heading nearer than this to that of the page before, in points, is at the same place. */
const sameHeading = 3

/** A table whose columns are seen by how words stand under one another. */
export interface AlignedTable extends GridTable {
  readonly stand: Stand
  readonly heading: Heading
  /** Lines under those headings, on this page and the ones before: together they show the columns best. */
  readonly under: readonly TextLine[]
  /** Title of the next chapter under it: nothing goes on after it. */
  readonly titleBelow: string
  /** A title stands between the table of the page before and this one. */
  readonly afterTitle?: boolean
}

/** The row of headings: its first line, and how many lines it takes. */
interface Heading {
  readonly words: string
  /** Where it begins. */
  readonly left: number
  readonly lines: number
}

/** `carried` is the last table of the page before, which may go on; `anotherFollows` when the next page begins with its own. */
export function alignedTables(page: Page, carried: AlignedTable | undefined, anotherFollows: boolean): AlignedTable[] {
  const lines = linesOf(page.texts)
  const starts = lines.flatMap((line, at) => (isHeadingLine(line) ? [at] : []))
  const tables: AlignedTable[] = []
  const first = starts[0] ?? lines.length
  const { isTitle, isLarger } = titlesOf(page, segmentsOf)
  const between = usualDistance(lines)
  const top =
    starts.length === 0
      ? { lines, title: '' }
      : withoutTitlesBelow(lines.slice(0, first), isLarger, between, (line) => goesOver(line, carried?.columns[1]))
  let afterTitle = carried?.titleBelow !== '' || top.title !== ''
  if (carried !== undefined && carried.titleBelow === '' && top.lines.length > 0) {
    const before = top.lines
    const table = tableOf(before, carried.columns, idColumnOf(before, carried.columns), {
      rules: rulesOf(page, carried.columns),
      isTitle,
      stand: carried.stand,
      heading: carried.heading,
    })
    if (table !== undefined) tables.push({ ...table, under: carried.under, titleBelow: top.title })
  }
  for (const [rank, at] of starts.entries()) {
    const whole = lines.slice(at, starts[rank + 1])
    const isTitleOf = (line: TextLine): boolean => isLarger(line) || (isTitle(line) && stickOut(line, whole))
    // What no heading row follows may head rows of the same table, on the next page.
    const ends = rank + 1 < starts.length || anotherFollows
    const isProse = (line: TextLine): boolean => goesOver(line, segmentsOf(whole[0])[1]?.left)
    const { lines: body, title } = ends
      ? withoutTitlesBelow(whole, isTitleOf, between, isProse)
      : { lines: whole, title: '' }
    const segments = segmentsOf(body[0])
    const words = lineText(body[0]!)
    const known = [carried, ...tables].findLast(
      (table) => table?.heading.words === words && Math.abs(table.heading.left - body[0]!.left) <= sameHeading,
    )
    // The same headings at the same place are over the same columns, which the rows of several pages show better.
    const under = [...(known?.under.slice(-linesKept) ?? []), ...body.slice(1)]
    const columns = columnsOf(segments, under, isTitle, page)
    const table = tableOf(body, columns, idHeadingOf(segments), {
      headed: true,
      rules: rulesOf(page, columns),
      isTitle,
      heading: known?.heading ?? { words, left: body[0]!.left, lines: 0 },
    })
    if (table !== undefined) tables.push({ ...table, under, titleBelow: title, afterTitle })
    afterTitle = title !== ''
  }
  return tables
}

/** About four pages. */
const linesKept = 200

/** Begins before the cells do: the border of the table is where a title stands, its padding is not. */
const stickOut = (line: TextLine, whole: readonly TextLine[]): boolean =>
  line.left < Math.min(...whole.filter((other) => segmentsOf(other).length > 1).map(({ left }) => left)) - sticksOutBy
const sticksOutBy = 1.5

/** Does the page begin with a table of its own, under its title or not? */
export function beginsTable(page: Page): boolean {
  const { isLarger } = titlesOf(page, segmentsOf)
  const first = linesOf(page.texts).find((line) => !isLarger(line))
  return first !== undefined && isHeadingLine(first)
}

const idColumnOf = (lines: readonly TextLine[], columns: readonly number[]): number => {
  const counts = columns
    .slice(0, -1)
    .map((_, column) => lines.filter((line) => numbersRow(line, inColumn(line, columns, column))).length)
  const most = Math.max(...counts)
  return most === 0 ? -1 : counts.indexOf(most)
}

/** `2 restauration` numbers nothing: they are the cells of two columns that a sheet printed on a page of their own. */
const numbersRow = (line: TextLine, texts: readonly PageText[]): boolean =>
  isIdentifier(texts) && !/^\d+ +\p{L}/u.test(lineText({ ...line, texts }))

/** A gap this much larger than the usual distance between lines ends a row or the table. */
const farApart = 2.6
/** And this much more parts a heading from the row above it. */
const headingApart = 1.25

/** `Cryptographie Les clés…`, written as one piece over two columns on the line of an identifier: a name, then a sentence that begins. */
function inColumns(line: TextLine, columns: readonly number[], idColumn: number): TextLine {
  if (!isIdentifier(inColumn(line, columns, idColumn))) return line
  const texts = line.texts.flatMap((text) => {
    const parts = cutAt(text, columns.slice(1, -1))
    return parts.slice(1).every((part) => /^\p{Lu}/u.test(part.text)) ? parts : [text]
  })
  return texts.length === line.texts.length ? line : { ...line, texts }
}

function tableOf(
  printed: readonly TextLine[],
  columns: readonly number[],
  idColumn: number,
  {
    headed = false,
    stand: before = 'top',
    heading,
    rules,
    isTitle,
  }: {
    readonly headed?: boolean
    readonly stand?: Stand
    readonly heading: Heading
    readonly rules: readonly number[]
    readonly isTitle: (line: TextLine) => boolean
  },
): AlignedTable | undefined {
  if (idColumn < 0 || printed.length === 0) return undefined
  const lines = printed.map((line, at) => (headed && at === 0 ? line : inColumns(line, columns, idColumn)))
  const body = headed ? lines.slice(1) : lines
  const stand = standOf(body, columns, idColumn) ?? before
  // The heading of the page before says how long it is: nothing under it belongs to it.
  const known = headed ? lines.slice(0, heading.lines) : []
  const under = lines.slice(known.length)
  const bandsOf = (bands: TextLine[][]): TextLine[][] => (known.length > 0 ? [[...known], ...bands] : bands)
  const rows =
    rowsOf(bandsOf(bandsBetween(rules, under)), columns, idColumn) ??
    (stand === 'top' ? undefined : rowsOf(bandsOf(bandsByAir(under, columns, idColumn)), columns, idColumn)) ??
    (stand === 'top'
      ? rowsFromTheTop(lines, columns, idColumn, { headed, linesOfHeading: heading.lines, isTitle })
      : [...(headed ? [lines[0]?.texts ?? []] : []), ...rowsAround(body, columns, idColumn, stand)])
  // Under the headings of the page before, what has no identifier ends its last row.
  if (!headed && heading.lines === 0 && !rows.some((row) => isIdentifier(firstLine(row, columns, idColumn))))
    return undefined
  const [first] = lines
  const edges = rightEdges(rows.flat(), columns)
  return {
    top: (first?.y ?? 0) - (first?.height ?? 0),
    bottom: lines.at(-1)?.y ?? 0,
    columns,
    rows: withCoveredCells(
      rows.map((row) => cellsOf(row, columns, edges)),
      idColumn,
    ),
    stand,
    under: [],
    titleBelow: '',
    heading: heading.lines > 0 ? heading : { ...heading, lines: linesOf(rows[0]!).length },
  }
}

/** Lines drawn over the whole width of the columns, from top to bottom. */
const rulesOf = ({ horizontal, width }: Page, columns: readonly number[]): number[] => {
  const [left = 0, right = width] = [columns[0], columns.at(-2)]
  return mergeLines(horizontal)
    .filter(({ start, end }) => start <= left + widthOfRule && end >= right)
    .map(({ at }) => at)
    .toSorted((a, b) => a - b)
}
/** A line under the headings of a table begins a little before or after its first word. */
const widthOfRule = 12

/** Lines between two rules. */
const bandsBetween = (rules: readonly number[], lines: readonly TextLine[]): TextLine[][] => [
  ...Map.groupBy(lines, ({ y, height }) => rules.filter((at) => at < y - height * 0.3).length).values(),
]

/** Lines with more air between them than inside a cell, as the longest cells show it. */
function bandsByAir(lines: readonly TextLine[], columns: readonly number[], idColumn: number): TextLine[][] {
  const between = usualDistance(
    columns
      .slice(0, -1)
      .map((_, column) =>
        column === idColumn ? [] : lines.filter((line) => inColumn(line, columns, column).length > 0),
      )
      .toSorted((a, b) => b.length - a.length)[0] ?? [],
  )
  const bands: TextLine[][] = []
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1]
    if (before === undefined || line.y - before.y > headingApart * between) bands.push([line])
    else bands.at(-1)?.push(line)
  }
  return bands
}

/** Bands as rows; undefined when some hold two identifiers, or most hold none. */
function rowsOf(
  bands: readonly (readonly TextLine[])[],
  columns: readonly number[],
  idColumn: number,
): PageText[][] | undefined {
  const identifiers = bands.flatMap(
    (band) =>
      readIdentifier(
        band
          .map((line) =>
            inColumn(line, columns, idColumn)
              .map(({ text }) => text)
              .join(''),
          )
          .filter((text) => text !== '')
          .join('\n'),
      ) ?? [],
  )
  const whole = identifiers.filter(({ title, suffix }) => title === '' && !/\d/.test(suffix)).length
  return whole >= fewestRuled && whole === identifiers.length && whole * 2 >= bands.length
    ? bands.map((band) => band.flatMap(({ texts }) => texts))
    : undefined
}
/** One or two lines are those of a heading and of a foot. */
const fewestRuled = 2

function rowsFromTheTop(
  lines: readonly TextLine[],
  columns: readonly number[],
  idColumn: number,
  of: { readonly headed: boolean; readonly linesOfHeading: number; readonly isTitle: (line: TextLine) => boolean },
): PageText[][] {
  const { headed, linesOfHeading, isTitle } = of
  const rows: PageText[][] = []
  const between = usualDistance(lines)
  let last: TextLine | undefined
  let started = false
  for (const [at, line] of lines.entries()) {
    const id = inColumn(line, columns, idColumn)
    // Words that run over the columns are a heading or a paragraph between rows.
    const begins =
      !started ||
      isOver(line, columns) ||
      (id.length > 0 && ((headed && rows.length === 1) || !continuesIdentifier(rows.at(-1), id, columns, idColumn)))
    const far = last !== undefined && line.y - last.y > farApart * line.height
    const next = lines[at + 1]
    const heads =
      last !== undefined &&
      id.length === 0 &&
      line.y - last.y > headingApart * between &&
      (next === undefined || inColumn(next, columns, idColumn).length > 0) &&
      (isTitle(line) || headsAfterLine(headed && rows.length === 1 ? undefined : last, line, columns))
    // The heading of the page before says how long it is: what comes under it without identifier ends a row of that page.
    const underHeading = headed && linesOfHeading > 0 && at === linesOfHeading
    if (begins || far || heads || underHeading) rows.push([...line.texts])
    else rows.at(-1)?.push(...line.texts)
    started = true
    last = line
  }
  return rows
}

/** The distance between two lines of one cell: the usual one, as rows of one line are rare. */
function usualDistance(lines: readonly TextLine[]): number {
  const all = lines.slice(1).map(({ y }, at) => Math.round(y - lines[at]!.y))
  const sorted = all.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 4)] ?? 0
}

/** A line of one column alone that is a heading by its words: `Exploitation` after the end of a sentence, or under the headings. */
function headsAfterLine(before: TextLine | undefined, line: TextLine, columns: readonly number[]): boolean {
  const filled = columns
    .slice(0, -1)
    .flatMap((_, column) => (inColumn(line, columns, column).length > 0 ? [column] : []))
  const [only] = filled
  if (only === undefined || filled.length > 1) return false
  const said = (of: TextLine): string =>
    inColumn(of, columns, only)
      .map(({ text }) => text)
      .join(' ')
      .trim()
  return headsAfter(before === undefined ? '.' : said(before), said(line))
}

const isOver = ({ texts }: TextLine, columns: readonly number[]): boolean =>
  texts.some(({ x, width }) => columns.slice(1, -1).some((border) => x < border - 4 && x + width > border + 4))

/** Rows whose identifier stands at the bottom, or halfway: as much of the row is below it as above. */
function rowsAround(
  lines: readonly TextLine[],
  columns: readonly number[],
  idColumn: number,
  stand: 'middle' | 'bottom',
): PageText[][] {
  const rows: PageText[][] = []
  let open: { texts: PageText[]; readonly top: number; bottom: number | undefined } | undefined
  for (const line of lines) {
    const over = isOver(line, columns)
    const tolerance = line.height / 2
    if (open === undefined || over || (open.bottom !== undefined && line.y > open.bottom + tolerance)) {
      open = { texts: [], top: line.y, bottom: over ? line.y : undefined }
      rows.push(open.texts)
    }
    open.texts.push(...line.texts)
    if (!over && open.bottom === undefined && isIdentifier(inColumn(line, columns, idColumn)))
      open.bottom = stand === 'bottom' ? line.y : 2 * line.y - open.top
  }
  return rows
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
    const { text, bold, struck } = cellText(mine, edges[column] ?? right)
    return {
      text,
      ...(bold ? { bold } : {}),
      ...(struck === undefined ? {} : { struck }),
      ...(whole && text !== '' ? { columns: columns.length - 1 - column } : {}),
    }
  })
}
