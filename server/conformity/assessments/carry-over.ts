/**
 * A file begins with what earlier gates found for its version, and with what was found for the version before, as far as
 * nothing that concerns it changed.
 */
import type { Bilingual, Reopened, RequirementId } from '@socle/contracts'
import { randomUUID } from 'node:crypto'
import type { Queries, Trx } from '../../platform/database.ts'
import { dayOf } from '../../platform/day.ts'
import type { Services } from '../../platform/services.ts'
import { frameworkOf, stepTo } from '../requirements/index.ts'
import { dueRequirements } from './assessments-rules.ts'
import * as store from './assessments-store.ts'
import { type Carried, shareOut, type Side, sourcesOf } from './carry-over-rules.ts'

/** What a file holds its application against. */
async function sideOf(db: Queries, file: store.FileRow): Promise<Side> {
  const framework = await frameworkOf(db, file.edition_digest)
  const { description } = file
  return { framework, description, due: dueRequirements(framework, description, file.gate) }
}

export async function carryOver(
  trx: Trx,
  { governance }: Pick<Services, 'governance'>,
  file: store.FileRow,
  now: Date,
): Promise<void> {
  const {
    gates: { earlierGates },
    migration: policy,
  } = governance.policies
  const after = await sideOf(trx, file)
  const gates = after.framework.policies.gates.gates.map(({ id }) => id)
  const sources = []
  for (const { id } of sourcesOf(file, await otherFiles(trx, file), gates, earlierGates)) {
    const source = (await store.fileRow(trx, id))!
    const side = await sideOf(trx, source)
    const passage = { step: await stepTo(trx, side.framework, after.framework), policy }
    sources.push({ file: source, side, assessments: await store.assessmentsOf(trx, id), passage })
  }
  for (const [position, { from, carried, reopened }] of shareOut(file, after, sources).entries()) {
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
        ...(isRenumbered(row) && { takenOverFrom: row.former_id }),
      })
    const ids = carried.map(({ requirement_id }) => requirement_id)
    // What proves something for a version proves it at each of its gates, under the number that it has there.
    const along = from.version === file.version ? carried.filter(isRenumbered) : carried
    await carryEvidence(trx, from, file, along, dayOf(now))
    await trx
      .insertInto('file_carryovers')
      .values({ file_id: file.id, from_file_id: from.id, position, carried: ids, reopened: JSON.stringify(reopened) })
      .execute()
  }
}

const isRenumbered = ({ requirement_id, former_id }: Carried<store.AssessmentRow>): boolean =>
  requirement_id !== former_id

/** The last opened first. */
const otherFiles = (trx: Trx, file: store.FileRow) =>
  trx
    .selectFrom('conformity_files')
    .select(['id', 'version', 'gate'])
    .where('application_id', '=', file.application_id)
    .where('id', '!=', file.id)
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .execute()

/**
 * Documents and links still stand for the next version. What speaks of a commit or of a procedure does not: the check runs
 * again, and the procedure says for itself whether it holds for another version (a homologation asks to be confirmed).
 */
async function carryEvidence(
  trx: Trx,
  from: store.FileRow,
  to: store.FileRow,
  carried: readonly Carried<store.AssessmentRow>[],
  today: string,
): Promise<void> {
  if (carried.length === 0) return
  const laterOf = new Map(carried.map(({ former_id, requirement_id }) => [former_id, requirement_id]))
  const of = (version: string) =>
    trx
      .selectFrom('evidence')
      .selectAll()
      .where('application_id', '=', to.application_id)
      .where('version', '=', version)
  const there = new Set((await of(to.version).execute()).map(identity))
  const found = await of(from.version)
    .where('kind', 'in', ['file', 'link'])
    .where('about', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_on', '>=', today)
    .where('requirement_id', 'in', [...laterOf.keys()])
    .execute()
  const rows = found.map((row) => ({ ...row, requirement_id: laterOf.get(row.requirement_id)! }))
  for (const row of rows.filter((candidate) => !there.has(identity(candidate)))) {
    const id = randomUUID()
    await trx
      .insertInto('evidence')
      .values({
        ...row,
        id,
        version: to.version,
        label: JSON.stringify(row.label),
        findings: JSON.stringify(row.findings),
      })
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

const identity = (row: { requirement_id: string; kind: string; label: Bilingual; source: string; date: string }) =>
  [row.requirement_id, row.kind, row.label.fr, row.label.en, row.source, row.date].join('\n')

/** From which files this one began, what came along, and what did not and why. */
export async function carriedInto(db: Queries, fileId: string) {
  const rows = await db
    .selectFrom('file_carryovers as carryover')
    .innerJoin('conformity_files as source', 'source.id', 'carryover.from_file_id')
    .select(['source.id', 'source.version', 'source.gate', 'source.edition_digest', 'carryover.carried'])
    .select('carryover.reopened')
    .where('carryover.file_id', '=', fileId)
    .orderBy('carryover.position')
    .execute()
  return Promise.all(
    rows.map(async (row) => {
      const { edition, policies } = await frameworkOf(db, row.edition_digest)
      return {
        fileId: row.id,
        version: row.version,
        gate: row.gate,
        gateName: policies.gates.gates.find(({ id }) => id === row.gate)!.name,
        edition: edition.id,
        carried: row.carried as RequirementId[],
        reopened: row.reopened as Reopened[],
      }
    }),
  )
}
