import { committeeRoutes, type Presence, type SessionState } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { audit } from '../../platform/audit.ts'
import type { Trx } from '../../platform/database.ts'
import { dayOf } from '../../platform/day.ts'
import { refuse } from '../../platform/errors.ts'
import { type RequestContext, serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { openedOnce, openProcedure, takeStep } from '../procedures/index.ts'
import { notifyItems, notifySeveral } from './notification.ts'
import { attendanceAt } from './attendance-rules.ts'
import { convene } from './convocation.ts'
import { publicationWatch } from './publication-watch.ts'
import { lockInState, requireMandates, requireOwnMandate } from './session-lock.ts'
import { tellPostponed } from './postponed.ts'
import { readSession, summaryOf } from './session-view.ts'
import { earliestDay, latestPlanned } from './session-rules.ts'
import * as agendas from './agenda-store.ts'
import * as store from './sessions-store.ts'
import { callMembers } from './summons.ts'

export function registerSessions(app: FastifyInstance, services: Services): void {
  const { db, authorisation } = services

  serve(app, services, committeeRoutes.sessions, {
    handle: async ({ query }, { caller, now }) => {
      const { total, rows } = await store.listSessions(db, query)
      return {
        total,
        sessions: rows.map(summaryOf),
        publication: await publicationWatch(db, services, now),
        earliest: earliestDay(services.governance.policies.committee, dayOf(now)),
        latest: latestPlanned(services.governance.policies.committee, dayOf(now)),
        may: { run: authorisation.decide(caller, 'committee:run', 'socle').allowed },
      }
    },
  })

  serve(app, services, committeeRoutes.plan, {
    handle: ({ body }, context) =>
      db.transaction().execute(async (trx) => {
        const id = await openedOnce(trx, context, committeeRoutes.plan, body, async () => {
          const { kind, title, date, place } = body
          refuseOutOfReach(date, context.now)
          const planned = await openProcedure(trx, services, context, {
            process: 'committee-session',
            title,
            data: { day: date },
            link: '/decisions/seances/{id}',
            byFeature: true,
          })
          await store.insertSession(trx, planned, { kind, day: date, place })
          await callMembers(trx, services, context, planned, 'planned')
          return planned
        })
        return readSession(trx, services, context.caller, id)
      }),
  })

  serve(app, services, committeeRoutes.session, {
    handle: ({ params }, { caller }) => readSession(db, services, caller, params.sessionId),
  })

  serve(app, services, committeeRoutes.open, {
    handle: ({ params: { sessionId }, body: { revision, chair } }, context) =>
      move(sessionId, context, { revision, from: ['planned'], transition: 'begin' }, async (trx, session) => {
        const { obstacle } = await readSession(trx, services, context.caller, sessionId)
        if (obstacle !== null) throw refuse(`session-${obstacle}`, { date: session.day })
        if (chair !== null) await requireMandates(trx, session.day, [chair])
        await store.storeSession(trx, sessionId, { chair_id: chair })
      }),
  })

  serve(app, services, committeeRoutes.reschedule, {
    handle: ({ params: { sessionId }, body: { revision, date, place } }, context) =>
      move(
        sessionId,
        context,
        { revision, from: ['planned'], transition: 'reschedule', data: { day: date } },
        async (trx) => {
          refuseOutOfReach(date, context.now)
          await store.storeSession(trx, sessionId, { day: date, place })
        },
      ),
  })

  serve(app, services, committeeRoutes.convene, {
    handle: ({ params: { sessionId } }, context) =>
      db.transaction().execute(async (trx) => {
        await convene(trx, services, context, await lockInState(trx, sessionId, ['planned']))
        return readSession(trx, services, context.caller, sessionId)
      }),
  })

  serve(app, services, committeeRoutes.cancel, {
    handle: ({ params: { sessionId }, body: { revision, reason } }, context) =>
      move(sessionId, context, { revision, from: ['planned'], transition: 'cancel', note: reason }),
  })

  serve(app, services, committeeRoutes.close, {
    handle: ({ params: { sessionId }, body: { revision } }, context) =>
      move(sessionId, context, { revision, from: ['open'], transition: 'close' }, async (trx) => {
        // Counted under the lock, before the session leaves its state: no vote can come in between.
        const { agenda, date, seats } = await readSession(trx, services, context.caller, sessionId)
        await store.storeSeats(trx, sessionId, seats)
        for (const { id, result, about } of agenda) await agendas.storeResult(trx, id, result!, about)
        await tellPostponed(trx, services, context, date, agenda)
      }),
  })

  serve(app, services, committeeRoutes.attend, {
    handle: ({ params: { sessionId }, body: { attendance } }, context) =>
      db.transaction().execute(async (trx) => {
        const session = await lockInState(trx, sessionId, ['planned', 'open'])
        await requireMandates(
          trx,
          session.day,
          attendance.map(({ mandateId }) => mandateId),
        )
        return record(trx, sessionId, context, attendance)
      }),
  })

  serve(app, services, committeeRoutes.attendMyself, {
    handle: ({ params: { sessionId }, body: { presence } }, context) =>
      db.transaction().execute(async (trx) => {
        const session = await lockInState(trx, sessionId, ['planned', 'open'])
        const { id: mandateId } = await requireOwnMandate(trx, session.day, context.caller)
        return record(trx, sessionId, context, [{ mandateId, presence }])
      }),
  })

  serve(app, services, committeeRoutes.notify, {
    handle: ({ params: { sessionId }, body: { items } }, context) =>
      db.transaction().execute(async (trx) => {
        await notifyItems(trx, services, context, sessionId, items)
        return readSession(trx, services, context.caller, sessionId)
      }),
  })

  serve(app, services, committeeRoutes.notifySeveral, {
    handle: ({ body: { items } }, context) => notifySeveral(services, context, items),
  })

  /** Each change with its instant; what stands already is no change, and silence is no absence. */
  async function record(
    trx: Trx,
    sessionId: string,
    context: RequestContext,
    attendance: readonly { mandateId: string; presence: Presence }[],
  ) {
    const standing = attendanceAt(await store.attendanceOf(trx, sessionId))
    for (const { mandateId, presence } of attendance)
      if (presence !== standing.get(mandateId))
        await store.storePresence(trx, sessionId, { mandateId, presence, at: context.now })
    await audit(trx, context, 'committee.attendance-recorded', `committee-session:${sessionId}`, { attendance })
    return readSession(trx, services, context.caller, sessionId)
  }

  /** @throws Refusal session-day-passed, session-day-too-far */
  function refuseOutOfReach(date: string, now: Date): void {
    const policy = services.governance.policies.committee
    const [earliest, latest] = [earliestDay(policy, dayOf(now)), latestPlanned(policy, dayOf(now))]
    if (earliest !== null && date < earliest) throw refuse('session-day-passed', { date, earliest })
    if (date > latest) throw refuse('session-day-too-far', { date, latest })
  }

  /**
   * Moves a session on, once: of two who do so at the same time, the second finds the revision changed.
   * @throws Refusal session-unknown, session-changed-meanwhile with where it stands, session-not-in-state
   */
  function move(
    id: string,
    context: RequestContext,
    step: { revision: number; from: SessionState[]; transition: string; data?: { day: string }; note?: string },
    act?: (trx: Trx, session: store.SessionRow) => Promise<void>,
  ) {
    return db.transaction().execute(async (trx) => {
      const session = await lockInState(trx, id, undefined)
      const { revision, from, ...rest } = step
      if (session.revision !== revision)
        throw refuse('session-changed-meanwhile', {}, { current: await readSession(trx, services, context.caller, id) })
      await lockInState(trx, id, from)
      await act?.(trx, session)
      await takeStep(trx, services, context, { procedureId: id, revision, ...rest, byFeature: true })
      const after = await readSession(trx, services, context.caller, id)
      if (after.state !== 'closed' || after.toNotify > 0) return after
      // Nothing was decided: there is nothing to notify.
      await takeStep(trx, services, context, { procedureId: id, transition: 'settle', byFeature: true })
      return readSession(trx, services, context.caller, id)
    })
  }
}
