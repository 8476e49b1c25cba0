/**
 * What this replica knows of how providers keep to what calls allow, by deployment: what it saw itself at once, and what other
 * replicas saw with the next comparison of the policy. Kept for the day and the one after; who does it again is known again.
 */
import type { DayOfExcess, Excesses } from '../../policy/policy.ts'
import {
  areWorse,
  CALLS_TO_BELIEVE,
  type Conduct,
  excessOf,
  exceededMeasures,
  needsFor,
  noExcesses,
  widened,
  worst,
} from './excess-rules.ts'
import { type Allowance, largestOf, type Needs } from './needs-rules.ts'

export interface ExcessBook {
  /** @param days as the policy tells them; the same object tells nothing new */
  know: (days: readonly DayOfExcess[]) => void
  /**
   * What a call reserves that any of these deployments may answer. Where something is known of some, the others say nothing: a
   * call is sent to them when no other is under way there (`Standing.last`).
   */
  needsAt: (candidates: readonly (readonly [deployment: string, Allowance])[]) => Needs
  /** Was no call to it measured yet? */
  isStranger: (deployment: string) => boolean
  observe: (
    deployment: string,
    allowance: Pick<Allowance, 'needs' | 'named'>,
    used: Readonly<Record<keyof Excesses, number>>,
  ) => void
}

const DAY_MS = 86_400_000
let today = { number: 0, name: '1970-01-01' }
/** Asked at every call: the day is spelt out once. */
function dayOf(instant: number): string {
  const number = Math.floor(instant / DAY_MS)
  if (number !== today.number) today = { number, name: new Date(number * DAY_MS).toISOString().slice(0, 10) }
  return today.name
}

interface Page {
  readonly days: Map<string, Conduct>
  /** Shortest lengths that calls named and were kept to, shortest first. */
  kept: number[]
  /** The days together, as of one of them. */
  sum: { readonly day: number; readonly conduct: Conduct | undefined } | undefined
  /** The database did not take what the page holds. */
  untold: boolean
}

export function createExcessBook(options: {
  now: () => number
  /** Keeps it for the other replicas. */
  tell: (excess: DayOfExcess) => Promise<unknown>
  failed: (error: unknown) => void
}): ExcessBook {
  const { now } = options
  /** By deployment. */
  const book = new Map<string, Page>()
  let known: readonly DayOfExcess[] | undefined

  function pageOf(deployment: string): Page {
    let page = book.get(deployment)
    if (page === undefined) book.set(deployment, (page = { days: new Map(), kept: [], sum: undefined, untold: false }))
    return page
  }
  /** @returns undefined while no call to it was measured */
  function conductOf(page: Page | undefined): Conduct | undefined {
    if (page === undefined) return undefined
    const instant = now()
    const day = Math.floor(instant / DAY_MS)
    if (page.sum?.day !== day) {
      const oldest = dayOf(instant - DAY_MS)
      for (const each of page.days.keys()) if (each < oldest) page.days.delete(each)
      const told = together(page.days)
      page.sum = { day, conduct: told && { ...told, keptFrom: least(told.keptFrom, believedFrom(page.kept)) } }
    }
    return page.sum.conduct
  }
  function add(page: Page, day: string, more: Conduct): Conduct {
    const before = page.days.get(day)
    const sum = before === undefined ? more : added(before, more)
    page.days.set(day, sum)
    page.sum = undefined
    return sum
  }
  function keep(page: Page, kept: number[]): void {
    if (kept === page.kept) return
    page.kept = kept
    page.sum = undefined
  }
  return {
    know(days) {
      if (days === known) return
      known = days
      for (const { deployment, day, keptFrom, ...excesses } of days) {
        const page = pageOf(deployment)
        const before = conductOf(page)
        if (before !== undefined && areWorse(excesses, before.excesses)) keep(page, [])
        add(page, day, { excesses, keptFrom })
      }
    },
    needsAt(candidates) {
      const conducts = candidates.map(([deployment]) => conductOf(book.get(deployment)))
      const areStrangers = conducts.every((conduct) => conduct === undefined)
      return largestOf(
        candidates.map(([, allowance], at) => {
          const conduct = conducts[at]
          return conduct === undefined && !areStrangers ? allowance.needs : needsFor(allowance, conduct)
        }),
      )
    },
    isStranger: (deployment) => conductOf(book.get(deployment)) === undefined,
    observe(deployment, { needs, named }, used) {
      if (used.tokens === 0 && used.money === 0) return
      const page = pageOf(deployment)
      const before = conductOf(page) ?? { excesses: noExcesses, keptFrom: null }
      const foreseen = widened(needs, before.excesses)
      const kept = exceededMeasures.every((measure) => used[measure] <= foreseen[measure].most)
      if (!kept) keep(page, [])
      else if (named !== undefined) keep(page, shortest(page.kept, named))
      const excesses = {
        tokens: excessOf(needs.tokens.most, used.tokens),
        money: excessOf(needs.money.most, used.money),
      }
      const day = dayOf(now())
      const today = page.days.get(day)
      // What was kept to was more than the call allowed, and the new day does not know of that.
      const isStale = today === undefined && areWorse(before.excesses, excesses)
      if (isStale) keep(page, [])
      const keptFrom = kept && !isStale ? least(before.keptFrom, believedFrom(page.kept)) : null
      const isNews = today === undefined || areWorse(excesses, today.excesses) || isMuchLess(keptFrom, today.keptFrom)
      if (!isNews && !page.untold) return
      page.untold = false
      const { excesses: worstOfDay, keptFrom: from } = add(page, day, { excesses, keptFrom })
      options.tell({ deployment, day, ...worstOfDay, keptFrom: from }).catch((error: unknown) => {
        page.untold = true
        options.failed(error)
      })
    },
  }
}

/** Who does worse than was known is believed no longer. */
const added = (before: Conduct, more: Conduct): Conduct => ({
  excesses: worst(before.excesses, more.excesses),
  keptFrom: areWorse(more.excesses, before.excesses) ? more.keptFrom : least(before.keptFrom, more.keptFrom),
})

/** What the later day says of its word counts: it began with what the day before had learned. */
function together(days: ReadonlyMap<string, Conduct>): Conduct | undefined {
  const [first, ...later] = [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, conduct]) => conduct)
  return later.reduce<Conduct | undefined>(
    (sum, { excesses, keptFrom }) => ({ excesses: worst(sum!.excesses, excesses), keptFrom }),
    first,
  )
}

const least = (one: number | null, other: number | null): number | null =>
  one === null ? other : other === null ? one : Math.min(one, other)

function shortest(kept: number[], named: number): number[] {
  if (kept.length === CALLS_TO_BELIEVE && named >= kept.at(-1)!) return kept
  return [...kept, named].sort((a, b) => a - b).slice(0, CALLS_TO_BELIEVE)
}

const believedFrom = (kept: readonly number[]): number | null => (kept.length < CALLS_TO_BELIEVE ? null : kept.at(-1)!)

/** Lengths that differ little are told once. */
const isMuchLess = (one: number | null, than: number | null): boolean =>
  one !== null && (than === null || one <= than / 2)
