import { type Kysely, sql } from 'kysely'

/**
 * Attendance is kept change by change, so that whoever leaves later changes no item already voted. What was recorded
 * before stands for the whole of its session: it holds from before any vote.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table committee_attendance add column at timestamptz not null default 'epoch'`.execute(db)
  await sql`alter table committee_attendance alter column at drop default`.execute(db)
  await sql`alter table committee_attendance drop constraint committee_attendance_pkey`.execute(db)
  await sql`alter table committee_attendance add primary key (session_id, mandate_id, at)`.execute(db)
}
