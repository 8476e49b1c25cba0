import type { Actor, Description, Gate, GateSnapshot } from '@socle/contracts'
import { type SqlBool, sql } from 'kysely'
import type { Queries, Trx } from '../../platform/database.ts'
import type { StoredVerdict } from '../../platform/schema.ts'

export const insertDecision = (
  trx: Trx,
  fileId: string,
  description: Description,
  snapshot: GateSnapshot,
): Promise<unknown> =>
  trx
    .insertInto('gate_decisions')
    .values({
      procedure_id: snapshot.procedureId,
      file_id: fileId,
      decision: snapshot.decision,
      decided_at: new Date(snapshot.decidedAt),
      decided_by: snapshot.decidedBy.id,
      grounds: snapshot.grounds,
      committee_on: snapshot.committeeOn,
      edition_digest: snapshot.edition.digest,
      description: JSON.stringify(description),
      verdict: JSON.stringify(snapshot.verdict),
      items: JSON.stringify(snapshot.items),
      digest: snapshot.digest,
    })
    .execute()

const decisions = (db: Queries) =>
  db
    .selectFrom('gate_decisions as decision')
    .innerJoin('users', 'users.id', 'decision.decided_by')
    .innerJoin('editions', 'editions.digest', 'decision.edition_digest')
    .innerJoin('conformity_files as file', 'file.id', 'decision.file_id')
    .selectAll('decision')
    .select(['users.name as decider', 'editions.id as edition', 'file.version'])

type Row = Awaited<ReturnType<ReturnType<typeof decisions>['executeTakeFirstOrThrow']>>

export const decisionOf = (db: Queries, procedureId: string) =>
  decisions(db).where('decision.procedure_id', '=', procedureId).executeTakeFirst()

export const lastDecision = (db: Queries, fileId: string) =>
  decisions(db).where('decision.file_id', '=', fileId).orderBy('decided_at', 'desc').limit(1).executeTakeFirst()

export const asSnapshot = (row: Row): GateSnapshot => ({
  procedureId: row.procedure_id,
  decision: row.decision,
  grounds: row.grounds,
  committeeOn: row.committee_on,
  decidedAt: row.decided_at.toISOString(),
  decidedBy: { id: row.decided_by, name: row.decider },
  version: row.version,
  edition: { id: row.edition, digest: row.edition_digest },
  verdict: row.verdict,
  items: row.items,
  digest: row.digest,
})

/** Gates that some version of the application has passed. */
export async function gatesPassed(db: Queries, applicationId: string): Promise<Gate[]> {
  const rows = await db
    .selectFrom('gate_decisions as decision')
    .innerJoin('conformity_files as file', 'file.id', 'decision.file_id')
    .select('file.gate')
    .distinct()
    .where('file.application_id', '=', applicationId)
    .where('decision.decision', '!=', 'refuse')
    .execute()
  return rows.map(({ gate }) => gate)
}

/** The review of a file that waits for its decision. */
export async function reviewUnderWay(
  db: Queries,
  applicationId: string,
  fileId: string,
): Promise<{ id: string; openedAt: Date; turn: Actor[] } | null> {
  const rows = await db
    .selectFrom('procedures')
    .select(['id', 'data', 'opened_at', 'turn'])
    .where('application_id', '=', applicationId)
    .where('process', '=', 'gate-review')
    .where('final', '=', false)
    .execute()
  const found = rows.find(({ data }) => data['file'] === fileId)
  return found ? { id: found.id, openedAt: found.opened_at, turn: found.turn } : null
}

/** Files of the current version of these applications, each with its last decision and whether it waits for one. */
export async function openFiles(db: Queries, applicationIds: readonly string[]) {
  const { rows } = await sql<{
    id: string
    application_id: string
    gate: Gate
    verdict: StoredVerdict
    decision: GateSnapshot['decision'] | null
    reviewed: boolean
  }>`
    with reviewed as (
      select data->>'file' as file from procedures where process = 'gate-review' and not final
        and application_id in (${sql.join(applicationIds)})
    )
    select file.id, file.application_id, file.gate, file.verdict,
      (select decision from gate_decisions made where made.file_id = file.id order by decided_at desc limit 1) as decision,
      file.id::text in (select file from reviewed) as reviewed
    from conformity_files file
    join applications on applications.id = file.application_id and applications.version = file.version
    where file.application_id in (${sql.join(applicationIds)})`.execute(db)
  return rows
}

/** The files of one version, with the verdict as it was kept last. */
export const filesAtGates = (db: Queries, applicationId: string, version: string) =>
  db
    .selectFrom('conformity_files as file')
    .innerJoin('editions', 'editions.digest', 'file.edition_digest')
    .select(['file.id', 'file.gate', 'file.verdict', 'editions.id as edition'])
    .where('file.application_id', '=', applicationId)
    .where('file.version', '=', version)
    .execute()

/** Runs of one process about an application, the last one first; those that were given up come last. */
export const runsOf = (db: Queries, applicationId: string, process: string) =>
  db
    .selectFrom('procedures')
    .select(['id', 'title', 'state', 'turn', 'due_on', 'link', 'final'])
    .where('application_id', '=', applicationId)
    .where('process', '=', process)
    .orderBy('final')
    .orderBy('opened_at', 'desc')
    .execute()

/** When each state was entered last. */
export const enteredAt = (db: Queries, procedureId: string) =>
  db
    .selectFrom('procedure_steps')
    .select(['to_state', 'at'])
    .where('procedure_id', '=', procedureId)
    .orderBy('revision')
    .execute()

/**
 * The decisions that the gates of these applications' current versions were passed by, but for those whose file waits for
 * another decision; with what may have changed since.
 */
export const passedGates = (db: Queries, applicationIds: readonly string[]) =>
  decisions(db)
    .innerJoin('applications', (join) =>
      join.onRef('applications.id', '=', 'file.application_id').onRef('applications.version', '=', 'file.version'),
    )
    .innerJoin('application_versions as version', (join) =>
      join.onRef('version.application_id', '=', 'file.application_id').onRef('version.label', '=', 'file.version'),
    )
    .select(['file.application_id', 'file.gate', 'file.verdict as standing', 'applications.name as application_name'])
    .select('version.description as described')
    .where('file.application_id', 'in', applicationIds)
    .where('decision.decision', '!=', 'refuse')
    .where(
      sql<SqlBool>`not exists (select 1 from gate_decisions later
        where later.file_id = decision.file_id and later.decided_at > decision.decided_at)`,
    )
    .where(
      sql<SqlBool>`not exists (select 1 from procedures review where review.application_id = file.application_id
        and review.process = 'gate-review' and not review.final and review.data->>'file' = file.id::text)`,
    )
    .orderBy('decision.decided_at')
    .execute()
