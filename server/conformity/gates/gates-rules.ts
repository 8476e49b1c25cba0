import type { Bilingual, Gate, GateDecision, GatePassingPolicy, Verdict } from '@socle/contracts'

/** What the policy lets one decide under this verdict, and why, in one sentence. */
export function decisionsUnder(
  policy: GatePassingPolicy,
  { answer, policy: source }: Pick<Verdict, 'answer' | 'policy'>,
): { allowed: GateDecision[]; why: Bilingual } {
  const locked = policy.neverOverruled.includes(source.rule)
  return {
    allowed: locked ? policy.allowed[answer].filter((decision) => decision === 'refuse') : policy.allowed[answer],
    why: locked
      ? {
          fr: `${sentence(source.text.fr)} C’est un verrou, qu’aucune décision ne lève selon la politique de passage des jalons.`,
          en: `${sentence(source.text.en)} It is a lock, which no decision lifts under the policy of passing gates.`,
        }
      : {
          fr: `${sentence(source.text.fr)} Voici ce que la politique de passage des jalons permet alors.`,
          en: `${sentence(source.text.en)} Here is what the policy of passing gates then allows.`,
        },
  }
}

/** Blocking reserves and going live contradict one another. */
export const blocksItself = (gate: Gate, decision: GateDecision, reserves: readonly { blocking: boolean }[]): boolean =>
  gate === 'production' && decision !== 'refuse' && reserves.some(({ blocking }) => blocking)

/** The text of a rule, closed as a sentence. */
const sentence = (text: string): string => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`)
