/** How a procedure moves: the new state, the line of history, the audit line and what people are told, in one transaction. */
import type { Actor, FieldValues, Process } from '@socle/contracts'
import { dueOn, stateOf, targetOf, transitionFrom } from '@socle/rulebook'
import { audit } from '../../platform/audit.ts'
import { socleItself } from '../../platform/caller.ts'
import type { Trx } from '../../platform/database.ts'
import { dayOf } from '../../platform/day.ts'
import { refuse } from '../../platform/errors.ts'
import type { Audience } from '../../platform/events.ts'
import type { RequestContext } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { requirePerson } from '../applications/index.ts'
import { afterStep, detailTold, titleOf } from './procedures-rules.ts'
import * as store from './procedures-store.ts'

export type Context = Pick<RequestContext, 'caller' | 'now' | 'requestId'>
/** Without a caller: it happens by itself, at a deadline. */
export type MaybeByItself = Omit<Context, 'caller'> & Partial<Pick<Context, 'caller'>>

/** @throws Refusal process-unknown */
export function requireProcess({ governance }: Services, id: string): Process {
  const process = governance.processById.get(id)
  if (!process) throw refuse('process-unknown', { id })
  return process
}

export async function moveTo(
  trx: Trx,
  services: Services,
  context: MaybeByItself,
  row: store.ProcedureRow,
  step: {
    transition: Process['transitions'][number]
    stated: FieldValues
    note: string
    byFeature: boolean
    /** Another step follows at once, and people are told of that one. */
    passing?: boolean
  },
): Promise<void> {
  const { transition, stated, note, byFeature, passing = false } = step
  const process = requireProcess(services, row.process)
  const data = afterStep(row.data, transition, stated)
  const state = stateOf(process, targetOf(transition, data, dayOf(context.now)))
  const revision = row.revision + 1
  await store.storeState(trx, row.id, {
    state: state.id,
    data,
    revision,
    due_on: dueOn(process, state.id, dayOf(context.now), data),
    turn: state.turn,
    final: state.final,
    now: context.now,
  })
  const { id } = row
  await record(trx, services, context, {
    id,
    revision,
    transition: transition.id,
    from: row.state,
    data,
    stated,
    note,
    byFeature,
    passing,
  })
}

/** For a feature that hears of a step: of those whose turn it is by the process, only these may act, by its policy. */
export const narrowTurn = (trx: Trx, procedureId: string, turn: readonly Actor[]): Promise<unknown> =>
  store.storeTurn(trx, procedureId, [...turn])

/** History, audit, event, and what people are told: the same for an opening and for a step. */
export async function record(
  trx: Trx,
  services: Services,
  { caller, now, requestId }: MaybeByItself,
  step: {
    id: string
    revision: number
    transition: string
    from: string | null
    data: FieldValues
    stated: FieldValues
    note: string
    byFeature: boolean
    passing?: boolean
  },
): Promise<void> {
  const row = (await store.procedureRow(trx, step.id))!
  const process = requireProcess(services, row.process)
  const state = stateOf(process, row.state)
  const person = caller && requirePerson(caller)
  const actorId = person?.id ?? null
  await store.insertStep(trx, {
    procedure_id: row.id,
    revision: step.revision,
    transition: step.transition,
    from_state: step.from,
    to_state: row.state,
    actor_id: actorId,
    at: now,
    data: step.stated,
    note: step.note,
  })
  const matter = matterOf(row.id)
  // Whoever was asked to take the procedure on need not any more; what follows is told below.
  if (step.from !== null) await services.events.emit(trx, 'matter-settled', { matter, now })
  const detail = { process: row.process, application: row.application_id, from: step.from, to: row.state }
  const who = caller ?? socleItself
  await audit(trx, { caller: who, now, requestId }, `procedure.${step.transition}`, `procedure:${row.id}`, detail)
  await services.events.emit(trx, 'procedure-stepped', {
    procedureId: row.id,
    process: row.process,
    applicationId: row.application_id,
    transition: step.transition,
    revision: step.revision,
    from: step.from,
    to: row.state,
    stated: step.stated,
    data: step.data,
    by: { ...(person && { caller: person }), requestId },
    byFeature: step.byFeature,
    now,
  })
  if (step.passing) return
  // A feature may have narrowed the turn, or moved the procedure on and so told people where it stands.
  const { revision, turn } = (await store.procedureRow(trx, step.id))!
  const taken = step.from === null ? undefined : transitionFrom(process, step.from, step.transition)
  const asked = revision === step.revision ? turn : []
  const told = [...asked, ...(taken?.notify ?? [])]
  const decided = taken && detailTold(process, taken, step.data, await titlesNamed(trx, process, step.data))
  const title = titleOf(process, row)
  // Whoever asked learns how it ends.
  if (state.final) told.push('requester')
  await services.events.emit(trx, 'people-told', {
    to: audienceOf(told, row, actorId),
    asks: { matter, of: audienceOf(asked, row, actorId) },
    text: {
      fr: `${process.name.fr} « ${title.fr} » : ${lowerFirst(state.name.fr)}.`,
      en: `${process.name.en} “${title.en}”: ${lowerFirst(state.name.en)}.`,
    },
    ...(decided && { detail: decided }),
    link: row.link,
    now,
  })
}

/** Of the procedures that are named in what was stated. */
async function titlesNamed(trx: Trx, { opening, transitions }: Process, data: FieldValues) {
  const fields = [opening, ...transitions].flatMap((step) => step.fields.filter(({ type }) => type === 'procedures'))
  const ids = [...new Set(fields.map(({ id }) => id))].flatMap((field) => (data[field] as string[] | undefined) ?? [])
  return ids.length === 0 ? new Map<string, string>() : store.titlesOf(trx, ids)
}

/** What a procedure asks of those whose turn it is, as notifications keep it. */
export const matterOf = (procedureId: string): string => `procedure:${procedureId}`

export const audienceOf = (
  actors: readonly Actor[],
  row: Pick<store.ProcedureRow, 'requester_id' | 'application_id'>,
  except: string | null,
): Audience => ({
  roles: actors.filter((actor) => actor !== 'team' && actor !== 'requester'),
  users: actors.includes('requester') ? [row.requester_id] : [],
  teamOf: actors.includes('team') ? row.application_id : null,
  except,
})

export const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
