import { type Kysely, sql } from 'kysely'

/**
 * A production gate that one member could pass alone is for the vote of a session: whoever keeps the agendas puts its
 * review on one. A review asked for before this says neither size nor nature, so it is for the vote whatever they are.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`update procedures set turn = array['architect']
    where process = 'gate-review' and state = 'requested' and data->>'gate' = 'production'`.execute(db)
}
