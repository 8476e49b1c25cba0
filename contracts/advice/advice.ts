/** Advice on hosting and on sign-on: the answer, why, what is open; and the reasoned decision that may stand against it. */
import { z } from 'zod'
import { Answers } from '../applications/applicability.ts'
import { ApplicationId } from '../applications/applications.ts'
import { SignOnFamily } from './policies.ts'
import { Slug } from '../framework/framework.ts'
import { Person } from '../people/identity.ts'
import { route } from '../route.ts'
import { Bilingual, Instant } from '../text.ts'

const Sourced = z.object({ text: Bilingual, source: Bilingual })
const Named = z.object({ id: Slug, name: Bilingual })

/** An open point of the sources that bears on this answer, with the option in force and the others. */
export const OpenPoint = z.object({
  id: Slug,
  question: Bilingual,
  source: Bilingual,
  chosen: Named.extend({ consequence: Bilingual }),
  others: z.array(Named.extend({ consequence: Bilingual })),
})
export type OpenPoint = z.infer<typeof OpenPoint>

const common = {
  policy: Slug,
  /** The answer in one sentence. */
  sentence: Bilingual,
  because: z.array(Sourced),
  remarks: z.array(Sourced),
  open: z.array(OpenPoint),
  /** Unanswered questions that matter. */
  missing: z.array(Slug),
}

export const HostingAdvice = z.object({
  topic: z.literal('hosting'),
  ...common,
  /** Null = not known yet. */
  circle: Named.extend({
    number: z.int(),
    services: Bilingual,
    qualification: Bilingual,
    obtain: Bilingual,
  }).nullable(),
  /** The described host beside the advice; `stricter` = more protective than advised. */
  fit: z.enum(['fits', 'stricter', 'too-weak', 'unknown']),
})
export type HostingAdvice = z.infer<typeof HostingAdvice>

export const SignOnAdvice = z.object({
  topic: z.literal('sign-on'),
  ...common,
  /** One per population and network described. */
  cells: z.array(
    z.object({
      population: Named,
      network: Named,
      /** Empty = the table has no cell for this pair. */
      use: z.array(Named.extend({ whom: Bilingual.nullable() })),
      target: Named.nullable(),
      text: Bilingual,
      check: Bilingual.nullable(),
      source: Bilingual,
    }),
  ),
  /** Everything to connect to. */
  required: z.array(
    Named.extend({
      family: SignOnFamily,
      /** Does the description say that it is offered? Null = not answered, or no means of sign-in. */
      declared: z.boolean().nullable(),
    }),
  ),
  /** Null = no outsider among the users. */
  minimum: z
    .object({ needed: z.int(), found: z.int(), met: z.boolean(), text: Bilingual, source: Bilingual })
    .nullable(),
  warnings: z.array(Sourced.extend({ kind: z.enum(['committee', 'forbidden']) })),
})
export type SignOnAdvice = z.infer<typeof SignOnAdvice>

export const AdviceTopic = z.enum(['hosting', 'sign-on'])
export type AdviceTopic = z.infer<typeof AdviceTopic>
export const Advice = z.discriminatedUnion('topic', [HostingAdvice, SignOnAdvice])
export type Advice = z.infer<typeof Advice>

/** A reasoned decision about the advice; what was advised that day is kept beside it. */
export const AdviceDecision = z.object({
  /** What stands instead of the advice; null = the decision before was withdrawn, the advice stands again. */
  choice: z.array(Named).nullable(),
  reason: z.string(),
  by: Person,
  at: Instant,
  /** What was advised then. */
  advised: z.array(Named),
  /** Does the advice of today differ from that one? */
  adviceChanged: z.boolean(),
})
export type AdviceDecision = z.infer<typeof AdviceDecision>

export const ApplicationAdvice = z.object({
  advice: Advice,
  /** The decision in force; null = the advice stands. */
  override: AdviceDecision.nullable(),
  /** Every decision, latest first. */
  history: z.array(AdviceDecision),
  /** What a decision may choose among. */
  choices: z.array(Named),
  /** Send it back when deciding. */
  revision: z.int(),
})
export type ApplicationAdvice = z.infer<typeof ApplicationAdvice>

const ofApplication = z.object({ applicationId: ApplicationId, topic: AdviceTopic })

export const adviceRoutes = {
  preview: route({
    id: 'previewAdvice',
    method: 'POST',
    path: '/api/advice/{topic}',
    summary: 'What would be advised to an application described so; nothing is stored',
    permission: 'framework:read',
    computes: true,
    params: z.object({ topic: AdviceTopic }),
    body: z.strictObject({ traits: Answers }),
    response: Advice,
    problems: ['description-invalid'],
  }),
  get: route({
    id: 'getAdvice',
    method: 'GET',
    path: '/api/applications/{applicationId}/advice/{topic}',
    summary: 'Advice on hosting or sign-on, and the decision that stands against it if there is one',
    permission: 'application:read',
    machine: true,
    params: ofApplication,
    response: ApplicationAdvice,
    problems: ['application-unknown'],
  }),
  override: route({
    id: 'overrideAdvice',
    method: 'PUT',
    path: '/api/applications/{applicationId}/advice/{topic}/override',
    summary: 'Decide otherwise than advised, with a reason; or withdraw such a decision',
    permission: 'advice:override',
    params: ofApplication,
    body: z.strictObject({
      /** Null = withdraw: the advice stands again. */
      choice: z.array(Slug).min(1).max(20).nullable(),
      reason: z.string().trim().min(10).max(4000),
      revision: z.int(),
    }),
    response: ApplicationAdvice,
    problems: [
      'application-unknown',
      'advice-choice-unknown',
      'advice-changed-meanwhile',
      'advice-nothing-to-withdraw',
    ],
  }),
}
