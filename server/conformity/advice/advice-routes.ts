import { adviceRoutes, type AdviceTopic, type ApplicationAdvice } from '@socle/contracts'
import { describeProblems } from '@socle/rulebook'
import type { FastifyInstance } from 'fastify'
import { audit } from '../../platform/audit.ts'
import type { Queries } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import { serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { applicationResource, applicationRow, requirePerson } from '../applications/index.ts'
import { adviceOf, advisedIds, applicationAdvice, decidedInWords, requireChoice } from './advice-rules.ts'
import { decisionsOf, insertDecision } from './advice-store.ts'

export function registerAdvice(app: FastifyInstance, services: Services): void {
  const { db, framework, governance } = services
  const resource = ({ params }: { params: { applicationId: string } }) => applicationResource(db, params.applicationId)

  serve(app, services, adviceRoutes.preview, {
    handle: async ({ params, body }) => {
      const errors = describeProblems(framework, body.traits)
      if (errors.length > 0) throw refuse('description-invalid', {}, { errors })
      return adviceOf(framework, governance, params.topic, body.traits)
    },
  })

  serve(app, services, adviceRoutes.get, {
    resource,
    handle: ({ params }) => read(db, params.applicationId, params.topic),
  })

  serve(app, services, adviceRoutes.override, {
    resource,
    handle: ({ params, body }, context) =>
      db.transaction().execute(async (trx) => {
        const { id: userId } = requirePerson(context.caller)
        const { applicationId, topic } = params
        if (body.choice) requireChoice(governance, topic, body.choice)
        const before = await read(trx, applicationId, topic)
        const changed = (current: ApplicationAdvice) =>
          refuse('advice-changed-meanwhile', { author: current.history[0]?.by.name ?? '' }, { current })
        if (before.revision !== body.revision) throw changed(before)
        if (!body.choice && !before.override) throw refuse('advice-nothing-to-withdraw', {})
        const advised = advisedIds(before.advice)
        const stored = await insertDecision(trx, {
          applicationId,
          topic,
          revision: body.revision + 1,
          choice: body.choice,
          advised,
          reason: body.reason,
          userId,
          now: context.now,
        })
        if (!stored) throw changed(await read(trx, applicationId, topic))
        const detail = { topic, choice: body.choice, advised, reason: body.reason }
        const action = body.choice ? 'advice.overridden' : 'advice.restored'
        await audit(trx, context, action, `application:${applicationId}`, detail)
        const after = await read(trx, applicationId, topic)
        const { name } = (await applicationRow(trx, applicationId))!.description
        await services.events.emit(trx, 'people-told', {
          to: { roles: [], users: [], teamOf: applicationId, except: userId },
          text: decidedInWords(name, topic, after),
          link: `/applications/${applicationId}/${topic === 'hosting' ? 'hebergement' : 'authentification'}`,
          now: context.now,
        })
        return after
      }),
  })

  async function read(queries: Queries, applicationId: string, topic: AdviceTopic): Promise<ApplicationAdvice> {
    const { description } = (await applicationRow(queries, applicationId))!
    const advice = adviceOf(framework, governance, topic, description.traits)
    return applicationAdvice(governance, advice, await decisionsOf(queries, applicationId, topic))
  }
}
