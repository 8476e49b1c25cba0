import { type Kysely, sql } from 'kysely'

/** A provider is believed to keep to what calls allow once it was measured: a row says that it was, and from which length on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table ai_excesses add column kept_from double precision`.execute(db)
}
