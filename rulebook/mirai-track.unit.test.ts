import { expect, test } from 'vitest'
import { loadGovernance } from './governance.ts'
import { dueOn } from './process.ts'

test('the review of the MirAI track is due by policy: six months after first real use, then after an optimisation', () => {
  const process = loadGovernance().processById.get('mirai-integration')!
  const stated = { 'first-use': '2026-08-31' }
  expect(dueOn(process, 'observation', '2026-09-15', stated)).toBe('2027-02-28')
  expect(dueOn(process, 'optimisation', '2027-03-10', stated)).toBe('2027-09-10')
  const asked = process.transitions.flatMap(({ fields }) => fields.map(({ id }) => id))
  expect(asked).not.toContain('review-due')
})
