import { type AuditLine, auditRoutes } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { dayOf } from '../../platform/day.ts'
import { serve } from '../../platform/http.ts'
import { type Column, listFile, MAX_EXPORTED } from '../../platform/list-file.ts'
import type { Services } from '../../platform/services.ts'
import { auditSubjects, listAudit } from './audit-store.ts'

export function registerAudit(app: FastifyInstance, services: Services): void {
  const { db } = services

  serve(app, services, auditRoutes.list, {
    handle: async ({ query }) => {
      const { rows, total } = await listAudit(db, query)
      return { lines: rows.map(asLine), total }
    },
  })

  serve(app, services, auditRoutes.export, {
    handle: async ({ query }, { now }) => {
      const all = { ...query, offset: 0, limit: MAX_EXPORTED }
      const { rows, total } = await listAudit(db, all, MAX_EXPORTED + 1)
      const title = { fr: 'Journal', en: 'Audit log' }
      return listFile(query, `socle-audit-${dayOf(now)}`, title, columns, rows.map(asLine), total)
    },
  })

  serve(app, services, auditRoutes.subjects, { handle: async () => ({ subjects: await auditSubjects(db) }) })
}

const asLine = (row: Awaited<ReturnType<typeof listAudit>>['rows'][number]): AuditLine => ({
  number: row.id,
  at: row.at.toISOString(),
  actor: row.actor,
  actorId: row.actor_id,
  tokenId: row.token_id,
  action: row.action,
  target: row.target,
  targetName: row.target_name,
  detail: row.detail,
  requestId: row.request_id,
})

const columns: readonly Column<AuditLine>[] = [
  { name: { fr: 'N°', en: 'No.' }, of: ({ number }) => number },
  { name: { fr: 'Quand', en: 'When' }, of: ({ at }) => at },
  { name: { fr: 'Qui', en: 'Who' }, of: ({ actor }) => actor },
  { name: { fr: 'Quoi', en: 'What' }, of: ({ action }) => action },
  { name: { fr: 'Sur quoi', en: 'On what' }, of: ({ target }) => target },
  { name: { fr: 'Son nom', en: 'Its name' }, of: ({ targetName }) => targetName ?? '' },
  { name: { fr: 'Détail', en: 'Detail' }, of: ({ detail }) => JSON.stringify(detail) },
  { name: { fr: 'Requête', en: 'Request' }, of: ({ requestId }) => requestId },
]
