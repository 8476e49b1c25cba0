/** Keys with which applications call: shown once, stored as a hash, revoked at once. */
import { createHash, randomBytes } from 'node:crypto'
import type { Caller } from '../caller.ts'
import type { Queries } from '../database.ts'
import { dayOf } from '../day.ts'
import { refuse, type Refusal } from '../errors.ts'

const PREFIX = 'socle_'
const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

export function newKeySecret(): { secret: string; prefix: string; hash: Buffer } {
  const secret = PREFIX + randomBytes(32).toString('base64url')
  return { secret, prefix: secret.slice(0, PREFIX.length + 6), hash: hashOf(secret) }
}

/** Another replica may have told a later use. */
export const touchKey = (db: Queries, id: string, at: Date): Promise<unknown> =>
  db
    .updateTable('application_keys')
    .set({ last_used_at: at })
    .where('id', '=', id)
    .where((one) => one.or([one('last_used_at', 'is', null), one('last_used_at', '<', at)]))
    .execute()

export async function callerOfKey(db: Queries, secret: string, now: Date): Promise<Caller | undefined> {
  const row = await db
    .updateTable('application_keys')
    .set({ last_used_at: now })
    .where('secret_hash', '=', hashOf(secret))
    .where('expires_at', '>', now)
    .where('revoked_at', 'is', null)
    .returning(['id', 'application_id', 'label', 'purposes'])
    .executeTakeFirst()
  return (
    row && {
      kind: 'application',
      keyId: row.id,
      applicationId: row.application_id,
      label: row.label,
      purposes: row.purposes,
    }
  )
}

/** When a key ends, or ended. */
export interface KeyEnd {
  readonly expiresAt: Date
  readonly revokedAt: Date | null
}

/**
 * Why a key opens nothing. What became of it is told to who holds its whole secret, who could use it until then; not whose it
 * was, for it may have leaked.
 * @param end undefined = there never was such a key
 */
export function keyRefusal(end: KeyEnd | undefined): Refusal {
  if (end === undefined) return refuse('key-refused', {})
  const { expiresAt, revokedAt } = end
  return revokedAt !== null && revokedAt < expiresAt
    ? refuse('key-revoked', { date: dayOf(revokedAt) })
    : refuse('key-expired', { date: dayOf(expiresAt) })
}

/** Of a key that `callerOfKey` does not know. */
export async function refusalOfKey(db: Queries, secret: string): Promise<Refusal> {
  const end = await db
    .selectFrom('application_keys')
    .select(['expires_at as expiresAt', 'revoked_at as revokedAt'])
    .where('secret_hash', '=', hashOf(secret))
    .executeTakeFirst()
  return keyRefusal(end)
}
