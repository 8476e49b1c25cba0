import { z } from 'zod'
import { Bilingual, Instant, IsoDate } from '../text.ts'

export const CheckVerdict = z.enum(['pass', 'fail', 'not-applicable', 'manual', 'error'])
export type CheckVerdict = z.infer<typeof CheckVerdict>

/** Where a check looks: the files of the project, its deployment manifests, or its running address. */
export const CheckSource = z.enum(['repository', 'manifest', 'endpoint'])
export type CheckSource = z.infer<typeof CheckSource>

export const Finding = z.object({
  path: z.string().max(1000).optional(),
  line: z.int().optional(),
  url: z.string().max(2000).optional(),
  message: z.string().max(2000),
  /** The message in both languages; reports of earlier tools have that of whoever ran it only. */
  said: Bilingual.optional(),
  fingerprint: z.string().max(128).optional(),
  /** Told beside, and decides nothing. */
  aside: z.literal(true).optional(),
})
export type Finding = z.infer<typeof Finding>

export const CheckResult = z.object({
  id: z.string().max(120),
  requirements: z.array(z.string().max(80)).max(50),
  verdict: CheckVerdict,
  findings: z.array(Finding).max(1000),
  /** Why it does not apply, is left to a person, or could not conclude. */
  reason: Bilingual.optional(),
  partial: z.boolean().optional(),
  /** For a partial check, what a person still has to look at. */
  left: Bilingual.optional(),
  title: Bilingual.optional(),
})
export type CheckResult = z.infer<typeof CheckResult>

export const CheckReport = z.object({
  tool: z.string(),
  version: z.string(),
  startedAt: Instant,
  durationMs: z.number(),
  target: z.object({
    path: z.string().optional(),
    url: z.string().optional(),
    commit: z.string().optional(),
    dirty: z.boolean().optional(),
    /** What the access layer measured: the calls of these days, first and last by their request ids. */
    measured: z
      .object({
        from: IsoDate,
        to: IsoDate,
        calls: z.int(),
        firstRequest: z.string().nullable(),
        lastRequest: z.string().nullable(),
      })
      .optional(),
  }),
  application: z.string().optional(),
  checks: z.array(CheckResult).max(500),
})
export type CheckReport = z.infer<typeof CheckReport>
