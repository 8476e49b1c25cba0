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
