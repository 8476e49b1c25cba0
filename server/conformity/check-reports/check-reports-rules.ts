import type { CheckReport, CheckReportSummary, EvidencePolicy, RequirementId } from '@socle/contracts'
import type { Framework } from '@socle/rulebook'
import { expiryOf, type NewEvidence } from '../assessments/index.ts'
import { dayOf } from '../../platform/day.ts'

const MAX_FINDINGS = 50

export function countsOf(report: CheckReport): CheckReportSummary['counts'] {
  const counts = { pass: 0, fail: 0, 'not-applicable': 0, manual: 0, error: 0 }
  for (const { verdict } of report.checks) counts[verdict]++
  return counts
}

/**
 * Evidence that a report gives: one piece per check that concluded and requirement that it names. A check that did not
 * conclude proves nothing; a requirement that the framework does not know is passed over.
 */
export function evidenceOf(
  framework: Framework,
  report: CheckReport,
  context: Pick<NewEvidence, 'applicationId' | 'version' | 'addedBy' | 'now' | 'reportId'>,
  policy: EvidencePolicy,
): NewEvidence[] {
  const date = dayOf(new Date(report.startedAt))
  const about = report.target.commit ?? report.target.url ?? null
  return report.checks.flatMap((check) => {
    if (check.verdict !== 'pass' && check.verdict !== 'fail') return []
    const outcome = check.verdict
    return check.requirements
      .filter((id) => framework.requirementById.has(id as RequirementId))
      .map((requirementId): NewEvidence => ({
        ...context,
        requirementId,
        kind: 'check',
        label: check.title?.fr ?? check.id,
        source: check.id,
        about,
        outcome,
        partial: check.partial ?? false,
        findings: check.findings.slice(0, MAX_FINDINGS).map((finding) => ({
          place:
            finding.url ??
            (finding.path === undefined
              ? ''
              : `${finding.path}${finding.line === undefined ? '' : `:${finding.line}`}`),
          message: finding.message,
        })),
        date,
        expiresOn: expiryOf('check', date, undefined, policy),
      }))
  })
}
