/** Personal data on its way to a provider beyond the ministry's circle, and back. */
import { ProtectedType } from '@socle/contracts'
import { piiTypes } from '@socle/privacy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aiApplication, type AiApplication, ask, linesOf, provider } from '../../../testing/ai-calls.ts'
import { startTestSocle, type TestSocle } from '../../../testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../../../testing/upstream-process.ts'

let upstream: UpstreamProcess
let socle: TestSocle
let application: AiApplication

beforeAll(async () => {
  upstream = await startUpstream()
  const outside = { circle: 3 }
  socle = await startTestSocle('embedded', {
    contentSensitivity: { NIR: 'sensitive' },
    protection: [
      { providers: ['strict'], types: ['IBAN'], action: 'refuse' },
      { providers: ['strict'], types: ['PHONE_FR'], action: 'reroute' },
      { types: ['SECRET', 'URL_CREDENTIALS'], action: 'mask' },
      { circles: [1], action: 'allow' },
      { action: 'pseudonymise' },
    ],
    providers: [
      provider('outside', upstream.baseUrl, {
        ...outside,
        clearance: 'ordinary',
        models: [{ name: 'echo' }, { name: 'embed', kind: 'embedding' }],
      }),
      provider('claude', upstream.baseUrl, {
        ...outside,
        dialect: 'anthropic',
        models: [{ name: 'opus', upstream: 'echo' }],
      }),
      provider('inside', upstream.baseUrl, {
        models: [
          { name: 'home', upstream: 'echo' },
          { name: 'both', upstream: 'echo', price: { inputPerMillion: 9 } },
        ],
      }),
      provider('strict', upstream.baseUrl, {
        ...outside,
        models: [
          { name: 'narrow', upstream: 'echo' },
          { name: 'both', upstream: 'echo' },
        ],
      }),
    ],
  })
  application = await aiApplication(socle, 'protegee', { sensitivity: 'public' })
})
afterAll(async () => {
  await socle.close()
  await upstream.kill()
})

const text = 'Mme Hélène Durand, 06 12 34 56 78, h.durand@example.fr, écrit à M. Jean Petit.'
const messages = [{ role: 'user', content: text }]
const said = async (answer: Response) => {
  const body = (await answer.json()) as { choices: { message: { content: string } }[] }
  return body.choices[0]!.message.content
}
const seenLast = async () => JSON.stringify((await upstream.seen()).at(-1)!.body)
const values = ['Durand', '06 12 34', 'h.durand', 'Petit']

test.each(['echo', 'opus'])(
  'the provider (%s) sees placeholders, the caller its own words, the ledger counts',
  async (model) => {
    const answer = await ask(socle.url, application.secret, model, { messages, max_tokens: 100 })
    expect(await said(answer)).toBe(text)
    const seen = await seenLast()
    for (const value of values) expect(seen).not.toContain(value)
    expect(seen).toMatch(/Mme \[PERSONNE_1F_\w{3}\]/)
    expect(answer.headers.get('x-socle-protected')).toBe('PERSON=2, EMAIL=1, PHONE_FR=1')
    const [line] = await linesOf(socle, application.id)
    expect(line!.protections).toEqual({ PERSON: 2, EMAIL: 1, PHONE_FR: 1 })
    for (const value of values) expect(JSON.stringify(line)).not.toContain(value)
  },
)

