import { committeeRoutes, type Decision } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../platform/http.ts'
import { refuse } from '../../platform/errors.ts'
import type { Services } from '../../platform/services.ts'
import { odsType, sheetsOds, text } from '../exports/index.ts'
import { committeeWords } from './committee-words.ts'
import { type DecisionRow, listDecisions } from './decisions-store.ts'
import { minutesOf, minutesPdf, minutesText } from './minutes.ts'
import { expectedStates, stateWords } from './session-rules.ts'
import { readSession, subjectOf } from './session-view.ts'

/** Rows of one export; a committee that meets every week for thirty years stays below. */
const EXPORTED = 20_000

export function registerDecisions(app: FastifyInstance, services: Services): void {
  const { db } = services

  serve(app, services, committeeRoutes.decisions, {
    handle: async ({ query }) => {
      const { total, rows } = await listDecisions(db, query)
      return { total, decisions: rows.map((row) => asDecision(row as DecisionRow)) }
    },
  })

  serve(app, services, committeeRoutes.exportDecisions, {
    handle: async ({ query: { lang, ...filter } }) => {
      const w = committeeWords[lang]
      const range = { sort: 'date', order: 'desc', offset: 0, limit: EXPORTED } as const
      const { rows } = await listDecisions(db, { ...filter, ...range })
      const decisions = rows.map((row) => asDecision(row as DecisionRow))
      const name = lang === 'fr' ? 'Décisions' : 'Decisions'
      const bytes = await sheetsOds(name, [
        {
          name,
          head: [w.date, w.session, w.subject, w.decision, w.conditions, w.until, w.notified],
          widths: [3, 7, 9, 12, 9, 3, 4],
          rows: decisions.map((one) => [
            text(one.date),
            text(one.sessionTitle),
            text(one.title),
            text(one.sentence[lang]),
            text(one.conditions),
            text(one.until ?? ''),
            text(one.notifiedAt?.slice(0, 10) ?? ''),
          ]),
        },
      ])
      return { fileName: 'decisions.ods', contentType: odsType, bytes }
    },
  })

  serve(app, services, committeeRoutes.minutes, {
    handle: async ({ params, query: { format, lang } }, { caller }) => {
      const session = await readSession(db, services, caller, params.sessionId)
      const counted = ['closed', 'settled'] as const
      if (!counted.some((state) => state === session.state))
        throw refuse('session-not-in-state', { state: stateWords[session.state], expected: expectedStates(counted) })
      const minutes = minutesOf(session, lang)
      const name = `${lang === 'fr' ? 'releve' : 'minutes'}-${session.date}`
      return format === 'pdf'
        ? { fileName: `${name}.pdf`, contentType: 'application/pdf', bytes: await minutesPdf(minutes) }
        : {
            fileName: `${name}.txt`,
            contentType: 'text/plain; charset=utf-8',
            bytes: Buffer.from(minutesText(minutes)),
          }
    },
  })
}

const asDecision = (row: DecisionRow): Decision => ({
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
