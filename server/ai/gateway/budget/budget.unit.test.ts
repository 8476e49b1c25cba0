import { expect, test } from 'vitest'
import type { ActiveLimit } from '../../policy/policy.ts'
import { createBudget } from './budget.ts'

test('no call is refused before the budget was asked on its behalf, however long that takes', async () => {
  const limit: ActiveLimit = { id: 'l', scope: 'key', of: 'k', measure: 'requests', period: 'day', amount: 2 }
  const need = { least: 1, most: 1 }
  const needs = { requests: need, tokens: need, money: need }
  let held = 0
  const budget = createBudget({
    lend: (asks) => {
      const { amount, most } = asks[0]!
      const granted = Math.min(most, amount - held)
      const loan = { granted, spent: 0, held }
      held += granted
      return Promise.resolve([loan])
    },
    periodsOf: () => {
      const span = { start: 0, end: Date.now() + 3_600_000 }
      return { minute: span, day: span, month: span }
    },
    // The database is slow: whoever waited for it has no patience left.
    patienceMs: 0,
  })
  const calls = [1, 2, 3].map(async () => budget.reserve([limit], needs, Date.now()))
  const outcomes = await Promise.allSettled(calls)
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
})
