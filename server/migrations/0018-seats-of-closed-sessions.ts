import { type Kysely, sql } from 'kysely'

/** Who sat is kept at the closing: mandates recorded later, even for earlier days, change no minutes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table committee_sessions add column seats jsonb`.execute(db)
}
