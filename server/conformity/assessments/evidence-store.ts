import { type Evidence, MeasureId, type RequirementId } from '@socle/contracts'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Queries, Trx } from '../../platform/database.ts'
import { evidenceState, type EvidenceFacts } from './evidence-rules.ts'

export type EvidenceRow = Awaited<ReturnType<typeof evidenceOfVersion>>[number]

/** Evidence, and of what a check said, the run that it comes from. */
const withItsRun = (db: Queries) =>
  db
    .selectFrom('evidence')
    .leftJoin('check_reports as run', 'run.id', 'evidence.report_id')
    .leftJoin('application_keys as key', 'key.id', 'run.key_id')
    .selectAll('evidence')
    .select(['run.started_at', 'run.commit', 'run.dirty', 'key.label as signed_by'])

export const evidenceOfVersion = (db: Queries, applicationId: string, version: string) =>
  withItsRun(db)
    .where('evidence.application_id', '=', applicationId)
    .where('evidence.version', '=', version)
    .orderBy('added_at', 'desc')
    .execute()

/** What a verdict needs, without the findings. */
export const evidenceFactsOfVersion = (db: Queries, applicationId: string, version: string) =>
  db
    .selectFrom('evidence')
    .select(['requirement_id', 'kind', 'outcome', 'partial', 'expires_on', 'withdrawn_at'])
    .where('application_id', '=', applicationId)
    .where('version', '=', version)
    .execute()

export const evidenceRow = (db: Queries, id: string) => withItsRun(db).where('evidence.id', '=', id).executeTakeFirst()

export const evidenceContent = (db: Queries, id: string) =>
  db.selectFrom('evidence_contents').select(['content_type', 'bytes']).where('evidence_id', '=', id).executeTakeFirst()

export interface NewEvidence {
  applicationId: string
  version: string
  requirementId: string
  kind: Evidence['kind']
  label: Evidence['label']
  source: string
  about: string | null
  outcome: Evidence['outcome']
  partial: boolean
  findings: Evidence['findings']
  date: string
  expiresOn: string
  addedBy: string
  now: Date
  reportId: string | null
}

export async function insertEvidence(trx: Trx, all: readonly NewEvidence[]): Promise<string[]> {
  const rows = all.map((evidence) => ({
    id: randomUUID(),
    application_id: evidence.applicationId,
    version: evidence.version,
    requirement_id: evidence.requirementId,
    kind: evidence.kind,
    label: JSON.stringify(evidence.label),
    source: evidence.source,
    about: evidence.about,
    outcome: evidence.outcome,
    partial: evidence.partial,
    findings: JSON.stringify(evidence.findings),
    date: evidence.date,
    expires_on: evidence.expiresOn,
    added_by: evidence.addedBy,
    added_at: evidence.now,
    report_id: evidence.reportId,
    withdrawn_at: null,
  }))
  for (let from = 0; from < rows.length; from += 500)
    await trx
      .insertInto('evidence')
      .values(rows.slice(from, from + 500))
      .execute()
  return rows.map(({ id }) => id)
}

export const storeContent = (trx: Trx, evidenceId: string, contentType: string, bytes: Buffer) =>
  trx.insertInto('evidence_contents').values({ evidence_id: evidenceId, content_type: contentType, bytes }).execute()

export const withdrawEvidence = (trx: Trx, id: string, now: Date) =>
  trx
    .updateTable('evidence')
    .set({ withdrawn_at: now })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute()

