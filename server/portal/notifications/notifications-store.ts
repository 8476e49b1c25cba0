import type { Bilingual } from '@socle/contracts'
import { sql } from 'kysely'
import type { Queries, Trx } from '../../platform/database.ts'
import { folded, patternOf } from '../../platform/looked-up.ts'
import type { Audience } from '../../platform/events.ts'

/** @returns user identifiers, each once */
export async function audienceOf(trx: Trx, to: Audience): Promise<string[]> {
  const rows = await trx
    .selectFrom('users')
    .select('id')
    .where((eb) =>
      eb.or([
        sql<boolean>`roles && ${sql.val([...to.roles])}::text[]`,
        eb('id', 'in', to.users.length > 0 ? [...to.users] : [NOBODY]),
        eb('id', 'in', (inner) =>
          inner
            .selectFrom('application_team')
            .select('user_id')
            .where('application_id', '=', to.teamOf ?? ''),
        ),
      ]),
    )
    .where('id', '!=', to.except ?? NOBODY)
    .execute()
  return rows.map(({ id }) => id)
}
const NOBODY = '00000000-0000-0000-0000-000000000000'

export const insertNotifications = async (
  trx: Trx,
  users: readonly string[],
  notification: { text: Bilingual; detail?: Bilingual; link: string; now: Date },
  /** What is asked, and of whom among them. */
  asked?: { matter: string; of: ReadonlySet<string> },
): Promise<void> => {
  if (users.length === 0) return
  const { text, detail, link, now } = notification
  const { matter = null, of = new Set<string>() } = asked ?? {}
  // Two lists, and not as many parameters as there are people: a statement carries 65,535 of those.
  await sql`
    insert into notifications (id, user_id, text, detail, link, at, matter)
    select gen_random_uuid(), told, ${JSON.stringify(text)}::jsonb, ${detail ? JSON.stringify(detail) : null}::jsonb, ${link}::text,
      ${now}::timestamptz, case when told = any(${sql.val([...of])}::uuid[]) then ${matter}::text end
    from unnest(${sql.val([...users])}::uuid[]) as told
  `.execute(trx)
}

/** @returns those who had not read the same sentence about the same matter, and now find it with what is said today */
export async function bringUpToDate(
  trx: Trx,
  users: readonly string[],
  matter: string,
  { text, detail, now }: { text: Bilingual; detail?: Bilingual; now: Date },
): Promise<string[]> {
  const rows = await trx
    .updateTable('notifications')
    .set({ at: now, detail: detail ? JSON.stringify(detail) : null })
    .where(sql<boolean>`user_id = any(${sql.val([...users])}::uuid[])`)
    .where('matter', '=', matter)
    .where('read_at', 'is', null)
    .where('settled_at', 'is', null)
    .where(sql<boolean>`text->>'fr' = ${text.fr}`)
    .returning('user_id')
    .execute()
  return rows.map(({ user_id }) => user_id)
}

export async function notificationsOf(
  db: Queries,
  userId: string,
  filter: { unread: boolean; search?: string | undefined; order: 'asc' | 'desc'; offset: number; limit: number },
) {
  let found = db.selectFrom('notifications').where('user_id', '=', userId)
  if (filter.unread) found = found.where('read_at', 'is', null).where('settled_at', 'is', null)
  if (filter.search) {
    const said = sql`concat_ws(chr(10), text->>'fr', text->>'en', detail->>'fr', detail->>'en')`
    found = found.where(sql<boolean>`${folded(said)} like ${patternOf(filter.search)}`)
  }
  const { total } = await found.select(db.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .selectAll()
    .orderBy('at', filter.order)
    .orderBy('id')
    .offset(filter.offset)
    .limit(filter.limit)
    .execute()
  return { rows, total }
}

export const unreadCount = async (db: Queries, userId: string): Promise<number> => {
  const row = await db
    .selectFrom('notifications')
    .select(db.fn.countAll<number>().as('n'))
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .where('settled_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.n
}

/** @param ids absent = all */
export const markRead = (db: Queries, userId: string, ids: readonly string[] | undefined, now: Date) => {
  const update = db
    .updateTable('notifications')
    .set({ read_at: now })
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
  return (ids === undefined ? update : update.where('id', 'in', ids.length > 0 ? [...ids] : [NOBODY])).execute()
}

export const settle = (trx: Trx, matter: string, now: Date) =>
  trx
    .updateTable('notifications')
    .set({ settled_at: now })
    .where('matter', '=', matter)
    .where('settled_at', 'is', null)
    .execute()
