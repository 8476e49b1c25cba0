/** Calls for tender: the requirements put to bidders, their answers, and how the answers are judged. */
import { z } from 'zod'
import { ApplicationId } from '../applications/applications.ts'
import { Weight } from '../framework/routes.ts'
import { Level, RequirementId, VolumeId } from '../framework/framework.ts'
import { Person } from '../people/identity.ts'
import { GridAnswer, TenderPolicy, Treatment } from './policy.ts'
import { Bilingual, Instant, IsoDate } from '../text.ts'

export const TenderState = z.enum([
  'draft',
  'frozen',
  'published',
  'evaluation',
  'awarded',
  'closed',
  'unsuccessful',
  'cancelled',
])
export type TenderState = z.infer<typeof TenderState>

/** What the buyer says of one requirement; the consultation rules may refine the framework, with a reason. */
export const TenderChoice = z.strictObject({
  id: RequirementId,
  /** Refines the requirement for this tender; printed in the grid and the annex. */
  precision: z.string().trim().max(2000).default(''),
  /** Absent = what the policy says of its level. */
  treatment: Treatment.optional(),
  points: z.number().min(0).max(100).optional(),
  /** Why treatment or points differ from the policy. */
  reason: z.string().trim().max(1000).default(''),
})
export type TenderChoice = z.infer<typeof TenderChoice>

/** A requirement as it is put to bidders; its wording never changes once frozen. */
export const TenderRequirement = z.object({
  id: RequirementId,
  level: Level,
  volume: VolumeId,
  title: Bilingual,
  text: Bilingual,
  precision: z.string(),
  treatment: Treatment,
  points: z.number(),
  /** Where treatment and points come from: the policy, or this tender's own rules. */
  setBy: z.enum(['policy', 'tender']),
  reason: z.string(),
})
export type TenderRequirement = z.infer<typeof TenderRequirement>

/** One line of a bid, and what the evaluators keep of it. */
export const BidAnswer = z.object({
  requirementId: RequirementId,
  /** Identifier of the answer; null = the line was left empty. */
  answer: z.string().nullable(),
  comment: z.string(),
  evidence: z.string(),
  /** What the evaluators keep where they disagree with the bidder, with their reason. */
  retained: z.object({ answer: z.string(), note: z.string(), by: z.string(), at: Instant }).nullable(),
})
export type BidAnswer = z.infer<typeof BidAnswer>

export const Elimination = z.object({
  requirementId: RequirementId,
  answer: z.string().nullable(),
  /** The rule that rejects: the level under the policy, or what this tender set. */
  rule: z.enum(['policy', 'tender']),
  sentence: Bilingual,
})
export type Elimination = z.infer<typeof Elimination>

export const BidEvaluation = z.object({
  eliminated: z.boolean(),
  eliminations: z.array(Elimination),
  /** Out of the policy's scale; computed for eliminated bids too, and not ranked. Null = nothing is scored in this tender. */
  score: z.number().nullable(),
  /** 1 = best; null = eliminated, or nothing is scored. Equal scores share a rank. */
  rank: z.int().nullable(),
  points: z.object({ got: z.number(), of: z.number() }),
  byVolume: z.array(z.object({ volume: VolumeId, got: z.number(), of: z.number() })),
  unanswered: z.array(RequirementId),
  /** Answers whose expected explanation is missing. */
  unexplained: z.array(RequirementId),
  notices: z.array(z.object({ id: z.string(), text: Bilingual, requirements: z.array(RequirementId) })),
})
export type BidEvaluation = z.infer<typeof BidEvaluation>

export const Bid = z.object({
  id: z.uuid(),
  bidder: z.string(),
  receivedAt: Instant,
  receivedBy: z.string(),
  fileName: z.string(),
  evaluation: BidEvaluation,
})
export type Bid = z.infer<typeof Bid>

/** A bid as it was received: what it is worth is null while the bids are sealed. */
export const ReceivedBid = Bid.extend({
  evaluation: BidEvaluation.nullable(),
  /** Told while they are sealed as well: a complement may be asked for. */
  unanswered: z.array(RequirementId),
})
export type ReceivedBid = z.infer<typeof ReceivedBid>

export const RemediationAction = z.object({
  /** The procedure that follows it. */
  procedureId: z.uuid(),
  requirementId: RequirementId,
  action: z.string(),
  state: z.string(),
  stateName: Bilingual,
  dueOn: IsoDate.nullable(),
})
export type RemediationAction = z.infer<typeof RemediationAction>

export const TenderSummary = z.object({
  /** Identifier of its procedure. */
  id: z.uuid(),
  reference: z.string(),
  title: z.string(),
  state: TenderState,
  application: z.object({ id: ApplicationId, name: z.string() }).nullable(),
  requirements: z.int(),
  bids: z.int(),
  updatedAt: Instant,
  revision: z.int(),
})
export type TenderSummary = z.infer<typeof TenderSummary>

export const Tender = TenderSummary.extend({
  edition: z.object({ id: z.string(), digest: z.string() }),
  /** Code printed on the grids of this tender; null until frozen. */
  gridCode: z.string().nullable(),
  choices: z.array(TenderRequirement),
  /** The policy that judges: that of today until frozen, then the copy that was published. */
  policy: TenderPolicy,
  received: z.array(ReceivedBid),
  /** Why nobody reads yet what the bids are worth; null = they are open. */
  sealed: Bilingual.nullable(),
  /** Who said, since the bids were closed, that the answers are read. */
  readings: z.array(z.object({ by: Person, at: Instant, note: z.string() })),
  /** The award waits for a reading, by the policy. */
  awaitsReading: z.boolean(),
  award: z.object({ bidId: z.uuid(), bidder: z.string(), reason: z.string(), by: Person, at: Instant }).nullable(),
  remediation: z.array(RemediationAction),
  /** Requirements of the awarded bid that its answers leave to be mended. */
  toRemedy: z.array(z.object({ requirementId: RequirementId, answer: z.string().nullable(), comment: z.string() })),
  /** Steps that the caller may take now. */
  steps: z.array(z.object({ id: z.string(), name: Bilingual })),
  may: z.object({ prepare: z.boolean(), evaluate: z.boolean() }),
})
export type Tender = z.infer<typeof Tender>

/** One requirement across the bids. */
export const ComparisonRow = z.object({
  requirement: TenderRequirement,
  answers: z.array(BidAnswer.extend({ bidId: z.uuid(), eliminates: z.boolean(), points: z.number() })),
})
export type ComparisonRow = z.infer<typeof ComparisonRow>

export const Comparison = z.object({
  tender: TenderSummary,
  bids: z.array(Bid),
  answers: z.array(GridAnswer),
  outOf: z.number(),
  rows: z.array(ComparisonRow),
  /** Of every row, whatever the filters. */
  total: z.int(),
  may: z.object({ evaluate: z.boolean() }),
})
export type Comparison = z.infer<typeof Comparison>

/** A requirement that may be put to bidders, and why the criteria keep it. */
export const SelectableRequirement = z.object({
  id: RequirementId,
  level: Level,
  volume: VolumeId,
  weight: Weight,
  title: Bilingual,
  treatment: Treatment,
  points: z.number(),
  reason: Bilingual.nullable(),
})
export type SelectableRequirement = z.infer<typeof SelectableRequirement>
