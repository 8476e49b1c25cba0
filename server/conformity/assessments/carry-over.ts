/** A new version's file begins with what was found for the version before, as far as nothing that concerns it changed. */
import type { Reopened } from '@socle/contracts'
import { randomUUID } from 'node:crypto'
import type { Queries, Trx } from '../../platform/database.ts'
import { dayOf } from '../../platform/day.ts'
import { frameworkOf } from '../requirements/index.ts'
import { dueRequirements } from './assessments-rules.ts'
import * as store from './assessments-store.ts'
import { reopenedBetween, type Side } from './carry-over-rules.ts'

/** What a file holds its application against. */
async function sideOf(db: Queries, file: store.FileRow): Promise<Side> {
  const framework = await frameworkOf(db, file.edition_digest)
  const { description } = file
  return { framework, description, due: dueRequirements(framework, description, file.gate) }
}

export async function carryOver(trx: Trx, file: store.FileRow, now: Date): Promise<void> {
  const previous = await previousFile(trx, file)
  if (!previous) return
  const after = await sideOf(trx, file)
  const reopened = reopenedBetween(await sideOf(trx, previous), after)
  const open = new Set<string>(reopened.map(({ requirementId }) => requirementId))
  const due = new Set<string>(after.due.map(({ id }) => id))
  const carried = (await store.assessmentsOf(trx, previous.id)).filter(
    ({ requirement_id, status }) => due.has(requirement_id) && !open.has(requirement_id) && status !== 'not-assessed',
  )
  for (const row of carried)
    await store.storeAssessment(trx, {
      fileId: file.id,
      requirementId: row.requirement_id,
      status: row.status,
      justification: row.justification,
      revision: 1,
      userId: row.author_id,
      // Whoever assessed it did so then.
      now: row.assessed_at,
    })
  const ids = carried.map(({ requirement_id }) => requirement_id)
  await carryEvidence(trx, previous, file, ids, dayOf(now))
  await trx
    .insertInto('file_carryovers')
    .values({ file_id: file.id, from_file_id: previous.id, carried: ids, reopened: JSON.stringify(reopened) })
    .execute()
}

/** The last file of another version at the same gate. */
async function previousFile(trx: Trx, file: store.FileRow): Promise<store.FileRow | undefined> {
  const row = await trx
    .selectFrom('conformity_files')
    .select('id')
    .where('application_id', '=', file.application_id)
    .where('gate', '=', file.gate)
    .where('version', '!=', file.version)
    .orderBy('opened_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && store.fileRow(trx, row.id)
}

/**
 * Documents and links still stand for the next version. What speaks of a commit or of a procedure does not: the check runs
 * again, and the procedure says for itself whether it holds for another version (a homologation asks to be confirmed).
 */
async function carryEvidence(
  trx: Trx,
  from: store.FileRow,
  to: store.FileRow,
  requirements: readonly string[],
  today: string,
): Promise<void> {
  if (requirements.length === 0) return
  const of = (version: string) =>
    trx
      .selectFrom('evidence')
      .selectAll()
      .where('application_id', '=', to.application_id)
      .where('version', '=', version)
  const there = new Set((await of(to.version).execute()).map(identity))
  const rows = await of(from.version)
    .where('kind', 'in', ['file', 'link'])
    .where('about', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_on', '>=', today)
    .where('requirement_id', 'in', [...requirements])
    .execute()
  for (const row of rows.filter((candidate) => !there.has(identity(candidate)))) {
    const id = randomUUID()
    await trx
      .insertInto('evidence')
      .values({ ...row, id, version: to.version, findings: JSON.stringify(row.findings) })
      .execute()
    await trx
      .insertInto('evidence_contents')
      .columns(['evidence_id', 'content_type', 'bytes'])
      .expression((eb) =>
        eb
          .selectFrom('evidence_contents')
          .select([eb.val(id).as('evidence_id'), 'content_type', 'bytes'])
          .where('evidence_id', '=', row.id),
      )
      .execute()
  }
}

const identity = (row: { requirement_id: string; kind: string; label: string; source: string; date: string }) =>
  [row.requirement_id, row.kind, row.label, row.source, row.date].join('\n')

/** From which file this one began, what came along, and what did not and why. */
export async function carriedInto(db: Queries, fileId: string) {
  const row = await db
    .selectFrom('file_carryovers as carryover')
    .innerJoin('conformity_files as source', 'source.id', 'carryover.from_file_id')
    .innerJoin('editions', 'editions.digest', 'source.edition_digest')
    .select(['source.id', 'source.version', 'editions.id as edition', 'carryover.carried', 'carryover.reopened'])
    .where('carryover.file_id', '=', fileId)
    .executeTakeFirst()
  return (
    row && {
      fileId: row.id,
      version: row.version,
      edition: row.edition,
      carried: row.carried,
      reopened: row.reopened as Reopened[],
    }
  )
}
