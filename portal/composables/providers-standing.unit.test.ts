import { expect, test } from 'vitest'
import { providersStanding } from './providers-standing.ts'

const provider = (name: string, state: 'ready' | 'broken', calls: number, failures: number) => ({
  name,
  approved: true,
  declaredIn: 'file' as const,
  health: [{ state, calls, failures }],
})

test('all is well only when nothing is broken and no call of the last minutes failed', () => {
  expect(providersStanding([provider('A', 'ready', 4, 0)])).toMatchObject({ well: true, broken: [], failing: [] })
  const standing = providersStanding([
    provider('A', 'ready', 4, 0),
    provider('dead', 'ready', 4, 4),
    provider('open', 'broken', 9, 9),
  ])
  expect(standing).toEqual({
    well: false,
    broken: ['open'],
    failing: [{ name: 'dead', failures: 4, calls: 4 }],
    toApprove: 0,
  })
})
