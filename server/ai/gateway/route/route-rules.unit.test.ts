import {
  Endpoint,
  KeyEnvironment,
  ModelDeclaration,
  ProviderRecord,
  Sensitivity,
  sensitivityRank,
  Serving,
} from '@socle/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { activeProvider, type Deployment, deploymentsOf } from '../../policy/policy.ts'
import { createHealthBook } from './health.ts'
import { excluded, nextDeployment } from './route-rules.ts'

const deployment = (
  id: string,
  given: {
    clearance?: Sensitivity
    approved?: boolean
    price?: number
    weight?: number
    capacity?: number
    serving?: Serving
    dialect?: 'openai' | 'anthropic'
    also?: Endpoint[]
  } = {},
): Deployment => {
  const record = ProviderRecord.parse({
    id,
    name: id,
    dialect: given.dialect ?? 'openai',
    baseUrl: 'https://models.example.org/v1',
    location: 'France',
    law: 'FR',
    circle: 1,
    clearance: given.clearance ?? 'restricted',
    also: given.also ?? [],
    models: [
      ModelDeclaration.parse({
        name: 'm',
        price: { inputPerMillion: given.price ?? 1 },
        weight: given.weight ?? 1,
        serving: given.serving ?? 'elastic',
        ...(given.capacity && { capacity: given.capacity }),
      }),
    ],
  })
  const state = { approved: given.approved ?? true, secret: undefined, commonProxy: undefined }
  return deploymentsOf(activeProvider(record, state), record)[0]!
}
const order = (deployments: Deployment[], book = createHealthBook(() => 0)): string[] => {
  const remaining = [...deployments]
  const tried: string[] = []
  for (let next; (next = nextDeployment(remaining, book.standing, () => {}));) tried.push(next.provider.id)
  return tried
}

describe('who is a candidate, and in which order', () => {
  test('no configuration and no failure leads to a provider that is not cleared, approved and fit', () => {
    const anyDeployment = fc.record({
      clearance: fc.constantFrom(...Sensitivity.options),
      approved: fc.boolean(),
      price: fc.integer({ min: 0, max: 3 }),
      capacity: fc.integer({ min: 1, max: 3 }),
      serving: fc.constantFrom(...Serving.options),
      dialect: fc.constantFrom('openai' as const, 'anthropic' as const),
      also: fc.subarray(['responses', 'messages'] as Endpoint[]),
    })
    const anyCall = fc.record({
      endpoint: fc.constantFrom(...Endpoint.options),
      sensitivity: fc.constantFrom(...Sensitivity.options),
      environment: fc.constantFrom(...KeyEnvironment.options),
    })
    fc.assert(
      fc.property(
        fc.array(anyDeployment, { minLength: 1, maxLength: 5 }),
        anyCall,
        fc.array(fc.tuple(fc.nat(4), fc.constantFrom('began', 'failed', 'throttled', 'succeeded', 'tick')), {
          maxLength: 12,
        }),
        (given, call, past) => {
          let now = 0
          const book = createHealthBook(() => now)
          const deployments = given.map((each, index) => deployment(`p${index}`, each))
          for (const [index, event] of past) {
            const about = deployments[index % deployments.length]!
            if (event === 'tick') now += 3000
            else if (event === 'failed') book.failed(about, 'x')
            else if (event === 'throttled') book.throttled(about, undefined, 'x')
            else book[event as 'began' | 'succeeded'](about)
          }
          const remaining = deployments.filter((each) => excluded(each, call) === undefined)
          for (let next; (next = nextDeployment(remaining, book.standing, () => {}));) {
            const { clearance, approved } = next.provider
            if (sensitivityRank(clearance) < sensitivityRank(call.sensitivity)) return false
            if (!approved) return false
            if (next.declaration.serving === 'experimental' && call.environment === 'production') return false
            // Every try fails: the failover must not lead elsewhere.
            book.failed(next, 'x')
          }
          return true
        },
      ),
      { numRuns: 100_000 },
    )
  }, 120_000)

  test('cheapest first', () => {
    expect(order([deployment('dear', { price: 3 }), deployment('cheap', { price: 1 })])).toEqual(['cheap', 'dear'])
  })

  test('among equals, the least loaded for its weight', () => {
    const [light, heavy] = [deployment('light', { weight: 1 }), deployment('heavy', { weight: 3 })]
    const book = createHealthBook(() => 0)
    const shares = { light: 0, heavy: 0 }
    for (let calls = 0; calls < 400; calls++) {
      const next = nextDeployment([light, heavy], book.standing, () => {})!
      book.began(next)
      shares[next.provider.id as 'light']++
    }
    expect(shares).toEqual({ light: 100, heavy: 300 })
  })

  test('a broken circuit lets one trial through, and closes when it succeeds', () => {
    let now = 0
    const book = createHealthBook(() => now)
    const only = deployment('only')
    for (let failures = 0; failures < 5; failures++) book.failed(only, 'x')
    expect(order([only], book)).toEqual([])
    now = 6000
    expect(order([only], book)).toEqual(['only'])
    book.began(only)
    expect(order([only], book)).toEqual([])
    book.succeeded(only)
    expect(order([only], book)).toEqual(['only'])
  })

  test('a trial that fails doubles the pause', () => {
    let now = 0
    const book = createHealthBook(() => now)
    const only = deployment('only')
    for (let failures = 0; failures < 5; failures++) book.failed(only, 'x')
    now = 5001
    book.began(only)
    book.failed(only, 'x')
    expect(book.report(only).until).toBe(15_001)
  })

  test('a provider that asks for time is left alone for as long as it says', () => {
    let now = 0
    const book = createHealthBook(() => now)
    const only = deployment('only')
    book.throttled(only, 7000, 'HTTP 429')
    now = 6999
    expect(order([only], book)).toEqual([])
    now = 7000
    expect(order([only], book)).toEqual(['only'])
  })

  test('second tries run out in a storm, and come back with time', () => {
    let now = 0
    const book = createHealthBook(() => now)
    let granted = 0
    while (book.mayRetry()) granted++
    expect(granted).toBe(20)
    now = 3000
    expect([book.mayRetry(), book.mayRetry(), book.mayRetry(), book.mayRetry()]).toEqual([true, true, true, false])
  })

  test.each([
    ['messages', 'openai', true],
    ['chat', 'anthropic', true],
    ['responses', 'openai', true],
    ['embeddings', 'anthropic', false],
  ] as const)('a call for %s to a provider that speaks %s: %s', (endpoint, dialect, possible) => {
    const reason = excluded(deployment('p', { dialect }), {
      endpoint,
      sensitivity: 'public',
      environment: 'production',
    })
    expect(reason === undefined).toBe(possible)
  })
})

test('health tells of the last minutes, and what is long past is no news', () => {
  let now = 0
  const book = createHealthBook(() => now)
  const one = deployment('one', {})
  book.began(one)
  book.failed(one, 'HTTP 500')
  book.ended(one)
  expect(book.report(one)).toMatchObject({ calls: 1, failures: 1, lastFailure: 'HTTP 500' })
  now = 16 * 60_000
  expect(book.report(one)).toMatchObject({ calls: 0, failures: 0, lastFailure: null })
  expect(book.reports()).toEqual({})
})
