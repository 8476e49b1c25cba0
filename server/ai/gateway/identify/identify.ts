/** Which application calls: by its key, as a bearer token or as the dialect's own header. */
import { hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { refuse } from '../../../platform/errors.ts'
import { keyRefusal } from '../../../platform/identity/application-keys.ts'
import type { GatewayKey, Policy } from '../../policy/policy.ts'

/** @throws Refusal not-signed-in, key-refused, key-expired, key-revoked, ai-key-purpose */
export function identify(policy: Policy, request: IncomingMessage, now: number): GatewayKey {
  const secret = secretOf(request)
  if (secret === undefined) throw refuse('not-signed-in', {})
  const digest = hash('sha256', secret, 'base64')
  const key = policy.keys.get(digest)
  if (!key) throw keyRefusal(policy.endedKeys.get(digest))
  if (key.expiresAt <= now) throw keyRefusal({ expiresAt: new Date(key.expiresAt), revokedAt: null })
  if (!key.purposes.includes('ai')) throw refuse('ai-key-purpose', {})
  return key
}

function secretOf({ headers }: IncomingMessage): string | undefined {
  const { authorization } = headers
  if (authorization !== undefined && /^bearer /i.test(authorization)) return authorization.slice(7).trim()
  const own = headers['x-api-key'] ?? headers['api-key']
  return typeof own === 'string' ? own : undefined
}
