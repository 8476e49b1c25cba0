import { COUNTED, fold } from '@socle/contracts'
import { type SelectQueryBuilder, sql, type SqlBool } from 'kysely'
import type { Queries } from '../../platform/database.ts'
import { civilZone } from '../../platform/day.ts'
import { asWritten, folded, patternOf } from '../../platform/looked-up.ts'
import type { Schema } from '../../platform/schema.ts'

export interface AuditFilter {
  target?: string | undefined
  actorId?: string | undefined
  search?: string | undefined
  action?: string | undefined
  from?: string | undefined
  to?: string | undefined
  order: 'asc' | 'desc'
  offset: number
  limit: number
}

/** Lines that words are looked for in, unless a period or a target says where: a log of years is not read through for a word. */
const LOOKED = 50_000

/** @param counted lines counted at most: a log grows for years */
export async function listAudit(db: Queries, filter: AuditFilter, counted = COUNTED) {
  let found = db.selectFrom('audit_log')
  if (filter.target !== undefined) found = found.where('target', '=', filter.target)
  if (filter.actorId !== undefined) found = found.where('actor_id', '=', filter.actorId)
  if (filter.action)
    found = filter.action.includes('.')
      ? found.where('action', '=', filter.action)
      : found.where('action', 'like', `${asWritten(filter.action)}.%`)
  if (filter.from !== undefined)
    found = found.where('at', '>=', sql<Date>`${filter.from}::date::timestamp at time zone ${civilZone()}`)
  if (filter.to !== undefined)
    found = found.where('at', '<', sql<Date>`(${filter.to}::date + 1)::timestamp at time zone ${civilZone()}`)
  if (filter.search) {
    if (filter.from === undefined && filter.target === undefined)
      found = found.where('id', '>', sql<number>`(select coalesce(max(id), 0) - ${LOOKED} from audit_log)`)
    found = found.where(contains(found, filter.search))
  }
  // Counted and cut into pages in one look: words are looked for in every line only once.
  const { offset, limit, order } = filter
  const { total, ids } = await db
    .selectFrom(
      found
        .select('id')
        .orderBy('id', order)
        .limit(Math.max(counted, offset + limit))
        .as('some'),
    )
    .select([
      sql<number>`least(count(*), ${counted})`.as('total'),
      sql<number[] | null>`(array_agg(id))[${offset + 1}::int:${offset + limit}::int]`.as('ids'),
    ])
    .executeTakeFirstOrThrow()
  const rows = await db
    .selectFrom('audit_log')
    .selectAll()
    .where('id', '=', sql<number>`any(${sql.val(ids ?? [])}::bigint[])`)
    .orderBy('id', order)
    .execute()
  const names = await namesOf(
    db,
    rows.map(({ target }) => target),
  )
  return { rows: rows.map((row) => ({ ...row, target_name: names.get(row.target) ?? null })), total }
}

/** What is known by a name of its own; a session, an edition and a tender are procedures as well, and named as such. */
const named = {
  user: (db: Queries, ids: string[]) => db.selectFrom('users').select(['id', 'name']).where('id', 'in', ids).execute(),
  application: (db: Queries, ids: string[]) =>
    db.selectFrom('applications').select(['id', 'name']).where('id', 'in', ids).execute(),
  procedure: (db: Queries, ids: string[]) =>
    db.selectFrom('procedures').select(['id', 'title as name']).where('id', 'in', ids).execute(),
  product: (db: Queries, ids: string[]) =>
    db.selectFrom('products').select(['reference as id', 'name']).where('reference', 'in', ids).execute(),
  token: (db: Queries, ids: string[]) =>
    db.selectFrom('personal_tokens').select(['id', 'label as name']).where('id', 'in', ids).execute(),
  'committee-mandate': (db: Queries, ids: string[]) =>
    db
      .selectFrom('committee_mandates as mandate')
      .innerJoin('users as holder', 'holder.id', 'mandate.user_id')
      .innerJoin('committee_seats as seat', 'seat.id', 'mandate.seat_id')
      .select(['mandate.id', sql<string>`holder.name || ', ' || seat.body`.as('name')])
      .where('mandate.id', 'in', ids)
      .execute(),
  limit: (db: Queries, ids: string[]) =>
    db
      .selectFrom('ai_limits as budget')
      .leftJoin('applications as application', 'application.id', 'budget.subject')
      .leftJoin('application_keys as key', (join) => join.on(sql<boolean>`key.id::text = budget.subject`))
      .select(['budget.id', sql<string>`coalesce(application.name, key.label, budget.subject)`.as('name')])
      .where('budget.id', 'in', ids)
      .execute(),
  remark: (db: Queries, ids: string[]) =>
    db
      .selectFrom('framework_remarks')
      .select(['id', sql<string>`'n° ' || number`.as('name')])
      .where('id', 'in', ids)
      .execute(),
} as const
const alsoProcedures = new Set(['edition', 'tender', 'committee-session'])
/** Named by a word that people chose, and not by a number of Socle's. */
const byWord = new Set(['application', 'product'])
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Names by target, as they are today: a person who left or an application that was taken away has none. */
async function namesOf(db: Queries, targets: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  const byKind = Map.groupBy(new Set(targets), (target) => {
    const kind = target.slice(0, target.indexOf(':'))
    return alsoProcedures.has(kind) ? 'procedure' : kind
  })
  for (const [kind, read] of Object.entries(named)) {
    const ofKind = byKind.get(kind) ?? []
    const idOf = (target: string): string => target.slice(target.indexOf(':') + 1)
    const ids = [...new Set(ofKind.map(idOf))].filter((id) => byWord.has(kind) || uuid.test(id))
    if (ids.length === 0) continue
    const known = new Map((await read(db, ids)).map(({ id, name }) => [id, name]))
    for (const target of ofKind) {
      const name = known.get(idOf(target))
      if (name !== undefined) names.set(target, name)
    }
  }
  return names
}

/** A year of writes is looked through in some milliseconds; older ones name nothing that newer ones do not. */
export async function auditSubjects(db: Queries): Promise<string[]> {
  const { rows } = await sql<{ subject: string }>`
    select distinct split_part(action, '.', 1) as subject
    from (select action from audit_log order by id desc limit ${COUNTED}) latest order by 1`.execute(db)
  return rows.map(({ subject }) => subject)
}

/**
 * As a reader looks words up. What acts and things are called by is in ASCII, or almost, which is read through by bytes; names of
 * people have accents and are few: each is folded once and not at each of its lines. An index of three-letter pieces would find
 * them at once, and would be paid at each line of a log that is written at every act and searched now and then.
 */
function contains(lines: SelectQueryBuilder<Schema, 'audit_log', object>, search: string) {
  const said = [...new Set([search.toLowerCase(), fold(search)])].map(
    (words) => sql`(action || chr(10) || target) collate "C" ilike ${`%${asWritten(words)}%`}`,
  )
  // Kept apart, or the database would fold each line all the same.
  const actors = sql`with named as materialized (${lines.select('actor').distinct()})`
  return sql<SqlBool>`(${sql.join(said, sql` or `)}
    or actor in (${actors} select actor from named where ${folded(sql.ref('actor'))} like ${patternOf(search)}))`
}
