/** Policies: every point that the sources leave open or decide twice, as data with a default (`framework/policies/`). */
import { z } from 'zod'
import { Weight } from './routes.ts'
import { Condition, Gate, Level, RequirementId, Slug, VerificationMethod, VolumeId } from './framework.ts'
import { Bilingual } from '../text.ts'
import { AssessmentStatus, GateAnswer } from '../conformity/verdict.ts'

/** Every policy says what it decides and which open point of the sources it settles. */
export const policyHead = { id: z.string().min(1), description: Bilingual, settles: Bilingual }

export const VolumePolicy = z.strictObject({
  ...policyHead,
  /** An application that does not match is outside the framework: no volume applies. */
  scope: z.strictObject({ when: Condition, outside: Bilingual }),
  volumes: z
    .array(
      z.strictObject({
        volume: VolumeId,
        when: Condition,
        /** Applications that it concerns even outside the framework's scope. */
        outsideScope: Condition.optional(),
        /** Why it follows this condition and not another. */
        choice: Bilingual.optional(),
        /** A clause that is true whenever `when` is false, to say it better than a list of answers would. */
        otherwise: Bilingual.optional(),
      }),
    )
    .min(1),
  /** Cases of the umbrella document, first match wins. */
  cases: z
    .array(
      z.strictObject({
        id: z.string(),
        type: Bilingual,
        when: Condition,
        /** What the matrix of cases ticks; the conditions of `volumes` decide. */
        volumes: z.array(VolumeId).optional(),
      }),
    )
    .min(1),
})
export type VolumePolicy = z.infer<typeof VolumePolicy>

export const LevelPolicy = z.strictObject({
  ...policyHead,
  weights: z.array(z.strictObject({ id: Weight, name: Bilingual })).length(3),
  levels: z
    .array(
      z.strictObject({
        level: Level,
        weight: Weight,
        meaning: Bilingual,
        /** Words that printed lists give it by, beside its own. */
        printed: z.array(z.string()).optional(),
      }),
    )
    .min(1),
})
export type LevelPolicy = z.infer<typeof LevelPolicy>

export const GatePolicy = z.strictObject({
  ...policyHead,
  /** In order. */
  gates: z.array(z.strictObject({ id: Gate, name: Bilingual, summary: Bilingual })).min(1),
  /** First gate at which a requirement is assessed, by its earliest verification method; later gates assess it again. */
  firstGate: z.record(VerificationMethod, Gate),
})
export type GatePolicy = z.infer<typeof GatePolicy>

export const EvidencePolicy = z.strictObject({
  ...policyHead,
  /** Days after its date during which evidence proves, unless it names an earlier end. */
  validityDays: z.strictObject({ file: z.int().min(1), link: z.int().min(1), check: z.int().min(1) }),
  /** Days before expiry from which a person is warned. */
  warningDays: z.int().min(0),
  /** Is a pass of a check that leaves part to a person enough to prove? */
  partialCheckProves: z.boolean(),
  /** Statuses that only count as long as valid evidence backs them. */
  statusesToProve: z.array(AssessmentStatus),
  /** Statuses that must be explained in words. */
  statusesToJustify: z.array(z.strictObject({ status: AssessmentStatus, why: Bilingual })),
})
export type EvidencePolicy = z.infer<typeof EvidencePolicy>

/** Rules are tried in order; the first whose conditions all hold gives the answer. */
export const VerdictRule = z.strictObject({
  id: z.string().min(1),
  text: Bilingual,
  answer: GateAnswer,
  /** Only at these gates; absent = at every gate. */
  gates: z.array(Gate).optional(),
  /**
   * Holds when at least `min` items match. Absent = holds always (the last rule).
   * `requirements`: only these; `weights`: only these weights; `statuses`: only these; `proof`: only these proof states.
   */
  when: z
    .strictObject({
      requirements: z.array(RequirementId).optional(),
      weights: z.array(Weight).optional(),
      statuses: z.array(AssessmentStatus).optional(),
      proof: z.array(z.enum(['proven', 'failed', 'expired', 'missing', 'not-needed'])).optional(),
      min: z.int().min(1).default(1),
    })
    .optional(),
  /**
   * Instead of `when`: holds when at least `min` reserves of the application match. `blocking` = only those that block, or
   * only those that do not; `states` = only those that stand so today.
   */
  reserves: z
    .strictObject({
      blocking: z.boolean().optional(),
      states: z.array(Slug).optional(),
      min: z.int().min(1).default(1),
    })
    .optional(),
  /** The sentence of the verdict; `{count}` = how many items or reserves matched, `{names}` = which, as `names` calls them; `{until}` = when their derogations end. */
  sentence: Bilingual,
  names: z.partialRecord(RequirementId, Bilingual).optional(),
})
export type VerdictRule = z.infer<typeof VerdictRule>

/** Where days begin (governance; not part of an edition). */
export const CivilTimePolicy = z.strictObject({
  ...policyHead,
  /** IANA name, such as `Europe/Paris`. */
  timeZone: z.string().refine(isTimeZone, 'expected a time zone such as Europe/Paris'),
})
export type CivilTimePolicy = z.infer<typeof CivilTimePolicy>

function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** When people are reminded of what waits for them (governance; not part of an edition). */
export const ReminderPolicy = z.strictObject({
  ...policyHead,
  /** Days before a deadline. */
  daysBefore: z.int().min(0).max(90),
  /** Days before the end of what is nobody’s turn and names those to warn. */
  endingDaysBefore: z.int().min(0).max(365),
})
export type ReminderPolicy = z.infer<typeof ReminderPolicy>

export const VerdictPolicy = z.strictObject({ ...policyHead, rules: z.array(VerdictRule).min(1) })
export type VerdictPolicy = z.infer<typeof VerdictPolicy>
