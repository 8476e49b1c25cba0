import { type Kysely, sql } from 'kysely'

/** What was asked for twice is opened once: what each request opened, for as long as it may be sent again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table openings (
    asked_by text not null,
    operation text not null,
    key text not null,
    content text not null,
    asked_at timestamptz not null,
    opened uuid,
    revision integer,
    primary key (asked_by, operation, key)
  )`.execute(db)
  await sql`create index openings_asked_at on openings (asked_at)`.execute(db)
}
