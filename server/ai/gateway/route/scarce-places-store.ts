/** Who waits for scarce models and who is with them, on all replicas. */
import { sql } from 'kysely'
import type { Database } from '../../../platform/database.ts'

/** A replica that has not renewed its places for so long is gone. */
const LEASE_MS = 10_000

export interface PlaceRow {
  readonly id: string
  readonly deployment: string
  readonly capacity: number
  readonly requestId: string
  readonly keyId: string
  readonly priority: number
  readonly admitted: boolean
  readonly rank: number
}

export interface Turn {
  readonly id: string
  readonly admitted: boolean
  /** From 1 on, among those who wait. */
  readonly position: number
}

/** @param places everything that this replica has; what is not named any more is given up */
export async function takeTurns(db: Database, replica: string, places: readonly PlaceRow[]): Promise<Turn[]> {
  const { rows } = await sql<Turn>`select place_id as id, has_turn as admitted, place as position
    from ai_scarce_turns(${replica}::uuid, ${JSON.stringify(places)}::jsonb, ${LEASE_MS} * interval '1 millisecond')`.execute(
    db,
  )
  return rows
}

export interface Waiting {
  readonly deployment: string
  readonly requestId: string
  readonly position: number
  readonly waitedSeconds: number
}

/** The places of one key in the queues of all replicas. */
export async function waitingOf(db: Database, keyId: string): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select deployment, request_id as "requestId", position::int, waited::int as "waitedSeconds" from (
      select deployment, request_id, key_id, extract(epoch from now() - asked_at) as waited,
          row_number() over (partition by deployment order by priority, number) as position
        from ai_scarce_places where not admitted and seen_at >= now() - ${LEASE_MS} * interval '1 millisecond') queue
    where key_id = ${keyId} order by deployment, position`.execute(db)
  return rows
}

/** How many wait for each deployment. */
export async function waitingCounts(db: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('ai_scarce_places')
    .select((eb) => ['deployment', eb.fn.countAll<number>().as('waiting')])
    .where('admitted', '=', false)
    .where('seen_at', '>=', sql<Date>`now() - ${LEASE_MS} * interval '1 millisecond'`)
    .groupBy('deployment')
    .execute()
  return new Map(rows.map(({ deployment, waiting }) => [deployment, Number(waiting)]))
}
