/** Reviews of a conformity file at its gate: what may be decided, and the decision with the state that it applied to. */
import { z } from 'zod'
import { ApplicationId, VersionLabel } from '../applications/applications.ts'
import { Gate, RequirementId } from '../framework/framework.ts'
import { Person } from '../people/identity.ts'
import { Decider, GateDecision } from './passing.ts'
import { route } from '../route.ts'
import { Bilingual, Instant, IsoDate } from '../text.ts'
import { AssessmentStatus, FileReserve, ProofState, Verdict } from './verdict.ts'

/** The state of a file when it was decided on; never changes. */
export const GateSnapshot = z.object({
  procedureId: z.uuid(),
  decision: GateDecision,
  /** What was said of it; empty where the committee decided without conditions. */
  grounds: z.string(),
  /** Day of the session in which the committee decided; null = somebody did. */
  committeeOn: IsoDate.nullable(),
  decidedAt: Instant,
  decidedBy: Person,
  version: VersionLabel,
  edition: z.object({ id: z.string(), digest: z.string() }),
  verdict: Verdict,
  items: z.array(
    z.object({
      requirementId: RequirementId,
      status: AssessmentStatus,
      proof: ProofState,
      justification: z.string(),
      revision: z.int(),
      /** Evidence that stood then. */
      evidence: z.array(z.uuid()),
      derogation: z.uuid().nullable(),
    }),
  ),
  /** SHA-256 over all of it. */
  digest: z.string(),
})
export type GateSnapshot = z.infer<typeof GateSnapshot>

/** Is there a way to pass among what may be decided? Without one, a review can only be refused. */
export const mayPass = (allowed: readonly GateDecision[]): boolean => allowed.some((decision) => decision !== 'refuse')

/** Why something must be looked at again. */
export const ReopenReason = z.enum([
  'new',
  'renumbered',
  'split',
  'merged',
  'recategorised',
  'reworded',
  'relevelled',
  'verified-otherwise',
  'applies-otherwise',
  'answers-changed',
  /** A lock of the gate that was lifted when it was passed, and is no longer. */
  'lock-fallen',
  /** Found since the gate was passed: the policy says what reopens it. */
  'found-since',
])
export type ReopenReason = z.infer<typeof ReopenReason>
export const Reopened = z.object({
  requirementId: RequirementId,
  why: z.array(ReopenReason),
  /** In one sentence. */
  text: Bilingual,
})
export type Reopened = z.infer<typeof Reopened>

export const NewReserve = z.strictObject({
  title: z.string().trim().min(1).max(200),
  gap: z.string().trim().min(1).max(20_000),
  blocking: z.boolean(),
  requirements: z.array(RequirementId).max(500).default([]),
  due: IsoDate.optional(),
})
export type NewReserve = z.infer<typeof NewReserve>

export const GateReview = z.object({
  procedureId: z.uuid(),
  fileId: z.uuid(),
  application: z.object({ id: ApplicationId, name: z.string() }),
  version: VersionLabel,
  gate: Gate,
  gateName: Bilingual,
  /** As it is now; what was decided on stands in `decision`. */
  verdict: Verdict,
  decidedBy: z.array(Decider),
  allowed: z.array(GateDecision),
  /** Why these, in one sentence that names the policy. */
  why: Bilingual,
  mayDecide: z.boolean(),
  decision: GateSnapshot.nullable(),
  /** Of a gate passed with reserves: those that it raised and those that stood, as they are now. */
  under: z.array(FileReserve),
})
export type GateReview = z.infer<typeof GateReview>

/** A decision on a gate, and the version that it was about. */
export const GateDecided = z.object({
  procedureId: z.uuid(),
  fileId: z.uuid(),
  decision: GateDecision,
  decidedAt: Instant,
  decidedBy: Person,
  version: VersionLabel,
})
export type GateDecided = z.infer<typeof GateDecided>

const byFile = { params: z.object({ fileId: z.uuid() }) }
const byReview = { params: z.object({ procedureId: z.uuid() }) }

export const gateReviewRoutes = {
  request: route({
    id: 'requestGateReview',
    method: 'POST',
    path: '/api/conformity-files/{fileId}/gate-reviews',
    summary: 'Present a file at its gate; one review at a time',
    permission: 'assessment:write',
    opensOnce: 'for-each',
    ...byFile,
    body: z.strictObject({ note: z.string().trim().max(5000).default('') }),
    response: z.object({ id: z.uuid() }),
    status: 201,
    problems: ['conformity-file-unknown', 'gate-review-under-way'],
  }),
  get: route({
    id: 'getGateReview',
    method: 'GET',
    path: '/api/gate-reviews/{procedureId}',
    summary: 'What may be decided now and why; or the decision, with the state that it applied to',
    permission: 'procedure:read',
    ...byReview,
    response: GateReview,
    problems: ['procedure-unknown'],
  }),
  decide: route({
    id: 'decideGateReview',
    method: 'POST',
    path: '/api/gate-reviews/{procedureId}/decision',
    summary: 'Decide; keeps the state of the file and raises the reserves, all or nothing',
    permission: 'procedure:read',
    ...byReview,
    body: z.strictObject({
      revision: z.int().min(1),
      decision: GateDecision,
      grounds: z.string().trim().max(20_000).default(''),
      reserves: z.array(NewReserve).max(100).default([]),
    }),
    response: GateReview,
    problems: [
      'procedure-unknown',
      'procedure-changed-meanwhile',
      'procedure-step-impossible',
      'procedure-not-yours',
      'procedure-of-own',
      'procedure-fields-invalid',
      'before-the-committee',
      'decided-by-vote',
      'gate-decision-against-verdict',
      'gate-reserves-needed',
      'gate-reserves-unexpected',
      'gate-reserve-blocks',
    ],
  }),
  standing: route({
    id: 'getGateStanding',
    method: 'GET',
    path: '/api/conformity-files/{fileId}/standing',
    summary:
      'What could be decided on the file now, the last decision on its gate, what reopens it since, and what was carried over from the files before',
    permission: 'application:read',
    machine: true,
    ...byFile,
    response: z.object({
      underWay: z.uuid().nullable(),
      /** What the policy lets one decide under the verdict of now: without a way to pass, a review can only be refused. */
      allowed: z.array(GateDecision),
      /** Why these, in one sentence that names the policy. */
      why: Bilingual,
      decision: GateSnapshot.omit({ items: true }).nullable(),
      /** Reserves under which it was passed, as they are now. */
      under: z.array(FileReserve),
      /** By which an earlier version passed this gate last; null = none did. */
      earlier: GateDecided.nullable(),
      /** Requirements that changed since the decision, locks that fell, and what was found since: they alone are open again. */
      reopened: z.array(Reopened),
      /** Files that it began with, earlier gates of the same version first; each requirement is named by one of them. */
      carriedFrom: z.array(
        z.object({
          fileId: z.uuid(),
          version: VersionLabel,
          gate: Gate,
          gateName: Bilingual,
          edition: z.string(),
          carried: z.array(RequirementId),
          reopened: z.array(Reopened),
        }),
      ),
    }),
    problems: ['conformity-file-unknown'],
  }),
}
