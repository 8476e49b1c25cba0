import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Refusal } from '../../../platform/errors.ts'
import type { ActiveLimit } from '../../policy/policy.ts'
import { type Budget, createBudget } from './budget.ts'
import { createExcessBook, type ExcessBook } from './excess-book.ts'
import type { Need } from './needs-rules.ts'

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
  const calls = [1, 2, 3].map(async () => budget.reserve([limit], () => needs, Date.now()))
  const outcomes = await Promise.allSettled(calls)
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
})

test('of several budgets that are spent, the one is named that frees last: who retries then is served', async () => {
  const limit = (period: ActiveLimit['period']): ActiveLimit => ({
    id: period,
    scope: 'key',
    of: period,
    measure: 'requests',
    period,
    amount: 1,
  })
  const need = { least: 1, most: 1 }
  const ends = { minute: 60_000, day: 86_400_000, month: 2_592_000_000 }
  const now = Date.now()
  const budget = createBudget({
    lend: (asks) => Promise.resolve(asks.map(({ most }) => ({ granted: most, spent: 0, held: 0 }))),
    periodsOf: () => ({
      minute: { start: 0, end: now + ends.minute },
      day: { start: 0, end: now + ends.day },
      month: { start: 0, end: now + ends.month },
    }),
    patienceMs: 0,
  })
  const limits = [limit('minute'), limit('month'), limit('day')]
  const needs = () => ({ requests: need, tokens: need, money: need })
  budget.settle(await budget.reserve(limits, needs, now), { requests: 1, tokens: 1, money: 1 })
  const refusal = await Promise.resolve()
    .then(() => budget.reserve(limits, needs, now))
    .then(
      () => expect.unreachable(),
      (error: unknown) => error as Refusal,
    )
  expect(refusal.args['of']).toBe('month')
})

interface Taken {
  readonly need: Need
  readonly reserved: number
  readonly used: number
}

/** What one replica sees the others know at once. */
function books(replicas: number): ExcessBook[] {
  const all: ExcessBook[] = Array.from({ length: replicas }, () =>
    createExcessBook({
      now: () => Date.now(),
      tell: (excess) => Promise.resolve(all.forEach((book) => book.know([excess]))),
      failed: () => {},
    }),
  )
  return all
}

/** The three functions of the database, for one budget in one period. */
function counters(amount: number) {
  let [spent, held] = [0, 0]
  return {
    lend: (asks: readonly { least: number; most: number }[]) => {
      const { least, most } = asks[0]!
      const free = Math.min(most, amount - spent - held)
      const loan = { granted: free >= least ? free : 0, spent, held }
      held += loan.granted
      return Promise.resolve([loan])
    },
    settle(budget: Budget) {
      for (const use of budget.takeUses(Date.now())) {
        spent += use.spent
        held -= use.freed
      }
    },
    spent: () => spent,
  }
}

/** Calls in turns on several replicas; each ends some turns later, with what it used of its reservation. */
async function live(
  amount: number,
  replicas: number,
  plan: readonly { need: Need; share: number; turns: number }[],
  /** Tokens that the model can write. */
  able = 0,
  known: readonly ExcessBook[] = books(replicas),
) {
  const database = counters(amount)
  const span = { start: 0, end: Date.now() + 86_400_000 }
  const limit: ActiveLimit = { id: 'l', scope: 'key', of: 'k', measure: 'tokens', period: 'day', amount }
  const budgets = Array.from({ length: replicas }, () =>
    createBudget({
      lend: database.lend,
      periodsOf: () => ({ minute: span, day: span, month: span }),
      patienceMs: 2_000,
    }),
  )
  const taken: Taken[] = []
  let refused = 0
  const calls = plan.map(async ({ need, share, turns }, index) => {
    const budget = budgets[index % replicas]!
    await vi.advanceTimersByTimeAsync(0)
    try {
      const book = known[index % replicas]!
      const unheeded = { least: need.least, most: Math.max(able, need.most) }
      // Who names no length allows all that the model can write.
      const named = need.least === need.most ? need.most : undefined
      const allowed = named === undefined ? unheeded : need
      const allowance = {
        needs: { requests: need, tokens: allowed, money: allowed },
        named,
        unheeded: () => ({ requests: need, tokens: unheeded, money: unheeded }),
      }
      const reservation = await budget.reserve([limit], () => book.needsAt([['d', allowance]]), Date.now())
      const reserved = reservation.parts.reduce((sum, part) => sum + part.amount, 0)
      const used = Math.ceil(need.most * share)
      await new Promise((resolve) => setTimeout(resolve, turns * 10))
      taken.push({ need, reserved, used })
      book.observe('d', allowance, { tokens: used, money: used })
      budget.settle(reservation, { requests: used, tokens: used, money: used })
    } catch {
      refused++
    }
  })
  const beat = setInterval(() => budgets.forEach(database.settle), 20)
  await vi.advanceTimersByTimeAsync(120_000)
  await Promise.all(calls)
  clearInterval(beat)
  return { taken, refused, spent: database.spent() }
}

