/** What this replica knows of each deployment: calls under way, failures, circuit breaker, cool-down, retry budget. */
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
  calls: number
  failures: number
  failuresInARow: number
  openUntil: number
  openMs: number
  coolUntil: number
  /** One call is finding out whether an open circuit may close. */
  onTrial: boolean
  lastFailure: string | null
}

interface HealthReport extends Standing {
  readonly calls: number
  readonly failures: number
  readonly lastFailure: string | null
  /** Milliseconds since the epoch; 0 = now. */
  readonly until: number
}

export interface HealthBook {
  standing: (deployment: Deployment) => Standing
  report: (deployment: Deployment) => HealthReport
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
        calls: 0,
        failures: 0,
        failuresInARow: 0,
        openUntil: 0,
        openMs: OPEN_MS,
        coolUntil: 0,
        onTrial: false,
        lastFailure: null,
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
  return {
    standing(deployment) {
      const health = of(deployment)
      return { inFlight: health.inFlight, given: health.given, state: stateOf(health) }
    },
    report(deployment) {
      const health = of(deployment)
      const { inFlight, given, calls, failures, lastFailure } = health
      const state = stateOf(health)
      const until = state === 'cooling-down' ? health.coolUntil : state === 'circuit-open' ? health.openUntil : 0
      return { inFlight, given, state, calls, failures, lastFailure, until }
    },
    began(deployment) {
      const health = of(deployment)
      if (stateOf(health) === 'trial') health.onTrial = true
      health.inFlight++
      health.given++
      health.calls++
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
      health.failures++
      health.failuresInARow++
      health.lastFailure = detail
      if (health.onTrial) health.openMs = Math.min(LONGEST_OPEN_MS, health.openMs * 2)
      if (health.onTrial || health.failuresInARow >= FAILURES_TO_OPEN) health.openUntil = now() + health.openMs
      health.onTrial = false
    },
    throttled(deployment, retryAfterMs, detail) {
      const health = of(deployment)
      health.failures++
      health.lastFailure = detail
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
