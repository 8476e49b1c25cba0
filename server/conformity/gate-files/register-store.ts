import type { Queries } from '../../platform/database.ts'

/** The history of these entries, each in its order. */
export async function historyOf(db: Queries, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never[]>()
  const steps = await db
    .selectFrom('procedure_steps')
    .select(['procedure_id', 'transition', 'from_state', 'to_state', 'data'])
    .where('procedure_id', 'in', ids)
    .orderBy('procedure_id')
    .orderBy('revision')
    .execute()
  return Map.groupBy(steps, ({ procedure_id }) => procedure_id)
}

/** Entries of every application, or of one, as long as they are not closed. */
export async function registerEntries(db: Queries, applicationId: string | undefined) {
  let entries = db
    .selectFrom('procedures')
    .innerJoin('applications', 'applications.id', 'procedures.application_id')
    .select(['procedures.id', 'procedures.title', 'procedures.state', 'procedures.data'])
    .select(['applications.id as application_id', 'applications.name as application_name', 'organisation'])
    .where('process', '=', 'processing-register')
    .where('state', '!=', 'closed')
  if (applicationId !== undefined) entries = entries.where('procedures.application_id', '=', applicationId)
  return entries.orderBy('applications.name').orderBy('procedures.title').execute()
}
export type RegisterEntry = Awaited<ReturnType<typeof registerEntries>>[number]
