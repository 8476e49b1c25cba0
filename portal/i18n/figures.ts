import { decimalsAlike } from './decimals.ts'
import { language } from './language.ts'

/** Euros; small amounts keep the figures that make them differ from nothing. */
export const euros = (amount: number): string =>
  new Intl.NumberFormat(language.value, {
    style: 'currency',
    currency: 'EUR',
    ...(amount !== 0 &&
      Math.abs(amount) < 1 && {
        maximumSignificantDigits: 3,
        minimumFractionDigits: 2,
        roundingPriority: 'morePrecision',
      }),
  }).format(amount)

/** Amounts that are read against one another, to as many decimals as the finest of them needs. */
export function eurosAlike(amounts: readonly number[]): string[] {
  const decimals = decimalsAlike(amounts)
  const format = new Intl.NumberFormat(language.value, {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  return amounts.map((amount) => format.format(amount))
}

/** A price of one unit: its cents, and more figures where it has them. */
export const price = (amount: number): string =>
  new Intl.NumberFormat(language.value, {
    style: 'currency',
    currency: 'EUR',
    maximumFractionDigits: 6,
  }).format(amount)

export const count = (n: number): string => new Intl.NumberFormat(language.value).format(n)

/** Milliseconds in the unit that one would say. */
export const duration = (ms: number): string =>
  ms < 1000
    ? `${new Intl.NumberFormat(language.value, { maximumFractionDigits: 0 }).format(ms)} ms`
    : `${new Intl.NumberFormat(language.value, { maximumFractionDigits: 1 }).format(ms / 1000)} s`

export const energy = (wattHours: number): string =>
  wattHours >= 1000
    ? `${new Intl.NumberFormat(language.value, { maximumFractionDigits: 1 }).format(wattHours / 1000)} kWh`
    : `${new Intl.NumberFormat(language.value, { maximumSignificantDigits: 3 }).format(wattHours)} Wh`

export const percent = (share: number): string =>
  new Intl.NumberFormat(language.value, { style: 'percent', maximumFractionDigits: 1 }).format(share)
