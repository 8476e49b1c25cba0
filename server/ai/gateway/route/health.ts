/** What this replica knows of each deployment: calls under way, failures, circuit breaker, cool-down, retry budget. */
import { HEALTH_MINUTES } from '@socle/contracts'
import type { Deployment } from '../../policy/policy.ts'
import type { Standing } from './route-rules.ts'

/** Failures in a row that open the circuit, and how long it stays open; longer each time a trial fails. */
const FAILURES_TO_OPEN = 5
const OPEN_MS = 5_000
const LONGEST_OPEN_MS = 60_000
/** A 429 without Retry-After. */
const COOL_MS = 1_000
const LONGEST_COOL_MS = 300_000
/** Second tries are at most this share of calls, beyond a few that come back with time. */
const RETRY_SHARE = 0.2
const FREE_RETRIES = 20
const RETRIES_PER_SECOND = 1

interface Health {
  inFlight: number
  given: number
  /** The last minutes, oldest first. */
  readonly minutes: Minute[]
  failuresInARow: number
  openUntil: number
  openMs: number
  coolUntil: number
  /** One call is finding out whether an open circuit may close. */
  onTrial: boolean
  lastFailure: string | null
  lastFailureAt: number
}

interface Minute {
  /** Since the epoch. */
  readonly number: number
  calls: number
  failures: number
}

/** What one replica, or all of them together, say of a deployment. */
export interface HealthReport extends Standing {
  /** Of the last minutes (`HEALTH_MINUTES`). */
  readonly calls: number
  readonly failures: number
  /** Of the last minutes; null = none. */
  readonly lastFailure: string | null
  readonly lastFailureAt: number
  /** Milliseconds since the epoch; 0 = now. */
  readonly until: number
}

export interface HealthBook {
  standing: (deployment: Deployment) => Standing
  report: (deployment: Deployment) => HealthReport
  /** Of each deployment that there is something to say of, by its identifier. */
  reports: () => Record<string, HealthReport>
  began: (deployment: Deployment) => void
  succeeded: (deployment: Deployment) => void
  failed: (deployment: Deployment, detail: string) => void
  /** The provider asked to be left alone. @param retryAfterMs undefined = it did not say how long */
  throttled: (deployment: Deployment, retryAfterMs: number | undefined, detail: string) => void
  /** The call was given up here, and says nothing of the provider. */
  unproven: (deployment: Deployment) => void
  ended: (deployment: Deployment) => void
  /** Are calls under way on it? @param id of a deployment */
  busy: (id: string) => boolean
  /** May one more second try be made? Keeps a storm of failures from multiplying calls. */
  mayRetry: () => boolean
}

export function createHealthBook(now: () => number): HealthBook {
  const book = new Map<string, Health>()
  let retries = FREE_RETRIES
  let refilledAt = now()

  const of = ({ id }: Deployment): Health => {
    let health = book.get(id)
    if (!health) {
      health = {
        inFlight: 0,
        given: 0,
        minutes: [],
        failuresInARow: 0,
        openUntil: 0,
        openMs: OPEN_MS,
        coolUntil: 0,
        onTrial: false,
        lastFailure: null,
        lastFailureAt: 0,
      }
      book.set(id, health)
    }
    return health
  }
  const stateOf = (health: Health): Standing['state'] => {
    if (health.coolUntil === 0 && health.openUntil === 0) return 'ready'
    const instant = now()
    if (health.coolUntil > instant) return 'cooling-down'
    if (health.openUntil === 0) return 'ready'
    return health.openUntil > instant || health.onTrial ? 'circuit-open' : 'trial'
  }
  const thisMinute = ({ minutes }: Health): Minute => {
    const number = Math.floor(now() / 60_000)
    let minute = minutes.at(-1)
    if (minute?.number !== number) {
      minutes.push((minute = { number, calls: 0, failures: 0 }))
      while (minutes[0]!.number <= number - HEALTH_MINUTES) minutes.shift()
    }
    return minute
  }
  const noteFailure = (health: Health, detail: string): void => {
    thisMinute(health).failures++
    health.lastFailure = detail
    health.lastFailureAt = now()
  }
  const reportOf = (health: Health): HealthReport => {
    const { inFlight, given, minutes } = health
    const state = stateOf(health)
    const until = state === 'cooling-down' ? health.coolUntil : state === 'circuit-open' ? health.openUntil : 0
    const oldest = Math.floor(now() / 60_000) - HEALTH_MINUTES
    const recent = minutes.filter(({ number }) => number > oldest)
    const calls = recent.reduce((sum, minute) => sum + minute.calls, 0)
    const failures = recent.reduce((sum, minute) => sum + minute.failures, 0)
    const lastFailure = failures === 0 && state === 'ready' ? null : health.lastFailure
    return { inFlight, given, state, calls, failures, lastFailure, lastFailureAt: health.lastFailureAt, until }
  }
  return {
    standing(deployment) {
      const health = of(deployment)
      return { inFlight: health.inFlight, given: health.given, state: stateOf(health) }
    },
    report: (deployment) => reportOf(of(deployment)),
    reports: () =>
      Object.fromEntries(
        [...book]
          .map(([id, health]) => [id, reportOf(health)] as const)
          .filter(([, { state, inFlight, calls }]) => calls > 0 || inFlight > 0 || state !== 'ready'),
      ),
    began(deployment) {
      const health = of(deployment)
      if (stateOf(health) === 'trial') health.onTrial = true
      health.inFlight++
      health.given++
      thisMinute(health).calls++
      retries = Math.min(FREE_RETRIES, retries + RETRY_SHARE)
    },
    succeeded(deployment) {
      const health = of(deployment)
      health.failuresInARow = 0
      health.openUntil = 0
      health.openMs = OPEN_MS
      health.onTrial = false
    },
    failed(deployment, detail) {
      const health = of(deployment)
      noteFailure(health, detail)
      health.failuresInARow++
      if (health.onTrial) health.openMs = Math.min(LONGEST_OPEN_MS, health.openMs * 2)
      if (health.onTrial || health.failuresInARow >= FAILURES_TO_OPEN) health.openUntil = now() + health.openMs
      health.onTrial = false
    },
    throttled(deployment, retryAfterMs, detail) {
      const health = of(deployment)
      noteFailure(health, detail)
      health.onTrial = false
      health.coolUntil = now() + Math.min(LONGEST_COOL_MS, retryAfterMs ?? COOL_MS)
    },
    unproven(deployment) {
      of(deployment).onTrial = false
    },
    ended(deployment) {
      of(deployment).inFlight--
    },
    busy: (id) => (book.get(id)?.inFlight ?? 0) > 0,
    mayRetry() {
      const instant = now()
      retries = Math.min(FREE_RETRIES, retries + ((instant - refilledAt) / 1000) * RETRIES_PER_SECOND)
      refilledAt = instant
      if (retries < 1) return false
      retries--
      return true
    },
  }
}
