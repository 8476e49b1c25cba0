/** The committee's lists as sheets, with the filters and the order of the page. */
import {
  type Bilingual,
  committeeRoutes,
  type Decision,
  type Mandate,
  type SessionState,
  type SessionSummary,
} from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { dayOf } from '../../platform/day.ts'
import { serve } from '../../platform/http.ts'
import { type Column, listFile, MAX_EXPORTED } from '../../platform/list-file.ts'
import type { Services } from '../../platform/services.ts'
import { committeeWords } from './committee-words.ts'
import { asDecision } from './decisions-routes.ts'
import { type DecisionRow, listDecisions } from './decisions-store.ts'
import { asMandate, listMandates } from './mandates-store.ts'
import { stateWords } from './session-rules.ts'
import { summaryOf } from './session-view.ts'
import { listSessions } from './sessions-store.ts'

const whole = { offset: 0, limit: MAX_EXPORTED } as const

export function registerListExports(app: FastifyInstance, services: Services): void {
  const { db } = services

  serve(app, services, committeeRoutes.exportDecisions, {
    handle: async ({ query }) => {
      const { rows, total } = await listDecisions(db, { ...query, ...whole })
      const decisions = rows.map((row) => asDecision(row as DecisionRow))
      return listFile(query, named('decisions', query), sheets('decisions'), decisionColumns, decisions, total)
    },
  })

  serve(app, services, committeeRoutes.exportMembers, {
    handle: async ({ query }, { now }) => {
      const { rows, total } = await listMandates(db, { ...query, ...whole })
      const mandates = rows.map((row) => asMandate(row, dayOf(now)))
      return listFile(query, named('mandates', query), sheets('mandates'), mandateColumns, mandates, total)
    },
  })

  serve(app, services, committeeRoutes.exportSessions, {
    handle: async ({ query }) => {
      const { rows, total } = await listSessions(db, { ...query, ...whole })
      const sessions = rows.map(summaryOf)
      return listFile(query, named('sessions', query), sheets('sessions'), sessionColumns, sessions, total)
    },
  })
}

type List = 'decisions' | 'mandates' | 'sessions'
const named = (list: List, { lang }: { lang: 'fr' | 'en' }): string => committeeWords[lang].fileNames[list]
const sheets = (list: List): Bilingual => ({ fr: committeeWords.fr.sheets[list], en: committeeWords.en.sheets[list] })
type Plain = {
  [K in keyof (typeof committeeWords)['fr']]: (typeof committeeWords)['fr'][K] extends string ? K : never
}[keyof (typeof committeeWords)['fr']]
const word = (key: Plain): Bilingual => ({ fr: committeeWords.fr[key], en: committeeWords.en[key] })

const decisionColumns: readonly Column<Decision>[] = [
  { name: word('date'), of: ({ date }) => date },
  { name: word('session'), of: ({ sessionTitle }) => sessionTitle },
  { name: word('subject'), of: ({ title }) => title },
  { name: word('decision'), of: ({ sentence }, lang) => sentence[lang] },
  { name: word('conditions'), of: ({ conditions }) => conditions },
  { name: word('until'), of: ({ until }) => until ?? '' },
  { name: word('notified'), of: ({ notifiedAt }) => (notifiedAt === null ? '' : dayOf(new Date(notifiedAt))) },
]

const mandateColumns: readonly Column<Mandate>[] = [
  { name: word('body'), of: ({ body }) => body },
  { name: word('person'), of: ({ person }) => person.name },
  { name: word('rank'), of: ({ rank }, lang) => committeeWords[lang].ranks[rank] },
  { name: word('from'), of: ({ from }) => from },
  { name: word('to'), of: ({ to }) => to ?? '' },
]

const sessionColumns: readonly Column<SessionSummary>[] = [
  { name: word('date'), of: ({ date }) => date },
  { name: word('name'), of: ({ title }) => title },
  { name: word('kind'), of: ({ kind }, lang) => committeeWords[lang].kinds[kind] },
  { name: word('state'), of: ({ state }, lang) => stateWords[state satisfies SessionState][lang] },
  { name: word('place'), of: ({ place }) => place },
  { name: word('items'), of: ({ items }) => items },
  { name: word('toNotify'), of: ({ toNotify }) => toNotify },
]
