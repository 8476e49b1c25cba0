/** What a call asks for, and what a model says, when its caller and its provider speak different dialects. */
import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aiApplication, provider } from '../../../testing/ai-calls.ts'
import { startTestSocle, type TestSocle } from '../../../testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../../../testing/upstream-process.ts'

const thought = 'Réfléchissons.'
const said = 'Bonjour. Voici la réponse demandée.'
const refusal = 'Je ne peux pas répondre à cela.'
const messages = [{ role: 'user' as const, content: 'Bonjour' }]

let upstream: UpstreamProcess
let socle: TestSocle
let secret: string
let openai: OpenAI
let anthropic: Anthropic

beforeAll(async () => {
  upstream = await startUpstream()
  socle = await startTestSocle('embedded', {
    providers: [
      provider('vllm', upstream.baseUrl, {
        models: ['good', 'thinks', 'thinks-aside', 'thinks-in-parts', 'refuses', 'refuses-half-way'].map((name) => ({
          name,
        })),
      }),
      provider('claude', upstream.baseUrl, {
        dialect: 'anthropic',
        models: ['opus', 'claude-thinks', 'claude-refuses', 'claude-refuses-unsaid'].map((name) => ({ name })),
      }),
      // As Anthropic's own client writes its address.
      provider('short', upstream.baseUrl.replace(/\/v1$/, ''), { dialect: 'anthropic', models: [{ name: 'short' }] }),
    ],
  })
  secret = (await aiApplication(socle, 'dialectes')).secret
  openai = new OpenAI({ apiKey: secret, baseURL: `${socle.url}/v1`, maxRetries: 0 })
  anthropic = new Anthropic({ apiKey: secret, baseURL: socle.url, maxRetries: 0 })
})
afterAll(async () => {
  await socle.close()
  await upstream.kill()
})

