import type { Queries, Trx } from '../../platform/database.ts'
import { dayOf } from '../../platform/day.ts'
import type { Schema } from '../../platform/schema.ts'

/** Newest first. */
export const releasesOf = (db: Queries, reference: string) =>
  db
    .selectFrom('product_releases')
    .selectAll()
    .where('reference', '=', reference)
    .orderBy('entered_at', 'desc')
    .execute()

export type Release = Awaited<ReturnType<typeof releasesOf>>[number]

/** Days on which other versions of the product went to production, security fixes apart. */
export async function daysOfProduction(db: Queries, reference: string, but: string): Promise<string[]> {
  const rows = await db
    .selectFrom('product_releases as release')
    .innerJoin('procedure_steps as step', 'step.procedure_id', 'release.procedure_id')
    .select('step.at')
    .where('release.reference', '=', reference)
    .where('release.procedure_id', '!=', but)
    .where('release.security_fix', '=', false)
    .where('step.to_state', '=', 'production')
    .execute()
  return rows.map(({ at }) => dayOf(at))
}

/** A superseded version can still be downloaded until it is removed. */
export const isOnSite = (state: string): boolean => state === 'production' || state === 'superseded'

export const storeRelease = (
  trx: Trx,
  release: Omit<Schema['product_releases'], 'entered_at'> & { entered_at: Date },
) =>
  trx
    .insertInto('product_releases')
    .values(release)
    .onConflict((conflict) =>
      conflict.column('procedure_id').doUpdateSet({ state: release.state, entered_at: release.entered_at }),
    )
    .execute()
