import type { SessionState } from '@socle/contracts'
import type { Caller } from '../../platform/caller.ts'
import type { Trx } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import { requirePerson } from '../applications/index.ts'
import { type MandateRow, mandatesOn } from './mandates-store.ts'
import { expectedStates, stateWords } from './session-rules.ts'
import { lockSession, type SessionRow, sessionRow } from './sessions-store.ts'

/**
 * The session, held until the transaction ends.
 * @param states where it must stand; absent = anywhere
 * @param shared by those who vote
 * @throws Refusal session-unknown, session-not-in-state
 */
export async function lockInState(
  trx: Trx,
  id: string,
  states: readonly SessionState[] | undefined,
  shared?: 'shared',
): Promise<SessionRow> {
  await lockSession(trx, id, shared === undefined)
  const session = await sessionRow(trx, id)
  if (!session) throw refuse('session-unknown', { id })
  const state = session.state as SessionState
  if (states && !states.includes(state))
    throw refuse('session-not-in-state', { state: stateWords[state], expected: expectedStates(states) })
  return session
}

/** @throws Refusal mandate-not-running for the first that does not run on that day */
export async function requireMandates(trx: Trx, day: string, ids: readonly string[]): Promise<MandateRow[]> {
  const running = new Map((await mandatesOn(trx, day)).map((mandate) => [mandate.id, mandate]))
  return ids.map((id) => {
    const mandate = running.get(id)
    if (!mandate) throw refuse('mandate-not-running', { who: id, date: day })
    return mandate
  })
}

/** @throws Refusal mandate-not-running when the caller holds none that runs on that day */
export async function requireOwnMandate(trx: Trx, day: string, caller: Caller): Promise<MandateRow> {
  const person = requirePerson(caller)
  const mandate = (await mandatesOn(trx, day)).find(({ user_id }) => user_id === person.id)
  if (!mandate) throw refuse('mandate-not-running', { who: person.name, date: day })
  return mandate
}
