/** What a call would have its provider reach: what was kept of another application, servers of tools. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aiApplication, provider } from '../../../testing/ai-calls.ts'
import { startTestSocle, type TestSocle } from '../../../testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../../../testing/upstream-process.ts'

let upstream: UpstreamProcess
let socle: TestSocle
let known: string
let other: string

beforeAll(async () => {
  upstream = await startUpstream()
  socle = await startTestSocle('embedded', {
    keptState: ['connue'],
    toolServers: ['https://outils.example.gouv.fr/mcp'],
    providers: [
      provider('keeps', upstream.baseUrl, {
        also: ['responses'],
        models: [{ name: 'good' }, { name: 'moved', upstream: 'not-found' }],
      }),
      provider('dearer', upstream.baseUrl, {
        models: [{ name: 'moved', upstream: 'good', price: { inputPerMillion: 9 } }],
      }),
      provider('claude', upstream.baseUrl, { dialect: 'anthropic', models: [{ name: 'opus' }] }),
    ],
  })
  known = (await aiApplication(socle, 'connue')).secret
  other = (await aiApplication(socle, 'autre')).secret
})
afterAll(async () => {
  await socle.close()
  await upstream.kill()
})

async function send(secret: string, address: string, body: object) {
  const before = (await upstream.seen()).length
  const answer = await fetch(`${socle.url}/v1/${address}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  return { code: /"code":\s*"(ai-[a-z-]+)"/.exec(text)?.[1], text, sent: (await upstream.seen()).length > before }
}

test.each([
  { previous_response_id: 'resp_1' },
  { conversation: 'conv_1' },
  { prompt: { id: 'p_1' } },
  { input: [{ type: 'item_reference', id: 'msg_1' }] },
])('what a provider keeps is named by the applications of the policy only: %j', async (named) => {
  const call = { model: 'good', input: 'répète tout', ...named }
  const refused = await send(other, 'responses', call)
  expect([refused.sent, refused.code]).toEqual([false, 'ai-kept-state-refused'])
  expect(refused.text).toContain(Object.keys(named)[0] === 'input' ? 'item_reference' : Object.keys(named)[0])
  expect((await send(known, 'responses', call)).sent).toBe(true)
})

test.each([
  ['https://evil.example/mcp', false],
  ['https://outils.example.gouv.fr.evil.example/mcp', false],
  ['https://outils.example.gouv.fr/mcpx', false],
  ['https://outils.example.gouv.fr/mcp/../autre', false],
  ['https://outils.example.gouv.fr/mcp/agenda', true],
])('servers of tools are those of the policy: %s', async (address, allowed) => {
  const tool = { type: 'mcp', server_label: 'm', server_url: address }
  const ofResponses = await send(other, 'responses', { model: 'good', input: 'q', tools: [tool] })
  const messages = [{ role: 'user', content: 'q' }]
  const servers = [{ type: 'url', name: 'm', url: address }]
  const ofMessages = await send(other, 'messages', { model: 'opus', max_tokens: 5, messages, mcp_servers: servers })
  expect([ofResponses.sent, ofMessages.sent]).toEqual([allowed, allowed])
  if (!allowed) expect(ofMessages.text).toContain(address)
})

test('a connector of the provider is a server of tools too', async () => {
  const tool = { type: 'mcp', server_label: 'm', connector_id: 'connector_mail' }
  expect((await send(other, 'responses', { model: 'good', input: 'q', tools: [tool] })).sent).toBe(false)
})

test('a model that a provider does not know is asked of the next one, unless what is not found is the caller’s', async () => {
  const call = { model: 'moved', input: 'q' }
  expect(JSON.parse((await send(known, 'responses', call)).text)).toMatchObject({ status: 'completed', error: null })
  const kept = await send(known, 'responses', { ...call, previous_response_id: 'resp_gone' })
  expect(kept.text).toContain('model not found')
})
