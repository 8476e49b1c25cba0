import { aiProviderRoutes, applicationRoutes } from '@socle/contracts'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aiApplication, type AiApplication, ask, eventually, linesOf, provider } from '../../testing/ai-calls.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../../testing/upstream-process.ts'

interface ErrorAnswer {
  error: { message: string; type: string; code: string }
}
const events = (text: string) =>
  text
    .split('\n\n')
    .filter((event) => event.startsWith('data: '))
    .map((event) => event.slice(6))

describe.each(databaseKinds)('the access layer (%s)', (kind) => {
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
      aliases: { 'gpt-4o': 'good' },
      providers: [
        provider('local', upstream.baseUrl, {
          models: [
            model('good', { upstream: 'good-v2' }),
            model('usage-without-choices'),
            model('bad-request'),
            model('embed', { kind: 'embedding' }),
            model('rank', { kind: 'rerank' }),
            model('whisper', {
              kind: 'transcription',
              upstream: 'whisper-1',
              price: { version: 'p1', perMinute: 0.6 },
            }),
          ],
        }),
        provider('claude', upstream.baseUrl, { dialect: 'anthropic', models: [model('opus')] }),
        provider('cloud', upstream.baseUrl, { clearance: 'public', models: [model('outside')] }),
        provider('pending', upstream.baseUrl, { approved: false, models: [model('unapproved')] }),
      ],
    })
    application = await aiApplication(socle, 'titres', { sensitivity: 'sensitive' })
  })
  afterAll(async () => {
    await socle.close()
    await upstream.kill()
  })

  test('an answer reaches the caller byte for byte, with its line in the ledger', async () => {
    const answer = await ask(socle.url, application.secret, 'gpt-4o', {
      temperature: 0.5,
      an_unknown_field: { kept: [1, null] },
    })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      choices: [{ message: { content: 'Bonjour. Voici la réponse demandée.' } }],
    })
    expect(await lastLine()).toMatchObject({
      requestId: answer.headers.get('x-request-id'),
      applicationId: 'titres',
      keyId: application.keyId,
      endpoint: 'chat',
      streamed: false,
      model: 'gpt-4o',
      provider: 'local',
      upstreamModel: 'good-v2',
      tokensIn: 24,
      tokensOut: 60,
      estimated: false,
      priceVersion: 'p1',
      cost: 0.000144,
      status: 200,
      outcome: 'answered',
      sensitivity: 'sensitive',
      route: [{ provider: 'local', model: 'good-v2', result: 'answered' }],
    })
    const sent = (await upstream.seen()).at(-1)!
    expect(sent.body).toEqual({
      model: 'good-v2',
      messages: [{ role: 'user', content: 'Bonjour' }],
      temperature: 0.5,
      an_unknown_field: { kept: [1, null] },
    })
    expect(sent.headers['x-request-id']).toBe(answer.headers.get('x-request-id'))
    expect(JSON.stringify(sent.headers)).not.toContain(application.secret)
  })

  test('a stream comes whole; the usage event only to who asked for it', async () => {
    const plain = events(await (await ask(socle.url, application.secret, 'good', { stream: true })).text())
    expect(plain.at(-1)).toBe('[DONE]')
    expect(plain.some((event) => event.includes('"usage"'))).toBe(false)
    expect(await lastLine()).toMatchObject({ streamed: true, tokensIn: 24, tokensOut: 60, outcome: 'answered' })
    const asked = { stream: true, stream_options: { include_usage: true } }
    const full = events(await (await ask(socle.url, application.secret, 'good', asked)).text())
    expect(full.some((event) => event.includes('"usage"'))).toBe(true)
    const bare = events(
      await (await ask(socle.url, application.secret, 'usage-without-choices', { stream: true })).text(),
    )
    expect(bare.some((event) => event.includes('"usage"'))).toBe(false)
    expect(await lastLine()).toMatchObject({ tokensIn: 24, tokensOut: 60, estimated: false })
  })

  test('the reference of the caller follows the call from end to end', async () => {
    const reference = `caller-${randomUUID()}`
    const answer = await ask(socle.url, application.secret, 'good', {}, { 'x-request-id': reference })
    expect(answer.headers.get('x-request-id')).toBe(reference)
    expect((await lastLine()).requestId).toBe(reference)
    expect((await upstream.seen()).at(-1)!.headers['x-request-id']).toBe(reference)
  })

  test('embeddings, rerank and transcription', async () => {
    const post = (path: string, body: object) =>
      fetch(`${socle.url}/v1/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${application.secret}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    expect(await (await post('embeddings', { model: 'embed', input: 'texte' })).json()).toMatchObject({
      data: [{ embedding: [0.1, 0.2] }],
    })
    expect(await lastLine()).toMatchObject({ endpoint: 'embeddings', tokensIn: 5 })
    expect((await post('rerank', { model: 'rank', query: 'q', documents: ['a', 'b'] })).status).toBe(200)
    expect(await lastLine()).toMatchObject({ endpoint: 'rerank', tokensIn: 12 })
    const form = new FormData()
    form.set('model', 'whisper')
    form.set('file', new Blob([Buffer.from([0, 255, 13, 10, 45, 45])]), 'son.wav')
    const heard = await fetch(`${socle.url}/v1/audio/transcriptions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${application.secret}` },
      body: form,
    })
    expect(await heard.json()).toMatchObject({ text: 'bonjour à tous' })
    expect(await lastLine()).toMatchObject({ endpoint: 'transcriptions', audioSeconds: 90, cost: 0.9 })
    expect((await upstream.seen()).at(-1)!.model).toBe('whisper-1')
  })

  test('nothing is sent below the sensitivity of the call: refusal with the reason', async () => {
    const before = (await upstream.seen()).length
    const answer = await ask(socle.url, application.secret, 'outside', {}, { 'accept-language': 'en' })
    const { error } = (await answer.json()) as ErrorAnswer
    expect([answer.status, error.code]).toEqual([403, 'ai-clearance-too-low'])
    expect(error.message).toContain('sensitive')
    expect(error.message).toContain('good')
    expect((await upstream.seen()).length).toBe(before)
    expect(await lastLine()).toMatchObject({
      outcome: 'refused',
      reason: 'ai-clearance-too-low',
      cost: 0,
      provider: null,
      route: [{ provider: 'cloud', result: 'clearance-too-low' }],
    })
  })

  test('key, header and silence raise the sensitivity, and nothing lowers it', async () => {
    const open = await aiApplication(socle, `open-${randomUUID().slice(0, 8)}`, { sensitivity: 'public' })
    expect((await ask(socle.url, open.secret, 'outside')).status).toBe(200)
    expect((await ask(socle.url, open.secret, 'outside', {}, { 'x-socle-sensitivity': 'ordinary' })).status).toBe(403)
    expect((await ask(socle.url, application.secret, 'outside', {}, { 'x-socle-sensitivity': 'public' })).status).toBe(
      403,
    )
    expect((await ask(socle.url, open.secret, 'outside', {}, { 'x-socle-sensitivity': 'top' })).status).toBe(400)
    const strict = await aiApplication(socle, `strict-${randomUUID().slice(0, 8)}`, {
      sensitivity: 'public',
      key: { sensitivity: 'restricted' },
    })
    expect((await ask(socle.url, strict.secret, 'outside')).status).toBe(403)
  })

  test('who may not call is told why, in the words of the dialect', async () => {
    const code = async (answer: Response) => [answer.status, ((await answer.json()) as ErrorAnswer).error.code]
    expect(await code(await ask(socle.url, 'socle_unknown', 'good'))).toEqual([401, 'key-refused'])
    expect(await code(await ask(socle.url, application.secret, 'nothing-such'))).toEqual([404, 'ai-model-unknown'])
    expect(await code(await ask(socle.url, application.secret, 'unapproved'))).toEqual([
      403,
      'ai-provider-not-approved',
    ])
    // Nobody is told to come again: it is somebody else who must decide.
    const off = await ask(socle.url, application.secret, 'unapproved')
    expect([off.headers.get('retry-after'), await off.text()]).toEqual([
      null,
      expect.not.stringMatching(/not-approved[^"]|seconde|Réessayez/),
    ])
    expect(await code(await ask(socle.url, application.secret, 'embed'))).toEqual([400, 'ai-model-unfit'])
    const params = { applicationId: application.id }
    const evidence = await application.lead.call(applicationRoutes.issueKey, { params, body: { label: 'ci' } })
    expect(await code(await ask(socle.url, evidence.body.secret, 'good'))).toEqual([403, 'ai-key-purpose'])
    const narrow = await application.lead.call(applicationRoutes.issueKey, {
      params,
      body: { label: 'n', purposes: ['ai'], models: ['embed'] },
    })
    expect(await code(await ask(socle.url, narrow.body.secret, 'good'))).toEqual([403, 'ai-model-not-allowed'])
    const anthropic = await fetch(`${socle.url}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': 'socle_no', 'content-type': 'application/json' },
      body: '{"model":"good","messages":[{}],"max_tokens":5}',
    })
    expect([anthropic.status, await anthropic.json()]).toMatchObject([
      401,
      { type: 'error', error: { type: 'authentication_error' } },
    ])
    expect(anthropic.headers.get('www-authenticate')).toBe('Bearer')
  })

  test('what cannot be read is refused with the place, reserves nothing, and has its line', async () => {
    const send = (
      body: string | Buffer,
      type = 'application/json',
      encoding = 'identity',
      secret = application.secret,
    ) =>
      fetch(`${socle.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': type, 'content-encoding': encoding },
        body: body as string,
      })
    const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const invalid = Buffer.concat([
      Buffer.from('{"model":"good","messages":[{"role":"user","content":"'),
      Buffer.of(0xff, 0xfe),
      Buffer.from('"}]}'),
    ])
    for (const [body, type, status] of [
      ['{"model":"good",', undefined, 400],
      ['[]', undefined, 400],
      ['{"messages":[{"role":"user","content":"x"}]}', undefined, 400],
      ['{"model":"good","messages":[]}', undefined, 400],
      ['{"model":"socle-extractive","messages":[null]}', undefined, 400],
      ['{"model":"socle-extractive","messages":[{"role":"user","content":[null]}]}', undefined, 400],
      ['{"model":"good","messages":["x"]}', undefined, 400],
      ['{"model":"good","stream":1,"messages":[{"role":"user","content":"x"}]}', undefined, 400],
      ['{"model":"good","stream":"true","messages":[{"role":"user","content":"x"}]}', undefined, 400],
      ...[
        '"n":"20"',
        '"n":0',
        '"n":129',
        '"n":1.5',
        '"max_tokens":0',
        '"max_tokens":"10"',
        '"max_completion_tokens":-1',
      ].map(
        (field) => [`{"model":"good",${field},"messages":[{"role":"user","content":"x"}]}`, undefined, 400] as const,
      ),
      ['{"model":7,"messages":[{"role":"user","content":"x"}]}', undefined, 400],
      [invalid, undefined, 400],
      [`{"model":"outside","messages":[{"role":"user","content":${nested}}]}`, undefined, 400],
      ['model=good', 'application/x-www-form-urlencoded', 415],
    ] as const) {
      const answer = await send(body, type)
      const { error } = (await answer.json()) as ErrorAnswer
      expect([answer.status, typeof error.message]).toEqual([status, 'string'])
      expect(await lastLine()).toMatchObject({
        requestId: answer.headers.get('x-request-id'),
        reason: error.code,
        outcome: 'refused',
        cost: 0,
      })
    }
    const packed = await send(
      gzipSync('{"model":"good","messages":[{"role":"user","content":"x"}]}'),
      undefined,
      'gzip',
    )
    expect([packed.status, ((await packed.json()) as ErrorAnswer).error.message]).toEqual([
      415,
      expect.stringContaining('gzip'),
    ])
    // Who has no key is not read, nor waited for.
    expect((await send('{"model":', undefined, undefined, 'socle_no')).status).toBe(401)
    const { hostname, port } = new URL(socle.url)
    const socket = connect(Number(port), hostname)
    socket.write(
      `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer socle_no\r\ncontent-type: application/json\r\ncontent-length: 20000000\r\n\r\n{"model":`,
    )
    const [said] = (await once(socket, 'data')) as [Buffer]
    expect(said.toString()).toContain('401 Unauthorized')
    socket.destroy()
  })

  test('what the provider says of a bad request reaches the caller; what it says of itself does not', async () => {
    const answer = await ask(socle.url, application.secret, 'bad-request')
    expect([answer.status, ((await answer.json()) as ErrorAnswer).error.message]).toEqual([
      400,
      'temperature is out of range',
    ])
    expect(await lastLine()).toMatchObject({ outcome: 'upstream-error', status: 400, cost: 0, provider: 'local' })
  })

  test('a revoked key is refused at once; a rotated one lives for its overlap', async () => {
    const params = { applicationId: application.id }
    const first = await application.lead.call(applicationRoutes.issueKey, {
      params,
      body: { label: 'a', purposes: ['ai'] },
    })
    expect((await ask(socle.url, first.body.secret, 'good')).status).toBe(200)
    const second = await application.lead.call(applicationRoutes.rotateKey, {
      params: { ...params, keyId: first.body.key.id },
      body: { overlapHours: 1 },
    })
    expect(second.body.key.purposes).toEqual(['ai'])
    for (const secret of [first.body.secret, second.body.secret])
      expect((await ask(socle.url, secret, 'good')).status).toBe(200)
    const again = await application.lead.call(applicationRoutes.rotateKey, {
      params: { ...params, keyId: first.body.key.id },
      body: { overlapHours: 1 },
    })
    expect(again).toMatchObject({ status: 409, body: { code: 'key-replaced-already' } })
    const now = new Date()
    socle.setClock(new Date(now.getTime() + 3_700_000))
    // Who holds the whole secret is told what became of its key, and nothing else of it.
    const refusal = async (secret: string) => {
      const answer = await ask(socle.url, secret, 'good')
      return answer.status === 401 ? ((await answer.json()) as ErrorAnswer).error : undefined
    }
    expect(await refusal(first.body.secret)).toMatchObject({
      code: 'key-expired',
      message: expect.stringMatching(/^La clé présentée a expiré le \d+(er)? \S+ \d{4}\. /) as string,
    })
    socle.setClock(now)
    await application.lead.call(applicationRoutes.revokeKey, { params: { ...params, keyId: second.body.key.id } })
    const revoked = await eventually(
      () => refusal(second.body.secret),
      (error) => error !== undefined,
    )
    expect(revoked).toMatchObject({
      code: 'key-revoked',
      message: expect.stringMatching(/^La clé présentée a été révoquée le \d+(er)? \S+ \d{4}\. /) as string,
    })
    expect(JSON.stringify(revoked)).not.toContain(application.id)
    expect((await refusal(`${second.body.secret.slice(0, -1)}~`))?.code).toBe('key-refused')
    // The same by the API, where the same key is read from the database.
    expect((await socle.withKey(second.body.secret).call(applicationRoutes.list)).problem?.code).toBe('key-revoked')
  })

  test('a key that replaces a short one is as short, unless a life is asked for', async () => {
    const params = { applicationId: application.id }
    const daysOf = ({ createdAt, expiresAt }: { createdAt: string; expiresAt: string }) =>
      Math.round((Date.parse(expiresAt) - Date.parse(createdAt)) / 86_400_000)
    const first = await application.lead.call(applicationRoutes.issueKey, {
      params,
      body: { label: 'trial', purposes: ['ai'], days: 3 },
    })
    const replace = (keyId: string, days?: number) =>
      application.lead.call(applicationRoutes.rotateKey, {
        params: { ...params, keyId },
        body: { overlapHours: 0, days },
      })
    const second = await replace(first.body.key.id)
    expect(daysOf(second.body.key)).toBe(3)
    const third = await replace(second.body.key.id, 30)
    expect(daysOf(third.body.key)).toBe(30)
  })

  test('who revokes a key that leaked closes the door to those that it replaced too', async () => {
    const params = { applicationId: application.id }
    const issue = { params, body: { label: 'b', purposes: ['ai' as const] } }
    const other = await application.lead.call(applicationRoutes.issueKey, issue)
    const first = await application.lead.call(applicationRoutes.issueKey, issue)
    const second = await application.lead.call(applicationRoutes.rotateKey, {
      params: { ...params, keyId: first.body.key.id },
      body: { overlapHours: 5 },
    })
    await application.lead.call(applicationRoutes.revokeKey, { params: { ...params, keyId: second.body.key.id } })
    for (const { secret } of [first.body, second.body])
      await eventually(
        async () => (await ask(socle.url, secret, 'good')).status,
        (status) => status === 401,
      )
    expect((await ask(socle.url, other.body.secret, 'good')).status).toBe(200)
    const { body } = await application.lead.call(applicationRoutes.keys, { params })
    expect(body.keys.find(({ id }) => id === first.body.key.id)?.revokedAt).not.toBeNull()
  })

  test('models that a key may call, with their clearance', async () => {
    const namesFor = async (secret: string, extra: object = {}) => {
      const answer = await fetch(`${socle.url}/v1/models`, { headers: { authorization: `Bearer ${secret}`, ...extra } })
      const { data } = (await answer.json()) as { data: { id: string; clearance: string }[] }
      return new Map(data.map(({ id, clearance }) => [id, clearance]))
    }
    const open = await aiApplication(socle, `open-${randomUUID().slice(0, 8)}`, { sensitivity: 'public' })
    const all = await namesFor(open.secret)
    expect([...all.keys()]).toEqual(expect.arrayContaining(['good', 'gpt-4o', 'outside', 'socle-extractive', 'embed']))
    expect(all.has('unapproved')).toBe(false)
    expect(all.get('outside')).toBe('public')
    const cleared = await namesFor(application.secret)
    expect([cleared.has('good'), cleared.has('outside')]).toEqual([true, false])
    expect((await namesFor(open.secret, { 'x-socle-sensitivity': 'sensitive' })).has('outside')).toBe(false)
    const below = await fetch(`${socle.url}/v1/models/outside`, {
      headers: { authorization: `Bearer ${application.secret}` },
    })
    expect([below.status, ((await below.json()) as ErrorAnswer).error.code]).toEqual([404, 'ai-model-unknown'])
    const missing = await fetch(`${socle.url}/v1/nothing`, {
      headers: { authorization: `Bearer ${application.secret}` },
    })
    expect(missing.status).toBe(404)
  })

  test('an address answers its own methods, and says which they are', async () => {
    const headers = { authorization: `Bearer ${application.secret}` }
    const at = (method: string, path: string, extra: object = {}) =>
      fetch(`${socle.url}/v1/${path}`, { method, headers: { ...headers, ...extra } })
    const head = await at('HEAD', 'models')
    expect([head.status, await head.text()]).toEqual([200, ''])
    const options = await fetch(`${socle.url}/v1/chat/completions`, { method: 'OPTIONS' })
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'POST, OPTIONS'])
    const wrong = await at('GET', 'chat/completions')
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
    expect(await wrong.json()).toMatchObject({ error: { code: 'ai-method-refused', type: 'invalid_request_error' } })
    expect((await at('POST', 'models')).status).toBe(405)
    for (const name of ['none', '%E0%A4%A', 'a/b/c', 'good%00']) {
      const unknown = await at('GET', `models/${name}`)
      expect([unknown.status, ((await unknown.json()) as ErrorAnswer).error.code]).toEqual([404, 'ai-model-unknown'])
    }
    expect((await at('GET', 'models/good')).status).toBe(200)
    expect(await (await at('GET', 'models', { 'anthropic-version': '2023-06-01' })).json()).toMatchObject({
      has_more: false,
      data: expect.arrayContaining([expect.objectContaining({ type: 'model', id: 'good' })]) as unknown,
    })
  })

  test('the model on board quotes the framework, streamed or not', async () => {
    const messages = [{ role: 'user', content: 'Comment protéger les cookies de session contre le vol par script ?' }]
    const whole = (await (await ask(socle.url, application.secret, 'socle-extractive', { messages })).json()) as {
      choices: { message: { content: string } }[]
    }
    expect(whole.choices[0]!.message.content).toContain('GI:1337')
    const streamed = events(
      await (await ask(socle.url, application.secret, 'socle-extractive', { messages, stream: true })).text(),
    )
    const text = streamed
      .slice(0, -1)
      .map(
        (event) =>
          (JSON.parse(event) as { choices: { delta: { content?: string } }[] }).choices[0]?.delta.content ?? '',
      )
      .join('')
    expect(text).toBe(whole.choices[0]!.message.content)
    const short = await ask(socle.url, application.secret, 'socle-extractive', { messages, max_tokens: 12 })
    expect(await short.json()).toMatchObject({
      choices: [{ finish_reason: 'length' }],
      usage: { completion_tokens: 12 },
    })
    expect(await lastLine()).toMatchObject({ provider: 'socle', cost: 0, outcome: 'answered' })
  })

  test('a provider declared in the portal stays off until approved, and its secret never comes back', async () => {
    const [administrator, officer] = [await socle.as('sophie'), await socle.as('nadia')]
    const { approved: _, ...record } = provider('portal-made', upstream.baseUrl, { models: [{ name: 'later' }] })
    const created = await administrator.call(aiProviderRoutes.create, { body: record as never })
    expect(created.body).toMatchObject({ approved: false, hasSecret: false, declaredIn: 'portal' })
    const params = { providerId: 'portal-made' }
    const secret = `sk-${randomUUID()}`
    const told = await administrator.call(aiProviderRoutes.setSecret, { params, body: { secret } })
    expect(told.bytes.toString()).not.toContain(secret)
    expect((await ask(socle.url, application.secret, 'later')).status).toBe(403)
    await officer.call(aiProviderRoutes.approve, { params, body: { approved: true } })
    expect((await ask(socle.url, application.secret, 'later')).status).toBe(200)
    expect((await upstream.seen()).at(-1)!.headers.authorization).toBe(`Bearer ${secret}`)
    const { rows } = await sql<{ secret: Buffer }>`select secret from ai_providers`.execute(socle.database.db)
    expect(rows[0]!.secret.toString('latin1')).not.toContain(secret)
    const moved = await administrator.call(aiProviderRoutes.update, {
      params,
      body: { provider: { ...record, location: 'Elsewhere' } as never, revision: 1 },
    })
    expect(moved.body.approved).toBe(false)
    expect(
      (await administrator.call(aiProviderRoutes.update, { params, body: { provider: record as never, revision: 1 } }))
        .problem?.code,
    ).toBe('provider-changed-meanwhile')
    expect(
      (
        await administrator.call(aiProviderRoutes.approve, {
          params: { providerId: 'local' },
          body: { approved: false },
        })
      ).problem?.code,
    ).toBe('declared-in-file')
  })
})
