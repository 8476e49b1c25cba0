/** Acts on several procedures at once, row by row: each passes the checks that it would pass alone. */
import {
  type BulkOutcome,
  type Person,
  type procedureRoutes,
  type RouteArguments,
  type StepOfSeveral,
} from '@socle/contracts'
import { stateOf } from '@socle/rulebook'
import { audit } from '../../platform/audit.ts'
import type { Trx } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import type { RequestContext } from '../../platform/http.ts'
import { rowByRow } from '../../platform/row-by-row.ts'
import type { Services } from '../../platform/services.ts'
import { matterOf, requireProcess } from './moves.ts'
import { peopleInTurn, procedureResource, takeStep, teamOfProcedure } from './procedures.ts'
import { readProcedure } from './procedures-views.ts'
import { actorsInWords, titleOf } from './procedures-rules.ts'
import * as store from './procedures-store.ts'

type Assignment = RouteArguments<typeof procedureRoutes.assign>['body']
type Steps = RouteArguments<typeof procedureRoutes.stepSeveral>['body']

export const takeSteps = (services: Services, context: RequestContext, steps: Steps): Promise<BulkOutcome> => {
  const { procedures, ...step } = steps
  return rowByRow(services, context, procedures, idOf, async (trx, { id, revision }) => {
    await requireReadable(trx, services, context, id)
    await takeStep(trx, services, context, { ...step, procedureId: id, revision })
  })
}

export const assign = (services: Services, context: RequestContext, { procedures, to }: Assignment) =>
  rowByRow(services, context, procedures, idOf, async (trx, { id, revision, assignee }) => {
    await requireReadable(trx, services, context, id)
    await store.lockProcedure(trx, id)
    const row = (await store.procedureRow(trx, id))!
    const process = requireProcess(services, row.process)
    const state = stateOf(process, row.state)
    if (row.revision !== revision) throw refuse('procedure-changed-meanwhile', { state: state.name })
    if (row.assignee_id !== assignee)
      throw refuse('assigned-meanwhile', { name: row.assignee_name ?? { fr: 'personne', en: 'nobody' } })
    const actors = actorsInWords(row.turn)
    const inTurn = await peopleInTurn(trx, services, row)
    const mayAct = services.authorisation.decide(context.caller, 'procedure:act', {
      procedureId: id,
      team: await teamOfProcedure(trx, row.application_id),
      requester: row.requester_id,
      actors: row.turn,
    }).allowed
    if (!mayAct) throw refuse('procedure-not-yours', { act: acts.assign, actors })
    if (to !== null && !inTurn.some((person) => person.id === to)) throw refuse('assignee-not-in-turn', { actors })
    if (to === row.assignee_id) return
    await store.storeAssignee(trx, id, to)
    const detail = { process: row.process, before: row.assignee_id, after: to }
    await audit(trx, context, to === null ? 'procedure.taken-back' : 'procedure.assigned', `procedure:${id}`, detail)
    if (to === null) return
    const title = titleOf(process, row)
    const except = context.caller.kind === 'person' ? context.caller.id : null
    const given = { roles: [], users: [to], teamOf: null, except }
    await services.events.emit(trx, 'people-told', {
      to: given,
      asks: { matter: matterOf(id), of: given },
      text: {
        fr: `${process.name.fr} « ${title.fr} » vous est confiée.`,
        en: `${process.name.en} “${title.en}” is given to you.`,
      },
      link: row.link,
      now: context.now,
    })
  })

/** @throws Refusal procedure-unknown for the first that the caller may not read */
export async function assigneesOf(
  services: Services,
  context: RequestContext,
  ids: readonly string[],
): Promise<Person[]> {
  let people: Person[] | undefined
  for (const id of ids) {
    await requireReadable(services.db, services, context, id)
    const inTurn = await peopleInTurn(services.db, services, (await store.procedureRow(services.db, id))!)
    people = people?.filter((person) => inTurn.some((other) => other.id === person.id)) ?? inTurn
  }
  return people ?? []
}

/**
 * What the caller may do in any of these procedures, and what is held back from them.
 * @throws Refusal procedure-unknown for the first that the caller may not read
 */
export async function stepsOf(
  services: Services,
  context: RequestContext,
  ids: readonly string[],
): Promise<StepOfSeveral[]> {
  const steps = new Map<string, StepOfSeveral>()
  const stepOf = (transition: string, name: StepOfSeveral['name']) => {
    const step = steps.get(transition) ?? { transition, name, procedures: [], heldBack: [] }
    steps.set(transition, step)
    return step
  }
  for (const id of ids) {
    await requireReadable(services.db, services, context, id)
    const { possible, heldBack } = await readProcedure(services.db, services, context.caller, id, context.now)
    for (const { id: transition, name } of possible) stepOf(transition, name).procedures.push(id)
    for (const { transition, name, why } of heldBack) stepOf(transition, name).heldBack.push({ procedureId: id, why })
  }
  return [...steps.values()]
}

async function requireReadable(db: Services['db'] | Trx, services: Services, { caller }: RequestContext, id: string) {
  const { resource, unknown } = await procedureResource(services, id, db)
  if (!services.authorisation.decide(caller, 'procedure:read', resource).allowed) throw unknown()
}

const idOf = ({ id }: { id: string }) => id

const acts = { assign: { fr: 'confier la procédure', en: 'giving the procedure to somebody' } } as const
