import { type Kysely, sql } from 'kysely'

/** Providers that used more than a call allowed: calls to them reserve as much from then on, on every replica. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table ai_excesses (
    deployment text not null,
    day date not null,
    tokens_ratio double precision not null,
    tokens_worst double precision not null,
    money_ratio double precision not null,
    money_worst double precision not null,
    primary key (deployment, day)
  )`,
  // Replicas read it with their copy of the policy.
  `create trigger ai_excesses_policy after insert or update on ai_excesses
    for each row execute function ai_policy_changed()`,
]
