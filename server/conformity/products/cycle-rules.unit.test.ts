import { loadGovernance } from '@socle/rulebook'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { besideCycle, cycleOf } from './cycle-rules.ts'

const policy = loadGovernance(join(import.meta.dirname, '../../../framework')).policies.products

test('a cycle is its month and the weeks of leeway on both sides', () => {
  const april = { opensOn: '2026-03-04', closesOn: '2026-05-28' }
  expect(cycleOf(policy, '2026-03-03')).toBeUndefined()
  expect(cycleOf(policy, '2026-03-04')).toEqual(april)
  expect(cycleOf(policy, '2026-05-28')).toEqual(april)
  expect(cycleOf(policy, '2026-05-29')).toBeUndefined()
  expect(cycleOf(policy, '2026-12-15')).toBeUndefined()
})

test('major software rises once in each cycle, the rest once a year, and neither between cycles', () => {
  const [major, other] = [['browser'], ['note-taking']]
  expect(besideCycle(policy, major, [], '2026-12-15')).toBe('between')
  expect(besideCycle(policy, other, [], '2026-12-15')).toBe('between')
  expect(besideCycle(policy, major, [], '2026-10-15')).toBeNull()
  expect(besideCycle(policy, major, ['2026-10-01'], '2026-10-15')).toBe('again')
  expect(besideCycle(policy, major, ['2026-04-20'], '2026-10-15')).toBeNull()
  expect(besideCycle(policy, other, ['2026-04-20'], '2026-10-15')).toBe('again')
  expect(besideCycle(policy, other, ['2025-10-20'], '2026-04-15')).toBeNull()
})
