import type { Verdict } from '@socle/contracts'

/** How much of a file is to be assessed, and is: an informative statement asks nothing, so it waits for nobody. */
export function toAssess(tally: Verdict['tally']): { total: number; assessed: number } {
  const asking = tally.filter(({ weight }) => weight !== 'informative')
  const total = asking.reduce((sum, row) => sum + row.total, 0)
  return { total, assessed: total - asking.reduce((sum, { byStatus }) => sum + byStatus['not-assessed'], 0) }
}
