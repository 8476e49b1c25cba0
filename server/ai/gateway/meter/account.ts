/** The end of a call: its budget is settled, and its line is written. */
import type { GatewayMetrics } from '../../metrics/metrics.ts'
import type { Traces } from '../../metrics/traces.ts'
import { type LedgerWriter, outcomeOfLate } from '../../ledger/ledger-writer.ts'
import type { Budget } from '../budget/budget.ts'
import type { ExcessBook } from '../budget/excess-book.ts'
import { allowanceOf, usedOf } from '../budget/needs-rules.ts'
import { type Call, type Ending, noUsage } from '../call.ts'
import { costOfEnding, ledgerLine } from './ledger-line.ts'

const nothing = { requests: 0, tokens: 0, money: 0 }

export interface Accountant {
  /** @returns false when the ledger did not take the line in time; it will later */
  account: (call: Call, ending: Ending) => Promise<boolean>
  /** A call that was refused since nobody could account for it is seen by whoever watches, and leaves no line. */
  leaveUnaccounted: (call: Call) => void
  /** A call that leaves no line gives back what it reserved. */
  giveBack: (call: Call) => void
}

export function createAccountant(parts: {
  budget: Budget
  excesses: ExcessBook
  ledger: LedgerWriter
  metrics: GatewayMetrics
  traces: Traces
}): Accountant {
  const { budget, excesses, ledger, metrics, traces } = parts
  return {
    account(call, ending) {
      const costNano = costOfEnding(ending)
      const { deployment } = ending
      const used = deployment === undefined ? nothing : usedOf(ending.usage, costNano)
      // Before what it reserved is free for others.
      if (deployment !== undefined) excesses.observe(deployment.id, allowanceOf(call, deployment), used)
      if (call.reservation) {
        budget.settle(call.reservation, used)
        call.reservation = undefined
      }
      const finishedAt = performance.now()
      traces.observe(call, ending)
      return ledger.write(ledgerLine(call, ending, costNano, finishedAt)).then((durable) => {
        const outcome = durable ? ending.outcome : outcomeOfLate(ending.outcome)
        metrics.observe(call, { ...ending, outcome }, costNano, finishedAt - call.startedAt)
        return durable
      })
    },
    leaveUnaccounted(call) {
      const ending: Ending = {
        status: 503,
        outcome: 'unavailable',
        reason: null,
        deployment: undefined,
        usage: noUsage,
      }
      metrics.observe(call, ending, 0, performance.now() - call.startedAt)
    },
    giveBack(call) {
      if (!call.reservation) return
      budget.settle(call.reservation, nothing)
      call.reservation = undefined
    },
  }
}
