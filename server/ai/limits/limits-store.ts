import type { LimitDeclaration } from '@socle/contracts'
import { sql } from 'kysely'
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

/**
 * What the database knows of the given periods: `limit start` → figures. What a replica holds that is gone comes back with
 * the next call that needs it: it is shown no longer.
 * @param gone when a replica was last seen that counts as gone
 */
export async function countersSince(
  db: Queries,
  oldest: Date,
  gone: Date,
): Promise<Map<string, { spent: number; held: number }>> {
  const { rows } = await sql<{ limit_id: string; period_start: Date; spent: number; held: number }>`
    select c.limit_id, c.period_start, c.spent, least(c.held, coalesce(sum(l.amount), 0)::bigint) as held
    from ai_counters c
      left join (ai_leases l join ai_replicas r on r.id = l.replica_id and r.seen_at >= ${gone})
        on l.limit_id = c.limit_id and l.period_start = c.period_start
    where c.period_start >= ${oldest}
    group by c.limit_id, c.period_start`.execute(db)
  return new Map(
    rows.map(({ limit_id, period_start, spent, held }) => [`${limit_id} ${period_start.getTime()}`, { spent, held }]),
  )
}
