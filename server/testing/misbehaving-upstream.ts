/**
 * A provider of models that does what real ones do on their bad days. The name of the model says which; run as a process of
 * its own: prints its port, answers `GET /seen` with what it was asked; what a `held` model answers waits for `GET /release`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

interface Seen {
  readonly path: string
  readonly model: string
  readonly headers: Record<string, unknown>
  readonly body: unknown
  /** The connection was closed before the answer was whole. */
  abandoned: boolean
  finished: boolean
}
const seen: Seen[] = []

/** Answers that wait for the test. */
let held: (() => void)[] = []
const released = () => new Promise<void>((go) => held.push(go))

const usage = { prompt_tokens: 24, completion_tokens: 60, total_tokens: 84 }
const answerText = 'Bonjour. Voici la réponse demandée.'
const completion = (model: string, extra: object = { usage }) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model,
  choices: [{ index: 0, message: { role: 'assistant', content: answerText }, finish_reason: 'stop' }],
  ...extra,
})
const chunk = (model: string, delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
const usageChunk = (model: string) =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model, choices: [], usage })}\n\n`
const streamOf = (model: string): string[] => [
  chunk(model, { role: 'assistant', content: '' }),
  ...answerText.split(/(?<= )/).map((content) => chunk(model, { content })),
  chunk(model, {}, 'stop'),
  usageChunk(model),
  'data: [DONE]\n\n',
]

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
const sse = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' })

const failedEvent = `data: ${JSON.stringify({ error: { message: 'secret detail of the provider', code: 500 } })}\n\n`
/** One token in the vocabularies of the gateway. */
const longWord = ' de'
const LONG_WORDS = 6000

type Behaviour = (
  request: { model: string; stream: boolean; said: string; secret: string },
  response: ServerResponse,
) => unknown

const wellBehaved: Behaviour = async ({ model, stream }, response) => {
  if (!stream) return json(response, 200, completion(model))
  sse(response)
  for (const event of streamOf(model)) {
    response.write(event)
    await wait(1)
  }
  return response.end()
}

const thoughtText = 'Réfléchissons.'
const refusalText = 'Je ne peux pas répondre à cela.'
/** @param shape of a message, or of a delta */
const thinking =
  (shape: (thoughts: string, said: string) => object): Behaviour =>
  ({ model, stream }, response) => {
    if (!stream) {
      const choice = {
        index: 0,
        message: { role: 'assistant', ...shape(thoughtText, answerText) },
        finish_reason: 'stop',
      }
      return json(response, 200, { ...completion(model), choices: [choice] })
    }
    const pieces = [...thoughtText.split(/(?<=é)/).map((part) => shape(part, '')), shape('', answerText)]
    const events = pieces.map((piece) => chunk(model, piece))
    return sse(response).end([...events, chunk(model, {}, 'stop'), usageChunk(model), 'data: [DONE]\n\n'].join(''))
  }

/** Whatever it is allowed. */
const writes =
  (tokens: number): Behaviour =>
  ({ model, stream }, response) => {
    const usage = { prompt_tokens: 10, completion_tokens: tokens, total_tokens: 10 + tokens }
    if (!stream) return json(response, 200, completion(model, { usage }))
    const figures = `data: ${JSON.stringify({ ...completion(model, { usage }), object: 'chat.completion.chunk', choices: [] })}\n\n`
    const events = streamOf(model).map((event) => (event === usageChunk(model) ? figures : event))
    return sse(response).end(events.join(''))
  }

const behaviours: Record<string, Behaviour> = {
  'hang-before-headers': () => {},
  'hang-mid-stream': (_, response) => void sse(response).write(streamOf('m').slice(0, 3).join('')),
  'die-mid-stream': async (_, response) => {
    sse(response).write(streamOf('m').slice(0, 3).join(''))
    await wait(30)
    response.destroy()
  },
  'die-after-headers': async (_, response) => {
    sse(response).flushHeaders()
    await wait(30)
    response.destroy()
  },
  'die-mid-json': async (_, response) => {
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
      .write('{"id":"x","choices":[')
    await wait(30)
    response.destroy()
  },
  'not-found': (_, response) => json(response, 404, { error: { message: 'model not found', code: null } }),
  'no-json': (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('<html>oops'),
  'malformed-events': (_, response) =>
    sse(response).end('data: {not json\n\n: comment\n\ndata: [1,2\n\nretry: 5\n\n' + streamOf('m').slice(1).join('')),
  'malformed-later': (_, response) =>
    sse(response).end([...streamOf('m').slice(0, 3), 'data: {no json\n\n', ...streamOf('m').slice(3)].join('')),
  'odd-but-readable': ({ model }, response) =>
    sse(response).end(': comment\n\ndata:\n\nretry: 5\n\n' + streamOf(model).join('').replaceAll('data: {', 'data:{')),
  // In the dialect of the address that was asked, whether a stream was asked for or not.
  'response-in-one-piece': ({ model }, response) =>
    json(response, 200, {
      id: 'resp_1',
      object: 'response',
      status: 'completed',
      model,
      output: [
        { type: 'reasoning', id: 'rs_1', summary: [], content: [{ type: 'reasoning_text', text: 'Réfléchissons.' }] },
        {
          type: 'message',
          id: 'msg_1',
          role: 'assistant',
          status: 'completed',
          content: [{ type: 'output_text', text: answerText, annotations: [] }],
        },
        { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'meteo', arguments: '{}', status: 'completed' },
      ],
      usage: { input_tokens: 24, output_tokens: 60, total_tokens: 84 },
    }),
  'response-cut': ({ model }, response) =>
    sse(response).end(
      ['response.created', 'response.in_progress']
        .map((type, at) => ({ type, sequence_number: at + 4, response: { id: 'resp_1', model, output: [] } }))
        .map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
        .join(''),
    ),
  'message-in-one-piece': ({ model }, response) =>
    json(response, 200, {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model,
      content: [
        { type: 'thinking', thinking: 'Réfléchissons.', signature: 'c2ln' },
        { type: 'text', text: answerText },
        { type: 'tool_use', id: 'call_1', name: 'meteo', input: { ville: 'Lyon' } },
      ],
      stop_reason: 'tool_use',
      usage: { input_tokens: 24, output_tokens: 60 },
    }),
  'other-json': (_, response) => json(response, 200, { status: 'ok' }),
  'too-many-requests': (_, response) => json(response, 429, { error: { message: 'slow down' } }),
  'retry-after': (_, response) => json(response, 429, { error: { message: 'slow down' } }, { 'retry-after': '7' }),
  'storm-of-500': (_, response) => json(response, 500, { error: { message: 'secret detail of the provider' } }),
  'bad-request': (_, response) =>
    json(response, 400, { error: { message: 'temperature is out of range', type: 'invalid_request_error' } }),
  // Repeats what it was sent, in every way that an error may quote a header.
  'quotes-secret': ({ secret }, response) => {
    const given = `Bearer ${secret}`
    const code = (text: string) => Buffer.from(text).toString('base64')
    const quotes = [given, code(given), code(`:${secret}`), encodeURIComponent(given), JSON.stringify({ key: secret })]
    const message = `temperature is out of range, auth=${quotes.join(' auth=')}`
    json(response, 400, { error: { message, param: secret, type: 'invalid_request_error' } })
  },
  // A proxy before the model that shows what it was sent, in an answer like any other.
  'shows-secret': async ({ model, stream, secret }, response) => {
    if (!stream) {
      const message = { role: 'assistant', content: `asked with ${secret}. ${answerText}` }
      return json(response, 200, { ...completion(model), choices: [{ index: 0, message, finish_reason: 'stop' }] })
    }
    sse(response)
    for (const event of [chunk(model, { content: 'asked with ' }), chunk(model, { content: `${secret}. ` })]) {
      const cut = Math.max(10, event.indexOf('SECRET') + 8)
      response.write(event.slice(0, cut))
      await wait(10)
      response.write(event.slice(cut))
    }
    return response.end(streamOf(model).slice(1).join(''))
  },
  // In pieces, of which one ends within the secret and within a character.
  'shows-secret-at-length': async ({ model, secret }, response) => {
    const text = `${'é'.repeat(1_200_000)}${secret}${'é'.repeat(100_000)}`
    const message = { role: 'assistant', content: text }
    const answer = { ...completion(model), choices: [{ index: 0, message, finish_reason: 'stop' }] }
    const body = Buffer.from(JSON.stringify(answer))
    const within = body.indexOf('SECRET') + 8
    response.writeHead(200, { 'content-type': 'application/json' })
    for (const [from, to] of [
      [0, within],
      [within, within + 5],
      [within + 5, body.length - 150_001],
      [body.length - 150_001, body.length],
    ]) {
      response.write(body.subarray(from, to))
      await wait(10)
    }
    return response.end()
  },
  'quotes-secret-in-stream': ({ model, secret }, response) => {
    const event = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model }
    const choice = { index: 0, delta: {}, finish_reason: 'error', error: { message: `bad key ${secret}` } }
    sse(response).end(
      `${chunk(model, { content: 'Bonjour' })}data: ${JSON.stringify({ ...event, choices: [choice] })}\n\ndata: [DONE]\n\n`,
    )
  },
  // As vLLM and DeepSeek say what a model thinks, as Ollama does, and as Mistral does.
  thinks: thinking((reasoning_content, content) => ({ reasoning_content, content })),
  'thinks-aside': thinking((reasoning, content) => ({ reasoning, content })),
  'thinks-in-parts': thinking((thoughts, text) => ({
    content: [
      { type: 'thinking', thinking: [{ type: 'text', text: thoughts }] },
      { type: 'text', text },
    ],
  })),
  // As OpenAI says that a model will not answer.
  refuses: ({ model, stream }, response) => {
    if (!stream) {
      const message = { role: 'assistant', content: null, refusal: refusalText }
      return json(response, 200, { ...completion(model), choices: [{ index: 0, message, finish_reason: 'stop' }] })
    }
    const pieces = refusalText.split(/(?<= )/).map((refusal) => chunk(model, { refusal }))
    const events = [
      chunk(model, { role: 'assistant', content: '', refusal: null }),
      ...pieces,
      chunk(model, {}, 'stop'),
    ]
    return sse(response).end([...events, usageChunk(model), 'data: [DONE]\n\n'].join(''))
  },
  'refuses-half-way': ({ model, stream }, response) => {
    const message = { role: 'assistant', content: answerText, refusal: refusalText }
    if (!stream)
      return json(response, 200, { ...completion(model), choices: [{ index: 0, message, finish_reason: 'stop' }] })
    const events = [{ content: answerText }, { refusal: refusalText }].map((delta) => chunk(model, delta))
    return sse(response).end([...events, chunk(model, {}, 'stop'), usageChunk(model), 'data: [DONE]\n\n'].join(''))
  },
  overwrites: writes(150),
  'overwrites-tenfold': writes(930),
  // As if nobody had asked for a stream.
  'json-for-stream': ({ model }, response) => json(response, 200, completion(model)),
  'bad-secret': (_, response) => json(response, 401, { error: { message: 'invalid key sk-123' } }),
  'no-usage': async ({ model, stream }, response) => {
    if (!stream) return json(response, 200, completion(model, {}))
    sse(response)
    return response.end(
      streamOf(model)
        .filter((event) => !event.includes('"usage"'))
        .join(''),
    )
  },
  'usage-null': ({ model }, response) =>
    sse(response).end(
      streamOf(model)
        .map((event) => (event.includes('"usage"') ? event : event.replace('"choices":', '"usage":null,"choices":')))
        .join(''),
    ),
  // The event that reports the figures has no choices at all, not even an empty list.
  'usage-without-choices': ({ model }, response) =>
    sse(response).end(
      streamOf(model)
        .map((event) => event.replace('"choices":[],', ''))
        .join(''),
    ),
  // Status 200 was sent before the model failed.
  'error-at-first': (_, response) => sse(response).end(failedEvent + 'data: [DONE]\n\n'),
  'error-mid-stream': (_, response) =>
    sse(response).end([...streamOf('m').slice(0, 3), failedEvent, 'data: [DONE]\n\n'].join('')),
  'error-for-answer': (_, response) => json(response, 200, { error: { message: 'secret detail of the provider' } }),
  'absurd-usage': ({ model }, response) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(completion(model, { usage: { ...usage, prompt_tokens: 2 ** 31 } })).replace('60', '1e999')),
  'long-without-usage': ({ model, stream }, response) => {
    if (stream) {
      const event = chunk(model, { content: longWord })
      return sse(response).end(event.repeat(LONG_WORDS) + chunk(model, {}, 'stop') + 'data: [DONE]\n\n')
    }
    const message = { role: 'assistant', content: longWord.repeat(LONG_WORDS * 80) }
    return json(response, 200, { ...completion(model, {}), choices: [{ index: 0, message, finish_reason: 'stop' }] })
  },
  'long-with-usage-first': ({ model }, response) => {
    const message = { role: 'assistant', content: longWord.repeat(LONG_WORDS * 80) }
    return json(response, 200, { usage, ...completion(model, {}), choices: [{ index: 0, message }] })
  },
  'held-stream': async ({ model }, response) => {
    const events = streamOf(model)
    sse(response).write(events.splice(0, 2).join(''))
    await released()
    return response.end(events.join(''))
  },
  'huge-json': async ({ model }, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write(
      `{"id":"x","object":"chat.completion","model":"${model}","choices":[{"index":0,"message":{"role":"assistant","content":"`,
    )
    const block = 'x'.repeat(1024 * 1024)
    for (let sent = 0; sent < 50; sent++)
      if (!response.write(block)) await new Promise((drained) => response.once('drain', drained))
    return response.end(`"},"finish_reason":"stop"}],"usage":${JSON.stringify(usage)}}`)
  },
  'huge-stream': async ({ model }, response) => {
    sse(response)
    const event = chunk(model, { content: 'x'.repeat(10_000) })
    for (let sent = 0; sent < 6000; sent++)
      if (!response.write(event)) await new Promise((drained) => response.once('drain', drained))
    return response.end([chunk(model, {}, 'stop'), usageChunk(model), 'data: [DONE]\n\n'].join(''))
  },
  'every-byte': async ({ model }, response) => {
    response.socket?.setNoDelay(true)
    sse(response)
    for (const byte of Buffer.from(streamOf(model).join('').replaceAll('\n', '\r\n'))) {
      response.write(Buffer.of(byte))
      await new Promise(setImmediate)
    }
    return response.end()
  },
  // Ends as if nothing were missing.
  'ends-early': (_, response) => sse(response).end(streamOf('m').slice(0, 3).join('')),
  'ends-mid-event': (_, response) => sse(response).end(streamOf('m').slice(0, 4).join('').slice(0, -40)),
  'ends-before-figures': (_, response) => sse(response).end(streamOf('m').slice(0, -2).join('')),
  'empty-stream': (_, response) => sse(response).end(),
  'nothing-but-done': (_, response) => sse(response).end('data: [DONE]\n\n'),
  // Goes on for ever after its end.
  'never-ends': (_, response) => void sse(response).write(streamOf('m').join('')),
  'stream-for-json': ({ model }, response) => sse(response).end(streamOf(model).join('')),
  'too-large': (_, response) => json(response, 413, { error: { message: 'the prompt is too long' } }),
  // As servers of models in Python say it: what the caller sent stands in it again.
  unprocessable: (_, response) =>
    json(response, 422, {
      detail: [{ type: 'float_parsing', loc: ['body', 'temperature'], msg: 'not a number', input: 'Bonjour' }],
    }),
  'no-done': (_, response) => sse(response).end(streamOf('m').slice(0, -1).join('')),
  'calls-a-tool': ({ model, stream }, response) => {
    const called = { name: 'meteo', arguments: '{"ville":"Lyon"}' }
    const call = { id: 'call_1', type: 'function', function: called }
    if (!stream) {
      const choice = {
        index: 0,
        message: { role: 'assistant', content: null, tool_calls: [call] },
        finish_reason: 'tool_calls',
      }
      return json(response, 200, { ...completion(model), choices: [choice] })
    }
    const first = { index: 0, id: 'call_1', type: 'function', function: { name: 'meteo', arguments: '' } }
    const pieces = ['{"vi', 'lle":', '"Lyon"}'].map((part) =>
      chunk(model, { tool_calls: [{ index: 0, function: { arguments: part } }] }),
    )
    const events = [
      chunk(model, { role: 'assistant', content: null, tool_calls: [first] }),
      ...pieces,
      chunk(model, {}, 'tool_calls'),
    ]
    return sse(response).end([...events, usageChunk(model), 'data: [DONE]\n\n'].join(''))
  },
  'calls-two-tools-at-a-time': ({ model }, response) => {
    const begun = (index: number, name: string) => ({
      index,
      id: `call_${name}`,
      type: 'function',
      function: { name, arguments: '' },
    })
    const piece = (index: number, part: string) => ({ index, function: { arguments: part } })
    const pieces = [
      begun(0, 'meteo'),
      begun(1, 'carte'),
      piece(0, '{"ville":'),
      piece(1, '{"zoom":'),
      piece(0, '"Lyon"}'),
      piece(1, '3}'),
    ]
    const events = pieces.map((call) => chunk(model, { tool_calls: [call] }))
    return sse(response).end(
      [...events, chunk(model, {}, 'tool_calls'), usageChunk(model), 'data: [DONE]\n\n'].join(''),
    )
  },
  echo: ({ model, stream, said }, response) => {
    if (!stream)
      return json(response, 200, {
        ...completion(model),
        choices: [{ index: 0, message: { role: 'assistant', content: said }, finish_reason: 'stop' }],
      })
    const pieces = (said.match(/.{1,3}/gs) ?? []).map((content) => chunk(model, { content }))
    return sse(response).end([...pieces, chunk(model, {}, 'stop'), usageChunk(model), 'data: [DONE]\n\n'].join(''))
  },
  'held-json': async ({ model }, response) => {
    await released()
    return json(response, 200, completion(model))
  },
}

/** What answers the same at the address of Messages. */
const alikeEverywhere = new Set(['quotes-secret', 'message-in-one-piece', 'other-json'])

const lastWords = (body: unknown): string => {
  const { messages } = body as { messages?: { content: string | { text?: string }[] }[] }
  const content = messages?.at(-1)?.content ?? ''
  return typeof content === 'string' ? content : content.map(({ text }) => text ?? '').join('')
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === '/seen') return void json(response, 200, seen)
  if (request.url === '/release') {
    const going = held
    held = []
    for (const go of going) go()
    return void json(response, 200, going.length)
  }
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const bytes = Buffer.concat(parts)
  const isForm = request.headers['content-type']?.startsWith('multipart/form-data')
  const body = isForm ? bytes.toString('latin1') : (JSON.parse(bytes.toString()) as Record<string, unknown>)
  const model = typeof body === 'string' ? (/name="model"\r\n\r\n([^\r]*)/.exec(body)?.[1] ?? '') : String(body.model)
  const record: Seen = {
    path: request.url ?? '',
    model,
    headers: request.headers,
    body: bytes.length < 100_000 ? body : bytes.length,
    abandoned: false,
    finished: false,
  }
  seen.push(record)
  response.on('finish', () => (record.finished = true))
  response.on('close', () => (record.abandoned = !response.writableFinished))
  const path = request.url ?? ''
  if (path.endsWith('/embeddings'))
    return void json(response, 200, {
      object: 'list',
      model,
      data: [{ object: 'embedding', index: 0, embedding: [0.1, 0.2] }],
      usage: { prompt_tokens: 5, total_tokens: 5 },
    })
  if (path.endsWith('/rerank'))
    return void json(response, 200, {
      model,
      results: [
        { index: 1, relevance_score: 0.9 },
        { index: 0, relevance_score: 0.1 },
      ],
      usage: { total_tokens: 12 },
    })
  if (path.endsWith('/audio/transcriptions') && model === 'repeats-prompt') return void repeatPrompt(bytes, response)
  if (path.endsWith('/audio/transcriptions') && String(body).includes('verbose_json'))
    return void json(response, 200, { text: 'bonjour à tous', duration: 90, segments: [] })
  if (path.endsWith('/audio/transcriptions') && model === 'no-usage')
    return void json(response, 200, { text: answerText.repeat(30) })
  if (path.endsWith('/audio/transcriptions'))
    return void json(response, 200, { text: 'bonjour à tous', usage: { type: 'duration', seconds: 90 } })
  const stream = typeof body !== 'string' && body.stream === true
  if (path.endsWith('/messages') && !alikeEverywhere.has(model))
    return void anthropic(model, stream, model === 'echo' ? lastWords(body) : answerText, response)
  const secret = request.headers.authorization?.replace(/^Bearer /, '') ?? String(request.headers['x-api-key'])
  await (behaviours[model] ?? wellBehaved)({ model, stream, said: lastWords(body), secret }, response)
}

/** A model that hears nothing says its prompt again. */
function repeatPrompt(form: Buffer, response: ServerResponse): void {
  const text = form.toString('utf8')
  const field = (name: string) => new RegExp(`name="${name}"\r\n\r\n([^\r]*)`).exec(text)?.[1] ?? ''
  const said = field('prompt')
  if (field('stream') === 'true') {
    sse(response)
    for (const delta of said.match(/[^]{1,3}/g) ?? [])
      response.write(`data: ${JSON.stringify({ type: 'transcript.text.delta', delta })}\n\n`)
    response.end(`data: ${JSON.stringify({ type: 'transcript.text.done', text: said })}\n\n`)
  } else if (field('response_format') === 'text') response.writeHead(200, { 'content-type': 'text/plain' }).end(said)
  else json(response, 200, { text: said, usage: { type: 'duration', seconds: 2 } })
}

function anthropic(model: string, stream: boolean, said: string, response: ServerResponse): void {
  const message = { id: 'msg_1', type: 'message', role: 'assistant', model, stop_sequence: null }
  const cached = model === 'cached' && { cache_read_input_tokens: 1000, cache_creation_input_tokens: 100 }
  const absurd = model === 'absurd-usage' && { input_tokens: 2 ** 31 - 1, cache_read_input_tokens: 2 ** 31 - 1 }
  const thinks = model === 'claude-thinks'
  const refuses = model === 'claude-refuses' || model === 'claude-refuses-unsaid'
  const explanation = model === 'claude-refuses' ? refusalText : null
  const ending = refuses
    ? { stop_reason: 'refusal', stop_details: { type: 'refusal', category: null, explanation } }
    : { stop_reason: 'end_turn' }
  if (!stream) {
    json(response, 200, {
      ...message,
      content: [
        ...(thinks ? [{ type: 'thinking', thinking: thoughtText, signature: 'c2ln' }] : []),
        { type: 'text', text: said },
      ],
      ...ending,
      ...(model !== 'no-usage' && { usage: { input_tokens: 24, output_tokens: 60, ...cached, ...absurd } }),
    })
    return
  }
  const event = (type: string, data: object) => `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`
  const tells = model !== 'no-usage'
  const begun = {
    ...message,
    content: [],
    stop_reason: null,
    ...(tells && { usage: { input_tokens: 24, output_tokens: 1, ...cached } }),
  }
  const events = [
    event('message_start', { message: begun }),
    ...(thinks
      ? [
          event('content_block_start', { index: 9, content_block: { type: 'thinking', thinking: '', signature: '' } }),
          event('content_block_delta', { index: 9, delta: { type: 'thinking_delta', thinking: thoughtText } }),
          event('content_block_delta', { index: 9, delta: { type: 'signature_delta', signature: 'c2ln' } }),
          event('content_block_stop', { index: 9 }),
        ]
      : []),
    event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    ...said
      .split(/(?<= )/)
      .map((text) => event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } })),
  ]
  if (model === 'ends-early') return void sse(response).end(events.join(''))
  if (model === 'error-mid-stream') {
    const error = { type: 'overloaded_error', message: 'secret detail of the provider' }
    sse(response).end([...events, event('error', { error })].join(''))
    return
  }
  sse(response).end(
    [
      ...events,
      event('content_block_stop', { index: 0 }),
      event('message_delta', {
        delta: { ...ending, stop_sequence: null },
        // Some of the figures are said again, and those of the cache are not.
        ...(tells && { usage: { ...(cached && { input_tokens: 24 }), output_tokens: 60 } }),
      }),
      event('message_stop', {}),
    ].join(''),
  )
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy())
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
process.stdin.resume().on('end', () => process.exit())
