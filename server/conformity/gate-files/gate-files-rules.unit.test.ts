import fc from 'fast-check'
import { expect, test } from 'vitest'
import { monthsAfter } from '@socle/rulebook'
import { datesMistake, type PrivacyProcedure, privacyEvidence } from './gate-files-rules.ts'

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2026-06-12', 60, '2031-06-12'],
  ['2026-12-15', 1, '2027-01-15'],
])('%s and %i months is %s', (from, months, to) => {
  expect(monthsAfter(from, months)).toBe(to)
})

test('a decision is recorded once taken, ends after it, and within what the policy allows', () => {
  fc.assert(
    fc.property(day, day, day, fc.integer({ min: 1, max: 120 }), (decidedOn, until, today, maximumMonths) => {
      const sound = decidedOn <= today && until > decidedOn && until <= monthsAfter(decidedOn, maximumMonths)
      expect(datesMistake({ decidedOn, until, maximumMonths }, today) === undefined).toBe(sound)
    }),
  )
})

const entries: fc.Arbitrary<PrivacyProcedure[]> = fc.array(
  fc.record({
    state: fc.constantFrom('draft', 'submitted', 'in-force', 'revised', 'closed'),
    data: fc.record({ 'validated-on': day, 'review-by': day, 'high-risk': fc.boolean() }),
  }),
  { maxLength: 4 },
)
const assessments: fc.Arbitrary<PrivacyProcedure[]> = fc.array(
  fc.record({
    state: fc.constantFrom('drafted', 'opinion-given', 'validated', 'closed'),
    data: fc.record({ 'validated-on': day, 'review-by': day }),
  }),
  { maxLength: 3 },
)

test('what proves data protection holds today, and no longer than any review that it rests on', () => {
  fc.assert(
    fc.property(entries, assessments, day, (register, impact, today) => {
      const proof = privacyEvidence(register, impact, today)
      const open = register.filter(({ state }) => state !== 'closed')
      const inOrder =
        open.length > 0 && open.every(({ state, data }) => state === 'in-force' && String(data['review-by']) >= today)
      const risky = open.some(({ data }) => data['high-risk'] === true)
      const assessed = impact.some(({ state, data }) => state === 'validated' && String(data['review-by']) >= today)
      expect(proof !== undefined).toBe(inOrder && (!risky || assessed))
      if (!proof) return
      expect(proof.expiresOn >= today).toBe(true)
      for (const { data } of open) expect(proof.expiresOn <= String(data['review-by'])).toBe(true)
    }),
  )
})
