/** What is asked of editions of volumes, and of the framework's own. */
import { z } from 'zod'
import { ApplicationId } from '../applications/applications.ts'
import { ListExport } from '../lists/export.ts'
import { ListOrder, listPage } from '../lists/page.ts'
import { route } from '../route.ts'
import { Bilingual } from '../text.ts'
import { Completion, ImportedList, EditionDifference, DraftRow, DraftState, DraftSummary, Draft, PublishedEdition, MigrationRun, EditionFiles } from './edition-drafts.ts'
import { Condition, RequirementId, VolumeId } from './framework.ts'
import { FileMigration, MigrationItem, Simulation } from './migration.ts'
import { EditionChangeKind } from './routes.ts'

/** `in-force`, or the identifier or digest of an edition that was once in force. */
const editionParams = z.object({ edition: z.string().min(1).max(80) })
const draftParams = z.object({ draftId: z.uuid() })
const importQuery = z.object({
  volume: VolumeId,
  /** As people call it: `02/2026`. */
  label: z.string().trim().min(1).max(60),
  /**
   * Reads a sheet whose list has merged cells or formulas, refused otherwise: a merged cell holds for all its rows, a
   * formula gives the value that the file stores; both are told among the anomalies.
   */
  lenient: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .describe(
      'Read a sheet whose list has merged cells or formulas, which is refused otherwise: a merged cell holds for all its rows, a formula gives its stored value, and both are told',
    ),
})

const draftFilters = {
  volume: VolumeId.optional(),
  state: DraftState.optional(),
  search: z.string().trim().max(120).optional(),
  sort: z.enum(['imported', 'volume', 'state', 'incomplete']).default('imported'),
  order: ListOrder.default('desc'),
}

const rowFilters = {
  /** Only rows that lack something. */
  show: z.enum(['all', 'missing']).default('all'),
  change: EditionChangeKind.optional(),
  search: z.string().trim().max(120).optional(),
  sort: z.enum(['document', 'id']).default('document'),
  order: ListOrder.default('asc'),
}

