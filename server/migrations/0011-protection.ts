import { type Kysely, sql } from 'kysely'

/** Leak protection: rules kept in the portal, tables of conversations, reported detections. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table ai_protection (id integer primary key check (id = 1), rules jsonb not null, revision integer not null)`,
  `insert into ai_protection values (1, '[]', 0)`,
  `create trigger ai_protection_policy after update on ai_protection
    for each statement execute function ai_policy_changed()`,
  // Encrypted; the conversation by the digest of the name that the application gave it.
  `create table ai_conversations (
    application_id text not null references applications,
    conversation bytea not null,
    sealed bytea not null,
    revision integer not null,
    expires_at timestamptz not null,
    primary key (application_id, conversation)
  )`,
  `create index ai_conversations_by_end on ai_conversations (expires_at)`,
  `create table ai_detection_reports (
    id uuid primary key,
    at timestamptz not null,
    reported_by text not null,
    state text not null check (state in ('waiting', 'accepted', 'rejected')),
    sealed bytea,
    expected jsonb not null,
    decided_by text,
    decided_at timestamptz,
    check ((state = 'rejected') = (sealed is null))
  )`,
]
