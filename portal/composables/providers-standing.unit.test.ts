import { expect, test } from 'vitest'
import { providersStanding } from './providers-standing.ts'

const provider = (name: string, state: 'ready' | 'broken', calls: number, failures: number) => ({
  name,
  approved: true,
  suspendedAt: null,
  declaredIn: 'file' as const,
  health: [{ state, calls, failures }],
})

test('all is well only when nothing is broken and no call of the last minutes failed', () => {
  expect(providersStanding([provider('A', 'ready', 4, 0)])).toMatchObject({ well: 1, broken: [], failing: [] })
  const standing = providersStanding([
    provider('A', 'ready', 4, 0),
    provider('dead', 'ready', 4, 4),
    provider('open', 'broken', 9, 9),
  ])
  expect(standing).toEqual({
    well: 0,
    broken: ['open'],
    failing: [{ name: 'dead', failures: 4, calls: 4 }],
    toApprove: 0,
  })
})

test('one that was never approved says nothing of health; one that was suspended waits for nobody', () => {
  const waiting = { ...provider('new', 'ready', 0, 0), approved: false, declaredIn: 'portal' as const }
  const stopped = { ...waiting, name: 'stopped', suspendedAt: '2026-06-01T00:00:00Z' }
  expect(providersStanding([waiting, stopped])).toMatchObject({ well: 0, toApprove: 1 })
  expect(providersStanding([waiting, provider('A', 'ready', 4, 0)])).toMatchObject({ well: 1, toApprove: 1 })
})
