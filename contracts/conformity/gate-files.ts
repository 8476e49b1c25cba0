/** Files that the gates need: homologation of security, register of processing, impact assessment. */
import { z } from 'zod'
import { ApplicationId } from '../applications/applications.ts'
import { Condition, RequirementId, Slug } from '../framework/framework.ts'
import { route } from '../route.ts'
import { Bilingual } from '../text.ts'

/** What proves the requirement: the file in which it is decided and nothing else, or whatever its team gives as well. */
const ProvenBy = z.strictObject({ choice: z.enum(['its-file', 'team']), why: Bilingual })

const policy = { id: Slug, description: Bilingual, settles: Bilingual }

export const HomologationPolicy = z.strictObject({
  ...policy,
  /** Requirement that a decision proves. */
  requirement: RequirementId,
  evidence: ProvenBy,
  /** Longest that a decision may hold. */
  maximumMonths: z.int().min(1).max(240),
  /** Applications that may do without audits. */
  lightPath: Condition,
})
export type HomologationPolicy = z.infer<typeof HomologationPolicy>

export const PrivacyPolicy = z.strictObject({
  ...policy,
  /** Requirement that a register in order proves. */
  requirement: RequirementId,
  evidence: ProvenBy,
  /** Longest between a validation and the review that follows it. */
  reviewMonths: z.strictObject({
    'processing-register': z.int().min(1).max(240),
    'impact-assessment': z.int().min(1).max(240),
  }),
  /** Fields of an entry that speak of security: kept out of what is handed out. */
  redacted: z.array(Slug).min(1),
})
export type PrivacyPolicy = z.infer<typeof PrivacyPolicy>

export const registerRoutes = {
  export: route({
    id: 'exportProcessingRegister',
    method: 'GET',
    path: '/api/processing-register/export',
    summary: 'The register of processing as a file; its security parts only when they are asked for',
    permission: 'register:read',
    query: z.object({
      format: z.enum(['ods', 'pdf', 'json']),
      /** `public` = entries in force, without security parts; `whole` = every open entry, with them. */
      parts: z.enum(['public', 'whole']).default('public'),
      application: ApplicationId.optional(),
    }),
    response: 'file',
    problems: ['application-unknown'],
  }),
}
