/** Leak protection (COMP010): the policy, what it does with a text, what was protected, and wrong detections that people report. */
import { z } from 'zod'
import { route } from '../route.ts'
import { Instant } from '../text.ts'

/** Kinds of personal data and secrets that the privacy library finds. */
export const ProtectedType = z.enum([
  'PERSON',
  'EMAIL',
  'PHONE_FR',
  'NIR',
  'IBAN',
  'BANK_CARD',
  'SIREN',
  'SIRET',
  'RNA',
  'ADDRESS',
  'PLATE',
  'PASSPORT_FR',
  'ID_CARD_FR',
  'DRIVING_LICENCE_FR',
  'BIRTH_DATE',
  'IP',
  'SECRET',
  'URL_CREDENTIALS',
])
export type ProtectedType = z.infer<typeof ProtectedType>

/**
 * `allow` sends the value as it is, `pseudonymise` sends a placeholder and gives the value back in the answer, `mask` never gives
 * it back, `reroute` excludes the provider, `refuse` refuses the call.
 */
export const ProtectionAction = z.enum(['allow', 'pseudonymise', 'mask', 'reroute', 'refuse'])
export type ProtectionAction = z.infer<typeof ProtectionAction>

/** What a rule speaks of: the types, and files that cannot be looked through (images, sounds, scans), which can only stay or go. */
export const ProtectedThing = z.enum([...ProtectedType.options, 'UNREADABLE'])
export type ProtectedThing = z.infer<typeof ProtectedThing>

/** The first rule that fits application, provider and type decides; a list left out fits all. */
export const ProtectionRule = z.strictObject({
  applications: z.array(z.string()).min(1).optional(),
  providers: z.array(z.string()).min(1).optional(),
  circles: z.array(z.int().min(1).max(3)).min(1).optional(),
  types: z.array(ProtectedThing).min(1).optional(),
  /** What callers send (default), or what models write themselves: that is left or masked, nothing else. */
  when: z.enum(['sent', 'generated']).optional(),
  action: ProtectionAction,
})
export type ProtectionRule = z.infer<typeof ProtectionRule>

/** Secrets never leave; personal data stays as it is within the ministry's own circle, and leaves as placeholders beyond. */
export const defaultProtection: readonly ProtectionRule[] = [
  { types: ['SECRET', 'URL_CREDENTIALS'], action: 'mask' },
  { circles: [1], action: 'allow' },
  { action: 'pseudonymise' },
]

/** What tells that a stretch is personal data; `detector` = a stronger one than the one on board says so. */
export const DetectionReason = z.enum(['certain', 'verified', 'wrong-key', 'announced', 'form', 'name', 'detector'])
export type DetectionReason = z.infer<typeof DetectionReason>

export const DetectedSpan = z.object({
  start: z.int(),
  end: z.int(),
  type: ProtectedType,
  reason: DetectionReason,
  action: ProtectionAction,
})
export type DetectedSpan = z.infer<typeof DetectedSpan>

const Rules = z.array(ProtectionRule).max(1000)
export const ProtectionPolicy = z.object({
  /** From the parameter file: first, and changed there only. */
  inFile: Rules,
  /** Kept in the portal; empty = the defaults apply. */
  kept: Rules,
  defaults: Rules,
  revision: z.int(),
})
export type ProtectionPolicy = z.infer<typeof ProtectionPolicy>

const Mark = z.strictObject({ start: z.int().min(0), end: z.int().min(1), type: ProtectedType })
export const MAX_REPORTED_CHARACTERS = 2_000
/** A few words, chosen and seen by who reports them, with what should have been found in them. */
export const DetectionReport = z
  .strictObject({
    text: z.string().min(1).max(MAX_REPORTED_CHARACTERS),
    /** What is right: nothing, when nothing should have been found. */
    expected: z.array(Mark).max(50),
    comment: z.string().trim().max(500).default(''),
  })
  .superRefine(({ text, expected }, context) => {
    let end = 0
    for (const [index, mark] of expected.entries()) {
      if (mark.start < end || mark.end <= mark.start || mark.end > text.length)
        context.addIssue({
          code: 'custom',
          path: ['expected', index],
          message: 'marks follow one another inside the text',
        })
      end = mark.end
    }
  })
