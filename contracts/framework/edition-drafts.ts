/** Editions of volumes: from an imported list to a published edition; public comments on the framework. */
import { z } from 'zod'
import { ApplicationId } from '../applications/applications.ts'
import { EditionChange, EditionChangeKind } from './routes.ts'
import { Condition, Guidance, Level, RequirementId, Verification, VolumeId } from './framework.ts'
import { Person } from '../people/identity.ts'
import { ListExport } from '../lists/export.ts'
import { ListOrder, listPage } from '../lists/page.ts'
import { FileMigration, MigrationItem, Simulation } from './migration.ts'
import { route } from '../route.ts'
import { Bilingual, Instant } from '../text.ts'

/** What an imported row cannot say and a requirement needs; every field a person adds or confirms. */
export const Completion = z.strictObject({
  level: Level.optional(),
  sheet: z.string().min(1).optional(),
  title: Bilingual.optional(),
  text: Bilingual.optional(),
  applies: Condition.optional(),
  verification: z.array(Verification).min(1).optional(),
  guidance: Guidance.optional(),
  concernsSocle: z.boolean().optional(),
})
export type Completion = z.infer<typeof Completion>

/** Where a completion says the same in both languages, as dotted paths: one of them is still to be translated. */
export const untranslated = (completion: Completion): string[] => saidAlike(completion, [])

function saidAlike(value: unknown, path: readonly string[]): string[] {
  if (typeof value !== 'object' || value === null) return []
  if ('fr' in value && 'en' in value) return value.fr === value.en ? [path.join('.')] : []
  return Object.entries(value).flatMap(([key, inner]) => saidAlike(inner, [...path, key]))
}

export const CompletionField = z.enum(['level', 'sheet', 'title', 'text', 'applies', 'verification', 'guidance'])
export type CompletionField = z.infer<typeof CompletionField>

export const completionWords: Readonly<Record<CompletionField, Bilingual>> = {
  level: { fr: 'niveau', en: 'level' },
  sheet: { fr: 'fiche', en: 'sheet' },
  title: { fr: 'titre', en: 'title' },
  text: { fr: 'énoncé dans les deux langues', en: 'wording in both languages' },
  applies: { fr: 'applicabilité', en: 'applicability' },
  verification: { fr: 'vérification', en: 'verification' },
  guidance: { fr: 'explications', en: 'explanations' },
}

export const ListAnomaly = z.object({
  kind: z.string(),
  kindName: Bilingual,
  id: z.string(),
  place: Bilingual,
  detail: Bilingual,
})
export type ListAnomaly = z.infer<typeof ListAnomaly>

/** One requirement as the imported document prints it. */
export const ListedRequirement = z.object({
  id: z.string(),
  level: z.string(),
  category: z.string(),
  title: z.string(),
  text: z.string(),
  place: Bilingual,
})
export type ListedRequirement = z.infer<typeof ListedRequirement>

export const ImportedList = z.object({
  file: z.string(),
  format: z.string(),
  title: z.string(),
  version: z.string(),
  requirements: z.array(ListedRequirement),
  anomalies: z.array(ListAnomaly),
  /** What keeps it from the vote and only the document can mend; empty = nothing. */
  toMend: z.array(Bilingual),
})
export type ImportedList = z.infer<typeof ImportedList>

/** A change with both sides in words, for a page that shows them side by side. */
export const ShownChange = EditionChange.extend({
  likeness: z.number(),
  was: z.array(z.object({ id: z.string(), level: z.string(), category: z.string(), text: z.string() })),
  is: z.array(z.object({ id: z.string(), level: z.string(), category: z.string(), text: z.string() })),
})
export type ShownChange = z.infer<typeof ShownChange>

export const EditionDifference = z.object({
  before: z.object({ label: z.string(), count: z.int() }),
  after: z.object({ label: z.string(), count: z.int() }),
  unchanged: z.int(),
  /** Requirements of the volume that the list does not speak of. */
  untouched: z.int(),
  /** False: only identifiers and levels were compared (first list of the volume). */
  wordingCompared: z.boolean(),
  changes: z.array(ShownChange),
  /** Levels that have another name and are otherwise the same: so many requirements changed nothing else of theirs. */
  renamed: z.array(z.object({ from: z.string(), to: z.string(), rows: z.int() })),
})
export type EditionDifference = z.infer<typeof EditionDifference>

export const DraftRow = z.object({
  id: RequirementId,
  listed: ListedRequirement,
  changes: z.array(EditionChangeKind),
  former: RequirementId.nullable(),
  /** Fields that must be given before the vote; empty = complete. */
  missing: z.array(CompletionField),
  completion: Completion,
})
export type DraftRow = z.infer<typeof DraftRow>

export const DraftState = z.enum(['draft', 'working-group', 'vote', 'published', 'archived', 'abandoned'])
export type DraftState = z.infer<typeof DraftState>

export const DraftSummary = z.object({
  id: z.uuid(),
  volume: VolumeId,
  label: z.string(),
  state: DraftState,
  stateName: Bilingual,
  file: z.string(),
  requirements: z.int(),
  anomalies: z.int(),
  /** Rows with a field still to be given. */
  incomplete: z.int(),
  importedBy: Person,
  importedAt: Instant,
  /** Identifier of the published edition of the framework; null before. */
  edition: z.string().nullable(),
  digest: z.string().nullable(),
})
export type DraftSummary = z.infer<typeof DraftSummary>

export const Draft = DraftSummary.extend({
  list: ImportedList,
  rows: z.array(DraftRow),
  difference: EditionDifference,
  /** The list given up before, of which completions were taken over for that many requirements that say the same. */
  takenOver: z.object({ id: z.uuid(), requirements: z.int() }).nullable(),
  /** Send it back with a completion. */
  revision: z.int(),
  mayWrite: z.boolean(),
  mayDecide: z.boolean(),
})
export type Draft = z.infer<typeof Draft>

/** An edition of the framework that was once in force, with its change log. */
export const PublishedEdition = z.object({
  digest: z.string(),
  id: z.string(),
  loadedAt: Instant,
  inForce: z.boolean(),
  changes: z.array(EditionChange),
})
export type PublishedEdition = z.infer<typeof PublishedEdition>

export const MigrationRun = z.object({
  id: z.uuid(),
  edition: z.string(),
  startedAt: Instant,
  startedBy: Person,
  /** Null while it goes on; of one that died with its replica, when it was last seen. */
  endedAt: Instant.nullable(),
  /** `stopped` by somebody; `interrupted` with its replica: what it moved stays moved, the rest is still to do. */
  state: z.enum(['running', 'finished', 'stopped', 'interrupted']),
  done: z.int(),
  total: z.int(),
  moved: z.array(FileMigration),
})
export type MigrationRun = z.infer<typeof MigrationRun>

/** The data files of an edition: text by path below a framework folder. */
export const EditionFiles = z.object({
  id: z.string(),
  digest: z.string(),
  inForce: z.boolean(),
  files: z.record(z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+)*\.yaml$/), z.string()),
})
export type EditionFiles = z.infer<typeof EditionFiles>

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
