/** The AI base: what `app.ts` plugs in. */
import type { FastifyInstance } from 'fastify'
import type { Registry } from 'prom-client'
import { applicationFollower } from './applications/applications-store.ts'
import { openSecretBox } from './providers/secret-box.ts'
import type { Services } from '../platform/services.ts'
import { createExtractive } from './extractive/extractive.ts'
import { createGateway, type Gateway } from './gateway/gateway.ts'
import { createGatewayMetrics } from './metrics/metrics.ts'
import { createPolicyCache, type PolicyCache } from './policy/policy-cache.ts'
import type { SecretBox } from './providers/secret-box.ts'

export interface AiBase {
  readonly gateway: Gateway
  readonly policies: PolicyCache
  readonly box: SecretBox
}

export async function createAiBase(services: Services, registry: Registry): Promise<AiBase> {
  const { db, config, framework, events } = services
  const box = openSecretBox(config.dataFolder)
  const policies = createPolicyCache(db, config.ai, box)
  events.on('application-described', applicationFollower)
  const gateway = await createGateway(services, {
    policies,
    extractive: createExtractive(framework),
    metrics: createGatewayMetrics(registry),
    embedded: config.databaseUrl === undefined,
  })
  return { gateway, policies, box }
}

export function registerAiBase(app: FastifyInstance, { gateway }: AiBase): void {
  gateway.logTo(app.log)
  app.addHook('onClose', () => gateway.close())
}