const calls = fc.array(
  fc.record({
    need: fc.integer({ min: 1, max: 60 }).chain((most) =>
      // Half of the callers say how long the answer may be; the others let the model decide.
      fc.boolean().map((named) => ({ least: named ? most : 1, most })),
    ),
    share: fc.double({ min: 0.2, max: 0.6, noNaN: true }),
    turns: fc.integer({ min: 1, max: 20 }),
  }),
  { minLength: 1, maxLength: 80, size: 'max' },
)

describe('whatever the calls and the replicas', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('a budget is never passed by more than what one call used beyond its reservation', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 3 }), calls, async (...given) => {
        const { taken, refused, spent } = await live(...given)
        const beyond = Math.max(0, ...taken.map(({ reserved, used }) => used - reserved))
        expect(spent).toBe(taken.reduce((sum, { used }) => sum + used, 0))
        expect(spent).toBeLessThanOrEqual(given[0] + beyond)
        expect(taken.length + refused).toBe(given[2].length)
        // Who says how much it may use is never let in with less.
        for (const { need, reserved } of taken) expect(reserved).toBeGreaterThanOrEqual(need.least)
      }),
      { numRuns: 150 },
    )
  })

  test.each([
    ['however many calls come at once', 60, (ratio: number) => () => ratio],
    // Ten that keep to it are believed: these are too few for that.
    ['whatever it did before', 10, (ratio: number) => (at: number) => (at % 3 === 2 ? ratio : 0.3)],
  ])(
    'a provider of which nothing is known writes more than it was allowed, %s: one call does so unforeseen',
    async (_, most, shareOf) => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 2000 }),
          fc.integer({ min: 1, max: 3 }),
          fc.double({ min: 1.1, max: 10, noNaN: true }),
          calls,
          async (amount, replicas, ratio, plan) => {
            const share = shareOf(ratio)
            const writing = plan.slice(0, most).map((call, at) => ({ ...call, share: share(at) }))
            const { taken, refused, spent } = await live(amount, replicas, writing, 600)
            const beyond = Math.max(0, ...taken.map(({ reserved, used }) => used - reserved))
            expect(spent).toBeLessThanOrEqual(amount + beyond)
            expect(taken.length + refused).toBe(writing.length)
          },
        ),
        { numRuns: 80 },
      )
    },
  )

  test.each([2, 10])('200 calls at once on two replicas, each %d times as long as it allows', async (ratio) => {
    const plan = Array.from({ length: 200 }, (_, at) => ({
      need: { least: 94, most: 94 },
      share: ratio,
      turns: 5 + (at % 7),
    }))
    const known = books(2)
    // The first budget already, of which one call may take the rest and write on.
    for (const _ of [1, 2]) expect((await live(1000, 2, plan, 4096, known)).spent).toBeLessThan(1000 + ratio * 94)
  })

  test('who keeps to what calls allow is believed after ten of them, and then many go at once', async () => {
    const plan = Array.from({ length: 40 }, () => ({ need: { least: 94, most: 94 }, share: 0.5, turns: 20 }))
    const known = books(2)
    const answered = async () => (await live(2000, 2, plan, 4096, known)).taken.length
    // One after the other, before their patience ends.
    expect(await answered()).toBeLessThan(21)
    for (let budgets = 0; budgets < 2; budgets++) await answered()
    expect(await answered()).toBe(40)
  })

  test('small pieces of what remains are not shared out among many calls', async () => {
    const plan = Array.from({ length: 60 }, (_, at) => ({
      need: { least: 1, most: 72 },
      share: 30 / 72,
      turns: 5 + (at % 7),
    }))
    // 17 calls of 30 one after the other would make 510.
    for (const replicas of [1, 2]) expect((await live(500, replicas, plan)).spent).toBeLessThan(530)
  })

  test('nobody is refused while the budget has room for it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), calls, async (replicas, plan) => {
        const amount = plan.reduce((sum, { need }) => sum + need.most, 0)
        expect((await live(amount, replicas, plan)).refused).toBe(0)
      }),
      {
        numRuns: 60,
        // What a replica held idle came back after the patience of who waited for it on another.
        examples: [
          [
            3,
            [
              { need: { least: 1, most: 4 }, share: 0.2, turns: 4 },
              { need: { least: 1, most: 4 }, share: 0.2, turns: 1 },
              { need: { least: 1, most: 38 }, share: 0.2, turns: 1 },
              { need: { least: 1, most: 27 }, share: 0.2, turns: 1 },
            ],
          ],
        ],
      },
    )
  })

  test('what remains at the end serves one call that names no length, alone', async () => {
    const need = { least: 1, most: 100 }
    const plan = Array.from({ length: 12 }, () => ({ need, share: 0.3, turns: 3 }))
    const { taken, spent } = await live(100, 2, plan)
    expect([taken.length, spent]).toEqual([4, 120])
  })
})
