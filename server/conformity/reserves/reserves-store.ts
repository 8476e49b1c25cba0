import type { Queries, Trx } from '../../platform/database.ts'
import { grantsInForce } from '../derogations/index.ts'
import { type ReserveFacts, stateToday } from './reserves-rules.ts'

export const openReserveRows = (db: Queries, applicationId: string) =>
  db
    .selectFrom('procedures')
    .select(['id', 'title', 'link', 'state', 'data'])
    .where('application_id', '=', applicationId)
    .where('process', '=', 'reserve')
    .where('final', '=', false)
    .orderBy('opened_at')
    .orderBy('id')
    .execute()

/** Covered reserves of every application, locked until the transaction ends; what another sweep holds is left to it. */
export const coveredReserveRows = (trx: Trx) =>
  trx
    .selectFrom('procedures')
    .select(['id', 'application_id', 'data'])
    .where('process', '=', 'reserve')
    .where('state', '=', 'covered')
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute()

/** Reserves of an application that are not lifted, as they count on that day. */
export async function reservesOf(db: Queries, applicationId: string, today: string): Promise<ReserveFacts[]> {
  const rows = await openReserveRows(db, applicationId)
  if (rows.length === 0) return []
  const derogated = new Set((await grantsInForce(db, applicationId, today)).map(({ requirementId }) => requirementId))
  return rows.map(({ id, title, link, state, data }) => ({
    id,
    title,
    link,
    blocking: data['blocking'] === true,
    state: stateToday(state, data, derogated),
  }))
}
