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
          fr: `La règle « ${source.rule} » du verdict est un verrou qu’aucune décision ne lève (politique « ${policy.id} »).`,
          en: `The rule “${source.rule}” of the verdict is a lock that no decision lifts (policy “${policy.id}”).`,
        }
      : {
          fr: `C’est ce que la politique « ${policy.id} » permet quand la règle « ${source.rule} » du verdict s’applique.`,
          en: `This is what the policy “${policy.id}” allows when the rule “${source.rule}” of the verdict applies.`,
        },
  }
}

/** Blocking reserves and going live contradict one another. */
export const blocksItself = (gate: Gate, decision: GateDecision, reserves: readonly { blocking: boolean }[]): boolean =>
  gate === 'production' && decision !== 'refuse' && reserves.some(({ blocking }) => blocking)
