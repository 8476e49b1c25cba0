import { expect, test } from 'vitest'
import { howFar } from './how-far.ts'

test('a deadline that is near is told in days, one that is far as one would say it', () => {
  const from = (day: string) => howFar(day, '2026-11-30')
  expect(from('2026-11-30')).toEqual({ unit: 'days', n: 0, late: false })
  expect(from('2026-12-01')).toEqual({ unit: 'days', n: 1, late: false })
  expect(from('2027-01-29')).toEqual({ unit: 'days', n: 60, late: false })
  expect(from('2027-02-28')).toEqual({ unit: 'months', n: 3, late: false })
  expect(from('2028-11-01')).toEqual({ unit: 'months', n: 23, late: false })
  expect(from('2029-11-27')).toEqual({ unit: 'years', n: 3, late: false })
  expect(from('2026-11-29')).toEqual({ unit: 'days', n: 1, late: true })
  expect(from('2026-08-01')).toEqual({ unit: 'months', n: 4, late: true })
})
