import { type Kysely, sql } from 'kysely'

/** A kept verdict names what waits for a proof and what is derogated: those of before are worked out again when they are next read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`update conformity_files set verdict_valid_before = '1970-01-01'`.execute(db)
}
