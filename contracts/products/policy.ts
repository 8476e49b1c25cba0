/** How products are chosen, retained and updated, as data: `framework/governance/products.yaml`. */
import { z } from 'zod'
import { Slug } from '../framework/framework.ts'
import { Bilingual } from '../text.ts'

const Named = z.strictObject({ id: z.string().min(1).max(40), name: Bilingual })

export const Criterion = z.strictObject({
  id: Slug,
  number: z.int().min(1),
  kind: z.enum(['yes-no', 'choice', 'set', 'text']),
  name: Bilingual,
  expectation: Bilingual,
  /** Of `choice` and `set`. */
  options: z.array(Named).min(2).optional(),
  /** Answers that are a gap. */
  gaps: z.array(z.string()),
  /** Of a `set`: one of each group must be there, or it is a gap. */
  needs: z.array(z.array(z.string()).min(1)).optional(),
  /** A gap here goes against the security policy: no reason retains the product. */
  security: z.boolean().default(false),
  /** Nothing is missing without an answer. */
  optional: z.boolean().default(false),
  /** Answered by that fact of the product when nobody answered it. */
  from: z.literal('licence').optional(),
})
export type Criterion = z.infer<typeof Criterion>

export const ProductPolicy = z.strictObject({
  id: Slug,
  description: Bilingual,
  settles: Bilingual,
  source: Bilingual,
  statuses: z.array(Named.extend({ meaning: Bilingual })).min(1),
  criteria: z.array(Criterion).min(1),
  /** May a product be said to be proprietary under a licence that the OSI recognises? */
  proprietaryUnderFreeLicence: z.enum(['refused', 'accepted']),
  /** Uses of the work environment; the goal is one tool for each. */
  uses: z
    .array(
      Named.extend({
        /** In the software that every agent receives. */
        base: z.boolean().default(false),
        /** Follows every cycle. */
        major: z.boolean().default(false),
      }),
    )
    .min(1),
  versions: z.strictObject({
    cycleMonths: z.array(z.int().min(1).max(12)).min(1),
    leewayWeeks: z.int().min(0),
    /** A version outside the cycle, or a second one in it: accepted with a reason, refused, or let through. */
    besideCycle: z.enum(['reasoned', 'refused', 'free']),
    panelDays: z.int().min(1),
    panels: z.array(Named).min(1),
    /** Versions of one product on the download site, at most. */
    onSite: z.int().min(1),
  }),
})
export type ProductPolicy = z.infer<typeof ProductPolicy>
