/** What happens on the bad days of providers, callers and the database: an honest answer, and one line each. */
import { aiLimitRoutes, aiProviderRoutes } from '@socle/contracts'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aiApplication, type AiApplication, ask, eventually, linesOf, provider } from '../../testing/ai-calls.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../../testing/upstream-process.ts'

const faulty = [
  'hang-before-headers',
  'hang-mid-stream',
  'die-mid-stream',
  'die-after-headers',
  'die-mid-json',
  'no-json',
  'malformed-events',
  'malformed-later',
  'odd-but-readable',
  'other-json',
  'too-many-requests',
  'retry-after',
  'storm-of-500',
  'bad-secret',
  'huge-json',
  'huge-stream',
  'every-byte',
  'held-stream',
  'no-done',
  'never-ends',
  'stream-for-json',
  'unprocessable',
  'too-large',
  'ends-early',
  'ends-mid-event',
  'ends-before-figures',
  'empty-stream',
  'nothing-but-done',
  'error-at-first',
  'error-mid-stream',
  'error-for-answer',
  'absurd-usage',
  'long-without-usage',
  'long-with-usage-first',
  'json-for-stream',
] as const
const refusalOf = async (answer: Response) => {
  const { error } = (await answer.json()) as { error: { code: string; message: string } }
  return [answer.status, error.code] as const
}