test.each(['echo', 'opus'])('and in a stream (%s), in the three dialects', async (model) => {
  const streamed = await (
    await ask(socle.url, application.secret, model, { messages, stream: true, max_tokens: 100 })
  ).text()
  const content = [...streamed.matchAll(/"content":"((?:[^"\\]|\\.)*)"/g)]
    .map((match) => JSON.parse(`"${match[1]}"`) as string)
    .join('')
  expect(content).toBe(text)
  const send = (path: string, body: object) =>
    fetch(`${socle.url}/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${application.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, stream: true, ...body }),
    }).then((answer) => answer.text())
  const claude = await send('messages', { max_tokens: 100, messages })
  expect([...claude.matchAll(/"text_delta","text":"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]).join('')).toBe(text)
  const responses = await send('responses', { input: text })
  expect(JSON.parse(/event: response.completed\ndata: (.*)/.exec(responses)![1]!)).toMatchObject({
    response: { output: [{ content: [{ text }] }] },
  })
  for (const value of values) expect(await seenLast()).not.toContain(value)
})

test.each([
  ['messages', `{"model":"echo","messages":${JSON.stringify(messages)},"messages":[{"role":"user","content":"rien"}]}`],
  ['content', `{"model":"echo","messages":[{"role":"user","content":${JSON.stringify(text)},"content":"rien"}]}`],
  ['model', '{"model":"opus","model":"echo","messages":[{"role":"user","content":"rien"}]}'],
])('a body that tells « %s » twice is refused: only one of them would be looked at', async (name, body) => {
  const before = (await upstream.seen()).length
  const answer = await fetch(`${socle.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${application.secret}`, 'content-type': 'application/json' },
    body,
  })
  expect(answer.status).toBe(400)
  expect(await answer.text()).toContain(`« ${name} »`)
  expect((await upstream.seen()).length).toBe(before)
})

test('arguments of a tool that tell a name twice go on with the value that was looked at', async () => {
  const call = {
    id: 'c1',
    type: 'function',
    function: { name: 'f', arguments: '{"iban":"FR7630006000011234567890189","iban":"x"}' },
  }
  const turns = [
    ...messages,
    { role: 'assistant', content: null, tool_calls: [call] },
    { role: 'tool', tool_call_id: 'c1', content: 'ok' },
  ]
  expect((await ask(socle.url, application.secret, 'echo', { messages: turns })).status).toBe(200)
  expect(await seenLast()).not.toContain('FR7630006000011234567890189')
})

test('a body that begins with a byte order mark is read like any other', async () => {
  const answer = await fetch(`${socle.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${application.secret}`, 'content-type': 'application/json' },
    body: `\uFEFF${JSON.stringify({ model: 'echo', messages })}`,
  })
  expect([answer.status, await said(answer)]).toEqual([200, text])
})

test('within the ministry nothing is changed, except secrets', async () => {
  const secret = 'mot de passe : Xk9!vLq27#pw'
  const answer = await ask(socle.url, application.secret, 'home', {
    messages: [{ role: 'user', content: `${text} ${secret}` }],
  })
  const content = await said(answer)
  expect(content).toContain(text)
  expect(content).not.toContain('Xk9!vLq27#pw')
  expect(await seenLast()).not.toContain('Xk9!vLq27#pw')
})

test('a policy refuses, or leads elsewhere', async () => {
  const before = (await upstream.seen()).length
  const iban = await ask(socle.url, application.secret, 'narrow', {
    messages: [{ role: 'user', content: `${text} IBAN FR76 3000 6000 0112 3456 7890 189` }],
  })
  const { error } = (await iban.json()) as { error: { code: string; message: string } }
  expect([iban.status, error.code]).toEqual([403, 'ai-personal-data'])
  // What may leave as a placeholder need not be taken out.
  expect(error.message).toContain('(téléphone, IBAN)')
  expect((await upstream.seen()).length).toBe(before)
  const rerouted = await ask(socle.url, application.secret, 'both', { messages })
  expect(rerouted.headers.get('x-socle-model')).toBe('inside/echo')
  const [line] = await linesOf(socle, application.id)
  expect(line!.route[0]).toMatchObject({ provider: 'strict', result: 'personal-data' })
})

test('what the text holds raises the sensitivity of the call', async () => {
  const answer = await ask(socle.url, application.secret, 'echo', {
    messages: [{ role: 'user', content: 'NIR 2 84 03 75 116 001 42' }],
  })
  expect([answer.status, ((await answer.json()) as { error: { code: string } }).error.code]).toEqual([
    403,
    'ai-clearance-too-low',
  ])
})

/** The same tool, told the same number, in the three dialects. */
const toldANumber = (member: string, value: number) =>
  [
    [
      'messages',
      {
        max_tokens: 10,
        messages: [
          { role: 'user', content: 'q' },
          { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'x', input: { [member]: value } }] },
          { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: 'ok' }] },
        ],
      },
    ],
    [
      'chat/completions',
      {
        messages: [
          { role: 'user', content: 'q' },
          {
            role: 'assistant',
            content: null,
            tool_calls: [
              { id: 't', type: 'function', function: { name: 'x', arguments: JSON.stringify({ [member]: value }) } },
            ],
          },
          { role: 'tool', tool_call_id: 't', content: 'ok' },
        ],
      },
    ],
    [
      'responses',
      {
        input: [
          { role: 'user', content: 'q' },
          { type: 'function_call', call_id: 't', name: 'x', arguments: JSON.stringify({ [member]: value }) },
          { type: 'function_call_output', call_id: 't', output: 'ok' },
        ],
      },
    ],
  ] as const
test.each([
  ['echo', 403],
  ['opus', 200],
])('a number that a tool is told is looked through as figures in a text are (%s)', async (model, status) => {
  const send = (path: string, body: object) =>
    fetch(`${socle.url}/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${application.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, ...body }),
    })
  for (const [path, body] of toldANumber('siret', 73282932000074)) {
    const answer = await send(path, body)
    expect([path, answer.status, answer.headers.get('x-socle-protected')]).toEqual([path, 200, 'SIRET=1'])
    expect(await seenLast()).toMatch(/\[SIRET_1_\w{3}\]/)
    expect(await seenLast()).not.toContain('73282932000074')
  }
  for (const [path, body] of toldANumber('nir', 184057511402349)) {
    const answer = await send(path, body)
    expect([path, answer.status]).toEqual([path, status])
    expect((await answer.text()).includes('ai-clearance-too-low')).toBe(status === 403)
    expect(await seenLast()).not.toContain('184057511402349')
  }
})

test('embeddings are protected too', async () => {
  const answer = await fetch(`${socle.url}/v1/embeddings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${application.secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'embed', input: ['bonjour', text] }),
  })
  expect(answer.status).toBe(200)
  for (const value of values) expect(await seenLast()).not.toContain(value)
})

test('texts sent as numbers of tokens stay within the circle', async () => {
  const embed = (input: unknown) =>
    fetch(`${socle.url}/v1/embeddings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${application.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'embed', input }),
    })
  expect((await embed(['bonjour'])).status).toBe(200)
  const refused = await embed([[9906, 1917]])
  expect([refused.status, await refused.json()]).toMatchObject([403, { error: { code: 'ai-personal-data' } }])
})

test('the contract knows the types of the library', () => {
  expect(ProtectedType.options).toEqual([...piiTypes])
})
