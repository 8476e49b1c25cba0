/** What the access layer knows of applications, told by those who describe them. */
import { type Description, Sensitivity } from '@socle/contracts'
import type { Queries, Trx } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'

/** Follows descriptions: who owns the application, and how sensitive its data is. */
export async function applicationFollower(
  trx: Trx,
  { applicationId, description }: { applicationId: string; description: Description },
): Promise<void> {
  const said = Sensitivity.safeParse(description.traits.sensitivity)
  const known = { organisation: description.organisation, sensitivity: said.success ? said.data : null }
  await trx
    .insertInto('ai_applications')
    .values({ application_id: applicationId, ...known, group_name: null })
    .onConflict((conflict) => conflict.column('application_id').doUpdateSet(known))
    .execute()
}

/** @returns false when there is no such application */
export async function storeGroup(trx: Trx, applicationId: string, group: string | null): Promise<boolean> {
  const stored = await trx
    .updateTable('ai_applications')
    .set({ group_name: group })
    .where('application_id', '=', applicationId)
    .returning('application_id')
    .executeTakeFirst()
  return stored !== undefined
}

/** The application that a permission is about. @throws Refusal application-unknown */
export async function applicationOf(db: Queries, applicationId: string) {
  const unknown = () => refuse('application-unknown', { id: applicationId })
  const known = await db.selectFrom('applications').select('id').where('id', '=', applicationId).executeTakeFirst()
  if (!known) throw unknown()
  const team = await db
    .selectFrom('application_team')
    .select('user_id')
    .where('application_id', '=', applicationId)
    .execute()
  return { resource: { applicationId, team: team.map(({ user_id }) => user_id) }, unknown }
}

/** Names as people know them, by identifier: what was taken away since has none. */
export async function namesOf(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('applications').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
