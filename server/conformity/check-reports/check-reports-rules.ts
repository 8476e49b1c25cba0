import {
  type CheckReport,
  type CheckReportSummary,
  type EvidencePolicy,
  MeasureId,
  type RequirementId,
} from '@socle/contracts'
import { knownChecks } from '@socle/contracts/checks/known-checks'
import type { Framework } from '@socle/rulebook'
import { expiryOf, type NewEvidence } from '../assessments/index.ts'
import { dayOf } from '../../platform/day.ts'

const MAX_FINDINGS = 50

export function countsOf(report: CheckReport): CheckReportSummary['counts'] {
  const counts = { pass: 0, fail: 0, 'not-applicable': 0, manual: 0, error: 0 }
  for (const { verdict } of report.checks) counts[verdict]++
  return counts
}

const known: ReadonlySet<string> = new Set([...knownChecks, ...MeasureId.options])
/** Of a tool that is newer than this server, or of another: nobody here can tell what they looked at, so they prove nothing. */
export const unknownChecks = ({ checks }: CheckReport): string[] =>
  [...new Set(checks.map(({ id }) => id))].filter((id) => !known.has(id))

/**
 * Evidence that a report gives: one piece per known check that concluded and requirement that it names. A check that did not
 * conclude proves nothing; a measure that did not is kept for its figures, which a person reads. A requirement that the
 * framework does not know is passed over.
 */
export function evidenceOf(
  framework: Framework,
  report: CheckReport,
  context: Pick<NewEvidence, 'applicationId' | 'version' | 'addedBy' | 'now' | 'reportId'>,
  policy: EvidencePolicy,
): NewEvidence[] {
  const date = dayOf(new Date(report.startedAt))
  const { commit, url, measured } = report.target
  const about = measured ? `${measured.from} – ${measured.to}` : (commit ?? url ?? null)
  return report.checks.flatMap((check) => {
    const outcome = check.verdict
    const concluded = outcome === 'pass' || outcome === 'fail'
    if (!known.has(check.id) || (!concluded && !(measured && outcome === 'manual'))) return []
    return check.requirements
      .filter((id) => framework.requirementById.has(id as RequirementId))
      .map((requirementId): NewEvidence => ({
        ...context,
        requirementId,
        kind: 'check',
        label: check.title ?? { fr: check.id, en: check.id },
        source: check.id,
        about,
        outcome,
        partial: check.partial ?? false,
        findings: foundBy(check),
        date,
        expiresOn: expiryOf('check', date, undefined, policy),
      }))
  })
}

/** What a check found; else what it rests on, which a measure says. */
function foundBy({ findings, reason }: CheckReport['checks'][number]): NewEvidence['findings'] {
  if (findings.length === 0 && reason !== undefined) return [{ place: '', message: reason }]
  return findings.slice(0, MAX_FINDINGS).flatMap(({ url, path, line, message, said }) => {
    const written = said ?? (message.trim() === '' ? undefined : { fr: message, en: message })
    if (written === undefined) return []
    return [
      {
        place: url ?? (path === undefined ? '' : `${path}${line === undefined ? '' : `:${line}`}`),
        message: written,
      },
    ]
  })
}
