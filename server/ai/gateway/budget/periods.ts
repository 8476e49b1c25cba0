/** When the minute, the day and the month of an instant begin and end; days and months by the calendar of a time zone. */
import type { LimitPeriod } from '@socle/contracts'

export interface Span {
  readonly start: number
  readonly end: number
}

const MINUTE = 60_000

type Clock = Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>>

/** What the clock of a time zone shows at an instant. */
function clockOf(timeZone: string): (instant: number) => Clock {
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
  return (instant) =>
    Object.fromEntries(
      format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    ) as unknown as Clock
}

/** Instant at which a calendar day begins. Months count from 1 and may overflow, as days may. */
export function midnights(timeZone: string): (year: number, month: number, day: number) => number {
  const clock = clockOf(timeZone)
  const offset = (instant: number) => {
    const { year, month, day, hour, minute, second } = clock(instant)
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000
  }
  return (year, month, day) => {
    const local = Date.UTC(year, month - 1, day)
    // Twice, for the nights when the offset changes.
    const guess = local - offset(local)
    return local - offset(guess)
  }
}

/** @returns a function of an instant in milliseconds; its answers are kept for the minute */
export function calendar(timeZone: string): (now: number) => Readonly<Record<LimitPeriod, Span>> {
  const clock = clockOf(timeZone)
  const midnight = midnights(timeZone)
  let kept: Readonly<Record<LimitPeriod, Span>> | undefined
  return (now) => {
    if (kept && now >= kept.minute.start && now < kept.minute.end) return kept
    const { year, month, day } = clock(now)
    const minute = Math.floor(now / MINUTE) * MINUTE
    kept = {
      minute: { start: minute, end: minute + MINUTE },
      day: { start: midnight(year, month, day), end: midnight(year, month, day + 1) },
      month: { start: midnight(year, month, 1), end: midnight(year, month + 1, 1) },
    }
    return kept
  }
}
