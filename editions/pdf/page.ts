/** One page of a PDF as geometry: words and drawn lines, in points, y downwards. Pure: what pdf.js gives comes in as data. */

export interface PageText {
  readonly text: string
  readonly x: number
  /** Baseline. */
  readonly y: number
  readonly width: number
  /** Size of the font. */
  readonly height: number
  readonly bold: boolean
  /** A line goes through it. */
  readonly struck?: true
  /** What the document calls its font. */
  readonly font?: string
}

/** A piece of text on its side, by its middle. */
export interface TurnedText {
  readonly text: string
  readonly x: number
  readonly y: number
  /** Half of its length. */
  readonly half: number
  readonly height: number
  readonly upwards: boolean
}

/** A drawn line: `at` on its own axis, from `start` to `end` on the other. */
export interface Line {
  readonly at: number
  readonly start: number
  readonly end: number
}

export interface Page {
  readonly number: number
  readonly width: number
  readonly height: number
  readonly texts: readonly PageText[]
  /** Written up or down: words of the cell that they stand in, and of none along a margin. */
  readonly turned?: readonly TurnedText[]
  readonly horizontal: readonly Line[]
  readonly vertical: readonly Line[]
}

export type Matrix = readonly [number, number, number, number, number, number]

export const multiply = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
]
const apply = (m: Matrix, x: number, y: number): readonly [number, number] => [
  m[0] * x + m[2] * y + m[4],
  m[1] * x + m[3] * y + m[5],
]

/** A filled shape thinner than this is a line that a program drew as a rectangle. */
const thickestLine = 3
/** Shorter lines are signs of a font or a drawing. */
const shortestLine = 4
/** Pieces of a dashed or dotted line are shorter still; they count once they are joined. */
const shortestPiece = 0.5
/** Pieces nearer to one another than this are one line, broken by design or drawn cell by cell. */
const pieceGap = 3
const slant = 1

export interface Lines {
  readonly horizontal: Line[]
  readonly vertical: Line[]
}

/**
 * Adds the lines of one path. `path` is flat, as pdf.js gives it: 0 x y (move), 1 x y (line), 2 and six numbers
 * (curve), 3 and four numbers (curve), 4 (close).
 */
export function addPath(path: ArrayLike<number>, matrix: Matrix, stroked: boolean, lines: Lines): void {
  let subpath: (readonly [number, number])[] = []
  let curved = false
  const flush = (): void => {
    if (!curved) (stroked ? addStrokes : addFilled)(subpath, lines)
    subpath = []
    curved = false
  }
  for (let at = 0; at < path.length;) {
    const [code, x = 0, y = 0] = [path[at], path[at + 1], path[at + 2]]
    if (code === 0) {
      flush()
      subpath = [apply(matrix, x, y)]
      at += 3
    } else if (code === 1) {
      subpath.push(apply(matrix, x, y))
      at += 3
    } else if (code === 2 || code === 3) {
      curved = true
      at += code === 2 ? 7 : 5
    } else if (code === 4) {
      const [first] = subpath
      if (first !== undefined) subpath.push(first)
      at += 1
    } else break
  }
  flush()
}

function addStrokes(points: readonly (readonly [number, number])[], lines: Lines): void {
  for (const [at, [x, y]] of points.entries()) {
    const next = points[at + 1]
    if (next !== undefined) addLine(x, y, next[0], next[1], lines)
  }
}

function addFilled(points: readonly (readonly [number, number])[], lines: Lines): void {
  if (points.length < 4 || points.length > 5) return
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const [wide, high] = [right - left, bottom - top]
  // A dot may belong to a line either way: its neighbours say which.
  if (high <= thickestLine && wide >= high) addLine(left, (top + bottom) / 2, right, (top + bottom) / 2, lines)
  if (wide <= thickestLine && high >= wide) addLine((left + right) / 2, top, (left + right) / 2, bottom, lines)
}

function addLine(x1: number, y1: number, x2: number, y2: number, lines: Lines): void {
  if (Math.abs(y1 - y2) <= slant && Math.abs(x1 - x2) >= shortestPiece)
    lines.horizontal.push({ at: (y1 + y2) / 2, start: Math.min(x1, x2), end: Math.max(x1, x2) })
  else if (Math.abs(x1 - x2) <= slant && Math.abs(y1 - y2) >= shortestPiece)
    lines.vertical.push({ at: (x1 + x2) / 2, start: Math.min(y1, y2), end: Math.max(y1, y2) })
}

/** Lines of one page without the pieces that come to nothing: those of signs, not those of a dashed line. */
export const wholeLines = ({ horizontal, vertical }: Lines): Lines => ({
  horizontal: joined(horizontal),
  vertical: joined(vertical),
})

function joined(lines: readonly Line[]): Line[] {
  const long = lines.filter(({ start, end }) => end - start >= shortestLine)
  const pieces = lines.filter(({ start, end }) => end - start < shortestLine)
  const byPlace = pieces.toSorted((a, b) => Math.round(a.at * 2) - Math.round(b.at * 2) || a.start - b.start)
  const chains: Line[] = []
  for (const piece of byPlace) {
    const last = chains.at(-1)
    if (last !== undefined && Math.abs(piece.at - last.at) <= 0.5 && piece.start - last.end <= pieceGap)
      chains[chains.length - 1] = { ...last, end: Math.max(last.end, piece.end) }
    else chains.push(piece)
  }
  return [...long, ...chains.filter(({ start, end }) => end - start >= shortestLine * 2)]
}

/** Where a line goes through small letters, above their foot, in font sizes. */
const throughLetters = { from: 0.15, to: 0.45 } as const
/** A line drawn for words is as long as they are, give or take this, in points. */
const aboutWords = 3

/** Words with a line of their own through them. */
export function withStruck(texts: readonly PageText[], horizontal: readonly Line[]): readonly PageText[] {
  const byHeight = Map.groupBy(horizontal, ({ at }) => Math.round(at))
  const near = (y: number): readonly Line[] => [-1, 0, 1].flatMap((off) => byHeight.get(Math.round(y) + off) ?? [])
  return texts.map((text) => {
    const { x, y, width, height } = text
    if (text.text.trim() === '') return text
    const middle = y - (height * (throughLetters.from + throughLetters.to)) / 2
    const isThrough = near(middle).some(
      ({ at, start, end }) =>
        at <= y - height * throughLetters.from &&
        at >= y - height * throughLetters.to &&
        Math.abs(start - x) <= aboutWords &&
        Math.abs(end - x - width) <= aboutWords,
    )
    return isThrough ? { ...text, struck: true } : text
  })
}
