import { z } from 'zod'
import { route } from './route.ts'
import { Instant } from './text.ts'

/** One write or change of rights. Never holds a secret or the content of a file. */
export const AuditLine = z.object({
  /** Rises with each line; give the last one as `before` to read on. */
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
  detail: z.record(z.string(), z.unknown()),
  requestId: z.string(),
})
export type AuditLine = z.infer<typeof AuditLine>

export const auditRoutes = {
  list: route({
    id: 'listAudit',
    method: 'GET',
    path: '/api/audit',
    summary: 'Writes and changes of rights, newest first',
    permission: 'audit:read',
    query: z.object({
      target: z.string().max(120).optional(),
      /** Everything that one person or key did. */
      actorId: z.string().max(60).optional(),
      before: z.coerce.number().int().min(1).optional(),
      size: z.coerce.number().int().min(1).max(200).default(100),
    }),
    response: z.object({ lines: z.array(AuditLine) }),
  }),
}
