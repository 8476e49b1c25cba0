import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, type Registry } from 'prom-client'
import { isForwarded } from '../../platform/client-address.ts'
import { refuse } from '../../platform/errors.ts'
import { sameText } from '../../platform/same-text.ts'
import type { Services } from '../../platform/services.ts'

/**
 * `/metrics` for Prometheus, to the addresses that the parameters name or with their token, and to nobody else: figures
 * tell about people's work. An address counts when it calls by itself: what a proxy passes on needs the token.
 */
export function registerMetrics(app: FastifyInstance, { config }: Services, registry: Registry): void {
  collectDefaultMetrics({ register: registry })
  const addresses = new Set(config.metricsTo)
  const token = config.metricsToken
  const mayRead = (request: FastifyRequest): boolean =>
    (!isForwarded(request) && addresses.has((request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''))) ||
    (token !== undefined && sameText(request.headers.authorization, `Bearer ${token}`))
  app.get('/metrics', async (request, reply) => {
    if (!mayRead(request))
      throw refuse('forbidden', {
        permission: { fr: 'lire les mesures', en: 'read metrics' },
        who: {
          fr: 'les adresses que nomme le paramètre metricsTo, et qui tient le jeton des mesures',
          en: 'the addresses that the parameter metricsTo names, and whoever holds the token of the metrics',
        },
      })
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
