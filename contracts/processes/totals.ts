/** What several sums of a procedure come to: what is paid once and what is paid each year stay apart. */
import { z } from 'zod'
import { Slug } from '../framework/framework.ts'
import { Bilingual } from '../text.ts'

export const Total = z.strictObject({
  label: Bilingual,
  /** Fields whose sums are paid once. */
  once: z.array(Slug).min(1),
  /** Fields whose sums are paid each year. */
  yearly: z.array(Slug).default([]),
})
export type Total = z.infer<typeof Total>

const euros = { style: 'currency', currency: 'EUR', trailingZeroDisplay: 'stripIfInteger' } as const
const euroFormat = {
  fr: new Intl.NumberFormat('fr-FR', euros),
  en: new Intl.NumberFormat('en-GB', euros),
} as const

/** An amount as people state it, to the cent. */
export const eurosInWords = (amount: number): Bilingual => ({
  fr: euroFormat.fr.format(amount),
  en: euroFormat.en.format(amount),
})

/** `6 250,50 € en une fois, et 12 000 € par an`; null while none of these sums is stated. */
export function totalInWords(
  { once, yearly }: Pick<Total, 'once' | 'yearly'>,
  values: Readonly<Record<string, unknown>>,
): Bilingual | null {
  const stated = [...once, ...yearly].some((field) => typeof values[field] === 'number')
  if (!stated) return null
  const sums = { once: sumOf(once, values), yearly: sumOf(yearly, values) }
  const inWords = (language: keyof Bilingual): string => {
    const parts = (['once', 'yearly'] as const)
      .filter((rhythm) => sums[rhythm] > 0)
      .map((rhythm) => `${euroFormat[language].format(sums[rhythm])} ${words[language][rhythm]}`)
    return parts.join(words[language].and) || euroFormat[language].format(0)
  }
  return { fr: inWords('fr'), en: inWords('en') }
}

/** The field after which the total is read: the last of these that counts in it. */
export const totalAfter = (
  total: Pick<Total, 'once' | 'yearly'> | undefined,
  fields: readonly { readonly id: string }[],
): string | undefined => fields.findLast(({ id }) => total && [...total.once, ...total.yearly].includes(id))?.id

/** Added in cents, as amounts are stated. */
const sumOf = (fields: readonly string[], values: Readonly<Record<string, unknown>>): number =>
  fields.reduce(
    (cents, field) => cents + (typeof values[field] === 'number' ? Math.round(values[field] * 100) : 0),
    0,
  ) / 100

const words = {
  fr: { once: 'en une fois', yearly: 'par an', and: ', et ' },
  en: { once: 'once', yearly: 'a year', and: ', and ' },
} as const
