/** The AI base: what `app.ts` plugs in. */
import type { ProviderRecord } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import type { Registry } from 'prom-client'
import { applicationFollower } from './applications/applications-store.ts'
import { ConfigError } from '../platform/config.ts'
import { keepPrices } from './providers/prices-store.ts'
import { storedProviders } from './providers/providers-store.ts'
import { registerProviders } from './providers/providers-routes.ts'
import { openSecretBox, type SecretBox } from './providers/secret-box.ts'
import type { Services } from '../platform/services.ts'
import { createExtractive } from './extractive/extractive.ts'
import { createGateway, type Gateway } from './gateway/gateway.ts'
import { registerLedger } from './ledger/ledger-routes.ts'
import { registerLimits } from './limits/limits-routes.ts'
import { newKeyFollower } from './limits/new-keys.ts'
import { registerMeasurements } from './measurements/measurements-routes.ts'
import { createGatewayMetrics } from './metrics/metrics.ts'
import { createTraces } from './metrics/traces.ts'
import { createPolicyCache, type PolicyCache } from './policy/policy-cache.ts'
import { registerProtection } from './protection/protection-routes.ts'

export interface AiBase {
  readonly gateway: Gateway
  readonly policies: PolicyCache
  readonly box: SecretBox
}

export async function createAiBase(services: Services, registry: Registry): Promise<AiBase> {
  const { db, config, framework, events } = services
  const box = openSecretBox(config.dataFolder)
  await keepPricesInForce(services)
  const policies = createPolicyCache(db, config.ai, box)
  events.on('application-described', applicationFollower)
  events.on('key-issued', newKeyFollower(services))
  const gateway = await createGateway(services, {
    policies,
    extractive: createExtractive(framework),
    metrics: createGatewayMetrics(registry),
    traces: await createTraces(config.traceCollector),
    box,
    embedded: config.databaseUrl === undefined,
  })
  return { gateway, policies, box }
}

/**
 * Of a file that is refused nothing is kept: its other new versions may still be mended.
 * @throws ConfigError when the parameter file gives a version of a price other amounts than it was declared with
 */
const keepPricesInForce = ({ db, config }: Pick<Services, 'db' | 'config'>): Promise<void> =>
  db.transaction().execute(async (trx) => {
    for (const provider of config.ai.providers)
      for (const { model, version } of await keepPrices(trx, provider))
        throw new ConfigError(
          `ai.providers: the price of "${model}" at "${provider.id}" differs from its version "${version}", which the ledger quotes: declare the new price under a new version.`,
        )
    for (const { id, record } of await storedProviders(trx))
      await keepPrices(trx, { id, models: (record as ProviderRecord).models })
  })

export function registerAiBase(app: FastifyInstance, services: Services, base: AiBase): void {
  const { gateway, policies } = base
  gateway.logTo(app.log)
  policies.logTo(app.log)
  registerProviders(app, services, base)
  registerProtection(app, services, base)
  registerLimits(app, services, policies)
  registerLedger(app, services, policies)
  registerMeasurements(app, services, policies)
  // What is changed here holds here with the next call, which may come as soon as the answer has left.
  app.addHook('onSend', async (request) => {
    if (request.method !== 'GET') policies.stale()
  })
  app.addHook('onClose', () => gateway.close())
}
