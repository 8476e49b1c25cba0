/** What replicas know together: one capacity and one queue of a scarce model (COMP012), one health of providers. */
import { aiProviderRoutes } from '@socle/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aiApplication, type AiApplication, ask, eventually, provider } from '../../../testing/ai-calls.ts'
import { startTestSocle, type TestSocle } from '../../../testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../../../testing/upstream-process.ts'

let upstream: UpstreamProcess
let first: TestSocle
let second: TestSocle
let application: AiApplication

beforeAll(async () => {
  upstream = await startUpstream()
  first = await startTestSocle('postgresql', {
    queueLength: 6,
    queuePatienceMs: 60_000,
    providers: [
      provider('onprem', upstream.baseUrl, {
        models: [{ name: 'scarce', upstream: 'held-json', serving: 'scarce', capacity: 2, expectedSeconds: 2 }],
      }),
      provider('ailing', upstream.baseUrl, { models: [{ name: 'storm', upstream: 'storm-of-500' }] }),
    ],
  })
  second = await first.replica()
  application = await aiApplication(first, 'rare')
})
afterAll(async () => {
  await second.close()
  await first.close()
  await upstream.kill()
})

interface Place {
  requestId: string
  position: number
  estimatedSeconds: number
}
const queueAt = async ({ url }: TestSocle): Promise<Place[]> => {
  const answer = await fetch(`${url}/v1/queue`, { headers: { authorization: `Bearer ${application.secret}` } })
  return ((await answer.json()) as { data: Place[] }).data
}
const call = (socle: TestSocle, name: string) =>
  ask(socle.url, application.secret, 'scarce', {}, { 'x-request-id': name })
const underWay = async () =>
  (await upstream.seen()).filter(({ model, finished }) => model === 'held-json' && !finished).length
/** Lets everything that is under way finish, and says how much that was. */
const letGo = () =>
  eventually(
    () => upstream.release(),
    (count) => count > 0,
  )

test('replicas that share a database share the capacity, and show one queue', async () => {
  const calls = [1, 2, 3, 4, 5, 6].map((n) => call(n % 2 === 0 ? first : second, `call-${n}`))
  const seen = await eventually(
    () => queueAt(first),
    (places) => places.length === 4,
  )
  expect(await underWay()).toBe(2)
  expect(seen.map(({ position, estimatedSeconds }) => [position, estimatedSeconds])).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 4],
  ])
  expect((await queueAt(second)).map(({ requestId, position }) => [requestId, position])).toEqual(
    seen.map(({ requestId, position }) => [requestId, position]),
  )
  const together: number[] = []
  for (let gone = 0; gone < calls.length;) {
    const count = await letGo()
    together.push(count)
    gone += count
  }
  expect(Math.max(...together)).toBeLessThanOrEqual(2)
  const answers = await Promise.all(calls)
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
  // Who waited is told where it stood and how long; who did not is told nothing.
  const stood = answers.map(({ headers }) => headers.get('x-socle-queue-position')).filter((place) => place !== null)
  expect(stood).toHaveLength(4)
  for (const { headers } of answers)
    if (headers.has('x-socle-queue-position'))
      expect(Number(headers.get('x-socle-queue-waited'))).toBeGreaterThanOrEqual(0)
    else expect(headers.has('x-socle-queue-waited')).toBe(false)
})

test('what a dead replica held is free once its lease has ended', async () => {
  const held = [call(second, 'held-1'), call(second, 'held-2')]
  await eventually(underWay, (count) => count === 2)
  const { db } = first.database
  // As its own process would leave them: under way, seen long ago, and nobody to renew them.
  await sql`insert into ai_scarce_places (id, deployment, replica_id, request_id, key_id, priority, admitted, seen_at)
    select gen_random_uuid(), deployment, gen_random_uuid(), 'dead-' || n, key_id, 0, true, now() - interval '1 minute'
    from ai_scarce_places, generate_series(1, 3) n where request_id = 'held-1'`.execute(db)
  expect((await queueAt(first)).map(({ requestId }) => requestId)).toEqual([])
  for (let gone = 0; gone < 2;) gone += await letGo()
  for (const answer of held) expect((await answer).status).toBe(200)
  const next = call(first, 'next')
  await eventually(underWay, (count) => count === 1)
  await letGo()
  expect((await next).status).toBe(200)
  const { rows } = await eventually(
    () => sql<{ request_id: string }>`select request_id from ai_scarce_places`.execute(db),
    (found) => found.rows.length === 0,
  )
  expect(rows).toEqual([])
})

test('every replica tells of the circuit that another one opened, and of the failures of the last minutes', async () => {
  for (let count = 0; count < 5; count++)
    expect((await ask(second.url, application.secret, 'storm')).status).toBeGreaterThanOrEqual(500)
  const administrator = await first.as('sophie')
  const told = () => administrator.call(aiProviderRoutes.list, {})
  const { body } = await eventually(told, ({ body: { providers } }) =>
    providers.some(({ id, health }) => id === 'ailing' && health[0]!.failures >= 5),
  )
  const [health] = body.providers.find(({ id }) => id === 'ailing')!.health
  expect(health).toMatchObject({ state: 'broken', calls: 5, failures: 5, lastFailure: 'HTTP 500' })
  const { body: models } = await administrator.call(aiProviderRoutes.models, {})
  expect(models.models.find(({ name }) => name === 'storm')!.state).toBe('broken')
})
