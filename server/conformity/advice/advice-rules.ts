import type { Advice, AdviceDecision, AdviceTopic, Answers, ApplicationAdvice, Bilingual } from '@socle/contracts'
import { type Framework, type Governance, hostingAdvice, signOnAdvice } from '@socle/rulebook'
import { refuse } from '../../platform/errors.ts'

export interface DecisionRow {
  readonly revision: number
  readonly choice: readonly string[] | null
  readonly advised: readonly string[]
  readonly reason: string
  readonly decided_at: Date
  readonly author_id: string
  readonly author_name: string
}

export function adviceOf(framework: Framework, governance: Governance, topic: AdviceTopic, traits: Answers): Advice {
  const { hosting, signOn } = governance.policies
  return topic === 'hosting'
    ? hostingAdvice(hosting, framework.traitById, traits)
    : signOnAdvice(signOn, framework.traitById, traits)
}

/** What the advice comes down to: a circle, or the solutions to connect to. */
export const advisedIds = (advice: Advice): string[] =>
  advice.topic === 'hosting' ? (advice.circle ? [advice.circle.id] : []) : advice.required.map(({ id }) => id)

const choicesOf = ({ policies }: Governance, topic: AdviceTopic): { id: string; name: Bilingual }[] =>
  (topic === 'hosting' ? policies.hosting.circles : policies.signOn.solutions).map(({ id, name }) => ({ id, name }))

/** @throws Refusal advice-choice-unknown: one known circle, or known solutions each named once */
export function requireChoice(governance: Governance, topic: AdviceTopic, choice: readonly string[]): void {
  const known = choicesOf(governance, topic).map(({ id }) => id)
  const wrong =
    choice.find((id, index) => !known.includes(id) || choice.indexOf(id) !== index) ??
    (topic === 'hosting' && choice.length > 1 ? choice.join(', ') : undefined)
  if (wrong !== undefined) throw refuse('advice-choice-unknown', { choice: wrong, known: known.join(', ') })
}

const topicWords: Readonly<Record<AdviceTopic, Bilingual>> = {
  hosting: { fr: 'hébergement', en: 'hosting' },
  'sign-on': { fr: 'authentification', en: 'sign-on' },
}

/** What was just decided about the advice, as the team is told. */
export function decidedInWords(application: string, topic: AdviceTopic, { history }: ApplicationAdvice): Bilingual {
  const { choice, reason } = history[0]!
  const about = { fr: `${application}, ${topicWords[topic].fr} :`, en: `${application}, ${topicWords[topic].en}:` }
  if (choice === null)
    return {
      fr: `${about.fr} le conseil vaut de nouveau. Motif : ${reason}`,
      en: `${about.en} the advice holds again. Reason: ${reason}`,
    }
  const names = (language: keyof Bilingual) => choice.map(({ name }) => name[language]).join(', ')
  return {
    fr: `${about.fr} décidé autrement que le conseil, « ${names('fr')} ». Motif : ${reason}`,
    en: `${about.en} decided otherwise than advised, “${names('en')}”. Reason: ${reason}`,
  }
}

/** @param rows latest first */
export function applicationAdvice(
  governance: Governance,
  advice: Advice,
  rows: readonly DecisionRow[],
): ApplicationAdvice {
  const choices = choicesOf(governance, advice.topic)
  // A circle that the policy no longer names keeps the name under which it was decided: its identifier.
  const named = (ids: readonly string[]) =>
    ids.map((id) => ({ id, name: choices.find((choice) => choice.id === id)?.name ?? { fr: id, en: id } }))
  const today = advisedIds(advice).toSorted().join()
  const history = rows.map((row): AdviceDecision => ({
    choice: row.choice && named(row.choice),
    reason: row.reason,
    by: { id: row.author_id, name: row.author_name },
    at: row.decided_at.toISOString(),
    advised: named(row.advised),
    adviceChanged: row.advised.toSorted().join() !== today,
  }))
  const latest = history[0]
  return {
    advice,
    override: latest?.choice ? latest : null,
    history,
    choices,
    revision: rows[0]?.revision ?? 0,
  }
}
