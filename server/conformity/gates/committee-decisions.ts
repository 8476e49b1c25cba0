import type { FieldValues } from '@socle/contracts'
import type { Services } from '../../platform/services.ts'
import { refuseBesideCommittee, sessionsBefore } from '../committee/index.ts'
import { requireProcess, takeStep } from '../procedures/index.ts'
import { decideReview, readReview } from './gate-reviews.ts'

/**
 * What the committee's notified decisions do to the procedures that were on its agenda: the one place where they meet.
 * A procedure that is not ready for a decision refuses it, and with it the notification; one that is over, withdrawn by
 * its team for one, has nothing left to decide, and the notification only tells.
 */
export function followCommittee(services: Services): void {
  // A gate review is decided by its own operation, which refuses as well.
  const awaited = (process: string, state: string) =>
    services.governance.policies.committee.decides.find((each) => each.process === process && each.state === state)
  services.events.on('procedure-stepped', async (trx, { process, from, transition, procedureId, byFeature }) => {
    const waits = byFeature || from === null ? undefined : awaited(process, from)
    if (!waits || waits.beside.includes(transition)) return
    const taken = requireProcess(services, process).transitions.find(({ id }) => id === transition)!
    if (!taken.by.includes('team')) await refuseBesideCommittee(trx, procedureId)
  })
  services.events.on('procedures-read', async (db, { procedures, keep }) => {
    const deciding = procedures.filter(({ process, state }) => awaited(process, state))
    const sessions = await sessionsBefore(
      db,
      deciding.map(({ id }) => id),
    )
    for (const [id, session] of sessions) keep(id, session)
  })
  services.events.on(
    'decision-notified',
    async (trx, { procedureId, outcome, until, conditions, decidedOn, context }) => {
      if (procedureId === null) return
      const row = await trx
        .selectFrom('procedures')
        .select(['process', 'title', 'final'])
        .where('id', '=', procedureId)
        .executeTakeFirst()
      if (row?.final) return
      const adopted = outcome === 'adopted'
      // Its conditions are its grounds. Without any, the day of its session says as much, in the reader's language.
      const grounds: FieldValues = { 'committee-on': decidedOn, ...(conditions !== '' && { grounds: conditions }) }
      const step = (transition: string, data: FieldValues = {}) =>
        takeStep(trx, services, context, { procedureId, transition, data, byFeature: true, decidedEarlier: true })
      if (row?.process === 'derogation') {
        const duration: FieldValues = until === null ? { duration: 'permanent' } : { duration: 'temporary', until }
        await (adopted ? step('decide-for', { ...duration, ...grounds }) : step('decide-against', grounds))
        await step('notify')
      }
      if (row?.process === 'go-no-go') {
        if (!adopted) await step('decide-no-go', grounds)
        else if (conditions === '') await step('decide-go', grounds)
        else await step('decide-go-with-reserves', { 'committee-on': decidedOn, reserves: conditions })
      }
      if (row?.process === 'gate-review') {
        const { allowed } = await readReview(trx, services, context, procedureId)
        // What it is adopted under is what is reserved, here as for a go / no-go.
        const pass = allowed.includes('pass') && conditions === '' ? 'pass' : 'pass-with-reserves'
        const decision = adopted ? pass : 'refuse'
        const reserves =
          adopted && conditions !== '' ? [{ title: row.title, gap: conditions, blocking: false, requirements: [] }] : []
        await decideReview(trx, services, context, {
          procedureId,
          decision,
          grounds: conditions,
          reserves,
          committeeOn: decidedOn,
        })
      }
    },
  )
}
