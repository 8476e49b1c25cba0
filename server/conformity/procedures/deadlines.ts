/**
 * What happens by itself at a deadline. Harmless at any time and on any number of replicas: each procedure is locked, moved
 * and left. Whatever depends on a deadline decides by the date, so that a late sweep only tells late.
 */
import { automaticTransition, stateOf } from '@socle/rulebook'
import type { FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import { dayInWords, dayOf } from '../../platform/day.ts'
import type { Services } from '../../platform/services.ts'
import { audienceOf, matterOf, moveTo, requireProcess } from './moves.ts'
import { titleOf } from './procedures-rules.ts'
import * as store from './procedures-store.ts'

const EVERY_MS = 5 * 60_000
/** Procedures in one transaction, so that no sweep holds many locks for long. */
const BATCH = 200
const DAY_MS = 24 * 3_600_000

/** @returns how many procedures moved on, and of how many people were reminded */
export async function sweepDeadlines(
  services: Services,
  now: Date,
  requestId: string,
): Promise<{ taken: number; reminded: number }> {
  const today = dayOf(now)
  const tooFar = dayOf(new Date(now.getTime() + (services.governance.policies.reminders.daysBefore + 1) * DAY_MS))
  const states = statesOf(services)
  const counts = { taken: 0, reminded: 0 }
  for (let more = true; more;)
    more = await services.db.transaction().execute(async (trx) => {
      const due = await store.dueProcedures(trx, { today, tooFar }, states, BATCH)
      for (const { id } of due) {
        const row = (await store.procedureRow(trx, id))!
        // One before it in this batch may have moved it on.
        if (row.due_on === null || row.due_on > tooFar) continue
        const process = requireProcess(services, row.process)
        const automatic = row.due_on < today ? automaticTransition(process, row.state) : undefined
        if (automatic) {
          await moveTo(trx, services, { now, requestId }, row, {
            transition: automatic,
            stated: {},
            note: '',
            byFeature: true,
          })
          counts.taken++
        } else {
          await store.storeReminder(trx, id, now)
          await remind(trx, services, row, now)
          counts.reminded++
        }
      }
      return due.length === BATCH
    })
  await services.db.transaction().execute((trx) => services.events.emit(trx, 'deadlines-swept', { now, requestId }))
  return counts
}

async function remind(
  trx: Parameters<typeof store.storeReminder>[0],
  services: Services,
  row: store.ProcedureRow,
  now: Date,
): Promise<void> {
  const process = requireProcess(services, row.process)
  const { name } = stateOf(process, row.state)
  const title = titleOf(process, row)
  const to = audienceOf(row.turn, row, null)
  await services.events.emit(trx, 'people-told', {
    to,
    asks: { matter: matterOf(row.id), of: to },
    text: {
      fr: `Échéance le ${dayInWords(row.due_on!, 'fr')} : ${process.name.fr} « ${title.fr} » (${name.fr}).`,
      en: `Due on ${dayInWords(row.due_on!, 'en')}: ${process.name.en} “${title.en}” (${name.en}).`,
    },
    link: row.link,
    now,
  })
}

/** `process/state` of every state, and of those that something leaves by itself. */
function statesOf({ governance }: Services): { known: string[]; automatic: string[] } {
  const all = governance.processes.flatMap((process) => process.states.map(({ id }) => ({ process, id })))
  const names = (states: typeof all) => states.map(({ process, id }) => `${process.id}/${id}`)
  return { known: names(all), automatic: names(all.filter(({ process, id }) => automaticTransition(process, id))) }
}

/** A sweep at the start and every few minutes for as long as the server runs. */
export function keepDeadlines(app: FastifyInstance, services: Services): void {
  let under = Promise.resolve()
  const sweep = () => {
    under = under
      .then(() => sweepDeadlines(services, services.clock(), randomUUID()))
      .then(
        ({ taken, reminded }) => {
          if (taken + reminded > 0) app.log.info({ taken, reminded }, 'deadlines swept')
        },
        (error: unknown) => app.log.error({ err: error }, 'deadlines could not be swept'),
      )
  }
  let timer: NodeJS.Timeout | undefined
  app.addHook('onListen', () => {
    sweep()
    timer = setInterval(sweep, EVERY_MS).unref()
  })
  app.addHook('preClose', async () => {
    clearInterval(timer)
    await under
  })
}
