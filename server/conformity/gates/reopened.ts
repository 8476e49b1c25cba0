import type { Reopened } from '@socle/contracts'
import type { Framework } from '@socle/rulebook'
import type { Queries } from '../../platform/database.ts'
import { descriptionOf } from '../applications/index.ts'
import { dueRequirements, fileRow, reopenedBetween } from '../assessments/index.ts'
import { frameworkOf } from '../requirements/index.ts'
import type { lastDecision } from './gates-store.ts'

/** What was decided on, against the edition in force and the version as it is described now. */
export async function reopenedSince(
  db: Queries,
  framework: Framework,
  row: NonNullable<Awaited<ReturnType<typeof lastDecision>>>,
): Promise<Reopened[]> {
  const file = (await fileRow(db, row.file_id))!
  const old = await frameworkOf(db, row.edition_digest)
  const now = (await descriptionOf(db, file.application_id, file.version))!
  return reopenedBetween(
    { framework: old, description: row.description, due: dueRequirements(old, row.description, file.gate) },
    { framework, description: now, due: dueRequirements(framework, now, file.gate) },
  )
}
