import { z } from 'zod'

/** The two languages of the interface, French first. */
export const Language = z.enum(['fr', 'en'])
export type Language = z.infer<typeof Language>

/** A wording in both languages; neither may be missing or blank. */
export const Bilingual = z.strictObject({
  fr: z.string().trim().min(1),
  en: z.string().trim().min(1),
})
export type Bilingual = z.infer<typeof Bilingual>

/** Calendar date, `YYYY-MM-DD`. */
export const IsoDate = z.iso.date()

/** Instant in UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export const Instant = z.iso.datetime()
