/**
 * What this replica knows of providers that use more than calls allow, by deployment: what it saw itself at once, and what other
 * replicas saw with the next comparison of the policy. Kept for the day and the one after; who does it again is known again.
 */
import type { DayOfExcess, Excesses } from '../../policy/policy.ts'
import { exceededMeasures, excessOf, isWorse, noExcess, widened, worse } from './excess-rules.ts'
import type { Needs } from './needs-rules.ts'

export interface ExcessBook {
  /** @param days as the policy tells them; the same object tells nothing new */
  know: (days: readonly DayOfExcess[]) => void
  widened: (deployment: string, needs: Needs) => Needs
  /** @param needs what a call was to use at most */
  observe: (deployment: string, needs: Needs, used: Readonly<Record<keyof Excesses, number>>) => void
}

const DAY_MS = 86_400_000
const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10)
const none: Excesses = { tokens: noExcess, money: noExcess }

export function createExcessBook(options: {
  now: () => number
  /** Keeps it for the other replicas. */
  tell: (excess: DayOfExcess) => Promise<unknown>
  failed: (error: unknown) => void
}): ExcessBook {
  const { now } = options
  /** By deployment, then by day. */
  const book = new Map<string, Map<string, Excesses>>()
  /** Deployments of which the book holds what the database did not take. */
  const untold = new Set<string>()
  let known: readonly DayOfExcess[] | undefined

  const at = (deployment: string, day: string): Excesses => book.get(deployment)?.get(day) ?? none
  function add(deployment: string, day: string, more: Excesses): Excesses {
    const before = at(deployment, day)
    const sum = { tokens: worse(before.tokens, more.tokens), money: worse(before.money, more.money) }
    const days = book.get(deployment) ?? new Map<string, Excesses>()
    book.set(deployment, days.set(day, sum))
    return sum
  }
  function current(deployment: string): Excesses | undefined {
    const days = book.get(deployment)
    if (days === undefined) return undefined
    const oldest = dayOf(now() - DAY_MS)
    for (const day of days.keys()) if (day < oldest) days.delete(day)
    return days.values().reduce(
      (one, other) => ({
        tokens: worse(one.tokens, other.tokens),
        money: worse(one.money, other.money),
      }),
      none,
    )
  }
  return {
    know(days) {
      if (days === known) return
      known = days
      for (const { deployment, day, ...excesses } of days) add(deployment, day, excesses)
    },
    widened(deployment, needs) {
      const excess = current(deployment)
      if (excess === undefined) return needs
      return { ...needs, tokens: widened(needs.tokens, excess.tokens), money: widened(needs.money, excess.money) }
    },
    observe(deployment, needs, used) {
      const seen = { tokens: excessOf(needs.tokens.most, used.tokens), money: excessOf(needs.money.most, used.money) }
      if (!exceededMeasures.some((measure) => isWorse(seen[measure], noExcess))) return
      const day = dayOf(now())
      const before = at(deployment, day)
      const isNews = exceededMeasures.some((measure) => isWorse(seen[measure], before[measure]))
      if (!isNews && !untold.has(deployment)) return
      untold.delete(deployment)
      options.tell({ deployment, day, ...add(deployment, day, seen) }).catch((error: unknown) => {
        untold.add(deployment)
        options.failed(error)
      })
    },
  }
}
