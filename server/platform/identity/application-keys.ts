/** Keys with which applications call: shown once, stored as a hash, revoked at once. */
import { createHash, randomBytes } from 'node:crypto'
import type { Caller } from '../caller.ts'
import type { Queries } from '../database.ts'

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
