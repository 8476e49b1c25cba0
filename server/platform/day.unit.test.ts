import { loadGovernance } from '@socle/rulebook'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { dayInWords, dayOf, useCivilTime } from './day.ts'

const { timeZone } = loadGovernance().policies.civilTime
afterEach(() => useCivilTime(timeZone))
const at = (instant: string) => dayOf(new Date(instant))

test('the civil time of the framework is that of Paris', () => expect(timeZone).toBe('Europe/Paris'))

test.each([
  ['an hour before midnight in winter', '2026-12-31T22:59:59Z', '2026-12-31'],
  ['midnight in winter', '2026-12-31T23:00:00Z', '2027-01-01'],
  ['the last second of a summer day', '2026-06-15T21:59:59.999Z', '2026-06-15'],
  ['midnight in summer', '2026-06-15T22:00:00Z', '2026-06-16'],
  ['the night in which clocks go forward: before', '2026-03-28T22:59:59Z', '2026-03-28'],
  ['its midnight is still of winter', '2026-03-28T23:00:00Z', '2026-03-29'],
  ['the end of that day is of summer', '2026-03-29T21:59:59Z', '2026-03-29'],
  ['the next day', '2026-03-29T22:00:00Z', '2026-03-30'],
  ['the night in which clocks go back: its midnight is of summer', '2026-10-24T22:00:00Z', '2026-10-25'],
  ['the hour that comes twice, first', '2026-10-25T00:30:00Z', '2026-10-25'],
  ['and again', '2026-10-25T01:30:00Z', '2026-10-25'],
  ['the end of that day is of winter', '2026-10-25T22:59:59Z', '2026-10-25'],
  ['the day after', '2026-10-25T23:00:00Z', '2026-10-26'],
  ['a leap day', '2028-02-28T23:00:00Z', '2028-02-29'],
])('%s', (_, instant, day) => expect(at(instant)).toBe(day))

test('an overseas administration counts its own days', () => {
  useCivilTime('Pacific/Noumea')
  expect(at('2026-06-15T13:00:00Z')).toBe('2026-06-16')
  useCivilTime('America/Guadeloupe')
  expect(at('2026-06-16T03:59:59Z')).toBe('2026-06-15')
})

test('days never go back, and none is skipped', () => {
  const hour = 3_600_000
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50 * 366 * 24 }), (hours) => {
      const now = new Date(Date.UTC(2000, 0, 1) + hours * hour)
      const today = dayOf(now)
      const later = dayOf(new Date(now.getTime() + hour))
      const tomorrow = new Date(Date.parse(today) + 24 * hour).toISOString().slice(0, 10)
      expect([today, tomorrow]).toContain(later)
    }),
    { numRuns: 2000 },
  )
})

test('a day is told as people say it, the first of a month as an ordinal in French', () => {
  expect([dayInWords('2026-12-01', 'fr'), dayInWords('2026-12-01', 'en')]).toEqual([
    '1er décembre 2026',
    '1 December 2026',
  ])
  expect(dayInWords('2026-11-11', 'fr')).toBe('11 novembre 2026')
})
