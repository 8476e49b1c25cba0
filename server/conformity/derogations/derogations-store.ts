import type { Queries, Trx } from '../../platform/database.ts'
import type { Grant } from './derogations-rules.ts'

/** A renewal replaces the end that was decided before. */
export const insertGrants = (trx: Trx, applicationId: string, grants: readonly Grant[]) =>
  trx
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
    .onConflict((conflict) =>
      conflict
        .columns(['procedure_id', 'requirement_id'])
        .doUpdateSet((eb) => ({ from_day: eb.ref('excluded.from_day'), until_day: eb.ref('excluded.until_day') })),
    )
    .execute()

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
 * Requirements of an application have new numbers. Grants are kept under the former ones for the files that stay on an
 * older edition, except under a number that now is another requirement's.
 * @param renumbered later number by former number
 * @param reused former numbers that the new edition gives to another requirement
 */
export async function renumberGrants(
  trx: Trx,
  applicationId: string,
  renumbered: ReadonlyMap<string, string>,
  reused: readonly string[],
): Promise<void> {
  const grants = await trx
    .selectFrom('derogations')
    .selectAll()
    .where('application_id', '=', applicationId)
    .where('requirement_id', 'in', [...renumbered.keys()])
    .execute()
  if (grants.length === 0) return
  if (reused.length > 0)
    await trx
      .deleteFrom('derogations')
      .where('application_id', '=', applicationId)
      .where('requirement_id', 'in', reused)
      .execute()
  await insertGrants(
    trx,
    applicationId,
    grants.map((row) => ({
      procedureId: row.procedure_id,
      requirementId: renumbered.get(row.requirement_id)!,
      from: row.from_day,
      until: row.until_day,
    })),
  )
}
