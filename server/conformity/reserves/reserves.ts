import { dayOf } from '../../platform/day.ts'
import type { Services } from '../../platform/services.ts'
import { grantsByEdition } from '../derogations/index.ts'
import { takeStep } from '../procedures/index.ts'
import { coverOf, isCovered, saysCover } from './reserves-rules.ts'
import { coveredReserveRows, derogatedIn, openReserveRows, reserveEdition } from './reserves-store.ts'

/** Reserves follow the derogations that cover them, and every change of theirs changes the verdict. */
export function followReserves(services: Services): void {
  const { events } = services
  events.on('procedure-stepped', async (trx, { process, applicationId, now }) => {
    if (process === 'reserve' && applicationId !== null)
      await events.emit(trx, 'conformity-changed', { applicationId, now })
  })

  events.on('procedure-stepped', async (trx, { process, to, applicationId, by, now }) => {
    if (process !== 'derogation' || applicationId === null || (to !== 'granted' && to !== 'expired')) return
    const grants = await grantsByEdition(trx, services, applicationId, dayOf(now))
    for (const { id, state, data, edition_digest } of await openReserveRows(trx, applicationId)) {
      const cover = coverOf(data, await grants(edition_digest))
      const step = { procedureId: id, byFeature: true } as const
      if (cover && !(state === 'covered' && saysCover(data, cover)))
        await takeStep(trx, services, { ...by, now }, { ...step, transition: 'cover', data: cover })
      if (!cover && state === 'covered')
        await takeStep(trx, services, { ...by, now }, { ...step, transition: 'uncover' })
    }
  })

  // Raised on what a derogation already covers.
  events.on('procedure-stepped', async (trx, { procedureId, process, from, applicationId, data, by, now }) => {
    if (process !== 'reserve' || from !== null || applicationId === null) return
    const grants = await grantsByEdition(trx, services, applicationId, dayOf(now))
    const cover = coverOf(data, await grants(await reserveEdition(trx, procedureId)))
    if (cover)
      await takeStep(trx, services, { ...by, now }, { procedureId, transition: 'cover', data: cover, byFeature: true })
  })

  // A derogation whose renewal is asked for or refused has left the state that expires, and ends on its day all the same.
  events.on('deadlines-swept', async (trx, context) => {
    const rows = await coveredReserveRows(trx)
    for (const [applicationId, reserves] of Map.groupBy(rows, ({ application_id }) => application_id!)) {
      const derogated = await derogatedIn(trx, services, applicationId, dayOf(context.now))
      for (const { id, data, edition_digest } of reserves)
        if (!isCovered(data, await derogated(edition_digest)))
          await takeStep(trx, services, context, { procedureId: id, transition: 'uncover', byFeature: true })
    }
  })
}
