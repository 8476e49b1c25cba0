import { committeeRoutes, type MinutesNotes } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { audit } from '../../platform/audit.ts'
import type { Trx } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import { type RequestContext, serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { requirePerson } from '../applications/index.ts'
import { minutesOf, minutesPdf, minutesText } from './minutes.ts'
import * as store from './minutes-store.ts'
import { lockInState } from './session-lock.ts'
import { expectedStates, stateWords } from './session-rules.ts'
import { readSession } from './session-view.ts'

/** Counted, and so in no danger of being counted otherwise. */
const counted = ['closed', 'settled'] as const
/** From the opening on, the secretary takes notes. */
const written = ['open', ...counted] as const

export function registerMinutes(app: FastifyInstance, services: Services): void {
  const { db } = services

  serve(app, services, committeeRoutes.writeMinutes, {
    handle: ({ params: { sessionId }, body: { revision, ...notes } }, context) =>
      db.transaction().execute(async (trx) => {
        const session = await unsigned(trx, context, sessionId, revision, written)
        refuseStrangers(session, notes)
        const { id: userId } = requirePerson(context.caller)
        await store.storeNotes(trx, sessionId, { notes, revision: revision + 1, userId, now: context.now })
        const { secretary, excused, remarks, debates } = notes
        await audit(trx, context, 'committee.minutes-written', `committee-session:${sessionId}`, {
          revision: revision + 1,
          secretary,
          excused,
          remarks,
          debates,
        })
        return readSession(trx, services, context.caller, sessionId)
      }),
  })

  serve(app, services, committeeRoutes.signMinutes, {
    handle: ({ params: { sessionId }, body: { revision } }, context) =>
      db.transaction().execute(async (trx) => {
        const { minutes } = await unsigned(trx, context, sessionId, revision, counted)
        if (minutes.secretary === '') throw refuse('minutes-without-secretary', {})
        await store.storeSigned(trx, sessionId, requirePerson(context.caller).id, context.now)
        await audit(trx, context, 'committee.minutes-signed', `committee-session:${sessionId}`, { revision })
        return readSession(trx, services, context.caller, sessionId)
      }),
  })

  serve(app, services, committeeRoutes.minutes, {
    handle: async ({ params, query: { format, lang } }, { caller }) => {
      const session = await readSession(db, services, caller, params.sessionId)
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

  /**
   * The session, held, with minutes that may still be written, as they were read.
   * @throws Refusal session-unknown, session-not-in-state, minutes-signed, minutes-changed-meanwhile with what they are now
   */
  async function unsigned(
    trx: Trx,
    { caller }: RequestContext,
    sessionId: string,
    revision: number,
    states: typeof written | typeof counted,
  ) {
    await lockInState(trx, sessionId, states)
    const session = await readSession(trx, services, caller, sessionId)
    if (session.minutes.signed) throw refuse('minutes-signed', { who: session.minutes.signed.by.name })
    if (session.minutes.revision !== revision) throw refuse('minutes-changed-meanwhile', {}, { current: session })
    return session
  }
}

/** @throws Refusal item-unknown, mandate-not-running */
function refuseStrangers(
  { agenda, seats, date }: Awaited<ReturnType<typeof readSession>>,
  { debates, excused }: MinutesNotes,
): void {
  const stranger = debates.find(({ itemId }) => !agenda.some(({ id }) => id === itemId))
  if (stranger) throw refuse('item-unknown', { id: stranger.itemId })
  const seated = new Set(seats.flatMap(({ titular, substitute }) => [titular?.mandateId, substitute?.mandateId]))
  const absent = excused.find((mandateId) => !seated.has(mandateId))
  if (absent !== undefined) throw refuse('mandate-not-running', { who: absent, date })
}
