import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAmount, typedAmount } from './amount.ts'

const [narrow, noBreak, thin] = ['\u202f', '\u00a0', '\u2009']

test.each(['-5', '-3', '−3', '- 3', '–12,5', '-3 €'])('“%s” is a number, and a negative one', (text) => {
  expect(readAmount(text, 'fr')).toEqual({ kind: 'negative' })
})

test.each([
  ['1 250,50', 1250.5],
  [`1${narrow}250,50`, 1250.5],
  [`1${noBreak}250,50${noBreak}€`, 1250.5],
  [`12${thin}345${thin}678`, 12_345_678],
  ['1.250,50', 1250.5],
  ['1,250.50', 1250.5],
  ['1.250.000', 1_250_000],
  ['1’250.50', 1250.5],
  ['1250.5', 1250.5],
  ['0,25', 0.25],
  ['0.125', 0.125],
  ['1,250', 1.25],
  ['1250,500', 1250.5],
  ['1 250.500', 1250.5],
  ['12', 12],
  ['0', 0],
  ['12 €', 12],
  ['12€', 12],
  ['3,5 euros', 3.5],
  [' 7 ', 7],
])('“%s” is read as one writes it in French', (text, amount) => {
  expect(readAmount(text, 'fr')).toEqual({ kind: 'amount', amount })
})

test.each([
  'douze',
  '1 25',
  '12 50',
  '1,250,5',
  '1.2.3',
  '1,5,5',
  '1,25.5,5',
  ',5',
  '5,',
  '€',
  '1e3',
  '12 k€',
  '1 250 ,5',
])('“%s” is not guessed', (text) => {
  expect(readAmount(text, 'fr')).toEqual({ kind: 'unreadable' })
})

test('what may be thousands or decimals is asked, in the language of the page', () => {
  const unsure = { kind: 'unsure', grouped: 1250, decimal: 1.25 }
  expect(readAmount('1.250', 'fr')).toEqual(unsure)
  expect(readAmount('1,250', 'en')).toEqual(unsure)
  expect(readAmount('1.250', 'en')).toEqual({ kind: 'amount', amount: 1.25 })
})

test('nothing typed is no amount', () => {
  for (const text of ['', '  ', noBreak]) expect(readAmount(text, 'fr')).toEqual({ kind: 'nothing' })
})

test('an amount that is shown to be changed is read as it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
      const amount = Number(`${whole}.${String(cents).padStart(2, '0')}`)
      for (const language of ['fr', 'en'] as const)
        expect(readAmount(typedAmount(amount, language), language)).toEqual({ kind: 'amount', amount })
    }),
  )
})
