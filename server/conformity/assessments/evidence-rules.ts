import type { AssessmentStatus, Evidence, EvidencePolicy, ProofState } from '@socle/contracts'

/** What the rules need of a piece of evidence. Dates are calendar days, `YYYY-MM-DD`. */
export interface EvidenceFacts {
  readonly kind: Evidence['kind']
  readonly outcome: Evidence['outcome']
  readonly partial: boolean
  readonly expiresOn: string
  readonly withdrawn: boolean
}

export function evidenceState(evidence: EvidenceFacts, today: string): Evidence['state'] {
  if (evidence.withdrawn) return 'withdrawn'
  if (evidence.expiresOn < today) return 'expired'
  return evidence.outcome === 'fail' ? 'failed' : 'valid'
}

/** A failed proof outweighs any number of good ones; an expired one proves nothing, even that it failed. */
export function proofOf(
  status: AssessmentStatus,
  all: readonly EvidenceFacts[],
  policy: EvidencePolicy,
  today: string,
): ProofState {
  if (!policy.statusesToProve.includes(status)) return 'not-needed'
  const states = all.map((evidence) => evidenceState(evidence, today))
  if (states.includes('failed')) return 'failed'
  if (all.some((evidence, index) => states[index] === 'valid' && proves(evidence, policy))) return 'proven'
  return states.includes('expired') ? 'expired' : 'missing'
}

const proves = ({ kind, outcome, partial }: EvidenceFacts, policy: EvidencePolicy): boolean =>
  kind !== 'check' || (outcome === 'pass' && (!partial || policy.partialCheckProves))

/**
 * What valid checks say, for a person to decide: a failure suggests non-conformity; a pass suggests conformity only
 * when no part of the requirement was left to a person. Null = nothing, or what the status already says.
 */
export function suggestionOf(
  status: AssessmentStatus,
  all: readonly EvidenceFacts[],
  today: string,
): AssessmentStatus | null {
  const checks = all.filter(
    (evidence) => evidence.kind === 'check' && !evidence.withdrawn && evidence.expiresOn >= today,
  )
  const suggestion = checks.some(({ outcome }) => outcome === 'fail')
    ? 'non-conforming'
    : checks.some(({ outcome, partial }) => outcome === 'pass' && !partial)
      ? 'conforming'
      : null
  return suggestion === status ? null : suggestion
}

/** Last day on which evidence of this date proves: its own end, never beyond the policy's. */
export function expiryOf(
  kind: Evidence['kind'],
  date: string,
  ownEnd: string | undefined,
  policy: EvidencePolicy,
): string {
  const end = new Date(`${date}T00:00:00Z`)
  end.setUTCDate(end.getUTCDate() + policy.validityDays[kind])
  const byPolicy = end.toISOString().slice(0, 10)
  return ownEnd !== undefined && ownEnd < byPolicy ? ownEnd : byPolicy
}
