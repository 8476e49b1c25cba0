import type { AssessmentStatus, Gate } from '@socle/contracts'
import type { SelectQueryBuilder } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Queries, Trx } from '../../platform/database.ts'
import type { Schema, StoredVerdict } from '../../platform/schema.ts'

const files = (db: Queries) =>
  db
    .selectFrom('conformity_files as file')
    .innerJoin('applications', 'applications.id', 'file.application_id')
    .innerJoin('application_versions as version', (join) =>
      join.onRef('version.application_id', '=', 'file.application_id').onRef('version.label', '=', 'file.version'),
    )
    .innerJoin('users', 'users.id', 'file.opened_by')
    .select([
      'file.id',
      'file.application_id',
      'file.version',
      'file.gate',
      'file.edition_digest',
      'file.opened_at',
      'version.description',
      'users.id as opener_id',
      'users.name as opener_name',
    ])

export type FileRow = NonNullable<Awaited<ReturnType<typeof fileRow>>>

export const fileRow = (db: Queries, id: string) => files(db).where('file.id', '=', id).executeTakeFirst()

/** Always in the same order, so that two writers that lock them one by one do not wait for one another. */
export const filesOfVersion = (db: Queries, applicationId: string, version: string) =>
  fileIds(db.selectFrom('conformity_files').where('application_id', '=', applicationId).where('version', '=', version))

/** Every file of an application; in the same order too. */
export const filesOf = (db: Queries, applicationId: string) =>
  fileIds(db.selectFrom('conformity_files').where('application_id', '=', applicationId))

/** Files whose verdict may have changed because evidence ran out since it was computed; in the same order too. */
export const outdatedFiles = (db: Queries, today: string, limit: number) =>
  fileIds(db.selectFrom('conformity_files').where('verdict_valid_before', '<', today).limit(limit))

const fileIds = async (query: SelectQueryBuilder<Schema, 'conformity_files', object>): Promise<string[]> =>
  (await query.select('id').orderBy('id').execute()).map(({ id }) => id)

export const lockFile = (trx: Trx, id: string) =>
  trx.selectFrom('conformity_files').select('id').where('id', '=', id).forUpdate().executeTakeFirst()

/** @returns undefined when the version already has a file at this gate */
export async function insertFile(
  trx: Trx,
  values: { applicationId: string; version: string; gate: Gate; digest: string; userId: string; now: Date },
): Promise<string | undefined> {
  const empty: StoredVerdict = {
    answer: 'undetermined',
    tally: [],
    assessed: 0,
    total: 0,
    gaps: 0,
    unproven: [],
    derogated: [],
  }
  const row = await trx
    .insertInto('conformity_files')
    .values({
      id: randomUUID(),
      application_id: values.applicationId,
      version: values.version,
      gate: values.gate,
      edition_digest: values.digest,
      opened_at: values.now,
      opened_by: values.userId,
      verdict: JSON.stringify(empty),
      verdict_valid_before: null,
    })
    .onConflict((conflict) => conflict.columns(['application_id', 'version', 'gate']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

export const storeVerdict = (db: Queries, fileId: string, verdict: StoredVerdict, validBefore: string | null) =>
  db
    .updateTable('conformity_files')
    .set({ verdict: JSON.stringify(verdict), verdict_valid_before: validBefore })
    .where('id', '=', fileId)
    .execute()

export type AssessmentRow = Awaited<ReturnType<typeof assessmentsOf>>[number]

export const assessmentsOf = (db: Queries, fileId: string) =>
  db
    .selectFrom('assessments')
    .innerJoin('users', 'users.id', 'assessments.author_id')
    .select([
      'requirement_id',
      'status',
      'justification',
      'assessments.revision',
      'assessed_at',
      'users.id as author_id',
      'users.name as author_name',
    ])
    .where('file_id', '=', fileId)
    .execute()

/** Writes the new state and its line of history. */
export async function storeAssessment(
  trx: Trx,
  values: {
    fileId: string
    requirementId: string
    status: AssessmentStatus
    justification: string
    revision: number
    userId: string
    now: Date
    /** The number under which `userId` assessed it at `now`, where it has another since. */
    takenOverFrom?: string
  },
): Promise<void> {
  const state = {
    status: values.status,
    justification: values.justification,
    revision: values.revision,
    author_id: values.userId,
  }
  const key = { file_id: values.fileId, requirement_id: values.requirementId }
  await trx
    .insertInto('assessments')
    .values({ ...key, ...state, assessed_at: values.now })
    .onConflict((conflict) =>
      conflict.columns(['file_id', 'requirement_id']).doUpdateSet({ ...state, assessed_at: values.now }),
    )
    .execute()
  await trx
    .insertInto('assessment_history')
    .values({ ...key, ...state, at: values.now, taken_over_from: values.takenOverFrom ?? null })
    .execute()
}

/** Oldest first; of one requirement, or of the whole file. */
export function historyOf(db: Queries, fileId: string, requirementId?: string) {
  const select = db
    .selectFrom('assessment_history')
    .innerJoin('users', 'users.id', 'assessment_history.author_id')
    .select([
      'requirement_id',
      'status',
      'justification',
      'assessment_history.revision',
      'at',
      'taken_over_from',
      'users.id as author_id',
      'users.name as author_name',
    ])
    .where('file_id', '=', fileId)
    .orderBy('requirement_id')
    .orderBy('assessment_history.revision')
  return (requirementId === undefined ? select : select.where('requirement_id', '=', requirementId)).execute()
}

export function commentsOf(db: Queries, fileId: string, requirementId?: string) {
  const select = db
    .selectFrom('assessment_comments as comment')
    .innerJoin('users', 'users.id', 'comment.author_id')
    .select(['comment.id', 'requirement_id', 'text', 'at', 'users.id as author_id', 'users.name as author_name'])
    .where('file_id', '=', fileId)
    .orderBy('at')
  return (requirementId === undefined ? select : select.where('requirement_id', '=', requirementId)).execute()
}

export const commentCounts = async (db: Queries, fileId: string): Promise<Map<string, number>> => {
  const rows = await db
    .selectFrom('assessment_comments')
    .select(['requirement_id', db.fn.countAll<number>().as('n')])
    .where('file_id', '=', fileId)
    .groupBy('requirement_id')
    .execute()
  return new Map(rows.map((row) => [row.requirement_id, row.n]))
}

export async function insertComment(
  trx: Trx,
  values: { fileId: string; requirementId: string; userId: string; now: Date; text: string },
): Promise<string> {
  const id = randomUUID()
  await trx
    .insertInto('assessment_comments')
    .values({
      id,
      file_id: values.fileId,
      requirement_id: values.requirementId,
      author_id: values.userId,
      at: values.now,
      text: values.text,
    })
    .execute()
  return id
}
