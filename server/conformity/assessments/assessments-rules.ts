import {
  type Assessment,
  type Bilingual,
  type Description,
  type EvidencePolicy,
  type Gate,
  type RequirementId,
  type RequirementOutcome,
  statusWords,
} from '@socle/contracts'
import { applicability, type Framework, gatesOf } from '@socle/rulebook'
import { refuse } from '../../platform/errors.ts'

/** Requirements that a file must assess: those that apply to the described version and are due at the gate. */
export function dueRequirements(framework: Framework, description: Description, gate: Gate): RequirementOutcome[] {
  return applicability(framework, description.traits).requirements.filter(
    ({ id, applies }) => applies && gatesOf(framework, framework.requirementById.get(id)!).includes(gate),
  )
}

/** What somebody says of a requirement. */
type Said = Pick<Assessment, 'status' | 'justification'>

/** Nobody assessed it, and this would still say nothing: it would only sign an empty line. */
const saysNothing = (said: Said, before: Said): boolean =>
  [said, before].every(({ status, justification }) => status === 'not-assessed' && justification === '')

/** @throws Refusal nothing-assessed */
export function requireSomething(said: Said, before: Said): void {
  if (saysNothing(said, before)) throw refuse('nothing-assessed', { status: statusWords['not-assessed'] })
}

/** @throws Refusal derogation-needs-decision, justification-needed */
export function requireAssessable({ status, justification }: Said, policy: EvidencePolicy): void {
  if (status === 'derogated') throw refuse('derogation-needs-decision', {})
  const rule = policy.statusesToJustify.find((entry) => entry.status === status)
  if (rule && justification === '') throw refuse('justification-needed', { status: statusWords[status], why: rule.why })
}

/** Why an assessment was not written over another that its author had not read. */
export function whatChanged({ author, requirementId: id }: Pick<Assessment, 'author' | 'requirementId'>): Bilingual {
  return author
    ? {
        fr: `${author.name} a évalué ${id} après votre lecture.`,
        en: `${author.name} assessed ${id} after you read it.`,
      }
    : {
        fr: `Personne n’a encore évalué ${id} dans ce dossier : vous en avez lu un autre.`,
        en: `Nobody has assessed ${id} in this file yet: you read another one.`,
      }
}

/**
 * Several requirements are assessed together only as they were read: they make one verdict.
 * @throws Refusal rows-refused naming each that is not in the file, that somebody assessed meanwhile, or of which nothing is said
 */
export function requireUntouched(
  items: readonly { requirementId: RequirementId; revision: number }[],
  standing: ReadonlyMap<RequirementId, Assessment>,
  said: Said,
): void {
  const errors = items.flatMap(({ requirementId, revision }, index) => {
    const now = standing.get(requirementId)
    const why: Bilingual | undefined = !now
      ? { fr: 'ce dossier ne la demande pas.', en: 'this file does not ask for it.' }
      : now.revision !== revision
        ? {
            fr: now.author
              ? `${now.author.name} l’a évaluée depuis votre lecture.`
              : 'personne ne l’a évaluée dans ce dossier : relisez-le.',
            en: now.author
              ? `${now.author.name} assessed it since you read it.`
              : 'nobody has assessed it in this file: read it again.',
          }
        : saysNothing(said, now)
          ? { fr: 'elle est déjà « Non évaluée ».', en: 'it is “Not assessed” already.' }
          : undefined
    if (!why) return []
    const message = { fr: `${requirementId} : ${why.fr}`, en: `${requirementId}: ${why.en}` }
    return [{ path: `body.items.${index}`, message }]
  })
  if (errors.length > 0)
    throw refuse('rows-refused', { count: String(errors.length), total: String(items.length) }, { errors })
}
