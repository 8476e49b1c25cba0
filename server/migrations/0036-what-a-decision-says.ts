import { type Kysely, sql } from 'kysely'

/**
 * Who is told of a decision reads its grounds and until when it holds, and the minutes say what was asked. What was told and
 * closed before says as little as it did.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table notifications add column detail jsonb').execute(db)
  await sql.raw('alter table mail_outbox add column detail jsonb').execute(db)
  await sql.raw('alter table committee_items add column about jsonb').execute(db)
}
