/** The file in which a team accepts known findings for a while. */
import { z } from 'zod'

export const mostAccepted = 10_000
const longestReason = 1000

const BaselineEntry = z.object({
  /** As reports give it: independent of lines and of the folder. */
  fingerprint: z.string().min(1).max(128),
  check: z.string().min(1).max(120),
  /** For people who read the file; not compared. */
  path: z.string().max(1000).optional(),
  message: z.string().max(2000).optional(),
  /** Why the finding is accepted; an empty reason accepts nothing. */
  reason: z.string().max(longestReason),
  /** Last day on which it is accepted, YYYY-MM-DD; an empty date accepts nothing. */
  until: z.union([z.iso.date(), z.literal('')]),
})
export type BaselineEntry = z.infer<typeof BaselineEntry>

export const Baseline = z.strictObject({
  socleBaseline: z.literal(1),
  accepted: z.array(BaselineEntry).max(mostAccepted),
})
export type Baseline = z.infer<typeof Baseline>
