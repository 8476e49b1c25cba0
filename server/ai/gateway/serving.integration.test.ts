/** Scarce and experimental models (COMP012, COMP013): a queue with positions, states and waits instead of a hang. */
import { aiProviderRoutes, applicationRoutes } from '@socle/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aiApplication, type AiApplication, ask, eventually, linesOf, provider } from '../../testing/ai-calls.ts'
import { startTestSocle, type TestSocle } from '../../testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../../testing/upstream-process.ts'

let upstream: UpstreamProcess
let socle: TestSocle
let application: AiApplication
let tester: string

beforeAll(async () => {
  upstream = await startUpstream()
  socle = await startTestSocle('embedded', {
    queueLength: 3,
    queuePatienceMs: 30_000,
    providers: [
      provider('onprem', upstream.baseUrl, {
        models: [{ name: 'scarce', upstream: 'held-json', serving: 'scarce', capacity: 1, expectedSeconds: 2 }],
      }),
      provider('lab', upstream.baseUrl, {
        residentModels: 1,
        models: [
          { name: 'first', upstream: 'held-json', serving: 'experimental', loadSeconds: 4 },
          { name: 'second', serving: 'experimental', loadSeconds: 4 },
          { name: 'unloadable', upstream: 'storm-of-500', serving: 'experimental', loadSeconds: 4 },
        ],
      }),
    ],
  })
  application = await aiApplication(socle, 'rare')
  const { body } = await application.lead.call(applicationRoutes.issueKey, {
    params: { applicationId: application.id },
    body: { label: 'labo', purposes: ['ai'], environment: 'experimentation' },
  })
  tester = body.secret
})
afterAll(async () => {
  await socle.close()
  await upstream.kill()
})

interface Place {
  requestId: string
  position: number
  estimatedSeconds: number
}
const queueOf = async (secret: string): Promise<Place[]> => {
  const answer = await fetch(`${socle.url}/v1/queue`, { headers: { authorization: `Bearer ${secret}` } })
  return ((await answer.json()) as { data: Place[] }).data
}

/** Each is asked of the provider when the one before it was answered. */
const letOneGo = () =>
  eventually(
    () => upstream.release(),
    (count) => count === 1,
  )

test('one at a time, production before experimentation, each with a position', async () => {
  const order: string[] = []
  const call = async (name: string, secret: string) => {
    const answer = await ask(socle.url, secret, 'scarce', {}, { 'x-request-id': name })
    await answer.text()
    order.push(name)
    return answer.status
  }
  const running = call('running', application.secret)
  await eventually(
    () => upstream.seen(),
    (calls) => calls.some(({ model }) => model === 'held-json'),
  )
  const lab = call('from-the-lab', tester)
  await eventually(
    () => queueOf(tester),
    (places) => places.length === 1,
  )
  const production = call('from-production', application.secret)
  await eventually(
    () => queueOf(application.secret),
    (places) => places.length === 1,
  )
  expect(await queueOf(application.secret)).toMatchObject([
    { requestId: 'from-production', position: 1, estimatedSeconds: 2 },
  ])
  expect(await queueOf(tester)).toMatchObject([{ requestId: 'from-the-lab', position: 2, estimatedSeconds: 4 }])
  const all = Promise.all([running, lab, production])
  for (let count = 0; count < 3; count++) await letOneGo()
  expect(await all).toEqual([200, 200, 200])
  expect(order).toEqual(['running', 'from-production', 'from-the-lab'])
})

