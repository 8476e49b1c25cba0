import { aiLimitRoutes } from '@socle/contracts'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aiApplication, type AiApplication, ask, eventually, provider } from '../../../testing/ai-calls.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../../testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../../../testing/upstream-process.ts'

interface ErrorAnswer {
  error: { message: string; type: string; code: string }
}

describe.each(databaseKinds)('budgets (%s)', (kind) => {
  let upstream: UpstreamProcess
  let socle: TestSocle
  let application: AiApplication

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
          models: ['good', 'bad-request', 'held-json', 'overwrites'].map((name) => model(name)),
        }),
        // Each is asked by one test only: nothing is known of it before.
        ...['overwrites', 'overwrites-tenfold'].flatMap((upstreamModel) =>
          ['whole', 'streamed'].map((way) =>
            provider(`${upstreamModel}-${way}`, upstream.baseUrl, {
              models: [model(`${upstreamModel}-${way}`, { upstream: upstreamModel })],
            }),
          ),
        ),
      ],
    })
    application = await aiApplication(socle, 'titres', { sensitivity: 'sensitive' })
  })
  afterAll(async () => {
    await socle.close()
    await upstream.kill()
  })

  test('a budget blocks, says which and until when, and only its own subject', async () => {
    const spender = await aiApplication(socle, `spender-${randomUUID().slice(0, 8)}`)
    const administrator = await socle.as('sophie')
    await administrator.call(aiLimitRoutes.set, {
      body: { scope: 'application', of: spender.id, measure: 'requests', period: 'day', amount: 2 },
    })
    const statuses = [1, 2, 3].map(async () => (await ask(socle.url, spender.secret, 'good')).status)
    expect((await Promise.all(statuses)).sort()).toEqual([200, 200, 429])
    const refused = await ask(socle.url, spender.secret, 'good', {}, { 'accept-language': 'en' })
    const { error } = (await refused.json()) as ErrorAnswer
    expect(error).toMatchObject({ code: 'ai-budget-spent', type: 'rate_limit_error' })
    // In words and in the time of the administration: no identifier of a budget, no instant in UTC.
    expect(error.message).toMatch(
      new RegExp(
        `^The budget of 2 calls per day \\(application “Titres en ligne”\\) is reached\\. .*It frees on \\d+ \\w+ \\d{4} at 00:00\\.$`,
      ),
    )
    const named = await aiApplication(socle, `named-${randomUUID().slice(0, 8)}`)
    await administrator.call(aiLimitRoutes.set, {
      body: { scope: 'key', of: named.keyId, measure: 'requests', period: 'day', amount: 1 },
    })
    await ask(socle.url, named.secret, 'good')
    const ofKey = (await (await ask(socle.url, named.secret, 'good')).json()) as ErrorAnswer
    expect(ofKey.error.message).toMatch(/^Le budget de 1 appel par jour \(clé « test »\) est atteint/)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await ask(socle.url, application.secret, 'good')).status).toBe(200)
    // What a provider refused was a call to it all the same.
    const clumsy = await aiApplication(socle, `clumsy-${randomUUID().slice(0, 8)}`)
    await administrator.call(aiLimitRoutes.set, {
      body: { scope: 'application', of: clumsy.id, measure: 'requests', period: 'day', amount: 1 },
    })
    expect((await ask(socle.url, clumsy.secret, 'bad-request')).status).toBe(400)
    expect((await ask(socle.url, clumsy.secret, 'bad-request')).status).toBe(429)
    const limits = await administrator.call(aiLimitRoutes.list)
    expect(limits.body.limits.find(({ of }) => of === spender.id)).toMatchObject({ spent: 2 })
  })

  test('a caller that allows an answer without end is held to its budget all the same', async () => {
    const spender = await aiApplication(socle, `endless-${randomUUID().slice(0, 8)}`)
    const administrator = await socle.as('sophie')
    for (const [measure, amount] of [
      ['tokens', 150],
      ['money', 1000],
    ] as const)
      await administrator.call(aiLimitRoutes.set, {
        body: { scope: 'application', of: spender.id, measure, period: 'day', amount },
      })
    const endless = async (most: string) => {
      const answer = await fetch(`${socle.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${spender.secret}`, 'content-type': 'application/json' },
        body: `{"model":"good","max_tokens":${most},"messages":[{"role":"user","content":"x"}]}`,
      })
      return answer.status
    }
    // 84 tokens a call, of 150.
    expect([await endless('1e30'), await endless('1e30'), await endless('5')]).toEqual([200, 200, 429])
  })

  test.each([
    ['tokens', 200, '5', /as these calls end/],
    // That they were calls comes back with nobody's end.
    ['requests', 1, expect.stringMatching(/^\d+$/), /It frees on \d+ \w+ \d{4} at 00:00\.$/],
  ] as const)(
    'a call that waits for others that hold the %s learns when they free',
    async (measure, amount, after, words) => {
      const spender = await aiApplication(socle, `waiter-${randomUUID().slice(0, 8)}`)
      const administrator = await socle.as('sophie')
      await administrator.call(aiLimitRoutes.set, {
        body: { scope: 'application', of: spender.id, measure, period: 'day', amount },
      })
      const first = ask(socle.url, spender.secret, 'held-json', { max_tokens: 100 })
      await eventually(
        () => upstream.seen(),
        (calls) => calls.some(({ model, finished }) => model === 'held-json' && !finished),
      )
      const refused = await ask(socle.url, spender.secret, 'good', { max_tokens: 100 }, { 'accept-language': 'en' })
      const said = ((await refused.json()) as ErrorAnswer).error.message
      await upstream.release()
      expect((await first).status).toBe(200)
      expect([refused.status, refused.headers.get('retry-after'), said]).toEqual([
        429,
        after,
        expect.stringMatching(words),
      ])
    },
  )

  test('who asks for more than what is left is told so, and may ask for less', async () => {
    const spender = await aiApplication(socle, `asker-${randomUUID().slice(0, 8)}`)
    const administrator = await socle.as('sophie')
    await administrator.call(aiLimitRoutes.set, {
      body: { scope: 'application', of: spender.id, measure: 'tokens', period: 'day', amount: 300 },
    })
    const said = async (most: number) => {
      const answer = await ask(socle.url, spender.secret, 'good', { max_tokens: most }, { 'accept-language': 'en' })
      return answer.status === 200 ? 'answered' : ((await answer.json()) as ErrorAnswer).error.message
    }
    expect(await said(1000)).toContain('even whole would not suffice: allow a shorter answer')
    expect(await said(150)).toBe('answered')
    expect(await said(200)).toContain('a shorter answer may fit in what is left (216 tokens)')
    expect(await said(100)).toBe('answered')
  })

  test('a call reserves the longest answer that any of its fields allows', async () => {
    const spender = await aiApplication(socle, `twice-${randomUUID().slice(0, 8)}`)
    const administrator = await socle.as('sophie')
    await administrator.call(aiLimitRoutes.set, {
      body: { scope: 'application', of: spender.id, measure: 'tokens', period: 'day', amount: 500 },
    })
    const lengths = { max_tokens: 480, max_completion_tokens: 1 }
    expect((await ask(socle.url, spender.secret, 'good', lengths)).status).toBe(429)
    expect((await ask(socle.url, spender.secret, 'good', { max_tokens: 1, max_output_tokens: 480 })).status).toBe(429)
    expect(
      (await ask(socle.url, spender.secret, 'good', { max_tokens: 100, max_completion_tokens: null })).status,
    ).toBe(200)
  })

  test.each([
    ['overwrites', 160],
    ['overwrites-tenfold', 940],
  ])(
    'the first calls to a provider that %s, 200 at once on all replicas: one does so unforeseen',
    async (name, used) => {
      const other = kind === 'postgresql' ? await socle.replica() : socle
      const administrator = await socle.as('sophie')
      for (const way of ['whole', 'streamed']) {
        const spender = await aiApplication(socle, `overrun-${randomUUID().slice(0, 8)}`)
        await administrator.call(aiLimitRoutes.set, {
          body: { scope: 'application', of: spender.id, measure: 'tokens', period: 'day', amount: 1000 },
        })
        const allowed = { max_tokens: 50, stream: way === 'streamed' }
        const calls = Array.from({ length: 200 }, async (_, at) => {
          const answer = await ask((at % 2 ? socle : other).url, spender.secret, `${name}-${way}`, allowed)
          await answer.text()
          return answer.status
        })
        const served = (await Promise.all(calls)).filter((status) => status === 200).length
        const limits = await administrator.call(aiLimitRoutes.list)
        const { spent } = limits.body.limits.find(({ of }) => of === spender.id)!
        expect(spent).toBe(served * used)
        // What it allows, 50 tokens and what it says, may be there: then one more call goes, alone.
        expect(spent).toBeLessThan(1000 + used - 50)
        expect(spent).toBeGreaterThan(700)
        const refused = await ask(socle.url, spender.secret, `${name}-${way}`, allowed)
        expect(((await refused.json()) as ErrorAnswer).error.message).not.toMatch(/[ (]-\d/)
      }
      if (other !== socle) await other.close()
    },
  )

  test('who has nothing left is offered no shorter answer', async () => {
    const spender = await aiApplication(socle, `beyond-${randomUUID().slice(0, 8)}`)
    const administrator = await socle.as('sophie')
    await administrator.call(aiLimitRoutes.set, {
      body: { scope: 'application', of: spender.id, measure: 'tokens', period: 'day', amount: 120 },
    })
    const allowed = { max_tokens: 50 }
    expect((await ask(socle.url, spender.secret, 'overwrites', allowed)).status).toBe(200)
    const refused = await ask(socle.url, spender.secret, 'overwrites', allowed, { 'accept-language': 'en' })
    expect(((await refused.json()) as ErrorAnswer).error.message).toMatch(
      /Spent: 160; reserved by calls under way: 0; asked: \d+\. It frees on \d+ \w+ \d{4} at 00:00\.$/,
    )
  })

  test('applications of a group share its budget', async () => {
    const administrator = await socle.as('sophie')
    const group = `g-${randomUUID()}`
    const [one, two] = [
      await aiApplication(socle, `${group.slice(0, 8)}-a`),
      await aiApplication(socle, `${group.slice(0, 8)}-b`),
    ]
    for (const { id } of [one, two])
      await administrator.call(aiLimitRoutes.setGroup, { params: { applicationId: id }, body: { group } })
    await administrator.call(aiLimitRoutes.set, {
      body: { scope: 'group', of: group, measure: 'requests', period: 'month', amount: 1 },
    })
    expect((await ask(socle.url, one.secret, 'good')).status).toBe(200)
    expect((await ask(socle.url, two.secret, 'good')).status).toBe(429)
  })
})
