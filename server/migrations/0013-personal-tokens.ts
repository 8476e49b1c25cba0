import { type Kysely, sql } from 'kysely'

/** What people lend to their commands. The secret is never here, only its digest. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table personal_tokens (
    id uuid primary key,
    user_id uuid not null references users,
    label text not null,
    prefix text not null,
    secret_hash bytea not null unique,
    access text not null check (access in ('read', 'act')),
    applications text[],
    made_by uuid references personal_tokens,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
  )`,
  `create index personal_tokens_by_user on personal_tokens (user_id, created_at)`,
  `create index personal_tokens_by_maker on personal_tokens (made_by)`,
]
