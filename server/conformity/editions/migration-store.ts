import type { AssessmentStatus, FileMigration, RequirementId } from '@socle/contracts'
import { type SqlBool, sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Queries, Trx } from '../../platform/database.ts'

/** Files of the current version of every application that are frozen on another edition than this one. */
const files = (db: Queries) =>
  db
    .selectFrom('conformity_files as file')
    .innerJoin('applications as application', (join) =>
      join.onRef('application.id', '=', 'file.application_id').onRef('application.version', '=', 'file.version'),
    )
    .innerJoin('application_versions as version', (join) =>
      join.onRef('version.application_id', '=', 'file.application_id').onRef('version.label', '=', 'file.version'),
    )
    .innerJoin('editions', 'editions.digest', 'file.edition_digest')
    .select([
      'file.id',
      'file.application_id',
      'application.name as application_name',
      'file.version',
      'file.gate',
      'file.edition_digest',
      'editions.id as edition_id',
      'version.description',
    ])

export type MigratableFile = Awaited<ReturnType<typeof migratableFiles>>[number]

export const migratableFiles = (db: Queries, digest: string, applications?: readonly string[]) => {
  const select = files(db)
    .where('file.edition_digest', '!=', digest)
    .orderBy('application.name')
    .orderBy('file.application_id')
    .orderBy('file.gate')
  return (applications === undefined ? select : select.where('file.application_id', 'in', applications)).execute()
}

/** How many are left to migrate. */
export async function countMigratable(db: Queries, digest: string): Promise<number> {
  const { left } = await files(db)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('file.edition_digest', '!=', digest)
    .executeTakeFirstOrThrow()
  return left
}

export const migratableFile = (db: Queries, fileId: string) =>
  files(db).where('file.id', '=', fileId).executeTakeFirst()

/** Whether a file of the application has moved to the edition already, and with it what was decided about it. */
export async function hasMoved(trx: Trx, applicationId: string, digest: string): Promise<boolean> {
  const row = await trx
    .selectFrom('edition_migrations')
    .select('id')
    .where('digest', '=', digest)
    .where(sql<SqlBool>`moved @> ${JSON.stringify([{ applicationId }])}::jsonb`)
    .executeTakeFirst()
  return row !== undefined
}

/** Statuses by file, in one query for a group of files. */
export async function statusesOf(
  db: Queries,
  fileIds: readonly string[],
): Promise<Map<string, Map<RequirementId, AssessmentStatus>>> {
  // One row a file: three hundred thousand rows would take the driver longer than the rules.
  const rows = await db
    .selectFrom('assessments')
    .select(['file_id', sql<string>`string_agg(requirement_id || ' ' || status, ',')`.as('said')])
    .where('file_id', 'in', fileIds)
    .groupBy('file_id')
    .execute()
  const found = new Map<string, Map<RequirementId, AssessmentStatus>>(fileIds.map((id) => [id, new Map()]))
  for (const { file_id, said } of rows) {
    const statuses = found.get(file_id)!
    for (const pair of said.split(',')) {
      const space = pair.indexOf(' ')
      statuses.set(pair.slice(0, space) as RequirementId, pair.slice(space + 1) as AssessmentStatus)
    }
  }
  return found
}

export const moveFile = (trx: Trx, fileId: string, digest: string) =>
  trx.updateTable('conformity_files').set({ edition_digest: digest }).where('id', '=', fileId).execute()

/** Assessments of a file as they are, to be carried under other identifiers. */
export const assessmentsOf = (trx: Trx, fileId: string) =>
  trx.selectFrom('assessments').selectAll().where('file_id', '=', fileId).execute()

/** The last revision that the history of a file knows, by requirement. */
export async function lastRevisions(trx: Trx, fileId: string): Promise<Map<string, number>> {
  const rows = await trx
    .selectFrom('assessment_history')
    .select(['requirement_id', (eb) => eb.fn.max('revision').as('revision')])
    .where('file_id', '=', fileId)
    .groupBy('requirement_id')
    .execute()
  return new Map(rows.map(({ requirement_id, revision }) => [requirement_id, revision]))
}

/** Discussions go with their requirement; all at once, because identifiers may be exchanged. */
export async function moveComments(trx: Trx, fileId: string, renamed: ReadonlyMap<string, string>): Promise<void> {
  if (renamed.size === 0) return
  const [from, to] = [[...renamed.keys()], [...renamed.values()]]
  await sql`update assessment_comments c set requirement_id = m.later
    from unnest(${sql.val(from)}::text[], ${sql.val(to)}::text[]) as m(earlier, later)
    where c.file_id = ${fileId} and c.requirement_id = m.earlier`.execute(trx)
}

const runs = (db: Queries) =>
  db
    .selectFrom('edition_migrations as run')
    .innerJoin('users', 'users.id', 'run.started_by')
    .selectAll('run')
    .select('users.name as starter_name')

export type RunRow = NonNullable<Awaited<ReturnType<typeof runRow>>>
export const runRow = (db: Queries, id: string) => runs(db).where('run.id', '=', id).executeTakeFirst()
export const listRuns = (db: Queries) => runs(db).orderBy('run.started_at', 'desc').limit(20).execute()

/** A replica that died says nothing any more: its migration ends here, what it moved stays moved. One that was told to stop is waited for less. */
export const endSilentRuns = (db: Queries, silent: { before: Date; stoppedBefore: Date }) =>
  db
    .updateTable('edition_migrations')
    .set((eb) => ({ ended_at: eb.ref('seen_at') }))
    .where('ended_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('seen_at', '<', silent.before),
        eb.and([eb('stopped', '=', true), eb('seen_at', '<', silent.stoppedBefore)]),
      ]),
    )
    .execute()

/** @returns undefined when another one is under way */
export async function insertRun(
  trx: Trx,
  values: { digest: string; edition: string; userId: string; now: Date; total: number },
): Promise<string | undefined> {
  const row = await trx
    .insertInto('edition_migrations')
    .values({
      id: randomUUID(),
      digest: values.digest,
      edition: values.edition,
      started_at: values.now,
      started_by: values.userId,
      seen_at: values.now,
      ended_at: null,
      total: values.total,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** Says that it is there, also while one file takes long. */
export const seeRun = (db: Queries, id: string, now: Date) =>
  db
    .updateTable('edition_migrations')
    .set({ seen_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()

/**
 * Says how far it is.
 * @param moved undefined for a file that somebody else moved meanwhile
 * @returns whether it is to go on
 */
export async function recordProgress(
  trx: Trx,
  id: string,
  moved: FileMigration | undefined,
  now: Date,
): Promise<boolean> {
  const row = await trx
    .updateTable('edition_migrations')
    .set((eb) => ({
      done: eb('done', '+', 1),
      seen_at: now,
      ...(moved !== undefined && { moved: sql<string>`moved || ${JSON.stringify([moved])}::jsonb` }),
    }))
    .where('id', '=', id)
    .returning('stopped')
    .executeTakeFirst()
  return row !== undefined && !row.stopped
}

export const endRun = (db: Queries, id: string, now: Date) =>
  db
    .updateTable('edition_migrations')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()

export const stopRun = (db: Queries, id: string) =>
  db
    .updateTable('edition_migrations')
    .set({ stopped: true })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
