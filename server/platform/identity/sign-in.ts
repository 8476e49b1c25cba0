/** Sign-in by OpenID Connect: authorisation code with PKCE, state and nonce, identity token and user information verified. */
import '@fastify/cookie'
import { Language } from '@socle/contracts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as oidc from 'openid-client'
import { z } from 'zod'
import { audit } from '../audit.ts'
import type { Caller } from '../caller.ts'
import { Refusal, refuse } from '../errors.ts'
import { refuseWhenClosed } from '../operations-state.ts'
import type { Services } from '../services.ts'
import { authenticate, cookieName } from './authenticate.ts'
import { closeSession, openSession } from './sessions.ts'
import { type Claims, rememberUser } from './users-store.ts'

const SIGN_IN_MINUTES = 10
/** Ties the answer of the provider to the browser that asked. */
const STATE_COOKIE = 'socle_sign_in'
/** Somebody signed out of this browser: the provider, which may still know them, asks the next person who they are. */
const SIGNED_OUT_COOKIE = 'socle_signed_out'
const SIGNED_OUT_DAYS = 30

export interface OpenIdSettings {
  readonly issuer: string
  /** Under which name its people are remembered: the issuer, unless its address may change between two starts. */
  readonly rememberedAs: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope: string
  readonly rolesClaim: string | undefined
  readonly organisationClaim: string
  /** Plain HTTP is for the demonstration provider on the loopback address only. */
  readonly plainHttp: boolean
}

/** `ui_locales`: the language that the person reads the portal in, for the identity provider's own pages (OpenID Connect Core, 3.1.2.1) and for letters. */
const LoginQuery = z.object({
  returnTo: z.string().optional().catch(undefined),
  ui_locales: Language.optional().catch(undefined),
})

