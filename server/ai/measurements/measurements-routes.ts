import { measurementRoutes } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { applicationOf } from '../applications/applications-store.ts'
import type { PolicyCache } from '../policy/policy-cache.ts'
import { keepMeasuring, measurementOf, takeMeasurement } from './measurements.ts'
import { claimMeasure } from './measurements-store.ts'

export function registerMeasurements(app: FastifyInstance, services: Services, policies: PolicyCache): void {
  const { db, clock } = services
  const resource = ({ params }: { params: { applicationId: string } }) => applicationOf(db, params.applicationId)

  serve(app, services, measurementRoutes.read, {
    resource,
    handle: async ({ params }) => measurementOf(db, services, await policies.current(), params.applicationId, clock()),
  })

  serve(app, services, measurementRoutes.take, {
    resource,
    handle: async ({ params }, context) => {
      const policy = await policies.current()
      return db.transaction().execute(async (trx) => {
        await claimMeasure(trx, params.applicationId, context.now, context.now)
        return takeMeasurement(trx, services, policy, params.applicationId, context)
      })
    },
  })
  keepMeasuring(app, services, policies)
}