describe.each(databaseKinds)('faults (%s)', (kind) => {
  let upstream: UpstreamProcess
  let second: UpstreamProcess
  let dead: UpstreamProcess
  let socle: TestSocle
  let application: AiApplication
  const lineOf = (requestId: string | null) =>
    eventually(
      async () => (await linesOf(socle, application.id)).filter((line) => line.requestId === requestId),
      (lines) => lines.length > 0,
    )

  beforeAll(async () => {
    ;[upstream, second, dead] = [await startUpstream(), await startUpstream(), await startUpstream()]
    await dead.kill()
    const isSilent = (name: string) => name.startsWith('hang')
    const price = (inputPerMillion: number) => ({ version: 'p1', inputPerMillion })
    socle = await startTestSocle(kind, {
      providers: [
        // Of those that go silent no more is waited for than need be; the others may be slow on a slow machine.
        ...[true, false].map((silent) => {
          const names = faulty.filter((name) => isSilent(name) === silent)
          return provider(silent ? 'silent' : 'first', upstream.baseUrl, {
            ...(silent && { timeouts: { headersMs: 1000, idleMs: 1000 } }),
            models: [
              ...names.map((name) => ({ name })),
              // Cheaper than its replacement, so tried first.
              ...names.map((name) => ({ name: `${name}-or-good`, upstream: name, price: price(1) })),
            ],
          })
        }),
        provider('second', second.baseUrl, {
          models: faulty.map((name) => ({ name: `${name}-or-good`, upstream: 'good', price: price(2) })),
        }),
        provider('native', upstream.baseUrl, {
          also: ['responses', 'messages'],
          models: ['response-in-one-piece', 'message-in-one-piece', 'response-cut'].map((name) => ({ name })),
        }),
        provider('dead', dead.baseUrl, { models: [{ name: 'refused' }] }),
        provider('trial', upstream.baseUrl, {
          dialect: 'anthropic',
          models: [{ name: 'messages-trial', upstream: 'error-mid-stream' }],
        }),
        provider('messages', upstream.baseUrl, {
          dialect: 'anthropic',
          models: [
            { name: 'messages-error', upstream: 'error-mid-stream' },
            { name: 'messages-absurd', upstream: 'absurd-usage' },
            { name: 'messages-ends-early', upstream: 'ends-early' },
            { name: 'messages-other-json', upstream: 'other-json' },
          ],
        }),
      ],
    })
    application = await aiApplication(socle, 'fautes')
  })
  afterAll(async () => {
    await socle.close()
    await upstream.kill()
    await second.kill()
  })

  test.each([
    ['refused', 502, 'ai-providers-failed', 'refuse la connexion'],
    ['hang-before-headers', 504, 'ai-provider-silent', 'n’a pas répondu à temps'],
    ['die-mid-json', 502, 'ai-providers-failed', 'a interrompu sa réponse'],
    ['no-json', 502, 'ai-providers-failed', 'réponse illisible'],
    ['error-for-answer', 502, 'ai-providers-failed', 'une erreur au lieu d’une réponse'],
    ['stream-for-json', 502, 'ai-providers-failed', 'réponse illisible'],
    ['storm-of-500', 502, 'ai-providers-failed', 'une erreur au lieu d’une réponse'],
    ['bad-secret', 502, 'ai-providers-failed', 'refuse l’accès de Socle'],
    ['too-many-requests', 503, 'ai-providers-unavailable', 'a demandé une pause'],
    ['retry-after', 503, 'ai-providers-unavailable', 'a demandé une pause'],
  ])('%s, nobody else to ask: %i %s, and one line', async (model, status, code, words) => {
    const answer = await ask(socle.url, application.secret, model)
    const text = await answer.clone().text()
    expect(await refusalOf(answer)).toEqual([status, code])
    expect(text).not.toMatch(/secret detail|sk-123/)
    // In words, and no code of the machine.
    expect(text).toContain(words)
    expect(text).not.toMatch(/UND_ERR|ECONN|HTTP \d|circuit|cooling/)
    if (model === 'retry-after') expect(answer.headers.get('retry-after')).toBe('7')
    const lines = await lineOf(answer.headers.get('x-request-id'))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ status, reason: code, cost: 0, tokensOut: 0 })
  })

  test.each([
    'hang-before-headers',
    'die-mid-json',
    'no-json',
    'other-json',
    'error-for-answer',
    'stream-for-json',
    'storm-of-500',
    'bad-secret',
    'too-many-requests',
  ])('%s, and another provider answers instead', async (model) => {
    const answer = await ask(socle.url, application.secret, `${model}-or-good`)
    expect(answer.status).toBe(200)
    await answer.text()
    const [line, ...others] = await lineOf(answer.headers.get('x-request-id'))
    expect(others).toEqual([])
    expect(line).toMatchObject({ provider: 'second', tokensOut: 60, outcome: 'answered' })
    expect(line!.route.at(-1)).toMatchObject({ provider: 'second', result: 'answered' })
    expect(line!.route).toHaveLength(2)
  })

  test.each(['die-after-headers', 'error-at-first', 'malformed-events', 'empty-stream', 'nothing-but-done'])(
    '%s: a stream that fails before its first byte is replaced as well',
    async (model) => {
      const answer = await ask(socle.url, application.secret, `${model}-or-good`, { stream: true })
      const text = await answer.text()
      expect(text).toContain('[DONE]')
      expect(text).not.toContain('secret detail')
      expect((await lineOf(answer.headers.get('x-request-id')))[0]).toMatchObject({ provider: 'second' })
    },
  )

  test.each([
    ['die-mid-stream', 'upstream-broke'],
    ['hang-mid-stream', 'upstream-stalled'],
    ['error-mid-stream', 'upstream-broke'],
    ['messages-error', 'upstream-broke'],
    ['ends-early', 'upstream-broke'],
    ['ends-mid-event', 'upstream-broke'],
    ['malformed-later', 'upstream-broke'],
    ['messages-ends-early', 'upstream-broke'],
  ])('%s: an error event, no end mark, the part received is counted', async (model, outcome) => {
    const answer = await ask(socle.url, application.secret, model, { stream: true })
    const text = await answer.text()
    expect(text).toContain('"content"')
    expect(text).toContain('ai-stream-broke')
    expect(text).not.toMatch(/\[DONE\]|secret detail/)
    for (const event of text.trim().split('\n\n')) JSON.parse(event.slice('data: '.length))
    const lines = await lineOf(answer.headers.get('x-request-id'))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ outcome, estimated: true })
    expect(lines[0]!.tokensOut).toBeGreaterThan(1)
  })

  const streamed = (address: string, model: string, extra: object) =>
    fetch(`${socle.url}/v1/${address}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${application.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, stream: true, ...extra }),
    })
  const messages = (model: string) =>
    streamed('messages', model, { max_tokens: 100, messages: [{ role: 'user', content: 'Bonjour' }] })
  const responses = (model: string) => streamed('responses', model, { input: 'Bonjour' })
  const broken = ['error-mid-stream', 'messages-error', 'ends-early', 'ends-mid-event', 'messages-ends-early']

  test.each(broken)('%s: a caller of Messages is told as well that its answer broke off', async (model) => {
    const text = await (await messages(model)).text()
    expect(text).toContain('event: error')
    expect(text).not.toMatch(/message_stop|message_delta|secret detail/)
  })

  test.each(broken)('%s: so is a caller of Responses', async (model) => {
    const text = await (await responses(model)).text()
    const last = text.trim().split('\n\n').at(-1)!
    expect(last).toMatch(/^event: error\ndata: {/)
    expect(JSON.parse(last.slice(last.indexOf('{')))).toMatchObject({ type: 'error', code: 'ai-stream-broke' })
    expect(text).not.toMatch(/response\.(?:completed|incomplete)|secret detail/)
  })

  test('a stream that said why it ended is whole, though neither figures nor end mark follow', async () => {
    const answer = await ask(socle.url, application.secret, 'ends-before-figures', { stream: true })
    expect(await answer.text()).not.toContain('ai-stream-broke')
    const [line] = await lineOf(answer.headers.get('x-request-id'))
    expect(line).toMatchObject({ outcome: 'answered', estimated: true })
  })

  test.each([
    ['a long stream', { stream: true }, 6000],
    ['an answer too long to be kept', {}, 480_000],
  ])('%s whose provider reports nothing is counted whole', async (_, extra, tokens) => {
    const answer = await ask(socle.url, application.secret, 'long-without-usage', extra)
    await answer.text()
    const [line] = await lineOf(answer.headers.get('x-request-id'))
    expect(line).toMatchObject({ estimated: true, outcome: 'answered' })
    expect(line!.tokensOut / tokens).toBeCloseTo(1, 1)
  })

  test('an answer in one piece where a stream was asked for is a stream to the caller, whatever its dialect', async () => {
    const options = { stream: true, stream_options: { include_usage: true } }
    const answer = await ask(socle.url, application.secret, 'json-for-stream', options)
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const events = (await answer.text()).trim().split('\n\n')
    expect(events.at(-1)).toBe('data: [DONE]')
    const chunks = events
      .slice(0, -1)
      .map((event) => JSON.parse(event.slice('data: '.length)) as Record<string, unknown>)
    expect(chunks).toMatchObject([
      { object: 'chat.completion.chunk', choices: [{ delta: { content: 'Bonjour. Voici la réponse demandée.' } }] },
      { choices: [{ delta: {}, finish_reason: 'stop' }] },
      { choices: [], usage: { prompt_tokens: 24, completion_tokens: 60 } },
    ])
    const [line] = await lineOf(answer.headers.get('x-request-id'))
    expect(line).toMatchObject({ tokensIn: 24, tokensOut: 60, estimated: false, streamed: true, outcome: 'answered' })
    expect(await (await messages('json-for-stream')).text()).toMatch(
      /event: message_start[^]*Voici la réponse demandée[^]*event: message_stop/,
    )
  })

  test('so is one in the dialect of a provider that speaks Responses or Messages itself', async () => {
    const eventsIn = (text: string) =>
      text
        .trim()
        .split('\n\n')
        .map((event) => JSON.parse(event.slice(event.indexOf('{'))) as Record<string, unknown>)
    const response = await responses('response-in-one-piece')
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const told = eventsIn(await response.text())
    expect(told.map(({ sequence_number: number }) => number)).toEqual(told.map((_, at) => at))
    expect(told.map(({ type }) => type)).toEqual([
      ...['created', 'in_progress'].map((name) => `response.${name}`),
      ...['output_item.added', 'content_part.added', 'reasoning_text.delta', 'reasoning_text.done'].map(
        (name) => `response.${name}`,
      ),
      ...['content_part.done', 'output_item.done', 'output_item.added', 'content_part.added'].map(
        (name) => `response.${name}`,
      ),
      ...['output_text.delta', 'output_text.done', 'content_part.done', 'output_item.done'].map(
        (name) => `response.${name}`,
      ),
      ...['output_item.added', 'function_call_arguments.delta', 'function_call_arguments.done'].map(
        (name) => `response.${name}`,
      ),
      ...['output_item.done', 'completed'].map((name) => `response.${name}`),
    ])
    expect(told.at(-1)!.response).toMatchObject({ status: 'completed', usage: { output_tokens: 60 } })
    const [line] = await lineOf(response.headers.get('x-request-id'))
    expect(line).toMatchObject({ tokensIn: 24, tokensOut: 60, streamed: true, outcome: 'answered' })
    const said = eventsIn(await (await messages('message-in-one-piece')).text())
    const deltas = said.filter(({ type }) => type === 'content_block_delta').map(({ delta }) => delta)
    expect(deltas).toEqual([
      { type: 'thinking_delta', thinking: 'Réfléchissons.' },
      { type: 'signature_delta', signature: 'c2ln' },
      { type: 'text_delta', text: 'Bonjour. Voici la réponse demandée.' },
      { type: 'input_json_delta', partial_json: '{"ville":"Lyon"}' },
    ])
    expect(said.at(-2)).toMatchObject({ delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 60 } })
    expect(said.at(-1)).toEqual({ type: 'message_stop' })
  })

  test.each(['messages-error', 'response-cut'])(
    '%s: the error of a Responses stream is numbered after what came',
    async (model) => {
      const events = (await (await responses(model)).text()).trim().split('\n\n')
      const numbers = events.map((event) => Number(/"sequence_number":(\d+)/.exec(event)?.[1]))
      expect(events.at(-1)).toContain('event: error')
      expect(numbers).toEqual(numbers.map((_, at) => numbers[0]! + at))
    },
  )

  test('JSON that is no answer is not taken for an empty one', async () => {
    for (const stream of [false, true])
      expect(await refusalOf(await ask(socle.url, application.secret, 'messages-other-json', { stream }))).toEqual([
        502,
        'ai-providers-failed',
      ])
  })

  test('a provider that goes on after the end of its answer is not listened to any more', async () => {
    const answer = await ask(socle.url, application.secret, 'never-ends', { stream: true })
    expect(await answer.text()).toContain('[DONE]')
    expect((await lineOf(answer.headers.get('x-request-id')))[0]).toMatchObject({ outcome: 'answered', tokensOut: 60 })
    await eventually(
      () => upstream.seen(),
      (calls) => calls.find(({ model }) => model === 'never-ends')?.abandoned === true,
    )
  })

  test('what a provider says of a bad call in words of its own is told in the dialect of the caller', async () => {
    const chat = await ask(socle.url, application.secret, 'unprocessable')
    const [first, second] = [await chat.json(), await (await messages('unprocessable')).json()] as object[]
    expect(chat.status).toBe(422)
    const message = expect.stringContaining('body.temperature: not a number') as string
    expect(first).toMatchObject({ error: { type: 'invalid_request_error', message } })
    expect(second).toMatchObject({ type: 'error', error: { type: 'invalid_request_error', message } })
    // Its kind follows the status that the provider gave, as clients of each dialect expect.
    const large = await messages('too-large')
    expect([large.status, await large.json()]).toMatchObject([413, { error: { type: 'request_too_large' } }])
  })

  test('a long answer may report its figures at its beginning', async () => {
    const answer = await ask(socle.url, application.secret, 'long-with-usage-first')
    await answer.text()
    const [line] = await lineOf(answer.headers.get('x-request-id'))
    expect(line).toMatchObject({ tokensIn: 24, tokensOut: 60, estimated: false })
  })

  test.each(['absurd-usage', 'messages-absurd'])(
    '%s: figures that no model can have used are counted here instead',
    async (model) => {
      const answer = await ask(socle.url, application.secret, model)
      expect(answer.status).toBe(200)
      const [line] = await lineOf(answer.headers.get('x-request-id'))
      expect(line).toMatchObject({ estimated: true, outcome: 'answered' })
      expect(line!.tokensIn).toBeLessThan(100)
    },
  )

  test.each(['every-byte', 'no-done', 'odd-but-readable'])('%s: passed on whole, counted once', async (model) => {
    const answer = await ask(socle.url, application.secret, model, { stream: true })
    const text = await answer.text()
    const said = [...text.matchAll(/"content":"([^"]*)"/g)].map((match) => match[1]).join('')
    expect(said).toBe('Bonjour. Voici la réponse demandée.')
    expect(text.includes('[DONE]')).toBe(model !== 'no-done')
    const lines = await lineOf(answer.headers.get('x-request-id'))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ tokensIn: 24, tokensOut: 60, estimated: false, outcome: 'answered' })
  })

  test('an answer of 50 MB passes, and is counted', async () => {
    const answer = await ask(socle.url, application.secret, 'huge-json')
    let size = 0
    for await (const part of answer.body!) size += (part as Uint8Array).length
    expect(size).toBeGreaterThan(50 * 1024 * 1024)
    expect((await lineOf(answer.headers.get('x-request-id')))[0]).toMatchObject({ tokensOut: 60, outcome: 'answered' })
  })

  test('a slow reader slows the provider down and loses nothing', async () => {
    const answer = await ask(socle.url, application.secret, 'huge-stream', { stream: true })
    const reader = answer.body!.getReader()
    await reader.read()
    // Sixty megabytes wait behind the reader, more than the kernel's own buffers hold: neither process may have swallowed them.
    await eventually(
      () => upstream.seen(),
      (calls) => calls.some(({ model, finished }) => model === 'huge-stream' && !finished),
    )
    let size = 0
    let tail = ''
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.length
      tail = Buffer.from(value).subarray(-20).toString()
    }
    expect(size).toBeGreaterThan(59_000_000)
    expect(tail).toContain('[DONE]')
  })

  test('a caller that leaves in the middle is metered to the end of the answer', async () => {
    const requestId = randomUUID()
    const leaving = new AbortController()
    const answer = await ask(
      socle.url,
      application.secret,
      'held-stream',
      { stream: true },
      { 'x-request-id': requestId },
      leaving.signal,
    )
    await answer.body!.getReader().read()
    leaving.abort()
    // A call that Socle answers came after the departure: it knows of it.
    expect(await linesOf(socle, application.id)).not.toContainEqual(expect.objectContaining({ requestId }))
    await upstream.release()
    const lines = await lineOf(requestId)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ outcome: 'caller-left', tokensIn: 24, tokensOut: 60, estimated: false })
    await eventually(
      () => upstream.seen(),
      (calls) => calls.findLast(({ model }) => model === 'held-stream')?.finished === true,
    )
  })

  test('a caller that leaves while it sends its question costs nothing', async () => {
    const before = (await linesOf(socle, application.id)).length
    const { port } = new URL(socle.url)
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(
      `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${application.secret}\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{"model"`,
    )
    const another = async () => (await ask(socle.url, application.secret, 'every-byte', { stream: true })).text()
    expect(await another()).toContain('[DONE]')
    socket.destroy()
    expect(await another()).toContain('[DONE]')
    expect((await linesOf(socle, application.id)).length).toBe(before + 2)
  })

  test.each([
    ['with its head', ''],
    ['after a part of it', '9\r\n{"model":\r\n'],
  ])('a body in chunks that are none, %s: the call ends, with its line', async (_, before) => {
    const requestId = randomUUID()
    const socket = connect(Number(new URL(socle.url).port), '127.0.0.1')
    socket.write(
      `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${application.secret}\r\nx-request-id: ${requestId}\r\n` +
        `content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${before}ZZ\r\n`,
    )
    const [said] = (await once(socket, 'data')) as [Buffer]
    expect(said.toString()).toContain('HTTP/1.1 400')
    const lines = await lineOf(requestId)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ outcome: 'caller-left', cost: 0 })
    const metrics = await (await fetch(`${socle.url}/metrics`)).text()
    expect(metrics).toMatch(/^socle_ai_calls_under_way 0$/m)
  })

  const health = async (model: string) => {
    const administrator = await socle.as('sophie')
    const { body } = await administrator.call(aiProviderRoutes.list)
    return body.providers.flatMap((each) => each.health).find((each) => each.model === model)!
  }

  test('a provider that fails again and again is left alone, then tried again', async () => {
    // The circuit opens for some seconds: they do not pass while a slow machine gets there.
    socle.setClock(new Date())
    for (let tries = 0; tries < 6; tries++) await ask(socle.url, application.secret, 'refused')
    expect(await health('refused')).toMatchObject({ state: 'broken', lastFailure: 'ECONNREFUSED' })
    const spared = await ask(socle.url, application.secret, 'refused')
    expect(await refusalOf(spared)).toEqual([503, 'ai-providers-unavailable'])
    const wait = Number(spared.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(0)
    socle.setClock(new Date(Date.now() + 3_600_000))
    expect(await refusalOf(await ask(socle.url, application.secret, 'refused'))).toEqual([502, 'ai-providers-failed'])
  })

  test('so is one whose streams break off again and again', async () => {
    socle.setClock(new Date())
    for (let tries = 0; tries < 5; tries++)
      await (await ask(socle.url, application.secret, 'die-mid-stream', { stream: true })).text()
    expect(await health('die-mid-stream')).toMatchObject({ state: 'broken' })
    const spared = await ask(socle.url, application.secret, 'die-mid-stream', { stream: true })
    expect(await refusalOf(spared)).toEqual([503, 'ai-providers-unavailable'])
  })

  test('a call that Socle itself refuses does not end the trial of a provider', async () => {
    const messages = (extra: object = {}) =>
      ask(socle.url, application.secret, 'messages-trial', { stream: true, ...extra })
    socle.setClock(new Date())
    for (let tries = 0; tries < 5; tries++) await (await messages()).text()
    expect(await health('messages-trial')).toMatchObject({ state: 'broken' })
    socle.setClock(new Date(Date.now() + 60_000))
    // Nothing of it has an equal in the dialect of the provider: it is not sent.
    expect(await refusalOf(await messages({ n: 2 }))).toEqual([400, 'ai-untranslatable'])
    socle.setClock(new Date(Date.now() + 120_000))
    expect((await messages()).status).toBe(200)
  })
})

describe('two replicas on one PostgreSQL', () => {
  let upstream: UpstreamProcess
  let [one, two]: TestSocle[] = []

  beforeAll(async () => {
    upstream = await startUpstream()
    one = await startTestSocle('postgresql', {
      budgetPatienceMs: 60_000,
      providers: [provider('p', upstream.baseUrl, { capacity: 100_000 })],
    })
    two = await one.replica()
  })
  afterAll(async () => {
    await one!.close()
    await two!.close()
    await upstream.kill()
  })

  test.each([
    ['requests', 37, 37],
    // 84 tokens a call: the twelfth passes 1 000 by what one call uses beyond its reservation, and no more.
    ['tokens', 1000, 12],
    ['money', 0.001, 7],
  ] as const)('200 calls at once never pass a budget in %s', async (measure, amount, answered) => {
    const application = await aiApplication(one!, `budget-${measure}`)
    const administrator = await one!.as('sophie')
    await administrator.call(aiLimitRoutes.set, {
      body: { scope: 'application', of: application.id, measure, period: 'month', amount },
    })
    const statuses = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const answer = await ask(index % 2 ? one!.url : two!.url, application.secret, 'good')
        await answer.text()
        return answer.status
      }),
    )
    const having = (code: number) => statuses.filter((status) => status === code).length
    // A database too busy to write for seconds refuses calls (503), and never answers more of them.
    expect(having(200) + having(429) + having(503)).toBe(200)
    expect(having(200)).toBeLessThanOrEqual(answered)
    expect(having(200) + having(503)).toBeGreaterThanOrEqual(answered)
    await eventually(
      async () => (await administrator.call(aiLimitRoutes.list)).body.limits.find(({ of }) => of === application.id)!,
      ({ held }) => held === 0,
    )
  })

  test('a secret that only one can open switches its provider off on the other, and nothing else', async () => {
    const administrator = await one!.as('sophie')
    const { approved, ...record } = provider('sealed', upstream.baseUrl, { models: [{ name: 'behind-a-secret' }] })
    void approved
    const params = { providerId: record.id }
    await administrator.call(aiProviderRoutes.create, { body: record as never })
    await administrator.call(aiProviderRoutes.setSecret, { params, body: { secret: 'k' } })
    const security = await one!.as('nadia')
    await security.call(aiProviderRoutes.approve, { params, body: { approved: true } })
    const { secret } = await aiApplication(one!, 'scellee')
    expect((await ask(one!.url, secret, 'behind-a-secret')).status).toBe(200)
    expect((await ask(two!.url, secret, 'behind-a-secret')).status).toBe(503)
    expect((await ask(two!.url, secret, 'good')).status).toBe(200)
  })

  test('a key revoked on one is refused by the other', async () => {
    const { applicationRoutes } = await import('@socle/contracts')
    const application = await aiApplication(one!, 'revoquee')
    expect((await ask(two!.url, application.secret, 'good')).status).toBe(200)
    await application.lead.call(applicationRoutes.revokeKey, {
      params: { applicationId: application.id, keyId: application.keyId },
    })
    await eventually(
      async () => (await ask(two!.url, application.secret, 'good')).status,
      (status) => status === 401,
    )
  })
})
