import type { ListedCall } from '@socle/contracts'
import { expect, test } from 'vitest'
import { focusHeading, focusRows } from './focus.ts'
import { line } from './testing.ts'

const rowOf = (of: ListedCall): Record<string, string> => {
  const cells = (text: string) =>
    text
      .replace(/^\uFEFF/, '')
      .trim()
      .split(',')
  const values = cells(focusRows([of]))
  return Object.fromEntries(cells(focusHeading()).map((name, index) => [name, values[index]!]))
}

test('what was paid by the token is told in tokens, what was paid by the minute in minutes', () => {
  expect(rowOf(line)).toMatchObject({ SubAccountId: 'titres', SubAccountName: 'Titres en ligne' })
  expect(rowOf(line)).toMatchObject({ ConsumedQuantity: '84', ConsumedUnit: 'Tokens', PricingUnit: '1M Tokens' })
  const heard = { ...line, endpoint: 'transcriptions' as const, tokensIn: 0, tokensOut: 0, audioSeconds: 90, cost: 0.9 }
  expect(rowOf(heard)).toMatchObject({
    BilledCost: '0.9',
    ConsumedQuantity: '90',
    ConsumedUnit: 'Seconds',
    PricingQuantity: '1.5',
    PricingUnit: 'Minutes',
  })
})

test('a call that reached no provider has no row', () => {
  expect(focusRows([{ ...line, provider: null, cost: 0 }]).trim()).toBe('')
})