/** Evidence that stands under these requirements, by identifier. */
export async function standingEvidence(
  trx: Trx,
  applicationId: string,
  version: string,
  requirementIds: readonly string[],
): Promise<string[]> {
  if (requirementIds.length === 0) return []
  const rows = await trx
    .selectFrom('evidence')
    .select('id')
    .where('application_id', '=', applicationId)
    .where('version', '=', version)
    .where('requirement_id', 'in', [...requirementIds])
    .where('withdrawn_at', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

/** A newer run of a check replaces what the same check said of the version before. */
export const withdrawChecks = (
  trx: Trx,
  applicationId: string,
  version: string,
  checkIds: readonly string[],
  now: Date,
) =>
  trx
    .updateTable('evidence')
    .set({ withdrawn_at: now })
    .where('application_id', '=', applicationId)
    .where('version', '=', version)
    .where('kind', '=', 'check')
    .where('source', 'in', checkIds)
    .where('withdrawn_at', 'is', null)
    .execute()

/**
 * Withdraws the evidence about one thing, in one version or in all.
 * @returns versions that had some
 */
export async function withdrawFrom(
  trx: Trx,
  applicationId: string,
  about: string,
  version: string | undefined,
  now: Date,
): Promise<string[]> {
  let update = trx
    .updateTable('evidence')
    .set({ withdrawn_at: now })
    .where('application_id', '=', applicationId)
    .where('about', '=', about)
    .where('withdrawn_at', 'is', null)
  if (version !== undefined) update = update.where('version', '=', version)
  const rows = await update.returning('version').execute()
  return [...new Set(rows.map((row) => row.version))]
}

export const factsOf = (
  row: Pick<EvidenceRow, 'kind' | 'outcome' | 'partial' | 'expires_on' | 'withdrawn_at'>,
): EvidenceFacts => ({
  kind: row.kind,
  outcome: row.outcome,
  partial: row.partial,
  expiresOn: row.expires_on,
  withdrawn: row.withdrawn_at !== null,
})

/** What the access layer measures ran on no commit, and nobody sent it. */
const runOf = ({ source, started_at: at, commit, dirty, signed_by: signedBy }: EvidenceRow): Evidence['run'] =>
  at === null || MeasureId.safeParse(source).success ? null : { startedAt: at.toISOString(), commit, dirty, signedBy }

export const asEvidence = (row: EvidenceRow, today: string): Evidence => ({
  id: row.id,
  requirementId: row.requirement_id as RequirementId,
  kind: row.kind,
  label: row.label,
  source: row.source,
  about: row.about,
  outcome: row.outcome,
  findings: row.findings,
  date: row.date,
  expiresOn: row.expires_on,
  state: evidenceState(factsOf(row), today),
  addedBy: row.added_by,
  addedAt: row.added_at.toISOString(),
  reportId: row.report_id,
  run: runOf(row),
})

/** A requirement that goes on under another identifier keeps what proves it; said again, it is not copied twice. */
export async function copyEvidence(
  trx: Trx,
  applicationId: string,
  version: string,
  from: string,
  to: string,
): Promise<void> {
  const rows = await trx
    .selectFrom('evidence')
    .selectAll()
    .where('application_id', '=', applicationId)
    .where('version', '=', version)
    .where('requirement_id', 'in', [from, to])
    .execute()
  const said = (row: Pick<EvidenceRow, 'kind' | 'source' | 'date' | 'added_at'>) =>
    `${row.kind} ${row.source} ${row.date} ${row.added_at.toISOString()}`
  const known = new Set(rows.filter((row) => row.requirement_id === to).map(said))
  for (const row of rows.filter((each) => each.requirement_id === from && !known.has(said(each)))) {
    const id = randomUUID()
    await trx
      .insertInto('evidence')
      .values({
        ...row,
        id,
        requirement_id: to,
        label: JSON.stringify(row.label),
        findings: JSON.stringify(row.findings),
      })
      .execute()
    await trx
      .insertInto('evidence_contents')
      .columns(['evidence_id', 'content_type', 'bytes'])
      .expression(
        trx
          .selectFrom('evidence_contents')
          .select([sql<string>`${id}::uuid`.as('evidence_id'), 'content_type', 'bytes'])
          .where('evidence_id', '=', row.id),
      )
      .execute()
  }
}
