import type { GatewayFacts, MeasureId } from '@socle/contracts'
import { loadFramework, loadGovernance, measure } from '@socle/rulebook'
import { expect, test } from 'vitest'

const policy = loadGovernance().policies.measurements
const facts = (changed: Partial<GatewayFacts> = {}): GatewayFacts => ({
  from: '2026-11-01',
  to: '2026-11-30',
  calls: 100,
  answered: 96,
  refused: 4,
  firstRequest: 'a',
  lastRequest: 'z',
  firstCallOn: '2026-08-31',
  models: [{ model: 'mistral-small', calls: 100 }],
  flows: [
    {
      provider: 'cloud-pi',
      sensitivity: 'sensitive',
      calls: 96,
      declared: { location: 'France', circle: 1, clearance: 'restricted' },
    },
  ],
  tokensIn: 90_000,
  tokensOut: 6_000,
  tokensCached: 9_000,
  cost: 1.92,
  wattHours: 48,
  estimated: 0,
  unpriced: 0,
  protections: { PERSON: 3, EMAIL: 2 },
  ...changed,
})
const result = (id: MeasureId, changed?: Partial<GatewayFacts>) =>
  measure(facts(changed), policy).find((check) => check.id === id)!
const flow = (changed: Partial<GatewayFacts['flows'][number]>) => ({ ...facts().flows[0]!, ...changed })

test('every measure names requirements of the framework, and leaves something to a person', () => {
  const { requirementById } = loadFramework()
  for (const check of measure(facts(), policy)) {
    for (const id of check.requirements) expect(requirementById.has(id as never), id).toBe(true)
    expect(check).toMatchObject({ partial: true, left: { fr: expect.any(String), en: expect.any(String) } })
  }
})

test('an application that called nothing passes nothing', () => {
  const checks = measure(facts({ calls: 0, answered: 0, refused: 0, firstCallOn: null, flows: [], models: [] }), policy)
  expect(new Set(checks.map(({ verdict }) => verdict))).toEqual(new Set(['manual']))
  expect(checks[0]!.reason!.fr).toBe('Aucun appel par la passerelle du 2026-11-01 au 2026-11-30.')
})

test('calls that went beyond a clearance fail, with the provider and how many', () => {
  const low = flow({ provider: 'nuage', calls: 7, declared: { location: 'Irlande', circle: 3, clearance: 'ordinary' } })
  const check = result('gateway/cleared-providers', { flows: [...facts().flows, low] })
  expect(check.verdict).toBe('fail')
  expect(check.findings).toHaveLength(1)
  expect(check.findings[0]!.message).toMatch(/« sensible » allés à nuage.*« usuelle » : 7/)
})

test('a provider that is no longer declared is left to a person, unless another call already fails', () => {
  const gone = flow({ provider: 'ancien', declared: null })
  expect(result('gateway/cleared-providers', { flows: [gone] }).verdict).toBe('manual')
  const low = flow({ declared: { location: 'x', circle: 3, clearance: 'public' } })
  expect(result('gateway/cleared-providers', { flows: [gone, low] }).verdict).toBe('fail')
})

test('cleared calls pass and say where data went and what was protected', () => {
  const { verdict, reason } = result('gateway/cleared-providers')
  expect(verdict).toBe('pass')
  expect(reason!.en).toBe(
    'Calls by destination: cloud-pi (France, circle 1), sensitive × 96. Values protected on the way: 5.',
  )
})

test('a call without a price, or too many estimates, fail the accounting; a few estimates do not', () => {
  expect(result('gateway/accounting').verdict).toBe('pass')
  expect(result('gateway/accounting', { estimated: 4 }).verdict).toBe('pass')
  expect(result('gateway/accounting', { estimated: 5 }).findings[0]!.message).toMatch(/5,21\s%, pour 5\s% au plus/)
  expect(result('gateway/accounting', { unpriced: 1 }).findings[0]!.message).toMatch(/sans version de prix : 1/)
})

test('computing per call is handed over with its figures', () => {
  const { verdict, reason } = result('gateway/compute')
  expect(verdict).toBe('manual')
  expect(reason!.en).toBe('Per answered call: 1,000 tokens, 0.5 Wh, €0.02. Tokens taken from the cache: 10%.')
})

test('the review is due six months after the first call, on the last day of a shorter month', () => {
  expect(result('gateway/benefit-review').reason!.en).toMatch(/review to be held by 2027-02-28/)
  expect(result('gateway/benefit-review', { firstCallOn: '2026-05-29' }).reason!.fr).toMatch(
    /point attendu depuis le 2026-11-29/,
  )
})
