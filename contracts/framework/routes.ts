import { z } from 'zod'
import {
  Gate,
  Level,
  Pillar,
  PublishedRequirement,
  RequirementId,
  Sheet,
  Trait,
  TraitTopic,
  VerificationMethod,
  Volume,
} from './framework.ts'
import { ListExport } from '../lists/export.ts'
import { requirementFilters } from './search.ts'
import { route } from '../route.ts'
import { Bilingual, IsoDate } from '../text.ts'

/** What an edition changed in the one before, by identifiers: its change log, frozen with it. */
export const EditionChangeKind = z.enum([
  'added',
  'removed',
  'reworded',
  'relevelled',
  'recategorised',
  'renumbered',
  'split',
  'merged',
])
export type EditionChangeKind = z.infer<typeof EditionChangeKind>
export const EditionChange = z.strictObject({
  kind: EditionChangeKind,
  before: z.array(RequirementId),
  after: z.array(RequirementId),
})
export type EditionChange = z.infer<typeof EditionChange>

export const Edition = z.object({
  id: z.string(),
  title: Bilingual,
  date: IsoDate,
  /** SHA-256 of the content, so that a frozen edition can be told from an edited one. */
  digest: z.string(),
  sources: z.array(z.object({ title: z.string(), edition: z.string(), date: IsoDate.optional() })),
  /** Digest of the edition that it was made from; absent for the first. */
  previous: z.string().optional(),
  changes: z.array(EditionChange).optional(),
})
export type Edition = z.infer<typeof Edition>

export const Weight = z.enum(['binding', 'recommended', 'informative'])
export type Weight = z.infer<typeof Weight>

/** Line of the list: everything that search and facets need, without the guidance. */
export const RequirementSummary = PublishedRequirement.pick({
  id: true,
  reference: true,
  level: true,
  volume: true,
  pillar: true,
  sheet: true,
  title: true,
  text: true,
})
  .strip()
  .extend({
    weight: Weight,
    methods: z.array(VerificationMethod),
    /** Best automation among its methods. */
    automation: z.enum(['full', 'partial', 'none']),
    gates: z.array(Gate),
    guided: z.boolean(),
  })
export type RequirementSummary = z.infer<typeof RequirementSummary>

export const RequirementDetail = PublishedRequirement.extend({
  weight: Weight,
  gates: z.array(Gate),
  /** Condition in words. */
  appliesWhen: Bilingual,
})
export type RequirementDetail = z.infer<typeof RequirementDetail>

export const FrameworkOverview = z.object({
  edition: Edition,
  volumes: z.array(Volume.extend({ count: z.int() })),
  pillars: z.array(Pillar),
  sheets: z.array(Sheet.extend({ count: z.int() })),
  gates: z.array(z.object({ id: Gate, name: Bilingual, summary: Bilingual })),
  weights: z.array(z.object({ id: Weight, name: Bilingual })),
  /** Levels as the documents print them, and what each means. */
  levels: z.array(z.object({ level: Level, meaning: Bilingual })),
  topics: z.array(TraitTopic),
  traits: z.array(Trait),
})
export type FrameworkOverview = z.infer<typeof FrameworkOverview>

export const frameworkRoutes = {
  overview: route({
    id: 'getFramework',
    method: 'GET',
    path: '/api/framework',
    summary: 'The edition in force: volumes, pillars, sheets, gates and the vocabulary of traits',
    permission: 'framework:read',
    machine: true,
    response: FrameworkOverview,
  }),
  requirements: route({
    id: 'listRequirements',
    method: 'GET',
    path: '/api/requirements',
    summary: 'Every requirement of the edition in force',
    permission: 'framework:read',
    machine: true,
    response: z.object({ edition: z.string(), requirements: z.array(RequirementSummary) }),
  }),
  export: route({
    id: 'exportRequirements',
    method: 'GET',
    path: '/api/requirements/export',
    summary: 'The requirements of the edition in force that words and facets keep, as a sheet',
    permission: 'framework:read',
    machine: true,
    query: ListExport.extend(requirementFilters),
    response: 'file',
  }),
  requirement: route({
    id: 'getRequirement',
    method: 'GET',
    path: '/api/requirements/{requirementId}',
    summary: 'One requirement with its guidance, its verification and what checks it',
    permission: 'framework:read',
    machine: true,
    params: z.object({ requirementId: RequirementId }),
    response: RequirementDetail,
    problems: ['requirement-unknown'],
  }),
}
