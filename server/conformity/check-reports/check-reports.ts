import type { CheckReport } from '@socle/contracts'
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
  { id, applicationId, version, report }: { id: string; applicationId: string; version: string; report: CheckReport },
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
