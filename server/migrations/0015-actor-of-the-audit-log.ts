import { type Kysely, sql } from 'kysely'

/**
 * Names change and two people may bear one: who wrote is kept by identifier beside the name told at that moment, with the
 * personal token when one was used. Lines written before know the name only.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table audit_log add column actor_id text`,
  `alter table audit_log add column token_id uuid`,
  `create index audit_log_by_actor on audit_log (actor_id, id)`,
]
