import { type Kysely, sql } from 'kysely'

/** Modes of operation, shared by every replica. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table operations_state (
    id integer primary key check (id = 1),
    mode text not null check (mode in ('normal', 'read-only')),
    sign_ins text not null check (sign_ins in ('open', 'closed')),
    trace_level text check (trace_level in ('debug', 'trace')),
    trace_until timestamptz,
    changed_at timestamptz not null,
    changed_by text not null,
    reason text not null,
    check ((trace_level is null) = (trace_until is null))
  )`,
  `insert into operations_state values (1, 'normal', 'open', null, null, now(), 'Socle', '')`,
]
