import type { LimitDeclaration } from '@socle/contracts'
import { randomUUID } from 'node:crypto'
import type { Queries, Trx } from '../../platform/database.ts'

/** One of the same scope, measure and period is replaced. @returns its identifier */
export async function setLimit(trx: Trx, { scope, of, measure, period, amount }: LimitDeclaration): Promise<string> {
  const { id } = await trx
    .insertInto('ai_limits')
    .values({ id: randomUUID(), scope, subject: of, measure, period, amount })
    .onConflict((conflict) => conflict.columns(['scope', 'subject', 'measure', 'period']).doUpdateSet({ amount }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export const removeLimit = (trx: Trx, id: string) =>
  trx.deleteFrom('ai_limits').where('id', '=', id).returningAll().executeTakeFirst()

/** What the database knows of the given periods: `limit start` → figures. */
export async function countersSince(db: Queries, oldest: Date): Promise<Map<string, { spent: number; held: number }>> {
  const rows = await db.selectFrom('ai_counters').selectAll().where('period_start', '>=', oldest).execute()
  return new Map(
    rows.map(({ limit_id, period_start, spent, held }) => [`${limit_id} ${period_start.getTime()}`, { spent, held }]),
  )
}
