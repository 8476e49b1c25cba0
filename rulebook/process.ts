/** What a process allows, by its definition alone: pure, whoever runs it. */
import type { Bilingual, Field, FieldValues, Process, ProcessState, Transition } from '@socle/contracts'

/** @throws Error for a state that the process does not have: stored states come from its own definition */
export function stateOf(process: Process, id: string): ProcessState {
  const state = process.states.find((known) => known.id === id)
  if (!state) throw new Error(`The process ${process.id} has no state ${id}`)
  return state
}

/** The transition of that name that leaves the state; the same name may leave several states for different ends. */
export const transitionFrom = (process: Process, state: string, id: string): Transition | undefined =>
  process.transitions.find((transition) => transition.id === id && transition.from.includes(state))

/** Does `notBy` name a step that was taken, rather than people by their place? */
export const isStep = (kept: string): boolean => kept !== 'requester' && kept !== 'team'

/** What people may do from a state, before asking who: neither what happens by itself nor what a feature does. */
export const openTransitions = (process: Process, state: string): Transition[] =>
  process.transitions.filter(({ from, automatic, guarded }) => from.includes(state) && !automatic && !guarded)

/** What those whose turn it is usually do next; undefined where they choose between several. */
function usualStep(process: Process, state: string): Transition | undefined {
  const { turn } = stateOf(process, state)
  const theirs = openTransitions(process, state).filter(({ by }) => by.some((actor) => turn.includes(actor)))
  return theirs.find(({ usual }) => usual) ?? (theirs.length === 1 ? theirs[0] : undefined)
}

/**
 * What is expected of those whose turn it is, in words: what the state says of it, or else the step that is usually next.
 * @param roles of whoever reads it: of one trade among several, its own part
 */
export function awaitedAct(process: Process, state: string, roles: readonly string[] = []): Bilingual | undefined {
  const { turn, awaited, awaitedFrom } = stateOf(process, state)
  const [part, another] = turn.filter((actor) => roles.includes(actor))
  const own = part !== undefined && another === undefined ? awaitedFrom[part] : undefined
  return own ?? awaited ?? usualStep(process, state)?.name
}

/**
 * Those to whom a state leaves nothing to do, though it may be the turn of their trade: the requester, the team, or
 * whoever took that transition. What the team may do besides, as taking its request back, is no turn of a trade.
 */
export const closedTo = (process: Process, state: string): string[] => {
  const { turn } = stateOf(process, state)
  const [first, ...others] = openTransitions(process, state).filter(({ by }) =>
    by.some((actor) => turn.includes(actor)),
  )
  return first?.notBy.filter((act) => others.every(({ notBy }) => notBy.includes(act))) ?? []
}

/** What a transition asks for, once what was stated before has said which of its fields are still asked and may not stay empty. */
const fieldsNow = ({ fields }: Pick<Transition, 'fields'>, data: FieldValues): Field[] =>
  fields
    .filter(({ id, whileMissing }) => !(whileMissing && data[id] !== undefined))
    .map((field) => {
      const { id, required, requiredWhen, keeps } = field
      const asked = required && !(keeps && data[id] !== undefined)
      return { ...field, required: asked || (requiredWhen?.is.includes(String(data[requiredWhen.field])) ?? false) }
    })

/** What a person is asked for. */
export const fieldsAsked = (transition: Pick<Transition, 'fields'>, data: FieldValues): Field[] =>
  fieldsNow(transition, data).filter(({ guarded }) => !guarded)

/** What the operation of a feature may state: one field may stand in for another. */
export const fieldsOfFeature = (
  transition: Pick<Transition, 'fields'>,
  data: FieldValues,
  stated: FieldValues,
): Field[] =>
  fieldsNow(transition, data).map((field) => {
    const { required, unless } = field
    return { ...field, required: required && (unless === undefined || stated[unless] === undefined) }
  })

/** Where a transition leads, by what was stated so far and by the day. */
export function targetOf({ to, whileComing, oncePassed }: Transition, data: FieldValues, today: string): string {
  const day = (field: string): string | null => {
    const stated = data[field]
    return typeof stated === 'string' && stated !== '' ? stated : null
  }
  const coming = whileComing && day(whileComing.field)
  if (whileComing && coming && !isOverdue(coming, today)) return whileComing.to
  return oncePassed && isOverdue(day(oncePassed.field), today) ? oncePassed.to : to
}

/** Every state that a transition may lead to, the usual one first. */
export const targetsOf = ({ to, whileComing, oncePassed }: Pick<Transition, 'to' | 'whileComing' | 'oncePassed'>) =>
  [{ to }, whileComing, oncePassed].flatMap((target) => (target ? [target.to] : []))

/** What happens by itself once the deadline of the state has passed. */
export const automaticTransition = (process: Process, state: string): Transition | undefined =>
  process.transitions.find(({ from, automatic }) => from.includes(state) && automatic === 'deadline')

/**
 * Last day to act in a state, or null.
 * @param enteredOn day on which the state was entered, `YYYY-MM-DD`
 * @param data everything stated so far
 */
export function dueOn(process: Process, state: string, enteredOn: string, data: FieldValues): string | null {
  const { deadline } = stateOf(process, state)
  if (!deadline) return null
  if ('field' in deadline) {
    const value = data[deadline.field]
    if (typeof value !== 'string' || value === '') return null
    return deadline.months === undefined ? value : monthsAfter(value, deadline.months)
  }
  if ('months' in deadline) return monthsAfter(enteredOn, deadline.months)
  return daysAfter(enteredOn, deadline.days)
}

/** Last day that a field may name, by what was stated before, or null. A day that has passed counts as today. */
export function latestDay({ notAfter }: Pick<Field, 'notAfter'>, data: FieldValues, today: string): string | null {
  const day = notAfter && data[notAfter.field]
  if (!notAfter || typeof day !== 'string' || day === '') return null
  return daysAfter(day < today ? today : day, notAfter.days)
}

/** The first and the last day that a field may name when it is given today, or null. */
export function daysWithin(
  { within }: Pick<Field, 'within'>,
  today: string,
): { readonly from: string; readonly to: string } | null {
  return within === undefined ? null : { from: daysAfter(today, -within.before), to: daysAfter(today, within.after) }
}

/** The day so many days later. Days are `YYYY-MM-DD`. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** The same day so many months later, or the last of that month. Days are `YYYY-MM-DD`. */
export function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** A procedure as its dates say that it stands: what happens by itself at a deadline counts from the day after, swept or not. */
export function standingOn<T extends Standing>(process: Process, row: T, today: string): T {
  const automatic = isOverdue(row.due_on, today) ? automaticTransition(process, row.state) : undefined
  if (!automatic) return row
  const state = stateOf(process, targetOf(automatic, row.data, today))
  const taken = new Set(automatic.fields.map(({ id }) => id))
  const data = Object.fromEntries(Object.entries(row.data).filter(([field]) => !taken.has(field)))
  const { id, turn, final } = state
  return { ...row, state: id, data, turn: [...turn], final, due_on: dueOn(process, id, today, data) }
}

interface Standing {
  readonly state: string
  readonly data: FieldValues
  readonly due_on: string | null
}

/** Past its last day; the day itself still counts. */
export const isOverdue = (due: string | null, today: string): boolean => due !== null && due < today
