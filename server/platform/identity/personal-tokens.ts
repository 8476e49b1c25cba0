/** Personal access tokens: shown once, stored as a digest, never more than their owner may do at the moment of the call. */
import { createHash, randomBytes } from 'node:crypto'
import type { Caller, CallerToken } from '../caller.ts'
import { refuse, type Refusal } from '../errors.ts'
import type { Services } from '../services.ts'
import { tokenOfHash, touchToken } from './tokens-store.ts'

const PREFIX = 'socle_personal_'
const DAY_MS = 86_400_000
/** The last use is shown to the minute: not every call writes. */
const USE_SHOWN_MS = 60_000
const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

export const isPersonalToken = (bearer: string): boolean => bearer.startsWith(PREFIX)

export function newTokenSecret(): { secret: string; prefix: string; hash: Buffer } {
  const secret = PREFIX + randomBytes(32).toString('base64url')
  return { secret, prefix: secret.slice(0, PREFIX.length + 6), hash: hashOf(secret) }
}

/**
 * The owner, with the roles of this moment, narrowed by the token.
 * @throws Refusal token-refused: unknown, revoked (itself or the token it was made with), expired, older than policy allows,
 *   or its owner holds no role any more or is not seen at the identity provider any longer
 */
export async function callerOfToken(
  { db, governance }: Pick<Services, 'db' | 'governance'>,
  secret: string,
  writes: boolean,
  now: Date,
): Promise<Extract<Caller, { kind: 'person' }>> {
  const { maximumDays, ownerSeenWithinDays } = governance.policies.tokens
  const before = (days: number) => now.getTime() - days * DAY_MS
  const row = await tokenOfHash(db, hashOf(secret))
  const works =
    row &&
    row.revoked_at === null &&
    row.maker_revoked_at === null &&
    row.expires_at > now &&
    row.created_at.getTime() > before(maximumDays) &&
    row.roles.length > 0 &&
    row.last_sign_in_at !== null &&
    row.last_sign_in_at.getTime() > before(ownerSeenWithinDays)
  if (!works) throw refuse('token-refused', { days: String(ownerSeenWithinDays) })
  if (row.last_used_at === null || now.getTime() - row.last_used_at.getTime() >= USE_SHOWN_MS)
    await touchToken(db, row.id, now)
  const { id, label, access, applications, made_by, expires_at } = row
  const token: CallerToken = { id, label, access, applications, madeBy: made_by, expiresAt: expires_at, writes }
  return { kind: 'person', id: row.user_id, name: row.name, organisation: row.organisation, roles: row.roles, token }
}

/** The caller, as for a call that changes nothing. */
export const reading = (caller: Caller): Caller =>
  caller.kind === 'person' && caller.token ? { ...caller, token: { ...caller.token, writes: false } } : caller

/**
 * The refusal to give when the owner may and the token does not. What lies beyond its applications does not exist for it.
 * @param onSocle the call is about no application and no procedure
 */
export function beyondToken(caller: Caller, onSocle: boolean, may: (asked: Caller) => boolean): Refusal | undefined {
  if (caller.kind !== 'person' || !caller.token) return undefined
  const { token, ...owner } = caller
  const { label, writes, applications } = token
  if (writes && may(reading(caller)))
    return refuse('token-scope', { label, scope: { fr: 'ne fait que lire', en: 'reads only' } })
  if (!onSocle || !applications || !may(owner)) return undefined
  const named = applications.join(', ')
  return refuse('token-scope', { label, scope: { fr: `n’ouvre que ${named}`, en: `opens ${named} only` } })
}
