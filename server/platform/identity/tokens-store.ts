import type { PersonalToken, TokenAccess } from '@socle/contracts'
import { randomUUID } from 'node:crypto'
import type { Queries, Trx } from '../database.ts'

const select = (db: Queries) =>
  db
    .selectFrom('personal_tokens as token')
    .innerJoin('users', 'users.id', 'token.user_id')
    .leftJoin('personal_tokens as maker', 'maker.id', 'token.made_by')
    .select([
      'token.id',
      'token.label',
      'token.prefix',
      'token.access',
      'token.applications',
      'token.made_by',
      'token.created_at',
      'token.expires_at',
      'token.last_used_at',
      'token.revoked_at',
      'maker.revoked_at as maker_revoked_at',
      'users.id as user_id',
      'users.name',
    ])

type TokenRow = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

/** What a call with this secret rests on. */
export const tokenOfHash = (db: Queries, hash: Buffer) =>
  select(db)
    .select(['users.organisation', 'users.roles', 'users.last_sign_in_at'])
    .where('token.secret_hash', '=', hash)
    .executeTakeFirst()

export const touchToken = (db: Queries, id: string, now: Date) =>
  db.updateTable('personal_tokens').set({ last_used_at: now }).where('id', '=', id).execute()

/** Newest first; of one person, or of everybody. */
export async function tokensOf(db: Queries, userId: string | undefined, limit: number): Promise<PersonalToken[]> {
  const rows = select(db).orderBy('token.created_at', 'desc').orderBy('token.id').limit(limit)
  return (await (userId === undefined ? rows : rows.where('token.user_id', '=', userId)).execute()).map(asToken)
}

export const workingTokens = async (trx: Trx, userId: string, now: Date): Promise<number> =>
  (await select(trx).where('token.user_id', '=', userId).where('token.expires_at', '>', now).execute()).filter(
    (row) => revokedAt(row) === null,
  ).length

/** Still works, and will until this transaction ends: a token made with it cannot slip past its revocation. */
export const lockMaker = (trx: Trx, id: string) =>
  trx
    .selectFrom('personal_tokens')
    .select('id')
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()

export async function insertToken(
  trx: Trx,
  values: {
    userId: string
    label: string
    prefix: string
    hash: Buffer
    access: TokenAccess
    applications: string[] | null
    madeBy: string | null
    now: Date
    expiresAt: Date
  },
): Promise<PersonalToken> {
  const id = randomUUID()
  await trx
    .insertInto('personal_tokens')
    .values({
      id,
      user_id: values.userId,
      label: values.label,
      prefix: values.prefix,
      secret_hash: values.hash,
      access: values.access,
      applications: values.applications,
      made_by: values.madeBy,
      created_at: values.now,
      expires_at: values.expiresAt,
    })
    .execute()
  return asToken(await select(trx).where('token.id', '=', id).executeTakeFirstOrThrow())
}

/**
 * Revoking twice keeps the first date.
 * @param userId its owner; undefined = whoever that is
 */
export async function revokeToken(
  trx: Trx,
  id: string,
  userId: string | undefined,
  now: Date,
): Promise<PersonalToken | undefined> {
  const revoke = trx
    .updateTable('personal_tokens')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
  await (userId === undefined ? revoke : revoke.where('user_id', '=', userId)).execute()
  const read = select(trx).where('token.id', '=', id)
  const row = await (userId === undefined ? read : read.where('token.user_id', '=', userId)).executeTakeFirst()
  return row && asToken(row)
}

const earliest = (a: Date | null, b: Date | null): Date | null => (a === null ? b : b === null ? a : a < b ? a : b)
const revokedAt = ({ revoked_at, maker_revoked_at }: Pick<TokenRow, 'revoked_at' | 'maker_revoked_at'>) =>
  earliest(revoked_at, maker_revoked_at)

const asToken = (row: TokenRow): PersonalToken => ({
  id: row.id,
  label: row.label,
  prefix: row.prefix,
  access: row.access,
  applications: row.applications,
  owner: { id: row.user_id, name: row.name },
  madeBy: row.made_by,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  revokedAt: revokedAt(row)?.toISOString() ?? null,
})
