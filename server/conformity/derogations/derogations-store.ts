import type { Queries, Trx } from '../../platform/database.ts'
import type { Grant } from './derogations-rules.ts'

/**
 * What a decision grants, from the day of its notification. A renewal replaces the end that was decided before, also under
 * the former numbers of its requirements, by which files of older editions still go.
 */
export async function insertGrants(trx: Trx, applicationId: string, grants: readonly Grant[]): Promise<void> {
  await trx
    .insertInto('derogations')
    .values(
      grants.map(({ procedureId, requirementId, from, until }) => ({
        procedure_id: procedureId,
        application_id: applicationId,
        requirement_id: requirementId,
        from_day: from,
        until_day: until,
      })),
    )
    .onConflict((conflict) => conflict.columns(['procedure_id', 'requirement_id']).doNothing())
    .execute()
  for (const { procedureId, from, until } of grants.slice(0, 1))
    await trx
      .updateTable('derogations')
      .set({ from_day: from, until_day: until })
      .where('procedure_id', '=', procedureId)
      .execute()
}

/** In force on that day. */
export async function grantsInForce(db: Queries, applicationId: string, today: string): Promise<Grant[]> {
  const rows = await db
    .selectFrom('derogations')
    .selectAll()
    .where('application_id', '=', applicationId)
    .where('from_day', '<=', today)
    .where((eb) => eb.or([eb('until_day', 'is', null), eb('until_day', '>=', today)]))
    .execute()
  return rows.map((row) => ({
    procedureId: row.procedure_id,
    requirementId: row.requirement_id,
    from: row.from_day,
    until: row.until_day,
  }))
}

/** What a request for renewal would prolong: last day of what it was granted and still counts on that day; null = nothing. */
export async function grantedUntil(db: Queries, procedureId: string, today: string): Promise<string | null> {
  const row = await db
    .selectFrom('derogations')
    .select((eb) => eb.fn.max('until_day').as('until'))
    .where('procedure_id', '=', procedureId)
    .where('until_day', '>=', today)
    .executeTakeFirst()
  return row?.until ?? null
}

/**
 * Requirements have new numbers. Grants are kept under the former ones for the files that stay on an older edition, except
 * under a number that now is another requirement's; one that stands under the new number already was granted later.
 * @param applicationId null = whatever the application
 * @param renumbered later number by former number
 * @param reused former numbers that the new edition gives to another requirement
 */
export async function renumberGrants(
  trx: Trx,
  applicationId: string | null,
  renumbered: ReadonlyMap<string, string>,
  reused: readonly string[],
): Promise<void> {
  const grants = await trx
    .selectFrom('derogations')
    .selectAll()
    .where('requirement_id', 'in', [...renumbered.keys()])
    .$if(applicationId !== null, (rows) => rows.where('application_id', '=', applicationId))
    .execute()
  if (grants.length === 0) return
  if (reused.length > 0)
    await trx
      .deleteFrom('derogations')
      .where('requirement_id', 'in', reused)
      .$if(applicationId !== null, (rows) => rows.where('application_id', '=', applicationId))
      .execute()
  await trx
    .insertInto('derogations')
    .values(grants.map((grant) => ({ ...grant, requirement_id: renumbered.get(grant.requirement_id)! })))
    .onConflict((conflict) => conflict.columns(['procedure_id', 'requirement_id']).doNothing())
    .execute()
}