export function registerSignIn(app: FastifyInstance, services: Services, settings: OpenIdSettings): void {
  const { config, db, clock } = services
  const secure = config.publicUrl.startsWith('https:')
  const redirectUri = `${config.publicUrl}/auth/callback`
  const provider = onceDiscovered(settings)

  app.get('/auth/login', async (request, reply) => {
    await refuseWhenClosed(db)
    const { returnTo, ui_locales } = LoginQuery.parse(request.query)
    if (request.headers.host !== new URL(config.publicUrl).host) {
      const query = new URLSearchParams({ returnTo: localPath(returnTo), ...(ui_locales && { ui_locales }) })
      return reply.redirect(`${config.publicUrl}/auth/login?${query}`)
    }
    const discovered = await provider()
    const state = oidc.randomState()
    const nonce = oidc.randomNonce()
    const codeVerifier = oidc.randomPKCECodeVerifier()
    const now = clock()
    await db.deleteFrom('sign_ins').where('expires_at', '<', now).execute()
    await db
      .insertInto('sign_ins')
      .values({
        state,
        nonce,
        code_verifier: codeVerifier,
        return_to: localPath(returnTo),
        language: ui_locales ?? null,
        expires_at: new Date(now.getTime() + SIGN_IN_MINUTES * 60_000),
      })
      .execute()
    const url = oidc.buildAuthorizationUrl(discovered, {
      redirect_uri: redirectUri,
      scope: settings.scope,
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      ...(ui_locales && { ui_locales }),
      // OpenID Connect Core, 3.1.2.1: the provider asks again, even whom it knows.
      ...(request.cookies[SIGNED_OUT_COOKIE] !== undefined && { prompt: 'login' }),
    })
    return reply
      .setCookie(STATE_COOKIE, state, {
        path: '/auth',
        httpOnly: true,
        sameSite: 'lax',
        secure,
        maxAge: SIGN_IN_MINUTES * 60,
      })
      .redirect(url.href)
  })

  app.get('/auth/callback', async (request, reply) => {
    const state = request.cookies[STATE_COOKIE]
    const attempt =
      state === undefined
        ? undefined
        : await db
            .deleteFrom('sign_ins')
            .where('state', '=', state)
            .where('expires_at', '>', clock())
            .returningAll()
            .executeTakeFirst()
    if (!attempt)
      throw refuse('sign-in-failed', {
        reason: { fr: 'demande inconnue ou trop ancienne', en: 'unknown or stale request' },
      })
    await refuseWhenClosed(db)
    const claims = await claimsFrom(request, attempt)
    const now = clock()
    const cookie = await db.transaction().execute(async (trx) => {
      const user = await rememberUser(trx, claims, config.identity.firstAdministrators, now)
      const caller: Caller = { kind: 'person', ...user }
      await audit(trx, { caller, now, requestId: request.id }, 'session.opened', `user:${user.id}`)
      return openSession(trx, user.id, now, config.identity.sessionHours)
    })
    return reply
      .clearCookie(STATE_COOKIE, { path: '/auth' })
      .clearCookie(SIGNED_OUT_COOKIE, { path: '/auth' })
      .setCookie(cookieName(config.publicUrl), cookie, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure,
        maxAge: config.identity.sessionHours * 3600,
      })
      .redirect(attempt.return_to)
  })

  app.post('/auth/logout', async (request, reply) => {
    const { caller, session } = await authenticate(services, request, { method: 'POST' })
    if (!session) throw refuse('not-signed-in', {})
    const name = cookieName(config.publicUrl)
    await db.transaction().execute(async (trx) => {
      await closeSession(trx, request.cookies[name]!)
      if (caller.kind === 'person')
        await audit(trx, { caller, now: clock(), requestId: request.id }, 'session.closed', `user:${caller.id}`)
    })
    return reply
      .clearCookie(name, { path: '/' })
      .setCookie(SIGNED_OUT_COOKIE, '1', {
        path: '/auth',
        httpOnly: true,
        sameSite: 'lax',
        secure,
        maxAge: SIGNED_OUT_DAYS * 24 * 3600,
      })
      .send({ redirect: '/connexion' })
  })

  async function claimsFrom(
    request: FastifyRequest,
    attempt: { state: string; nonce: string; code_verifier: string; language: Language | null },
  ): Promise<Claims> {
    try {
      const tokens = await oidc.authorizationCodeGrant(await provider(), new URL(request.url, config.publicUrl), {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.code_verifier,
        idTokenExpected: true,
      })
      const { sub } = tokens.claims()!
      const info = await oidc.fetchUserInfo(await provider(), tokens.access_token, sub)
      return {
        issuer: settings.rememberedAs,
        subject: sub,
        name: String(
          info.name || [info.given_name, info.family_name ?? info.usual_name].filter(Boolean).join(' ') || sub,
        ),
        organisation: String(info[settings.organisationClaim] ?? ''),
        email: typeof info.email === 'string' && info.email_verified !== false ? info.email : null,
        language: attempt.language,
        roles: settings.rolesClaim === undefined ? [] : info[settings.rolesClaim],
      }
    } catch (error) {
      if (error instanceof Refusal) throw error
      request.log.warn({ err: { message: (error as Error).message } }, 'sign-in refused')
      throw refuse('sign-in-failed', { reason: { fr: 'réponse refusée', en: 'answer refused' } }, { cause: error })
    }
  }
}

/** Discovery waits for the first sign-in: the provider may start after Socle, and a failure is tried again. */
function onceDiscovered(settings: OpenIdSettings): () => Promise<oidc.Configuration> {
  let found: Promise<oidc.Configuration> | undefined
  return () => {
    found ??= oidc
      .discovery(new URL(settings.issuer), settings.clientId, settings.clientSecret, undefined, {
        execute: [...(settings.plainHttp ? [oidc.allowInsecureRequests] : []), oidc.enableNonRepudiationChecks],
      })
      .catch((cause: unknown) => {
        found = undefined
        throw refuse('identity-provider-unavailable', { issuer: settings.issuer }, { cause })
      })
    return found
  }
}

/** Only a path of this site: `//host` and `\` lead elsewhere. */
function localPath(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])[^\\\s]*$/.test(path) ? path : '/'
}
