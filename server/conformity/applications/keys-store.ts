import type { ApplicationKey, KeyEnvironment, KeyPurpose, Sensitivity } from '@socle/contracts'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Queries, Trx } from '../../platform/database.ts'

const select = (db: Queries) =>
  db
    .selectFrom('application_keys')
    .innerJoin('users', 'users.id', 'application_keys.created_by')
    .select([
      'application_keys.id',
      'application_keys.label',
      'application_keys.purposes',
      'application_keys.environment',
      'application_keys.sensitivity',
      'application_keys.models',
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

/** What a key is and opens; its successor takes it over. */
export interface KeyScope {
  label: string
  purposes: KeyPurpose[]
  environment: KeyEnvironment
  sensitivity: Sensitivity | null
  models: string[] | null
}

export async function insertKey(
  trx: Trx,
  values: KeyScope & {
    /** The first key of the line that it continues; absent = it begins one. */
    lineId?: string
    applicationId: string
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
      purposes: values.purposes,
      environment: values.environment,
      sensitivity: values.sensitivity,
      models: values.models,
      line_id: values.lineId ?? null,
      prefix: values.prefix,
      secret_hash: values.hash,
      created_at: values.now,
      created_by: values.userId,
      expires_at: new Date(values.now.getTime() + values.days * 86_400_000),
    })
    .execute()
  return asKey(await select(trx).where('application_keys.id', '=', id).executeTakeFirstOrThrow())
}

/** A key that still works, locked until its successor is written. */
export const keyToRotate = (
  trx: Trx,
  applicationId: string,
  id: string,
  now: Date,
): Promise<(KeyScope & { lineId: string; days: number }) | undefined> =>
  trx
    .selectFrom('application_keys')
    .select(['label', 'purposes', 'environment', 'sensitivity', 'models'])
    .select(sql<string>`coalesce(line_id, id)`.as('lineId'))
    .select(sql<number>`ceil(extract(epoch from expires_at - created_at) / 86400)::int`.as('days'))
    .where('id', '=', id)
    .where('application_id', '=', applicationId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .forUpdate()
    .executeTakeFirst()

/** The key of the same line that came after this one and still works. */
export const successorOf = (
  trx: Trx,
  { lineId, id, now }: { lineId: string; id: string; now: Date },
): Promise<{ label: string; created_at: Date } | undefined> =>
  trx
    .selectFrom('application_keys')
    .select(['label', 'created_at'])
    .where('line_id', '=', lineId)
    .where('id', '!=', id)
    .where('created_at', '>=', (one) => one.selectFrom('application_keys').select('created_at').where('id', '=', id))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()

/** Never lengthens the life of a key. */
export const retireKey = (trx: Trx, id: string, at: Date) =>
  trx
    .updateTable('application_keys')
    .set({ expires_at: at })
    .where('id', '=', id)
    .where('expires_at', '>', at)
    .execute()

/**
 * Revokes the key and those that it replaced: whoever closes a door closes all of it. Revoking twice keeps the first date.
 * @returns the key, and what else was revoked with it; undefined = unknown
 */
export async function revokeKey(
  trx: Trx,
  applicationId: string,
  id: string,
  now: Date,
): Promise<{ key: ApplicationKey; replaced: { id: string; label: string }[] } | undefined> {
  const row = await trx
    .selectFrom('application_keys')
    .select('created_at')
    .select(sql<string>`coalesce(line_id, id)`.as('lineId'))
    .where('id', '=', id)
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const replaced = await trx
    .updateTable('application_keys')
    .set({ revoked_at: now })
    .where(sql<string>`coalesce(line_id, id)`, '=', row.lineId)
    .where('created_at', '<=', row.created_at)
    .where('id', '!=', id)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['id', 'label'])
    .execute()
  await trx
    .updateTable('application_keys')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
  return { key: asKey(await select(trx).where('application_keys.id', '=', id).executeTakeFirstOrThrow()), replaced }
}

const asKey = (row: KeyRow): ApplicationKey => ({
  id: row.id,
  label: row.label,
  purposes: row.purposes,
  environment: row.environment,
  sensitivity: row.sensitivity,
  models: row.models,
  prefix: row.prefix,
  createdAt: row.created_at.toISOString(),
  createdBy: { id: row.author_id, name: row.author_name },
  expiresAt: row.expires_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  revokedAt: row.revoked_at?.toISOString() ?? null,
})
