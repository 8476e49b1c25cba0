/**
 * What happens by itself at a deadline. Harmless at any time and on any number of replicas: each procedure is locked, moved
 * and left. Whatever depends on a deadline decides by the date, so that a late sweep only tells late.
 */
import type { Bilingual, Transition } from '@socle/contracts'
import { automaticTransition, openTransitions, stateOf } from '@socle/rulebook'
import type { FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import { dayInWords, dayOf } from '../../platform/day.ts'
import type { Services } from '../../platform/services.ts'
import { audienceOf, lowerFirst, matterOf, moveTo, requireProcess } from './moves.ts'
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
  const { daysBefore, endingDaysBefore } = services.governance.policies.reminders
  const dayAfter = (days: number) => dayOf(new Date(now.getTime() + (days + 1) * DAY_MS))
  const days = { today, tooFar: dayAfter(daysBefore), endsTooFar: dayAfter(endingDaysBefore) }
  const states = statesOf(services)
  const counts = { taken: 0, reminded: 0 }
  for (let more = true; more;)
    more = await services.db.transaction().execute(async (trx) => {
      const due = await store.dueProcedures(trx, days, states, BATCH)
      for (const { id, revision } of due) {
        const row = (await store.procedureRow(trx, id))!
        // One before it in this batch may have moved it on.
        if (row.revision !== revision) continue
        const process = requireProcess(services, row.process)
        const automatic = row.due_on! < today ? automaticTransition(process, row.state) : undefined
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
  const { name, warned } = stateOf(process, row.state)
  const title = titleOf(process, row)
  const to = audienceOf([...row.turn, ...warned], row, null)
  const acts = openTransitions(process, row.state).filter(({ by }) => by.some((actor) => warned.includes(actor)))
  await services.events.emit(trx, 'people-told', {
    to,
    asks: { matter: matterOf(row.id), of: to },
    text: {
      fr: `Échéance le ${dayInWords(row.due_on!, 'fr')} : ${process.name.fr} « ${title.fr} » (${name.fr}).`,
      en: `Due on ${dayInWords(row.due_on!, 'en')}: ${process.name.en} “${title.en}” (${name.en}).`,
    },
    ...(acts.length > 0 && { detail: whatToDo(acts) }),
    link: row.link,
    now,
  })
}

/** What those who are warned may do until then. */
const whatToDo = (acts: readonly Transition[]): Bilingual => ({
  fr: `D’ici là, ce que vous pouvez faire : ${acts.map(({ name }) => lowerFirst(name.fr)).join(', ')}.`,
  en: `What you may do until then: ${acts.map(({ name }) => lowerFirst(name.en)).join(', ')}.`,
})

/** `process/state` of every state, of those that something leaves by itself, and of those whose end is told ahead. */
function statesOf({ governance }: Services): { known: string[]; automatic: string[]; warned: string[] } {
  const all = governance.processes.flatMap((process) => process.states.map(({ id }) => ({ process, id })))
  const names = (states: typeof all) => states.map(({ process, id }) => `${process.id}/${id}`)
  return {
    known: names(all),
    automatic: names(all.filter(({ process, id }) => automaticTransition(process, id))),
    warned: names(all.filter(({ process, id }) => stateOf(process, id).warned.length > 0)),
  }
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
