/** What a new edition does to the assessments of every application: the policy that says so, the simulation, the outcome. */
import { z } from 'zod'
import { ApplicationId, VersionLabel } from '../applications/applications.ts'
import { EditionChangeKind } from './routes.ts'
import { Gate, RequirementId } from './framework.ts'
import { Bilingual, Instant } from '../text.ts'
import { AssessmentStatus } from '../conformity/verdict.ts'

/** `keep`: the status stays. `reopen`: the status becomes `not-assessed`, the former one stays in the history. */
export const MigrationEffect = z.enum(['keep', 'reopen'])
export type MigrationEffect = z.infer<typeof MigrationEffect>

/** `framework/governance/migration.yaml`. */
export const MigrationPolicy = z.strictObject({
  id: z.string().min(1),
  description: Bilingual,
  settles: Bilingual,
  /** One rule per kind of change that leaves a requirement in place; the strongest of those that hold decides. */
  rules: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        change: EditionChangeKind.exclude(['added', 'removed']),
        effect: MigrationEffect,
        /** Ends the sentence "kept because …" or "reopened because …". */
        because: Bilingual,
      }),
    )
    .min(1),
  /** Statuses that no change reopens: a decision stands above the wording it was taken on. */
  keptStatuses: z.array(z.strictObject({ status: AssessmentStatus, because: Bilingual })),
  /** What a derogation is about when its requirement no longer stands alone; under another number it is about the same. */
  derogations: z.strictObject({
    /** Whether each part of what was split is derogated from. */
    split: z.enum(['follows', 'ends']),
    /** Whether the whole is derogated from as soon as one of those that it joins was, or only when all were. */
    merged: z.enum(['one-suffices', 'all-needed']),
  }),
})
export type MigrationPolicy = z.infer<typeof MigrationPolicy>

/** `joined`: it stands no more by itself, others say what it asked; `disappears`: nothing says it any more. */
export const MigrationOutcome = z.enum(['kept', 'reopened', 'appears', 'disappears', 'joined'])
export type MigrationOutcome = z.infer<typeof MigrationOutcome>

export const MigrationItem = z.object({
  /** In the new edition; in the old one for what disappears or joined another. */
  requirementId: RequirementId,
  title: Bilingual,
  outcome: MigrationOutcome,
  /** Identifier in the old edition, where it was another. */
  formerId: RequirementId.nullable(),
  /** Where what joined another lives on. */
  laterIds: z.array(RequirementId),
  status: AssessmentStatus,
  changes: z.array(EditionChangeKind),
  reason: Bilingual,
  /** Rule of the policy that decided; null where no rule was needed. */
  rule: z.string().nullable(),
})
export type MigrationItem = z.infer<typeof MigrationItem>

const counts = {
  kept: z.int(),
  reopened: z.int(),
  appears: z.int(),
  disappears: z.int(),
  // Migrations that were run before it was counted apart.
  joined: z.int().default(0),
}
export const MigrationCounts = z.object(counts)
export type MigrationCounts = z.infer<typeof MigrationCounts>

export const FileMigration = z.object({
  fileId: z.uuid(),
  applicationId: ApplicationId,
  applicationName: z.string(),
  version: VersionLabel,
  gate: Gate,
  fromEdition: z.string(),
  ...counts,
})
export type FileMigration = z.infer<typeof FileMigration>

export const Simulation = z.object({
  edition: z.object({ id: z.string(), digest: z.string() }),
  policy: z.object({ id: z.string(), description: Bilingual }),
  at: Instant,
  applications: z.int(),
  totals: MigrationCounts,
  files: z.array(FileMigration),
})
export type Simulation = z.infer<typeof Simulation>
