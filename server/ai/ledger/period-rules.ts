import { refuse } from '../../platform/errors.ts'
import { midnights } from '../gateway/budget/periods.ts'
import type { Range } from './ledger-store.ts'

const MAX_DAYS = 400

/** Days, both included, as instants of the time zone. @throws Refusal period-invalid */
export function rangeOf(timeZone: string, { from, to }: { from: string; to: string }): Range {
  const midnight = midnights(timeZone)
  const parts = (day: string) => day.split('-').map(Number) as [number, number, number]
  const [year, month, day] = parts(to)
  const range = { from: new Date(midnight(...parts(from))), until: new Date(midnight(year, month, day + 1)) }
  const days = (range.until.getTime() - range.from.getTime()) / 86_400_000
  if (days <= 0 || days > MAX_DAYS) throw refuse('period-invalid', { from, to, days: String(MAX_DAYS) })
  return range
}

/** Making one takes a hundred times as long as using it, and an invoice has thousands of lines. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** Calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function dayIn(timeZone: string, instant: Date): string {
  let format = formats.get(timeZone)
  if (format === undefined) formats.set(timeZone, (format = new Intl.DateTimeFormat('en-CA', { timeZone })))
  return format.format(instant)
}

/** The same, where either day may be left open. @throws Refusal period-invalid when the last day comes before the first */
export function openRangeOf(
  timeZone: string,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): Partial<Range> {
  if (from !== undefined && to !== undefined && to < from)
    throw refuse('period-invalid', { from, to, days: String(MAX_DAYS) })
  const midnight = midnights(timeZone)
  const at = (day: string, later: number) => {
    const [year, month, date] = day.split('-').map(Number) as [number, number, number]
    return new Date(midnight(year, month, date + later))
  }
  return { ...(from !== undefined && { from: at(from, 0) }), ...(to !== undefined && { until: at(to, 1) }) }
}
