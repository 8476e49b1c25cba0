import type { Scan } from '../scan/scan.ts'
import { Gap, Shape } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'

/** Words that a company bears after the name of who founded it, and that nobody bears as a surname nor writes in a column of services. */
const trades = wordSet(
  'consulting ingenierie architectes architecture avocats associes transports immobilier immobiliere productions conseils freres btp',
)

/** "Jean Nouvel Architectes", "Claude Bernard Ingénierie": is the last word, or the one after it, a trade with a capital? */
export const isTradingName = ({ hash, gap, shape, limit }: Scan, first: number, last: number): boolean =>
  (last > first && trades.has(hash[last]!) && shape[last] === Shape.capital) ||
  (last + 1 < limit &&
    trades.has(hash[last + 1]!) &&
    gap[last + 1] === Gap.space &&
    shape[last + 1] === Shape.capital &&
    shape[last] === Shape.capital)
