/** What several operations of the committee are given. */
import { z } from 'zod'
import { severalOf } from '../lists/bulk.ts'

export const search = z.string().trim().max(120).optional()
export const bySession = z.object({ sessionId: z.uuid() })
export const byItem = bySession.extend({ itemId: z.uuid() })
export const revision = z.int().min(0)
/** One thing said of each member. */
export const eachMember = <T extends z.ZodType<{ mandateId: string }>>(said: T) =>
  severalOf(said, ({ mandateId }) => mandateId, 200)
