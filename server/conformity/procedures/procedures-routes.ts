import { type Actor, procedureRoutes } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import type { Caller } from '../../platform/caller.ts'
import { listFile, MAX_EXPORTED } from '../../platform/list-file.ts'
import { serve } from '../../platform/http.ts'
import { dayOf } from '../../platform/day.ts'
import type { Services } from '../../platform/services.ts'
import { isInATeam } from '../applications/index.ts'
import { keepDeadlines, sweepDeadlines } from './deadlines.ts'
import { procedureColumns } from './procedures-columns.ts'
import { forgetOpenings, openedOnce } from './opened-once.ts'
import { openProcedure, procedureResource, takeStep } from './procedures.ts'
import { assign, assigneesOf, stepsOf, takeSteps } from './several.ts'
import { proceduresSeenBy, readProcedure } from './procedures-views.ts'

export function registerProcedures(app: FastifyInstance, services: Services): void {
  const { db, governance, authorisation } = services
  const resource = ({ params }: { params: { procedureId: string } }) => procedureResource(services, params.procedureId)

  serve(app, services, procedureRoutes.processes, {
    handle: async (_args, { caller }) => {
      const inTeam = caller.kind === 'person' && (await isInATeam(db, caller.id))
      return {
        processes: governance.processes.map((process) => ({
          ...process,
          mayOpen: !process.opening.guarded && mayOpen(caller, process.opening.by, inTeam),
        })),
      }
    },
  })

  serve(app, services, procedureRoutes.list, {
    handle: ({ query }, { caller, now }) => proceduresSeenBy(services, caller, query, now),
  })

  serve(app, services, procedureRoutes.export, {
    handle: async ({ query }, { caller, now }) => {
      const page = { ...query, offset: 0, limit: MAX_EXPORTED }
      const { procedures, total } = await proceduresSeenBy(services, caller, page, now)
      const title = { fr: 'Procédures', en: 'Procedures' }
      return listFile(query, `socle-procedures-${dayOf(now)}`, title, procedureColumns, procedures, total)
    },
  })

  serve(app, services, procedureRoutes.open, {
    handle: ({ body }, context) =>
      db.transaction().execute(async (trx) => ({
        id: await openedOnce(trx, context, procedureRoutes.open, body, () =>
          openProcedure(trx, services, context, body),
        ),
      })),
  })

  serve(app, services, procedureRoutes.get, {
    resource,
    handle: ({ params }, { caller, now }) => readProcedure(db, services, caller, params.procedureId, now),
  })

  serve(app, services, procedureRoutes.step, {
    resource,
    handle: ({ params, body }, context) =>
      db.transaction().execute(async (trx) => {
        await takeStep(trx, services, context, { ...params, ...body })
        return readProcedure(trx, services, context.caller, params.procedureId, context.now)
      }),
  })

  serve(app, services, procedureRoutes.stepsOfSeveral, {
    handle: async ({ query }, context) => ({ steps: await stepsOf(services, context, query.ids) }),
  })

  serve(app, services, procedureRoutes.stepSeveral, {
    handle: ({ body }, context) => takeSteps(services, context, body),
  })

  serve(app, services, procedureRoutes.assignees, {
    handle: async ({ query }, context) => ({ people: await assigneesOf(services, context, query.ids) }),
  })

  serve(app, services, procedureRoutes.assign, {
    handle: ({ body }, context) => assign(services, context, body),
  })

  serve(app, services, procedureRoutes.sweep, {
    handle: (_args, { now, requestId }) => sweepDeadlines(services, now, requestId),
  })
  keepDeadlines(app, services)
  forgetOpenings(services)

  /** Could this caller open one about an application of theirs? */
  function mayOpen(caller: Caller, by: readonly Actor[], inTeam: boolean) {
    if (caller.kind !== 'person') return false
    const own = { procedureId: 'new', team: inTeam ? [caller.id] : [], requester: caller.id, actors: by }
    return authorisation.decide(caller, 'procedure:act', own).allowed
  }
}
