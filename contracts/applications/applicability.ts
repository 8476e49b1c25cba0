import { z } from 'zod'
import { RequirementId, Slug, VolumeId } from '../framework/framework.ts'
import { route } from '../route.ts'
import { Bilingual } from '../text.ts'

/** Answers to traits. A missing trait is unknown, never "no". Choice: one option; set and matrix: a list. */
export const Answers = z.record(
  Slug,
  z.union([z.string().min(1).max(80), z.array(z.string().min(1).max(80)).min(1).max(40)]),
)
export type Answers = z.infer<typeof Answers>

export const VolumeOutcome = z.object({ id: VolumeId, name: Bilingual, reason: Bilingual })

export const RequirementOutcome = z.object({
  id: RequirementId,
  applies: z.boolean(),
  /** False when an unanswered trait could still change `applies`. */
  certain: z.boolean(),
  /** One sentence naming the facts that decided. */
  reason: Bilingual,
  /** Traits whose answer is missing and matters. */
  missing: z.array(Slug),
})
export type RequirementOutcome = z.infer<typeof RequirementOutcome>

export const Applicability = z.object({
  edition: z.string(),
  /** Case 2.a to 2.e of the umbrella document; null when outside or not yet known. */
  case: z.string().nullable(),
  volumes: z.array(VolumeOutcome),
  excludedVolumes: z.array(VolumeOutcome),
  requirements: z.array(RequirementOutcome),
})
export type Applicability = z.infer<typeof Applicability>

/** What a change of description brings in and takes out. */
export const ApplicabilityDifference = z.object({
  volumes: z.object({ entering: z.array(VolumeOutcome), leaving: z.array(VolumeOutcome) }),
  entering: z.array(RequirementOutcome),
  leaving: z.array(RequirementOutcome),
  unchanged: z.int(),
})
export type ApplicabilityDifference = z.infer<typeof ApplicabilityDifference>

export const applicabilityRoutes = {
  preview: route({
    id: 'previewApplicability',
    method: 'POST',
    path: '/api/applicability',
    summary: 'What would apply to an application described so; nothing is stored',
    permission: 'framework:read',
    computes: true,
    body: z.strictObject({
      traits: Answers,
      /** When given, the answer also says what differs from this other description. */
      comparedWith: Answers.optional(),
    }),
    response: z.object({ applicability: Applicability, difference: ApplicabilityDifference.nullable() }),
    problems: ['description-invalid'],
  }),
}
