import type { BeforeCommittee } from '@socle/contracts'
import type { Queries } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import { agendasOf } from './agenda-store.ts'

/**
 * What is on an agenda, or decided by a vote that waits to be notified, nobody decides alone.
 * @throws Refusal before-the-committee
 */
export async function refuseBesideCommittee(db: Queries, procedureId: string): Promise<void> {
  const session = (await sessionsBefore(db, [procedureId])).get(procedureId)
  if (session) throw refuse('before-the-committee', { session: session.title, date: session.date })
}

/** Of these procedures, those on an agenda or voted and not notified, each with its session. */
export async function sessionsBefore(
  db: Queries,
  procedureIds: readonly string[],
): Promise<ReadonlyMap<string, BeforeCommittee>> {
  if (procedureIds.length === 0) return new Map()
  return new Map(
    (await agendasOf(db, procedureIds)).map(({ procedure_id, edition_id, id, title, day, state }) => [
      (procedure_id ?? edition_id)!,
      { sessionId: id, title, date: day, voted: state !== 'planned' && state !== 'open' },
    ]),
  )
}
