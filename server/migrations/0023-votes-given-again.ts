import { type Kysely, sql } from 'kysely'

/** Each time that a mandate voted is kept, so that voting again does not move the end of a vote. Of before, the last is known. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table committee_votes add column given_at timestamptz[] not null default '{}'`.execute(db)
  await sql`update committee_votes set given_at = array[at]`.execute(db)
  await sql`alter table committee_votes alter column given_at drop default`.execute(db)
}
