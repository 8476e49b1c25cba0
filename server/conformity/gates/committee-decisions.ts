import type { FieldValues } from '@socle/contracts'
import type { Services } from '../../platform/services.ts'
import { takeStep } from '../procedures/index.ts'
import { decideReview, readReview } from './gate-reviews.ts'

/**
 * What the committee's notified decisions do to the procedures that were on its agenda: the one place where they meet.
 * A procedure that is not ready for a decision refuses it, and with it the notification.
 */
export function followCommittee(services: Services): void {
  services.events.on(
    'decision-notified',
    async (trx, { procedureId, outcome, until, conditions, decidedOn, context }) => {
      if (procedureId === null) return
      const row = await trx
        .selectFrom('procedures')
        .select(['process', 'title'])
        .where('id', '=', procedureId)
        .executeTakeFirst()
      const adopted = outcome === 'adopted'
      const grounds = conditions === '' ? `Comité du ${decidedOn}.` : conditions
      const step = (transition: string, data: FieldValues = {}) =>
        takeStep(trx, services, context, { procedureId, transition, data, byFeature: true })
      if (row?.process === 'derogation') {
        const duration: FieldValues = until === null ? { duration: 'permanent' } : { duration: 'temporary', until }
        await (adopted ? step('decide-for', { ...duration, grounds }) : step('decide-against', { grounds }))
        await step('notify')
      }
      if (row?.process === 'go-no-go') {
        if (!adopted) await step('decide-no-go', { grounds })
        else if (conditions === '') await step('decide-go', { grounds })
        else await step('decide-go-with-reserves', { grounds: `Comité du ${decidedOn}.`, reserves: conditions })
      }
      if (row?.process === 'gate-review') {
        const { allowed } = await readReview(trx, services, context, procedureId)
        // What it is adopted under is what is reserved, here as for a go / no-go.
        const pass = allowed.includes('pass') && conditions === '' ? 'pass' : 'pass-with-reserves'
        const decision = adopted ? pass : 'refuse'
        const reserves =
          adopted && conditions !== '' ? [{ title: row.title, gap: conditions, blocking: false, requirements: [] }] : []
        await decideReview(trx, services, context, { procedureId, decision, grounds, reserves, byCommittee: true })
      }
    },
  )
}
