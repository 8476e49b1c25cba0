/**
 * Runs processes. Each step is one transaction that writes the new state, the line of history, the audit line and what
 * people are told, and lets features act through the event `procedure-stepped`.
 */
import {
  answeredFrom,
  askedGiven,
  type Bilingual,
  type Field,
  type FieldValues,
  type Person,
  type Process,
} from '@socle/contracts'
import {
  automaticTransition,
  closedTo,
  dueOn,
  fieldsAsked,
  fieldsOfFeature,
  isStep,
  standingOn,
  stateOf,
} from '@socle/rulebook'
import { randomUUID } from 'node:crypto'
import type { ProcedureResource } from '../../platform/authorisation.ts'
import type { Queries, Trx } from '../../platform/database.ts'
import { dayOf } from '../../platform/day.ts'
import { refuse } from '../../platform/errors.ts'
import type { Services } from '../../platform/services.ts'
import { applicationResource, applicationRow, requirePerson } from '../applications/index.ts'
import { type Context, type MaybeByItself, moveTo, record, requireProcess } from './moves.ts'
import {
  actorsInWords,
  actorsNow,
  keptFrom,
  nameOfStep,
  outOfPlace,
  namedActors,
  readFields,
  requireTransition,
} from './procedures-rules.ts'
import { refuseInItsStead } from './kept-for-committee.ts'
import * as store from './procedures-store.ts'

interface Opening {
  readonly process: string
  readonly applicationId?: string | undefined
  readonly title: string
  readonly data: FieldValues
  readonly note?: string
  /** Page that shows it; default: the page of every procedure. `{id}` stands for its identifier. */
  readonly link?: string
  /** The feature's own operation opens it and has decided who may. */
  readonly byFeature?: true
}

/**
 * @returns the identifier of the procedure
 * @throws Refusal process-unknown, application-unknown, procedure-not-yours, procedure-fields-invalid
 */
export async function openProcedure(trx: Trx, services: Services, context: Context, opening: Opening): Promise<string> {
  const { caller, now } = context
  const person = requirePerson(caller)
  const process = requireProcess(services, opening.process)
  const act: Bilingual = process.name
  const { byFeature = false, applicationId } = opening
  const besides = [
    ...((process.subject === 'application') === (applicationId !== undefined)
      ? []
      : [{ path: 'applicationId', message: subjectWords[process.subject] }]),
    ...(opening.title === '' ? [{ path: 'title', message: titleExpected }] : []),
  ]
  const given = byFeature ? opening.data : { ...(await alreadyAnswered(trx, process, applicationId)), ...opening.data }
  const asked = () =>
    readFields(services.framework, process.opening.fields, given, act, {
      today: dayOf(now),
      before: {},
      besides,
    })
  // Nobody can say whether one may open it about nothing.
  if (besides.some(({ path }) => path === 'applicationId')) asked()
  const team = applicationId === undefined ? [] : await teamSeenBy(trx, services, context, applicationId, byFeature)
  const resource: ProcedureResource = {
    procedureId: 'new',
    applicationId: applicationId ?? null,
    team,
    requester: person.id,
    actors: process.opening.by,
  }
  const allowed = !process.opening.guarded && services.authorisation.decide(caller, 'procedure:act', resource).allowed
  if (!byFeature && !allowed) throw refuse('procedure-not-yours', { act, actors: actorsInWords(process.opening.by) })
  const data = await settled(trx, services, process.opening.fields, asked(), act)
  const id = randomUUID()
  const state = stateOf(process, process.initial)
  await store.insertProcedure(trx, {
    id,
    process: process.id,
    title: opening.title,
    application_id: applicationId ?? null,
    state: state.id,
    data,
    requester_id: person.id,
    due_on: dueOn(process, state.id, dayOf(now), data),
    turn: state.turn,
    final: state.final,
    edition_digest: services.framework.edition.digest,
    link: (opening.link ?? '/procedures/{id}').replace('{id}', id),
    now,
  })
  const { note = '' } = opening
  await record(trx, services, context, {
    id,
    revision: 1,
    transition: 'open',
    from: null,
    data,
    stated: data,
    note,
    byFeature,
  })
  return id
}

