/** The three functions of the database through which budgets and ledger move together. */
import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { Use } from '../gateway/budget/budget.ts'
import type { LedgerRow } from './ledger-row.ts'

/** A replica not seen for so long is gone, and what it held is given back. */
export const REPLICA_GONE_MS = 60_000

interface Ask {
  readonly limit: string
  readonly start: string
  readonly amount: number
  readonly least: number
  readonly most: number
}

export async function lend(
  db: Database,
  replica: string,
  asks: readonly Ask[],
): Promise<{ granted: number; spent: number; held: number }[]> {
  const { rows } = await sql<{ loans: { granted: number; spent: number; held: number }[] }>`
    select ai_lease(${replica}::uuid, ${JSON.stringify(asks)}::jsonb, now()) as loans`.execute(db)
  return rows[0]!.loans
}

export const settle = (
  db: Database,
  replica: string,
  batch: number,
  rows: readonly LedgerRow[],
  uses: readonly Use[],
): Promise<unknown> =>
  sql`select ai_settle(${replica}::uuid, ${batch}::bigint, ${JSON.stringify(rows)}::json, ${JSON.stringify(uses)}::jsonb, now())`.execute(
    db,
  )

/** @returns how many replicas were found gone */
export async function sweep(db: Database, before: Date, oldest: Date): Promise<number> {
  const { rows } = await sql<{ gone: number }>`select ai_sweep(${before}, ${oldest}) as gone`.execute(db)
  return rows[0]!.gone
}
