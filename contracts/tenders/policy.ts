/** How bids are judged: what the sources leave open or decide several times, as data (`framework/governance/tenders.yaml`). */
import { z } from 'zod'
import { Level, Slug } from '../framework/framework.ts'
import { Bilingual } from '../text.ts'

/** What not meeting a requirement does to a bid: rejects it, lowers its score, or is only shown. */
export const Treatment = z.enum(['eliminates', 'scores', 'informs'])
export type Treatment = z.infer<typeof Treatment>

/** One closed answer of a grid. */
export const GridAnswer = z.strictObject({
  id: Slug,
  label: Bilingual,
  /** Share of the points of a scored requirement, 0 to 1. */
  credit: z.number().min(0).max(1),
  /** Is a requirement that eliminates met by it? */
  meets: z.boolean(),
  /** It counts only with a day or a delay in the comment; without, it is worth another answer, and is called so. */
  dated: z.strictObject({ otherwise: Slug, label: Bilingual }).optional(),
  /** Is an explanation expected in the column of comments? */
  explain: z.boolean(),
  /** Does it leave something to be mended after the award? */
  remedy: z.boolean(),
  why: Bilingual,
})
export type GridAnswer = z.infer<typeof GridAnswer>

export const TenderPolicy = z.strictObject({
  id: z.string().min(1),
  description: Bilingual,
  settles: Bilingual,
  /** The level systems of the sources, side by side; `level` ties a printed level to the framework's. */
  systems: z
    .array(
      z.strictObject({
        id: Slug,
        source: Bilingual,
        levels: z
          .array(
            z.strictObject({
              printed: z.string().min(1),
              level: Level.optional(),
              treatment: Treatment,
              /** What a scored requirement weighs; a buyer may say otherwise for one requirement, with a reason. */
              points: z.number().min(0).max(100),
              why: Bilingual,
            }),
          )
          .min(1),
      }),
    )
    .min(1),
  answers: z.array(GridAnswer).min(2).max(10),
  /** A line left empty. */
  unanswered: z.strictObject({ credit: z.number().min(0).max(1), meets: z.boolean(), why: Bilingual }),
  /** The score is out of this, to so many decimals. */
  scale: z.strictObject({ outOf: z.number().positive(), decimals: z.int().min(0).max(4), why: Bilingual }),
  /**
   * When what the bids are worth is told: once they are closed, or as each comes in. Absent in what was published before
   * this was decided: what is decided today then holds.
   */
  opening: z.strictObject({ choice: z.enum(['at-closing', 'on-receipt']), why: Bilingual }).optional(),
  /**
   * Must an architect have said that the answers are read before the tender is awarded, or is the buyer only told whether
   * one has? Absent in what was published before this was decided: what is decided today then holds.
   */
  reading: z.strictObject({ choice: z.enum(['told', 'awaited']), why: Bilingual }).optional(),
  /** What else an unmet requirement entails, whatever its level. `requirements` are beginnings of identifiers. */
  notices: z.array(z.strictObject({ id: Slug, requirements: z.array(z.string().min(1)).min(1), text: Bilingual })),
  /** Sentences of an elimination; `{requirement}` and `{answer}` are replaced. */
  elimination: z.strictObject({ answered: Bilingual, unanswered: Bilingual }),
})
export type TenderPolicy = z.infer<typeof TenderPolicy>

/** As it is decided today: it says everything. */
export const TenderPolicyInForce = TenderPolicy.required({ opening: true, reading: true })
