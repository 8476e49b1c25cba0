/**
 * Whether a body is the one that its sender signed with the secret that identifies them: HMAC-SHA-256 of its canonical JSON.
 * Verified on what came, before a schema leaves out what this version does not know.
 */
import { canonicalJson, signatureHeader } from '@socle/contracts/canonical-json'
import type { FastifyRequest } from 'fastify'
import { createHmac } from 'node:crypto'
import { sameText } from './same-text.ts'

export type BodySignature =
  { readonly state: 'absent' | 'malformed' | 'mismatch' } | { readonly state: 'verified'; readonly value: string }

export function readSignature({ headers, body }: Pick<FastifyRequest, 'headers' | 'body'>): BodySignature {
  const value = headers[signatureHeader]
  if (value === undefined) return { state: 'absent' }
  if (typeof value !== 'string' || !/^hmac-sha256=[0-9a-f]{64}$/.test(value)) return { state: 'malformed' }
  const secret = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
  if (secret === undefined) return { state: 'mismatch' }
  const expected = `hmac-sha256=${createHmac('sha256', secret).update(canonicalJson(body)).digest('hex')}`
  return sameText(value, expected) ? { state: 'verified', value } : { state: 'mismatch' }
}
