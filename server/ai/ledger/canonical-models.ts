/** An alias is another name of a model: what was called by both is added up under the model. */
import type { Totals } from '@socle/contracts'

/** @param keyOf what else tells lines apart */
export function underTheirModels<L extends Totals & { model: string | null }>(
  lines: readonly L[],
  aliases: ReadonlyMap<string, string>,
  keyOf: (line: L) => string,
): L[] {
  const sums = new Map<string, L>()
  for (const line of lines) {
    const model = line.model === null ? null : (aliases.get(line.model) ?? line.model)
    const key = JSON.stringify([model, keyOf(line)])
    const sum = sums.get(key)
    sums.set(key, sum ? { ...sum, ...added(sum, line) } : { ...line, model })
  }
  return [...sums.values()]
}

const added = (a: Totals, b: Totals): Totals => ({
  calls: a.calls + b.calls,
  refused: a.refused + b.refused,
  failed: a.failed + b.failed,
  tokensIn: a.tokensIn + b.tokensIn,
  tokensOut: a.tokensOut + b.tokensOut,
  tokensCached: a.tokensCached + b.tokensCached,
  tokensCacheWritten: a.tokensCacheWritten + b.tokensCacheWritten,
  // As the ledger counts: what adding leaves below a billionth is no money.
  cost: Number((a.cost + b.cost).toFixed(9)),
  wattHours: a.wattHours + b.wattHours,
  estimated: a.estimated + b.estimated,
})
