import { dayOf } from '../../platform/day.ts'
import type { Services } from '../../platform/services.ts'
import { grantsInForce } from '../derogations/index.ts'
import { takeStep } from '../procedures/index.ts'
import { isCovered } from './reserves-rules.ts'
import { openReserveRows } from './reserves-store.ts'

/** Reserves follow the derogations that cover them, and every change of theirs changes the verdict. */
export function followReserves(services: Services): void {
  const { events } = services
  events.on('procedure-stepped', async (trx, { process, applicationId, now }) => {
    if (process === 'reserve' && applicationId !== null)
      await events.emit(trx, 'conformity-changed', { applicationId, now })
  })

  events.on('procedure-stepped', async (trx, { process, to, applicationId, by, now }) => {
    if (process !== 'derogation' || applicationId === null || (to !== 'granted' && to !== 'expired')) return
    const derogated = new Set(
      (await grantsInForce(trx, applicationId, dayOf(now))).map(({ requirementId }) => requirementId),
    )
    for (const { id, state, data } of await openReserveRows(trx, applicationId)) {
      const covered = isCovered(data, derogated)
      const transition =
        covered && state !== 'covered' ? 'cover' : !covered && state === 'covered' ? 'uncover' : undefined
      if (transition) await takeStep(trx, services, { ...by, now }, { procedureId: id, transition, byFeature: true })
    }
  })
}
