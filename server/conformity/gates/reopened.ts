import type { Reopened } from '@socle/contracts'
import type { Queries } from '../../platform/database.ts'
import type { Services } from '../../platform/services.ts'
import { descriptionOf } from '../applications/index.ts'
import { dueRequirements, fileRow, locksFallen, reopenedBetween } from '../assessments/index.ts'
import { frameworkOf } from '../requirements/index.ts'
import type { lastDecision } from './gates-store.ts'

/**
 * What was decided on, against the edition in force and the version as it is described now; and the locks that fell since
 * a gate was passed: a decision does not outlive them.
 */
export async function reopenedSince(
  db: Queries,
  services: Pick<Services, 'framework' | 'governance'>,
  row: NonNullable<Awaited<ReturnType<typeof lastDecision>>>,
  today: Date,
): Promise<Reopened[]> {
  const { framework } = services
  const file = (await fileRow(db, row.file_id))!
  const old = await frameworkOf(db, row.edition_digest)
  const now = (await descriptionOf(db, file.application_id, file.version))!
  const changed = reopenedBetween(
    { framework: old, description: row.description, due: dueRequirements(old, row.description, file.gate) },
    { framework, description: now, due: dueRequirements(framework, now, file.gate) },
  )
  if (row.decision === 'refuse') return changed
  const fallen = await locksFallen(db, services, file, services.governance.policies.gates.neverOverruled, today)
  return [
    ...changed,
    ...fallen.filter((lock) => !changed.some(({ requirementId }) => requirementId === lock.requirementId)),
  ]
}
