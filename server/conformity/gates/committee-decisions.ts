import type { Decider, FieldValues } from '@socle/contracts'
import type { Services } from '../../platform/services.ts'
import { sessionsBefore, statedByVote } from '../committee/index.ts'
import { takeStep } from '../procedures/index.ts'
import { byVoteOnly, decidersOfDerogation } from './deciders.ts'
import { decideReview, readReview } from './gate-reviews.ts'
import { decidersOfReview } from './gates-rules.ts'
import { rowOf } from './go-no-go.ts'

/**
 * What the committee's notified decisions do to the procedures that were on its agenda: the one place where they meet.
 * A procedure that is not ready for a decision refuses it, and with it the notification; one that is over, withdrawn by
 * its team for one, has nothing left to decide, and the notification only tells.
 */
export function followCommittee(services: Services): void {
  const awaited = (process: string, state: string) =>
    services.governance.policies.committee.decides.find((each) => each.process === process && each.state === state)
  services.events.on('procedures-read', async (db, { procedures, keep }) => {
    const deciding = procedures.filter(({ process, state }) => awaited(process, state))
    const sessions = await sessionsBefore(
      db,
      deciding.map(({ id }) => id),
    )
    for (const { id, process, data } of deciding) {
      const session = sessions.get(id)
      if (session) keep(id, session)
      else if (byVoteOnly(decidersOf(services, process, data))) keep(id, 'to-be-put-on-an-agenda')
    }
  })
  services.events.on(
    'decision-notified',
    async (trx, { procedureId, outcome, until, conditions, decidedOn, votes, context }) => {
      if (procedureId === null) return
      const row = await trx
        .selectFrom('procedures')
        .select(['process', 'title', 'final'])
        .where('id', '=', procedureId)
        .executeTakeFirst()
      if (row?.final) return
      const adopted = outcome === 'adopted'
      // Its conditions are its grounds. Without any, the day of its session says as much, in the reader's language.
      const voted = statedByVote({ decidedOn, votes })
      const grounds: FieldValues = { ...voted, ...(conditions !== '' && { grounds: conditions }) }
      const by = { procedureId, byFeature: true, decidedEarlier: true } as const
      const step = (transition: string, data: FieldValues = {}) =>
        takeStep(trx, services, context, { ...by, transition, data })
      if (row?.process === 'derogation') {
        const duration: FieldValues = until === null ? { duration: 'permanent' } : { duration: 'temporary', until }
        const decision = adopted
          ? { transition: 'decide-for', data: { ...duration, ...grounds } }
          : { transition: 'decide-against', data: grounds }
        await takeStep(trx, services, context, { ...by, ...decision, passing: true })
        await step('notify')
      }
      if (row?.process === 'go-no-go') {
        if (!adopted) await step('decide-no-go', grounds)
        else if (conditions === '') await step('decide-go', grounds)
        else await step('decide-go-with-reserves', { ...voted, reserves: conditions })
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
          committee: { decidedOn, votes },
        })
      }
    },
  )
}

/** Who decides on it by a policy; none where its process says so by itself. */
function decidersOf(
  { governance, framework }: Pick<Services, 'governance' | 'framework'>,
  process: string,
  data: FieldValues,
): readonly Decider[] {
  const { gates, goNoGo } = governance.policies
  if (process === 'gate-review') return decidersOfReview(gates, data)
  if (process === 'derogation') return decidersOfDerogation(governance.policies.derogations, framework, data)
  return process === 'go-no-go' ? rowOf(goNoGo, data['size'], data['nature']).decidedBy : []
}