export type DetectionReport = z.infer<typeof DetectionReport>

export const ReportState = z.enum(['waiting', 'accepted', 'rejected'])
export type ReportState = z.infer<typeof ReportState>
export const ReportedDetection = z.object({
  id: z.string(),
  at: Instant,
  by: z.string(),
  state: ReportState,
  /** Gone once the report is rejected. */
  text: z.string().nullable(),
  expected: z.array(Mark),
  /** What is found today. */
  found: z.array(Mark),
  comment: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
})
export type ReportedDetection = z.infer<typeof ReportedDetection>

export const ProtectionCount = z.object({
  applicationId: z.string(),
  applicationName: z.string(),
  type: z.string(),
  values: z.int(),
  calls: z.int(),
})

export type ProtectionCount = z.infer<typeof ProtectionCount>

/** Of a text that is looked through to be shown. */
export const MAX_PREVIEWED_CHARACTERS = 100_000

export const aiProtectionRoutes = {
  preview: route({
    id: 'previewProtection',
    method: 'POST',
    path: '/api/ai/protection',
    summary: 'What would be protected in a text and why, and what a provider would get instead; nothing is stored',
    permission: 'ai:read',
    computes: true,
    body: z.strictObject({
      text: z.string().max(MAX_PREVIEWED_CHARACTERS),
      application: z.string().max(120).optional(),
      provider: z.string().max(60).optional(),
      /** Of a provider that is not known here; default: the farthest from the ministry. */
      circle: z.int().min(1).max(3).optional(),
    }),
    response: z.object({ found: z.array(DetectedSpan), sent: z.string(), refused: z.boolean() }),
    problems: ['ai-protection-failed'],
  }),
  policy: route({
    id: 'getProtectionPolicy',
    method: 'GET',
    path: '/api/ai/protection/policy',
    summary: 'What is done with personal data, by application, provider and type',
    permission: 'ai:read',
    response: ProtectionPolicy,
  }),
  setPolicy: route({
    id: 'setProtectionPolicy',
    method: 'PUT',
    path: '/api/ai/protection/policy',
    summary:
      'Replace the rules kept in the portal; the first that fits decides, and an empty list brings the defaults back',
    permission: 'ai:approve',
    body: z.strictObject({ rules: Rules, revision: z.int() }),
    response: ProtectionPolicy,
    problems: ['protection-changed-meanwhile'],
  }),
  counts: route({
    id: 'countProtections',
    method: 'GET',
    path: '/api/ai/protection/counts',
    summary: 'How many values of each type were protected for each application; never a value',
    permission: 'ledger:read',
    query: z.object({ days: z.coerce.number().int().min(1).max(400).default(30) }),
    response: z.object({ since: Instant, counts: z.array(ProtectionCount) }),
  }),
  report: route({
    id: 'reportDetection',
    method: 'POST',
    path: '/api/ai/protection/reports',
    summary: 'Report a wrong detection: only the given words are kept, encrypted, until a person decides',
    permission: 'ai:read',
    body: DetectionReport,
    response: z.object({ id: z.string() }),
    status: 201,
  }),
  reports: route({
    id: 'listDetectionReports',
    method: 'GET',
    path: '/api/ai/protection/reports',
    summary: 'Reported detections, those that wait first',
    permission: 'ai:approve',
    response: z.object({ reports: z.array(ReportedDetection) }),
  }),
  decide: route({
    id: 'decideDetectionReport',
    method: 'PUT',
    path: '/api/ai/protection/reports/{reportId}',
    summary: 'Accept a report as a labelled case, its marks as given, or reject it and forget its words',
    permission: 'ai:approve',
    params: z.object({ reportId: z.string() }),
    body: z.strictObject({ accepted: z.boolean() }),
    response: ReportedDetection,
    problems: ['detection-report-unknown', 'detection-report-decided'],
  }),
  cases: route({
    id: 'exportDetectionCases',
    method: 'GET',
    path: '/api/ai/protection/cases',
    summary: 'Accepted reports as labelled cases, one JSON object a line, as the scorer reads them',
    permission: 'ai:approve',
    response: 'file',
  }),
}
