/** Editions of volumes: from an imported list to a published edition. */
import { z } from 'zod'
import { Person } from '../people/identity.ts'
import { Bilingual, Instant } from '../text.ts'
import { Condition, Guidance, Level, RequirementId, Verification, VolumeId } from './framework.ts'
import { FileMigration } from './migration.ts'
import { EditionChange, EditionChangeKind } from './routes.ts'

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
  /** Public comments on it that nobody has settled: they do not keep it from the vote, but are told. */
  unansweredRemarks: z.int(),
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
