import { expect, test } from 'vitest'
import { NANO_PER_EURO } from '../../policy/policy.ts'
import { budgetSpent } from './budget-refusal.ts'

test('the figures of a refusal are written as each language writes them', () => {
  const refusal = budgetSpent(
    { id: 'l', scope: 'key', of: 'essai', measure: 'money', period: 'month', amount: 1200.5 * NANO_PER_EURO },
    { least: 1.041 * NANO_PER_EURO, most: 1.041 * NANO_PER_EURO },
    { spent: 1200 * NANO_PER_EURO, held: 0.25 * NANO_PER_EURO, endsAt: Date.now() + 60_000 },
  )
  expect(refusal.args).toMatchObject({
    amount: { fr: expect.stringMatching(/^1200,5 €$/) as string, en: expect.stringMatching(/^1200\.5 /) as string },
    spent: { fr: '1200 €', en: '1200 €' },
    held: { fr: '0,25 €', en: '0.25 €' },
    needed: { fr: '1,041 €', en: '1.041 €' },
    frees: { fr: expect.stringContaining('(0,5 €)') as string },
  })
})
