import { z } from 'zod'
import { ListExport } from '../lists/export.ts'
import { ListOrder, listPage } from '../lists/page.ts'
import { route } from '../route.ts'
import { Instant, IsoDate } from '../text.ts'

/** One write or change of rights. Never holds a secret or the content of a file. */
export const AuditLine = z.object({
  /** Rises with each line. */
  number: z.int(),
  at: Instant,
  /** Name as it was told at that moment. */
  actor: z.string(),
  /** Person or key; null = Socle itself, or a line older than this. */
  actorId: z.string().nullable(),
  /** Personal token with which it was done. */
  tokenId: z.uuid().nullable(),
  action: z.string(),
  /** `application:mon-appli`, `user:…` */
  target: z.string(),
  /** Name of the person, application, procedure or comment that the line is about, as it is today. */
  targetName: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  requestId: z.string(),
})
export type AuditLine = z.infer<typeof AuditLine>

const filters = {
  /** One target, whole: `application:mon-appli`. */
  target: z.string().max(120).optional(),
  /** Everything that one person or key did, by identifier. */
  actorId: z.string().max(60).optional(),
  /** Words of who, what or on what; in the latest 50,000 lines, unless `from` says since when. */
  search: z.string().trim().max(120).optional(),
  /** One kind of write, whole (`procedure.open`), or all of a subject (`procedure`). */
  action: z.string().trim().max(80).optional(),
  /** Civil days, both included. */
  from: IsoDate.optional(),
  to: IsoDate.optional(),
  order: ListOrder.default('desc'),
}

export const auditRoutes = {
  list: route({
    id: 'listAudit',
    method: 'GET',
    path: '/api/audit',
    summary: 'Writes and changes of rights, newest first; beyond 10,000 lines give a period',
    permission: 'audit:read',
    query: z.object({ ...filters, ...listPage }),
    response: z.object({
      lines: z.array(AuditLine),
      /** Counted up to 10,000. */
      total: z.int(),
    }),
  }),
  export: route({
    id: 'exportAudit',
    method: 'GET',
    path: '/api/audit/export',
    summary: 'The lines that the filters keep, as a sheet',
    permission: 'audit:read',
    query: ListExport.extend(filters),
    response: 'file',
    problems: ['list-too-long'],
  }),
  subjects: route({
    id: 'listAuditSubjects',
    method: 'GET',
    path: '/api/audit/subjects',
    summary: 'What the log speaks of: the first part of each kind of write',
    permission: 'audit:read',
    response: z.object({ subjects: z.array(z.string()) }),
  }),
}
