/** Words of a page into lines, and lines into the text of a cell. */
import type { PageText } from './page.ts'
import { softBreak } from '../plain-words.ts'
import { raised } from '../raised.ts'

export interface TextLine {
  readonly y: number
  readonly left: number
  readonly right: number
  readonly height: number
  readonly texts: readonly PageText[]
}

/** Words whose baselines are this near, in font sizes, stand on one line. */
const sameLine = 0.45
/** A gap wider than this, in font sizes, is a space. */
export const space = 0.16

export function linesOf(texts: readonly PageText[]): TextLine[] {
  const sorted = texts.filter(({ text }) => text.trim() !== '').toSorted((a, b) => a.y - b.y || a.x - b.x)
  const groups: PageText[][] = []
  for (const text of sorted) {
    const group = groups.at(-1)
    const first = group?.[0]
    if (
      group !== undefined &&
      first !== undefined &&
      Math.abs(text.y - first.y) <= sameLine * Math.max(text.height, first.height)
    )
      group.push(text)
    else groups.push([text])
  }
  return groups.map((group) => {
    const ordered = group.toSorted((a, b) => a.x - b.x)
    return {
      y: Math.max(...group.map(({ y }) => y)),
      left: Math.min(...group.map(({ x }) => x)),
      right: Math.max(...group.map(({ x, width }) => x + width)),
      height: Math.max(...group.map(({ height }) => height)),
      texts: ordered,
    }
  })
}

/** Browsers set what is raised at five sixths of the size, word processors at less. */
const raisedSize = 0.86
/** Smaller than its line and above its foot. */
const isRaised = ({ height, y }: PageText, line: TextLine): boolean =>
  height < raisedSize * line.height && y < line.y - 0.15 * line.height

export function lineText(line: TextLine): string {
  let said = ''
  let right: number | undefined
  for (const piece of line.texts) {
    const { x, width, height } = piece
    const text = isRaised(piece, line) ? raised(piece.text) : piece.text
    const gap = right === undefined ? 0 : x - right
    said += right !== undefined && gap > space * height && !/\s$/.test(said) && !/^\s/.test(text) ? ` ${text}` : text
    right = x + width
  }
  return said.replace(/\s+/g, ' ').trim()
}

interface CellText {
  readonly text: string
  readonly bold: boolean
  /** Words with a line through them. */
  readonly struck?: string
}

/**
 * Text of a cell. A line break is the author's when the first word of the next line would still have fitted, or when
 * the next line is an item of a list; otherwise the layout broke the line.
 */
export function cellText(texts: readonly PageText[], right: number): CellText {
  const lines = linesOf(texts)
  let said = ''
  for (const [at, line] of lines.entries()) {
    const words = lineText(line)
    const before = lines[at - 1]
    if (before !== undefined) {
      const first = words.split(' ')[0] ?? ''
      const widthOfFirst = ((line.right - line.left) * first.length) / Math.max(1, words.length)
      const fits = before.right + widthOfFirst + line.height < right - line.height / 2
      const apart = line.y - before.y > line.height * 2.2
      // Nobody goes to the next line after a hyphen: the layout cut the word, or the compound.
      const cut = /\p{L}-$/u.test(said) && /^\p{Ll}/u.test(words)
      said += !cut && (fits || apart || /^[-•–▪*]\s/.test(words)) ? '\n' : softBreak
    }
    said += words
  }
  const seen = texts.filter(({ text }) => text.trim() !== '')
  const struck = lines.flatMap((line) => line.texts.flatMap((each) => (each.struck === true ? [each.text.trim()] : [])))
  return {
    text: said,
    bold: seen.length > 0 && seen.every(({ bold }) => bold),
    ...(struck.length === 0 ? {} : { struck: struck.join(' ') }),
  }
}

/** Widths of signs in a usual font, in letters: what each takes of a run whose whole width is known. */
const widthOf = (sign: string): number => {
  if (/[ijl'’.,;:!|]/u.test(sign)) return 0.45
  if (/[ftrI()[\]\s-]/u.test(sign)) return 0.6
  if (/[mwMW@%œŒ]/u.test(sign)) return 1.55
  return /[\p{Lu}&+=]/u.test(sign) ? 1.25 : 1
}

/** The sign that stands at this share of the width of a run. */
function signAt(run: string, share: number): number {
  const widths = Array.from({ length: run.length }, (_, at) => widthOf(run[at]!))
  const wanted = share * widths.reduce((sum, width) => sum + width, 0)
  let before = 0
  const at = widths.findIndex((width) => (before += width) - width / 2 >= wanted)
  return at === -1 ? run.length : at
}

/** Cuts a run of words that goes over column borders, at the nearest space. */
export function cutAt(text: PageText, borders: readonly number[]): PageText[] {
  const margin = text.height / 3
  const inside = borders.find((border) => border > text.x + margin && border < text.x + text.width - margin)
  if (inside === undefined || text.text.trim().length < 2) return [text]
  const wanted = signAt(text.text, (inside - text.x) / text.width)
  let cut = -1
  for (let off = 0; off <= text.text.length; off += 1) {
    if (text.text[wanted - off] === ' ') cut = wanted - off
    else if (text.text[wanted + off] === ' ') cut = wanted + off
    if (cut !== -1) break
  }
  // Further than a tenth of the run from the border: a text over two columns, not two texts.
  if (cut <= 0 || Math.abs(cut - wanted) > Math.max(2, text.text.length * 0.1)) return [text]
  const before = { ...text, text: text.text.slice(0, cut), width: inside - text.x - 0.1 }
  const after = { ...text, text: text.text.slice(cut + 1), x: inside + 0.1, width: text.x + text.width - inside }
  return [before, ...cutAt(after, borders)]
}
