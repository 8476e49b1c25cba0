/** When the minute, the day and the month of an instant begin and end; days and months by the calendar of a time zone. */
import type { LimitPeriod } from '@socle/contracts'

export interface Span {
  readonly start: number
  readonly end: number
}

const MINUTE = 60_000

/** @returns a function of an instant in milliseconds; its answers are kept for the minute */
export function calendar(timeZone: string): (now: number) => Readonly<Record<LimitPeriod, Span>> {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const parts = (instant: number) =>
    Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)])) as Record<
      'year' | 'month' | 'day' | 'hour' | 'minute' | 'second',
      number
    >
  const offset = (instant: number) => {
    const { year, month, day, hour, minute, second } = parts(instant)
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000
  }
  /** Instant at which the local clock shows midnight of that day; twice, for the nights when the offset changes. */
  const midnight = (year: number, month: number, day: number) => {
    const local = Date.UTC(year, month - 1, day)
    const guess = local - offset(local)
    return local - offset(guess)
  }
  let kept: Readonly<Record<LimitPeriod, Span>> | undefined
  return (now) => {
    if (kept && now >= kept.minute.start && now < kept.minute.end) return kept
    const { year, month, day } = parts(now)
    const minute = Math.floor(now / MINUTE) * MINUTE
    kept = {
      minute: { start: minute, end: minute + MINUTE },
      day: { start: midnight(year, month, day), end: midnight(year, month, day + 1) },
      month: { start: midnight(year, month, 1), end: midnight(year, month + 1, 1) },
    }
    return kept
  }
}
