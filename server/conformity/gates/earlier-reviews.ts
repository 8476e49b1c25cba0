/** A new version begins while reviews of the one before wait for their decision: the policy says what becomes of them. */
import type { Services } from '../../platform/services.ts'
import { sessionsBefore } from '../committee/index.ts'
import { takeStep } from '../procedures/index.ts'
import * as store from './gates-store.ts'

export function endEarlierReviews(services: Services): void {
  services.events.on('version-begun', async (trx, { applicationId, version, context }) => {
    if (services.governance.policies.gates.newVersion.reviews.chosen === 'kept') return
    const waiting = await store.earlierReviews(trx, applicationId, version)
    const before = await sessionsBefore(
      trx,
      waiting.map(({ id }) => id),
    )
    for (const { id } of waiting)
      if (!before.has(id))
        await takeStep(trx, services, context, {
          procedureId: id,
          transition: 'overtake',
          data: { 'later-version': version },
          byFeature: true,
        })
  })
}
