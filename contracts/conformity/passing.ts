/** Policies of governance about passing gates, derogating, committing and go/no-go (`framework/governance/*.yaml`). */
import { z } from 'zod'
import { Gate, Level, RequirementId, Slug } from '../framework/framework.ts'
import { Role } from '../people/identity.ts'
import { policyHead, VerdictRule } from '../framework/policies.ts'
import { Actor } from '../processes/processes.ts'
import { Bilingual } from '../text.ts'
import { GateAnswer } from './verdict.ts'

/** What may be decided on a review; the names are the transitions of the process `gate-review`. */
export const GateDecision = z.enum(['pass', 'pass-with-reserves', 'refuse'])
export type GateDecision = z.infer<typeof GateDecision>

/** Who decides: whoever holds a trade, alone; or the committee, by the vote of one of its sessions and in no other way. */
export const Decider = z.union([Role, z.literal('committee-vote')])
export type Decider = z.infer<typeof Decider>

/** By which the umbrella document says how much study an application asks for. */
const sizeAndNature = {
  size: z.enum(['large', 'small']),
  nature: z.enum(['new', 'major-change', 'minor-change']),
}

const ReviewsOfEarlierVersions = z.enum(['ended', 'kept'])

const EarlierGates = z.enum(['taken-over', 'left-apart'])

export const GatePassingPolicy = z.strictObject({
  ...policyHead,
  decidedBy: z.record(Gate, z.array(Decider).min(1)),
  /** Who decides in their stead where the version describes itself with this size and this nature; one that says neither is for `decidedBy`. */
  decidedInstead: z.array(z.strictObject({ gate: Gate, ...sizeAndNature, decidedBy: z.array(Decider).min(1) })),
  /** What each answer of the verdict lets one decide. */
  allowed: z.record(GateAnswer, z.array(GateDecision).min(1)),
  /** Rules of the verdict under which only a refusal is possible, whatever `allowed` says, and which reopen a passed gate when they hold again. */
  neverOverruled: z.array(z.string()),
  /** What the file of a gate does with what the files of earlier gates of the same version say. */
  earlierGates: z.strictObject({
    question: Bilingual,
    chosen: EarlierGates,
    /** Why one would choose each. */
    options: z.array(z.strictObject({ id: EarlierGates, name: Bilingual, reason: Bilingual })).length(2),
  }),
  /** What a new version does to what earlier ones went through. */
  newVersion: z.strictObject({
    /** Of a gate that an earlier version passed: what changed since its decision, or all of it, to be presented for each version. */
    reopens: z.record(Gate, z.enum(['what-changed', 'whole-gate'])),
    /** Reviews that wait for their decision when it begins, and are at no session. */
    reviews: z.strictObject({
      question: Bilingual,
      chosen: ReviewsOfEarlierVersions,
      /** Why one would choose each. */
      options: z.array(z.strictObject({ id: ReviewsOfEarlierVersions, name: Bilingual, reason: Bilingual })).length(2),
    }),
  }),
  /** What is found in a file once its gate was passed. */
  oncePassed: z.strictObject({
    /** Rules of the verdict that reopen the gate for a requirement of which they did not speak when it was decided; those of `neverOverruled` do as well. */
    reopenedBy: z.array(z.string()),
    /** Who is told of it. */
    told: z.array(Actor).min(1),
    /** On whose home page it stands, besides the team's, until it is mended or decided anew. */
    watchers: z.array(Role),
  }),
  /** Rules on reserves for files whose frozen edition has none. */
  reserveRules: z.array(VerdictRule),
  /** Rules on derogated requirements for files whose edition says nothing of them. */
  derogationRules: z.array(VerdictRule),
  /** Phases of the umbrella document, and the gates that stand in each. */
  phases: z.array(
    z.strictObject({
      id: Slug,
      name: Bilingual,
      gates: z.array(Gate),
      /** It ends when its gates are decided, when their file is presented, or never by itself. */
      ends: z.enum(['decided', 'presented', 'never']),
    }),
  ),
  /** Control points of purchasing, each after a gate. */
  tenderPoints: z.array(
    z.strictObject({
      id: Slug,
      name: Bilingual,
      after: Gate,
      /** States of a tender that stands at this point, and of one that is past it. */
      at: z.array(Slug).min(1),
      past: z.array(Slug).min(1),
    }),
  ),
  /** Ways of their own through the gates: the states of a process and the gates that stand in each. */
  tracks: z.array(
    z.strictObject({
      id: Slug,
      name: Bilingual,
      process: Slug,
      steps: z.array(
        z.strictObject({
          state: Slug,
          gates: z.array(Gate),
          /** Gates that some version must have passed before the state is entered. */
          after: z.array(Gate).default([]),
        }),
      ),
    }),
  ),
})
export type GatePassingPolicy = z.infer<typeof GatePassingPolicy>

export const DerogationPolicy = z.strictObject({
  ...policyHead,
  /** Levels that one may derogate from. */
  levels: z.array(Level),
  /** Requirements that nobody may derogate from. */
  never: z.array(RequirementId),
  /** May one derogate from what applies to no version of the application? Why is told to whoever asks. */
  notApplicable: z.strictObject({ choice: z.enum(['refused', 'accepted']), why: Bilingual }),
  /**
   * How many people a decision takes where no session takes it: with two, whoever decided does not notify it, and what is not
   * notified has no effect.
   */
  voices: z.strictObject({ number: z.union([z.literal(1), z.literal(2)]), why: Bilingual }),
  /** Sheets whose requirements are derogated from by the vote of a session alone. */
  byVote: z.strictObject({ sheets: z.array(z.string().min(1)), why: Bilingual }),
})
export type DerogationPolicy = z.infer<typeof DerogationPolicy>

export const CommitmentPolicy = z.strictObject({
  ...policyHead,
  /** The yes-no field by which one commits. */
  field: Slug,
  commitments: z.array(z.strictObject({ process: Slug, transitions: z.array(Slug).min(1), text: Bilingual })),
})
export type CommitmentPolicy = z.infer<typeof CommitmentPolicy>

export const GoNoGoPolicy = z.strictObject({
  ...policyHead,
  /** One row for each size and nature. */
  rows: z
    .array(
      z.strictObject({
        ...sizeAndNature,
        /** `study` = somebody decides; `self` = the owners study and commit. */
        branch: z.enum(['study', 'self']),
        decidedBy: z.array(Decider),
      }),
    )
    .length(6),
})
export type GoNoGoPolicy = z.infer<typeof GoNoGoPolicy>
