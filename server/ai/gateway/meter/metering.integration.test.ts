import { aiLedgerRoutes, aiLimitRoutes } from '@socle/contracts'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aiApplication, type AiApplication, ask, linesOf, provider } from '../../../testing/ai-calls.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../../testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../../../testing/upstream-process.ts'

const events = (text: string) =>
  text
    .split('\n\n')
    .filter((event) => event.startsWith('data: '))
    .map((event) => event.slice(6))

/** Euros a million tokens, other for what the provider's cache gives and takes. */
const cachePrice = { inputPerMillion: 10, cachedPerMillion: 1, cacheWritePerMillion: 12.5, outputPerMillion: 20 }
const byTheMinute = { kind: 'transcription', price: { version: 'p1', perMinute: 0.6 } }

describe.each(databaseKinds)('what a call used and cost (%s)', (kind) => {
  let upstream: UpstreamProcess
  let socle: TestSocle
  let application: AiApplication
  const lastLine = async () => (await linesOf(socle, application.id))[0]!

  beforeAll(async () => {
    upstream = await startUpstream()
    const model = (name: string, extra: object = {}) => ({
      name,
      price: { version: 'p1', inputPerMillion: 1, outputPerMillion: 2 },
      ...extra,
    })
    socle = await startTestSocle(kind, {
      providers: [
        provider('local', upstream.baseUrl, {
          models: [
            model('good'),
            model('no-usage'),
            model('usage-null'),
            model('whisper', { ...byTheMinute, upstream: 'whisper-1' }),
            model('whisper-mute', { ...byTheMinute, upstream: 'no-usage' }),
          ],
        }),
        provider('claude', upstream.baseUrl, {
          dialect: 'anthropic',
          models: [model('cached', { price: cachePrice }), model('claude-no-usage', { upstream: 'no-usage' })],
        }),
      ],
    })
    application = await aiApplication(socle, 'titres', { sensitivity: 'sensitive' })
  })
  afterAll(async () => {
    await socle.close()
    await upstream.kill()
  })

  test('a provider that reports nothing is counted here, and marked', async () => {
    await (await ask(socle.url, application.secret, 'no-usage')).text()
    const whole = await lastLine()
    await (await ask(socle.url, application.secret, 'no-usage', { stream: true })).text()
    const streamed = await lastLine()
    for (const line of [whole, streamed]) {
      expect(line).toMatchObject({ estimated: true, outcome: 'answered' })
      expect(line.tokensIn).toBeGreaterThan(0)
      expect(line.tokensOut).toBe(whole.tokensOut)
    }
  })

  const figuresIn = (text: string, streamed: boolean) => {
    const told = streamed ? text.split('\n').filter((line) => line.startsWith('data: {')) : [text]
    const json = told.map((line) => JSON.parse(line.replace(/^data: /, '')) as Record<string, Record<string, number>>)
    const { usage } = json
      .map((each) => (each.response as typeof each | undefined) ?? each)
      .findLast((each) => each.usage)!
    return [usage!.input_tokens ?? usage!.prompt_tokens, usage!.output_tokens ?? usage!.completion_tokens]
  }
  const question = { messages: [{ role: 'user', content: 'Bonjour' }], max_tokens: 100 }
  const withFigures = { ...question, stream_options: { include_usage: true } }
  describe.each([false, true])(
    'what is counted here is told in a dialect that is translated into, stream: %s',
    (stream) =>
      test.each([
        ['messages', 'no-usage', question],
        ['responses', 'no-usage', { input: 'Bonjour' }],
        ['responses', 'claude-no-usage', { input: 'Bonjour' }],
        ['chat/completions', 'claude-no-usage', withFigures],
      ])('%s by %s', async (address, model, body) => {
        const answer = await fetch(`${socle.url}/v1/${address}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${application.secret}`, 'content-type': 'application/json' },
          body: JSON.stringify({ model, stream, ...body }),
        })
        const figures = figuresIn(await answer.text(), stream)
        const line = await lastLine()
        expect(line).toMatchObject({ estimated: true, outcome: 'answered' })
        expect(line.tokensOut).toBeGreaterThan(1)
        expect(figures).toEqual([line.tokensIn, line.tokensOut])
      }),
  )

  test('a caller that asked a stream for its figures has them before the end, whoever counted', async () => {
    const answer = await ask(socle.url, application.secret, 'no-usage', {
      stream: true,
      stream_options: { include_usage: true },
    })
    const told = events(await answer.text())
    const line = await lastLine()
    expect(line.estimated).toBe(true)
    expect(told.at(-1)).toBe('[DONE]')
    const first = JSON.parse(told[0]!) as Record<string, unknown>
    expect(JSON.parse(told.at(-2)!)).toEqual({
      id: first.id,
      object: 'chat.completion.chunk',
      created: first.created,
      model: first.model,
      choices: [],
      usage: {
        prompt_tokens: line.tokensIn,
        completion_tokens: line.tokensOut,
        total_tokens: line.tokensIn + line.tokensOut,
      },
    })
  })

  test('a million characters go through, and their tokens are counted', async () => {
    const answer = await ask(socle.url, application.secret, 'no-usage', {
      messages: [{ role: 'user', content: 'préfecture '.repeat(91_000) }],
    })
    expect(answer.status).toBe(200)
    const line = await lastLine()
    expect(line.estimated).toBe(true)
    expect(line.tokensIn).toBeGreaterThan(91_000)
  })

  test('sound is paid by the minute, counts in budgets, and is asked for without compression', async () => {
    const listener = await aiApplication(socle, `listener-${randomUUID().slice(0, 8)}`)
    const administrator = await socle.as('sophie')
    await administrator.call(aiLimitRoutes.set, {
      body: { scope: 'application', of: listener.id, measure: 'money', period: 'month', amount: 1 },
    })
    const hear = async (format?: string) => {
      const form = new FormData()
      form.set('model', 'whisper')
      if (format !== undefined) form.set('response_format', format)
      form.set('file', new Blob([Buffer.alloc(100)]), 'son.wav')
      const headers = { authorization: `Bearer ${listener.secret}` }
      return fetch(`${socle.url}/v1/audio/transcriptions`, { method: 'POST', headers, body: form })
    }
    expect(await (await hear('verbose_json')).json()).toMatchObject({ duration: 90 })
    expect((await linesOf(socle, listener.id))[0]).toMatchObject({ audioSeconds: 90, cost: 0.9, estimated: false })
    expect((await upstream.seen()).at(-1)!.headers['accept-encoding']).toBe('identity')
    await (await hear()).text()
    // 1.80 € are spent: the second call passed the budget by what it used, the third is refused.
    expect((await hear()).status).toBe(429)
  })

  test('sound whose length nobody reports is counted by what was said, and marked', async () => {
    const form = new FormData()
    form.set('model', 'whisper-mute')
    form.set('file', new Blob([Buffer.alloc(100)]), 'son.wav')
    const headers = { authorization: `Bearer ${application.secret}` }
    await (await fetch(`${socle.url}/v1/audio/transcriptions`, { method: 'POST', headers, body: form })).text()
    // 1 050 characters, fifteen a second.
    expect(await lastLine()).toMatchObject({ audioSeconds: 70, cost: 0.7, estimated: true })
  })

  test.each([false, true])(
    'tokens of a cache that are told once are not forgotten, and have their own price (stream: %s)',
    async (stream) => {
      for (const [path, extra] of [
        ['messages', { max_tokens: 100 }],
        ['chat/completions', {}],
      ] as const) {
        const answer = await fetch(`${socle.url}/v1/${path}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${application.secret}`, 'content-type': 'application/json' },
          body: JSON.stringify({ model: 'cached', stream, messages: [{ role: 'user', content: 'Bonjour' }], ...extra }),
        })
        await answer.text()
        expect(await lastLine()).toMatchObject({
          tokensIn: 1124,
          tokensCached: 1000,
          tokensCacheWritten: 100,
          tokensOut: 60,
          estimated: false,
          // 24 read at 10 € a million, 1 000 of the cache at 1 €, 100 written to it at 12.5 €, 60 written at 20 €.
          cost: 0.00369,
        })
      }
    },
  )

  test('a stream that says « no usage yet » in each event is counted by its last', async () => {
    const text = await (await ask(socle.url, application.secret, 'usage-null', { stream: true })).text()
    expect(events(text).at(-1)).toBe('[DONE]')
    expect(await lastLine()).toMatchObject({ tokensIn: 24, tokensOut: 60, estimated: false })
  })

  test('statement, consumption and export agree with the ledger', async () => {
    const administrator = await socle.as('sophie')
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(new Date())
    const period = { from: today, to: today }
    expect((await ask(socle.url, application.secret, 'nothing-such')).status).toBe(404)
    const lines = await linesOf(socle, application.id)
    const cost = lines.reduce((sum, line) => sum + line.cost, 0)
    const consumption = await application.lead.call(aiLedgerRoutes.consumption, {
      params: { applicationId: application.id },
      query: period,
    })
    expect(consumption.body.totals.calls).toBe(lines.length)
    expect(consumption.body.totals.cost).toBeCloseTo(cost, 9)
    // Why calls were not answered, without the list of calls that a team may not read.
    const told = lines.flatMap(({ reason }) => (reason === null ? [] : [reason]))
    const byReason = Map.groupBy(told, (reason) => reason)
    expect(new Map(consumption.body.reasons.map(({ reason, calls }) => [reason, calls]))).toEqual(
      new Map([...byReason].map(([reason, each]) => [reason, each.length])),
    )
    expect(told).toContain('ai-model-unknown')
    const statement = await administrator.call(aiLedgerRoutes.statement, {
      query: { ...period, applicationId: application.id },
    })
    expect(statement.body.lines.reduce((sum, line) => sum + line.cost, 0)).toBeCloseTo(cost, 9)
    const jsonl = await administrator.call(aiLedgerRoutes.export, { query: { ...period, format: 'jsonl' } })
    const exported = jsonl.bytes
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { applicationId: string; requestId: string })
    expect(
      exported
        .filter(({ applicationId }) => applicationId === application.id)
        .map(({ requestId }) => requestId)
        .sort(),
    ).toEqual(lines.map(({ requestId }) => requestId).sort())
    // Several pages of one instant: none is lost between two pages, none is there twice.
    await sql`insert into ai_ledger (request_id, at, application_id, organisation, group_name, key_id, key_label, endpoint, streamed,
        model, provider, upstream_model, tokens_in, tokens_out, tokens_cached, audio_seconds, estimated, price_version,
        cost_nano, watt_hours, latency_ms, first_token_ms, status, outcome, reason, sensitivity, route, protections)
      select 'many-' || n, '2026-01-15T12:00:00Z', application_id, organisation, group_name, key_id, key_label, endpoint, streamed,
        model, provider, upstream_model, tokens_in, tokens_out, tokens_cached, audio_seconds, estimated, price_version,
        cost_nano, watt_hours, latency_ms, first_token_ms, status, outcome, reason, sensitivity, route, protections
      from (select * from ai_ledger limit 1) line, generate_series(1, 4500) n`.execute(socle.database.db)
    const many = await administrator.call(aiLedgerRoutes.export, {
      query: { from: '2026-01-15', to: '2026-01-15', format: 'jsonl' },
    })
    const names = many.bytes.toString().match(/"requestId":"many-\d+"/g)
    expect([names?.length, new Set(names).size]).toEqual([4500, 4500])
    const focus = (
      await administrator.call(aiLedgerRoutes.export, { query: { ...period, format: 'focus' } })
    ).bytes.toString()
    expect(focus.split('\r\n')[0]).toContain('BilledCost,BillingAccountId')
    const ods = await administrator.call(aiLedgerRoutes.export, { query: { ...period, format: 'ods' } })
    expect(ods.bytes.subarray(0, 2).toString()).toBe('PK')
    const backwards = await administrator.call(aiLedgerRoutes.statement, {
      query: { from: '2026-02-02', to: '2026-02-01' },
    })
    expect(backwards.problem?.code).toBe('period-invalid')
  })
})