/** What the description of the application says of what is asked for, where it says anything. */
async function alreadyAnswered(
  db: Queries,
  { opening: { fields } }: Process,
  applicationId: string | undefined,
): Promise<FieldValues> {
  if (applicationId === undefined || fields.every(({ answeredBy }) => answeredBy === undefined)) return {}
  return answeredFrom(fields, (await applicationRow(db, applicationId))?.description.traits ?? {})
}

/** An application that the caller may not see does not exist for the caller. */
async function teamSeenBy(
  trx: Trx,
  { authorisation }: Services,
  { caller }: Context,
  applicationId: string,
  byFeature: boolean,
): Promise<readonly string[]> {
  const { resource, unknown } = await applicationResource(trx, applicationId)
  if (!byFeature && !authorisation.decide(caller, 'application:read', resource).allowed) throw unknown()
  return resource.team
}

interface Step {
  readonly procedureId: string
  readonly transition: string
  /** As it was read; absent = whatever it is now. */
  readonly revision?: number
  readonly data?: FieldValues
  readonly note?: string
  /** The feature's own operation takes it and has decided who may: guarded transitions are for it alone. */
  readonly byFeature?: true
  /** It was decided on an earlier day, in a session for one, and only takes effect now: the days it states may have passed. */
  readonly decidedEarlier?: true
  /** The same operation takes the next step at once: nobody is told of this one, which asks nothing of anybody. */
  readonly passing?: true
}

/**
 * @throws Refusal procedure-unknown, procedure-changed-meanwhile, procedure-step-impossible, before-the-committee,
 *   decided-by-vote, procedure-not-yours, procedure-fields-invalid, procedure-awaits-nobody
 */
export async function takeStep(trx: Trx, services: Services, context: MaybeByItself, step: Step): Promise<void> {
  const { caller, now } = context
  await store.lockProcedure(trx, step.procedureId)
  const read = await store.procedureRow(trx, step.procedureId)
  if (!read) throw refuse('procedure-unknown', { id: step.procedureId })
  const process = requireProcess(services, read.process)
  if (step.revision !== undefined && step.revision !== read.revision)
    throw refuse(
      'procedure-changed-meanwhile',
      { state: stateOf(process, read.state).name },
      { current: { state: read.state, revision: read.revision } },
    )
  const row = await caughtUp(trx, services, { now, requestId: context.requestId }, read, step.transition)
  const byFeature = step.byFeature ?? false
  const transition = requireTransition(process, row.state, step.transition, byFeature)
  if (!byFeature) {
    if (!caller) throw new Error('Only a feature takes a step for nobody')
    const actors = actorsNow(transition.by, stateOf(process, row.state).turn, row.turn)
    const resource: ProcedureResource = {
      procedureId: row.id,
      applicationId: row.application_id,
      team: await teamOfProcedure(trx, row.application_id),
      requester: row.requester_id,
      actors,
    }
    const kept = keptFrom(transition.notBy, resource, await store.stepsOf(trx, row.id))
    const may = (others: Partial<ProcedureResource>) =>
      services.authorisation.decide(caller, 'procedure:act', { ...resource, ...others }).allowed
    // Whoever could act by the process learns that the committee does; nobody else learns anything.
    if (may({ actors: transition.by })) await refuseInItsStead(trx, services, row, transition)
    if (!may({ keptFrom: kept.map(({ person }) => person) })) {
      const refused = { act: transition.name, actors: actorsInWords(actors) }
      const mine = may({}) ? kept.filter(({ person }) => person === requirePerson(caller).id) : []
      const did = mine.find(({ did }) => isStep(did))
      if (did) throw refuse('procedure-of-another', { ...refused, did: nameOfStep(process, did.did) })
      throw refuse(mine.length > 0 ? 'procedure-of-own' : 'procedure-not-yours', refused)
    }
  }
  const today = step.decidedEarlier ? null : dayOf(now)
  const given = step.data ?? {}
  const all = byFeature ? fieldsOfFeature(transition, row.data, given) : fieldsAsked(transition, row.data)
  const fields = askedGiven(all, given)
  const readable = readFields(services.framework, fields, given, transition.name, {
    today,
    before: row.data,
    besides: outOfPlace(all, given),
  })
  const stated = await settled(trx, services, fields, readable, transition.name)
  await moveTo(trx, services, { ...context, now }, row, {
    transition,
    stated,
    note: step.note ?? '',
    byFeature,
    passing: step.passing ?? false,
  })
  if (!byFeature) await refuseToLeaveAlone(trx, services, row.id, transition.name)
}

