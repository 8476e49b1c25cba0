import type { Actor, Description, FieldValues, Gate, GateDecided, GateSnapshot } from '@socle/contracts'
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
    .select(['users.name as decider', 'editions.id as edition', 'file.version', 'file.application_id', 'file.gate'])

/** A decision, with whose file it was about. */
export type DecisionRow = Awaited<ReturnType<ReturnType<typeof decisions>['executeTakeFirstOrThrow']>>

export const decisionOf = (db: Queries, procedureId: string) =>
  decisions(db).where('decision.procedure_id', '=', procedureId).executeTakeFirst()

export const lastDecision = (db: Queries, fileId: string) =>
  decisions(db).where('decision.file_id', '=', fileId).orderBy('decided_at', 'desc').limit(1).executeTakeFirst()

export const asSnapshot = (row: DecisionRow): GateSnapshot => ({
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

export const asDecided = (row: DecisionRow): GateDecided => ({
  procedureId: row.procedure_id,
  fileId: row.file_id,
  decision: row.decision,
  decidedAt: row.decided_at.toISOString(),
  decidedBy: { id: row.decided_by, name: row.decider },
  version: row.version,
})

/** No later decision was taken on the same file. */
const standing = sql<SqlBool>`not exists (select 1 from gate_decisions later
  where later.file_id = decision.file_id and later.decided_at > decision.decided_at)`

/** By which other versions than this one passed a gate last, by gate. */
export async function earlierPasses(
  db: Queries,
  applicationId: string,
  version: string,
): Promise<ReadonlyMap<Gate, DecisionRow>> {
  const rows = await decisions(db)
    .where('file.application_id', '=', applicationId)
    .where('file.version', '!=', version)
    .where('decision.decision', '!=', 'refuse')
    .where(standing)
    .orderBy('decision.decided_at')
    .execute()
  return new Map(rows.map((row) => [row.gate, row]))
}

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
): Promise<{ id: string; openedAt: Date; turn: Actor[]; data: FieldValues } | null> {
  const rows = await db
    .selectFrom('procedures')
    .select(['id', 'data', 'opened_at', 'turn'])
    .where('application_id', '=', applicationId)
    .where('process', '=', 'gate-review')
    .where('final', '=', false)
    .execute()
  const found = rows.find(({ data }) => data['file'] === fileId)
  return found ? { id: found.id, openedAt: found.opened_at, turn: found.turn, data: found.data } : null
}

/** Reviews of other versions than this one that wait for their decision, the first asked for first. */
export async function earlierReviews(
  db: Queries,
  applicationId: string,
  version: string,
): Promise<{ id: string; version: string; gate: Gate }[]> {
  const rows = await db
    .selectFrom('procedures')
    .select(['id', 'data'])
    .where('application_id', '=', applicationId)
    .where('process', '=', 'gate-review')
    .where('final', '=', false)
    .orderBy('opened_at')
    .execute()
  return rows
    .map(({ id, data }) => ({ id, version: data['version'] as string, gate: data['gate'] as Gate }))
    .filter((review) => review.version !== version)
}

/** Files of the current version of these applications, each with its last decision and whether it waits for one. */
export async function openFiles(db: Queries, applicationIds: readonly string[]) {
  const { rows } = await sql<{
    id: string
    application_id: string
    gate: Gate
    verdict: StoredVerdict
    edition_digest: string
    decision: GateSnapshot['decision'] | null
    reviewed: boolean
    sent_back: boolean
  }>`
    with reviewed as (
      select data->>'file' as file, 'team' = any (turn) as sent_back from procedures where process = 'gate-review' and not final
        and application_id in (${sql.join(applicationIds)})
    )
    select file.id, file.application_id, file.gate, file.verdict, file.edition_digest,
      (select decision from gate_decisions made where made.file_id = file.id order by decided_at desc limit 1) as decision,
      file.id::text in (select file from reviewed) as reviewed,
      file.id::text in (select file from reviewed where sent_back) as sent_back
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
    .select(['file.id', 'file.gate', 'file.verdict', 'file.edition_digest', 'editions.id as edition'])
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
 * The decisions that the gates of these applications stand by, but for those whose file waits for another one: of the current
 * version, or of the version that passed last where the current one has no file at that gate; with what may have changed since.
 */
export async function passedGates(db: Queries, applicationIds: readonly string[]) {
  const rows = await passed(db)
    .innerJoin('application_versions as version', (join) =>
      join
        .onRef('version.application_id', '=', 'file.application_id')
        .onRef('version.label', '=', 'applications.version'),
    )
    .select('version.description as described')
    .where('file.application_id', 'in', applicationIds)
    .where((eb) =>
      eb.or([
        eb('file.version', '=', eb.ref('applications.version')),
        sql<SqlBool>`not exists (select 1 from conformity_files own where own.application_id = file.application_id
          and own.gate = file.gate and own.version = applications.version)`,
      ]),
    )
    .execute()
  return [...new Map(rows.map((row) => [`${row.application_id} ${row.gate}`, row])).values()]
}

/** Decisions that stand, by which a gate was passed, of files that wait for no other one; the last one last. */
const passed = (db: Queries) =>
  decisions(db)
    .innerJoin('applications', 'applications.id', 'file.application_id')
    .select([
      'file.verdict as standing',
      'applications.name as application_name',
      'applications.version as current_version',
    ])
    .where('decision.decision', '!=', 'refuse')
    .where(standing)
    .where(
      sql<SqlBool>`not exists (select 1 from procedures review where review.application_id = file.application_id
        and review.process = 'gate-review' and not review.final and review.data->>'file' = file.id::text)`,
    )
    .orderBy('decision.decided_at')

/** Of every application, the one found wanting last first. */
export const gatesWithFindings = (db: Queries, limit: number) =>
  passed(db)
    .where('decision.procedure_id', 'in', (inner) => inner.selectFrom('gate_findings').select('procedure_id'))
    .where(lastOfItsGate)
    .clearOrderBy()
    .orderBy('decision.decided_at', 'desc')
    .limit(limit)
    .execute()

/** No other version passed the same gate afterwards: what is found in a file that was replaced concerns nobody any more. */
const lastOfItsGate = sql<SqlBool>`not exists (select 1 from gate_decisions later
  join conformity_files other on other.id = later.file_id
  where other.application_id = file.application_id and other.gate = file.gate and other.id <> file.id
    and later.decision <> 'refuse' and later.decided_at > decision.decided_at)`

/** The decision that a file's gate stands by, if it was passed and no later version passed it since. */
export const standingPass = (db: Queries, fileId: string) =>
  decisions(db)
    .where('decision.file_id', '=', fileId)
    .where('decision.decision', '!=', 'refuse')
    .where(standing)
    .where(lastOfItsGate)
    .executeTakeFirst()

export const findingsOf = async (db: Queries, procedureId: string): Promise<string[]> =>
  (await db.selectFrom('gate_findings').select('requirement_id').where('procedure_id', '=', procedureId).execute()).map(
    ({ requirement_id }) => requirement_id,
  )

/** What was found and told, from now on. */
export async function storeFindings(
  trx: Trx,
  procedureId: string,
  { found, mended }: { readonly found: readonly string[]; readonly mended: readonly string[] },
  now: Date,
): Promise<void> {
  if (mended.length > 0)
    await trx
      .deleteFrom('gate_findings')
      .where('procedure_id', '=', procedureId)
      .where('requirement_id', 'in', mended)
      .execute()
  if (found.length > 0)
    await trx
      .insertInto('gate_findings')
      .values(found.map((requirement_id) => ({ procedure_id: procedureId, requirement_id, found_at: now })))
      .onConflict((conflict) => conflict.columns(['procedure_id', 'requirement_id']).doNothing())
      .execute()
}

/** Who presented the file. */
export const presentedBy = async (db: Queries, procedureId: string): Promise<string> =>
  (await db.selectFrom('procedures').select('requester_id').where('id', '=', procedureId).executeTakeFirstOrThrow())
    .requester_id
