/** Text on its side: the label of a column or of a group of rows, along its cell; or a whole page that was left so. */
import type { Matrix, TurnedText } from './page.ts'

/** One piece as pdf.js gives it; undefined for upright text. `matrix` is from the text to the page, y downwards. */
export function turnedText(text: string, width: number, matrix: Matrix): TurnedText | undefined {
  const [a, b, c, d, x, y] = matrix
  if (Math.abs(b) <= Math.abs(d)) return undefined
  const [size, height] = [Math.hypot(a, b), Math.hypot(c, d)]
  return {
    text,
    x: x + (a / size) * (width / 2) + (c / height) * (height / 3),
    y: y + (b / size) * (width / 2) + (d / height) * (height / 3),
    half: width / 2,
    height,
    upwards: b < 0,
  }
}

/** Straight up or down: what slants over a page is a stamp. */
export const isAlongSide = ([a, b]: Matrix): boolean => Math.abs(a) <= slant * Math.abs(b)
const slant = 0.05

/** Pieces nearer than this, in font sizes, are of one line; further along it, a space parts them. */
const [sameLine, space] = [0.6, 0.16]

/** The words of pieces that stand in one cell, line after line as a turned head reads them. */
export function wordsOf(pieces: readonly TurnedText[]): string {
  const [first] = pieces
  if (first === undefined) return ''
  const sign = first.upwards ? 1 : -1
  const sorted = pieces.toSorted((a, b) => {
    const apart = sign * (a.x - b.x)
    return Math.abs(apart) > sameLine * a.height ? apart : sign * (b.y - a.y)
  })
  let said = ''
  let before: TurnedText | undefined
  for (const piece of sorted) {
    const goesOn =
      before !== undefined &&
      Math.abs(piece.x - before.x) <= sameLine * piece.height &&
      Math.abs(piece.y - before.y) - piece.half - before.half <= space * piece.height
    said += before === undefined || goesOn ? piece.text : ` ${piece.text}`
    before = piece
  }
  return said.replace(/\s+/g, ' ').trim()
}

/** How far a page must be turned, clockwise in degrees, for most of its text to stand upright. */
export function turnOf(pieces: readonly { readonly text: string; readonly matrix: Matrix }[]): 0 | 90 | 270 {
  const signs = { upright: 0, upwards: 0, downwards: 0 }
  for (const { text, matrix } of pieces) {
    const turned = turnedText(text, 0, matrix)
    signs[turned === undefined ? 'upright' : turned.upwards ? 'upwards' : 'downwards'] += text.trim().length
  }
  if (signs.upright >= signs.upwards + signs.downwards) return 0
  return signs.upwards >= signs.downwards ? 90 : 270
}
