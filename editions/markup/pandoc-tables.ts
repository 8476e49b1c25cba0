/**
 * Tables of Pandoc's Markdown that the standard does not know: drawn with + and | (grid), or laid in columns under a ruler of
 * dashes (simple and multiline). Each is found in the lines of the source, outside blocks of code, and given as rows of HTML.
 */
import { type CellLines, type GridRow, gridRows } from './pandoc-grid.ts'

/** A table between two lines of the source, from 0; `to` is the line after it. */
export interface PandocTable {
  readonly from: number
  readonly to: number
  readonly rows: readonly GridRow[]
}

const gridBorder = /^ {0,3}\+(?:[-=:]+\+)+\s*$/
const gridLine = /^ {0,3}[+|].*[+|]\s*$/
const ruler = /^ {0,3}-{2,}(?: +-{2,})+\s*$/
const dashes = /^ {0,3}-{3,}\s*$/
const fence = /^ {0,3}(`{3,}|~{3,})/

/** Does some line of the text look like a border or a ruler of these tables? */
export const looksLikePandocTable = (text: string): boolean =>
  text.split('\n').some((line) => gridBorder.test(line) || ruler.test(line))

export function pandocTables(lines: readonly string[]): PandocTable[] {
  const tables: PandocTable[] = []
  let fenced: string | undefined
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const mark = fence.exec(line)?.[1]
    if (mark !== undefined && (fenced === undefined || mark.startsWith(fenced)))
      fenced = fenced === undefined ? mark : undefined
    if (fenced !== undefined) continue
    const table = gridBorder.test(line)
      ? gridAt(lines, at)
      : ruler.test(line)
        ? columnsAt(lines, at, tables.at(-1)?.to ?? 0)
        : undefined
    if (table === undefined) continue
    tables.push(table)
    at = table.to - 1
  }
  return tables
}

function gridAt(lines: readonly string[], from: number): PandocTable | undefined {
  let to = from
  while (to < lines.length && gridLine.test(lines[to] ?? '')) to += 1
  while (to > from && !gridBorder.test(lines[to - 1] ?? '')) to -= 1
  if (to - from < 3) return undefined
  return { from, to, rows: gridRows(lines.slice(from, to), from) }
}

/** `at` is the line of the ruler: headings stand above it, rows below. */
function columnsAt(lines: readonly string[], at: number, after: number): PandocTable | undefined {
  const borders = [...(lines[at] ?? '').matchAll(/-+/g)].map(({ index }) => index)
  let top = at
  while (top > after && (lines[top - 1] ?? '').trim() !== '' && !dashes.test(lines[top - 1] ?? '')) top -= 1
  const framed = top > after && dashes.test(lines[top - 1] ?? '')
  const from = framed ? top - 1 : top
  const end = framed ? lineAfter(lines, at, (line) => dashes.test(line)) : -1
  const ruled = lineAfter(lines, at, (line) => ruler.test(line))
  const blank = lineAfter(lines, at, (line) => line.trim() === '')
  // Simple tables end at an empty line; one without headings ends at a second ruler.
  const last = framed ? end : top === at ? ruled : blank === -1 ? lines.length : blank
  if (last === -1 || last === at + 1) return undefined
  const cut = (line: string): string[] =>
    borders.map((border, column) => line.slice(column === 0 ? 0 : border, borders[column + 1]))
  const row = (numbered: readonly { readonly line: string; readonly at: number }[], heading: boolean): GridRow => ({
    line: numbered[0]?.at ?? at,
    heading,
    cells: borders.map((_, column): CellLines => ({
      lines: numbered.map(({ line }) => (cut(line)[column] ?? '').trim()),
    })),
  })
  const body = lines.slice(at + 1, last).map((line, rank) => ({ line, at: at + 1 + rank }))
  const spaced = framed || body.some(({ line }) => line.trim() === '')
  const groups = spaced ? blocksOf(body) : body.map((each) => [each])
  const head = lines.slice(top, at).map((line, rank) => ({ line, at: top + rank }))
  // A heading with one word is a sentence over a line, not a table.
  if (head.length > 0 && row(head, true).cells.filter((cell) => cell.lines.join('').trim() !== '').length < 2)
    return undefined
  return {
    from,
    to: framed || top === at ? last + 1 : last,
    rows: [...(head.length > 0 ? [row(head, true)] : []), ...groups.map((group) => row(group, false))],
  }
}

/** Longest table that is looked through for its end, in lines. */
const longestTable = 20_000

function lineAfter(lines: readonly string[], at: number, is: (line: string) => boolean): number {
  const last = Math.min(lines.length, at + longestTable)
  for (let each = at + 1; each < last; each += 1) if (is(lines[each] ?? '')) return each
  return -1
}

function blocksOf<T extends { readonly line: string }>(lines: readonly T[]): T[][] {
  const blocks: T[][] = [[]]
  for (const each of lines) {
    if (each.line.trim() === '') blocks.push([])
    else blocks.at(-1)?.push(each)
  }
  return blocks.filter((block) => block.length > 0)
}
