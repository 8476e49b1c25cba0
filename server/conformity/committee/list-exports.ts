/** The committee's lists as OpenDocument sheets, with the filters of the page. */
import { committeeRoutes, type Language } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { dayOf } from '../../platform/day.ts'
import { type FileAnswer, serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { odsType, sheetsOds, text } from '../exports/index.ts'
import { committeeWords } from './committee-words.ts'
import { asDecision } from './decisions-routes.ts'
import { type DecisionRow, listDecisions } from './decisions-store.ts'
import { asMandate, listMandates } from './mandates-store.ts'
import { stateWords } from './session-rules.ts'
import { summaryOf } from './session-view.ts'
import { listSessions } from './sessions-store.ts'

/** Rows of one export; a committee that meets every week for thirty years stays below. */
const whole = { offset: 0, limit: 20_000 } as const

export function registerListExports(app: FastifyInstance, services: Services): void {
  const { db } = services

  serve(app, services, committeeRoutes.exportDecisions, {
    handle: async ({ query: { lang, ...filter } }) => {
      const w = committeeWords[lang]
      const { rows } = await listDecisions(db, { ...filter, sort: 'date', order: 'desc', ...whole })
      return sheet(lang, 'decisions', {
        head: [w.date, w.session, w.subject, w.decision, w.conditions, w.until, w.notified],
        widths: [3, 7, 9, 12, 9, 3, 4],
        rows: rows
          .map((row) => asDecision(row as DecisionRow))
          .map((one) => [
            one.date,
            one.sessionTitle,
            one.title,
            one.sentence[lang],
            one.conditions,
            one.until ?? '',
            one.notifiedAt ? dayOf(new Date(one.notifiedAt)) : '',
          ]),
      })
    },
  })

  serve(app, services, committeeRoutes.exportMembers, {
    handle: async ({ query: { lang, ...filter } }, { now }) => {
      const w = committeeWords[lang]
      const { rows } = await listMandates(db, { ...filter, sort: 'body', order: 'asc', ...whole })
      return sheet(lang, 'mandates', {
        head: [w.body, w.person, w.rank, w.from, w.to],
        widths: [7, 6, 4, 3, 3],
        rows: rows
          .map((row) => asMandate(row, dayOf(now)))
          .map(({ body, person, rank, from, to }) => [body, person.name, w.ranks[rank], from, to ?? '']),
      })
    },
  })

  serve(app, services, committeeRoutes.exportSessions, {
    handle: async ({ query: { lang, ...filter } }) => {
      const w = committeeWords[lang]
      const { rows } = await listSessions(db, { ...filter, sort: 'date', order: 'desc', ...whole })
      return sheet(lang, 'sessions', {
        head: [w.date, w.name, w.kind, w.state, w.place, w.items, w.toNotify],
        widths: [3, 9, 5, 3, 6, 2, 3],
        rows: rows
          .map(summaryOf)
          .map(({ date, title, kind, state, place, items, toNotify }) => [
            date,
            title,
            w.kinds[kind],
            stateWords[state][lang],
            place,
            items,
            toNotify,
          ]),
      })
    },
  })
}

async function sheet(
  language: Language,
  what: 'decisions' | 'mandates' | 'sessions',
  { head, widths, rows }: { head: string[]; widths: number[]; rows: (string | number)[][] },
): Promise<FileAnswer> {
  const { sheets, fileNames } = committeeWords[language]
  const cells = rows.map((row) => row.map((value) => (typeof value === 'string' ? text(value) : value)))
  const bytes = await sheetsOds(sheets[what], [{ name: sheets[what], head, widths, rows: cells }])
  return { fileName: `${fileNames[what]}.ods`, contentType: odsType, bytes }
}
