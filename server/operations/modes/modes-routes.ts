import { operationsRoutes, type OperationsState } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { audit } from '../../platform/audit.ts'
import { callerName } from '../../platform/caller.ts'
import { refuse } from '../../platform/errors.ts'
import { type RequestContext, serve } from '../../platform/http.ts'
import { readOperations } from '../../platform/operations-state.ts'
import type { Services } from '../../platform/services.ts'
import { changeOperations, countSessions, endSessions } from './modes-store.ts'
import { followTrace } from './trace.ts'

export function registerModes(app: FastifyInstance, services: Services): void {
  const { db, drain } = services
  const trace = followTrace(app, services)

  const state = async (now: Date): Promise<OperationsState> => {
    const { trace: asked, changedAt, ...found } = await readOperations(db)
    return {
      ...found,
      ...(asked && asked.until > now && { trace: { level: asked.level, until: asked.until.toISOString() } }),
      draining: drain?.draining ?? false,
      changedAt: changedAt.toISOString(),
      openSessions: await countSessions(db, now),
    }
  }
  const change = async (
    context: RequestContext,
    what: Parameters<typeof changeOperations>[1],
    reason: string,
    detail: Record<string, unknown>,
  ): Promise<OperationsState> => {
    const by = { at: context.now, name: callerName(context.caller), reason }
    await db.transaction().execute(async (trx) => {
      await changeOperations(trx, what, by)
      await audit(trx, context, 'operations.changed', 'socle', { ...detail, reason })
    })
    return state(context.now)
  }

  serve(app, services, operationsRoutes.state, { handle: (_args, { now }) => state(now) })
  serve(app, services, operationsRoutes.setMode, {
    handle: ({ body: { mode, reason } }, context) => change(context, { mode }, reason, { mode }),
  })
  serve(app, services, operationsRoutes.setSignIns, {
    handle: ({ body: { signIns, reason } }, context) => change(context, { signIns }, reason, { signIns }),
  })
  serve(app, services, operationsRoutes.endSessions, {
    handle: ({ body: { reason } }, context) =>
      db.transaction().execute(async (trx) => {
        const ended = await endSessions(trx, context.session?.idHash)
        await audit(trx, context, 'operations.sessions-ended', 'socle', { ended, reason })
        return { ended }
      }),
  })
  serve(app, services, operationsRoutes.setTrace, {
    handle: async ({ body: { level, minutes, reason } }, context) => {
      const until = new Date(context.now.getTime() + minutes * 60_000)
      const answer = await change(context, { trace: level && { level, until } }, reason, {
        trace: level,
        ...(level && { until: until.toISOString() }),
      })
      await trace.look()
      return answer
    },
  })
  serve(app, services, operationsRoutes.drain, {
    handle: async ({ body: { noticeSeconds, graceSeconds, reason } }, context) => {
      if (!drain?.begin(noticeSeconds * 1000, graceSeconds * 1000)) throw refuse('cannot-drain', {})
      await db
        .transaction()
        .execute((trx) => audit(trx, context, 'operations.draining', 'socle', { noticeSeconds, graceSeconds, reason }))
      app.log.info({ noticeSeconds, graceSeconds }, 'draining')
      return { stopsBefore: new Date(context.now.getTime() + (noticeSeconds + graceSeconds) * 1000).toISOString() }
    },
  })
}