export const editionRoutes = {
  list: route({
    id: 'listEditions',
    method: 'GET',
    path: '/api/editions',
    summary: 'Editions of the framework and of its volumes, in force, in preparation and past',
    permission: 'framework:read',
    query: z.object({ ...draftFilters, ...listPage }),
    response: z.object({
      editions: z.array(PublishedEdition),
      drafts: z.array(DraftSummary),
      /** Of the drafts that the filters keep. */
      total: z.int(),
    }),
  }),
  exportList: route({
    id: 'exportEditionList',
    method: 'GET',
    path: '/api/editions/sheet',
    summary: 'The editions of volumes that the filters keep, as a sheet',
    permission: 'framework:read',
    query: ListExport.extend(draftFilters),
    response: 'file',
    problems: ['list-too-long'],
  }),
  preview: route({
    id: 'previewEdition',
    method: 'POST',
    path: '/api/editions/preview',
    summary: 'Read a published document and say what it holds, every anomaly and what it would change; stores nothing',
    permission: 'edition:write',
    computes: true,
    upload: true,
    query: importQuery.pick({ volume: true, lenient: true }),
    response: z.object({ list: ImportedList, difference: EditionDifference }),
    problems: ['edition-unreadable', 'edition-merged-or-formula', 'body-too-large', 'media-type-refused'],
  }),
  import: route({
    id: 'importEdition',
    method: 'POST',
    path: '/api/editions',
    summary: 'Import a published document as the draft of an edition of a volume',
    permission: 'edition:write',
    opensOnce: 'for-each',
    upload: true,
    query: importQuery,
    response: z.object({ id: z.uuid() }),
    status: 201,
    problems: [
      'edition-unreadable',
      'edition-merged-or-formula',
      'edition-exists',
      'body-too-large',
      'media-type-refused',
    ],
  }),
  get: route({
    id: 'getEditionDraft',
    method: 'GET',
    path: '/api/editions/{draftId}',
    summary: 'One edition of a volume: its list, its anomalies, what it changes, what is still to be given',
    permission: 'framework:read',
    params: draftParams,
    response: Draft,
    problems: ['edition-unknown'],
  }),
  exportRows: route({
    id: 'exportEditionRows',
    method: 'GET',
    path: '/api/editions/{draftId}/requirements/export',
    summary:
      'The requirements of a draft edition that the filters keep, as a sheet: what changes, and what is still to be given',
    permission: 'framework:read',
    params: draftParams,
    query: ListExport.extend(rowFilters),
    response: 'file',
    problems: ['edition-unknown', 'list-too-long'],
  }),
  complete: route({
    id: 'completeRequirement',
    method: 'PUT',
    path: '/api/editions/{draftId}/requirements/{requirementId}',
    summary: 'Give what an imported row cannot say: wording in the other language, applicability, verification',
    permission: 'edition:write',
    params: draftParams.extend({ requirementId: RequirementId }),
    body: z.strictObject({ revision: z.int(), completion: Completion }),
    response: z.object({ revision: z.int(), row: DraftRow }),
    problems: ['edition-unknown', 'edition-closed', 'edition-changed-meanwhile', 'edition-row-unknown'],
  }),
  catches: route({
    id: 'previewCondition',
    method: 'POST',
    path: '/api/editions/condition-preview',
    summary: 'Which of the applications that the caller may see a condition would catch, in a volume; stores nothing',
    permission: 'edition:write',
    body: z.strictObject({ volume: VolumeId, applies: Condition }),
    response: z.object({
      /** The condition as a reader would say it. */
      words: Bilingual,
      total: z.int(),
      applies: z.int(),
      /** An unanswered question keeps the requirement in. */
      uncertain: z.int(),
      /** The first of those that it catches, by name. */
      applications: z.array(z.object({ id: ApplicationId, name: z.string(), certain: z.boolean() })),
    }),
  }),
  decide: route({
    id: 'decideEdition',
    method: 'POST',
    path: '/api/editions/{draftId}/decision',
    summary:
      'Record a decision of the committee taken outside its sessions here, where its policy allows it: adopted editions are published, others go back to work',
    permission: 'edition:decide',
    params: draftParams,
    body: z.strictObject({
      adopted: z.boolean(),
      /** Session and minutes that hold the vote. */
      reference: z.string().trim().min(1).max(300),
      /** Identifier of the new edition of the framework, for example `2026.2`. */
      edition: z.string().trim().min(1).max(40),
    }),
    response: DraftSummary,
    problems: [
      'edition-unknown',
      'edition-needs-session',
      'before-the-committee',
      'edition-not-at-vote',
      'edition-incomplete',
      'edition-superseded',
      'edition-exists',
    ],
  }),
  difference: route({
    id: 'compareEditions',
    method: 'GET',
    path: '/api/editions/difference',
    summary: 'What changed between two editions: drafts and published editions by their identifier or digest',
    permission: 'framework:read',
    query: z.object({
      before: z.string().min(1).max(80),
      after: z.string().min(1).max(80),
      volume: VolumeId.optional(),
    }),
    response: EditionDifference,
    problems: ['edition-unknown'],
  }),
  files: route({
    id: 'getEditionFiles',
    method: 'GET',
    path: '/api/published-editions/{edition}/files',
    summary:
      'The data files of an edition, as a framework folder holds them: load them again and it is the same edition',
    permission: 'framework:read',
    machine: true,
    params: editionParams,
    response: EditionFiles,
    problems: ['edition-unknown'],
  }),
  sheet: route({
    id: 'exportEditionSheet',
    method: 'GET',
    path: '/api/published-editions/{edition}/sheet',
    summary: 'The requirements of an edition as the lists that circulate: identifier, level, requirement, category',
    permission: 'framework:read',
    machine: true,
    params: editionParams,
    query: z.object({
      volume: VolumeId.optional(),
      format: z.enum(['ods', 'csv']).default('ods'),
      lang: z.enum(['fr', 'en']).default('fr'),
    }),
    response: 'file',
    problems: ['edition-unknown'],
  }),
  simulate: route({
    id: 'simulateMigration',
    method: 'GET',
    path: '/api/migrations/simulation',
    summary: 'What the edition in force would do to every conformity file opened on an earlier one',
    permission: 'edition:migrate',
    response: Simulation,
  }),
  simulateFile: route({
    id: 'simulateFileMigration',
    method: 'GET',
    path: '/api/migrations/simulation/{fileId}',
    summary: 'The same for one conformity file, requirement by requirement, with reasons',
    permission: 'edition:migrate',
    params: z.object({ fileId: z.uuid() }),
    response: z.object({ file: FileMigration, items: z.array(MigrationItem) }),
    problems: ['conformity-file-unknown'],
  }),
  migrate: route({
    id: 'migrate',
    method: 'POST',
    path: '/api/migrations',
    summary: 'Move conformity files to the edition in force; goes on after the answer, with its progress',
    permission: 'edition:migrate',
    body: z.strictObject({ digest: z.string(), applications: z.array(z.string()).max(5000).optional() }),
    response: z.object({ id: z.uuid() }),
    status: 201,
    problems: ['edition-superseded', 'migration-running'],
  }),
  runs: route({
    id: 'listMigrations',
    method: 'GET',
    path: '/api/migrations',
    summary: 'Migrations, the last first, with their progress',
    permission: 'edition:migrate',
    response: z.object({ runs: z.array(MigrationRun) }),
  }),
  stop: route({
    id: 'stopMigration',
    method: 'POST',
    path: '/api/migrations/{runId}/stop',
    summary: 'Stop a migration after the file it is moving; what was moved stays moved',
    permission: 'edition:migrate',
    params: z.object({ runId: z.uuid() }),
    response: MigrationRun,
    problems: ['migration-unknown'],
  }),
}
