import { conformityRoutes, type Evidence, type RequirementId } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { audit } from '../../platform/audit.ts'
import { callerName } from '../../platform/caller.ts'
import type { Trx } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import { type RequestContext, serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { dayOf } from '../../platform/day.ts'
import { applicationResource } from '../applications/index.ts'
import { frameworkOf } from '../requirements/index.ts'
import { fileResource, readDetail } from './assessment-detail.ts'
import { fileRow } from './assessments-store.ts'
import { refreshVerdicts } from './conformity-file.ts'
import { requireReadable } from './locked-files.ts'
import { expiryOf } from './evidence-rules.ts'
import {
  asEvidence,
  evidenceContent,
  evidenceRow,
  insertEvidence,
  storeContent,
  withdrawEvidence,
} from './evidence-store.ts'

interface Given {
  fileId: string
  requirementId: RequirementId
  kind: 'file' | 'link'
  label: string
  source: string
  date: string
  expiresOn: string | undefined
}

export function registerEvidence(app: FastifyInstance, services: Services): void {
  const { db } = services
  const resource = ({ params }: { params: { fileId: string } }) => fileResource(db, params.fileId)
  const evidenceResource = async ({ params }: { params: { evidenceId: string } }) => {
    const unknown = () => refuse('evidence-unknown', { id: params.evidenceId })
    const row = await evidenceRow(db, params.evidenceId)
    if (!row) throw unknown()
    return { resource: (await applicationResource(db, row.application_id)).resource, unknown }
  }

  serve(app, services, conformityRoutes.addLink, {
    resource,
    handle: ({ params, body }, context) =>
      db.transaction().execute((trx) =>
        add(trx, context, {
          ...params,
          kind: 'link',
          label: body.label,
          source: body.url,
          date: body.date,
          expiresOn: body.expiresOn,
        }),
      ),
  })

  serve(app, services, conformityRoutes.addFile, {
    resource,
    handle: async ({ params, query, upload }, context) => {
      const type = await requireReadable(upload)
      return db.transaction().execute(async (trx) => {
        const evidence = await add(trx, context, {
          ...params,
          kind: 'file',
          source: upload.fileName,
          ...query,
          expiresOn: query.expiresOn,
        })
        await storeContent(trx, evidence.id, type, upload.bytes)
        return evidence
      })
    },
  })

  serve(app, services, conformityRoutes.evidenceContent, {
    resource: evidenceResource,
    handle: async ({ params }) => {
      const row = (await evidenceRow(db, params.evidenceId))!
      const content = await evidenceContent(db, params.evidenceId)
      if (!content) throw refuse('evidence-unknown', { id: params.evidenceId })
      return { fileName: row.source, contentType: content.content_type, bytes: content.bytes }
    },
  })

  serve(app, services, conformityRoutes.withdraw, {
    resource: evidenceResource,
    handle: ({ params }, context) =>
      db.transaction().execute(async (trx) => {
        await withdrawEvidence(trx, params.evidenceId, context.now)
        const row = (await evidenceRow(trx, params.evidenceId))!
        await refreshVerdicts(trx, services, row.application_id, row.version, context.now)
        const detail = { evidence: row.id, requirement: row.requirement_id }
        await audit(trx, context, 'evidence.withdrawn', `application:${row.application_id}`, detail)
        return asEvidence(row, dayOf(context.now))
      }),
  })

  async function add(trx: Trx, context: RequestContext, given: Given): Promise<Evidence> {
    const { now } = context
    const file = (await fileRow(trx, given.fileId))!
    const { provenThereOnly: why } = await readDetail(trx, services, given.fileId, given.requirementId, now)
    if (why) throw refuse('evidence-of-a-lock', { why })
    if (given.date > dayOf(now) || (given.expiresOn !== undefined && given.expiresOn < given.date))
      throw refuse('evidence-date-invalid', { date: given.date })
    const { policies } = await frameworkOf(trx, file.edition_digest)
    const [id] = await insertEvidence(trx, [
      {
        applicationId: file.application_id,
        version: file.version,
        requirementId: given.requirementId,
        kind: given.kind,
        // A person writes one label, in whatever language.
        label: { fr: given.label, en: given.label },
        source: given.source,
        about: null,
        outcome: null,
        partial: false,
        findings: [],
        date: given.date,
        expiresOn: expiryOf(given.kind, given.date, given.expiresOn, policies.evidence),
        addedBy: callerName(context.caller),
        now,
        reportId: null,
      },
    ])
    await refreshVerdicts(trx, services, file.application_id, file.version, now)
    const detail = { evidence: id, requirement: given.requirementId, kind: given.kind }
    await audit(trx, context, 'evidence.added', `application:${file.application_id}`, detail)
    return asEvidence((await evidenceRow(trx, id!))!, dayOf(now))
  }
}
