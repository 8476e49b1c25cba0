import { conformityRoutes } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { audit } from '../../platform/audit.ts'
import { applicationPermissions } from '../../platform/authorisation.ts'
import { refuse } from '../../platform/errors.ts'
import { serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { applicationResource, descriptionOf, requirePerson } from '../applications/index.ts'
import { exportConformityFile } from '../exports/index.ts'
import { frameworkOf } from '../requirements/index.ts'
import { fileResource, readDetail, readForTheRecord } from './assessment-detail.ts'
import { requireAssessable, requireSomething, requireUntouched, whatChanged } from './assessments-rules.ts'
import * as store from './assessments-store.ts'
import { carryOver } from './carry-over.ts'
import {
  asComment,
  readConformityFile,
  readDossier,
  refreshOutdated,
  refreshVerdict,
  refreshVerdicts,
} from './conformity-file.ts'
import { registerEvidence } from './evidence-routes.ts'
import { registerPortfolio } from './portfolio-routes.ts'

export function registerAssessments(app: FastifyInstance, services: Services): void {
  const { db, framework, authorisation, events } = services
  events.on('application-described', (trx, { applicationId, version, now }) =>
    refreshVerdicts(trx, services, applicationId, version, now),
  )
  events.on('standings-read', (trx, { now }) => refreshOutdated(trx, services, now))
  events.on('conformity-changed', async (trx, { applicationId, now }) => {
    for (const id of await store.filesOf(trx, applicationId)) await refreshVerdict(trx, services, id, now)
  })
  const resource = ({ params }: { params: { fileId: string } }) => fileResource(db, params.fileId)

  serve(app, services, conformityRoutes.open, {
    resource: ({ params }) => applicationResource(db, params.applicationId),
    handle: ({ params, body }, context) =>
      db.transaction().execute(async (trx) => {
        const { id: userId } = requirePerson(context.caller)
        const { applicationId } = params
        const { version, gate } = body
        if (!(await descriptionOf(trx, applicationId, version)))
          throw refuse('version-unknown', { id: applicationId, version })
        const id = await store.insertFile(trx, {
          applicationId,
          version,
          gate,
          digest: framework.edition.digest,
          userId,
          now: context.now,
        })
        if (id === undefined) throw refuse('conformity-file-exists', {})
        await carryOver(trx, services, (await store.fileRow(trx, id))!, context.now)
        await refreshVerdict(trx, services, id, context.now)
        const detail = { file: id, version, gate, edition: framework.edition.id }
        await audit(trx, context, 'conformity-file.opened', `application:${applicationId}`, detail)
        return { id }
      }),
  })

  serve(app, services, conformityRoutes.file, {
    resource,
    handle: async ({ params }, { caller, now }) => {
      const file = (await store.fileRow(db, params.fileId))!
      const { resource: target } = await applicationResource(db, file.application_id)
      return readConformityFile(db, services, file, now, authorisation.among(caller, applicationPermissions, target))
    },
  })

  serve(app, services, conformityRoutes.export, {
    resource,
    handle: async ({ params, query }, { now }) => {
      const file = (await store.fileRow(db, params.fileId))!
      return exportConformityFile(await readDossier(db, services, file, now), query.format, query.lang)
    },
  })

  serve(app, services, conformityRoutes.assessment, {
    resource,
    handle: ({ params }, { now }) => readForTheRecord(db, services, params.fileId, params.requirementId, now),
  })

  serve(app, services, conformityRoutes.assess, {
    resource,
    handle: ({ params, body }, context) =>
      db.transaction().execute(async (trx) => {
        const { id: userId } = requirePerson(context.caller)
        const { fileId, requirementId } = params
        await store.lockFile(trx, fileId)
        const file = (await store.fileRow(trx, fileId))!
        const before = await readDetail(trx, services, fileId, requirementId, context.now)
        const { assessment } = before.item
        if (assessment.revision !== body.revision)
          throw refuse('assessment-changed-meanwhile', { what: whatChanged(assessment) }, { current: before })
        const { policies } = await frameworkOf(trx, file.edition_digest)
        requireSomething(body, assessment)
        requireAssessable(body, policies.evidence)
        const revision = assessment.revision + 1
        await store.storeAssessment(trx, { fileId, requirementId, ...body, revision, userId, now: context.now })
        await refreshVerdict(trx, services, fileId, context.now)
        await audit(trx, context, 'assessment.set', `application:${file.application_id}`, {
          file: fileId,
          requirement: requirementId,
          before: assessment.status,
          after: body.status,
        })
        return readDetail(trx, services, fileId, requirementId, context.now)
      }),
  })

  serve(app, services, conformityRoutes.assessSeveral, {
    resource,
    handle: ({ params: { fileId }, body }, context) =>
      db.transaction().execute(async (trx) => {
        const { id: userId } = requirePerson(context.caller)
        const { items, status, justification } = body
        await store.lockFile(trx, fileId)
        const file = (await store.fileRow(trx, fileId))!
        const { policies } = await frameworkOf(trx, file.edition_digest)
        requireAssessable(body, policies.evidence)
        const before = await readConformityFile(trx, services, file, context.now, [])
        const standing = new Map(before.items.map(({ assessment }) => [assessment.requirementId, assessment]))
        requireUntouched(items, standing, body)
        for (const { requirementId, revision } of items) {
          const next = { fileId, requirementId, status, justification, revision: revision + 1, userId }
          await store.storeAssessment(trx, { ...next, now: context.now })
          await audit(trx, context, 'assessment.set', `application:${file.application_id}`, {
            file: fileId,
            requirement: requirementId,
            before: standing.get(requirementId)!.status,
            after: status,
          })
        }
        await refreshVerdict(trx, services, fileId, context.now)
        const { resource: target } = await applicationResource(trx, file.application_id)
        const permissions = authorisation.among(context.caller, applicationPermissions, target)
        return readConformityFile(trx, services, file, context.now, permissions)
      }),
  })

  serve(app, services, conformityRoutes.comment, {
    resource,
    handle: ({ params, body }, context) =>
      db.transaction().execute(async (trx) => {
        const { id: userId } = requirePerson(context.caller)
        const { fileId, requirementId } = params
        const { item } = await readDetail(trx, services, fileId, requirementId, context.now)
        const file = (await store.fileRow(trx, fileId))!
        const id = await store.insertComment(trx, {
          fileId,
          requirementId: item.requirement.id,
          userId,
          now: context.now,
          text: body.text,
        })
        await audit(trx, context, 'assessment.commented', `application:${file.application_id}`, {
          file: fileId,
          requirement: requirementId,
        })
        const comments = await store.commentsOf(trx, fileId, requirementId)
        return asComment(comments.find((comment) => comment.id === id)!)
      }),
  })

  registerEvidence(app, services)
  registerPortfolio(app, services)
}
