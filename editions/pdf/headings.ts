/** The heading row of a table without drawn columns: what it names, and where each column begins. */
import { readHeading, sayRequirements } from '../rows/heading-words.ts'
import { readIdentifier } from '../identifier.ts'
import type { Page } from './page.ts'
import { type TextLine, space } from './text.ts'
import { words } from '../plain-words.ts'

interface Segment {
  readonly left: number
  readonly right: number
  readonly text: string
}

/** A gap wider than this, in font sizes, parts two columns of a heading row. */
const columnGap = 0.9
/** Longest of two headings that stand alone, in words: `Description de l’exigence`. */
const wordsOfFewHeadings = 4
/** And one wider than this, when both sides are headings by themselves: `Type` over a narrow column, then `Exigence`. */
const narrowGap = 0.4

export function segmentsOf(line: TextLine | undefined): Segment[] {
  const segments: Segment[] = []
  for (const { text, x, width, height } of line?.texts ?? []) {
    // A run of many spaces inside one piece of text parts columns too.
    const last = segments.at(-1)
    const gap = last === undefined ? Number.POSITIVE_INFINITY : x - last.right
    const both = gap > narrowGap * height && partHeadings(last?.text ?? '', text)
    if (last !== undefined && gap <= columnGap * height && !both)
      segments[segments.length - 1] = {
        left: last.left,
        right: x + width,
        text: `${last.text}${gap > space * height ? ' ' : ''}${text}`.trim(),
      }
    else segments.push({ left: x, right: x + width, text: text.trim() })
  }
  return segments
}

/** Two headings of different columns, not two words of one. */
function partHeadings(before: string, after: string): boolean {
  const [one, other] = [readHeading(before)?.role, readHeading(after)?.role]
  return one !== undefined && other !== undefined && one !== other
}

export function isHeadingLine(line: TextLine): boolean {
  const segments = segmentsOf(line)
  // A line that holds an identifier is a row, whatever its words announce: `EXI-4 | RG | … | Access control`.
  if (segments.length < 2 || segments.some(({ text }) => /^\S*\d\S*$/.test(text) && readIdentifier(text) !== undefined))
    return false
  const roles = segments.map(({ text }) => readHeading(text)?.role)
  const known = new Set(roles.filter((role) => role !== undefined))
  // Two words of a row may announce as much by chance, `description (ex : …) qui | Code`: two headings alone are short.
  if (known.size < 3 && segments.some(({ text }) => text.split(' ').length > wordsOfFewHeadings)) return false
  const named = idHeadingOf(segments) !== -1 && (known.has('text') || known.has('title'))
  return named && known.size * 2 >= segments.length
}

/** Which heading stands over the identifiers; -1 for none. "Règle | Portée | Contenu": the thing is named where it is numbered. */
export function idHeadingOf(segments: readonly Segment[]): number {
  const roles = segments.map(({ text }) => readHeading(text)?.role)
  const announced = roles.indexOf('id')
  if (announced !== -1) return announced
  const [first, second] = roles.flatMap((role, at) => (role === 'text' ? [at] : []))
  const isThing = first === 0 && sayRequirements(words(segments[0]?.text ?? ''))
  return isThing && second !== undefined && segments.length > 2 ? first : -1
}

/** One run of words from the first column over the beginning of the second. */
export function goesOver(line: TextLine, second: number | undefined): boolean {
  const [only, another] = segmentsOf(line)
  return (
    only !== undefined && another === undefined && second !== undefined && only.left < second && only.right > second + 2
  )
}

/** Borders between columns: where the fewest words cross, nearest to where the next heading begins. */
export function columnsOf(
  segments: readonly Segment[],
  lines: readonly TextLine[],
  isTitle: (line: TextLine) => boolean,
  page: Page,
): number[] {
  // Headings and paragraphs go over the columns: they say where the first begins, not where the others do.
  const body = lines.filter((line) => !isTitle(line) && !goesOver(line, segments[1]?.left))
  const texts = body.flatMap((line) => line.texts)
  const crossing = (border: number): number =>
    texts.filter(({ x, width }) => x < border - 0.5 && x + width > border + 0.5).length
  const found = [Math.min(segments[0]?.left ?? 0, ...lines.map(({ left }) => left)) - 1]
  for (const [at, segment] of segments.entries()) {
    const next = segments[at + 1]
    if (next === undefined) break
    let best = { border: next.left - 2, crossed: Number.POSITIVE_INFINITY }
    // Ids and levels are short: a column begins at its heading or a little before or after, when centred.
    for (let border = segment.left + 4; border < next.right; border += 2) {
      const crossed = crossing(border)
      const distance = Math.abs(border - (next.left - 2))
      if (crossed < best.crossed || (crossed === best.crossed && distance < Math.abs(best.border - (next.left - 2))))
        best = { border, crossed }
    }
    const start = commonStart(segment, next, body)
    if (start !== undefined && crossing(start - 2) <= best.crossed) best = { border: start - 2, crossed: 0 }
    found.push(Math.max(best.border, (found.at(-1) ?? 0) + 2))
  }
  found.push(page.width)
  return found
}

/** Where the cells of a column begin, one under the other, when that is before its heading: a centred one. */
function commonStart(segment: Segment, next: Segment, body: readonly TextLine[]): number | undefined {
  const starts = body.flatMap(({ texts }) =>
    texts.filter(({ x, height }, at) => {
      const before = texts[at - 1]
      const gap = before === undefined ? 0 : x - (before.x + before.width)
      return x > segment.left + 4 && x < next.left - 2 && gap > columnGap * height
    }),
  )
  const most = [...Map.groupBy(starts, ({ x }) => Math.round(x)).values()].toSorted((a, b) => b.length - a.length)[0]
  return most !== undefined && most.length > 1 && most.length * 2 > starts.length
    ? Math.min(...most.map(({ x }) => x))
    : undefined
}
