import type { Queries, Trx } from '../../platform/database.ts'
import type { Grant } from './derogations-rules.ts'

/** The numbers are those of the edition that the procedure is written in. A renewal replaces what was granted before. */
export async function insertGrants(trx: Trx, applicationId: string, grants: readonly Grant[]): Promise<void> {
  const procedures = [...new Set(grants.map(({ procedureId }) => procedureId))]
  if (procedures.length === 0) return
  await trx.deleteFrom('derogations').where('procedure_id', 'in', procedures).execute()
  await trx
    .insertInto('derogations')
    .values((eb) =>
      grants.map(({ procedureId, requirementId, from, until }) => ({
        procedure_id: procedureId,
        application_id: applicationId,
        requirement_id: requirementId,
        edition_digest: eb.selectFrom('procedures').select('edition_digest').where('id', '=', procedureId),
        from_day: from,
        until_day: until,
      })),
    )
    // One requirement stated twice is granted once.
    .onConflict((conflict) => conflict.columns(['procedure_id', 'requirement_id']).doNothing())
    .execute()
}

/** A grant, and the edition whose number it gives its requirement; null when nobody knows any more. */
export interface NumberedGrant extends Grant {
  readonly edition: string | null
}

/** In force on that day. */
export async function grantsInForce(db: Queries, applicationId: string, today: string): Promise<NumberedGrant[]> {
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
    edition: row.edition_digest,
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
