/** What processes decide beyond their own state: commitments signed, derogations in force, decisions at gates, carry-over. */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table commitments (
    procedure_id uuid not null references procedures,
    revision integer not null,
    text jsonb not null,
    signed_by uuid not null references users,
    signed_at timestamptz not null,
    sealed text not null,
    hash text not null,
    primary key (procedure_id, revision)
  )`,
  `create trigger commitments_append_only before update or delete on commitments
    for each row execute function refuse_change()`,
  `create table derogations (
    procedure_id uuid not null references procedures,
    application_id text not null references applications,
    requirement_id text not null,
    from_day date not null,
    until_day date,
    primary key (procedure_id, requirement_id)
  )`,
  `create index derogations_by_application on derogations (application_id)`,
  `create table gate_decisions (
    procedure_id uuid primary key references procedures,
    file_id uuid not null references conformity_files,
    decision text not null,
    decided_at timestamptz not null,
    decided_by uuid not null references users,
    grounds text not null,
    edition_digest text not null references editions,
    description jsonb not null,
    verdict jsonb not null,
    items jsonb not null,
    digest text not null
  )`,
  `create index gate_decisions_by_file on gate_decisions (file_id, decided_at desc)`,
  `create trigger gate_decisions_append_only before update or delete on gate_decisions
    for each row execute function refuse_change()`,
  `create table file_carryovers (
    file_id uuid primary key references conformity_files,
    from_file_id uuid not null references conformity_files,
    carried text[] not null,
    reopened jsonb not null
  )`,
  `alter table users add column email text`,
  `comment on column users.email is 'gdpr: contact; anonymisation: set to null; retention: as the account'`,
  `create table mail_outbox (
    id uuid primary key,
    user_id uuid not null references users,
    text jsonb not null,
    link text not null,
    created_at timestamptz not null,
    attempts integer not null default 0,
    next_attempt_at timestamptz not null,
    sent_at timestamptz,
    last_error text
  )`,
  `create index mail_outbox_due on mail_outbox (next_attempt_at) where sent_at is null`,
]
