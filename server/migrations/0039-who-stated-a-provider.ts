import { type Kysely, sql } from 'kysely'

/**
 * Who declared a provider, or last changed what its approval is given for, does not approve it: nobody is known for those
 * of before. One that was suspended waits for no approval. A tender under evaluation is from now on its buyer's turn as well.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      'alter table ai_providers add column stated_by uuid references users (id), add column suspended_at timestamptz',
    )
    .execute(db)
  await sql`update procedures set turn = array['buyer', 'architect']
    where process = 'tender' and state = 'evaluation'`.execute(db)
}
