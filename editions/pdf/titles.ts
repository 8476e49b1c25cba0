/** Titles of chapters that stand between tables: larger or bolder than what the tables say, alone on their lines. */
import { type TextLine, lineText, linesOf } from './text.ts'
import type { Page } from './page.ts'

/** Larger than the usual text by this much. */
const larger = 1.12
/** A gap this much wider than between the lines of a cell parts a title from the table above it. */
const apart = 1.25
const longestTitle = 120

export interface Titles {
  /** Larger or bolder than the page mostly is. */
  readonly isTitle: (line: TextLine) => boolean
  readonly isLarger: (line: TextLine) => boolean
}

/** What a title is on this page; `segmentsOf` tells how many columns a line is in. */
export function titlesOf({ texts }: Page, segmentsOf: (line: TextLine) => readonly unknown[]): Titles {
  const seen = texts.filter(({ text }) => text.trim() !== '')
  const usual = seen.map(({ height }) => height).toSorted((a, b) => a - b)[Math.floor(seen.length / 2)] ?? 0
  const isBoldUsual = seen.filter(({ bold }) => bold).length * 2 > seen.length
  const isAlone = (line: TextLine): boolean => segmentsOf(line).length === 1 && lineText(line).length <= longestTitle
  const isLarger = (line: TextLine): boolean => isAlone(line) && line.height > usual * larger
  const isBolder = (line: TextLine): boolean =>
    isAlone(line) &&
    !isBoldUsual &&
    line.texts.every(({ bold, text }) => bold || text.trim() === '') &&
    !/[.;:,]$/.test(lineText(line)) &&
    /^[\p{Lu}\p{N}]/u.test(lineText(line))
  return { isLarger, isTitle: (line) => isLarger(line) || isBolder(line) }
}

/** Lines without the titles at their end, and those titles; a chapter may begin with a paragraph, `isProse`, before its table. */
export function withoutTitlesBelow(
  lines: readonly TextLine[],
  is: (line: TextLine) => boolean,
  between: number,
  isProse: (line: TextLine) => boolean = () => false,
): { readonly lines: readonly TextLine[]; readonly title: string } {
  let to = lines.length
  while (to > 0 && isProse(lines[to - 1]!) && !is(lines[to - 1]!)) to -= 1
  // Without a title above it, a paragraph is a note of the table.
  if (to === 0 || !is(lines[to - 1]!)) to = lines.length
  let from = to
  while (from > 0 && is(lines[from - 1]!)) from -= 1
  const [above, first] = [lines[from - 1], lines[from]]
  if (first === undefined || (above !== undefined && first.y - above.y <= apart * between)) return { lines, title: '' }
  return {
    lines: lines.slice(0, from),
    title: linesOf(lines.slice(from, to).flatMap(({ texts }) => texts))
      .map(lineText)
      .join(' '),
  }
}
