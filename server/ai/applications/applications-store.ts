/** What the access layer knows of applications, told by those who describe them. */
import { type Description, Sensitivity } from '@socle/contracts'
import type { Trx } from '../../platform/database.ts'

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
