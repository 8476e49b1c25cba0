/** Tables of a page by their drawn lines. */
import type { Cell } from '../document.ts'
import { limits } from '../limits.ts'
import type { Line, Page, PageText, TurnedText } from './page.ts'
import { cellText, cutAt } from './text.ts'
import { wordsOf } from './turned-text.ts'

export interface GridTable {
  readonly top: number
  readonly bottom: number
  /** Borders of the columns, left to right. */
  readonly columns: readonly number[]
  readonly rows: readonly (readonly Cell[])[]
}

/** Lines nearer than this, in points, are one line drawn twice. */
const near = 3

/** Tables from top to bottom. */
export function gridTables(page: Page): GridTable[] {
  if (page.horizontal.length + page.vertical.length > limits.linesPerPage) return []
  // Joined first: the border of a narrow cell is as long as its word, and goes on beyond it.
  const horizontal = mergeLines(page.horizontal).filter((line) => !underlines(line, page.texts))
  const vertical = mergeLines(page.vertical)
  return components(horizontal, vertical)
    .flatMap(({ horizontal: across, vertical: down }) => {
      const table = tableOf(across, down, page.texts, page.turned ?? [])
      return table === undefined ? [] : [table]
    })
    .toSorted((a, b) => a.top - b.top)
}

/** The line under a link, or through a word, is as long as the word and stands at its foot. */
const underlines = ({ at, start, end }: Line, texts: readonly PageText[]): boolean =>
  texts.some(
    ({ x, y, width, height }) =>
      start >= x - 2 && end <= x + width + 2 && at >= y - height * 0.5 && at <= y + height * 0.35,
  )

/** Pieces of one line that touch or overlap become one. */
export function mergeLines(lines: readonly Line[]): Line[] {
  const merged: Line[] = []
  const byAxis = lines.toSorted((a, b) => a.at - b.at || a.start - b.start)
  for (let from = 0; from < byAxis.length;) {
    let to = from
    const at = byAxis[from]?.at ?? 0
    while (to < byAxis.length && (byAxis[to]?.at ?? 0) - at <= near / 2) to += 1
    let open: Line | undefined
    for (const line of byAxis.slice(from, to).toSorted((a, b) => a.start - b.start)) {
      if (open !== undefined && line.start <= open.end + near) open = { ...open, end: Math.max(open.end, line.end) }
      else {
        if (open !== undefined) merged.push(open)
        open = line
      }
    }
    if (open !== undefined) merged.push(open)
    from = to
  }
  return merged
}

interface Component {
  readonly horizontal: Line[]
  readonly vertical: Line[]
}

/** Lines that cross or touch one another belong together. */
function components(horizontal: readonly Line[], vertical: readonly Line[]): Component[] {
  const parent = Array.from({ length: horizontal.length + vertical.length }, (_, at) => at)
  const find = (at: number): number => {
    let root = at
    while (parent[root] !== root) root = parent[root] ?? root
    parent[at] = root
    return root
  }
  for (const [h, across] of horizontal.entries())
    for (const [v, down] of vertical.entries())
      if (
        down.at >= across.start - near &&
        down.at <= across.end + near &&
        across.at >= down.start - near &&
        across.at <= down.end + near
      )
        parent[find(h)] = find(horizontal.length + v)
  const groups = new Map<number, Component>()
  const group = (root: number): Component => {
    const known = groups.get(root) ?? { horizontal: [], vertical: [] }
    groups.set(root, known)
    return known
  }
  for (const [h, line] of horizontal.entries()) group(find(h)).horizontal.push(line)
  for (const [v, line] of vertical.entries()) group(find(horizontal.length + v)).vertical.push(line)
  return [...groups.values()]
}

function borders(positions: readonly number[]): number[] {
  const found: number[] = []
  for (const position of positions.toSorted((a, b) => a - b)) {
    const last = found.at(-1)
    if (last === undefined || position - last > near) found.push(position)
  }
  return found
}

