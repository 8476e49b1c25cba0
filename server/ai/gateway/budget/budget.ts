/**
 * Reserve, then settle. A budget lives in PostgreSQL (`ai_counters`); a replica borrows parts of it (`ai_lease`) and hands
 * them to its calls. Far from the limit it borrows a little more than it needs, so that most calls ask nobody; near the
 * limit it borrows exactly, so that nothing lies idle. What is lent is held until the ledger line that used it is written
 * (`ai_settle`), so that all replicas together never pass a budget by more than what one call used beyond its reservation.
 */
import {
  type Bilingual,
  type LimitMeasure,
  type LimitPeriod,
  measureWords,
  periodWords,
  scopeWords,
} from '@socle/contracts'
import { momentInWords } from '../../../platform/day.ts'
import { refuse } from '../../../platform/errors.ts'
import { type ActiveLimit, NANO_PER_EURO } from '../../policy/policy.ts'
import type { Need } from './needs-rules.ts'
import type { Span } from './periods.ts'

/** Share of what is free that a replica borrows beyond its need, and how many calls must fit before it does. */
const SURPLUS_SHARE = 0.01
const SURPLUS_FROM_CALLS = 200
/** Unused surplus goes back after this long. */
const IDLE_MS = 1000
/** Between two looks at a budget that other replicas may free. */
const RETRY_MS = 40
/** When a caller may come again who was refused for what calls under way hold. */
const HELD_RETRY_MS = 5_000

interface Ask {
  readonly limit: string
  readonly start: string
  readonly amount: number
  readonly least: number
  readonly most: number
}

interface Loan {
  readonly granted: number
  readonly spent: number
  readonly held: number
}

/** What `ai_settle` does to one budget. */
export interface Use {
  readonly limit: string
  readonly start: string
  readonly spent: number
  readonly freed: number
}

/** The part of one budget that this replica holds. */
interface Lease {
  readonly limitId: string
  readonly start: string
  readonly endsAt: number
  amount: number
  /** Borrowed and not reserved by any call. */
  free: number
  /** As last told by the database. */
  spent: number
  held: number
  /** What the database does not know yet. */
  unsettledSpent: number
  unsettledFreed: number
  usedAt: number
  readonly waiting: Waiter[]
  asking: boolean
}

interface Waiter {
  readonly need: Need
  readonly until: number
  readonly limit: ActiveLimit
  /** The database was asked on its behalf, and did not have enough. */
  asked: boolean
  readonly resolve: (amount: number) => void
  readonly reject: (refusal: Error) => void
}

interface Part {
  readonly lease: Lease
  readonly measure: LimitMeasure
  readonly amount: number
}

export interface Reservation {
  readonly parts: readonly Part[]
}

export interface Budget {
  /** Ready at once when what is borrowed suffices. @throws Refusal ai-budget-spent, unavailable */
  reserve: (
    limits: readonly ActiveLimit[],
    needs: Readonly<Record<LimitMeasure, Need>>,
    now: number,
  ) => Reservation | Promise<Reservation>
  /** After the call: what it used of what it reserved. */
  settle: (reservation: Reservation, used: Readonly<Record<LimitMeasure, number>>) => void
  /** What the next batch of the ledger tells the database; kept by the batch until it is written. */
  takeUses: (now: number) => Use[]
  /** Is anything borrowed that no call uses? */
  holding: () => boolean
}

