import { type PersonalToken, tokenRoutes } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { audit } from '../audit.ts'
import type { Resource } from '../authorisation.ts'
import type { Caller } from '../caller.ts'
import type { Queries, Trx } from '../database.ts'
import { refuse, type Refusal } from '../errors.ts'
import { type RequestContext, serve } from '../http.ts'
import type { Services } from '../services.ts'
import { newTokenSecret } from './personal-tokens.ts'
import { decideToken } from './tokens-rules.ts'
import * as store from './tokens-store.ts'
import { userForUpdate } from './users-store.ts'

/** What a permission on an application is about; the feature that keeps applications says it. */
type FindApplication = (
  db: Queries,
  applicationId: string,
) => Promise<{ resource: Exclude<Resource, 'socle'>; unknown: () => Refusal }>

const MOST_SHOWN = 500

export function registerTokens(app: FastifyInstance, services: Services, findApplication: FindApplication): void {
  const { db, governance, authorisation } = services
  const policy = governance.policies.tokens

  serve(app, services, tokenRoutes.own, {
    handle: async (_args, { caller }) => {
      const { maximumDays, defaultDays, perPerson, ownerSeenWithinDays } = policy
      return {
        tokens: await store.tokensOf(db, personOf(caller).id, MOST_SHOWN),
        policy: { maximumDays, defaultDays, perPerson, ownerSeenWithinDays },
      }
    },
  })

  serve(app, services, tokenRoutes.issue, {
    handle: ({ body }, context) =>
      db.transaction().execute(async (trx) => {
        const caller = personOf(context.caller)
        const owner = (await userForUpdate(trx, caller.id))!
        const madeBy = caller.token?.id ?? null
        if (madeBy !== null && !(await store.lockMaker(trx, madeBy)))
          throw refuse('token-refused', { days: String(policy.ownerSeenWithinDays) })
        await requireReadable(trx, caller, body.applications ?? [])
        const working = await store.workingTokens(trx, caller.id, context.now)
        const wanted = { access: body.access, applications: body.applications, days: body.days }
        const decision = decideToken(policy, caller, owner.roles, working, wanted, context.now)
        if ('refused' in decision) throw refuse('token-not-made', { reason: decision.refused })
        const { secret, prefix, hash } = newTokenSecret()
        const { label, access } = body
        const applications = body.applications && [...new Set(body.applications)]
        const values = { userId: caller.id, label, prefix, hash, access, applications, madeBy, now: context.now }
        const token = await store.insertToken(trx, { ...values, expiresAt: decision.expiresAt })
        const { expiresAt } = token
        await audit(trx, context, 'token.issued', `token:${token.id}`, {
          label,
          access,
          applications,
          expiresAt,
          madeBy,
        })
        return { token, secret }
      }),
  })

  serve(app, services, tokenRoutes.revoke, {
    handle: ({ params }, context) => revoke(params.tokenId, personOf(context.caller).id, context),
  })

  serve(app, services, tokenRoutes.everyone, {
    handle: async ({ query }) => ({ tokens: await store.tokensOf(db, query.userId, query.limit) }),
  })

  serve(app, services, tokenRoutes.revokeAny, {
    handle: ({ params }, context) => revoke(params.tokenId, undefined, context),
  })

  const revoke = (id: string, userId: string | undefined, context: RequestContext): Promise<PersonalToken> =>
    db.transaction().execute(async (trx) => {
      const token = await store.revokeToken(trx, id, userId, context.now)
      if (!token) throw refuse('token-unknown', { id })
      await audit(trx, context, 'token.revoked', `token:${id}`, { label: token.label, owner: token.owner.id })
      return token
    })

  /** @throws Refusal application-unknown, for one that the caller may not see too */
  async function requireReadable(trx: Trx, caller: Caller, applications: readonly string[]): Promise<void> {
    for (const id of applications) {
      const { resource, unknown } = await findApplication(trx, id)
      if (!authorisation.decide(caller, 'application:read', resource).allowed) throw unknown()
    }
  }
}

/** Only people hold tokens; the permission has refused keys. */
function personOf(caller: Caller): Extract<Caller, { kind: 'person' }> {
  if (caller.kind !== 'person') throw refuse('not-signed-in', {})
  return caller
}
