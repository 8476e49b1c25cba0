/** Reads the ledger; it is written by `ai_settle` only. */
import { COUNTED, type LedgerLine, type Outcome, type Totals } from '@socle/contracts'
import { type RawBuilder, sql } from 'kysely'
import type { Queries } from '../../platform/database.ts'
import type { Schema } from '../../platform/schema.ts'
import { NANO_PER_EURO } from '../policy/policy.ts'

/** First instant, and the one after the last. */
export interface Range {
  readonly from: Date
  readonly until: Date
}

type Row = Omit<Schema['ai_ledger'], 'seq' | 'at' | 'route' | 'protections'> & {
  at: Date
  route: LedgerLine['route']
  protections: LedgerLine['protections']
}

const asLine = (row: Row): LedgerLine => ({
  requestId: row.request_id,
  at: row.at.toISOString(),
  applicationId: row.application_id,
  organisation: row.organisation,
  group: row.group_name,
  keyId: row.key_id,
  key: row.key_label,
  endpoint: row.endpoint,
  streamed: row.streamed,
  model: row.model,
  provider: row.provider,
  upstreamModel: row.upstream_model,
  tokensIn: row.tokens_in,
  tokensOut: row.tokens_out,
  tokensCached: row.tokens_cached,
  tokensCacheWritten: row.tokens_cache_written,
  audioSeconds: row.audio_seconds,
  estimated: row.estimated,
  priceVersion: row.price_version,
  cost: row.cost_nano / NANO_PER_EURO,
  wattHours: row.watt_hours,
  latencyMs: row.latency_ms,
  firstTokenMs: row.first_token_ms,
  status: row.status,
  outcome: row.outcome,
  reason: row.reason,
  sensitivity: row.sensitivity,
  route: row.route,
  protections: row.protections,
})

