import type { Queries, Trx } from '../../platform/database.ts'
import type { Schema } from '../../platform/schema.ts'

/** Newest first. */
export const releasesOf = (db: Queries, reference: string) =>
  db
    .selectFrom('product_releases')
    .selectAll()
    .where('reference', '=', reference)
    .orderBy('entered_at', 'desc')
    .execute()

export const releaseOf = (db: Queries, procedureId: string) =>
  db.selectFrom('product_releases').selectAll().where('procedure_id', '=', procedureId).executeTakeFirst()

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
