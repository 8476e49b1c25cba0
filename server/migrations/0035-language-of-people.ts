import { type Kysely, sql } from 'kysely'

/** People are written to in the language that they read the portal in: the one of their last sign-in, or that they chose since. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table users add column language text').execute(db)
  await sql.raw('alter table sign_ins add column language text').execute(db)
}
