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
  expect(rowOf(line)).toMatchObject({
    ConsumedQuantity: '84',
    ConsumedUnit: 'Tokens',
    PricingQuantity: '0.000084',
    PricingUnit: '1M Tokens',
  })
  const heard = { ...line, endpoint: 'transcriptions' as const, tokensIn: 0, tokensOut: 0, audioSeconds: 90, cost: 0.9 }
  expect(rowOf(heard)).toMatchObject({
    BilledCost: '0.9',
    ConsumedQuantity: '90',
    ConsumedUnit: 'Seconds',
    PricingQuantity: '1.5',
    PricingUnit: 'Minutes',
  })
})

/** https://focus.finops.org/focus-specification/v1-0/: feature level « mandatory ». */
const mandatory = [
  'BilledCost',
  'BillingAccountId',
  'BillingAccountName',
  'BillingCurrency',
  'BillingPeriodEnd',
  'BillingPeriodStart',
  'ChargeCategory',
  'ChargeClass',
  'ChargeDescription',
  'ChargePeriodEnd',
  'ChargePeriodStart',
  'ContractedCost',
  'EffectiveCost',
  'InvoiceIssuerName',
  'ListCost',
  'PricingQuantity',
  'PricingUnit',
  'ProviderName',
  'PublisherName',
  'ServiceCategory',
  'ServiceName',
]

test('every column is there that FOCUS 1.0 makes mandatory, and only a correction has a class', () => {
  const row = rowOf(line)
  expect(Object.keys(row)).toEqual(expect.arrayContaining(mandatory))
  expect(mandatory.filter((name) => row[name] === '')).toEqual(['ChargeClass'])
})

test('instants are written to the second, and a charge takes one at least', () => {
  const quick = { ...line, at: '2026-11-30T23:59:59.900Z', latencyMs: 20 }
  expect(rowOf(quick)).toMatchObject({
    BillingPeriodStart: '2026-11-01T00:00:00Z',
    BillingPeriodEnd: '2026-12-01T00:00:00Z',
    ChargePeriodStart: '2026-11-30T23:59:59Z',
    ChargePeriodEnd: '2026-12-01T00:00:00Z',
  })
  expect(rowOf({ ...line, latencyMs: 1500 })).toMatchObject({ ChargePeriodEnd: '2026-11-30T10:00:02Z' })
})

test('a price is that of one model at one provider, and times the quantity makes the cost', () => {
  expect(rowOf(line)).toMatchObject({ SkuId: 'local/mistral-small-3.2', SkuPriceId: 'local/mistral-small-3.2/p1' })
  const heard = { ...line, tokensIn: 0, tokensOut: 0, audioSeconds: 90, cost: 0.9 }
  const free = { ...line, tokensIn: 0, tokensOut: 0, cost: 0 }
  for (const of of [line, heard, { ...line, tokensIn: 1, tokensOut: 0, cost: 0.000000001 }]) {
    const { ListUnitPrice, ContractedUnitPrice, PricingQuantity, ListCost } = rowOf(of)
    expect(Number(ListUnitPrice) * Number(PricingQuantity)).toBeCloseTo(Number(ListCost), 12)
    expect([ContractedUnitPrice, PricingQuantity]).toEqual([ListUnitPrice, expect.stringMatching(/^[\d.]+$/)])
  }
  expect(rowOf(heard).ListUnitPrice).toBe('0.6')
  expect(rowOf(free).ListUnitPrice).toBe('0')
})

test('an application that names no organisation is its own account', () => {
  expect(rowOf(line)).toMatchObject({ BillingAccountId: 'DGX', BillingAccountName: 'DGX' })
  for (const organisation of ['—', ''])
    expect(rowOf({ ...line, organisation })).toMatchObject({
      BillingAccountId: 'titres',
      BillingAccountName: 'Titres en ligne',
    })
})

test('a call that reached no provider has no row', () => {
  expect(focusRows([{ ...line, provider: null, cost: 0 }]).trim()).toBe('')
})
