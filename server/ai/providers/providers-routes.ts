import {
  aiProviderRoutes,
  type Model,
  type ModelState,
  type Provider,
  ProviderRecord,
  Sensitivity,
  sensitivityRank,
} from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { audit } from '../../platform/audit.ts'
import type { ProviderResource } from '../../platform/authorisation.ts'
import { type Caller, callerName } from '../../platform/caller.ts'
import type { Trx } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import { whoInWords } from '../../platform/forbidden.ts'
import { type RequestContext, serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { HealthReport } from '../gateway/route/health.ts'
import type { Deployment, Policy } from '../policy/policy.ts'
import type { PolicyCache } from '../policy/policy-cache.ts'
import { keepPrices } from './prices-store.ts'
import { approvalHolds } from './providers-rules.ts'
import { requireFit } from './alias-rules.ts'
import * as store from './providers-store.ts'
import { sealSecret, type SecretBox } from './secret-box.ts'

export function registerProviders(
  app: FastifyInstance,
  services: Services,
  { policies, gateway, box }: { policies: PolicyCache; gateway: Gateway; box: SecretBox },
): void {
  const { db, config, authorisation, events } = services
  const inFile = new Map(config.ai.providers.map((provider) => [provider.id, provider]))

  const readNow = (): Policy | Promise<Policy> => {
    policies.stale()
    return policies.current()
  }
  const requireKept = (id: string) => {
    if (inFile.has(id))
      throw refuse('declared-in-file', { what: { fr: `Le fournisseur ${id}`, en: `The provider ${id}` } })
  }

  /** What all replicas know when somebody asks. */
  interface Known {
    readonly policy: Policy
    readonly report: (deployment: Deployment) => HealthReport
    readonly waiting: ReadonlyMap<string, number>
  }
  async function known(): Promise<Known> {
    const [policy, report, waiting] = await Promise.all([readNow(), gateway.health(), gateway.waiting()])
    return { policy, report, waiting }
  }

  function stateOf({ report }: Known, deployment: Deployment): ModelState {
    if (!deployment.provider.approved) return 'disabled'
    const { state } = report(deployment)
    if (state === 'cooling-down') return 'cooling-down'
    if (state === 'circuit-open') return 'broken'
    return deployment.declaration.serving === 'experimental' ? gateway.loading.state(deployment) : 'ready'
  }

  function healthOf(now: Known, providerId: string): Provider['health'] {
    return [...now.policy.models.values()].flat().flatMap((deployment) => {
      if (deployment.provider.id !== providerId) return []
      const { inFlight, calls, failures, lastFailure, until } = now.report(deployment)
      return [
        {
          model: deployment.name,
          state: stateOf(now, deployment),
          inFlight,
          waiting: now.waiting.get(deployment.id) ?? 0,
          calls,
          failures,
          lastFailure,
          until: until === 0 ? null : new Date(until).toISOString(),
        },
      ]
    })
  }

  async function listProviders(caller: Caller): Promise<Provider[]> {
    const now = await known()
    const declared = [...inFile.values()].map(
      ({ approved, secret, secretFile, secretEnvironment, ...record }): Provider => {
        void secretFile
        void secretEnvironment
        return {
          ...record,
          declaredIn: 'file',
          approved,
          approvedBy: null,
          approvedAt: null,
          suspendedAt: null,
          statedBy: null,
          mayApprove: false,
          hasSecret: secret !== undefined,
          revision: 0,
          health: healthOf(now, record.id),
        }
      },
    )
    const kept = (await store.storedProviders(db))
      .filter(({ id }) => !inFile.has(id))
      .map((row) => asProvider(row, now, caller))
    return [...declared, ...kept]
  }

  const asProvider = (row: store.ProviderRow, now: Known, caller: Caller): Provider => ({
    ...ProviderRecord.parse(row.record),
    declaredIn: 'portal',
    approved: row.approved_at !== null,
    approvedBy: row.approved_by,
    approvedAt: row.approved_at?.toISOString() ?? null,
    suspendedAt: row.suspended_at?.toISOString() ?? null,
    statedBy: row.stated_by === null ? null : { id: row.stated_by, name: row.stated_by_name ?? '' },
    mayApprove: authorisation.decide(caller, 'ai:approve', approvalOf(row)).allowed,
    hasSecret: row.secret !== null,
    revision: row.revision,
    health: healthOf(now, row.id),
  })

  /** Changes one provider under its lock. */
  async function change(
    id: string,
    { caller }: RequestContext,
    work: (trx: Trx, row: NonNullable<Awaited<ReturnType<typeof store.lockProvider>>>) => Promise<void>,
  ) {
    requireKept(id)
    await db.transaction().execute(async (trx) => {
      const row = await store.lockProvider(trx, id)
      if (!row) throw refuse('provider-unknown', { id })
      await work(trx, row)
    })
    return (await listProviders(caller)).find((provider) => provider.id === id)!
  }

  /** Those who may approve it learn that it waits for them. */
  const tellWaiting = (trx: Trx, { id, name }: ProviderRecord, { caller, now }: RequestContext) => {
    const approvers = {
      roles: authorisation
        .whoMay('ai:approve', { providerId: id, keptFrom: [] })
        .filter((actor) => actor !== 'team' && actor !== 'requester'),
      users: [],
      teamOf: null,
      except: personOf(caller),
    }
    return events.emit(trx, 'people-told', {
      to: approvers,
      asks: { matter: `provider:${id}`, of: approvers },
      text: {
        fr: `Le fournisseur « ${name} » attend une approbation de la sécurité.`,
        en: `The provider “${name}” waits for an approval by security.`,
      },
      link: '/ia/fournisseurs',
      now,
    })
  }

  serve(app, services, aiProviderRoutes.models, {
    handle: async () => {
      const now = await known()
      return { models: [...now.policy.models].map(([name, deployments]) => asModel(now, name, deployments)) }
    },
  })

  function asModel(now: Known, name: string, deployments: readonly Deployment[]): Model {
    const states = deployments.map((deployment) => stateOf(now, deployment))
    const approved = deployments.filter(({ provider }) => provider.approved)
    const highest = Math.max(0, ...approved.map(({ provider }) => sensitivityRank(provider.clearance)))
    return {
      name,
      aliases: [...now.policy.aliases].filter(([, model]) => model === name).map(([alias]) => alias),
      kind: deployments[0]!.kind,
      clearance: Sensitivity.options[highest]!,
      serving: deployments[0]!.declaration.serving,
      state: states.find((state) => state === 'ready') ?? states[0]!,
      providers: deployments.map((deployment) => ({
        id: deployment.provider.id,
        name: deployment.provider.name,
        location: deployment.provider.location,
        circle: deployment.provider.circle,
        clearance: deployment.provider.clearance,
        price: deployment.declaration.price,
        state: stateOf(now, deployment),
      })),
    }
  }

  serve(app, services, aiProviderRoutes.list, {
    handle: async (_args, { caller }) => {
      const providers = await listProviders(caller)
      const { aliases } = await policies.current()
      return { providers, aliases: Object.fromEntries(aliases), aliasesInFile: Object.keys(config.ai.aliases) }
    },
  })

  serve(app, services, aiProviderRoutes.create, {
    handle: async ({ body }, context) => {
      requireKept(body.id)
      await db.transaction().execute(async (trx) => {
        if (!(await store.insertProvider(trx, body, personOf(context.caller))))
          throw refuse('provider-exists', { id: body.id })
        await requirePrices(trx, body, 'body')
        await audit(trx, context, 'provider.declared', `provider:${body.id}`, body)
        await tellWaiting(trx, body, context)
      })
      return (await listProviders(context.caller)).find((provider) => provider.id === body.id)!
    },
  })

  serve(app, services, aiProviderRoutes.update, {
    handle: ({ params, body }, context) =>
      change(params.providerId, context, async (trx, row) => {
        if (row.revision !== body.revision) throw refuse('provider-changed-meanwhile', { id: row.id })
        const before = ProviderRecord.parse(row.record)
        const after = { ...body.provider, id: row.id }
        await requirePrices(trx, after, 'body.provider')
        const kept = approvalHolds(before, after)
        await store.storeProvider(trx, after, row.revision, kept ? null : { by: personOf(context.caller) })
        await audit(trx, context, 'provider.changed', `provider:${row.id}`, { before, after, approvalKept: kept })
        if (!kept) await tellWaiting(trx, after, context)
      }),
  })

  serve(app, services, aiProviderRoutes.setSecret, {
    handle: ({ params, body }, context) =>
      change(params.providerId, context, async (trx, row) => {
        await store.storeSecret(trx, row.id, sealSecret(box, body.secret))
        await audit(trx, context, 'provider.secret-set', `provider:${row.id}`)
      }),
  })

  serve(app, services, aiProviderRoutes.approve, {
    handle: ({ params, body }, context) =>
      change(params.providerId, context, async (trx, row) => {
        const resource = approvalOf(row)
        // To stop the calls is for anybody who may approve.
        if (body.approved && !authorisation.decide(context.caller, 'ai:approve', resource).allowed)
          throw refuse('provider-of-another', {
            name: ProviderRecord.parse(row.record).name,
            actors: whoInWords(authorisation, 'ai:approve', resource),
          })
        await store.storeApproval(trx, row.id, body.approved, { by: callerName(context.caller), at: context.now })
        // Approved or suspended, it waits for nobody.
        await events.emit(trx, 'matter-settled', { matter: `provider:${row.id}`, now: context.now })
        await audit(trx, context, body.approved ? 'provider.approved' : 'provider.suspended', `provider:${row.id}`)
      }),
  })

  serve(app, services, aiProviderRoutes.setAlias, {
    handle: async ({ body }, context) => {
      if (Object.hasOwn(config.ai.aliases, body.alias))
        throw refuse('declared-in-file', { what: { fr: `L’alias ${body.alias}`, en: `The alias ${body.alias}` } })
      if (body.model !== null) requireFit(await readNow(), body.alias, body.model)
      await db.transaction().execute(async (trx) => {
        await store.storeAlias(trx, body.alias, body.model)
        await audit(trx, context, 'alias.set', `alias:${body.alias}`, { model: body.model })
      })
      return { aliases: Object.fromEntries((await readNow()).aliases) }
    },
  })
}

const personOf = (caller: Caller): string | null => (caller.kind === 'person' ? caller.id : null)

/** Its approval, as an act that some may not do. */
const approvalOf = ({ id, stated_by }: Pick<store.ProviderRow, 'id' | 'stated_by'>): ProviderResource => ({
  providerId: id,
  keptFrom: stated_by === null ? [] : [stated_by],
})

/** @throws Refusal price-version-taken, at the price that has changed under its version */
async function requirePrices(trx: Trx, record: ProviderRecord, where: string): Promise<void> {
  const taken = await keepPrices(trx, record)
  if (taken.length === 0) return
  const [{ model, version }] = taken as [(typeof taken)[0]]
  const message = { fr: `autres montants que la version « ${version} »`, en: `other amounts than version “${version}”` }
  throw refuse(
    'price-version-taken',
    { model, version },
    { errors: taken.map(({ at }) => ({ path: `${where}.models.${at}.price`, message })) },
  )
}
