import type { CheckReport } from '@socle/contracts'
import { sql } from 'kysely'
import { audit } from '../../platform/audit.ts'
import { type Caller, callerName } from '../../platform/caller.ts'
import type { Trx } from '../../platform/database.ts'
import type { Services } from '../../platform/services.ts'
import { insertEvidence, provenInItsFileOnly, refreshVerdicts, withdrawChecks } from '../assessments/index.ts'
import { countsOf, evidenceOf } from './check-reports-rules.ts'

/** Keeps a report, and what it concluded as evidence in place of what the same checks had said of that version. */
export async function keepReport(
  trx: Trx,
  services: Services,
  context: { caller: Caller; now: Date; requestId: string },
  {
    id,
    applicationId,
    version,
    report,
    signature = null,
  }: { id: string; applicationId: string; version: string; report: CheckReport; signature?: string | null },
): Promise<void> {
  const { framework } = services
  const { now } = context
  const addedBy = callerName(context.caller)
  await trx
    .insertInto('check_reports')
    .values({
      id,
      application_id: applicationId,
      version,
      pushed_at: now,
      pushed_by: addedBy,
      report: JSON.stringify(report),
      started_at: new Date(report.startedAt),
      checks: report.checks.map((check) => check.id),
      commit: report.target.commit ?? null,
      dirty: report.target.dirty ?? null,
      signature,
      key_id: signature !== null && context.caller.kind === 'application' ? context.caller.keyId : null,
    })
    .execute()
  const origin = { applicationId, version, addedBy, now, reportId: id }
  const evidence = evidenceOf(framework, report, origin, framework.policies.evidence).filter(
    // A check may contradict what is decided elsewhere; that it passes decides nothing.
    ({ requirementId, outcome }) => outcome !== 'pass' || !provenInItsFileOnly(services.governance, requirementId),
  )
  const checks = report.checks.map((check) => check.id)
  if (checks.length > 0) await withdrawChecks(trx, applicationId, version, checks, now)
  if (evidence.length > 0) await insertEvidence(trx, evidence)
  await refreshVerdicts(trx, services, applicationId, version, now)
  const detail = { report: id, version, counts: countsOf(report), evidence: evidence.length }
  const action = report.target.measured ? 'measurement.taken' : 'check-report.pushed'
  await audit(trx, context, action, `application:${applicationId}`, detail)
}

/**
 * What is stored already, as far as it matters to a report that arrives: the very same one, and a newer run of one of its
 * checks. Reports of one application wait for one another, so that two that arrive at once do not miss each other.
 */
export async function storedBefore(
  trx: Trx,
  applicationId: string,
  version: string,
  report: CheckReport,
  signature: string | null,
): Promise<{ same: string | undefined; newer: Date | undefined }> {
  await trx.selectFrom('applications').select('id').where('id', '=', applicationId).forUpdate().execute()
  const ofVersion = trx
    .selectFrom('check_reports')
    .where('application_id', '=', applicationId)
    .where('version', '=', version)
  const startedAt = new Date(report.startedAt)
  const same = await ofVersion
    .select('id')
    .where('started_at', '=', startedAt)
    .where('signature', 'is not distinct from', signature)
    .where(sql<boolean>`report = ${JSON.stringify(report)}::jsonb`)
    .executeTakeFirst()
  const checks = report.checks.map(({ id }) => id)
  const newer = await ofVersion
    .select('started_at')
    .where('started_at', '>', startedAt)
    .where(sql<boolean>`checks && ${checks}::text[]`)
    .orderBy('started_at', 'desc')
    .executeTakeFirst()
  return { same: same?.id, newer: newer?.started_at }
}
