import { loadGovernance } from '@socle/rulebook'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  gapsOf,
  nextCycle,
  type ProductRecord,
  rivalsOf,
  sameUse,
  standingOf,
  unansweredOf,
  usersOfUses,
} from './product-rules.ts'

const policy = loadGovernance().policies.products
const product = (given: Partial<ProductRecord>): ProductRecord => ({
  reference: 'T-1',
  name: 'Plume',
  supplier: '',
  version: '',
  status: 'R',
  change: null,
  openness: null,
  supported: null,
  licence: null,
  uses: [],
  part: '',
  chapter: '',
  comment: '',
  grid: {},
  retained: false,
  ...given,
})

test('fourteen criteria, numbered as the documents number them', () => {
  expect(policy.criteria.map(({ number }) => number)).toEqual(Array.from({ length: 14 }, (_, at) => at + 1))
})

test('a browser serves every platform; one system alone is a gap', () => {
  const gap = (platforms: string[]) => gapsOf(policy, { licence: null, grid: { platforms } }).length
  expect([gap(['web']), gap(['windows', 'linux']), gap(['windows']), gap(['android'])]).toEqual([0, 0, 1, 1])
})

test('a product that waits for answers does not conform yet, and an unsupported one never stands by a reason', () => {
  expect(standingOf(policy, product({}))).toBe('unfilled')
  expect(standingOf(policy, product({ grid: { support: 'no' }, retained: true }))).toBe('barred')
  expect(standingOf(policy, product({ grid: { standards: 'no' }, retained: true }))).toBe('retained')
})

describe('the cycle of versions', () => {
  test.each([
    ['2026-01-15', '2026-04-01', '2026-05-28'],
    ['2026-04-30', '2026-04-01', '2026-05-28'],
    ['2026-05-28', '2026-04-01', '2026-05-28'],
    ['2026-05-29', '2026-10-01', '2026-11-28'],
    ['2026-12-31', '2027-04-01', '2027-05-28'],
  ])('on %s the window is from %s to %s', (today, opensOn, closesOn) => {
    expect(nextCycle(policy, [], today)).toMatchObject({ opensOn, closesOn })
  })

  test('a browser follows every cycle, a drawing tool rises once a year', () => {
    expect(nextCycle(policy, ['browser'], '2026-01-01').yearly).toBe(false)
    expect(nextCycle(policy, ['vector-drawing'], '2026-01-01').yearly).toBe(true)
  })
})

const uses = policy.uses.slice(0, 5).map(({ id }) => id)
const references = fc.uniqueArray(
  fc.record({
    uses: fc.uniqueArray(fc.constantFrom(...uses), { maxLength: 3 }),
    status: fc.constantFrom('R', 'A', 'M', 'O', null),
  }),
  { maxLength: 12, selector: (each) => JSON.stringify(each) },
)

test('the count of rivals is what comparing every pair gives', () => {
  fc.assert(
    fc.property(references, (drafts) => {
      const all = drafts.map((draft, at) => product({ ...draft, reference: `T-${at}` }))
      const users = usersOfUses(all)
      for (const each of all) {
        const others = new Set(
          sameUse(each, all).flatMap(({ others: those }) => those.map(({ reference }) => reference)),
        )
        const kept = each.status === 'M' || each.status === 'O'
        expect(rivalsOf(each, users)).toBe(kept ? 0 : others.size)
      }
    }),
  )
})

test('a product conforms exactly when nothing is missing and nothing is missed', () => {
  const answer = fc.option(fc.constantFrom('yes', 'no'), { nil: undefined })
  const grids = fc.record(
    Object.fromEntries(policy.criteria.filter(({ kind }) => kind === 'yes-no').map(({ id }) => [id, answer])),
  )
  fc.assert(
    fc.property(grids, fc.boolean(), (given, retained) => {
      const grid = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<
        string,
        string
      >
      const standing = standingOf(policy, { licence: null, grid, retained })
      const gaps = gapsOf(policy, { licence: null, grid })
      expect(standing === 'conforming').toBe(
        gaps.length === 0 && unansweredOf(policy, { licence: null, grid }).length === 0,
      )
      expect(standing === 'barred').toBe(gaps.some(({ security }) => security))
    }),
  )
})
