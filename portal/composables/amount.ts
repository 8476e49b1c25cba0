import type { Language } from '@socle/contracts'

/** What was written as an amount: a number, or why it is none. */
export type ReadAmount =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'amount'; readonly amount: number }
  | { readonly kind: 'unreadable' }
  /** A number below zero: nothing here is counted so. */
  | { readonly kind: 'negative' }
  /** Either thousands or decimals were meant, and nothing says which. */
  | { readonly kind: 'unsure'; readonly grouped: number; readonly decimal: number }

const UNREADABLE = { kind: 'unreadable' } as const
const decimalMarks: Record<Language, string> = { fr: ',', en: '.' }
/** Whole numbers by thousands, where a mark joins the groups. */
const grouped = (text: string, mark: string) =>
  text.split(mark).every((group, index) => (index === 0 ? /^[1-9]\d{0,2}$/ : /^\d{3}$/).test(group))

/**
 * An amount as people write it: comma or point, spaces of any width between thousands, a € after it. The browser's own number field
 * reads it by the language of the browser, whatever that of the page, and drops what it does not expect.
 */
export function readAmount(text: string, language: Language): ReadAmount {
  const bare = text.trim().replace(/\s*(€|EUR|euros?)$/i, '')
  if (text.trim() === '') return { kind: 'nothing' }
  const unsigned = /^[-−–]\s*(?=\d)(.+)$/.exec(bare)?.[1]
  if (unsigned !== undefined)
    return readAmount(unsigned, language).kind === 'unreadable' ? UNREADABLE : { kind: 'negative' }
  // Spaces and apostrophes part thousands, three figures each.
  const tight = bare.replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, '')
  if (!/^\d+([.,]\d+)*$/.test(tight)) return UNREADABLE
  const marks = tight.match(/[.,]/g) ?? []
  const [first, last] = [marks[0], marks.at(-1)]
  if (first === undefined || last === undefined) return amountOf(tight)
  const at = tight.lastIndexOf(last)
  const [whole, fraction] = [tight.slice(0, at), tight.slice(at + 1)]
  // Both marks: the last one is that of decimals.
  if (first !== last) return whole.includes(last) || !grouped(whole, first) ? UNREADABLE : amountOf(whole, fraction)
  // The same one several times only parts thousands.
  if (marks.length > 1) return grouped(tight, first) ? amountOf(tight) : UNREADABLE
  if (bare === tight && last !== decimalMarks[language] && grouped(tight, last))
    return { kind: 'unsure', grouped: Number(whole + fraction), decimal: Number(`${whole}.${fraction}`) }
  return amountOf(whole, fraction)
}

const amountOf = (whole: string, fraction = ''): ReadAmount => ({
  kind: 'amount',
  amount: Number(`${whole.replace(/[.,]/g, '')}.${fraction || '0'}`),
})

/** A number as one would type it: without thousands, with the decimal mark of the language. */
export const typedAmount = (amount: number, language: Language): string =>
  new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 20 }).format(amount)
