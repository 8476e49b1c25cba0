import {
  AssessmentStatus,
  type Bilingual,
  type FileReserve,
  type Gate,
  type OtherRule,
  type ProofState,
  type Reopened,
  type Verdict,
  type VerdictPolicy,
  type VerdictRule,
  Weight,
} from '@socle/contracts'
import { dayInWords } from '../../platform/day.ts'

export interface JudgedItem {
  readonly requirementId: Verdict['blocking'][number]
  readonly weight: Weight
  readonly status: AssessmentStatus
  readonly proof: ProofState
  /** Last day of the derogation under which it stands; without one, for good. */
  readonly derogatedUntil?: string | null
}

/**
 * Answers "may it go on?" by the first rule of the policy that holds at this gate; the policy's last rule holds always.
 * Nothing applicable is nothing to hold against the application: the last rule then answers.
 */
export function judge(
  policy: VerdictPolicy,
  gate: Gate,
  items: readonly JudgedItem[],
  reserves: readonly FileReserve[],
): Verdict {
  const rules = policy.rules.filter((rule) => rule.gates === undefined || rule.gates.includes(gate))
  // A rule that names its requirements speaks for them: a lock is no binding requirement among others.
  const naming = rules.filter(({ when }) => when?.requirements !== undefined)
  const unnamed = items.filter((item) => !naming.some((rule) => matches(rule, item)))
  const [first, ...others] = rules
    .map((rule) => foundBy(rule, naming.includes(rule) ? items : unnamed, reserves))
    .filter((found) => found !== undefined)
  if (!first) throw new Error(`The policy ${policy.id} has no rule that holds always`)
  const { rule, matching, held } = first
  return {
    answer: rule.answer,
    sentence: sentenceOf(first),
    policy: { id: policy.id, rule: rule.id, text: rule.text },
    blocking: rule.answer === 'go' ? [] : matching.map(({ requirementId }) => requirementId),
    reserves: held,
    also: alsoHolding(first, others),
    tally: tallyOf(items),
  }
}

/** A rule that holds, with what it speaks of. */
interface Found {
  readonly rule: VerdictRule
  readonly matching: readonly JudgedItem[]
  readonly held: FileReserve[]
}

function foundBy(rule: VerdictRule, items: readonly JudgedItem[], reserves: readonly FileReserve[]): Found | undefined {
  const matching = items.filter((item) => matches(rule, item))
  const held = reserves.filter((reserve) => holds(rule, reserve))
  const always = rule.when === undefined && rule.reserves === undefined
  const asked = rule.reserves ? held.length >= rule.reserves.min : matching.length >= (rule.when?.min ?? 0)
  return always || asked ? { rule, matching, held } : undefined
}

const sentenceOf = ({ rule, matching, held }: Found): Verdict['sentence'] => {
  const count = String(rule.reserves ? held.length : matching.length)
  const said = (language: keyof Bilingual): string =>
    rule.sentence[language]
      .replace('{count}', count)
      .replace('{names}', matching.map(({ requirementId: id }) => rule.names?.[id]?.[language] ?? id).join(', '))
      .replace('{until}', untilWhen(matching, language))
  return { fr: said('fr'), en: said('en') }
}

const endWords = {
  fr: { until: 'jusqu’au ', and: ' et ', next: 'au ', forGood: 'sans terme' },
  en: { until: 'until ', and: ' and ', next: '', forGood: 'with no end' },
} as const

/** Each day on which one of them ends, the nearest first. */
function untilWhen(items: readonly JudgedItem[], language: keyof Bilingual): string {
  const words = endWords[language]
  const days = [...new Set(items.flatMap(({ derogatedUntil }) => derogatedUntil ?? []))].sort()
  const dated = days.map((day, at) => `${at === 0 ? words.until : words.next}${dayInWords(day, language)}`)
  const endless = items.some(({ derogatedUntil }) => (derogatedUntil ?? null) === null)
  return [...dated, ...(endless ? [words.forGood] : [])].join(words.and)
}

/** What one rule spoke of is mended with it, and held against nobody a second time by the next. */
function alsoHolding(first: Found, others: readonly Found[]): OtherRule[] {
  const told = new Set<string>()
  const tell = ({ matching, held }: Found) => {
    for (const { requirementId } of matching) told.add(requirementId)
    for (const { id } of held) told.add(id)
  }
  tell(first)
  return others.flatMap((found) => {
    const left: Found = {
      rule: found.rule,
      matching: found.matching.filter(({ requirementId }) => !told.has(requirementId)),
      held: found.held.filter(({ id }) => !told.has(id)),
    }
    tell(left)
    const { rule, matching, held } = left
    if (matching.length + held.length === 0) return []
    const requirements = matching.map(({ requirementId }) => requirementId)
    return {
      rule: rule.id,
      answer: rule.answer,
      sentence: sentenceOf(left),
      text: rule.text,
      requirements,
      reserves: held,
    }
  })
}

