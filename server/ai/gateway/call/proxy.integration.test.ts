/** Providers are reached by the outbound proxy of the parameters (rule GI:1120), unless they say otherwise. */
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aiApplication, ask, provider } from '../../../testing/ai-calls.ts'
import { startTestSocle, type TestSocle } from '../../../testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../../../testing/upstream-process.ts'

/** Hosts that the proxy was asked for. */
const asked: string[] = []
const proxy = createServer((incoming, outgoing) => {
  const target = new URL(incoming.url!)
  asked.push(target.host)
  const { method, headers } = incoming
  const onward = request(target, { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode!, answer.headers)
    answer.pipe(outgoing)
  })
  incoming.pipe(onward)
})
// What is encrypted asks for a tunnel: this proxy opens none.
proxy.on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'))
let upstream: UpstreamProcess
let socle: TestSocle
let secret: string

beforeAll(async () => {
  await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready))
  upstream = await startUpstream()
  socle = await startTestSocle('embedded', {
    outboundProxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    providers: [
      provider('outside', upstream.baseUrl, { models: [{ name: 'far' }] }),
      provider('behind', 'http://far.example.invalid/v1', {
        proxy: 'http://127.0.0.1:9',
        models: [{ name: 'beyond' }],
      }),
      provider('behind-tls', 'https://far.example.invalid/v1', {
        proxy: 'http://127.0.0.1:9',
        models: [{ name: 'beyond-tls' }],
      }),
      provider('shut', 'https://far.example.invalid/v1', { models: [{ name: 'shut-out' }] }),
      provider('inside', upstream.baseUrl, { proxy: false, models: [{ name: 'near' }] }),
    ],
  })
  secret = (await aiApplication(socle, 'mandataire')).secret
})
afterAll(async () => {
  await socle.close()
  await upstream.kill()
  proxy.close()
})

test('through the proxy, or straight where a provider says so', async () => {
  expect((await ask(socle.url, secret, 'near')).status).toBe(200)
  expect(asked).toEqual([])
  expect((await ask(socle.url, secret, 'far')).status).toBe(200)
  expect(asked).toEqual([new URL(upstream.baseUrl).host])
  expect(await (await ask(socle.url, secret, 'far', { stream: true })).text()).toContain('[DONE]')
})

test.each([
  ['beyond', 'ne peut pas être joint'],
  ['beyond-tls', 'ne peut pas être joint'],
  ['shut-out', 'a refusé de le joindre'],
])('a proxy that refuses is told as such, and the provider of %s as not reached', async (model, why) => {
  const answer = await ask(socle.url, secret, model)
  expect(answer.status).toBe(502)
  const { error } = (await answer.json()) as { error: { message: string } }
  expect(error.message).toContain(`n’a pas été atteint : le mandataire sortant ${why}`)
})
