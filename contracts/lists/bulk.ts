/**
 * Acts on several rows at once. Two ways, said by the summary of each operation: *all or none*, where a half would be wrong
 * (one file, one reference, one agenda), and then the problem `rows-refused` names each row that stands in the way; or *row
 * by row*, where each row is a case of its own with its own people, and the answer says of each what became of it.
 * Either way every row passes the checks that it would pass alone, and leaves its own audit line.
 */
import { z } from 'zod'
import { Problem } from '../problems.ts'

/** Rows of one act at most: what somebody can look through before deciding. */
export const BULK_MOST = 100

export const RowOutcome = z.object({
  id: z.string(),
  done: z.boolean(),
  /** Why not; null when it is done. */
  problem: Problem.omit({ current: true }).nullable(),
})
export type RowOutcome = z.infer<typeof RowOutcome>

/** What a row-by-row act came to. */
export const BulkOutcome = z.object({ done: z.int(), refused: z.int(), rows: z.array(RowOutcome) })
export type BulkOutcome = z.infer<typeof BulkOutcome>

/** Rows, each once. @param key tells rows apart */
export const severalOf = <T extends z.ZodType>(row: T, key: (row: z.output<T>) => string, most = BULK_MOST) =>
  z
    .array(row)
    .min(1)
    .max(most)
    .refine((rows) => new Set(rows.map(key)).size === rows.length, { message: 'each row once' })
