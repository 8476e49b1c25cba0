import { z } from 'zod'
import { ApplicationId, VersionLabel } from '../applications/applications.ts'
import { CheckReport } from './checks.ts'
import { route } from '../route.ts'
import { Instant } from '../text.ts'

/** A report of `socle check --push`, or of the access layer's measures, kept as evidence of the requirements that its checks name. */
export const CheckReportSummary = z.object({
  id: z.uuid(),
  version: VersionLabel,
  commit: z.string().nullable(),
  url: z.string().nullable(),
  /** Calls that the access layer measured; null = a report of `socle check`. */
  measured: CheckReport.shape.target.shape.measured.unwrap().nullable(),
  /** When the checks ran. */
  startedAt: Instant,
  /** Files differed from the commit; null = unknown. */
  dirty: z.boolean().nullable(),
  /** Verified when it came: HMAC-SHA-256, by this key, of the canonical JSON of `{version, report}`; null = a person sent it, or Socle measured. */
  signature: z.object({ value: z.string(), key: z.object({ id: z.uuid(), label: z.string() }) }).nullable(),
  pushedAt: Instant,
  pushedBy: z.string(),
  counts: z.object({
    pass: z.int(),
    fail: z.int(),
    'not-applicable': z.int(),
    manual: z.int(),
    error: z.int(),
  }),
  /** Checks that this server does not know: kept with the report, they gave no evidence. */
  unknownChecks: z.array(z.string()),
  /** Pieces of evidence that it created. */
  evidence: z.int(),
})
export type CheckReportSummary = z.infer<typeof CheckReportSummary>

const byApplication = z.object({ applicationId: ApplicationId })

export const checkReportRoutes = {
  push: route({
    id: 'pushCheckReport',
    method: 'POST',
    path: '/api/applications/{applicationId}/check-reports',
    summary: 'Store a check report as evidence of a version',
    permission: 'check-report:push',
    machine: true,
    signed: true,
    params: byApplication,
    body: z.strictObject({ version: VersionLabel, report: CheckReport }),
    response: CheckReportSummary,
    status: 201,
    problems: [
      'application-unknown',
      'version-unknown',
      'check-report-mismatch',
      'check-report-unsigned',
      'check-report-tampered',
      'check-report-superseded',
      'measure-not-pushed',
    ],
  }),
  list: route({
    id: 'listCheckReports',
    method: 'GET',
    path: '/api/applications/{applicationId}/check-reports',
    summary: 'Check reports of an application, newest first',
    permission: 'application:read',
    machine: true,
    params: byApplication,
    response: z.object({ reports: z.array(CheckReportSummary) }),
    problems: ['application-unknown'],
  }),
  get: route({
    id: 'getCheckReport',
    method: 'GET',
    path: '/api/check-reports/{reportId}',
    summary: 'One check report with its findings',
    permission: 'application:read',
    machine: true,
    params: z.object({ reportId: z.uuid() }),
    response: CheckReportSummary.extend({ applicationId: ApplicationId, report: CheckReport }),
    problems: ['check-report-unknown'],
  }),
}
