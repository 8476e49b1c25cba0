import type { Queries } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import { agendaOf } from './sessions-store.ts'

/**
 * What is on an agenda, or decided by a vote that waits to be notified, nobody decides alone.
 * @throws Refusal before-the-committee
 */
export async function refuseBesideCommittee(db: Queries, procedureId: string): Promise<void> {
  const session = await agendaOf(db, procedureId)
  if (session) throw refuse('before-the-committee', { session: session.title, date: session.day })
}
