/** Lines that an invoice tells more than once, as a sheet does into which it was pasted again. */
import type { InvoiceLine } from './invoice-rules.ts'

/**
 * What an invoice bills too much if lines of it stand there again: copies of one line, all copies, or the whole of it twice.
 * Equal lines may also be calls that cost as much, so this accuses nobody: the ledger says whether one of these is the gap.
 */
export function billedAgain(lines: readonly InvoiceLine[]): number[] {
  const groups = Map.groupBy(lines, (line) => JSON.stringify(line))
  const repeated = [...groups.values()]
    .map((group) => ({ times: group.length, cost: group[0]!.cost }))
    .filter(({ times, cost }) => times > 1 && cost > 0)
  if (repeated.length === 0) return []
  const ofOne = repeated.flatMap(({ times, cost }) =>
    Array.from({ length: times - 1 }, (_, copies) => (copies + 1) * cost),
  )
  const allCopies = repeated.reduce((sum, { times, cost }) => sum + (times - 1) * cost, 0)
  const isTwiceTheWhole = [...groups.values()].every((group) => group.length % 2 === 0)
  const half = lines.reduce((sum, { cost }) => sum + cost, 0) / 2
  return [...ofOne, allCopies, ...(isTwiceTheWhole ? [half] : [])]
}
