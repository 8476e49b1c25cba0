/** Whom a budget may hold, and whether it still does. A budget of a key belongs to its line: the key and its successors. */
import type { LimitScope } from '@socle/contracts'
import { type RawBuilder, sql } from 'kysely'
import type { Queries } from '../../platform/database.ts'

/** First key of the line. */
const lineOf: RawBuilder<string> = sql`coalesce(line_id, id)::text`
/** It still opens Socle. */
const inUse = (now: Date): RawBuilder<boolean> => sql`(revoked_at is null and expires_at > ${now}::timestamptz)`

export interface Subject {
  /** What budgets and calls are held to; the first key of a line. */
  readonly subject: string
  /** As lists show it: of a line, the key in use. */
  readonly of: string
  readonly name: string
  readonly holds: boolean
}

/** The lines of the given keys, by key; what is no key has none. */
export async function linesOfKeys(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('application_keys')
    // As text: what was declared may be anything.
    .select([sql<string>`id::text`.as('id'), lineOf.as('line')])
    .where(sql`id::text`, 'in', ids)
    .execute()
  return new Map(rows.map(({ id, line }) => [id, line]))
}

export async function keysOf(db: Queries, applicationId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('application_keys')
    .select('id')
    .where('application_id', '=', applicationId)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** What is known of the given subjects, by subject; one that nothing answers to any more is missing. */
export async function subjectsOf(
  db: Queries,
  scope: LimitScope,
  subjects: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, Subject>> {
  if (subjects.length === 0) return new Map()
  const found = await known[scope](db, subjects, now)
  return new Map(found.map((subject) => [subject.subject, subject]))
}

type Find = (db: Queries, subjects: readonly string[], now: Date) => Promise<Subject[]>

const known: Readonly<Record<LimitScope, Find>> = {
  key: (db, subjects, now) =>
    db
      .selectFrom('application_keys')
      .distinctOn(lineOf)
      .select([lineOf.as('subject'), sql<string>`id::text`.as('of'), 'label as name', inUse(now).as('holds')])
      .where(lineOf, 'in', subjects)
      .orderBy(lineOf)
      .orderBy('holds', 'desc')
      .orderBy('created_at', 'desc')
      .execute(),
  application: (db, subjects) =>
    db
      .selectFrom('applications')
      .select(['id as subject', 'id as of', 'name', sql<boolean>`true`.as('holds')])
      .where('id', 'in', subjects)
      .execute(),
  group: (db, subjects) => sharedBy(db, 'group_name', subjects),
  organisation: (db, subjects) => sharedBy(db, 'organisation', subjects),
}

async function sharedBy(
  db: Queries,
  column: 'group_name' | 'organisation',
  subjects: readonly string[],
): Promise<Subject[]> {
  const rows = await db
    .selectFrom('ai_applications')
    .select(`${column} as name`)
    .distinct()
    .where(column, 'in', subjects)
    .execute()
  return rows.map(({ name }) => ({ subject: name!, of: name!, name: name!, holds: true }))
}

/** What a budget could be given to, for whoever mistyped it: what is written, and what it is called. */
export async function candidates(db: Queries, scope: LimitScope, now: Date): Promise<{ of: string; name: string }[]> {
  if (scope === 'application') return db.selectFrom('applications').select(['id as of', 'name']).execute()
  if (scope === 'key')
    return db
      .selectFrom('application_keys')
      .select([sql<string>`id::text`.as('of'), sql<string>`label`.as('name')])
      .where(inUse(now))
      .orderBy('created_at', 'desc')
      .execute()
  const column = scope === 'group' ? 'group_name' : 'organisation'
  const rows = await db
    .selectFrom('ai_applications')
    .select(`${column} as of`)
    .distinct()
    .where(column, 'is not', null)
    .execute()
  return rows.map(({ of }) => ({ of: of!, name: of! }))
}