function matches({ when }: VerdictRule, item: JudgedItem): boolean {
  if (when === undefined) return false
  const { requirements, weights, statuses, proof } = when
  return (
    (requirements === undefined || requirements.includes(item.requirementId)) &&
    (weights === undefined || weights.includes(item.weight)) &&
    (statuses === undefined || statuses.includes(item.status)) &&
    (proof === undefined || proof.includes(item.proof))
  )
}

/** Requirements that a rule speaks of again, though the gate was passed when it held for none. */
export const fallenUnder = (rule: VerdictRule, items: readonly JudgedItem[]): Reopened[] =>
  items
    .filter((item) => matches(rule, item))
    .map(({ requirementId }) => ({
      requirementId,
      why: ['lock-fallen'],
      text: {
        fr: `À revoir : le verrou était levé quand le jalon a été passé, et ne l’est plus. ${rule.text.fr}`,
        en: `To be looked at again: the lock was lifted when the gate was passed, and is no longer. ${rule.text.en}`,
      },
    }))

/** What was said of a requirement when a gate was decided. */
export type Decided = Pick<JudgedItem, 'requirementId' | 'status' | 'proof'>

/** Requirements that a rule speaks of since the gate was passed: what it spoke of then was decided on. */
export const foundUnder = (rule: VerdictRule, items: readonly JudgedItem[], decided: readonly Decided[]): Reopened[] =>
  items
    .filter((item) => {
      const then = decided.find(({ requirementId }) => requirementId === item.requirementId)
      return matches(rule, item) && (then === undefined || !matches(rule, { ...item, ...then }))
    })
    .map(({ requirementId }) => ({
      requirementId,
      why: ['found-since'],
      text: {
        fr: `À revoir : constaté depuis que le jalon a été passé. ${rule.text.fr}`,
        en: `To be looked at again: found since the gate was passed. ${rule.text.en}`,
      },
    }))

function holds({ reserves }: VerdictRule, { blocking, state }: FileReserve): boolean {
  if (reserves === undefined) return false
  return (
    (reserves.blocking === undefined || reserves.blocking === blocking) &&
    (reserves.states === undefined || reserves.states.includes(state))
  )
}

/** From the hardest answer to the mildest. */
const severity = ['no-go', 'undetermined', 'go-with-reserves', 'go'] as const

/**
 * An edition that was voted before reserves existed says nothing of them: its files take the rules of governance, each after
 * the last rule of the edition that answers as hard. One that speaks of reserves is followed as it is.
 */
export function withReserveRules(policy: VerdictPolicy, rules: readonly VerdictRule[]): VerdictPolicy {
  return policy.rules.some(({ reserves }) => reserves !== undefined) ? policy : withRules(policy, rules)
}

/** The same for derogations: an edition that lets them through without a word would call what is derogated conforming. */
export function withDerogationRules(policy: VerdictPolicy, rules: readonly VerdictRule[]): VerdictPolicy {
  const tells = ({ when, answer }: VerdictRule) => answer === 'go' && when?.statuses?.includes('derogated')
  return policy.rules.some(tells) ? policy : withRules(policy, rules)
}

function withRules(policy: VerdictPolicy, rules: readonly VerdictRule[]): VerdictPolicy {
  const rank = ({ answer }: VerdictRule) => severity.indexOf(answer)
  const isLast = ({ when, reserves }: VerdictRule) => when === undefined && reserves === undefined
  return {
    ...policy,
    rules: rules.reduce((all, rule) => {
      const at = all.findLastIndex((other) => rank(other) <= rank(rule) && !isLast(other))
      return all.toSpliced(at + 1, 0, rule)
    }, policy.rules),
  }
}

/** A gap: something that a committee would ask about, derogated or not. What asks nothing leaves none. */
export const isGap = ({ weight, status, proof }: Pick<JudgedItem, 'weight' | 'status' | 'proof'>): boolean =>
  weight !== 'informative' && (['partly', 'non-conforming', 'derogated'].includes(status) || proof === 'failed')

/** Requirements of which a rule of the policy waits, at this gate, for a valid proof: they were said to be met. */
export const awaitingProof = (
  policy: VerdictPolicy,
  gate: Gate,
  items: readonly JudgedItem[],
): JudgedItem['requirementId'][] => {
  const waiting = policy.rules.filter(
    ({ gates, when }) =>
      (gates === undefined || gates.includes(gate)) &&
      when?.proof?.some((proof) => proof === 'missing' || proof === 'expired'),
  )
  return items
    .filter((item) => item.proof !== 'failed' && waiting.some((rule) => matches(rule, item)))
    .map(({ requirementId }) => requirementId)
}

const isUnproven = ({ proof }: Pick<JudgedItem, 'proof'>): boolean => proof !== 'proven' && proof !== 'not-needed'

function tallyOf(items: readonly JudgedItem[]): Verdict['tally'] {
  return Weight.options.map((weight) => {
    const those = items.filter((item) => item.weight === weight)
    const byStatus = Object.fromEntries(AssessmentStatus.options.map((status) => [status, 0])) as Record<
      AssessmentStatus,
      number
    >
    for (const { status } of those) byStatus[status]++
    return { weight, total: those.length, unproven: those.filter(isUnproven).length, byStatus }
  })
}
