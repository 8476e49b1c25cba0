/** Which application calls: by its key, as a bearer token or as the dialect's own header. */
import { hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { refuse } from '../../../platform/errors.ts'
import type { GatewayKey, Policy } from '../../policy/policy.ts'

/** @throws Refusal not-signed-in, key-refused, ai-key-purpose */
export function identify(policy: Policy, request: IncomingMessage, now: number): GatewayKey {
  const secret = secretOf(request)
  if (secret === undefined) throw refuse('not-signed-in', {})
  const key = policy.keys.get(hash('sha256', secret, 'base64'))
  if (!key || key.expiresAt <= now) throw refuse('key-refused', {})
  if (!key.purposes.includes('ai')) throw refuse('ai-key-purpose', {})
  return key
}

function secretOf({ headers }: IncomingMessage): string | undefined {
  const { authorization } = headers
  if (authorization !== undefined && /^bearer /i.test(authorization)) return authorization.slice(7).trim()
  const own = headers['x-api-key'] ?? headers['api-key']
  return typeof own === 'string' ? own : undefined
}
