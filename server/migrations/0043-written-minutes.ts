import { type Kysely, sql } from 'kysely'

/** What the secretary writes of a session, beside what was counted; once signed it stays. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table committee_minutes (
    session_id uuid primary key references committee_sessions (procedure_id),
    notes jsonb not null,
    revision integer not null,
    written_by uuid not null references users (id),
    written_at timestamptz not null,
    signed_by uuid references users (id),
    signed_at timestamptz
  )`.execute(db)
}
