/** Reads of the ledger what measures need of one application. */
import type { GatewayFacts, Sensitivity } from '@socle/contracts'
import { sql } from 'kysely'
import type { Queries, Trx } from '../../platform/database.ts'
import type { Range } from '../ledger/ledger-store.ts'
import { NANO_PER_EURO } from '../policy/policy.ts'

/** A call that a provider answered, wholly or until its caller left. */
const ANSWERED = sql`outcome in ('answered', 'caller-left')`
/** Steps of a route in which the question was sent, whatever came of it. */
const SENT = sql`step ->> 'result' in ('answered', 'failed', 'refused-by-provider')`

type Counted = Omit<GatewayFacts, 'from' | 'to' | 'flows'>

export async function countedOf(db: Queries, applicationId: string, range: Range, timeZone: string): Promise<Counted> {
  const within = sql`application_id = ${applicationId} and at >= ${range.from} and at < ${range.until}`
  const { rows } = await sql<Omit<Counted, 'firstCallOn' | 'models' | 'protections'>>`
    select count(*) as calls,
      count(*) filter (where ${ANSWERED}) as answered,
      count(*) filter (where outcome = 'refused') as refused,
      (select request_id from ai_ledger where ${within} order by at, seq limit 1) as "firstRequest",
      (select request_id from ai_ledger where ${within} order by at desc, seq desc limit 1) as "lastRequest",
      coalesce(sum(tokens_in), 0)::float8 as "tokensIn",
      coalesce(sum(tokens_out), 0)::float8 as "tokensOut",
      coalesce(sum(tokens_cached), 0)::float8 as "tokensCached",
      coalesce(sum(cost_nano), 0)::float8 / ${NANO_PER_EURO} as cost,
      coalesce(sum(watt_hours), 0)::float8 as "wattHours",
      count(*) filter (where ${ANSWERED} and estimated) as estimated,
      count(*) filter (where ${ANSWERED} and price_version is null) as unpriced
    from ai_ledger where ${within}`.execute(db)
  const first = await sql<{ day: string | null }>`
    select to_char(min(at) at time zone ${sql.lit(timeZone)}, 'YYYY-MM-DD') as day
    from ai_ledger where application_id = ${applicationId}`.execute(db)
  const models = await sql<{ model: string; calls: number }>`
    select model, count(*) as calls from ai_ledger where ${within} group by model order by calls desc, model`.execute(
    db,
  )
  const protections = await sql<{ type: string; n: number }>`
    select type, sum(n::int)::float8 as n from ai_ledger, jsonb_each_text(protections) as protected(type, n)
    where ${within} group by type order by type`.execute(db)
  return {
    ...rows[0]!,
    firstCallOn: first.rows[0]!.day,
    models: models.rows,
    protections: Object.fromEntries(protections.rows.map(({ type, n }) => [type, n])),
  }
}

/** Where calls went or were tried, by sensitivity: a provider that failed had been sent the question too. */
export async function sentTo(
  db: Queries,
  applicationId: string,
  range: Range,
): Promise<{ provider: string; sensitivity: Sensitivity; calls: number }[]> {
  const { rows } = await sql<{ provider: string; sensitivity: Sensitivity; calls: number }>`
    select step ->> 'provider' as provider, sensitivity, count(distinct seq) as calls
    from ai_ledger, jsonb_array_elements(route) as step
    where application_id = ${applicationId} and at >= ${range.from} and at < ${range.until} and ${SENT}
    group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

/** Applications that called since, and were not measured since. */
export async function dueForMeasure(db: Queries, since: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('applications')
    .leftJoin('ai_measurements', 'ai_measurements.application_id', 'applications.id')
    .select('applications.id')
    .where((eb) => eb.or([eb('measured_at', 'is', null), eb('measured_at', '<', since)]))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('ai_ledger')
          .select('seq')
          .whereRef('ai_ledger.application_id', '=', 'applications.id')
          .where('ai_ledger.at', '>=', since),
      ),
    )
    .orderBy('applications.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** @returns false when it was measured after `before`, by another replica for one */
export async function claimMeasure(trx: Trx, applicationId: string, now: Date, before: Date): Promise<boolean> {
  const claimed = await trx
    .insertInto('ai_measurements')
    .values({ application_id: applicationId, measured_at: now })
    .onConflict((conflict) =>
      conflict
        .column('application_id')
        .doUpdateSet({ measured_at: now })
        .where('ai_measurements.measured_at', '<=', before),
    )
    .returning('application_id')
    .executeTakeFirst()
  return claimed !== undefined
}
