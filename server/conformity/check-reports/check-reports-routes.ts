import {
  type Bilingual,
  type CheckReport,
  checkReportRoutes,
  type CheckReportSummary,
  MeasureId,
} from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import type { Queries } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import { type RequestContext, serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { dayOf, momentInWords } from '../../platform/day.ts'
import { applicationResource, descriptionOf } from '../applications/index.ts'
import { keepReport, storedBefore } from './check-reports.ts'
import { countsOf, unknownChecks } from './check-reports-rules.ts'

const LISTED = 100

const inWords = (instant: Date): Bilingual => ({ fr: momentInWords(instant, 'fr'), en: momentInWords(instant, 'en') })

export function registerCheckReports(app: FastifyInstance, services: Services): void {
  const { db, events } = services

  // What the access layer measured becomes evidence of the version of today, in the transaction of the measure.
  events.on('gateway-measured', async (trx, { applicationId, reportId, report, context }) => {
    const { version } = await trx
      .selectFrom('applications')
      .select('version')
      .where('id', '=', applicationId)
      .executeTakeFirstOrThrow()
    await keepReport(trx, services, context, { id: reportId, applicationId, version, report })
  })
  const resource = ({ params }: { params: { applicationId: string } }) => applicationResource(db, params.applicationId)

  serve(app, services, checkReportRoutes.push, {
    resource,
    handle: ({ params, body }, context) =>
      db.transaction().execute(async (trx) => {
        const { applicationId } = params
        const { version, report } = body
        const signature = verified(context)
        if (report.application !== undefined && report.application !== applicationId)
          throw refuse('check-report-mismatch', { reported: report.application, expected: applicationId })
        if (!(await descriptionOf(trx, applicationId, version)))
          throw refuse('version-unknown', { id: applicationId, version })
        if (dayOf(new Date(report.startedAt)) > dayOf(context.now))
          throw refuse('evidence-date-invalid', { date: dayOf(new Date(report.startedAt)) })
        const measured = report.checks.find(({ id }) => MeasureId.safeParse(id).success)
        if (measured ?? report.target.measured) throw refuse('measure-not-pushed', { id: measured?.id ?? 'target' })
        const { same, newer } = await storedBefore(trx, applicationId, version, report, signature)
        if (newer)
          throw refuse('check-report-superseded', {
            older: inWords(new Date(report.startedAt)),
            newer: inWords(newer),
          })
        if (same) return (await reports(trx, { id: same }))[0]!.summary
        const id = randomUUID()
        await keepReport(trx, services, context, { id, applicationId, version, report, signature })
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

/**
 * The signature of the report; null = a person sent it in their own name.
 * @throws Refusal check-report-unsigned, check-report-tampered
 */
function verified({ caller, signature }: RequestContext): string | null {
  if (signature?.state === 'mismatch') throw refuse('check-report-tampered', {})
  if (signature?.state === 'malformed') throw refuse('check-report-unsigned', {})
  if (caller.kind === 'person') return null
  if (signature?.state !== 'verified') throw refuse('check-report-unsigned', {})
  return signature.value
}

async function reports(
  db: Queries,
  which: { id: string } | { applicationId: string },
): Promise<{ summary: CheckReportSummary; applicationId: string; report: CheckReport }[]> {
  const select = db
    .selectFrom('check_reports')
    .leftJoin('application_keys as key', 'key.id', 'check_reports.key_id')
    .select((eb) => [
      'check_reports.id',
      'check_reports.application_id',
      'version',
      'started_at',
      'commit',
      'dirty',
      'signature',
      'key.id as key_id',
      'key.label as key_label',
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
      : select.where('check_reports.application_id', '=', which.applicationId)
  ).execute()
  return rows.map((row) => ({
    applicationId: row.application_id,
    report: row.report,
    summary: {
      id: row.id,
      version: row.version,
      commit: row.commit,
      dirty: row.dirty,
      startedAt: row.started_at.toISOString(),
      signature:
        row.signature === null || row.key_id === null
          ? null
          : { value: row.signature, key: { id: row.key_id, label: row.key_label ?? '' } },
      url: row.report.target.url ?? null,
      measured: row.report.target.measured ?? null,
      pushedAt: row.pushed_at.toISOString(),
      pushedBy: row.pushed_by,
      counts: countsOf(row.report),
      unknownChecks: unknownChecks(row.report),
      evidence: row.evidence ?? 0,
    },
  }))
}
