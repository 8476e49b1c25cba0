import { CommitteePolicy } from '@socle/contracts'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { publicationPeriods } from './publication-rules.ts'

const policy = CommitteePolicy.parse(
  parse(readFileSync(fileURLToPath(new URL('../../../framework/governance/committee.yaml', import.meta.url)), 'utf8')),
)
const states = (sessions: Parameters<typeof publicationPeriods>[1], today: string) =>
  publicationPeriods(policy, sessions, today).map(({ state, warn }) => `${state}${warn ? '!' : ''}`)

test('two half-years, whole months, without a gap', () => {
  expect(publicationPeriods(policy, [], '2026-03-01').map(({ from, to }) => [from, to])).toEqual([
    ['2026-01-01', '2026-06-30'],
    ['2026-07-01', '2026-12-31'],
  ])
})

test('the missing session is a task in the last sixty days of its half-year, then it is missed', () => {
  expect(states([], '2026-03-01')).toEqual(['missing', 'missing'])
  expect(states([], '2026-05-01')).toEqual(['missing!', 'missing'])
  expect(states([], '2026-07-01')).toEqual(['missed!', 'missing'])
})

test('a planned session calms the task, a held one settles it, a cancelled one does neither', () => {
  expect(states([{ date: '2026-06-10', state: 'planned', decided: false }], '2026-05-20')).toEqual([
    'planned',
    'missing',
  ])
  expect(states([{ date: '2026-06-10', state: 'settled', decided: true }], '2026-07-20')).toEqual(['held', 'missing'])
  expect(states([{ date: '2026-06-10', state: 'cancelled', decided: false }], '2026-05-20')).toEqual([
    'missing!',
    'missing',
  ])
  expect(states([{ date: '2026-06-10', state: 'planned', decided: false }], '2026-07-20')).toEqual([
    'missed!',
    'missing',
  ])
  expect(states([{ date: '2025-12-10', state: 'closed', decided: true }], '2026-05-20')).toEqual([
    'missing!',
    'missing',
  ])
})

test('a session without a quorum, or that postponed everything, has not voted the publication', () => {
  const empty = { date: '2026-06-10', state: 'settled', decided: false } as const
  expect(states([empty], '2026-06-15')).toEqual(['missing!', 'missing'])
  expect(states([empty], '2026-07-20')).toEqual(['missed!', 'missing'])
  expect(states([empty, { ...empty, date: '2026-06-24', decided: true }], '2026-07-20')).toEqual(['held', 'missing'])
})

test('a half-year that was missed is a task until a later session makes up for it, and sixty days at most', () => {
  const later = { date: '2026-09-10', decided: false } as const
  expect(states([], '2026-08-29')).toEqual(['missed!', 'missing'])
  expect(states([], '2026-08-30')).toEqual(['missed', 'missing'])
  expect(states([], '2026-11-30')).toEqual(['missed', 'missing!'])
  expect(states([{ ...later, state: 'planned' }], '2026-07-20')).toEqual(['missed', 'planned'])
  expect(states([{ ...later, state: 'cancelled' }], '2026-07-20')).toEqual(['missed!', 'missing'])
})
