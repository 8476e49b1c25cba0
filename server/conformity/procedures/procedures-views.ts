import type { Bilingual, Postponement, Procedure, ProcedureSummary, Process, Transition } from '@socle/contracts'
import {
  awaitedAct,
  closedTo,
  fieldsAsked,
  isOverdue,
  isStep,
  openTransitions,
  standingOn,
  stateOf,
} from '@socle/rulebook'
import type { Caller } from '../../platform/caller.ts'
import type { Queries } from '../../platform/database.ts'
import { dayOf } from '../../platform/day.ts'
import { refuse } from '../../platform/errors.ts'
import type { Services } from '../../platform/services.ts'
import { applicationResource, requirePerson } from '../applications/index.ts'
import { isOpenBeside, type Kept, keptForCommittee, sessionOf } from './kept-for-committee.ts'
import { requireProcess } from './moves.ts'
import { teamOfProcedure } from './procedures.ts'
import { actorsNow, keptFrom, nameOfStep, namedActors, precisionOf } from './procedures-rules.ts'
import * as store from './procedures-store.ts'

/**
 * @param caller is it their turn, and what is their trade?
 * @param kept for the committee, in whose stead nobody acts
 */
const summaryOf = (
  process: Process,
  row: store.ProcedureRow,
  caller: { readonly mine: boolean; readonly roles: readonly string[] },
  kept: Kept | undefined,
  now: Date,
): ProcedureSummary => ({
  id: row.id,
  process: process.id,
  processName: process.name,
  title: row.title,
  precision: precisionOf(process, row.data),
  precisionFirst: process.opening.precisionFirst,
  application: row.application_id === null ? null : { id: row.application_id, name: row.application_name! },
  state: row.state,
  stateName: stateOf(process, row.state).name,
  final: row.final,
  turn: row.turn,
  mine: caller.mine && sessionOf(kept) === null,
  next: caller.mine && kept === undefined ? (awaitedAct(process, row.state, caller.roles) ?? null) : null,
  dueOn: row.due_on,
  overdue: !row.final && isOverdue(row.due_on, dayOf(now)),
  committee: sessionOf(kept),
  awaitsVote: kept === 'to-be-put-on-an-agenda',
  requester: { id: row.requester_id, name: row.requester_name },
  assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name! },
  openedAt: row.opened_at.toISOString(),
  enteredAt: row.entered_at.toISOString(),
  link: row.link,
  revision: row.revision,
})

/** A session is no item of another, and a tender is its buyer’s. */
const OFF_AGENDA = ['committee-session', 'tender', 'tender-remediation'] as const

/** @throws Refusal procedure-state-unknown */
function requireState(processes: readonly Process[], id: string): void {
  const states = processes.flatMap((process) => process.states)
  if (states.some((state) => state.id === id)) return
  const [only] = processes.length === 1 ? processes : []
  throw refuse('procedure-state-unknown', {
    id,
    of: only
      ? { fr: `du processus « ${only.name.fr} »`, en: `of the process “${only.name.en}”` }
      : { fr: 'd’aucun processus', en: 'of any process' },
    known: only
      ? {
          fr: only.states.map((state) => `« ${state.name.fr} » (${state.id})`).join(', '),
          en: only.states.map((state) => `“${state.name.en}” (${state.id})`).join(', '),
        }
      : {
          fr: 'ceux d’un processus. Choisissez d’abord un processus ; par l’API, GET /api/processes donne les siens',
          en: 'those of a process. Choose a process first; by the API, GET /api/processes gives its own',
        },
  })
}

