import type { ProviderRecord } from '@socle/contracts'
import type { Queries, Trx } from '../../platform/database.ts'

export const storedProviders = (db: Queries) => db.selectFrom('ai_providers').selectAll().orderBy('id').execute()

export type ProviderRow = Awaited<ReturnType<typeof storedProviders>>[number]

export const lockProvider = (trx: Trx, id: string): Promise<ProviderRow | undefined> =>
  trx.selectFrom('ai_providers').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** @returns false when the identifier is taken */
export async function insertProvider(trx: Trx, record: ProviderRecord): Promise<boolean> {
  const inserted = await trx
    .insertInto('ai_providers')
    .values({ id: record.id, record: JSON.stringify(record), secret: null, approved_by: null, approved_at: null })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export const storeProvider = (trx: Trx, record: ProviderRecord, revision: number, keepApproval: boolean) =>
  trx
    .updateTable('ai_providers')
    .set({
      record: JSON.stringify(record),
      revision: revision + 1,
      ...(!keepApproval && { approved_by: null, approved_at: null }),
    })
    .where('id', '=', record.id)
    .execute()

export const storeSecret = (trx: Trx, id: string, secret: Buffer) =>
  trx.updateTable('ai_providers').set({ secret }).where('id', '=', id).execute()

export const storeApproval = (trx: Trx, id: string, approval: { by: string; at: Date } | undefined) =>
  trx
    .updateTable('ai_providers')
    .set({ approved_by: approval?.by ?? null, approved_at: approval?.at ?? null })
    .where('id', '=', id)
    .execute()

export async function storeAlias(trx: Trx, alias: string, model: string | null): Promise<void> {
  if (model === null) await trx.deleteFrom('ai_aliases').where('alias', '=', alias).execute()
  else
    await trx
      .insertInto('ai_aliases')
      .values({ alias, model })
      .onConflict((conflict) => conflict.column('alias').doUpdateSet({ model }))
      .execute()
}
