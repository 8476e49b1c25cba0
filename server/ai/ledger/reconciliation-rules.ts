/** A provider's invoice beside the ledger, model by model, day by day or month by month. */
import type { Reconciliation, Rounding } from '@socle/contracts'
import { byMonth, coveredBy, type InvoiceLine } from './invoice-rules.ts'
import { billedAgain } from './repeated-lines.ts'

/** As the ledger counts: what adding leaves below that is no money. */
const toTheNano = (euros: number): number => Number(euros.toFixed(9))

interface Sum {
  readonly period: string
  readonly model: string
  tokens: number
  cost: number
  readonly lines: InvoiceLine[]
}

const sumsOf = (lines: readonly InvoiceLine[], length: number): Map<string, Sum> => {
  const sums = new Map<string, Sum>()
  for (const line of lines) {
    const [period, { model }] = [line.period.slice(0, length), line]
    const name = `${period} ${model}`
    let sum = sums.get(name)
    if (sum === undefined) sums.set(name, (sum = { period, model, tokens: 0, cost: 0, lines: [] }))
    sum.tokens += line.tokens
    sum.cost = toTheNano(sum.cost + line.cost)
    sum.lines.push(line)
  }
  return sums
}

/** @param ledger day by day, of the days that the invoice covers */
export function reconcile(
  provider: string,
  invoice: readonly InvoiceLine[],
  ledger: readonly InvoiceLine[],
  tolerance: Rounding,
): Reconciliation {
  const isRounding = (euros: number): boolean => Math.abs(euros) <= tolerance.cost
  const length = byMonth(invoice) ? 'YYYY-MM'.length : 'YYYY-MM-DD'.length
  const [billed, counted] = [sumsOf(invoice, length), sumsOf(ledger, length)]
  const differences: Reconciliation['differences'] = []
  let [matched, withoutTokens, oneSided] = [0, 0, 0]
  for (const name of [...new Set([...billed.keys(), ...counted.keys()])].sort()) {
    const [theirs, ours] = [billed.get(name), counted.get(name)]
    const { period, model } = (theirs ?? ours)!
    // Calls that failed before they used anything: no provider bills them.
    if (!theirs && ours!.cost === 0 && ours!.tokens === 0) continue
    const alone = theirs === undefined ? ours : ours === undefined ? theirs : undefined
    // What was used for nothing at all may lack its price: that is no rounding.
    if (alone && alone.cost !== 0 && isRounding(alone.cost)) oneSided++
    else if (!theirs) differences.push({ period, model, kind: 'only-in-ledger', ledger: ours!.cost, invoice: null })
    else if (!ours) differences.push({ period, model, kind: 'only-in-invoice', ledger: null, invoice: theirs.cost })
    else if (!isRounding(theirs.cost - ours.cost)) {
      const again = billedAgain(theirs.lines).some((euros) => isRounding(theirs.cost - ours.cost - euros))
      differences.push({
        period,
        model,
        kind: again ? 'billed-again' : 'amount',
        ledger: ours.cost,
        invoice: theirs.cost,
      })
    } else if (theirs.tokens > 0 && Math.abs(theirs.tokens - ours.tokens) > theirs.tokens * tolerance.tokenShare)
      differences.push({ period, model, kind: 'tokens', ledger: ours.tokens, invoice: theirs.tokens })
    else {
      matched++
      if (theirs.tokens === 0 && ours.tokens > 0) withoutTokens++
    }
  }
  const sum = (lines: readonly InvoiceLine[]) => toTheNano(lines.reduce((total, { cost }) => total + cost, 0))
  return {
    provider,
    ...coveredBy(invoice),
    matched,
    withoutTokens,
    oneSided,
    tolerance,
    differences,
    ledgerCost: sum(ledger),
    invoiceCost: sum(invoice),
  }
}
