import type { Bilingual, Decider, FieldValues, Gate, GateDecision, GatePassingPolicy, Verdict } from '@socle/contracts'

/** Who decides on a review, by what it says of its version. */
export const decidersOfReview = (
  { decidedBy, decidedInstead }: GatePassingPolicy,
  { gate, size, nature }: FieldValues,
): readonly Decider[] =>
  decidedInstead.find((row) => row.gate === gate && row.size === size && row.nature === nature)?.decidedBy ??
  decidedBy[gate as Gate]

/** What the policy lets one decide under this verdict, and why, in one sentence. */
export function decisionsUnder(
  policy: GatePassingPolicy,
  { answer, policy: source, also }: Pick<Verdict, 'answer' | 'policy' | 'also'>,
): { allowed: GateDecision[]; why: Bilingual } {
  const isLock = (rule: string): boolean => policy.neverOverruled.includes(rule)
  // A lock holds wherever it stands: behind a rule that the policy lets one overrule, it is none the less shut.
  const behind = also.filter(({ rule }) => isLock(rule))
  const locked = isLock(source.rule) || behind.length > 0
  const said = [source.text, ...behind.map(({ text }) => text)]
  const fr = said.map((text) => sentence(text.fr)).join(' ')
  const en = said.map((text) => sentence(text.en)).join(' ')
  const allowed = locked ? policy.allowed[answer].filter((decision) => decision === 'refuse') : policy.allowed[answer]
  const named = (language: keyof Bilingual) => allowed.map((decision) => acts[decision][language]).join(', ')
  return {
    allowed,
    why: locked
      ? {
          fr: `${fr} C’est un verrou, qu’aucune décision ne lève selon la politique de passage des jalons.`,
          en: `${en} It is a lock, which no decision lifts under the policy of passing gates.`,
        }
      : {
          fr: `${fr} La politique de passage des jalons permet alors : ${named('fr') || 'aucune décision'}.`,
          en: `${en} The policy of passing gates then allows: ${named('en') || 'no decision'}.`,
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
