/** A list taken along: everything that its filters leave, as a sheet. */
import { z } from 'zod'

/** How a list may be taken along; both open in any office suite. */
export const ListExport = z.object({
  format: z.enum(['csv', 'ods']).default('ods'),
  lang: z.enum(['fr', 'en']).default('fr'),
})
export type ListExport = z.infer<typeof ListExport>
