/** PDF made by TeX: fonts drawn as pictures whose signs have no names, only their rank in TeX's encoding. */
import type { Page } from './page.ts'

/** Signs that the encoding of European TeX fonts (Cork) puts where Latin-1 has others; the first ones no text ever holds. */
const cork = new Map(
  [
    ...(['\u0010“', '\u0011”', '\u0012„', '\u0013«', '\u0014»', '\u0015–', '\u0016—'] as const),
    ...(['\u001Bff', '\u001Cfi', '\u001Dfl', '\u001Effi', '\u001Fffl'] as const),
    ...(['÷œ', '×Œ', '¸ÿ', 'ßSS', 'ÿß'] as const),
  ].map((pair) => [pair[0]!, pair.slice(1)]),
)
/** A font that writes one of these is in that encoding. */
// eslint-disable-next-line no-control-regex -- these signs are what betrays the encoding
const betrays = /[\u0010-\u0016\u001B-\u001F]/

/** Pages with the letters that stand on paper. */
export function fromCork(pages: readonly Page[]): readonly Page[] {
  const fonts = new Set(
    pages.flatMap(({ texts }) => texts.flatMap(({ text, font }) => (betrays.test(text) ? [font] : []))),
  )
  if (fonts.size === 0) return pages
  const inLetters = (text: string): string => [...text].map((sign) => cork.get(sign) ?? sign).join('')
  return pages.map((page) => ({
    ...page,
    texts: page.texts.map((each) => (fonts.has(each.font) ? { ...each, text: inLetters(each.text) } : each)),
  }))
}
