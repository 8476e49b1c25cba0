/** The architecture committee: seats and mandates, sessions, agendas, votes. */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table committee_seats (id uuid primary key, body text not null)`,
  `create table committee_mandates (
    id uuid primary key,
    seat_id uuid not null references committee_seats,
    user_id uuid not null references users,
    rank text not null,
    from_day date not null,
    to_day date
  )`,
  `create index committee_mandates_by_seat on committee_mandates (seat_id)`,
  `create index committee_mandates_by_user on committee_mandates (user_id)`,
  `create table committee_sessions (
    procedure_id uuid primary key references procedures,
    kind text not null,
    day date not null,
    place text not null,
    chair_id uuid references committee_mandates
  )`,
  `create index committee_sessions_by_day on committee_sessions (day)`,
  `create table committee_items (
    id uuid primary key,
    session_id uuid not null references committee_sessions,
    position integer not null,
    kind text not null,
    procedure_id uuid references procedures,
    edition_id text,
    title text not null,
    proposal text not null,
    conditions text not null,
    until_day date,
    revision integer not null,
    result jsonb,
    outcome text,
    notified_at timestamptz,
    notified_by uuid references users
  )`,
  `create index committee_items_by_session on committee_items (session_id, position)`,
  `create index committee_items_by_procedure on committee_items (procedure_id)`,
  `create table committee_attendance (
    session_id uuid not null references committee_sessions,
    mandate_id uuid not null references committee_mandates,
    presence text not null,
    primary key (session_id, mandate_id)
  )`,
  `create table committee_votes (
    item_id uuid not null references committee_items,
    mandate_id uuid not null references committee_mandates,
    choice text not null,
    at timestamptz not null,
    recorded_by uuid not null references users,
    primary key (item_id, mandate_id)
  )`,
  `create table committee_files (
    id uuid primary key,
    item_id uuid not null references committee_items on delete cascade,
    name text not null,
    content_type text not null,
    bytes bytea not null,
    added_by text not null,
    added_at timestamptz not null
  )`,
  `create index committee_files_by_item on committee_files (item_id)`,
]
