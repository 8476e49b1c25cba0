/** A list read by page: where to start, how many rows, in which order. */
import { z } from 'zod'

export const ListOrder = z.enum(['asc', 'desc'])
export type ListOrder = z.infer<typeof ListOrder>

/** Rows beyond which a page is no reading any more. */
export const listPage = {
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}

/**
 * Logs grow for years: their rows are counted up to here, and a longer list says that it holds at least so many. Whoever
 * looks for something older gives a period.
 */
export const COUNTED = 10_000
