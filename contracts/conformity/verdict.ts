import { z } from 'zod'
import { Weight } from '../framework/routes.ts'
import { RequirementId } from '../framework/framework.ts'
import { Bilingual } from '../text.ts'

/** Answer to "may it go on?". `undetermined` = too little is assessed to say. */
export const GateAnswer = z.enum(['go', 'go-with-reserves', 'no-go', 'undetermined'])
export type GateAnswer = z.infer<typeof GateAnswer>

/** Status of a requirement in a file, set by a person (processes §1). */
export const AssessmentStatus = z.enum([
  'not-assessed',
  'conforming',
  'partly',
  'non-conforming',
  'not-applicable',
  'derogated',
])
export type AssessmentStatus = z.infer<typeof AssessmentStatus>

/**
 * What the evidence says of a status. `proven` = at least one valid proof, none failed; `failed` = a valid proof contradicts;
 * `expired` = every proof is past its date; `missing` = none; `not-needed` = the status asks for none.
 */
export const ProofState = z.enum(['proven', 'failed', 'expired', 'missing', 'not-needed'])
export type ProofState = z.infer<typeof ProofState>

/** A reserve of the application, as it counts today. */
export const FileReserve = z.object({
  id: z.uuid(),
  title: z.string(),
  link: z.string(),
  blocking: z.boolean(),
  /** State of the process `reserve`. */
  state: z.string(),
})
export type FileReserve = z.infer<typeof FileReserve>

/** A rule that holds beside the one that answers: it would answer once that is mended. */
export const OtherRule = z.object({
  rule: z.string(),
  answer: GateAnswer,
  sentence: Bilingual,
  text: Bilingual,
  /** What it speaks of and no rule before it does. */
  requirements: z.array(RequirementId),
  reserves: z.array(FileReserve),
})
export type OtherRule = z.infer<typeof OtherRule>

export const Verdict = z.object({
  answer: GateAnswer,
  /** The verdict in one sentence. */
  sentence: Bilingual,
  /** Which rule of which policy produced it. */
  policy: z.object({ id: z.string(), rule: z.string(), text: Bilingual }),
  blocking: z.array(RequirementId),
  /** Reserves that the rule speaks of. */
  reserves: z.array(FileReserve),
  /** Rules after it that hold as well, in the order of the policy; empty in what was kept before they were told. */
  also: z.array(OtherRule).default([]),
  /** Per weight: how many by status. */
  tally: z.array(
    z.object({ weight: Weight, total: z.int(), unproven: z.int(), byStatus: z.record(AssessmentStatus, z.int()) }),
  ),
})
export type Verdict = z.infer<typeof Verdict>

/** How much of a file is to be assessed, and is: an informative statement asks nothing, so it waits for nobody. */
export function toAssess(tally: Verdict['tally']): { total: number; assessed: number } {
  const asking = tally.filter(({ weight }) => weight !== 'informative')
  const total = asking.reduce((sum, row) => sum + row.total, 0)
  return { total, assessed: total - asking.reduce((sum, { byStatus }) => sum + byStatus['not-assessed'], 0) }
}
