import { type Kysely, sql } from 'kysely'

/** A comment may be about an edition that is worked on, and not about the one in force. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table framework_remarks add column draft_id uuid references edition_drafts (procedure_id)`.execute(db)
  await sql`create index framework_remarks_of_a_draft on framework_remarks (draft_id) where draft_id is not null`.execute(
    db,
  )
}
