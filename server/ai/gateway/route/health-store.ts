/** What each replica says of the health of providers, for those who look at them all. */
import { sql } from 'kysely'
import type { Database } from '../../../platform/database.ts'
import type { HealthReport } from './health.ts'

/** What a replica said longer ago is not known to hold: it is gone. */
const HEARD_MS = 60_000

/** Deployment → report. */
export type HealthReports = Readonly<Record<string, HealthReport>>

export async function saveReports(db: Database, replica: string, reports: HealthReports): Promise<void> {
  await db
    .insertInto('ai_replica_health')
    .values({ replica_id: replica, reports: JSON.stringify(reports), seen_at: sql<Date>`now()` })
    .onConflict((conflict) =>
      conflict.column('replica_id').doUpdateSet({ reports: JSON.stringify(reports), seen_at: sql<Date>`now()` }),
    )
    .execute()
  await db
    .deleteFrom('ai_replica_health')
    .where('seen_at', '<', sql<Date>`now() - ${HEARD_MS} * interval '1 millisecond'`)
    .execute()
}

export async function forgetReports(db: Database, replica: string): Promise<void> {
  await db.deleteFrom('ai_replica_health').where('replica_id', '=', replica).execute()
}

export async function reportsOfOthers(db: Database, replica: string): Promise<HealthReports[]> {
  const rows = await db
    .selectFrom('ai_replica_health')
    .select('reports')
    .where('replica_id', '!=', replica)
    .where('seen_at', '>=', sql<Date>`now() - ${HEARD_MS} * interval '1 millisecond'`)
    .execute()
  return rows.map(({ reports }) => reports as HealthReports)
}