const post = async (address: string, body: object) => {
  const answer = await fetch(`${socle.url}/v1/${address}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const { error } = (await answer.json()) as { error?: { message: string } }
  const sent = answer.status === 200 ? (await upstream.seen()).at(-1)!.body : undefined
  return { status: answer.status, leftOut: answer.headers.get('x-socle-left-out'), message: error?.message, sent }
}
const chat = (extra: object, model = 'opus') => post('chat/completions', { model, messages, ...extra })

test('a tool that failed is told as one that failed', async () => {
  const use = { type: 'tool_use', id: 't1', name: 'meteo', input: {} }
  const result = (content: unknown, is_error?: boolean) => ({
    type: 'tool_result',
    tool_use_id: 't1',
    content,
    is_error,
  })
  for (const [content, told] of [
    [result('panne', true), 'Error: panne'],
    [result([{ type: 'text', text: 'panne' }], true), 'Error: panne'],
    [result('beau temps', false), 'beau temps'],
  ] as const) {
    const turns = [...messages, { role: 'assistant', content: [use] }, { role: 'user', content: [content] }]
    const { sent } = await post('messages', { model: 'good', max_tokens: 50, messages: turns })
    expect((sent!.messages as object[]).at(-1)).toEqual({ role: 'tool', tool_call_id: 't1', content: told })
  }
})

describe.each(['thinks', 'thinks-aside', 'thinks-in-parts'])('what a model thinks is not lost (%s)', (model) => {
  test('to a caller of Messages, unsigned', async () => {
    const whole = await anthropic.messages.create({ model, max_tokens: 50, messages })
    const streamed = await anthropic.messages.stream({ model, max_tokens: 50, messages }).finalMessage()
    for (const { content } of [whole, streamed])
      expect(content).toEqual([
        { type: 'thinking', thinking: thought, signature: '' },
        { type: 'text', text: said },
      ])
  })
  test('to a caller of Responses', async () => {
    const whole = await openai.responses.create({ model, input: 'Bonjour' })
    const streamed = await openai.responses.stream({ model, input: 'Bonjour' }).finalResponse()
    for (const { output, output_text } of [whole, streamed]) {
      expect(output_text).toBe(said)
      expect(output[0]).toMatchObject({ type: 'reasoning', content: [{ type: 'reasoning_text', text: thought }] })
    }
  })
})

test('what a model of Anthropic thinks is not lost to a caller of chat completions, or of Responses', async () => {
  const model = 'claude-thinks'
  const whole = await openai.chat.completions.create({ model, messages })
  expect(whole.choices[0]!.message).toMatchObject({ reasoning_content: thought, content: said })
  let [thoughts, words] = ['', '']
  for await (const { choices } of await openai.chat.completions.create({ model, messages, stream: true })) {
    const delta = choices[0]!.delta as { content?: string; reasoning_content?: string }
    thoughts += delta.reasoning_content ?? ''
    words += delta.content ?? ''
  }
  expect([thoughts, words]).toEqual([thought, said])
  const response = await openai.responses.stream({ model, input: 'Bonjour' }).finalResponse()
  expect(response.output.map(({ type }) => type)).toEqual(['reasoning', 'message'])
})

/** Words and refusals of a streamed chat answer, put together, and why it ended. */
async function streamedChat(model: string) {
  const together = { content: '', refusal: '', ended: '' }
  for await (const { choices } of await openai.chat.completions.create({ model, messages, stream: true })) {
    together.content += choices[0]?.delta.content ?? ''
    together.refusal += choices[0]?.delta.refusal ?? ''
    together.ended = choices[0]?.finish_reason ?? together.ended
  }
  return together
}
async function wholeChat(model: string) {
  const { message, finish_reason: ended } = (await openai.chat.completions.create({ model, messages })).choices[0]!
  return { content: message.content ?? '', refusal: message.refusal ?? '', ended }
}

describe('that a model refuses is not lost', () => {
  test.each([
    ['refuses', [refusal]],
    ['refuses-half-way', [said, refusal]],
  ])(
    'to a caller of Messages, who reads why in its text and that it is a refusal at its end (%s)',
    async (model, texts) => {
      const whole = await anthropic.messages.create({ model, max_tokens: 50, messages })
      const streamed = await anthropic.messages.stream({ model, max_tokens: 50, messages }).finalMessage()
      for (const { content, stop_reason, stop_details } of [whole, streamed]) {
        expect(content).toEqual(texts.map((text) => ({ type: 'text', text })))
        expect([stop_reason, stop_details]).toEqual([
          'refusal',
          { type: 'refusal', category: null, explanation: refusal },
        ])
      }
    },
  )
  test.each([
    ['refuses', ''],
    ['refuses-half-way', said],
  ])('to a caller of Responses (%s)', async (model, words) => {
    const whole = await openai.responses.create({ model, input: 'Bonjour' })
    const events: string[] = []
    const stream = openai.responses.stream({ model, input: 'Bonjour' })
    stream.on('event', ({ type }) => events.push(type))
    const streamed = await stream.finalResponse()
    for (const { output, output_text, status } of [whole, streamed]) {
      expect([output_text, status]).toEqual([words, 'completed'])
      expect(output.at(-1)).toMatchObject({ type: 'message', content: [{ type: 'refusal', refusal }] })
    }
    expect(events).toEqual(expect.arrayContaining(['response.refusal.delta', 'response.refusal.done']))
  })
  test('to a caller of chat completions, whom a model of Anthropic tells why or not', async () => {
    for (const read of [wholeChat, streamedChat]) {
      expect(await read('claude-refuses')).toEqual({ content: said, refusal, ended: 'content_filter' })
      expect(await read('claude-refuses-unsaid')).toEqual({ content: said, refusal: '', ended: 'content_filter' })
    }
  })
  test('to a caller of Responses, whom a model of Anthropic tells why', async () => {
    const model = 'claude-refuses'
    const whole = await openai.responses.create({ model, input: 'Bonjour' })
    const streamed = await openai.responses.stream({ model, input: 'Bonjour' }).finalResponse()
    for (const { output, output_text, status, incomplete_details } of [whole, streamed]) {
      expect([output_text, status, incomplete_details]).toEqual([said, 'incomplete', { reason: 'content_filter' }])
      expect(output.at(-1)).toMatchObject({ type: 'message', content: [{ type: 'refusal', refusal }] })
    }
  })
  test.each([
    [{ role: 'assistant', content: null, refusal }],
    [{ role: 'assistant', content: [{ type: 'refusal', refusal }] }],
  ])('to the model of Anthropic that goes on from it: %j', async (refused) => {
    const { sent } = await chat({ messages: [...messages, refused, ...messages] })
    expect(sent!.messages).toMatchObject([{}, { role: 'assistant', content: [{ type: 'text', text: refusal }] }, {}])
  })
})

test.each([
  ['high', { max_tokens: 10_000 }, { type: 'enabled', budget_tokens: 8000 }],
  ['low', { max_tokens: 2000 }, { type: 'enabled', budget_tokens: 1024 }],
  // Anthropic demands room, and takes no temperature beside thinking: the call goes without, and says so.
  ['high', { max_tokens: 1000 }, undefined],
  ['high', { max_tokens: 10_000, temperature: 0.2 }, undefined],
  ['none', { max_tokens: 10_000 }, undefined],
])('an effort of thinking is asked for in tokens: %s with %j', async (reasoning_effort, extra, thinking) => {
  const { sent, leftOut } = await chat({ reasoning_effort, ...extra })
  expect(sent!.thinking).toEqual(thinking)
  expect(leftOut).toBe(thinking === undefined && reasoning_effort !== 'none' ? 'reasoning_effort' : null)
})

test.each([
  [{ thinking: { type: 'enabled', budget_tokens: 1024 } }, 'low'],
  [{ thinking: { type: 'enabled', budget_tokens: 16_000 } }, 'high'],
  [{ thinking: { type: 'adaptive' }, output_config: { effort: 'medium' } }, 'medium'],
  [{ thinking: { type: 'disabled' } }, undefined],
])('tokens of thinking are asked for as an effort: %j', async (extra, effort) => {
  const { sent } = await post('messages', { model: 'good', max_tokens: 20_000, messages, ...extra })
  expect([sent!.reasoning_effort, sent!.thinking]).toEqual([effort, undefined])
})

test('preferences that a dialect has no word for are left out, and the answer says which', async () => {
  const preferences = {
    seed: 7,
    presence_penalty: 0.5,
    frequency_penalty: 1,
    prediction: { type: 'content', content: 'x' },
  }
  const { status, leftOut, sent } = await chat(preferences)
  expect([status, leftOut]).toEqual([200, 'seed, presence_penalty, frequency_penalty, prediction'])
  expect(Object.keys(sent!).sort()).toEqual(['max_tokens', 'messages', 'model'])
  const nothing = {
    n: 1,
    presence_penalty: 0,
    logit_bias: {},
    modalities: ['text'],
    logprobs: false,
    seed: null,
    store: true,
  }
  expect(await chat(nothing)).toMatchObject({ status: 200, leftOut: null })
  expect((await chat(preferences, 'good')).leftOut).toBe(null)
})

test.each([
  ['chat/completions', 'opus', 'modalities', ['text', 'audio']],
  ['chat/completions', 'opus', 'logit_bias', { 50256: -100 }],
  ['chat/completions', 'opus', 'n', 2],
  ['chat/completions', 'opus', 'functions', [{ name: 'f' }]],
  ['messages', 'good', 'mcp_servers', [{ name: 'm' }]],
  ['messages', 'good', 'container', 'c'],
])('what would change the answer is refused by its name: %s, %s, %s', async (address, model, field, value) => {
  const { status, message } = await post(address, { model, max_tokens: 50, messages, [field]: value })
  expect([status, message]).toEqual([400, expect.stringContaining(`« ${field} »`)])
})

const [some, every] = [
  { type: 'function', function: { name: 'meteo', parameters: { type: 'object', properties: {} } } },
  { type: 'function', function: { name: 'carte', parameters: { type: 'object', properties: {} } } },
]
test.each(['auto', 'required'])(
  'a choice among some tools only is carried over, towards Messages by leaving the others out: %s',
  async (mode) => {
    const ofChat = {
      type: 'allowed_tools',
      allowed_tools: { mode, tools: [{ type: 'function', function: { name: 'meteo' } }] },
    }
    const ofResponses = { type: 'allowed_tools', mode, tools: [{ type: 'function', name: 'meteo' }] }
    const tools = [some, every]
    const flat = tools.map((tool) => ({ type: 'function', ...tool!.function }))
    const asked = { type: mode === 'auto' ? 'auto' : 'any' }
    const fromChat = (await chat({ tools, tool_choice: ofChat })).sent!
    expect([fromChat.tool_choice, names(fromChat.tools)]).toEqual([asked, ['meteo']])
    const toMessages = (await post('responses', { model: 'opus', input: 'q', tools: flat, tool_choice: ofResponses }))
      .sent!
    expect([toMessages.tool_choice, names(toMessages.tools)]).toEqual([asked, ['meteo']])
    const toChat = (await post('responses', { model: 'good', input: 'q', tools: flat, tool_choice: ofResponses })).sent!
    expect(toChat.tool_choice).toEqual(ofChat)
  },
)
const names = (tools: unknown) => (tools as { name: string }[]).map(({ name }) => name)

test('probabilities that a caller of Responses asks for are asked of a chat provider', async () => {
  const asked = { top_logprobs: 2, include: ['message.output_text.logprobs'] }
  const { leftOut, sent } = await post('responses', { model: 'good', input: 'q', ...asked })
  expect([leftOut, sent!.logprobs, sent!.top_logprobs]).toEqual([null, true, 2])
})

test('a tool that is to be called strictly by its schema is so in each dialect', async () => {
  const schema = { type: 'object', properties: {}, additionalProperties: false }
  const asFunction = { type: 'function', function: { name: 'meteo', parameters: schema, strict: true } }
  const asTool = { name: 'meteo', input_schema: schema, strict: true }
  expect((await chat({ tools: [asFunction] })).sent!.tools).toEqual([asTool])
  const { sent } = await post('messages', { model: 'good', max_tokens: 50, messages, tools: [asTool] })
  expect(sent!.tools).toEqual([asFunction])
})

test('citations that a caller of Messages asks for are none that a chat provider gives: the answer says so', async () => {
  const document = { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'Ouvert à 9 h.' } }
  const turns = (citations: object) => [{ role: 'user', content: [{ ...document, ...citations }] }]
  const asked = { model: 'good', max_tokens: 50, messages: turns({ citations: { enabled: true } }) }
  expect(await post('messages', asked)).toMatchObject({ status: 200, leftOut: 'citations' })
  expect((await post('messages', { ...asked, messages: turns({}) })).leftOut).toBe(null)
})

test('a client that reads tokens at the beginning of a stream of Messages reads some there', async () => {
  const seen: number[] = []
  for await (const event of await anthropic.messages.create({ model: 'good', max_tokens: 50, messages, stream: true }))
    if (event.type === 'message_start') seen.push(event.message.usage.input_tokens)
  expect(seen).toEqual([expect.any(Number)])
  expect(seen[0]).toBeGreaterThan(0)
})

test('the address of a provider of Messages may be written without its version, as Anthropic’s client does', async () => {
  expect((await chat({}, 'short')).status).toBe(200)
  expect((await upstream.seen()).at(-1)!.path).toBe('/v1/messages')
})
