import type { Bilingual, Gate, GateDecision, GatePassingPolicy, Verdict } from '@socle/contracts'

/** What the policy lets one decide under this verdict, and why, in one sentence. */
export function decisionsUnder(
  policy: GatePassingPolicy,
  { answer, policy: source }: Pick<Verdict, 'answer' | 'policy'>,
): { allowed: GateDecision[]; why: Bilingual } {
  const locked = policy.neverOverruled.includes(source.rule)
  const allowed = locked ? policy.allowed[answer].filter((decision) => decision === 'refuse') : policy.allowed[answer]
  const named = (language: keyof Bilingual) => allowed.map((decision) => acts[decision][language]).join(', ')
  return {
    allowed,
    why: locked
      ? {
          fr: `${sentence(source.text.fr)} C’est un verrou, qu’aucune décision ne lève selon la politique de passage des jalons.`,
          en: `${sentence(source.text.en)} It is a lock, which no decision lifts under the policy of passing gates.`,
        }
      : {
          fr: `${sentence(source.text.fr)} La politique de passage des jalons permet alors : ${named('fr') || 'aucune décision'}.`,
          en: `${sentence(source.text.en)} The policy of passing gates then allows: ${named('en') || 'no decision'}.`,
        },
  }
}

const acts: Readonly<Record<GateDecision, Bilingual>> = {
  pass: { fr: 'passer le jalon', en: 'pass the gate' },
  'pass-with-reserves': { fr: 'le passer avec réserves', en: 'pass it with reserves' },
  refuse: { fr: 'le refuser', en: 'refuse it' },
}

/** Blocking reserves and going live contradict one another. */
export const blocksItself = (gate: Gate, decision: GateDecision, reserves: readonly { blocking: boolean }[]): boolean =>
  gate === 'production' && decision !== 'refuse' && reserves.some(({ blocking }) => blocking)

/** The text of a rule, closed as a sentence. */
const sentence = (text: string): string => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`)
