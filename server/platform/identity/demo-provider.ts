/**
 * A real OpenID Connect provider for demonstrations and tests, inside the server: one chooses a persona, nobody has a
 * password (rule GI:1433). Answers on the loopback address only; config.ts refuses it in production.
 */
import { Language } from '@socle/contracts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { exportJWK, generateKeyPair } from 'jose'
import { randomBytes } from 'node:crypto'
import { Provider } from 'oidc-provider'
import { isCalledOnThisMachine } from '../client-address.ts'
import { isLoopback } from '../config.ts'
import { refuse } from '../errors.ts'
import { languageOf } from '../request-language.ts'
import { createDemoMemory } from './demo-provider-memory.ts'
import { personaPage, personaStyle } from './persona-page.ts'
import { personas } from './personas.ts'
import type { OpenIdSettings } from './sign-in.ts'

const MOUNT = '/demo/oidc'

export async function registerDemoProvider(app: FastifyInstance, publicUrl: string): Promise<OpenIdSettings> {
  const clientId = 'socle'
  const clientSecret = randomBytes(32).toString('base64url')
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const provider = new Provider(`${publicUrl}${MOUNT}`, {
    adapter: createDemoMemory(),
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${publicUrl}/auth/callback`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: 'demo' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    claims: { openid: ['sub'], profile: ['name', 'organizational_unit', 'roles'], email: ['email'] },
    conformIdTokenClaims: true,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/demo/choose/${interaction.uid}` },
    findAccount: (_ctx, id) => {
      const persona = personas.find((candidate) => candidate.id === id)
      return (
        persona && {
          accountId: id,
          claims: () => ({
            sub: id,
            name: persona.name,
            organizational_unit: persona.organisation,
            email: `${id}@demonstration.example`,
            roles: [...persona.roles],
          }),
        }
      )
    },
    // One client that this server made for itself: nothing to consent to.
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId, accountId: ctx.oidc.session!.accountId! })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
    ttl: { Session: 60, Interaction: 600, Grant: 60, AccessToken: 60, AuthorizationCode: 60, IdToken: 60 },
  })

  await app.register(async (scope) => {
    scope.addHook('onRequest', async (request) => refuseRemote(request))
    // oidc-provider reads the body itself.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    const callback = provider.callback()
    scope.all(`${MOUNT}/*`, (request, reply) => {
      reply.hijack()
      const raw = request.raw as typeof request.raw & { originalUrl?: string }
      raw.originalUrl = request.url
      raw.url = request.url.slice(MOUNT.length)
      void callback(raw, reply.raw)
    })
    scope.get('/demo/persona.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(personaStyle))
    scope.get('/demo/choose/:uid', async (request, reply) => {
      const { params } = await openInteraction(provider, request, reply)
      const language = Language.catch(languageOf(request)).parse(params.ui_locales)
      return reply.type('text/html; charset=utf-8').send(personaPage(language, request.url))
    })
    scope.post('/demo/choose/:uid/:persona', async (request, reply) => {
      await openInteraction(provider, request, reply)
      const { persona } = request.params as { persona: string }
      if (!personas.some((candidate) => candidate.id === persona)) throw refuse('not-found', { path: request.url })
      const redirectTo = await provider.interactionResult(request.raw, reply.raw, {
        login: { accountId: persona, remember: false },
      })
      return reply.redirect(redirectTo, 303)
    })
  })
  return {
    issuer: `${publicUrl}${MOUNT}`,
    // With another PORT the personas are still the same people.
    rememberedAs: 'urn:socle:demonstration',
    clientId,
    clientSecret,
    scope: 'openid profile email',
    rolesClaim: 'roles',
    organisationClaim: 'organizational_unit',
    plainHttp: true,
  }
}

/** Both ends of the connection, and the name by which the browser called: a page elsewhere cannot reach it by DNS rebinding. */
function refuseRemote(request: FastifyRequest): void {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
  if (!isCalledOnThisMachine(request) || !isLoopback(host)) throw refuse('demo-only-on-loopback', {})
}

async function openInteraction(provider: Provider, request: FastifyRequest, reply: FastifyReply) {
  try {
    return await provider.interactionDetails(request.raw, reply.raw)
  } catch (error) {
    throw refuse(
      'sign-in-failed',
      { reason: { fr: 'demande inconnue ou trop ancienne', en: 'unknown or stale request' } },
      { cause: error },
    )
  }
}
