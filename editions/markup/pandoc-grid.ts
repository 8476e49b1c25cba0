/** The cells of a table drawn with + and |: a border line closes the cells above it where it is drawn. */

export interface CellLines {
  readonly lines: readonly string[]
  readonly columns?: number
  readonly rows?: number
}
export interface GridRow {
  /** Line of the source, from 0. */
  readonly line: number
  readonly heading: boolean
  readonly cells: readonly CellLines[]
}

interface Open {
  readonly column: number
  readonly columns: number
  readonly row: number
  readonly lines: string[]
}

const isBorder = (segment: string): boolean => /^[-=:+]+$/.test(segment)

/** `lines` begin and end with a border; `first` is the line of the first of them. */
export function gridRows(lines: readonly string[], first: number): GridRow[] {
  const borders = bordersOf(lines)
  const starts: number[] = []
  const cells: (Open & { rows: number })[] = []
  let open: Open[] = []
  let headings = 0
  for (const [at, line] of lines.entries()) {
    const parts = line.split(/(?<!\\)\|/).slice(1, -1)
    const aligned = parts.length !== borders.length - 1
    /** By its bars where the line has one for each border: a line wider than its border loses nothing. */
    const between = (from: number, to: number): string =>
      aligned || to > from + 1 ? line.slice((borders[from] ?? 0) + 1, borders[to]) : (parts[from] ?? '')
    const drawn = borders.slice(0, -1).map((_, column) => isBorder(between(column, column + 1)))
    if (!drawn.includes(true)) {
      if (starts.length === 0 || open.length === 0) starts.push(at)
      open = [...open, ...begun(line, borders, open, starts.length - 1, aligned)]
      for (const cell of open) cell.lines.push(between(cell.column, cell.column + cell.columns))
      continue
    }
    const closed = open.filter(({ column }) => drawn[column] === true)
    cells.push(...closed.map((cell) => ({ ...cell, rows: starts.length - cell.row })))
    open = open.filter((cell) => !closed.includes(cell))
    for (const cell of open) cell.lines.push(between(cell.column, cell.column + cell.columns))
    if (open.length > 0 && at + 1 < lines.length) starts.push(at + 1)
    if (line.includes('=')) headings = starts.length
  }
  const byRow = Map.groupBy(cells, ({ row }) => row)
  return starts.map((at, row) => ({
    line: first + at,
    heading: row < headings,
    cells: (byRow.get(row) ?? [])
      .toSorted((a, b) => a.column - b.column)
      .map(({ lines: said, columns, rows }) => ({
        lines: dedented(said),
        ...(columns > 1 ? { columns } : {}),
        ...(rows > 1 ? { rows } : {}),
      })),
  }))
}

/** Cells that begin on this line, where none is open. */
function begun(line: string, borders: readonly number[], open: readonly Open[], row: number, aligned: boolean): Open[] {
  const cells: Open[] = []
  const taken = (column: number): boolean =>
    open.some((cell) => column >= cell.column && column < cell.column + cell.columns)
  for (let column = 0; column < borders.length - 1; column += 1) {
    if (taken(column)) continue
    const start = column
    while (aligned && column + 2 < borders.length && line[borders[column + 1] ?? 0] !== '|' && !taken(column + 1))
      column += 1
    cells.push({ column: start, columns: column - start + 1, row, lines: [] })
  }
  return cells
}

/** Places of the signs between columns, as all border lines show them. */
function bordersOf(lines: readonly string[]): number[] {
  const places = new Set<number>()
  for (const line of lines)
    if (/^\s*[+|](?:.*\+)?[-=:]*\+?.*$/.test(line) && /\+[-=:]+\+|^\s*\+[-=:]+/.test(line))
      for (const { index } of line.matchAll(/\+/g)) places.add(index)
  return [...places].toSorted((a, b) => a - b)
}

function dedented(lines: readonly string[]): string[] {
  const filled = lines.filter((line) => line.trim() !== '')
  const indent = Math.min(...filled.map((line) => line.length - line.trimStart().length))
  return lines.map((line) => line.slice(Number.isFinite(indent) ? indent : 0).trimEnd())
}
