import { aiLimitRoutes, type Limit } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { audit } from '../../platform/audit.ts'
import { refuse } from '../../platform/errors.ts'
import { serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { namesOf, storeGroup } from '../applications/applications-store.ts'
import { calendar } from '../gateway/budget/periods.ts'
import { type ActiveLimit, NANO_PER_EURO } from '../policy/policy.ts'
import type { PolicyCache } from '../policy/policy-cache.ts'
import { countersSince, removeLimit, setLimit } from './limits-store.ts'

export function registerLimits(app: FastifyInstance, services: Services, policies: PolicyCache): void {
  const { db, config } = services
  const periodsOf = calendar(config.ai.timeZone)

  async function currentLimits(now: Date): Promise<Limit[]> {
    policies.stale()
    const { limits } = await policies.current()
    const periods = periodsOf(now.getTime())
    const counters = await countersSince(db, new Date(periods.month.start))
    const named = async (scope: 'application' | 'key') => {
      const ids = limits.filter((limit) => limit.scope === scope).map(({ of }) => of)
      return namesOf(db, scope === 'key' ? 'keys' : 'applications', ids)
    }
    const [applications, keys] = [await named('application'), await named('key')]
    return limits.map((limit) => {
      const span = periods[limit.period]
      const { spent, held } = counters.get(`${limit.id} ${span.start}`) ?? { spent: 0, held: 0 }
      return {
        id: limit.id,
        scope: limit.scope,
        of: limit.of,
        ofName:
          { application: applications, key: keys, group: undefined, organisation: undefined }[limit.scope]?.get(
            limit.of,
          ) ?? limit.of,
        measure: limit.measure,
        period: limit.period,
        amount: inPeoplesUnits(limit, limit.amount),
        declaredIn: limit.id.startsWith('file:') ? 'file' : 'portal',
        spent: inPeoplesUnits(limit, spent),
        held: inPeoplesUnits(limit, held),
        frees: new Date(span.end).toISOString(),
      }
    })
  }

  serve(app, services, aiLimitRoutes.list, {
    handle: async (_, { now }) => ({ limits: await currentLimits(now) }),
  })

  serve(app, services, aiLimitRoutes.set, {
    handle: async ({ body }, context) => {
      const same = config.ai.limits.some(
        ({ scope, of, measure, period }) =>
          scope === body.scope && of === body.of && measure === body.measure && period === body.period,
      )
      if (same) throw refuse('declared-in-file', { what: { fr: 'Ce budget', en: 'This budget' } })
      const id = await db.transaction().execute(async (trx) => {
        const stored = await setLimit(trx, body)
        await audit(trx, context, 'limit.set', `limit:${stored}`, body)
        return stored
      })
      return (await currentLimits(context.now)).find((limit) => limit.id === id)!
    },
  })

  serve(app, services, aiLimitRoutes.setGroup, {
    handle: ({ params, body }, context) =>
      db.transaction().execute(async (trx) => {
        const { applicationId } = params
        if (!(await storeGroup(trx, applicationId, body.group)))
          throw refuse('application-unknown', { id: applicationId })
        await audit(trx, context, 'application.grouped', `application:${applicationId}`, body)
        return { applicationId, group: body.group }
      }),
  })

  serve(app, services, aiLimitRoutes.remove, {
    handle: async ({ params }, context) => {
      await db.transaction().execute(async (trx) => {
        const removed = await removeLimit(trx, params.limitId)
        if (!removed) throw refuse('limit-unknown', { id: params.limitId })
        await audit(trx, context, 'limit.removed', `limit:${params.limitId}`, removed)
      })
      return { limits: await currentLimits(context.now) }
    },
  })
}

/** Euros rather than nano-euros. */
const inPeoplesUnits = ({ measure }: ActiveLimit, amount: number): number =>
  measure === 'money' ? amount / NANO_PER_EURO : amount
