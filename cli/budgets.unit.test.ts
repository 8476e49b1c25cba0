import { expect, test } from 'vitest'
import { parseBudgets } from './budgets.ts'
import { Refusal } from './errors.ts'

test('budgets are read as they are written', () => {
  expect(parseBudgets('20eur/month, 60 requests / minute,0.5€/day', 'key')).toEqual([
    { amount: 20, measure: 'money', period: 'month' },
    { amount: 60, measure: 'requests', period: 'minute' },
    { amount: 0.5, measure: 'money', period: 'day' },
  ])
})

test.each([
  ['5.5requests/minute', /counted whole/],
  ['0.5tokens/day', /counted whole/],
  ['99999999999999999999eur/month', /The largest is 1000000000/],
  ['99999999999999999999.5requests/month', /The largest is 1000000000/],
  ['5 apples', /eur\/month/],
])('%s is refused before anything is sent', (written, why) => {
  expect(() => parseBudgets(`20eur/month,${written}`, 'key')).toThrow(Refusal)
  expect(() => parseBudgets(`20eur/month,${written}`, 'key')).toThrow(why)
})
