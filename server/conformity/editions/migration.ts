/** Moves conformity files to the edition in force: the simulation and its application go through the same rules. */
import {
  type FileMigration,
  type MigrationCounts,
  type MigrationItem,
  type RequirementId,
  type Simulation,
  statusWords,
} from '@socle/contracts'
import { applicability, type Framework, gatesOf } from '@socle/rulebook'
import { setImmediate } from 'node:timers/promises'
import { audit } from '../../platform/audit.ts'
import type { Queries, Trx } from '../../platform/database.ts'
import type { RequestContext } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import {
  assessmentsStore,
  copyEvidence,
  refreshVerdict,
  standingEvidence,
  withdrawEvidence,
} from '../assessments/index.ts'
import { renumberRequirements } from '../procedures/index.ts'
import { type EditionStep, frameworkOf, originsBetween, stepTo } from '../requirements/index.ts'
import { countsOf, migrateFile, noCounts } from './migration-rules.ts'
import * as store from './migration-store.ts'

/** Files whose statuses are read together; between groups, the server answers others. */
const GROUP = 40

/** What moving a file needs to know, computed once for each edition and each description. */
export class Migration {
  readonly #services: Services
  readonly #target: Framework
  readonly #steps = new Map<string, { before: Framework; step: EditionStep }>()
  #due: { key: string; byGate: Map<string, Set<RequirementId>> }[] = []

  constructor(services: Services, target: Framework) {
    this.#services = services
    this.#target = target
  }

  async itemsOf(
    db: Queries,
    file: store.MigratableFile,
    statuses: ReadonlyMap<RequirementId, MigrationItem['status']>,
  ) {
    const { before, step } = await this.#from(db, file.edition_digest)
    return migrateFile({
      before,
      after: this.#target,
      step,
      dueBefore: this.#dueIn(before, file),
      dueAfter: this.#dueIn(this.#target, file),
      statuses,
      policy: this.#services.governance.policies.migration,
    })
  }

  async #from(db: Queries, digest: string) {
    const known = this.#steps.get(digest)
    if (known !== undefined) return known
    const before = await frameworkOf(db, digest)
    const found = { before, step: await stepTo(db, before, this.#target) }
    this.#steps.set(digest, found)
    return found
  }

  /** Applicability does not depend on the gate: the files of one application share it. */
  #dueIn(
    framework: Framework,
    { application_id, version, gate, description }: store.MigratableFile,
  ): Set<RequirementId> {
    const key = `${framework.edition.digest} ${application_id} ${version}`
    let known = this.#due.find((each) => each.key === key)
    if (known === undefined) {
      const byGate = new Map<string, Set<RequirementId>>()
      for (const { id, applies } of applicability(framework, description.traits).requirements)
        if (applies)
          for (const due of gatesOf(framework, framework.requirementById.get(id)!))
            byGate.set(due, (byGate.get(due) ?? new Set()).add(id))
      known = { key, byGate }
      // Files come by application: the last few descriptions are enough.
      this.#due = [known, ...this.#due].slice(0, 6)
    }
    return known.byGate.get(gate) ?? new Set()
  }
}

const lineOf = (file: store.MigratableFile, items: readonly MigrationItem[]): FileMigration => ({
  fileId: file.id,
  applicationId: file.application_id,
  applicationName: file.application_name,
  version: file.version,
  gate: file.gate,
  fromEdition: file.edition_id,
  ...countsOf(items),
})

export async function simulate(services: Services, target: Framework, now: Date): Promise<Simulation> {
  const { db, governance } = services
  const migration = new Migration(services, target)
  const all = await store.migratableFiles(db, target.edition.digest)
  const files: FileMigration[] = []
  for (let from = 0; from < all.length; from += GROUP) {
    const group = all.slice(from, from + GROUP)
    const statuses = await store.statusesOf(
      db,
      group.map(({ id }) => id),
    )
    for (const file of group) {
      files.push(lineOf(file, await migration.itemsOf(db, file, statuses.get(file.id)!)))
      await setImmediate()
    }
  }
  const totals = noCounts()
  for (const file of files) for (const key of Object.keys(totals) as (keyof typeof totals)[]) totals[key] += file[key]
  const { id, description } = governance.policies.migration
  return {
    edition: { id: target.edition.id, digest: target.edition.digest },
    policy: { id, description },
    at: now.toISOString(),
    applications: new Set(files.map(({ applicationId }) => applicationId)).size,
    totals,
    files,
  }
}

/** One file, requirement by requirement; undefined when it is no file of a current version. */
export async function simulateFile(services: Services, target: Framework, fileId: string) {
  const { db } = services
  const file = await store.migratableFile(db, fileId)
  if (file === undefined) return undefined
  const statuses = await store.statusesOf(db, [fileId])
  const items = await new Migration(services, target).itemsOf(db, file, statuses.get(fileId)!)
  return { file: lineOf(file, items), items }
}

type Context = Pick<RequestContext, 'caller' | 'requestId'> & { readonly userId: string }

/**
 * Moves one file in one transaction. The file is locked first and read again: what somebody saved since the simulation
 * is taken as it is, and whoever saves afterwards meets a newer revision only where something was reopened.
 * @returns what was done; undefined when the file has moved meanwhile
 */
