import type { AssessmentStatus, Description, EvidencePolicy, Gate, RequirementOutcome } from '@socle/contracts'
import { applicability, type Framework, gatesOf } from '@socle/rulebook'
import { refuse } from '../../platform/errors.ts'

/** Requirements that a file must assess: those that apply to the described version and are due at the gate. */
export function dueRequirements(framework: Framework, description: Description, gate: Gate): RequirementOutcome[] {
  return applicability(framework, description.traits).requirements.filter(
    ({ id, applies }) => applies && gatesOf(framework, framework.requirementById.get(id)!).includes(gate),
  )
}

/** @throws Refusal derogation-needs-decision, justification-needed */
export function requireAssessable(status: AssessmentStatus, justification: string, policy: EvidencePolicy): void {
  if (status === 'derogated') throw refuse('derogation-needs-decision', {})
  const rule = policy.statusesToJustify.find((entry) => entry.status === status)
  if (rule && justification === '') throw refuse('justification-needed', { status, why: rule.why })
}
