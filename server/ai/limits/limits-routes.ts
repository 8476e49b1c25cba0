import { aiLimitRoutes, type Limit, LimitScope } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { audit } from '../../platform/audit.ts'
import type { Trx } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import { serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { applicationOf, storeGroup } from '../applications/applications-store.ts'
import { calendar } from '../gateway/budget/periods.ts'
import { REPLICA_GONE_MS } from '../ledger/settlement-store.ts'
import { type ActiveLimit, NANO_PER_EURO } from '../policy/policy.ts'
import type { PolicyCache } from '../policy/policy-cache.ts'
import { countersSince, removeLimit, setLimit } from './limits-store.ts'
import { asWritten, subjectUnknown } from './subject-rules.ts'
import { candidates, keysOf, linesOfKeys, type Subject, subjectsOf } from './subjects-store.ts'

export function registerLimits(app: FastifyInstance, services: Services, policies: PolicyCache): void {
  const { db, config } = services
  const periodsOf = calendar(config.ai.timeZone)

  async function currentLimits(now: Date): Promise<Limit[]> {
    policies.stale()
    const { limits } = await policies.current()
    const periods = periodsOf(now.getTime())
    const counters = await countersSince(db, new Date(periods.month.start), new Date(now.getTime() - REPLICA_GONE_MS))
    const subjects = new Map<LimitScope, ReadonlyMap<string, Subject>>()
    for (const scope of LimitScope.options) {
      const named = limits.filter((limit) => limit.scope === scope).map(({ of }) => of)
      subjects.set(scope, await subjectsOf(db, scope, named, now))
    }
    return limits.map((limit) => {
      const span = periods[limit.period]
      const { spent, held } = counters.get(`${limit.id} ${span.start}`) ?? { spent: 0, held: 0 }
      const subject = subjects.get(limit.scope)?.get(limit.of)
      return {
        id: limit.id,
        scope: limit.scope,
        of: subject?.of ?? limit.of,
        ofName: subject?.name ?? limit.of,
        holds: subject?.holds ?? false,
        measure: limit.measure,
        period: limit.period,
        amount: inPeoplesUnits(limit, limit.amount),
        declaredIn: isOfFile(limit) ? 'file' : 'portal',
        spent: inPeoplesUnits(limit, spent),
        held: inPeoplesUnits(limit, held),
        frees: new Date(span.end).toISOString(),
      }
    })
  }

  serve(app, services, aiLimitRoutes.list, {
    handle: async (_, { now }) => ({ limits: await currentLimits(now) }),
  })

  serve(app, services, aiLimitRoutes.ofKeys, {
    resource: ({ params }) => applicationOf(db, params.applicationId),
    handle: async ({ params }, { now }) => {
      const keys = await keysOf(db, params.applicationId)
      return { limits: (await currentLimits(now)).filter(({ scope, of }) => scope === 'key' && keys.has(of)) }
    },
  })

  serve(app, services, aiLimitRoutes.set, {
    handle: async ({ body }, context) => {
      const { scope, measure, period, amount } = body
      const { limits } = await policies.current()
      const id = await db.transaction().execute(async (trx) => {
        const of = await subjectFor(trx, scope, body.of, context.now)
        if (limits.some((limit) => isOfFile(limit) && isSame(limit, { scope, of, measure, period })))
          throw refuse('declared-in-file', { what: { fr: 'Ce budget', en: 'This budget' } })
        const stored = await setLimit(trx, { scope, of, measure, period, amount })
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

/** What the budget is kept under. @throws Refusal limit-subject-unknown */
async function subjectFor(trx: Trx, scope: LimitScope, of: string, now: Date): Promise<string> {
  const written = asWritten(scope, of)
  const subject = scope === 'key' ? (await linesOfKeys(trx, [written])).get(written) : written
  const known = subject === undefined ? undefined : (await subjectsOf(trx, scope, [subject], now)).get(subject)
  if (known?.holds !== true) throw subjectUnknown(scope, of, await candidates(trx, scope, now))
  return known.subject
}

const isOfFile = ({ id }: ActiveLimit): boolean => id.startsWith('file:')

type Kind = Pick<ActiveLimit, 'scope' | 'of' | 'measure' | 'period'>
const isSame = (one: Kind, other: Kind): boolean =>
  one.scope === other.scope && one.of === other.of && one.measure === other.measure && one.period === other.period

/** Euros rather than nano-euros. */
const inPeoplesUnits = ({ measure }: ActiveLimit, amount: number): number =>
  measure === 'money' ? amount / NANO_PER_EURO : amount
