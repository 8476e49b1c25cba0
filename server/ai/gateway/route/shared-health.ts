/** The health of providers over all replicas: each says what it knows when that changes, and whoever asks adds it up. */
import type { Deployment } from '../../policy/policy.ts'
import type { HealthReports } from './health-store.ts'
import type { HealthBook, HealthReport } from './health.ts'

const LOOK_EVERY_MS = 1_000
/** What did not change is said again, lest the replica pass for gone. */
const AGAIN_MS = 20_000
const NOTHING = '{}'

interface SharedHealth {
  /** What all replicas know now. */
  read: () => Promise<(deployment: Deployment) => HealthReport>
  close: () => Promise<void>
}

/** @param shared undefined = there is no other replica */
export function createSharedHealth(options: {
  health: HealthBook
  shared:
    | {
        save: (reports: HealthReports) => Promise<void>
        forget: () => Promise<void>
        others: () => Promise<HealthReports[]>
      }
    | undefined
  now: () => number
  failed: (error: unknown) => void
}): SharedHealth {
  const { health, shared, now } = options
  let said = NOTHING
  let saidAt = 0
  let saying: Promise<void> | undefined

  function look(): void {
    const reports = health.reports()
    const text = JSON.stringify(reports)
    const unchanged = text === said && (text === NOTHING || now() - saidAt < AGAIN_MS)
    if (!shared || saying || unchanged) return
    saying = shared
      .save(reports)
      .then(() => {
        said = text
        saidAt = now()
      }, options.failed)
      .finally(() => (saying = undefined))
  }
  const timer = shared && setInterval(look, LOOK_EVERY_MS)
  timer?.unref()

  return {
    async read() {
      const others = (await shared?.others()) ?? []
      return (deployment) =>
        others.reduce<HealthReport>((sum, { [deployment.id]: other }) => (other ? together(sum, other) : sum), {
          ...health.report(deployment),
        })
    },
    async close() {
      clearInterval(timer)
      await saying
      // A server that stops with its database away is forgotten a little later.
      if (said !== NOTHING) await shared?.forget().catch(() => {})
    },
  }
}

const gravity: Readonly<Record<HealthReport['state'], number>> = {
  ready: 0,
  trial: 1,
  'cooling-down': 2,
  'circuit-open': 3,
}

/** The worst that a replica sees is what callers may meet. */
function together(a: HealthReport, b: HealthReport): HealthReport {
  const worse = gravity[b.state] > gravity[a.state] ? b : a
  const later = b.lastFailure !== null && (a.lastFailure === null || b.lastFailureAt > a.lastFailureAt) ? b : a
  return {
    inFlight: a.inFlight + b.inFlight,
    given: a.given + b.given,
    calls: a.calls + b.calls,
    failures: a.failures + b.failures,
    state: worse.state,
    until: a.state === b.state ? Math.max(a.until, b.until) : worse.until,
    lastFailure: later.lastFailure,
    lastFailureAt: later.lastFailureAt,
  }
}
