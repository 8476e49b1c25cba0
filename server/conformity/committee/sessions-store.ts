import type { SessionKind, SessionSeat, VoteChoice } from '@socle/contracts'
import { type SqlBool, sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Queries, Trx } from '../../platform/database.ts'
import { asLookedUp, holdsWords } from '../../platform/looked-up.ts'
import type { AttendanceChange } from './attendance-rules.ts'

const sessions = (db: Queries) =>
  db
    .selectFrom('committee_sessions as session')
    .innerJoin('procedures as procedure', 'procedure.id', 'session.procedure_id')
    .select([
      'procedure.id',
      'procedure.title',
      'procedure.state',
      'procedure.revision',
      'session.kind',
      'session.day',
      'session.place',
      'session.chair_id',
      'session.seats',
    ])
    .select((eb) => [
      eb
        .selectFrom('committee_items as item')
        .whereRef('item.session_id', '=', 'session.procedure_id')
        .select((item) => item.fn.countAll<number>().as('n'))
        .as('items'),
      eb
        .selectFrom('committee_items as item')
        .whereRef('item.session_id', '=', 'session.procedure_id')
        .where('item.outcome', 'in', ['adopted', 'refused'])
        .where('item.notified_at', 'is', null)
        .select((item) => item.fn.countAll<number>().as('n'))
        .as('to_notify'),
    ])

export type SessionRow = NonNullable<Awaited<ReturnType<typeof sessionRow>>>

export const sessionRow = (db: Queries, id: string) => sessions(db).where('procedure.id', '=', id).executeTakeFirst()

/**
 * Holds the session still until the transaction ends: `alone` for what moves it on or changes its agenda, shared by
 * those who vote, so that thirty members need not wait for one another.
 */
export async function lockSession(trx: Trx, id: string, alone: boolean): Promise<void> {
  const found = trx.selectFrom('committee_sessions').select('procedure_id').where('procedure_id', '=', id)
  await (alone ? found.forUpdate() : found.forShare()).execute()
}

const sorts = { date: 'session.day', title: asLookedUp('procedure.title'), state: 'procedure.state' } as const

export async function listSessions(
  db: Queries,
  filter: {
    state?: string | undefined
    kind?: SessionKind | undefined
    year?: number | undefined
    search?: string | undefined
    sort: keyof typeof sorts
    order: 'asc' | 'desc'
    offset: number
    limit: number
  },
) {
  let found = sessions(db)
  if (filter.state !== undefined) found = found.where('procedure.state', '=', filter.state)
  if (filter.kind !== undefined) found = found.where('session.kind', '=', filter.kind)
  if (filter.year !== undefined)
    found = found.where(
      sql<SqlBool>`session.day between make_date(${filter.year}, 1, 1) and make_date(${filter.year}, 12, 31)`,
    )
  if (filter.search) {
    found = found.where(holdsWords(['procedure.title', 'session.place'], filter.search))
  }
  const { total } = await found
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await found
    .orderBy(sorts[filter.sort], filter.order)
    .orderBy('procedure.id')
    .offset(filter.offset)
    .limit(filter.limit)
    .execute()
  return { total, rows }
}

/** Planned sessions at which a person holds a mandate, from a day on. */
export const sessionsOf = (db: Queries, userId: string, from: string) =>
  sessions(db)
    .where('procedure.state', '=', 'planned')
    .where('session.day', '>=', from)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('committee_mandates as mandate')
          .where('mandate.user_id', '=', userId)
          .whereRef('mandate.from_day', '<=', 'session.day')
          .where((day) =>
            day.or([day('mandate.to_day', 'is', null), day('mandate.to_day', '>=', day.ref('session.day'))]),
          )
          .select('mandate.id'),
      ),
    )
    .orderBy('session.day')
    .orderBy('procedure.id')
    .execute()

/** Sessions that are open, or planned for today, at which the person sits or whose turn is theirs. */
export const sessionsHeld = (db: Queries, { id, roles }: { id: string; roles: readonly string[] }, today: string) =>
  sessions(db)
    .where((eb) =>
      eb.or([
        eb('procedure.state', '=', 'open'),
        eb.and([eb('procedure.state', '=', 'planned'), eb('session.day', '=', today)]),
      ]),
    )
    .where((eb) =>
      eb.or([
        sql<SqlBool>`procedure.turn && ${sql.val([...roles])}::text[]`,
        sql<SqlBool>`exists (select 1 from committee_mandates mandate where mandate.user_id = ${id}
          and mandate.from_day <= session.day and (mandate.to_day is null or mandate.to_day >= session.day))`,
      ]),
    )
    .orderBy('session.day')
    .orderBy('procedure.id')
    .execute()

