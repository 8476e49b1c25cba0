const DAY_MS = 24 * 3_600_000
/** Days up to which one counts in days, and in months. */
const NEAR = { days: 60, months: 730 }
const DAYS_IN = { month: 30.44, year: 365.25 }

/** How far a day is, as one would say it: nobody counts three years in days. */
export function howFar(day: string, today: string): { unit: 'days' | 'months' | 'years'; n: number; late: boolean } {
  const signed = Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS)
  const days = Math.abs(signed)
  const late = signed < 0
  if (days <= NEAR.days) return { unit: 'days', n: days, late }
  if (days <= NEAR.months) return { unit: 'months', n: Math.round(days / DAYS_IN.month), late }
  return { unit: 'years', n: Math.round(days / DAYS_IN.year), late }
}
