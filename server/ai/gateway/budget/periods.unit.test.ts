import { expect, test } from 'vitest'
import { calendar } from './periods.ts'

const at = (text: string) => calendar('Europe/Paris')(Date.parse(text))
const iso = (instant: number) => new Date(instant).toISOString()

test('days and months begin at midnight in Paris, summer and winter', () => {
  expect(iso(at('2026-07-14T22:30:00Z').day.start)).toBe('2026-07-14T22:00:00.000Z')
  expect(iso(at('2026-01-31T23:30:00Z').month.start)).toBe('2026-01-31T23:00:00.000Z')
  expect(iso(at('2026-12-31T22:59:59Z').month.end)).toBe('2026-12-31T23:00:00.000Z')
  expect(iso(at('2026-11-24T10:11:12Z').minute.end)).toBe('2026-11-24T10:12:00.000Z')
})

test('the days on which the clock changes last 23 and 25 hours', () => {
  const hours = (text: string) => (at(text).day.end - at(text).day.start) / 3_600_000
  expect([hours('2026-03-29T12:00:00Z'), hours('2026-10-25T12:00:00Z'), hours('2026-10-26T12:00:00Z')]).toEqual([
    23, 25, 24,
  ])
})
