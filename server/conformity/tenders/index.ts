import type { FastifyInstance } from 'fastify'
import type { Services } from '../../platform/services.ts'
import { registerBids } from './bids-routes.ts'
import { registerDocuments } from './documents-routes.ts'
import { registerPreparation } from './preparation-routes.ts'

export { tendersFor } from './tenders-store.ts'

export function registerTenders(app: FastifyInstance, services: Services): void {
  registerPreparation(app, services)
  registerBids(app, services)
  registerDocuments(app, services)
}
