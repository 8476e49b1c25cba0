import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, type Registry } from 'prom-client'
import { refuse } from '../../platform/errors.ts'
import type { Services } from '../../platform/services.ts'

/** `/metrics` for Prometheus, to the addresses that the parameters name and nobody else: figures tell about people's work. */
export function registerMetrics(app: FastifyInstance, { config }: Services, registry: Registry): void {
  collectDefaultMetrics({ register: registry })
  const allowed = new Set(config.metricsTo)
  app.get('/metrics', async (request, reply) => {
    if (!allowed.has(request.ip.replace(/^::ffff:/, '')))
      throw refuse('forbidden', { permission: { fr: 'lire les mesures', en: 'read metrics' } })
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
