import type {
  AssessmentStatus,
  Bilingual,
  DerogationPolicy,
  Description,
  FieldValues,
  MigrationPolicy,
  RequirementId,
} from '@socle/contracts'
import { applicability, type Framework } from '@socle/rulebook'

/** A notified decision to derogate from one requirement. Days are calendar days, `YYYY-MM-DD`. */
export interface Grant {
  readonly procedureId: string
  readonly requirementId: string
  readonly from: string
  /** Last day that counts; null = for good. */
  readonly until: string | null
}

/** What a step of the process `derogation` grants: only the notification of a favourable decision grants anything. */
export function grantsOf(
  step: {
    procedureId: string
    process: string
    transition: string
    from: string | null
    to: string
    data: FieldValues
  },
  today: string,
): Grant[] {
  const notified = step.transition === 'notify' && step.from === 'favourable' && step.to === 'granted'
  if (step.process !== 'derogation' || !notified) return []
  const { requirements, duration, until } = step.data
  // Each once: a request opened before doublets were refused still ends.
  return [...new Set(requirements as string[])].map((requirementId) => ({
    procedureId: step.procedureId,
    requirementId,
    from: today,
    until: duration === 'permanent' ? null : (until as string),
  }))
}

/** By the date alone: whether anything was swept since does not matter. */
export const isInForce = ({ from, until }: Pick<Grant, 'from' | 'until'>, today: string): boolean =>
  from <= today && (until === null || today <= until)

/**
 * The status that counts while a derogation is in force. It never touches what a person set, which is there again the
 * day after; and it adds nothing to a requirement that is met or does not concern the application.
 */
export const statusUnder = (status: AssessmentStatus, grant: Grant | undefined): AssessmentStatus =>
  grant && status !== 'conforming' && status !== 'not-applicable' ? 'derogated' : status

/** Of several in force the one that lasts longest. */
export const longest = (grants: readonly Grant[]): Grant | undefined =>
  [...grants].sort((a, b) => (b.until ?? '9999').localeCompare(a.until ?? '9999'))[0]

/** Grants that end first. */
const shortest = (grants: readonly Grant[]): Grant[] =>
  [...grants].sort((a, b) => (a.until ?? '9999').localeCompare(b.until ?? '9999')).slice(0, 1)

/**
 * Grants as another edition numbers what they are about.
 * @param origins what each requirement of that edition is in the edition of the grants
 */
export function grantsUnder(
  grants: readonly Grant[],
  origins: ReadonlyMap<RequirementId, readonly RequirementId[]>,
  { split, merged }: MigrationPolicy['derogations'],
): Grant[] {
  const about = Map.groupBy(grants, ({ requirementId }) => requirementId)
  const parts = new Map<string, number>()
  for (const id of [...origins.values()].flat()) parts.set(id, (parts.get(id) ?? 0) + 1)
  return [...origins].flatMap(([requirementId, from]) => {
    const each = from.map((id) => (split === 'ends' && parts.get(id)! > 1 ? [] : (about.get(id) ?? [])))
    const held =
      merged === 'one-suffices' || from.length === 1
        ? each.flat()
        : each.every((own) => own.length > 0)
          ? shortest(each.map((own) => longest(own)!))
          : []
    return held.map((grant) => ({ ...grant, requirementId }))
  })
}

/** Requirements among these that the policy lets nobody derogate from. */
export const notDerogable = (framework: Framework, policy: DerogationPolicy, ids: readonly string[]): string[] =>
  ids.filter((id) => {
    const requirement = framework.requirementById.get(id as RequirementId)
    return policy.never.includes(id as RequirementId) || (requirement && !policy.levels.includes(requirement.level))
  })

/**
 * Requirements among these that apply to no version of the application, each with why it does not apply to the latest.
 * What an unanswered question may still bring in applies.
 * @param versions as they are described, the latest first
 */
export function notApplicable(
  framework: Framework,
  { notApplicable: { choice } }: DerogationPolicy,
  versions: readonly Description[],
  ids: readonly string[],
): { readonly id: string; readonly reason: Bilingual }[] {
  if (choice === 'accepted') return []
  const outcomes = versions.map(
    ({ traits }) => new Map(applicability(framework, traits).requirements.map((each) => [each.id as string, each])),
  )
  return ids.flatMap((id) => {
    const each = outcomes.map((outcome) => outcome.get(id))
    const latest = each[0]
    return latest === undefined || each.some((outcome) => outcome?.applies) ? [] : [{ id, reason: latest.reason }]
  })
}

/** Would this decision end before what is granted already? @param granted last day of it; null = nothing */
export const endsSooner = ({ until }: FieldValues, granted: string | null): boolean =>
  granted !== null && typeof until === 'string' && until < granted
