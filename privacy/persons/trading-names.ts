import type { Scan } from '../scan/scan.ts'
import { Gap, Shape } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'
import { AMPERSAND } from './signs.ts'
import { AND } from './word-sets.ts'

/** Words that a company bears after the name of who founded it, and that nobody bears as a surname nor writes in a column of services. */
const trades = wordSet(
  'consulting ingenierie architectes architecture avocats associes transports immobilier immobiliere productions conseils freres btp',
)

const CIE = hashWord('cie')
/** "André Citron & Cie" */
const withPartners = ({ hash, shape }: Scan, last: number): boolean => {
  const end = shape[last + 1]! >= Shape.capital ? last + 1 : last
  return hash[end + 2] === CIE && (hash[end + 1] === AMPERSAND || AND.has(hash[end + 1]!))
}

/** "Jean Nouvel Architectes", "Claude Bernard Ingénierie": is the last word, or the one after it, a trade with a capital? */
export const isTradingName = (scan: Scan, first: number, last: number): boolean => {
  const { hash, gap, shape, limit } = scan
  return (
    withPartners(scan, last) ||
    (last > first && trades.has(hash[last]!) && shape[last] === Shape.capital) ||
    (last + 1 < limit &&
      trades.has(hash[last + 1]!) &&
      gap[last + 1] === Gap.space &&
      shape[last + 1] === Shape.capital &&
      shape[last] === Shape.capital)
  )
}
