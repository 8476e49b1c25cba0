import { type CheckReport, checkReportRoutes, type CheckReportSummary } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import { audit } from '../../platform/audit.ts'
import { callerName } from '../../platform/caller.ts'
import type { Queries } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import { serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { dayOf } from '../../platform/day.ts'
import { applicationResource, descriptionOf } from '../applications/index.ts'
import { insertEvidence, refreshVerdicts, withdrawChecks } from '../assessments/index.ts'
import { countsOf, evidenceOf } from './check-reports-rules.ts'

const LISTED = 100

export function registerCheckReports(app: FastifyInstance, services: Services): void {
  const { db, framework } = services
  const resource = ({ params }: { params: { applicationId: string } }) => applicationResource(db, params.applicationId)

  serve(app, services, checkReportRoutes.push, {
    resource,
    handle: ({ params, body }, context) =>
      db.transaction().execute(async (trx) => {
        const { applicationId } = params
        const { version, report } = body
        if (report.application !== undefined && report.application !== applicationId)
          throw refuse('check-report-mismatch', { reported: report.application, expected: applicationId })
        if (!(await descriptionOf(trx, applicationId, version)))
          throw refuse('version-unknown', { id: applicationId, version })
        if (dayOf(new Date(report.startedAt)) > dayOf(context.now))
          throw refuse('evidence-date-invalid', { date: dayOf(new Date(report.startedAt)) })
        const id = randomUUID()
        const pushedBy = callerName(context.caller)
        await trx
          .insertInto('check_reports')
          .values({
            id,
            application_id: applicationId,
            version,
            pushed_at: context.now,
            pushed_by: pushedBy,
            report: JSON.stringify(report),
          })
          .execute()
        const origin = { applicationId, version, addedBy: pushedBy, now: context.now, reportId: id }
        const evidence = evidenceOf(framework, report, origin, framework.policies.evidence)
        const checks = report.checks.map((check) => check.id)
        if (checks.length > 0) await withdrawChecks(trx, applicationId, version, checks, context.now)
        if (evidence.length > 0) await insertEvidence(trx, evidence)
        await refreshVerdicts(trx, services, applicationId, version, context.now)
        const detail = { report: id, version, counts: countsOf(report), evidence: evidence.length }
        await audit(trx, context, 'check-report.pushed', `application:${applicationId}`, detail)
        return (await reports(trx, { id }))[0]!.summary
      }),
  })

  serve(app, services, checkReportRoutes.list, {
    resource,
    handle: async ({ params }) => {
      const rows = await reports(db, { applicationId: params.applicationId })
      return { reports: rows.map(({ summary }) => summary) }
    },
  })

  serve(app, services, checkReportRoutes.get, {
    resource: async ({ params }) => {
      const unknown = () => refuse('check-report-unknown', { id: params.reportId })
      const [found] = await reports(db, { id: params.reportId })
      if (!found) throw unknown()
      return { resource: (await applicationResource(db, found.applicationId)).resource, unknown }
    },
    handle: async ({ params }) => {
      const { summary, applicationId, report } = (await reports(db, { id: params.reportId }))[0]!
      return { ...summary, applicationId, report }
    },
  })
}

async function reports(
  db: Queries,
  which: { id: string } | { applicationId: string },
): Promise<{ summary: CheckReportSummary; applicationId: string; report: CheckReport }[]> {
  const select = db
    .selectFrom('check_reports')
    .select((eb) => [
      'check_reports.id',
      'application_id',
      'version',
      'pushed_at',
      'pushed_by',
      'report',
      eb
        .selectFrom('evidence')
        .select(eb.fn.countAll<number>().as('n'))
        .whereRef('evidence.report_id', '=', 'check_reports.id')
        .as('evidence'),
    ])
    .orderBy('pushed_at', 'desc')
    .limit(LISTED)
  const rows = await (
    'id' in which
      ? select.where('check_reports.id', '=', which.id)
      : select.where('application_id', '=', which.applicationId)
  ).execute()
  return rows.map((row) => ({
    applicationId: row.application_id,
    report: row.report,
    summary: {
      id: row.id,
      version: row.version,
      commit: row.report.target.commit ?? null,
      url: row.report.target.url ?? null,
      pushedAt: row.pushed_at.toISOString(),
      pushedBy: row.pushed_by,
      counts: countsOf(row.report),
      evidence: row.evidence ?? 0,
    },
  }))
}
