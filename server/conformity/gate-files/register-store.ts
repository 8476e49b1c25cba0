import type { Queries } from '../../platform/database.ts'

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
