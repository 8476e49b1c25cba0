import type { ProviderRecord } from '@socle/contracts'
import type { Config } from '../../platform/config.ts'
import type { Queries, Trx } from '../../platform/database.ts'
import { builtInProvider } from './built-in.ts'

export const storedProviders = (db: Queries) =>
  db
    .selectFrom('ai_providers as provider')
    .leftJoin('users as stated', 'stated.id', 'provider.stated_by')
    .selectAll('provider')
    .select('stated.name as stated_by_name')
    .orderBy('provider.id')
    .execute()

/** Wherever it is declared: in the parameter file, in the portal, or on board. */
export async function knownProvider(
  db: Queries,
  settings: Config['ai'],
  id: string,
): Promise<{ id: string; name: string } | undefined> {
  const here = [...settings.providers, ...builtInProvider().map(({ provider }) => provider)]
  const declared = here.find((provider) => provider.id === id)
  if (declared) return { id, name: declared.name }
  const stored = await db.selectFrom('ai_providers').select('record').where('id', '=', id).executeTakeFirst()
  return stored && { id, name: (stored.record as ProviderRecord).name }
}

export type ProviderRow = Awaited<ReturnType<typeof storedProviders>>[number]

export const lockProvider = (trx: Trx, id: string) =>
  trx.selectFrom('ai_providers').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** @returns false when the identifier is taken */
export async function insertProvider(trx: Trx, record: ProviderRecord, by: string | null): Promise<boolean> {
  const inserted = await trx
    .insertInto('ai_providers')
    .values({
      id: record.id,
      record: JSON.stringify(record),
      secret: null,
      approved_by: null,
      approved_at: null,
      stated_by: by,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** @param stated null = nothing changes of what its approval is given for; otherwise who states it now */
export const storeProvider = (
  trx: Trx,
  record: ProviderRecord,
  revision: number,
  stated: { by: string | null } | null,
) =>
  trx
    .updateTable('ai_providers')
    .set({
      record: JSON.stringify(record),
      revision: revision + 1,
      ...(stated && { approved_by: null, approved_at: null, suspended_at: null, stated_by: stated.by }),
    })
    .where('id', '=', record.id)
    .execute()

export const storeSecret = (trx: Trx, id: string, secret: Buffer) =>
  trx.updateTable('ai_providers').set({ secret }).where('id', '=', id).execute()

export const storeApproval = (trx: Trx, id: string, approved: boolean, { by, at }: { by: string; at: Date }) =>
  trx
    .updateTable('ai_providers')
    .set({
      approved_by: approved ? by : null,
      approved_at: approved ? at : null,
      suspended_at: approved ? null : at,
    })
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