/** @param counted lines counted at most: a ledger grows by millions */
export async function listCalls(
  db: Queries,
  query: {
    applicationId?: string | undefined
    requestId?: string | undefined
    model?: string | undefined
    outcome?: Outcome | undefined
    range: Partial<Range>
    order: 'asc' | 'desc'
    offset: number
    size: number
  },
  counted = COUNTED,
): Promise<{ calls: LedgerLine[]; total: number }> {
  const found = db
    .selectFrom('ai_ledger')
    .$if(query.applicationId !== undefined, (q) => q.where('application_id', '=', query.applicationId!))
    .$if(query.requestId !== undefined, (q) => q.where('request_id', '=', query.requestId!))
    .$if(query.model !== undefined, (q) => q.where('model', '=', query.model!))
    .$if(query.outcome !== undefined, (q) => q.where('outcome', '=', query.outcome!))
    .$if(query.range.from !== undefined, (q) => q.where('at', '>=', query.range.from!))
    .$if(query.range.until !== undefined, (q) => q.where('at', '<', query.range.until!))
  const { total } = await db
    .selectFrom(found.select('seq').limit(counted).as('some'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await found
    .selectAll()
    .orderBy('at', query.order)
    .orderBy('seq', query.order)
    .offset(query.offset)
    .limit(query.size)
    .execute()
  return { calls: rows.map((row) => asLine(row as Row)), total }
}

/** Has anything been called by that name, even if it no longer may be? */
export const isCalled = async (db: Queries, model: string): Promise<boolean> =>
  (await db.selectFrom('ai_ledger').select('seq').where('model', '=', model).limit(1).executeTakeFirst()) !== undefined

/** Does anybody of that organisation call, or has anybody? */
export async function isOrganisation(db: Queries, name: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from applications where organisation = ${name})
      or exists (select 1 from ai_ledger where organisation = ${name}) as found`.execute(db)
  return rows[0]!.found
}

/** Of whoever may call, and of whoever has: all calls are read. */
export async function organisationsKnown(db: Queries): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select organisation as name from applications union select organisation from ai_ledger order by 1`.execute(db)
  return rows.map(({ name }) => name)
}

export async function countLines(db: Queries, { from, until }: Range): Promise<number> {
  const { count } = await db
    .selectFrom('ai_ledger')
    .select(sql<number>`count(*)`.as('count'))
    .where('at', '>=', from)
    .where('at', '<', until)
    .executeTakeFirstOrThrow()
  return count
}

/** Lines read at once: what an export holds in memory. */
const PAGE = 2000

/** All lines of a period, in order, page by page: a month of millions is never in memory. */
export async function* linesOf(db: Queries, { from, until }: Range): AsyncGenerator<LedgerLine[]> {
  let last: { at: Date; seq: number } | undefined
  for (;;) {
    const after = last
    const rows = await db
      .selectFrom('ai_ledger')
      .selectAll()
      .where('at', '>=', after?.at ?? from)
      .where('at', '<', until)
      .$if(after !== undefined, (q) =>
        q.where((where) => where.or([where('at', '>', after!.at), where('seq', '>', after!.seq)])),
      )
      .orderBy('at')
      .orderBy('seq')
      .limit(PAGE)
      .execute()
    if (rows.length > 0) yield rows.map((row) => asLine(row as Row))
    last = rows.at(-1) as { at: Date; seq: number } | undefined
    if (rows.length < PAGE) return
  }
}

type GroupName =
  | 'application_id'
  | 'organisation'
  | 'model'
  | 'upstream_model'
  | 'provider'
  | 'price_version'
  | 'key_id'
  | 'key_label'
  | 'reason'
  | 'day'

/** Totals of a period, by the given columns; `day` in the given time zone. */
export async function totalsBy<const G extends GroupName>(
  db: Queries,
  groups: readonly G[],
  range: Range,
  filter: { applicationId?: string | undefined; organisation?: string | undefined; provider?: string | undefined },
  timeZone: string,
): Promise<(Totals & Record<G, string | null>)[]> {
  const column = (group: GroupName): RawBuilder<unknown> =>
    group === 'day' ? sql`to_char(at at time zone ${sql.lit(timeZone)}, 'YYYY-MM-DD')` : sql.ref(group)
  const columns = groups.map((group) => sql`${column(group)} as ${sql.ref(group)}`)
  const { rows } = await sql<Record<G, string | null> & Record<string, string | number | null>>`
    select ${columns.length === 0 ? sql`` : sql`${sql.join(columns)},`}
      count(*) as calls,
      count(*) filter (where outcome = 'refused') as refused,
      count(*) filter (where outcome in ('upstream-error', 'upstream-stalled', 'upstream-broke', 'unavailable')) as failed,
      coalesce(sum(tokens_in), 0)::float8 as "tokensIn",
      coalesce(sum(tokens_out), 0)::float8 as "tokensOut",
      coalesce(sum(tokens_cached), 0)::float8 as "tokensCached",
      coalesce(sum(tokens_cache_written), 0)::float8 as "tokensCacheWritten",
      coalesce(sum(cost_nano), 0)::float8 as cost,
      coalesce(sum(watt_hours), 0)::float8 as "wattHours",
      count(*) filter (where estimated) as estimated
    from ai_ledger
    where at >= ${range.from} and at < ${range.until}
      ${filter.applicationId === undefined ? sql`` : sql`and application_id = ${filter.applicationId}`}
      ${filter.organisation === undefined ? sql`` : sql`and organisation = ${filter.organisation}`}
      ${filter.provider === undefined ? sql`` : sql`and provider = ${filter.provider}`}
    ${groups.length === 0 ? sql`` : sql`group by ${sql.join(groups.map((_, index) => sql.lit(index + 1)))} order by ${sql.join(groups.map((_, index) => sql.lit(index + 1)))}`}`.execute(
    db,
  )
  return rows.map((row) => ({ ...row, cost: Number(row.cost) / NANO_PER_EURO })) as never
}
