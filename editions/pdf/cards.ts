/** One requirement under the other, its names down the left and nothing drawn between: `Identifiant  EXI-1`, `Niveau  P`, `Exigence  …`. */
import type { Cell } from '../document.ts'
import { readHeading } from '../rows/heading-words.ts'
import type { GridTable } from './grid.ts'
import { segmentsOf } from './headings.ts'
import type { Page } from './page.ts'
import { isIdentifier } from './stand.ts'
import { type TextLine, cellText, linesOf } from './text.ts'

/** Two lines that begin so near to one another, in points, begin at the same place. */
const sameStart = 3
/** A gap between lines larger than this, in font sizes, is more than the air between two cards. */
const farApart = 6

interface CardsApart {
  readonly tables: readonly GridTable[]
  readonly rest: Page
}

/** Tables of two columns, names and what they name; `rest` is the page without them. */
export function cardsApart(page: Page): CardsApart {
  const lines = linesOf(page.texts)
  const tables: GridTable[] = []
  const taken = new Set<TextLine>()
  for (let at = 0; at < lines.length;) {
    const group = groupFrom(lines, at)
    const table = tableOf(group, page)
    if (table !== undefined) {
      tables.push(table)
      for (const line of group) taken.add(line)
    }
    at += Math.max(1, group.length)
  }
  if (tables.length === 0) return { tables, rest: page }
  return { tables, rest: { ...page, texts: lines.filter((line) => !taken.has(line)).flatMap(({ texts }) => texts) } }
}

const roleOf = (line: TextLine): string | undefined => {
  const [name, said, more] = segmentsOf(line)
  return said === undefined || more !== undefined ? undefined : readHeading(name?.text ?? '')?.role
}

/** Lines from one that names an identifier to the last that has a name at the same place, or goes on under what was named. */
function groupFrom(lines: readonly TextLine[], from: number): readonly TextLine[] {
  const first = lines[from]
  if (first === undefined || roleOf(first) !== 'id') return []
  const [left = 0, value = 0] = segmentsOf(first).map((segment) => segment.left)
  if (!isIdentifier(first.texts.filter(({ x }) => x >= value - sameStart))) return []
  const begins = (line: TextLine): boolean =>
    roleOf(line) !== undefined &&
    Math.abs(line.left - left) <= sameStart &&
    Math.abs((segmentsOf(line)[1]?.left ?? 0) - value) <= sameStart
  const end = lines.findIndex((line, at) => {
    if (at <= from) return false
    const far = line.y - lines[at - 1]!.y > farApart * line.height
    return far || !(begins(line) || Math.abs(line.left - value) <= sameStart)
  })
  return lines.slice(from, end === -1 ? lines.length : end)
}

function tableOf(group: readonly TextLine[], page: Page): GridTable | undefined {
  const roles = new Set(group.map(roleOf))
  const [first] = group
  if (first === undefined || group.length < 2 || !(roles.has('text') || roles.has('title'))) return undefined
  const value = segmentsOf(first)[1]!.left
  const rows: TextLine[][] = []
  for (const line of group) {
    if (roleOf(line) !== undefined && line.left < value - sameStart) rows.push([line])
    else rows.at(-1)!.push(line)
  }
  const right = Math.max(...group.map((line) => line.right))
  const side = (row: readonly TextLine[], isValue: boolean): Cell =>
    cellText(
      row.flatMap(({ texts }) => texts.filter(({ x }) => x >= value - sameStart === isValue)),
      right,
    )
  return {
    top: first.y - first.height,
    bottom: group.at(-1)!.y,
    columns: [first.left - 1, value - 2, page.width],
    rows: rows.map((row) => [side(row, false), side(row, true)]),
  }
}