export async function moveFile(
  trx: Trx,
  services: Services,
  context: Context,
  migration: Migration,
  target: Framework,
  fileId: string,
  now: Date,
): Promise<FileMigration | undefined> {
  await assessmentsStore.lockFile(trx, fileId)
  const file = await store.migratableFile(trx, fileId)
  if (file === undefined || file.edition_digest === target.edition.digest) return undefined
  const rows = new Map((await store.assessmentsOf(trx, fileId)).map((row) => [row.requirement_id, row]))
  const revisions = await store.lastRevisions(trx, fileId)
  const statuses = new Map([...rows].map(([id, { status }]) => [id as RequirementId, status]))
  const items = await migration.itemsOf(trx, file, statuses)
  const renamed = new Map<string, string>()
  // Evidence is of a version, not of a file: the first file to move takes it along, and what stood under a number that is
  // another requirement's now proves nothing there.
  const moved = await store.hasMoved(trx, file.application_id, target.edition.digest)
  const reused = new Set<string>(
    items.flatMap(({ formerId }) => (formerId !== null && target.requirementById.has(formerId) ? [formerId] : [])),
  )
  const strangers = moved ? [] : await standingEvidence(trx, file.application_id, file.version, [...reused])
  await moveDecisions(trx, file.application_id, target)
  for (const item of items) {
    const { requirementId, formerId, outcome } = item
    const former = rows.get(formerId ?? requirementId)
    const next = (revisions.get(requirementId) ?? 0) + 1
    const key = { fileId, requirementId, revision: next }
    /** What the migration itself says, in the name of whoever runs it. */
    const open = (justification: string) =>
      assessmentsStore.storeAssessment(trx, {
        ...key,
        status: 'not-assessed',
        justification,
        userId: context.userId,
        now,
      })
    if (outcome === 'disappears' || outcome === 'joined') continue
    if (formerId !== null && former !== undefined) {
      renamed.set(formerId, requirementId)
      if (!moved || !reused.has(formerId))
        await copyEvidence(trx, file.application_id, file.version, formerId, requirementId)
    }
    if (outcome === 'reopened') await open(whyReopened(item, target))
    else if (formerId !== null && former !== undefined && former.status !== 'not-assessed')
      // What somebody found then, they do not find again today.
      await assessmentsStore.storeAssessment(trx, {
        ...key,
        status: former.status,
        justification: former.justification,
        userId: former.author_id,
        now: former.assessed_at,
        takenOverFrom: formerId,
      })
    // The identifier was another requirement's: its status is not this one's.
    else if (
      (formerId !== null || outcome === 'appears') &&
      (rows.get(requirementId)?.status ?? 'not-assessed') !== 'not-assessed'
    )
      await open(item.reason.fr)
  }
  for (const id of strangers) await withdrawEvidence(trx, id, now)
  await store.moveComments(trx, fileId, renamed)
  await store.moveFile(trx, fileId, target.edition.digest)
  await refreshVerdict(trx, services, fileId, now)
  const line = lineOf(file, items)
  await audit(trx, { ...context, now }, 'conformity-file.migrated', `application:${file.application_id}`, {
    file: fileId,
    from: file.edition_id,
    to: target.edition.id,
    ...countsOf(items),
  })
  await tellTeam(trx, services, line, target, context.userId, now)
  return line
}

const countWords = {
  reopened: { fr: 'à réévaluer : ', en: 'to be assessed again: ' },
  appears: { fr: 'nouvelles exigences : ', en: 'new requirements: ' },
  joined: { fr: 'réunies à une autre : ', en: 'joined to another: ' },
  disappears: { fr: 'retirées : ', en: 'removed: ' },
} as const

/** What there is, as one sentence. */
function countsInWords(counts: MigrationCounts, language: 'fr' | 'en'): string {
  const told = (['reopened', 'appears', 'joined', 'disappears'] as const)
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${countWords[outcome][language]}${counts[outcome]}`)
    .join(', ')
  return `${told.charAt(0).toUpperCase()}${told.slice(1)}.`
}

/** A file that has something to be done in it, or a requirement that lives on in another, is told to its team; one that merely moved troubles nobody. */
async function tellTeam(
  trx: Trx,
  { events }: Services,
  { applicationId, applicationName, version, gate, fileId, ...counts }: FileMigration,
  { edition, policies }: Framework,
  except: string,
  now: Date,
): Promise<void> {
  if (counts.reopened + counts.appears + counts.joined === 0) return
  const { name } = policies.gates.gates.find(({ id }) => id === gate)!
  await events.emit(trx, 'people-told', {
    to: { roles: [], users: [], teamOf: applicationId, except },
    text: {
      fr: `${applicationName} ${version}, ${name.fr} : le dossier est passé à l’édition ${edition.id}. ${countsInWords(counts, 'fr')}`,
      en: `${applicationName} ${version}, ${name.en}: the file moved to edition ${edition.id}. ${countsInWords(counts, 'en')}`,
    },
    link: `/applications/${applicationId}/dossiers/${fileId}`,
    now,
  })
}

/**
 * Derogations and reserves are about an application, not a file: what is not over goes on under the new numbers. What is
 * granted needs no moving, it is read under the numbers of the file that asks.
 */
const moveDecisions = (trx: Trx, applicationId: string, { edition }: Framework): Promise<void> =>
  renumberRequirements(trx, applicationId, edition.digest, async (from, id) => {
    const origins = await originsBetween(trx, from, edition.digest)
    const later = [...origins].flatMap(([now, was]) => (was.includes(id as RequirementId) ? [now] : []))
    // Gone without a successor: it stays named as it was.
    return later.length > 0 ? later : [id]
  })

const whyReopened = ({ reason, status, formerId }: MigrationItem, { edition }: Framework): string =>
  `${reason.fr} Édition ${edition.id} ; statut précédent : ${statusWords[status].fr.toLowerCase()}${formerId === null ? '' : ` (${formerId})`}.`
