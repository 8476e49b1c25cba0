/** Where an application stands: its gates and tender points in their order, the phases, and the tracks of their own. */
import { z } from 'zod'
import { ApplicationId, VersionLabel } from './applications.ts'
import { Gate, RequirementId, Slug } from '../framework/framework.ts'
import { GateDecided } from '../conformity/gate-reviews.ts'
import { Actor } from '../processes/processes.ts'
import { route } from '../route.ts'
import { Bilingual, Instant, IsoDate } from '../text.ts'
import { FileReserve, GateAnswer } from '../conformity/verdict.ts'

/**
 * `to-come`: no file; `under-way`: the file is open; `presented`: its review waits for a decision; `sent-back`: its team is to complete it
 * and to present it again; `reopened`: it was passed,
 * and something that was judged has changed since, or a new version opens it anew; `not-held`: no version passed it before a later gate
 * was passed; `overtaken`: it was refused, and a later gate was passed all the same. What an earlier version passed, and nothing reopens, is
 * passed for this one.
 */
export const GateStanding = z.enum([
  'to-come',
  'under-way',
  'presented',
  'sent-back',
  'passed',
  'passed-with-reserves',
  'refused',
  'reopened',
  'not-held',
  'overtaken',
])
export type GateStanding = z.infer<typeof GateStanding>

export const PartStanding = z.enum(['past', 'current', 'to-come'])
export type PartStanding = z.infer<typeof PartStanding>

/** What must be done next, by whom, and where. */
export const NextStep = z.object({ text: Bilingual, turn: z.array(Actor), link: z.string() })
export type NextStep = z.infer<typeof NextStep>

const NamedRequirement = z.object({ id: RequirementId, title: Bilingual })

export const GateStop = z.object({
  kind: z.literal('gate'),
  gate: Gate,
  name: Bilingual,
  standing: GateStanding,
  file: z
    .object({
      id: z.uuid(),
      answer: GateAnswer,
      assessed: z.int(),
      total: z.int(),
      /** But for those that are derogated. */
      gaps: z.int(),
      edition: z.string(),
      /** Requirements said to be met of which the policy waits for a valid proof. */
      unproven: z.array(NamedRequirement),
      /** `until`: last day of the derogation; null = for good. */
      derogated: z.array(NamedRequirement.extend({ until: IsoDate.nullable(), procedureId: z.uuid() })),
    })
    .nullable(),
  /** The last decision on this version. */
  decision: GateDecided.nullable(),
  /** By which an earlier version passed this gate last; where this one has none of its own, it is what the standing says. */
  earlier: GateDecided.nullable(),
  /** The review of an earlier version that still waits for its decision. */
  earlierReview: z.object({ procedureId: z.uuid(), version: VersionLabel }).nullable(),
  /** Requirements that are open again since the decision that the standing says. */
  reopened: z.int(),
  /** Reserves that count at this gate, those that stop it first. */
  reserves: z.array(FileReserve),
  /** Null where the gate is not the one to be passed next, nor the last, passed with reserves to be lifted. */
  next: NextStep.nullable(),
})
export type GateStop = z.infer<typeof GateStop>

export const TenderStop = z.object({
  kind: z.literal('tender-point'),
  id: Slug,
  name: Bilingual,
  tenders: z.array(
    z.object({ id: z.uuid(), reference: z.string(), title: z.string(), stateName: Bilingual, standing: PartStanding }),
  ),
})
export type TenderStop = z.infer<typeof TenderStop>

export const Track = z.object({
  id: Slug,
  name: Bilingual,
  procedure: z.object({ id: z.uuid(), title: z.string(), stateName: Bilingual, link: z.string() }),
  steps: z.array(z.object({ state: Slug, name: Bilingual, standing: PartStanding, since: Instant.nullable() })),
  /** Whose turn it is, and until when. */
  turn: z.array(Actor),
  dueOn: IsoDate.nullable(),
})
export type Track = z.infer<typeof Track>

export const Journey = z.object({
  version: VersionLabel,
  /** In one sentence. */
  sentence: Bilingual,
  phases: z.array(z.object({ id: Slug, name: Bilingual, standing: PartStanding })),
  stops: z.array(z.discriminatedUnion('kind', [GateStop, TenderStop])),
  tracks: z.array(Track),
})
export type Journey = z.infer<typeof Journey>

export const journeyRoutes = {
  get: route({
    id: 'getJourney',
    method: 'GET',
    path: '/api/applications/{applicationId}/journey',
    summary: 'Where the application stands, gate by gate: verdict, decision, reserves, next step and whose turn',
    permission: 'application:read',
    machine: true,
    params: z.object({ applicationId: ApplicationId }),
    response: Journey,
    problems: ['application-unknown'],
  }),
}
