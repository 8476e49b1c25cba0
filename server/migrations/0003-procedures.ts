/** Procedures between people, their history, and what people were told. */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table procedures (
    id uuid primary key,
    process text not null,
    title text not null,
    application_id text references applications,
    state text not null,
    data jsonb not null,
    revision integer not null,
    requester_id uuid not null references users,
    opened_at timestamptz not null,
    entered_at timestamptz not null,
    due_on date,
    turn text[] not null,
    final boolean not null,
    link text not null,
    reminded_at timestamptz
  )`,
  `create index procedures_by_application on procedures (application_id, process)`,
  `create index procedures_by_process on procedures (process, state)`,
  `create index procedures_by_requester on procedures (requester_id)`,
  `create index procedures_open_by_deadline on procedures (due_on) where not final`,
  `create index procedures_open_by_turn on procedures using gin (turn) where not final`,
  `create table procedure_steps (
    procedure_id uuid not null references procedures,
    revision integer not null,
    transition text not null,
    from_state text,
    to_state text not null,
    actor_id uuid references users,
    at timestamptz not null,
    data jsonb not null,
    note text not null,
    primary key (procedure_id, revision)
  )`,
  `create trigger procedure_steps_append_only before update or delete on procedure_steps
    for each row execute function refuse_change()`,
  `create table notifications (
    id uuid primary key,
    user_id uuid not null references users,
    text jsonb not null,
    link text not null,
    at timestamptz not null,
    read_at timestamptz
  )`,
  `create index notifications_by_user on notifications (user_id, at desc)`,
]
