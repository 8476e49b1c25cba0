import type { Mandate, MandateRank, Person, Seat } from '@socle/contracts'
import { type SqlBool, sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Queries, Trx } from '../../platform/database.ts'
import { asLookedUp, holdsWords } from '../../platform/looked-up.ts'

const mandates = (db: Queries) =>
  db
    .selectFrom('committee_mandates as mandate')
    .innerJoin('committee_seats as seat', 'seat.id', 'mandate.seat_id')
    .innerJoin('users', 'users.id', 'mandate.user_id')
    .select([
      'mandate.id',
      'mandate.seat_id',
      'seat.body',
      'mandate.rank',
      'mandate.user_id',
      'users.name',
      'mandate.from_day',
      'mandate.to_day',
    ])

export type MandateRow = Awaited<ReturnType<typeof mandatesOn>>[number]

const runsOn = (day: string) =>
  sql<SqlBool>`mandate.from_day <= ${day}::date and (mandate.to_day is null or mandate.to_day >= ${day}::date)`

/** Every mandate that runs on a day, seat by seat. */
export const mandatesOn = (db: Queries, day: string) =>
  mandates(db).where(runsOn(day)).orderBy('seat.body').orderBy('seat.id').orderBy('mandate.rank', 'desc').execute()

export const mandateRow = (db: Queries, id: string) => mandates(db).where('mandate.id', '=', id).executeTakeFirst()

const sorts = { body: asLookedUp('seat.body'), name: asLookedUp('users.name'), from: 'mandate.from_day' } as const

export async function listMandates(
  db: Queries,
  filter: {
    on?: string | undefined
    search?: string | undefined
    sort: keyof typeof sorts
    order: 'asc' | 'desc'
    offset: number
    limit: number
  },
) {
  let found = mandates(db)
  if (filter.on !== undefined) found = found.where(runsOn(filter.on))
  if (filter.search) found = found.where(holdsWords(['seat.body', 'users.name'], filter.search))
  const { total } = await found
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await found
    .orderBy(sorts[filter.sort], filter.order)
    .orderBy('seat.id')
    .orderBy('mandate.rank', 'desc')
    .orderBy('mandate.from_day', 'desc')
    .orderBy('mandate.id')
    .offset(filter.offset)
    .limit(filter.limit)
    .execute()
  return { total, rows }
}

/** Two people who record mandates wait for one another: overlaps are judged on what is there. */
export const lockMandates = (trx: Trx) => sql`lock table committee_mandates in share row exclusive mode`.execute(trx)

/** Mandates that would stand in the way: of the same person anywhere, or of the same rank on the same seat. */
export const overlapping = (
  trx: Trx,
  wanted: { seatId: string; userId: string; rank: MandateRank; from: string; to: string | null; except?: string },
) =>
  mandates(trx)
    .where((eb) =>
      eb.or([
        eb('mandate.user_id', '=', wanted.userId),
        eb.and([eb('mandate.seat_id', '=', wanted.seatId), eb('mandate.rank', '=', wanted.rank)]),
      ]),
    )
    .where(sql<SqlBool>`mandate.from_day <= coalesce(${wanted.to}::date, 'infinity'::date)`)
    .where(sql<SqlBool>`coalesce(mandate.to_day, 'infinity'::date) >= ${wanted.from}::date`)
    .where('mandate.id', 'is distinct from', wanted.except ?? null)
    .execute()

/** Every seat with those who hold it on a day. */
export async function seatsOn(db: Queries, day: string): Promise<Seat[]> {
  const held = Map.groupBy(await mandatesOn(db, day), ({ seat_id }) => seat_id)
  const seats = await db.selectFrom('committee_seats').selectAll().orderBy('body').orderBy('id').execute()
  return seats.map(({ id, body }) => {
    const holder = (rank: MandateRank) => held.get(id)?.find((mandate) => mandate.rank === rank)?.name ?? null
    return { id, body, titular: holder('titular'), substitute: holder('substitute') }
  })
}

export async function insertSeat(trx: Trx, body: string): Promise<string> {
  const id = randomUUID()
  await trx.insertInto('committee_seats').values({ id, body }).execute()
  return id
}

export async function insertMandate(
  trx: Trx,
  values: { seatId: string; userId: string; rank: MandateRank; from: string; to: string | null },
): Promise<string> {
  const id = randomUUID()
  const { seatId, userId, rank, from, to } = values
  await trx
    .insertInto('committee_mandates')
    .values({ id, seat_id: seatId, user_id: userId, rank, from_day: from, to_day: to })
    .execute()
  return id
}

export const storeEnd = (trx: Trx, id: string, to: string) =>
  trx.updateTable('committee_mandates').set({ to_day: to }).where('id', '=', id).execute()

/** The last day on which it sat, or null. */
export async function lastSat(db: Queries, mandateId: string): Promise<string | null> {
  const { day } = await db
    .selectFrom('committee_attendance as attendance')
    .innerJoin('committee_sessions as session', 'session.procedure_id', 'attendance.session_id')
    .where('attendance.mandate_id', '=', mandateId)
    .where('attendance.presence', '<>', 'absent')
    .select((eb) => eb.fn.max('session.day').as('day'))
    .executeTakeFirstOrThrow()
  return day
}

/** People who may be mandated: those of the committee's trades. */
export const candidates = (db: Queries): Promise<Person[]> => candidatesNamed(db).orderBy('name').limit(500).execute()

const candidatesNamed = (db: Queries) =>
  db
    .selectFrom('users')
    .select(['id', 'name'])
    .where(sql<SqlBool>`roles && array['committee-member', 'architect']::text[]`)

/** Is this person of one of the committee's trades? */
export const isCandidate = async (db: Queries, id: string): Promise<boolean> =>
  (await candidatesNamed(db).where('id', '=', id).execute()).length > 0

export const personName = async (db: Queries, id: string): Promise<string | undefined> =>
  (await db.selectFrom('users').select('name').where('id', '=', id).executeTakeFirst())?.name

export const asMandate = (row: MandateRow, today: string): Mandate => ({
  id: row.id,
  seatId: row.seat_id,
  body: row.body,
  rank: row.rank,
  person: { id: row.user_id, name: row.name },
  from: row.from_day,
  to: row.to_day,
  runs: row.from_day <= today && (row.to_day === null || row.to_day >= today),
})
