import type { ApplicationKey } from '@socle/contracts'
import { randomUUID } from 'node:crypto'
import type { Queries, Trx } from '../../platform/database.ts'

const select = (db: Queries) =>
  db
    .selectFrom('application_keys')
    .innerJoin('users', 'users.id', 'application_keys.created_by')
    .select([
      'application_keys.id',
      'application_keys.label',
      'application_keys.prefix',
      'application_keys.created_at',
      'application_keys.expires_at',
      'application_keys.last_used_at',
      'application_keys.revoked_at',
      'users.id as author_id',
      'users.name as author_name',
    ])

type KeyRow = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

export const keysOf = async (db: Queries, applicationId: string): Promise<ApplicationKey[]> =>
  (
    await select(db)
      .where('application_id', '=', applicationId)
      .orderBy('application_keys.created_at', 'desc')
      .execute()
  ).map(asKey)

export async function insertKey(
  trx: Trx,
  values: {
    applicationId: string
    label: string
    prefix: string
    hash: Buffer
    userId: string
    now: Date
    days: number
  },
): Promise<ApplicationKey> {
  const id = randomUUID()
  await trx
    .insertInto('application_keys')
    .values({
      id,
      application_id: values.applicationId,
      label: values.label,
      prefix: values.prefix,
      secret_hash: values.hash,
      created_at: values.now,
      created_by: values.userId,
      expires_at: new Date(values.now.getTime() + values.days * 86_400_000),
    })
    .execute()
  return asKey(await select(trx).where('application_keys.id', '=', id).executeTakeFirstOrThrow())
}

/** Revoking twice keeps the first date. */
export async function revokeKey(
  trx: Trx,
  applicationId: string,
  id: string,
  now: Date,
): Promise<ApplicationKey | undefined> {
  await trx
    .updateTable('application_keys')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('application_id', '=', applicationId)
    .where('revoked_at', 'is', null)
    .execute()
  const row = await select(trx)
    .where('application_keys.id', '=', id)
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
  return row && asKey(row)
}

const asKey = (row: KeyRow): ApplicationKey => ({
  id: row.id,
  label: row.label,
  prefix: row.prefix,
  createdAt: row.created_at.toISOString(),
  createdBy: { id: row.author_id, name: row.author_name },
  expiresAt: row.expires_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  revokedAt: row.revoked_at?.toISOString() ?? null,
})
