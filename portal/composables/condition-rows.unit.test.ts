import type { Condition } from '@socle/contracts'
import { expect, test } from 'vitest'
import { conditionOf, rowsOf } from './condition-rows.ts'

test.each<Condition>([
  'always',
  { interface: ['web'] },
  { interface: ['web', 'mobile'], audiences: ['*@internet'] },
  { not: { 'ai-use': ['none'] } },
  { any: [{ interface: ['web'] }, { not: { owner: ['ministry'] } }] },
  { all: [{ interface: ['web'] }, { interface: ['mobile'] }] },
])('%j is shown as rows, and comes back as it was', (condition) => {
  expect(conditionOf(rowsOf(condition)!)).toEqual(condition)
})

test('a condition inside another is not squeezed into rows', () => {
  expect(rowsOf({ all: [{ any: [{ interface: ['web'] }] }] })).toBeUndefined()
  expect(rowsOf({ not: { all: [{ interface: ['web'] }] } })).toBeUndefined()
  expect(rowsOf({ any: [{ interface: ['web'], owner: ['ministry'] }] })).toBeUndefined()
})

test('rows that lack a question or an answer are no condition yet', () => {
  expect(conditionOf({ holds: 'all', rows: [] })).toBeUndefined()
  expect(conditionOf({ holds: 'any', rows: [{ trait: 'interface', operator: 'is', answers: [] }] })).toBeUndefined()
  expect(conditionOf({ holds: 'all', rows: [{ trait: '', operator: 'is', answers: ['web'] }] })).toBeUndefined()
})
