import { type Kysely, sql } from 'kysely'

/** A published product and a superseded version wait for nobody any more: they leave the home pages. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`update procedures set turn = '{}', assignee_id = null
    where (process = 'product-qualification' and state = 'published')
       or (process = 'product-release' and state = 'superseded')`.execute(db)
}