test('a full queue says so at once; who leaves frees a place and is accounted for', async () => {
  const leaving = new AbortController()
  const calls = [1, 2, 3].map((n) => ask(socle.url, application.secret, 'scarce', {}, { 'x-request-id': `full-${n}` }))
  await eventually(
    () => queueOf(application.secret),
    (places) => places.length === 2,
  )
  const gone = ask(socle.url, application.secret, 'scarce', {}, { 'x-request-id': 'gone' }, leaving.signal).catch(
    () => 'left',
  )
  await eventually(
    () => queueOf(application.secret),
    (places) => places.length === 3,
  )
  const full = await ask(socle.url, application.secret, 'scarce')
  expect([full.status, Number(full.headers.get('retry-after'))]).toEqual([503, 6])
  leaving.abort()
  expect(await gone).toBe('left')
  await eventually(
    () => queueOf(application.secret),
    (places) => !places.some(({ requestId }) => requestId === 'gone'),
  )
  for (let count = 0; count < calls.length; count++) await letOneGo()
  for (const answer of await Promise.all(calls)) expect(answer.status).toBe(200)
  const lines = await eventually(
    () => linesOf(socle, application.id),
    (all) => all.some(({ requestId }) => requestId === 'gone'),
  )
  expect(lines.find(({ requestId }) => requestId === 'gone')).toMatchObject({
    outcome: 'caller-left',
    status: 499,
    cost: 0,
  })
})

test('an experimental model is refused to production, and names its state and wait while it loads', async () => {
  expect((await ask(socle.url, application.secret, 'first')).status).toBe(403)
  const told = async (model: string) => {
    const answer = await ask(socle.url, tester, model, {}, { 'accept-language': 'en' })
    const { error } = (await answer.json()) as { error?: { message: string } }
    return [answer.status, /state “(\w+)”/.exec(error?.message ?? '')?.[1], Number(answer.headers.get('retry-after'))]
  }
  const [status, state, wait] = await told('first')
  expect([status, state]).toEqual([503, 'loading'])
  expect(wait).toBeLessThanOrEqual(4)
  const listed = async (model: string) => {
    const answer = await fetch(`${socle.url}/v1/models/${model}`, { headers: { authorization: `Bearer ${tester}` } })
    return (await answer.json()) as { state: string; estimatedSeconds?: number }
  }
  // Whoever only looks learns the wait too, and puts nothing in the queue.
  const first = await listed('first')
  expect(first.state).toBe('loading')
  expect(first.estimatedSeconds).toBeGreaterThanOrEqual(1)
  expect(first.estimatedSeconds).toBeLessThanOrEqual(4)
  for (let looked = 0; looked < 2; looked++) {
    const second = await listed('second')
    expect(second.state).toBe('unloaded')
    expect(second.estimatedSeconds).toBeLessThanOrEqual(8)
  }
  const stated = async (model: string) =>
    (await application.lead.call(aiProviderRoutes.models)).body.models.find(({ name }) => name === model)?.state
  expect([await stated('first'), await stated('second')]).toEqual(['loading', 'unloaded'])
  const [secondStatus, secondState, secondWait] = await told('second')
  expect([secondStatus, secondState]).toEqual([503, 'queued'])
  expect([(await listed('second')).state, await stated('second')]).toEqual(['queued', 'queued'])
  // What is left of the first one's four seconds, at least one, and its own four.
  expect(secondWait).toBeGreaterThanOrEqual(5)
  expect(secondWait).toBeLessThanOrEqual(8)
  await letOneGo()
  await eventually(
    async () => (await ask(socle.url, tester, 'second')).status,
    (code) => code === 200,
  )
  // One at a time is resident: the first was evicted for the second.
  expect((await told('first'))[0]).toBe(503)
  await letOneGo()
  await eventually(
    () => told('unloadable'),
    ([, now]) => now === 'broken',
  )
})

test('a key is told of no model that it may not call for lack of experimentation', async () => {
  const namesFor = async (secret: string) => {
    const answer = await fetch(`${socle.url}/v1/models`, { headers: { authorization: `Bearer ${secret}` } })
    return ((await answer.json()) as { data: { id: string }[] }).data.map(({ id }) => id)
  }
  expect(await namesFor(tester)).toEqual(expect.arrayContaining(['first', 'scarce']))
  expect(await namesFor(application.secret)).toEqual(['scarce', 'socle-extractive'])
  const unknown = (await (await ask(socle.url, application.secret, 'nothing-such')).json()) as {
    error: { message: string }
  }
  expect(unknown.error.message).toContain('scarce, socle-extractive.')
})
