import type { DetectionReport } from '@socle/contracts'
import { randomUUID } from 'node:crypto'
import type { Queries, Trx } from '../../platform/database.ts'

/** @param sealed text and comment, encrypted */
export async function insertReport(
  trx: Trx,
  report: { at: Date; by: string; sealed: Buffer; expected: DetectionReport['expected'] },
): Promise<string> {
  const { at, by, sealed, expected } = report
  const row = { id: randomUUID(), at, reported_by: by, state: 'waiting' as const, sealed }
  await trx
    .insertInto('ai_detection_reports')
    .values({ ...row, expected: JSON.stringify(expected), decided_by: null, decided_at: null })
    .execute()
  return row.id
}

/** Those that wait first, the newest first among equals. */
export const reports = (db: Queries) =>
  db
    .selectFrom('ai_detection_reports')
    .selectAll()
    .orderBy((order) => order.case().when('state', '=', 'waiting').then(0).else(1).end())
    .orderBy('at', 'desc')
    .limit(500)
    .execute()
export type ReportRow = Awaited<ReturnType<typeof reports>>[number]

export const acceptedReports = (db: Queries): Promise<ReportRow[]> =>
  db.selectFrom('ai_detection_reports').selectAll().where('state', '=', 'accepted').orderBy('at').execute()

export const lockReport = (trx: Trx, id: string): Promise<ReportRow | undefined> =>
  trx.selectFrom('ai_detection_reports').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** A rejected report forgets its words. */
export const decideReport = (trx: Trx, id: string, accepted: boolean, by: string, at: Date): Promise<ReportRow> =>
  trx
    .updateTable('ai_detection_reports')
    .set({
      state: accepted ? 'accepted' : 'rejected',
      decided_by: by,
      decided_at: at,
      ...(!accepted && { sealed: null, expected: '[]' }),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
