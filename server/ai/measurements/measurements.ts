/** Measures an application by its ledger lines, and hands the result to whoever keeps evidence. */
import type { GatewayFacts, Measurement } from '@socle/contracts'
import { measure } from '@socle/rulebook'
import type { FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import { type Caller, socleItself } from '../../platform/caller.ts'
import type { Queries, Trx } from '../../platform/database.ts'
import metadata from '../../package.json' with { type: 'json' }
import type { Services } from '../../platform/services.ts'
import { dayIn, rangeOf } from '../ledger/period-rules.ts'
import type { Policy } from '../policy/policy.ts'
import type { PolicyCache } from '../policy/policy-cache.ts'
import * as store from './measurements-store.ts'

const DAY_MS = 24 * 3_600_000
const EVERY_MS = 3_600_000

interface Context {
  readonly caller: Caller
  readonly requestId: string
  readonly now: Date
}

export async function measurementOf(
  db: Queries,
  { config, governance }: Services,
  policy: Policy,
  applicationId: string,
  now: Date,
): Promise<Measurement> {
  const { timeZone } = config.ai
  const { measurements } = governance.policies
  const period = {
    from: dayIn(timeZone, new Date(now.getTime() - (measurements.periodDays - 1) * DAY_MS)),
    to: dayIn(timeZone, now),
  }
  const range = rangeOf(timeZone, period)
  const declared = declaredProviders(policy)
  const counted = await store.countedOf(db, applicationId, range, timeZone)
  const flows = (await store.sentTo(db, applicationId, range)).map((flow) => ({
    ...flow,
    declared: declared.get(flow.provider) ?? null,
  }))
  const facts: GatewayFacts = { ...period, ...counted, flows }
  return { facts, checks: measure(facts, measurements) }
}

function declaredProviders({ models }: Policy): Map<string, NonNullable<GatewayFacts['flows'][number]['declared']>> {
  const deployments = [...models.values()].flat()
  return new Map(
    deployments.map(({ provider: { id, location, circle, clearance } }) => [id, { location, circle, clearance }]),
  )
}

/** Measures and tells, in one transaction. @returns the measurement, and the report that it is kept as */
export async function takeMeasurement(
  trx: Trx,
  services: Services,
  policy: Policy,
  applicationId: string,
  context: Context,
): Promise<Measurement & { reportId: string }> {
  const started = performance.now()
  const { facts, checks } = await measurementOf(trx, services, policy, applicationId, context.now)
  const { from, to, calls, firstRequest, lastRequest } = facts
  const reportId = randomUUID()
  await services.events.emit(trx, 'gateway-measured', {
    applicationId,
    reportId,
    report: {
      tool: 'socle-gateway',
      version: metadata.version,
      startedAt: context.now.toISOString(),
      durationMs: Math.round(performance.now() - started),
      target: { measured: { from, to, calls, firstRequest, lastRequest } },
      application: applicationId,
      checks,
    },
    context,
  })
  return { facts, checks, reportId }
}

/** Every application that calls is measured again some days later, by one replica, at the start or within the hour. */
export function keepMeasuring(app: FastifyInstance, services: Services, policies: PolicyCache): void {
  const { db, clock, governance } = services
  let under = Promise.resolve()
  const sweep = () => {
    under = under
      .then(() => measureDue(clock()))
      .catch((error: unknown) => app.log.error({ err: error }, 'applications could not be measured'))
  }
  async function measureDue(now: Date): Promise<void> {
    const since = new Date(now.getTime() - governance.policies.measurements.everyDays * DAY_MS)
    for (const applicationId of await store.dueForMeasure(db, since)) {
      const policy = await policies.current()
      await db.transaction().execute(async (trx) => {
        if (!(await store.claimMeasure(trx, applicationId, now, since))) return
        const context = { caller: socleItself, requestId: randomUUID(), now }
        await takeMeasurement(trx, services, policy, applicationId, context)
      })
    }
  }
  let timer: NodeJS.Timeout | undefined
  app.addHook('onListen', () => {
    sweep()
    timer = setInterval(sweep, EVERY_MS).unref()
  })
  app.addHook('preClose', async () => {
    clearInterval(timer)
    await under
  })
}