function tableOf(
  horizontal: readonly Line[],
  vertical: readonly Line[],
  all: readonly PageText[],
  turned: readonly TurnedText[],
): GridTable | undefined {
  const columns = borders(vertical.map(({ at }) => at))
  // A page end may leave the last row without its line: the ends of the vertical lines close it.
  const rows = borders([
    ...horizontal.map(({ at }) => at),
    Math.min(...vertical.map(({ start }) => start)),
    Math.max(...vertical.map(({ end }) => end)),
  ])
  if (columns.length < 3 || rows.length < 2 || columns.length > limits.columns) return undefined
  const [left = 0, right = 0, top = 0, bottom = 0] = [columns[0], columns.at(-1), rows[0], rows.at(-1)]
  const texts = all
    .filter(
      ({ x, y, height, width }) => y - height * 0.3 > top && y - height * 0.3 < bottom && x + width > left && x < right,
    )
    .flatMap((text) =>
      cutAt(
        text,
        vertical.filter(({ start, end }) => start <= text.y && end >= text.y - text.height).map(({ at }) => at),
      ),
    )

  const across = columns.length - 1
  const down = rows.length - 1
  const middle = (list: readonly number[], at: number): number => ((list[at] ?? 0) + (list[at + 1] ?? 0)) / 2
  const crosses = (line: Line, border: number, at: number): boolean =>
    Math.abs(line.at - border) <= near && line.start <= at + 1 && line.end >= at - 1
  const owner = new Map<number, number>()
  const ownerOf = (slot: number): number => {
    let root = slot
    while ((owner.get(root) ?? root) !== root) root = owner.get(root) ?? root
    return root
  }
  for (let row = 0; row < down; row += 1)
    for (let column = 0; column < across; column += 1) {
      const slot = row * across + column
      if (column + 1 < across && !vertical.some((line) => crosses(line, columns[column + 1] ?? 0, middle(rows, row))))
        owner.set(ownerOf(slot + 1), ownerOf(slot))
      if (row + 1 < down && !horizontal.some((line) => crosses(line, rows[row + 1] ?? 0, middle(columns, column)))) {
        const [a, b] = [ownerOf(slot), ownerOf(slot + across)]
        if (a !== b) owner.set(Math.max(a, b), Math.min(a, b))
      }
    }

  const slotAt = (x: number, y: number): number | undefined => {
    const column = columns.findLastIndex((border) => border <= x)
    const row = rows.findLastIndex((border) => border <= y)
    return column < 0 || column >= across || row < 0 || row >= down ? undefined : ownerOf(row * across + column)
  }
  const held = Map.groupBy(texts, ({ x, y, width, height }) => slotAt(x + Math.min(width, 12) / 2, y - height * 0.3))
  const aside = Map.groupBy(turned, ({ x, y }) => slotAt(x, y))

  const extents = new Map<number, { right: number; bottom: number }>()
  for (let slot = 0; slot < across * down; slot += 1) {
    const extent = extents.get(ownerOf(slot)) ?? { right: 0, bottom: 0 }
    extents.set(ownerOf(slot), {
      right: Math.max(extent.right, slot % across),
      bottom: Math.max(extent.bottom, Math.floor(slot / across)),
    })
  }
  const grid = Array.from({ length: down }, (_, row) =>
    Array.from({ length: across }, (_, column): Cell => {
      const slot = row * across + column
      const root = ownerOf(slot)
      const rootColumn = root % across
      const extent = extents.get(root) ?? { right: column, bottom: row }
      const width = extent.right - rootColumn + 1
      const height = extent.bottom - Math.floor(root / across) + 1
      const { text: upright, bold, struck } = cellText(held.get(root) ?? [], columns[rootColumn + width] ?? right)
      const text = upright === '' ? wordsOf(aside.get(root) ?? []) : upright
      if (root !== slot) return { text: column === rootColumn ? text : '', covered: true, ...(bold ? { bold } : {}) }
      return {
        text,
        ...(bold ? { bold } : {}),
        ...(struck === undefined ? {} : { struck }),
        ...(width > 1 ? { columns: width } : {}),
        ...(height > 1 ? { rows: height } : {}),
      }
    }),
  )
  return { top, bottom, columns, rows: grid }
}
