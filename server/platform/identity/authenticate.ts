import { type RouteContract, SESSION_COOKIE } from '@socle/contracts'
import '@fastify/cookie'
import type { FastifyRequest } from 'fastify'
import type { Caller } from '../caller.ts'
import { isCalledOnThisMachine } from '../client-address.ts'
import { refuse } from '../errors.ts'
import { sameText } from '../same-text.ts'
import type { Services } from '../services.ts'
import { callerOfKey, refusalOfKey } from './application-keys.ts'
import { isOperatorToken } from './operator-access.ts'
import { callerOfToken, isPersonalToken } from './personal-tokens.ts'
import { readSession, type SessionFacts } from './sessions.ts'

export interface Authenticated {
  readonly caller: Caller
  /** Present when a person calls from a browser. */
  readonly session?: SessionFacts
}

/**
 * Who calls: the operator of this machine by its token, a person by a personal token, an application by its bearer key where
 * the operation admits machines, else a person by the session cookie. A write by cookie must carry the session's form token
 * (neither a key nor a token can be sent by a page of somebody else).
 * @throws Refusal not-signed-in, key-refused, key-expired, key-revoked, token-refused, plain-http-refused, csrf-token-missing
 */
export async function authenticate(
  services: Services,
  request: FastifyRequest,
  { machine, method, computes }: Pick<RouteContract, 'machine' | 'method' | 'computes'>,
): Promise<Authenticated> {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (bearer !== undefined && isOperatorToken(bearer)) {
    const caller = isCalledOnThisMachine(request) ? services.operator?.callerOf(bearer) : undefined
    if (!caller) throw refuse('key-refused', {})
    return { caller }
  }
  if (bearer !== undefined && isPersonalToken(bearer)) {
    // Behind a proxy that ends HTTPS the public address says so.
    if (!services.config.publicUrl.startsWith('https:') && !isCalledOnThisMachine(request))
      throw refuse('plain-http-refused', {})
    const writes = method !== 'GET' && computes !== true
    return { caller: await callerOfToken(services, bearer, writes, services.clock()) }
  }
  if (bearer) {
    const caller = await callerOfKey(services.db, bearer, services.clock())
    if (!caller) throw await refusalOfKey(services.db, bearer)
    if (!machine)
      throw refuse('forbidden', {
        permission: { fr: 'être une personne et non une clé', en: 'to be a person and not a key' },
        who: {
          fr: 'les personnes, par leur session ou un jeton personnel',
          en: 'people, by their session or a personal token',
        },
      })
    return { caller }
  }
  const cookie = request.cookies[cookieName(services.config.publicUrl)]
  const found = cookie ? await readSession(services.db, cookie, services.clock()) : undefined
  if (!found) throw refuse('not-signed-in', {})
  if (request.method !== 'GET' && !sameText(request.headers['x-csrf-token'], found.session.csrfToken))
    throw refuse('csrf-token-missing', {})
  return found
}

/** `__Host-` binds the cookie to the host, but browsers accept it over HTTPS only. */
export const cookieName = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE
