/** Clients that others wrote, unmodified: an application changes one base URL. */
import Anthropic from '@anthropic-ai/sdk'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { ChatOpenAI } from '@langchain/openai'
import { generateText, streamText } from 'ai'
import OpenAI, { toFile } from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aiApplication, linesOf, provider } from '../../testing/ai-calls.ts'
import { startTestSocle, type TestSocle } from '../../testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../../testing/upstream-process.ts'

const said = 'Bonjour. Voici la réponse demandée.'
let upstream: UpstreamProcess
let socle: TestSocle
let openai: OpenAI
let anthropic: Anthropic
let secret: string
const user = (content: string) => [{ role: 'user' as const, content }]

beforeAll(async () => {
  upstream = await startUpstream()
  socle = await startTestSocle('embedded', {
    providers: [
      provider('vllm', upstream.baseUrl, {
        models: [
          { name: 'good' },
          { name: 'tools', upstream: 'calls-a-tool' },
          { name: 'two-tools', upstream: 'calls-two-tools-at-a-time' },
          { name: 'embed', kind: 'embedding' },
          { name: 'whisper', kind: 'transcription' },
          { name: 'storm-of-500' },
        ],
      }),
      provider('claude', upstream.baseUrl, { dialect: 'anthropic', models: [{ name: 'opus' }] }),
    ],
  })
  secret = (await aiApplication(socle, 'clients')).secret
  openai = new OpenAI({ apiKey: secret, baseURL: `${socle.url}/v1`, maxRetries: 0 })
  anthropic = new Anthropic({ apiKey: secret, baseURL: socle.url, maxRetries: 0 })
})
afterAll(async () => {
  await socle.close()
  await upstream.kill()
})

test.each(['good', 'opus'])('anthropic: tokens counted before a call, without a call (%s)', async (model) => {
  const { id, secret: apiKey } = await aiApplication(socle, `counts-${model}`)
  const client = new Anthropic({ apiKey, baseURL: socle.url, maxRetries: 0 })
  const short = await client.messages.countTokens({ model, messages: user('Bonjour') })
  const long = await client.messages.countTokens({
    model,
    system: 'Sois bref.',
    messages: user('Bonjour '.repeat(500)),
  })
  expect(short.input_tokens).toBeGreaterThan(0)
  expect(long.input_tokens).toBeGreaterThan(400)
  expect(await linesOf(socle, id)).toEqual([])
  await expect(client.messages.countTokens({ model: 'nobody', messages: user('Bonjour') })).rejects.toBeInstanceOf(
    Anthropic.NotFoundError,
  )
})

/** A PNG of so many pixels, as far as its size. */
const png = (width: number, height: number): string => {
  const bytes = Buffer.alloc(24)
  bytes.write('\x89PNG\r\n\x1a\n', 'latin1')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes.toString('base64')
}
const words = 'quatre mots à compter '.repeat(50)
const base64 = (data: string, media_type: string) => ({ type: 'base64', media_type, data })
const asked = (...content: object[]) => [{ role: 'user', content: [...content, { type: 'text', text: 'Bonjour' }] }]
const answered = (...content: object[]) => [...user('Bonjour'), { role: 'assistant', content }]
const tool = {
  name: 'temps_prevu',
  description: words,
  input_schema: { type: 'object', properties: { commune_demandee: { type: 'string' } } },
}
const use = { type: 'tool_use', id: 't1', name: 'temps_prevu', input: { commune_demandee: words } }
const result = (content: unknown) => [
  ...answered(use),
  { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1', content }] },
]
const thought = { type: 'thinking', thinking: words, signature: Buffer.alloc(600).toString('base64') }

test.each<[string, object, object, number, number]>([
  ['its instructions', {}, { system: words }, 200, 400],
  ['instructions in parts', {}, { system: [{ type: 'text', text: words }] }, 200, 400],
  ['tools', {}, { tools: [tool] }, 210, 430],
  [
    'what a tool calls the things that it asks for',
    { tools: [{ ...tool, input_schema: { type: 'object' } }] },
    { tools: [tool] },
    8,
    40,
  ],
  ['what a tool was asked', { messages: answered({ ...use, input: {} }) }, { messages: answered(use) }, 200, 400],
  ['what a tool answered', { messages: result('') }, { messages: result(words) }, 200, 400],
  [
    'what it answered in parts',
    { messages: result('') },
    { messages: result([{ type: 'text', text: words }]) },
    200,
    400,
  ],
  [
    'an image, by its size',
    {},
    { messages: asked({ type: 'image', source: base64(png(750, 1000), 'image/png') }) },
    1000,
    1020,
  ],
  [
    'a large image, as one made smaller',
    {},
    { messages: asked({ type: 'image', source: base64(png(9000, 9000), 'image/png') }) },
    1600,
    1620,
  ],
  [
    'an image of another address',
    {},
    { messages: asked({ type: 'image', source: { type: 'url', url: 'https://exemple.fr/i.png' } }) },
    1600,
    1620,
  ],
  [
    'a document of words',
    {},
    { messages: asked({ type: 'document', source: { type: 'text', media_type: 'text/plain', data: words } }) },
    200,
    400,
  ],
  [
    'a document, by its pages',
    {},
    {
      messages: asked({
        type: 'document',
        source: base64(Buffer.from('%PDF /Type /Pages /Type /Page /Type/Page').toString('base64'), 'application/pdf'),
      }),
    },
    4000,
    4020,
  ],
  [
    'thoughts of the turn under way',
    { messages: result('') },
    { messages: [user('Bonjour')[0], { role: 'assistant', content: [thought, use] }, ...result('').slice(2)] },
    200,
    400,
  ],
  [
    'no thoughts of a turn that ended',
    { messages: [...answered({ type: 'text', text: 'Oui' }), ...user('Bien')] },
    { messages: [...answered(thought, { type: 'text', text: 'Oui' }), ...user('Bien')] },
    0,
    0,
  ],
])('anthropic: tokens counted before a call hold %s', async (_, without, withIt, least, most) => {
  const count = async (parts: object) =>
    (await anthropic.messages.countTokens({ model: 'good', messages: user('Bonjour'), ...parts })).input_tokens
  const more = (await count(withIt)) - (await count(without))
  expect(more).toBeGreaterThanOrEqual(least)
  expect(more).toBeLessThanOrEqual(most)
})

// The provider speaks chat completions, or Messages: the caller need not know.
describe.each(['good', 'opus'])('a model behind either dialect (%s)', (model) => {
  test('openai: chat, streamed chat with usage', async () => {
    const whole = await openai.chat.completions.create({ model, messages: user('Bonjour') })
    expect([whole.choices[0]?.message.content, whole.choices[0]?.finish_reason, whole.usage?.total_tokens]).toEqual([
      said,
      'stop',
      84,
    ])
    let text = ''
    let usage: OpenAI.CompletionUsage | null | undefined
    for await (const part of await openai.chat.completions.create({
      model,
      messages: user('Bonjour'),
      stream: true,
      stream_options: { include_usage: true },
    })) {
      text += part.choices[0]?.delta.content ?? ''
      usage = part.usage ?? usage
    }
    expect([text, usage?.completion_tokens]).toEqual([said, 60])
  })

  test('openai: responses, whole and streamed', async () => {
    const whole = await openai.responses.create({ model, instructions: 'Sois bref.', input: 'Bonjour' })
    expect([whole.output_text, whole.status, whole.usage?.output_tokens]).toEqual([said, 'completed', 60])
    const stream = openai.responses.stream({
      model,
      input: [{ role: 'user', content: [{ type: 'input_text', text: 'Bonjour' }] }],
    })
    let text = ''
    stream.on('response.output_text.delta', ({ delta }) => (text += delta))
    const last = await stream.finalResponse()
    expect([text, last.output_text, last.usage?.input_tokens]).toEqual([said, said, 24])
  })

  test('anthropic: messages, whole and streamed', async () => {
    const whole = await anthropic.messages.create({
      model,
      max_tokens: 100,
      system: 'Sois bref.',
      messages: user('Bonjour'),
    })
    expect(whole._request_id).toMatch(/./)
    expect([whole.content, whole.stop_reason, whole.usage.output_tokens]).toMatchObject([
      [{ type: 'text', text: said }],
      'end_turn',
      60,
    ])
    const stream = anthropic.messages.stream({ model, max_tokens: 100, messages: user('Bonjour') })
    const last = await stream.finalMessage()
    expect([await stream.finalText(), last.stop_reason, last.usage.output_tokens]).toEqual([said, 'end_turn', 60])
  })

  test('the AI SDK and LangChain', async () => {
    const socleModels = createOpenAICompatible({ name: 'socle', baseURL: `${socle.url}/v1`, apiKey: secret })
    expect((await generateText({ model: socleModels(model), prompt: 'Bonjour' })).text).toBe(said)
    expect(await streamText({ model: socleModels(model), prompt: 'Bonjour' }).text).toBe(said)
    const chain = new ChatOpenAI({
      model,
      apiKey: secret,
      configuration: { baseURL: `${socle.url}/v1` },
      maxRetries: 0,
    })
    expect((await chain.invoke('Bonjour')).content).toBe(said)
    let text = ''
    for await (const part of await chain.stream('Bonjour')) text += part.text
    expect(text).toBe(said)
  })
})

describe('tools travel through each translation', () => {
  const schema = { type: 'object' as const, properties: { ville: { type: 'string' } }, required: ['ville'] }
  test('openai chat and its answer', async () => {
    const answer = await openai.chat.completions.create({
      model: 'tools',
      messages: user('Météo à Lyon ?'),
      tools: [{ type: 'function', function: { name: 'meteo', parameters: schema } }],
    })
    expect(answer.choices[0]?.message.tool_calls?.[0]).toMatchObject({
      id: 'call_1',
      function: { name: 'meteo', arguments: '{"ville":"Lyon"}' },
    })
  })
  test('anthropic, whole and streamed, and the result sent back', async () => {
    const tools = [{ name: 'meteo', input_schema: schema }]
    const whole = await anthropic.messages.create({ model: 'tools', max_tokens: 50, messages: user('Météo ?'), tools })
    expect([whole.stop_reason, whole.content]).toMatchObject([
      'tool_use',
      [{ type: 'tool_use', id: 'call_1', name: 'meteo', input: { ville: 'Lyon' } }],
    ])
    const streamed = await anthropic.messages
      .stream({ model: 'tools', max_tokens: 50, messages: user('Météo ?'), tools })
      .finalMessage()
    expect(streamed.content).toMatchObject([
      { type: 'tool_use', id: 'call_1', name: 'meteo', input: { ville: 'Lyon' } },
    ])
    await anthropic.messages.create({
      model: 'good',
      max_tokens: 50,
      tools,
      messages: [
        ...user('Météo ?'),
        { role: 'assistant', content: whole.content },
        {
          role: 'user',
          content: [
            {
              type: 'tool_result',
              tool_use_id: 'call_1',
              content: [
                { type: 'text', text: '18 °C' },
                { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBORw==' } },
              ],
            },
          ],
        },
      ],
    })
    expect((await upstream.seen()).at(-1)!.body.messages).toEqual([
      { role: 'user', content: 'Météo ?' },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'meteo', arguments: '{"ville":"Lyon"}' } }],
      },
      { role: 'tool', tool_call_id: 'call_1', content: '18 °C' },
      { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw==' } }] },
    ])
  })
  test('responses, whole and streamed', async () => {
    const tools = [{ type: 'function' as const, name: 'meteo', parameters: schema, strict: true }]
    const whole = await openai.responses.create({ model: 'tools', input: 'Météo ?', tools })
    expect(whole.output).toMatchObject([
      { type: 'function_call', call_id: 'call_1', name: 'meteo', arguments: '{"ville":"Lyon"}' },
    ])
    const streamed = await openai.responses.stream({ model: 'tools', input: 'Météo ?', tools }).finalResponse()
    expect(streamed.output).toMatchObject([{ type: 'function_call', call_id: 'call_1', arguments: '{"ville":"Lyon"}' }])
  })
})

test('the schema of an answer travels through each translation; what has no equal there is refused', async () => {
  const schema = { type: 'object', properties: { ville: { type: 'string' } }, required: ['ville'] }
  const lastBody = async () => (await upstream.seen()).at(-1)!.body
  const response_format = { type: 'json_schema' as const, json_schema: { name: 'ville', schema, strict: true } }
  await openai.chat.completions.create({
    model: 'opus',
    messages: user('Où ?'),
    response_format,
    // Said without tools, it would be refused there.
    parallel_tool_calls: false,
    prompt_cache_key: 'dossier',
    temperature: null,
    top_p: null,
    stop: null,
  })
  const sent = await lastBody()
  expect(sent['output_config']).toEqual({ format: { type: 'json_schema', schema } })
  expect(Object.keys(sent)).not.toContain('tool_choice')
  expect(Object.keys(sent)).not.toContain('prompt_cache_key')
  expect(Object.values(sent)).not.toContain(null)
  const format = { type: 'json_schema' as const, name: 'ville', schema }
  await openai.responses.create({ model: 'opus', input: 'Où ?', text: { format } })
  expect((await lastBody())['output_config']).toEqual({ format: { type: 'json_schema', schema } })
  const output_config = { format: { type: 'json_schema' as const, schema } }
  await anthropic.messages.create({ model: 'good', max_tokens: 50, messages: user('Où ?'), output_config })
  expect(await lastBody()).toMatchObject({ response_format: { type: 'json_schema', json_schema: { schema } } })
  for (const more of [{ response_format: { type: 'json_object' as const } }, { web_search_options: {} }])
    await expect(
      openai.chat.completions.create({ model: 'opus', messages: user('Où ?'), ...more }),
    ).rejects.toBeInstanceOf(OpenAI.BadRequestError)
})

test('a document travels through each translation, and what a tool shows follows the results', async () => {
  const data = Buffer.from('%PDF-1.7').toString('base64')
  const address = `data:application/pdf;base64,${data}`
  const sentLast = async () =>
    ((await upstream.seen()).at(-1)!.body as unknown as { messages: { content: unknown }[] }).messages
  const document = { type: 'base64' as const, media_type: 'application/pdf' as const, data }
  await anthropic.messages.create({
    model: 'good',
    max_tokens: 50,
    messages: [{ role: 'user', content: [{ type: 'document', source: document, title: 'avis.pdf' }] }],
  })
  const file = { filename: 'avis.pdf', file_data: address }
  expect((await sentLast())[0]!.content).toEqual([{ type: 'file', file }])
  await openai.chat.completions.create({
    model: 'opus',
    messages: [{ role: 'user', content: [{ type: 'file', file }] }],
  })
  expect((await sentLast())[0]!.content).toEqual([{ type: 'document', source: document, title: 'avis.pdf' }])

  const picture = 'data:image/png;base64,iVBORw0KGgo='
  const called = (id: string) => ({ type: 'function_call' as const, call_id: id, name: 'a', arguments: '{}' })
  const input: OpenAI.Responses.ResponseInput = [
    { role: 'user', content: [{ type: 'input_file', ...file }] },
    called('c1'),
    called('c2'),
    {
      type: 'function_call_output',
      call_id: 'c1',
      output: [
        { type: 'input_text', text: 'Vue de la page' },
        { type: 'input_image', image_url: picture },
      ],
    },
    { type: 'function_call_output', call_id: 'c2', output: [{ type: 'input_text', text: 'fini' }] },
  ]
  await openai.responses.create({ model: 'good', input })
  expect((await sentLast()).map(({ content }) => content)).toEqual([
    [{ type: 'file', file }],
    null,
    'Vue de la page',
    'fini',
    [{ type: 'image_url', image_url: { url: picture } }],
  ])
  await openai.responses.create({ model: 'opus', input })
  expect((await sentLast()).at(-1)!.content).toEqual([
    { type: 'tool_result', tool_use_id: 'c1', content: 'Vue de la page' },
    { type: 'tool_result', tool_use_id: 'c2', content: 'fini' },
    { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' } },
  ])
})

test('two calls of tools whose arguments come in turns are two calls for every client', async () => {
  const message = await anthropic.messages
    .stream({ model: 'two-tools', max_tokens: 50, messages: user('Météo ?') })
    .finalMessage()
  expect(message.content).toMatchObject([
    { type: 'tool_use', id: 'call_meteo', name: 'meteo', input: { ville: 'Lyon' } },
    { type: 'tool_use', id: 'call_carte', name: 'carte', input: { zoom: 3 } },
  ])
  const response = await openai.responses.stream({ model: 'two-tools', input: 'Météo ?' }).finalResponse()
  expect(response.output).toMatchObject([
    { type: 'function_call', call_id: 'call_meteo', name: 'meteo', arguments: '{"ville":"Lyon"}' },
    { type: 'function_call', call_id: 'call_carte', name: 'carte', arguments: '{"zoom":3}' },
  ])
})

test('embeddings, models and transcription', async () => {
  const { data } = await openai.embeddings.create({ model: 'embed', input: 'texte', encoding_format: 'float' })
  expect(data[0]?.embedding).toEqual([0.1, 0.2])
  // Without a format the client asks for base64, which this provider does not answer in.
  const unasked = await openai.embeddings.create({ model: 'embed', input: 'texte' })
  expect([...unasked.data[0]!.embedding].map((value) => value.toFixed(3))).toEqual(['0.100', '0.200'])
  const names = (await openai.models.list()).data.map(({ id }) => id)
  expect(names).toEqual(expect.arrayContaining(['good', 'opus']))
  expect((await openai.models.retrieve('good')).id).toBe('good')
  const heard = await openai.audio.transcriptions.create({
    model: 'whisper',
    file: await toFile(Buffer.from('RIFF'), 'son.wav'),
  })
  expect(heard.text).toBe('bonjour à tous')
})

test('each client raises its own errors', async () => {
  const stranger = new OpenAI({ apiKey: 'socle_none', baseURL: `${socle.url}/v1`, maxRetries: 0 })
  await expect(stranger.chat.completions.create({ model: 'good', messages: user('x') })).rejects.toBeInstanceOf(
    OpenAI.AuthenticationError,
  )
  await expect(openai.chat.completions.create({ model: 'none', messages: user('x') })).rejects.toBeInstanceOf(
    OpenAI.NotFoundError,
  )
  await expect(openai.chat.completions.create({ model: 'storm-of-500', messages: user('x') })).rejects.toBeInstanceOf(
    OpenAI.InternalServerError,
  )
  await expect(anthropic.messages.create({ model: 'none', max_tokens: 5, messages: user('x') })).rejects.toBeInstanceOf(
    Anthropic.NotFoundError,
  )
  await expect(
    openai.responses.create({ model: 'good', input: 'x', previous_response_id: 'resp_1' }),
  ).rejects.toBeInstanceOf(OpenAI.BadRequestError)
  await expect(openai.chat.completions.create({ model: 'opus', messages: user('x'), n: 3 })).rejects.toBeInstanceOf(
    OpenAI.BadRequestError,
  )
})

test('every call of every client has its line', async () => {
  const answered = (await linesOf(socle, 'clients')).filter(({ outcome }) => outcome === 'answered')
  expect(
    answered
      .filter(({ endpoint }) => ['chat', 'messages', 'responses'].includes(endpoint))
      .every(({ tokensIn, tokensOut }) => tokensIn > 0 && tokensOut > 0),
  ).toBe(true)
  expect(new Set(answered.map(({ provider: id }) => id))).toEqual(new Set(['vllm', 'claude']))
})