/** A step is taken from where the procedure stands by its dates: what no sweep has written down yet is written first. */
async function caughtUp(trx: Trx, services: Services, context: MaybeByItself, row: store.ProcedureRow, next: string) {
  const process = requireProcess(services, row.process)
  if (standingOn(process, row, dayOf(context.now)) === row) return row
  const transition = automaticTransition(process, row.state)!
  if (transition.id === next) return row
  await moveTo(trx, services, context, row, { transition, stated: {}, note: '', byFeature: true })
  return (await store.procedureRow(trx, row.id))!
}

/** Those whose turn it is, without those whom an earlier act of theirs keeps from the next. */
export async function peopleInTurn(db: Queries, services: Services, row: store.ProcedureRow): Promise<Person[]> {
  const closed = closedTo(requireProcess(services, row.process), row.state)
  const concerned = { requester: row.requester_id, team: await teamOfProcedure(db, row.application_id) }
  const kept = keptFrom(closed, concerned, await store.stepsOf(db, row.id))
  return (await store.peopleInTurn(db, row)).filter(({ id }) => !kept.some(({ person }) => person === id))
}

/** A step that leaves the next one to another person needs one: else the procedure would wait for nobody. */
async function refuseToLeaveAlone(trx: Trx, services: Services, procedureId: string, act: Bilingual): Promise<void> {
  const row = (await store.procedureRow(trx, procedureId))!
  const process = requireProcess(services, row.process)
  if (row.final || !closedTo(process, row.state).some(isStep)) return
  if ((await peopleInTurn(trx, services, row)).length > 0) return
  throw refuse('procedure-awaits-nobody', { act, actors: actorsInWords(row.turn) })
}

/** What was stated, with what other features keep by its identifier. @throws Refusal procedure-fields-invalid */
async function settled(
  trx: Trx,
  { events }: Services,
  fields: readonly Field[],
  stated: FieldValues,
  act: Bilingual,
): Promise<FieldValues> {
  const found: FieldValues = {}
  const errors: { path: string; message: Bilingual }[] = []
  await events.emit(trx, 'fields-stated', {
    fields,
    stated,
    settle: (field, value) => void (found[field] = value),
    mistake: (field, message) => void errors.push({ path: `data.${field}`, message }),
  })
  if (errors.length > 0) throw refuse('procedure-fields-invalid', { act }, { errors })
  return { ...stated, ...found }
}

export const teamOfProcedure = async (trx: Parameters<typeof applicationResource>[0], applicationId: string | null) =>
  applicationId === null ? [] : (await applicationResource(trx, applicationId)).resource.team

/** The procedure that a permission is about; whoever the process names reads it. @throws Refusal procedure-unknown */
export async function procedureResource(services: Services, id: string, db: Queries = services.db) {
  const unknown = () => refuse('procedure-unknown', { id })
  const row = await store.procedureRow(db, id)
  if (!row) throw unknown()
  const resource: ProcedureResource = {
    procedureId: row.id,
    applicationId: row.application_id,
    team: await teamOfProcedure(db, row.application_id),
    requester: row.requester_id,
    actors: namedActors(requireProcess(services, row.process)),
  }
  return { resource, unknown }
}

const titleExpected: Bilingual = { fr: 'À renseigner.', en: 'To be given.' }
const subjectWords = {
  application: {
    fr: 'Cette procédure porte sur une application : dites laquelle.',
    en: 'This procedure is about an application: say which.',
  },
  none: {
    fr: 'Cette procédure ne porte sur aucune application.',
    en: 'This procedure is about no application.',
  },
} as const satisfies Record<Process['subject'], Bilingual>
