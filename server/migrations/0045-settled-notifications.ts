import { type Kysely, sql } from 'kysely'

/**
 * What was asked of people is told as done once it is. Of what was told before, a decision and its grounds (`detail`) stay to
 * be read; what else was said of where a procedure stood, or of the agenda of a session, was asked of somebody, and is done
 * where it has moved on since.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table notifications add column matter text').execute(db)
  await sql.raw('alter table notifications add column settled_at timestamptz').execute(db)
  await sql
    .raw(
      `update notifications told set matter = 'procedure:' || asked.id,
        settled_at = case when told.at < asked.entered_at then asked.entered_at end
       from procedures asked
       where asked.link = told.link and (told.detail is null or asked.process = 'committee-session')
         and (told.at < asked.entered_at or not asked.final)`,
    )
    .execute(db)
  await sql.raw('create index on notifications (matter) where settled_at is null and matter is not null').execute(db)
}