export function createBudget(options: {
  lend: (asks: readonly Ask[]) => Promise<readonly Loan[]>
  periodsOf: (now: number) => Readonly<Record<LimitPeriod, Span>>
  patienceMs: number
}): Budget {
  const leases = new Map<string, Lease>()
  /** Those that have something to tell the database. */
  const touched = new Set<Lease>()
  let lastLookAt = 0

  function leaseOf(limit: ActiveLimit, now: number): Lease {
    const span = options.periodsOf(now)[limit.period]
    const name = `${limit.id} ${span.start}`
    let lease = leases.get(name)
    if (!lease) {
      lease = {
        limitId: limit.id,
        start: new Date(span.start).toISOString(),
        endsAt: span.end,
        amount: limit.amount,
        free: 0,
        spent: 0,
        held: 0,
        unsettledSpent: 0,
        unsettledFreed: 0,
        usedAt: now,
        waiting: [],
        asking: false,
      }
      leases.set(name, lease)
    }
    lease.amount = limit.amount
    return lease
  }

  const take = (lease: Lease, amount: number, now: number): number => {
    lease.free -= amount
    lease.usedAt = now
    return amount
  }

  function reserve(
    limits: readonly ActiveLimit[],
    needs: Readonly<Record<LimitMeasure, Need>>,
    now: number,
  ): Reservation | Promise<Reservation> {
    const parts: Part[] = []
    for (let index = 0; index < limits.length; index++) {
      const limit = limits[index]!
      const need = needs[limit.measure]
      if (need.most === 0) continue
      const lease = leaseOf(limit, now)
      if (lease.waiting.length > 0 || lease.free < need.most) return reserveSlowly(limits, needs, now, index, parts)
      parts.push({ lease, measure: limit.measure, amount: take(lease, need.most, now) })
    }
    return { parts }
  }

  async function reserveSlowly(
    limits: readonly ActiveLimit[],
    needs: Readonly<Record<LimitMeasure, Need>>,
    now: number,
    from: number,
    parts: Part[],
  ): Promise<Reservation> {
    try {
      for (const limit of limits.slice(from)) {
        const need = needs[limit.measure]
        if (need.most === 0) continue
        const lease = leaseOf(limit, now)
        const amount =
          lease.waiting.length === 0 && lease.free >= need.most
            ? take(lease, need.most, now)
            : await new Promise<number>((resolve, reject) => {
                lease.waiting.push({ need, until: now + options.patienceMs, limit, asked: false, resolve, reject })
                void ask(lease)
              })
        parts.push({ lease, measure: limit.measure, amount })
      }
      return { parts }
    } catch (error) {
      for (const part of parts) giveBack(part.lease, part.amount)
      throw error
    }
  }

  const giveBack = (lease: Lease, amount: number) => {
    lease.free += amount
    serve(lease, Date.now())
  }

  /** Gives what is free to those who wait, first come first served. */
  function serve(lease: Lease, now: number): void {
    while (lease.waiting.length > 0) {
      const { need, resolve } = lease.waiting[0]!
      if (lease.free < need.most && (lease.free < need.least || !knownExhausted(lease))) return
      lease.waiting.shift()
      resolve(take(lease, Math.min(need.most, lease.free), now))
    }
  }

  /** Nothing more can be borrowed now: what is free here is all there is. */
  const knownExhausted = (lease: Lease): boolean => lease.spent + lease.held >= lease.amount

  async function ask(lease: Lease): Promise<void> {
    if (lease.asking) return
    lease.asking = true
    try {
      while (lease.waiting.length > 0) {
        const first = lease.waiting[0]!
        const wanted = lease.waiting.reduce((sum, { need }) => sum + need.most, 0)
        for (const waiter of lease.waiting) waiter.asked = true
        const available = lease.amount - lease.spent - lease.held
        const surplus =
          available > wanted + SURPLUS_FROM_CALLS * first.need.most ? Math.floor(available * SURPLUS_SHARE) : 0
        const [loan] = await options.lend([
          {
            limit: lease.limitId,
            start: lease.start,
            amount: lease.amount,
            least: 1,
            // There is no more than that to lend.
            most: Math.max(1, Math.min(lease.amount, wanted + surplus - lease.free)),
          },
        ])
        lease.free += loan!.granted
        lease.spent = loan!.spent
        lease.held = loan!.held + loan!.granted
        const now = Date.now()
        serve(lease, now)
        if (lease.waiting.length === 0) return
        refuseTheHopeless(lease, now)
        // What others hold may come back: their calls end, or they return what they did not use.
        if (lease.waiting.length > 0) await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    } catch (error) {
      for (const { reject } of lease.waiting.splice(0)) reject(error as Error)
    } finally {
      lease.asking = false
    }
  }

  function refuseTheHopeless(lease: Lease, now: number): void {
    const spent = lease.spent + lease.unsettledSpent >= lease.amount
    for (let index = 0; index < lease.waiting.length;) {
      const waiter = lease.waiting[index]!
      const patient = !waiter.asked || now < waiter.until
      if (!spent && patient && now < lease.endsAt) {
        index++
        continue
      }
      lease.waiting.splice(index, 1)
      waiter.reject(budgetSpent(waiter, lease))
    }
  }

  return {
    reserve(limits, needs, now) {
      for (const limit of limits) {
        const lease = leaseOf(limit, now)
        const need = needs[limit.measure]
        // Spending never shrinks within a period: no need to ask again.
        if (need.most > 0 && lease.spent + lease.unsettledSpent >= lease.amount)
          throw budgetSpent({ limit, need }, lease)
      }
      return reserve(limits, needs, now)
    },
    settle({ parts }, used) {
      for (const { lease, measure, amount } of parts) {
        const actual = used[measure]
        touched.add(lease)
        lease.unsettledSpent += actual
        lease.unsettledFreed += Math.min(actual, amount)
        if (actual > amount) {
          // Used beyond the reservation: taken from what is free here, so that the next calls feel it.
          const excess = Math.min(actual - amount, lease.free)
          lease.free -= excess
          lease.unsettledFreed += excess
        } else lease.free += amount - actual
        serve(lease, Date.now())
        if (lease.waiting.length > 0) void ask(lease)
      }
    },
    holding: () => touched.size > 0 || leases.values().some(({ free }) => free > 0),
    takeUses(now) {
      if (now - lastLookAt > IDLE_MS) {
        lastLookAt = now
        for (const [name, lease] of leases) {
          if (lease.free > 0) touched.add(lease)
          else if (now > lease.endsAt + IDLE_MS && lease.waiting.length === 0 && !touched.has(lease))
            leases.delete(name)
        }
      }
      const uses: Use[] = []
      for (const lease of touched) {
        const tight = lease.amount - lease.spent - lease.held < lease.amount * SURPLUS_SHARE
        const unused = tight || now >= lease.endsAt || now - lease.usedAt > IDLE_MS
        if (lease.free > 0 && lease.waiting.length === 0 && unused) {
          lease.unsettledFreed += lease.free
          lease.free = 0
        }
        const { limitId: limit, start, unsettledSpent: spent, unsettledFreed: freed } = lease
        if (spent > 0 || freed > 0) uses.push({ limit, start, spent, freed })
        lease.spent += spent
        lease.held = Math.max(0, lease.held - freed)
        lease.unsettledSpent = 0
        lease.unsettledFreed = 0
      }
      touched.clear()
      // The database locks counters in this order.
      return uses.sort((a, b) => (a.limit === b.limit ? (a.start < b.start ? -1 : 1) : a.limit < b.limit ? -1 : 1))
    },
  }
}

function budgetSpent({ limit, need }: { limit: ActiveLimit; need: Need }, lease: Lease) {
  const figure = (amount: number): string =>
    limit.measure === 'money' ? String(Number((amount / NANO_PER_EURO).toFixed(6))) : String(amount)
  const amount: Bilingual = {
    fr: `${figure(limit.amount)} ${measureWords[limit.measure].fr}`,
    en: `${figure(limit.amount)} ${measureWords[limit.measure].en}`,
  }
  const spent = lease.spent + lease.unsettledSpent
  const end = { fr: momentInWords(new Date(lease.endsAt), 'fr'), en: momentInWords(new Date(lease.endsAt), 'en') }
  const toEnd = Math.max(0, lease.endsAt - Date.now())
  const onlyHeld = spent < lease.amount
  return refuse(
    'ai-budget-spent',
    {
      scope: scopeWords[limit.scope],
      of: limit.of,
      amount,
      period: periodWords[limit.period],
      spent: figure(spent),
      held: figure(lease.held),
      needed: figure(need.most),
      frees: onlyHeld
        ? {
            fr: `dès que ces appels finissent, au plus tard le ${end.fr}`,
            en: `as these calls end, at the latest on ${end.en}`,
          }
        : { fr: `le ${end.fr}`, en: `on ${end.en}` },
    },
    { current: { retryAfterMs: onlyHeld ? Math.min(HELD_RETRY_MS, toEnd) : toEnd } },
  )
}
