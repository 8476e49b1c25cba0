import type { ListedCall } from '@socle/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { focusHeading, focusRows } from './focus.ts'
import { line } from './testing.ts'

const rowOf = (of: ListedCall): Record<string, string> => {
  const cells = (text: string) =>
    [
      ...text
        .replace(/^\uFEFF/, '')
        .trim()
        .matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g),
    ].map(([, cell]) => cell!)
  const values = cells(focusRows([of]))
  return Object.fromEntries(cells(focusHeading()).map((name, index) => [name, values[index]!]))
}

test('what was paid by the token is told in tokens, what was paid by the minute in minutes', () => {
  expect(rowOf(line)).toMatchObject({ SubAccountId: 'titres', SubAccountName: 'Titres en ligne' })
  expect(rowOf(line)).toMatchObject({
    ConsumedQuantity: '84',
    ConsumedUnit: 'Tokens',
    PricingQuantity: '0.000084',
    PricingUnit: '1000000 Tokens',
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

const instants = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2039-12-31T23:59:59Z'),
  noInvalidDate: true,
})
const tokens = fc.integer({ min: 0, max: 5_000_000 })
const calls = fc.record({
  at: instants.map((at) => at.toISOString()),
  latencyMs: fc.integer({ min: 0, max: 900_000 }),
  tokensIn: tokens,
  tokensOut: tokens,
  audioSeconds: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 86_400 })),
  cost: fc.integer({ min: 0, max: 100_000_000_000 }).map((nano) => nano / 1e9),
})
const NANO_EURO = 1e-9

/** Attributes of FOCUS 1.0: numeric, date-time and unit formats; the end of a period is its first instant outside. */
test('whatever was called, a row keeps the formats of FOCUS, and its price times its quantity is its cost to the nano-euro', () => {
  fc.assert(
    fc.property(calls, (given) => {
      // Nothing that was measured costs nothing.
      const free = given.tokensIn + given.tokensOut + given.audioSeconds === 0
      const row = rowOf({ ...line, ...given, cost: free ? 0 : given.cost })
      for (const [name, value] of Object.entries(row)) {
        if (/(Cost|Quantity|Price|Tokens)$/.test(name))
          expect([name, value]).toEqual([name, expect.stringMatching(/^\d+(\.\d+)?$/)])
        if (/Period(Start|End)$/.test(name)) expect(value).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
        if (/Unit$/.test(name)) expect(value).toMatch(/^([1-9]\d* )?(Tokens|Seconds|Minutes)$/)
      }
      const [start, end, from, to] = [
        'ChargePeriodStart',
        'ChargePeriodEnd',
        'BillingPeriodStart',
        'BillingPeriodEnd',
      ].map((name) => Date.parse(row[name]!)) as [number, number, number, number]
      const at = Date.parse(given.at)
      expect([start <= at, at + given.latencyMs <= end, start < end, from <= start, start < to]).toEqual(
        Array(5).fill(true),
      )
      expect(new Set([row.BilledCost, row.EffectiveCost, row.ListCost, row.ContractedCost]).size).toBe(1)
      const made = Number(row.ListUnitPrice) * Number(row.PricingQuantity)
      expect(Math.abs(made - Number(row.ListCost))).toBeLessThanOrEqual(NANO_EURO)
      expect(row.ContractedUnitPrice).toBe(row.ListUnitPrice)
    }),
    { numRuns: 2_000 },
  )
})
