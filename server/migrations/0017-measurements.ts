import { type Kysely, sql } from 'kysely'

/** When the access layer last measured an application: the next measure is due some days later, on whichever replica. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table ai_measurements (
    application_id text primary key references applications,
    measured_at timestamptz not null
  )`.execute(db)
}