/** Procedures that the caller may read; every page and task that lists some goes through here. */
export async function proceduresSeenBy(
  services: Services,
  caller: Caller,
  filter: store.ProcedureFilter,
  now: Date,
): Promise<{ procedures: ProcedureSummary[]; total: number }> {
  const { db, governance, authorisation } = services
  const { id: userId, roles } = requirePerson(caller)
  const process = filter.process === undefined ? undefined : requireProcess(services, filter.process)
  if (filter.state !== undefined) requireState(process === undefined ? governance.processes : [process], filter.state)
  if (filter.application !== undefined) await applicationResource(db, filter.application)
  const byTrade = governance.processes.filter((process) => {
    const any = { procedureId: 'any', team: [], requester: '', actors: namedActors(process) }
    return authorisation.decide(caller, 'procedure:read', any).allowed
  })
  const reader = {
    userId,
    roles,
    processes: byTrade.map(({ id }) => id),
    agenda: { never: OFF_AGENDA, once: governance.policies.committee.decides },
    closedTo: governance.processes.flatMap((process) =>
      process.states.flatMap(({ id }) => closedTo(process, id).map((act) => ({ state: `${process.id}/${id}`, act }))),
    ),
  }
  const { rows, total } = await store.listProcedures(db, reader, filter, dayOf(now))
  const kept = await keptForCommittee(db, services, rows)
  return {
    procedures: rows.map((row) => {
      const process = requireProcess(services, row.process)
      const mine = !row.final && Boolean(row.mine)
      return summaryOf(process, standingOn(process, row, dayOf(now)), { mine, roles }, kept.get(row.id), now)
    }),
    total,
  }
}

/** @throws Refusal process-unknown */
export async function readProcedure(
  db: Queries,
  services: Services,
  caller: Caller,
  id: string,
  now: Date,
): Promise<Procedure> {
  const stored = (await store.procedureRow(db, id))!
  const process = requireProcess(services, stored.process)
  const row = standingOn(process, stored, dayOf(now))
  const team = await teamOfProcedure(db, row.application_id)
  const steps = await store.stepsOf(db, id)
  const concerned = { requester: row.requester_id, team }
  const may = (actors: Process['states'][number]['turn'], notBy: Transition['notBy'] = []) =>
    services.authorisation.decide(caller, 'procedure:act', {
      procedureId: row.id,
      applicationId: row.application_id,
      team,
      requester: row.requester_id,
      actors,
      keptFrom: keptFrom(notBy, concerned, steps).map(({ person }) => person),
    }).allowed
  const kept = (await keptForCommittee(db, services, [row])).get(id)
  const closed = closedTo(process, row.state)
  const mine = !row.final && may(row.turn, closed)
  const keptAway = keptFrom(closed, concerned, steps)
  const [did] = row.final ? [] : keptAway.filter((one) => isStep(one.did))
  const doer = did && steps.findLast(({ transition }) => transition === did.did)
  let postponed: Postponement | null = null
  const postpone = (by: Postponement) => void (postponed = by)
  const held = new Map<string, Bilingual | 'not-here'>()
  if (!row.final)
    await services.events.emit(db, 'procedure-read', {
      procedureId: id,
      process: process.id,
      state: row.state,
      data: row.data,
      postpone,
      hold: (transition, why) => void held.set(transition, why),
      now,
    })
  const callers = openTransitions(process, row.state).filter(
    (transition) =>
      (kept === undefined || isOpenBeside(services, row, transition, kept)) &&
      may(actorsNow(transition.by, stateOf(process, row.state).turn, row.turn), transition.notBy),
  )
  return {
    ...summaryOf(process, row, { mine, roles: caller.kind === 'person' ? caller.roles : [] }, kept, now),
    postponed,
    apart: doer
      ? { person: { id: doer.actor_id!, name: doer.actor_name! }, did: nameOfStep(process, doer.transition) }
      : null,
    able:
      row.final ||
      kept !== undefined ||
      row.turn.length === 0 ||
      (await store.peopleInTurn(db, row)).some(({ id }) => !keptAway.some(({ person }) => person === id)),
    data: row.data,
    stateMeaning: stateOf(process, row.state).meaning,
    steps: steps.map((step) => ({
      revision: step.revision,
      transition: step.transition,
      transitionName: nameOfStep(process, step.transition),
      from: step.from_state,
      to: step.to_state,
      toName: stateOf(process, step.to_state).name,
      actor: step.actor_id === null ? null : { id: step.actor_id, name: step.actor_name! },
      at: step.at.toISOString(),
      data: step.data,
      note: step.note,
    })),
    possible: callers
      .filter(({ id }) => !held.has(id))
      .map((transition) => ({ ...transition, fields: fieldsAsked(transition, row.data) })),
    heldBack: callers.flatMap(({ id, name }) => {
      const why = held.get(id)
      return why === undefined || why === 'not-here' ? [] : [{ transition: id, name, why }]
    }),
  }
}
