/** A page of running text in two columns: what stands in one is read before what stands in the other. */
import type { Page, PageText } from './page.ts'
import { linesOf } from './text.ts'

/** The air between the columns lies in the middle part of the page. */
const [from, to] = [0.35, 0.65]
const narrowestAir = 8
/** Of a justified title, in font sizes. */
const widestSpace = 0.8
/** Titles go over both columns; more lines than this, and there are no columns. */
const shareOfTitles = 0.2
const fewestLines = 4
/** Lines of text fill their column; labels beside their values do not. */
const shareOfWidth = 0.55
/** The narrower column is that wide beside the other. */
const alike = 0.7

/** Words of the page in the order in which they are read, each part a column, or what goes over both. */
export function inTextColumns({ texts, width }: Page): readonly (readonly PageText[])[] {
  const seen = texts.filter(({ text }) => text.trim() !== '')
  const air = airIn(seen, width)
  if (air === undefined) return [texts]
  // A title over both columns, in pieces or in one, ends what stands above it.
  const goOver = linesOf(seen).filter((line) => {
    const [left, right] = [line.texts.filter(({ x }) => x < air), line.texts.filter(({ x }) => x >= air)]
    const end = Math.max(...left.map(({ x, width: wide }) => x + wide))
    const between = Math.min(...right.map(({ x }) => x)) - end
    return left.length > 0 && (end > air || between < Math.max(narrowestAir, widestSpace * line.height))
  })
  const titles = goOver.map(({ y }) => y)
  const over = new Set(goOver.flatMap((line) => line.texts))
  const isOver = (text: PageText): boolean => over.has(text)
  const bandOf = ({ y }: PageText): number => titles.filter((title) => title < y - 1).length
  return [
    ...Map.groupBy(
      texts.toSorted((a, b) => a.y - b.y),
      bandOf,
    ).values(),
  ].flatMap((band) => {
    const beside = band.filter((text) => !isOver(text))
    const columns = [beside.filter(({ x }) => x < air), beside.filter(({ x }) => x >= air)]
    // In its band the title comes last, as it ends it.
    return [...columns, band.filter(isOver)].filter((part) => part.length > 0)
  })
}

/** Where the air between two columns is; undefined when the page has no columns of text. */
function airIn(texts: readonly PageText[], width: number): number | undefined {
  const lines = linesOf(texts).length
  let open: { start: number; end: number } | undefined
  let widest: typeof open
  for (let x = width * from; x <= width * to; x += 2) {
    const crossing = linesOf(texts.filter((text) => text.x < x && text.x + text.width > x)).length
    if (crossing > lines * shareOfTitles) open = undefined
    else {
      open = { start: open?.start ?? x, end: x }
      if (widest === undefined || open.end - open.start > widest.end - widest.start) widest = open
    }
  }
  if (widest === undefined || widest.end - widest.start < narrowestAir) return undefined
  const air = (widest.start + widest.end) / 2
  const sides = [texts.filter((text) => text.x + text.width <= air), texts.filter((text) => text.x >= air)].map(sideOf)
  const [left, right] = sides
  if (left === undefined || right === undefined) return undefined
  return Math.min(left, right) / Math.max(left, right) >= alike ? air : undefined
}

/** Width of a column whose lines mostly fill it. */
function sideOf(texts: readonly PageText[]): number | undefined {
  const lines = linesOf(texts)
  if (lines.length < fewestLines) return undefined
  const left = Math.min(...lines.map((line) => line.left))
  const wide = Math.max(...lines.map((line) => line.right)) - left
  const lengths = lines.map((line) => line.right - line.left).toSorted((a, b) => a - b)
  return (lengths[Math.floor(lengths.length / 2)] ?? 0) >= shareOfWidth * wide ? wide : undefined
}