/** Sessions that vote an edition, of one year, and whether each has decided anything. */
export const publicationSessions = (db: Queries, year: number) =>
  db
    .selectFrom('committee_sessions as session')
    .innerJoin('procedures as procedure', 'procedure.id', 'session.procedure_id')
    .where('session.kind', '=', 'publication')
    .where(sql<SqlBool>`extract(year from session.day) = ${year}`)
    .select(['session.day', 'procedure.state'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('committee_items as item')
            .whereRef('item.session_id', '=', 'session.procedure_id')
            .where('item.outcome', 'in', ['adopted', 'refused'])
            .select('item.id'),
        )
        .as('decided'),
    )
    .execute()

export const insertSession = (trx: Trx, id: string, values: { kind: SessionKind; day: string; place: string }) =>
  trx
    .insertInto('committee_sessions')
    .values({ procedure_id: id, ...values, chair_id: null, seats: null })
    .execute()

export const storeSeats = (trx: Trx, id: string, seats: readonly SessionSeat[]) =>
  trx
    .updateTable('committee_sessions')
    .set({ seats: JSON.stringify(seats) })
    .where('procedure_id', '=', id)
    .execute()

export const storeSession = (
  trx: Trx,
  id: string,
  values: { day?: string; place?: string; kind?: SessionKind; chair_id?: string | null },
) => trx.updateTable('committee_sessions').set(values).where('procedure_id', '=', id).execute()

/** Every change, in order. */
export const attendanceOf = (db: Queries, sessionId: string) =>
  db
    .selectFrom('committee_attendance')
    .select(['mandate_id as mandateId', 'presence', 'at'])
    .where('session_id', '=', sessionId)
    .orderBy('at')
    .execute()

/** Undefined as long as it was not. */
export const openedAt = async (db: Queries, sessionId: string): Promise<Date | undefined> =>
  (
    await db
      .selectFrom('procedure_steps')
      .select('at')
      .where('procedure_id', '=', sessionId)
      .where('to_state', '=', 'open')
      .executeTakeFirst()
  )?.at

/** From this instant on. */
export const storePresence = (trx: Trx, sessionId: string, { mandateId, presence, at }: AttendanceChange) =>
  trx
    .insertInto('committee_attendance')
    .values({ session_id: sessionId, mandate_id: mandateId, presence, at })
    .onConflict((conflict) => conflict.columns(['session_id', 'mandate_id', 'at']).doUpdateSet({ presence }))
    .execute()

export const votesOf = (db: Queries, sessionId: string) =>
  db
    .selectFrom('committee_votes as vote')
    .innerJoin('committee_items as item', 'item.id', 'vote.item_id')
    .where('item.session_id', '=', sessionId)
    .select(['vote.item_id', 'vote.mandate_id', 'vote.choice', 'vote.given_at'])
    .execute()

export const hasVotes = async (db: Queries, itemId: string): Promise<boolean> =>
  (await db.selectFrom('committee_votes').select('item_id').where('item_id', '=', itemId).limit(1).execute()).length > 0

export const storeVote = (
  trx: Trx,
  vote: { itemId: string; mandateId: string; choice: VoteChoice; userId: string; now: Date },
) =>
  trx
    .insertInto('committee_votes')
    .values({
      item_id: vote.itemId,
      mandate_id: vote.mandateId,
      choice: vote.choice,
      at: vote.now,
      given_at: [vote.now],
      recorded_by: vote.userId,
    })
    .onConflict((conflict) =>
      conflict.columns(['item_id', 'mandate_id']).doUpdateSet({
        choice: vote.choice,
        at: vote.now,
        given_at: sql`committee_votes.given_at || excluded.given_at`,
        recorded_by: vote.userId,
      }),
    )
    .execute()

export const filesOf = (db: Queries, sessionId: string) =>
  db
    .selectFrom('committee_files as file')
    .innerJoin('committee_items as item', 'item.id', 'file.item_id')
    .where('item.session_id', '=', sessionId)
    .select(['file.id', 'file.item_id', 'file.name', 'file.content_type', 'file.added_by', 'file.added_at'])
    .select(sql<number>`octet_length(file.bytes)`.as('size'))
    .orderBy('file.added_at')
    .orderBy('file.id')
    .execute()

export async function insertFile(
  trx: Trx,
  file: { itemId: string; name: string; contentType: string; bytes: Buffer; addedBy: string; now: Date },
): Promise<string> {
  const id = randomUUID()
  await trx
    .insertInto('committee_files')
    .values({
      id,
      item_id: file.itemId,
      name: file.name,
      content_type: file.contentType,
      bytes: file.bytes,
      added_by: file.addedBy,
      added_at: file.now,
    })
    .execute()
  return id
}

export const fileContent = (db: Queries, id: string) =>
  db.selectFrom('committee_files').select(['name', 'content_type', 'bytes']).where('id', '=', id).executeTakeFirst()
