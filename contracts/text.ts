import { z } from 'zod'

/** The two languages of the interface, French first. */
export const Language = z.enum(['fr', 'en'])
export type Language = z.infer<typeof Language>

/** The first of the languages that a reader wants and Socle speaks, `en-GB` as `en`; French when there is none. */
export const languageAmong = (wanted: readonly string[]): Language =>
  wanted.flatMap((tag) => Language.safeParse(tag.trim().toLowerCase().split('-')[0]).data ?? [])[0] ?? 'fr'

/** A wording in both languages; neither may be missing or blank. */
export const Bilingual = z.strictObject({
  fr: z.string().trim().min(1),
  en: z.string().trim().min(1),
})
export type Bilingual = z.infer<typeof Bilingual>

/** Nobody's password stands in what people give as a link. */
export const holdsNoPassword = [
  (address: string) => !/^[^/]*\/\/[^/?#]*@/.test(address),
  'expected an address without anybody’s name and password',
] as const

/** A link that people give, to be followed by others. What was stored before is read as it is. */
export const WebAddress = z.url({ protocol: /^https?$/ }).refine(...holdsNoPassword)

/** Calendar date, `YYYY-MM-DD`. */
export const IsoDate = z.iso.date()

/** Instant in UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export const Instant = z.iso.datetime()
