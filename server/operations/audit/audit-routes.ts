import { auditActionInWords, type AuditLine, auditRoutes, auditTargetInWords } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { dayOf, momentInWords } from '../../platform/day.ts'
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
      return listFile(
        query,
        `socle-audit-${dayOf(now)}`,
        title,
        columnsOf(services.governance),
        rows.map(asLine),
        total,
      )
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

/** In words, each beside its code: whoever reads the sheet understands it, whoever sorts it finds what the page filters by. */
const columnsOf = ({ processById }: Services['governance']): readonly Column<AuditLine>[] => [
  { name: { fr: 'N°', en: 'No.' }, of: ({ number }) => number },
  { name: { fr: 'Quand', en: 'When' }, of: ({ at }, language) => momentInWords(new Date(at), language) },
  { name: { fr: 'Instant', en: 'Instant' }, of: ({ at }) => at },
  { name: { fr: 'Qui', en: 'Who' }, of: ({ actor }) => actor },
  {
    name: { fr: 'Quoi', en: 'What' },
    of: ({ action, detail }, language) =>
      auditActionInWords(action, detail, (id: string) => processById.get(id as never))[language],
  },
  { name: { fr: 'Code de l’écriture', en: 'Code of the write' }, of: ({ action }) => action },
  {
    name: { fr: 'Sur quoi', en: 'On what' },
    of: ({ target, targetName }, language) => auditTargetInWords(target, targetName)[language],
  },
  { name: { fr: 'Code de l’objet', en: 'Code of the object' }, of: ({ target }) => target },
  { name: { fr: 'Détail', en: 'Detail' }, of: ({ detail }) => JSON.stringify(detail) },
  { name: { fr: 'Requête', en: 'Request' }, of: ({ requestId }) => requestId },
]
