/**
 * Reserve, then settle. A budget lives in PostgreSQL (`ai_counters`); a replica borrows parts of it (`ai_lease`) and hands
 * them to its calls. Far from the limit it borrows a little more than it needs, so that most calls ask nobody; near the
 * limit it borrows exactly, so that nothing lies idle. What is lent is held until the ledger line that used it is written
 * (`ai_settle`). Of a budget that is nearly spent, what remains goes to one call alone, and only to one that does not say how
 * much it may use: so all replicas together never pass a budget by more than what one call used beyond its reservation.
 */
import type { LimitMeasure, LimitPeriod } from '@socle/contracts'
import type { ActiveLimit } from '../../policy/policy.ts'
import { budgetSpent } from './budget-refusal.ts'
import type { Need, Needs } from './needs-rules.ts'
import type { Span } from './periods.ts'

/** Share of what is free that a replica borrows beyond its need, and how many calls must fit before it does. */
const SURPLUS_SHARE = 0.01
const SURPLUS_FROM_CALLS = 200
/** Unused surplus goes back after this long, as seen by looks that often: well before the patience of who waits elsewhere for it. */
const IDLE_MS = 1000
const LOOK_MS = 200
/** Between two looks at a budget that other replicas may free. */
const RETRY_MS = 40

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
  /**
   * Ready at once when what is borrowed suffices.
   * @param needs asked again while the call waits: what is known of its provider may have changed
   * @throws Refusal ai-budget-spent, unavailable
   */
  reserve: (limits: readonly ActiveLimit[], needs: () => Needs, now: number) => Reservation | Promise<Reservation>
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
    needs: () => Needs,
    now: number,
  ): Reservation | Promise<Reservation> {
    const parts: Part[] = []
    const current = needs()
    for (let index = 0; index < limits.length; index++) {
      const limit = limits[index]!
      const need = current[limit.measure]
      if (need.most === 0) continue
      const lease = leaseOf(limit, now)
      if (lease.waiting.length > 0 || lease.free < need.most) return reserveSlowly(limits, needs, now, index, parts)
      parts.push({ lease, measure: limit.measure, amount: take(lease, need.most, now) })
    }
    return { parts }
  }

  async function reserveSlowly(
    limits: readonly ActiveLimit[],
    needs: () => Needs,
    now: number,
    from: number,
    parts: Part[],
  ): Promise<Reservation> {
    try {
      for (const limit of limits.slice(from)) {
        const need = needs()[limit.measure]
        if (need.most === 0) continue
        const lease = leaseOf(limit, now)
        const amount =
          lease.waiting.length === 0 && lease.free >= need.most
            ? take(lease, need.most, now)
            : await new Promise<number>((resolve, reject) => {
                lease.waiting.push({
                  get need() {
                    return needs()[limit.measure]
                  },
                  until: now + options.patienceMs,
                  limit,
                  asked: false,
                  resolve,
                  reject,
                })
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
      if (lease.free < need.most) return
      lease.waiting.shift()
      resolve(take(lease, need.most, now))
    }
  }

  /** What calls under way hold, here and on other replicas, as far as the database told. */
  const heldByCalls = (lease: Lease): number => lease.held - lease.unsettledFreed - lease.free

  /** The first of those who wait takes all that remains, though it may use more; nobody else holds anything then. */
  async function serveAlone(lease: Lease): Promise<void> {
    const { need } = lease.waiting[0]!
    if (need.least >= need.most || heldByCalls(lease) > 0) return
    const remains = lease.amount - lease.spent - lease.held
    if (remains > 0) await borrow(lease, 1, remains)
    // Meanwhile a call may have taken what is free here, and those who waited may be gone.
    const first = lease.waiting[0]
    if (first === undefined || heldByCalls(lease) > 0 || lease.spent + lease.held < lease.amount) return
    if (lease.free < first.need.least || first.need.least >= first.need.most) return
    lease.waiting.shift()
    first.resolve(take(lease, Math.min(first.need.most, lease.free), Date.now()))
  }

  async function borrow(lease: Lease, least: number, most: number): Promise<void> {
    const ask = { limit: lease.limitId, start: lease.start, amount: lease.amount, least, most }
    const [loan] = await options.lend([ask])
    lease.free += loan!.granted
    lease.spent = loan!.spent
    lease.held = loan!.held + loan!.granted
  }

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
        // Less than the first needs would lie idle here while another replica waits for it; there is no more than the amount to lend.
        const least = Math.max(1, first.need.most - lease.free)
        await borrow(lease, least, Math.max(least, Math.min(lease.amount, wanted + surplus - lease.free)))
        serve(lease, Date.now())
        if (lease.waiting.length > 0) await serveAlone(lease)
        if (lease.waiting.length === 0) return
        refuseTheHopeless(lease, Date.now())
        if (lease.waiting.length === 0) return
        giveUp(lease)
        // What others hold may come back: their calls end, or they return what they did not use.
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    } catch (error) {
      for (const { reject } of lease.waiting.splice(0)) reject(error as Error)
    } finally {
      lease.asking = false
    }
  }

  /** What is free here and suffices nobody goes back with the next batch: two replicas must not wait for each other's rest. */
  function giveUp(lease: Lease): void {
    if (lease.free === 0) return
    lease.unsettledFreed += lease.free
    lease.free = 0
    touched.add(lease)
  }

  /** Spending never shrinks within a period: no need to wait, or to ask again. */
  const cannotFit = (lease: Lease, { least }: Need): boolean =>
    lease.spent + lease.unsettledSpent + least > lease.amount

  const standing = ({ spent, unsettledSpent, held, endsAt }: Lease) => ({ spent: spent + unsettledSpent, held, endsAt })

  function refuseTheHopeless(lease: Lease, now: number): void {
    for (let index = 0; index < lease.waiting.length;) {
      const waiter = lease.waiting[index]!
      const patient = !waiter.asked || now < waiter.until
      if (!cannotFit(lease, waiter.need) && patient && now < lease.endsAt) {
        index++
        continue
      }
      lease.waiting.splice(index, 1)
      waiter.reject(budgetSpent(waiter.limit, waiter.need, standing(lease)))
    }
  }

  return {
    reserve(limits, needs, now) {
      const current = needs()
      const spent = limits
        .map((limit) => ({ limit, lease: leaseOf(limit, now), need: current[limit.measure] }))
        .filter(({ lease, need }) => need.most > 0 && cannotFit(lease, need))
      if (spent.length > 0) {
        // Of several, the one that frees last: who comes back when told so must not meet the next.
        const { limit, lease, need } = spent.reduce((last, each) =>
          each.lease.endsAt > last.lease.endsAt ? each : last,
        )
        throw budgetSpent(limit, need, standing(lease))
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
      if (now - lastLookAt >= LOOK_MS) {
        lastLookAt = now
        for (const [name, lease] of leases) {
          if (lease.free > 0) touched.add(lease)
          else if (now > lease.endsAt + IDLE_MS && lease.waiting.length === 0 && !touched.has(lease))
            leases.delete(name)
        }
      }
      const uses: Use[] = []
      for (const lease of touched) {
        // A call that reserved much for what its provider might do gives back more than others should wait for.
        const tight = lease.amount - lease.spent - lease.held < Math.max(lease.amount * SURPLUS_SHARE, lease.free)
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
