import { auditRoutes } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'

export function registerAudit(app: FastifyInstance, services: Services): void {
  serve(app, services, auditRoutes.list, {
    handle: async ({ query }) => {
      let select = services.db.selectFrom('audit_log').selectAll().orderBy('id', 'desc').limit(query.size)
      if (query.target !== undefined) select = select.where('target', '=', query.target)
      if (query.actorId !== undefined) select = select.where('actor_id', '=', query.actorId)
      if (query.before !== undefined) select = select.where('id', '<', query.before)
      const rows = await select.execute()
      return {
        lines: rows.map((row) => ({
          number: row.id,
          at: row.at.toISOString(),
          actor: row.actor,
          actorId: row.actor_id,
          tokenId: row.token_id,
          action: row.action,
          target: row.target,
          detail: row.detail,
          requestId: row.request_id,
        })),
      }
    },
  })
}
