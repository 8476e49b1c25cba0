import type { Caller } from '../../platform/caller.ts'
import type { Queries } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import { teamOf } from './applications-store.ts'

/** The application that a permission is about. @throws Refusal application-unknown */
export async function applicationResource(db: Queries, applicationId: string) {
  const unknown = () => refuse('application-unknown', { id: applicationId })
  const team = await teamOf(db, applicationId)
  if (!team) throw unknown()
  return { resource: { applicationId, team }, unknown }
}

/** Operations that machines may not call have a person for caller. */
export function requirePerson(caller: Caller): Extract<Caller, { kind: 'person' }> {
  if (caller.kind !== 'person') throw refuse('not-signed-in', {})
  return caller
}
