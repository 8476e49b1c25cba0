import { type Kysely, sql } from 'kysely'

/** By whom and when members were called to a session, and with which agenda: what changes afterwards is told as a change. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table committee_convocations (
    number bigint generated always as identity primary key,
    session_id uuid not null references committee_sessions (procedure_id),
    at timestamptz not null,
    convened_by uuid not null references users (id),
    people jsonb not null,
    day date not null,
    place text not null,
    agenda jsonb not null,
    late boolean not null,
    changed jsonb
  )`.execute(db)
  await sql`create index committee_convocations_of_a_session on committee_convocations (session_id, number)`.execute(db)
}
