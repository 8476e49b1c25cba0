import { committeeRoutes, type MandateGiven, rankWords, seatNamed } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { audit } from '../../platform/audit.ts'
import { dayOf } from '../../platform/day.ts'
import { refuse } from '../../platform/errors.ts'
import { serve } from '../../platform/http.ts'
import type { Trx } from '../../platform/database.ts'
import type { Services } from '../../platform/services.ts'
import * as store from './mandates-store.ts'
import { nameOfAnother } from './seat-rules.ts'

export function registerMembers(app: FastifyInstance, services: Services): void {
  const { db, authorisation } = services

  serve(app, services, committeeRoutes.members, {
    handle: async ({ query }, { caller, now }) => {
      const { total, rows } = await store.listMandates(db, query)
      const run = authorisation.decide(caller, 'committee:run', 'socle').allowed
      return {
        total,
        mandates: rows.map((row) => store.asMandate(row, dayOf(now))),
        seats: await store.seatsOn(db, dayOf(now)),
        candidates: run ? await store.candidates(db) : [],
        may: { run },
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
        const seat = await seatOf(trx, body.seat, dayOf(context.now))
        const wanted = { seatId: seat.id, userId, rank, from, to }
        await requireFree(trx, wanted)
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
        await requireFree(trx, { ...wanted, except: mandateId })
        await store.storeEnd(trx, mandateId, to)
        await audit(trx, context, 'committee.mandate-ended', `committee-mandate:${mandateId}`, { to })
        return store.asMandate({ ...row, to_day: to }, dayOf(context.now))
      }),
  })
}

/** The seat that is named, made where there is none yet. @throws Refusal seat-unknown */
async function seatOf(trx: Trx, named: MandateGiven['seat'], today: string): Promise<{ id: string; body: string }> {
  const seats = await store.seatsOn(trx, today)
  const known = 'id' in named ? seats.find(({ id }) => id === named.id) : seatNamed(seats, named.body)
  if ('id' in named) {
    if (!known) throw refuse('seat-unknown', { id: named.id })
    return known
  }
  if (known && !named.another) return known
  const body = known ? nameOfAnother(seats, known.body) : named.body
  return { id: await store.insertSeat(trx, body), body }
}

/** @throws Refusal seat-held, mandate-overlaps */
async function requireFree(trx: Trx, wanted: Parameters<typeof store.overlapping>[1]): Promise<void> {
  const standing = await store.overlapping(trx, wanted)
  const own = standing.find(({ user_id }) => user_id === wanted.userId)
  if (own) throw refuse('mandate-overlaps', { who: own.name, body: own.body, rank: rankWords[own.rank] })
  const [holder] = standing
  if (holder) throw refuse('seat-held', { body: holder.body, rank: rankWords[holder.rank], holder: holder.name })
}
