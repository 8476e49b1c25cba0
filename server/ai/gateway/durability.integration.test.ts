/** The ledger against its worst days: no database, a database that hangs, a process that is killed. */
import { aiLedgerRoutes, aiLimitRoutes } from '@socle/contracts'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { aiApplication, type AiApplication, ask, eventually, linesOf, provider } from '../../testing/ai-calls.ts'
import { type CuttableDatabase, cuttable } from '../../testing/cuttable-database.ts'
import { startSocleProcess } from '../../testing/socle-process.ts'
import { signedIn } from '../../testing/test-client.ts'
import { newDatabase } from '../../testing/real-postgresql.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../../testing/upstream-process.ts'

let upstream: UpstreamProcess
beforeAll(async () => {
  upstream = await startUpstream()
})
afterAll(() => upstream.kill())

/** What comes of an answer until its connection is cut; one that comes to its end is none. */
async function untilCut(answer: Response): Promise<string> {
  const decoder = new TextDecoder()
  let heard = ''
  try {
    for await (const bytes of answer.body!) heard += decoder.decode(bytes as Uint8Array, { stream: true })
  } catch {
    return heard
  }
  throw new Error('the answer came to its end')
}

describe('without its database', () => {
  let way: CuttableDatabase
  let socle: TestSocle
  let application: AiApplication

  beforeEach(async () => {
    way = await cuttable(await newDatabase(inject('postgresqlUrl')))
    const ai = {
      ledgerPatienceMs: 1500,
      providers: [
        provider('p', upstream.baseUrl, { models: [{ name: 'good' }, { name: 'held-json' }, { name: 'held-stream' }] }),
      ],
    }
    socle = await startTestSocle('postgresql', ai, way.url)
    application = await aiApplication(socle, 'coupure')
    expect((await ask(socle.url, application.secret, 'good')).status).toBe(200)
  })
  afterEach(async () => {
    way.restore()
    await socle.close()
    way.close()
  })

  test.each(['cut', 'block'] as const)(
    '%s: nothing is answered that is not accounted for, and it recovers by itself',
    async (how) => {
      const streaming = ask(socle.url, application.secret, 'held-stream', { stream: true })
      const underWay = ask(socle.url, application.secret, 'held-json')
      for (const held of ['held-json', 'held-stream'])
        await eventually(
          () => upstream.seen(),
          (calls) => calls.some(({ model, finished }) => model === held && !finished),
        )
      way[how]()
      await upstream.release()
      const whole = await underWay
      expect([whole.status, ((await whole.json()) as { error: { code: string } }).error.code]).toEqual([
        503,
        'ai-accounting-unavailable',
      ])
      // The stream had begun: it says why, and stays without its end.
      const heard = await untilCut(await streaming)
      expect(heard).toMatch(/data: \{"error".*ai-accounting-unavailable.*\n\n$/)
      expect(heard).not.toContain('[DONE]')

      const sentBefore = (await upstream.seen()).length
      const refused = await ask(socle.url, application.secret, 'good')
      expect([refused.status, ((await refused.json()) as { error: { code: string } }).error.code]).toEqual([
        503,
        'ai-accounting-unavailable',
      ])
      expect(refused.headers.get('retry-after')).toBe('5')
      expect((await upstream.seen()).length).toBe(sentBefore)
      // Whoever watches sees it while it lasts.
      const metrics = await (await fetch(`${socle.url}/metrics`)).text()
      expect(metrics).toMatch(/^socle_ai_calls_total\{.*outcome="undelivered"\} 1$/m)
      expect(metrics).toMatch(/^socle_ai_calls_total\{.*outcome="unavailable"\} 1$/m)

      way.restore()
      await eventually(
        async () => (await ask(socle.url, application.secret, 'good')).status,
        (status) => status === 200,
      )
      const lines = await linesOf(socle, application.id)
      // What was used while nobody could write is written once somebody can.
      for (const [model, status] of [
        ['held-json', 503],
        ['held-stream', 200],
      ] as const) {
        const kept = lines.filter((line) => line.model === model)
        expect(kept).toHaveLength(1)
        // A database that hung takes the line as it was sent before anybody knew.
        if (how === 'cut')
          expect(kept.map((line) => [line.status, line.outcome, line.reason])).toEqual([
            [status, 'undelivered', 'ai-accounting-unavailable'],
          ])
      }
    },
  )
})

test('what a killed replica had reserved comes back, though nobody calls but now and then', async () => {
  const shared = await newDatabase(inject('postgresqlUrl'))
  const ai = {
    budgetPatienceMs: 0,
    providers: [provider('p', upstream.baseUrl, { models: [{ name: 'good' }, { name: 'held-json' }] })],
  }
  const socle = await startTestSocle('postgresql', ai, shared)
  const application = await aiApplication(socle, 'heritiere')
  const administrator = await socle.as('sophie')
  await administrator.call(aiLimitRoutes.set, {
    body: { scope: 'application', of: application.id, measure: 'requests', period: 'month', amount: 1 },
  })
  const folder = mkdtempSync(join(tmpdir(), 'socle-gone-'))
  const parameters = join(folder, 'socle.config.yaml')
  writeFileSync(parameters, JSON.stringify({ ai }))
  const gone = await startSocleProcess(folder, { SOCLE_CONFIG: parameters, DATABASE_URL: shared })
  const heard = ask(gone.url, application.secret, 'held-json').then(
    () => 'answered',
    () => 'cut',
  )
  await eventually(
    () => upstream.seen(),
    (calls) => calls.some(({ model, finished }) => model === 'held-json' && !finished),
  )
  await gone.kill()
  expect(await heard).toBe('cut')
  expect((await ask(socle.url, application.secret, 'good')).status).toBe(429)
  socle.setClock(new Date(Date.now() + 120_000))
  expect((await ask(socle.url, application.secret, 'good')).status).toBe(200)
  await socle.close()
  rmSync(folder, { recursive: true, force: true })
}, 300_000)

describe.each(databaseKinds)('killed under load (%s)', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'socle-killed-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('no answer that was received whole is missing from the ledger, and none is there twice', async () => {
    const parameters = join(folder, 'socle.config.yaml')
    writeFileSync(
      parameters,
      JSON.stringify({ ai: { providers: [provider('p', upstream.baseUrl)] }, requestsPerMinute: 1_000_000 }),
    )
    const environment = {
      SOCLE_CONFIG: parameters,
      ...(kind === 'postgresql' && { DATABASE_URL: await newDatabase(inject('postgresqlUrl')) }),
    }
    const received: string[] = []
    let secret: string | undefined
    for (let life = 0; life < 3; life++) {
      const socle = await startSocleProcess(folder, environment)
      const lead = await signedIn(socle.url, 'camille')
      secret ??= (await aiApplication({ as: () => Promise.resolve(lead) } as never, 'tuee')).secret
      let alive = true
      const caller = async (streamed: boolean) => {
        while (alive) {
          try {
            const answer = await ask(socle.url, secret!, 'good', streamed ? { stream: true } : {})
            const text = await answer.text()
            if (streamed ? text.includes('[DONE]') : answer.ok) received.push(answer.headers.get('x-request-id')!)
          } catch {
            return
          }
        }
      }
      const before = received.length
      const callers = Array.from({ length: 16 }, (_, index) => caller(index % 2 === 0))
      await eventually(
        () => Promise.resolve(received.length),
        (count) => count > before + 150,
      )
      await socle.kill()
      alive = false
      await Promise.all(callers)
    }
    const socle = await startSocleProcess(folder, environment)
    const administrator = await signedIn(socle.url, 'sophie')
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(new Date())
    const yesterday = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(Date.now() - 86_400_000)
    const exported = await administrator.call(aiLedgerRoutes.export, {
      query: { from: yesterday, to: today, format: 'jsonl' },
    })
    const counted = exported.bytes
      .toString()
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { requestId: string }).requestId)
    await socle.stop()
    expect(new Set(counted).size).toBe(counted.length)
    const known = new Set(counted)
    expect(received.filter((id) => !known.has(id))).toEqual([])
    expect(received.length).toBeGreaterThan(450)
  }, 300_000)
})
