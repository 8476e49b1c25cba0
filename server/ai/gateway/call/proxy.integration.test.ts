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
