import { committeeRoutes } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { audit } from '../../platform/audit.ts'
import { dayOf } from '../../platform/day.ts'
import { refuse } from '../../platform/errors.ts'
import { serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import * as store from './mandates-store.ts'

export function registerMembers(app: FastifyInstance, services: Services): void {
  const { db, authorisation } = services

  serve(app, services, committeeRoutes.members, {
    handle: async ({ query }, { caller, now }) => {
      const { total, rows } = await store.listMandates(db, query)
      const mayAppoint = authorisation.decide(caller, 'committee:run', 'socle').allowed
      return {
        total,
        mandates: rows.map((row) => store.asMandate(row, dayOf(now))),
        candidates: mayAppoint ? await store.candidates(db) : [],
      }
    },
  })

  serve(app, services, committeeRoutes.appoint, {
    handle: ({ body }, context) =>
      db.transaction().execute(async (trx) => {
        const { userId, rank, from, to } = body
        if (to !== null && to < from) throw refuse('mandate-dates-invalid', { from, to })
        const who = await store.personName(trx, userId)
        if (who === undefined) throw refuse('user-unknown', { id: userId })
        if (!(await store.isCandidate(trx, userId))) throw refuse('mandate-without-vote', { who })
        await store.lockMandates(trx)
        const seat = 'id' in body.seat ? await store.seatBody(trx, body.seat.id) : { body: body.seat.body }
        if (!seat) throw refuse('seat-unknown', { id: 'id' in body.seat ? body.seat.id : '' })
        const seatId = 'id' in body.seat ? body.seat.id : await store.insertSeat(trx, body.seat.body)
        const wanted = { seatId, userId, rank, from, to }
        if ((await store.overlapping(trx, wanted)).length > 0)
          throw refuse('mandate-overlaps', { who, body: seat.body })
        const id = await store.insertMandate(trx, wanted)
        await audit(trx, context, 'committee.mandate-given', `committee-mandate:${id}`, {
          ...wanted,
          who,
          body: seat.body,
        })
        return store.asMandate((await store.mandateRow(trx, id))!, dayOf(context.now))
      }),
  })

  serve(app, services, committeeRoutes.endMandate, {
    handle: ({ params: { mandateId }, body: { to } }, context) =>
      db.transaction().execute(async (trx) => {
        await store.lockMandates(trx)
        const row = await store.mandateRow(trx, mandateId)
        if (!row) throw refuse('mandate-unknown', { id: mandateId })
        const sat = await store.lastSat(trx, mandateId)
        const earliest = sat !== null && sat > row.from_day ? sat : row.from_day
        if (to < earliest) throw refuse('mandate-dates-invalid', { from: earliest, to })
        const wanted = { seatId: row.seat_id, userId: row.user_id, rank: row.rank, from: row.from_day, to }
        if ((await store.overlapping(trx, { ...wanted, except: mandateId })).length > 0)
          throw refuse('mandate-overlaps', { who: row.name, body: row.body })
        await store.storeEnd(trx, mandateId, to)
        await audit(trx, context, 'committee.mandate-ended', `committee-mandate:${mandateId}`, { to })
        return store.asMandate({ ...row, to_day: to }, dayOf(context.now))
      }),
  })
}
