/**
 * The framework as data: what `framework/` holds and what the interfaces hand out.
 * Every schema is strict: an unknown key in a data file is a mistake, never ignored.
 */
import { z } from 'zod'
import { Bilingual } from '../text.ts'

export const VolumeId = z.enum(['GI', 'ENT', 'MIRAI', 'CHAP', 'PRES', 'CN', 'LEGACY', 'ARCHI', 'SECU'])
export type VolumeId = z.infer<typeof VolumeId>

/** `GI:1398`, `MIRAI:EXI-G-4`, `CHAP:CHAP-7`: the volume's namespace, then the identifier of the source, unchanged. */
export const RequirementId = z
  .string()
  .regex(
    new RegExp(`^(${VolumeId.options.join('|')}):[A-Za-z0-9][A-Za-z0-9.-]*$`),
    'expected NAMESPACE:identifier, for example GI:1398',
  )
export type RequirementId = z.infer<typeof RequirementId>

export const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case words joined by hyphens')

/**
 * Levels as each source document writes them; they are not comparable across volumes.
 * `framework/policies/levels.yaml` maps them to a weight. `none` = a statement without a level.
 */
export const Level = z.enum(['RG', 'rc', 'P', 'I', 'none'])
export type Level = z.infer<typeof Level>

export const VerificationMethod = z.enum(['declaration', 'document', 'repository', 'endpoint', 'manifest', 'telemetry'])
export type VerificationMethod = z.infer<typeof VerificationMethod>

/** How far a machine can conclude by this method: `full`, `partial` (a person completes) or `none`. */
export const Automation = z.enum(['full', 'partial', 'none'])

export const Verification = z.strictObject({
  method: VerificationMethod,
  automation: Automation,
  /** What is looked at, and for `partial` what is left to a person. */
  how: Bilingual,
})
export type Verification = z.infer<typeof Verification>

export const Gate = z.enum(['launch', 'design', 'production'])
export type Gate = z.infer<typeof Gate>

/**
 * When a requirement applies. A plain object names traits, all of which must match:
 * `{ interface: [web], audiences: ['*@internet'] }`. A trait matches when one of its answers is listed.
 * `all`, `any` and `not` combine conditions. `always` applies to every described application in the volume.
 */
export type Condition =
  'always' | { all: Condition[] } | { any: Condition[] } | { not: Condition } | { [trait: string]: string[] }
const Combinator = z.union([
  z.strictObject({
    get all() {
      return z.array(Condition).min(1)
    },
  }),
  z.strictObject({
    get any() {
      return z.array(Condition).min(1)
    },
  }),
  z.strictObject({
    get not() {
      return Condition
    },
  }),
])
export const Condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.literal('always'),
      Combinator,
      z
        .record(Slug, z.array(z.string().min(1)).min(1))
        .refine(
          (record) => Object.keys(record).length > 0 && !('all' in record || 'any' in record || 'not' in record),
          'expected at least one trait',
        ),
    ]),
  )
  // It holds others of its kind: the description of the API refers to it by this name.
  .meta({ id: 'Condition' })

/** What helps a team that meets the requirement for the first time; carried by every referenced requirement. */
export const Guidance = z.strictObject({
  why: Bilingual,
  /** How one complies, with a worked example. */
  how: Bilingual,
  /** What a good proof looks like. */
  proof: Bilingual,
  /** S = hours, M = days, L = weeks, for an ordinary application that starts from nothing. */
  effort: z.strictObject({ size: z.enum(['S', 'M', 'L']), note: Bilingual }),
})
export type Guidance = z.infer<typeof Guidance>

export const Requirement = z.strictObject({
  id: RequirementId,
  /** The number or code printed in the source; absent when the source states it in running text. */
  reference: z.string().min(1).optional(),
  level: Level,
  title: Bilingual,
  text: Bilingual,
  applies: Condition,
  verification: z.array(Verification).min(1),
  /** Where it is assessed, when `policies/gates.yaml` (by verification method) does not fit. */
  gates: z.array(Gate).min(1).optional(),
  /** Section of the source document. */
  source: z.string().min(1),
  guidance: Guidance.optional(),
  /** A doubt, gap or contradiction of the sources that a reader must know. */
  caveat: Bilingual.optional(),
  related: z.array(RequirementId).optional(),
  /** Does Socle itself have to satisfy it? */
  concernsSocle: z.boolean(),
})
export type Requirement = z.infer<typeof Requirement>

/** One file of `framework/requirements/`. */
export const RequirementFile = z.strictObject({
  sheet: z.string().min(1),
  requirements: z.array(Requirement).min(1),
})

export const Volume = z.strictObject({
  id: VolumeId,
  name: Bilingual,
  summary: Bilingual,
  /** Document the statements were read in; absent for a volume whose text we were not given. */
  source: z.string().optional(),
})
export type Volume = z.infer<typeof Volume>

export const Pillar = z.strictObject({ id: z.string().min(1), name: Bilingual })
export type Pillar = z.infer<typeof Pillar>

export const Sheet = z.strictObject({
  id: z.string().min(1),
  volume: VolumeId,
  pillar: z.string().min(1),
  title: Bilingual,
  summary: Bilingual,
})
export type Sheet = z.infer<typeof Sheet>

export const TraitOption = z.strictObject({
  id: z.string().min(1),
  label: Bilingual,
  /** A clause that ends the sentence "applies because …": "the application exposes an API". */
  fact: Bilingual,
  help: Bilingual.optional(),
})
export type TraitOption = z.infer<typeof TraitOption>

/**
 * One closed question about an application.
 * `choice`: one option; `set`: one or several, where the option `none` excludes the others;
 * `matrix`: pairs `row@column` (populations × networks), conditions may use `*` on either side.
 */
export const Trait = z.strictObject({
  id: Slug,
  topic: Slug,
  kind: z.enum(['choice', 'set', 'matrix']),
  question: Bilingual,
  help: Bilingual.optional(),
  options: z.array(TraitOption).min(1),
  /** Columns of a matrix; `options` are its rows. */
  columns: z.array(TraitOption).optional(),
})
export type Trait = z.infer<typeof Trait>

export const TraitTopic = z.strictObject({
  id: Slug,
  name: Bilingual,
  intro: Bilingual,
  /** Place among the topics when questions are asked; those without one come last, by file name. */
  order: z.int().min(1).optional(),
})
export type TraitTopic = z.infer<typeof TraitTopic>

/** One file of `framework/traits/`. */
export const TraitFile = z.strictObject({ topic: TraitTopic, traits: z.array(Trait.omit({ topic: true })).min(1) })

/** A requirement as interfaces hand it out: its place in the framework resolved. */
export const PublishedRequirement = Requirement.extend({
  volume: VolumeId,
  pillar: z.string(),
  sheet: z.string(),
})
export type PublishedRequirement = z.infer<typeof PublishedRequirement>
