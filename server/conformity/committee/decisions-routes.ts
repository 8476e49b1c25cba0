import { committeeRoutes, type Decision } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { type DecisionRow, listDecisions } from './decisions-store.ts'
import { subjectOf } from './session-view.ts'

export function registerDecisions(app: FastifyInstance, services: Services): void {
  const { db } = services

  serve(app, services, committeeRoutes.decisions, {
    handle: async ({ query }) => {
      const { total, rows } = await listDecisions(db, query)
      return { total, decisions: rows.map((row) => asDecision(row as DecisionRow)) }
    },
  })
}

export const asDecision = (row: DecisionRow): Decision => ({
  itemId: row.id,
  sessionId: row.session_id,
  sessionTitle: row.session_title,
  date: row.day,
  title: row.title,
  subject: subjectOf(row),
  link: row.link,
  outcome: row.result!.outcome,
  sentence: row.result!.sentence,
  conditions: row.conditions,
  until: row.until_day,
  notifiedAt: row.notified_at?.toISOString() ?? null,
})
