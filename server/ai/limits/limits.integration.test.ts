import { applicationRoutes, aiLimitRoutes, type LimitDeclaration } from '@socle/contracts'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aiApplication, type AiApplication, ask, provider } from '../../testing/ai-calls.ts'
import { permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../../testing/upstream-process.ts'
import { calendar } from '../gateway/budget/periods.ts'

describe.each(databaseKinds)('whom budgets hold (%s)', (kind) => {
  let upstream: UpstreamProcess
  let socle: TestSocle
  let sophie: TestClient

  beforeAll(async () => {
    upstream = await startUpstream()
    socle = await startTestSocle(kind, { providers: [provider('local', upstream.baseUrl)] })
    sophie = await socle.as('sophie')
  })
  afterAll(async () => {
    await socle.close()
    await upstream.kill()
  })

  const newApplication = () => aiApplication(socle, `a-${randomUUID().slice(0, 8)}`)
  const set = (of: string, extra: Partial<LimitDeclaration> = {}) =>
    sophie.call(aiLimitRoutes.set, {
      body: { scope: 'key', of, measure: 'requests', period: 'day', amount: 2, ...extra },
    })
  const listed = async () => (await sophie.call(aiLimitRoutes.list)).body.limits
  const rotate = async (application: AiApplication, keyId: string) =>
    (
      await application.lead.call(applicationRoutes.rotateKey, {
        params: { applicationId: application.id, keyId },
        body: { overlapHours: 1 },
      })
    ).body
  const statuses = async (...secrets: string[]) => {
    const found: number[] = []
    for (const secret of secrets) found.push((await ask(socle.url, secret, 'good')).status)
    return found
  }

  describe('a budget belongs to the line of keys', () => {
    test('what the old key spent stays spent, and both count on it while they overlap', async () => {
      const application = await newApplication()
      const { id } = (await set(application.keyId, { amount: 3 })).body
      expect(await statuses(application.secret)).toEqual([200])
      const second = await rotate(application, application.keyId)
      expect(await statuses(second.secret, application.secret, second.secret, application.secret)).toEqual([
        200, 200, 429, 429,
      ])
      const third = await rotate(application, second.key.id)
      expect(await statuses(third.secret)).toEqual([429])
      expect((await listed()).filter((limit) => limit.id === id)).toMatchObject([
        { of: third.key.id, ofName: 'test', spent: 3, holds: true },
      ])
    })

    test('a budget set by any key of the line is the one that there is', async () => {
      const application = await newApplication()
      const first = (await set(application.keyId, { amount: 1 })).body
      const { key, secret } = await rotate(application, application.keyId)
      const again = (await set(key.id, { amount: 2 })).body
      expect(again).toMatchObject({ id: first.id, of: key.id, amount: 2 })
      expect(await statuses(application.secret, secret, secret)).toEqual([200, 200, 429])
    })
  })

  test('what a replica holds that was killed is shown no longer than it holds', async () => {
    const application = await newApplication()
    const limit = (await set(application.keyId, { amount: 9 })).body
    const { db } = socle.database
    const holder = { id: randomUUID(), seen_at: new Date(), last_batch: 0 }
    const counter = { limit_id: limit.id, period_start: new Date(calendar('Europe/Paris')(Date.now()).day.start) }
    await db.insertInto('ai_replicas').values(holder).execute()
    await db
      .insertInto('ai_counters')
      .values({ ...counter, spent: 1, held: 4 })
      .execute()
    await db
      .insertInto('ai_leases')
      .values({ ...counter, replica_id: holder.id, amount: 4 })
      .execute()
    const shown = async () => (await listed()).filter(({ id }) => id === limit.id)
    expect(await shown()).toMatchObject([{ spent: 1, held: 4 }])
    const gone = { seen_at: new Date(Date.now() - 61_000) }
    await db.updateTable('ai_replicas').set(gone).where('id', '=', holder.id).execute()
    expect(await shown()).toMatchObject([{ spent: 1, held: 0 }])
  })

  test('an application is named as elsewhere, in capitals or not', async () => {
    const application = await newApplication()
    const limit = (await set(application.id.toUpperCase(), { scope: 'application', amount: 1 })).body
    expect(limit).toMatchObject({ of: application.id, holds: true })
    expect(await statuses(application.secret, application.secret)).toEqual([200, 429])
  })

  describe('a budget of nobody', () => {
    test.each(['key', 'application', 'group', 'organisation'] as const)(
      'of no %s: refused at its field, nothing recorded',
      async (scope) => {
        const before = await listed()
        const { status, problem } = await set('nobody-at-all', { scope })
        expect([status, problem?.code, problem?.errors?.map(({ path }) => path)]).toEqual([
          422,
          'limit-subject-unknown',
          ['body.of'],
        ])
        expect(problem?.detail).toContain('« nobody-at-all »')
        expect(await listed()).toEqual(before)
      },
    )

    test('says what was probably meant', async () => {
      const application = await newApplication()
      const group = `Titres ${randomUUID()}`
      await sophie.call(aiLimitRoutes.setGroup, { params: { applicationId: application.id }, body: { group } })
      const meant = async (of: string, scope: LimitDeclaration['scope']) => (await set(of, { scope })).problem?.detail
      expect(await meant(group.toLowerCase(), 'group')).toContain(`Vouliez-vous dire « ${group} » ?`)
      expect(await meant(`${application.id}x`, 'application')).toContain(`${application.id} (« ${permits.name} »)`)
      const label = `clé ${randomUUID()}`
      const { key } = (
        await application.lead.call(applicationRoutes.issueKey, {
          params: { applicationId: application.id },
          body: { label },
        })
      ).body
      expect(await meant(label, 'key')).toContain(`Vouliez-vous dire ${key.id} (« ${label} ») ?`)
      expect((await set(group, { scope: 'group' })).status).toBe(200)
    })

    test('recorded before that was refused: lists survive it, say so, and it can be removed', async () => {
      const { db } = socle.database
      const odd = { id: randomUUID(), measure: 'money', period: 'month', amount: 5 } as const
      await db
        .insertInto('ai_limits')
        .values([
          { ...odd, scope: 'key', subject: 'nokey' },
          { ...odd, id: randomUUID(), scope: 'application', subject: 'GRP' },
        ])
        .execute()
      expect((await listed()).filter(({ of }) => of === 'nokey' || of === 'GRP')).toMatchObject([
        { of: 'nokey', ofName: 'nokey', holds: false },
        { of: 'GRP', holds: false },
      ])
      const application = await newApplication()
      expect((await set(application.keyId)).status).toBe(200)
      const removed = await sophie.call(aiLimitRoutes.remove, { params: { limitId: odd.id } })
      expect(removed.body.limits.some(({ id }) => id === odd.id)).toBe(false)
    })
  })

  describe('a key with its budgets', () => {
    const issue = async (client: TestClient, applicationId: string, budgets: object[]) =>
      client.call(applicationRoutes.issueKey, {
        params: { applicationId },
        body: { label: 'avec budget', purposes: ['ai'], budgets: budgets as never },
      })
    const keysOf = async ({ id, lead }: AiApplication) =>
      (await lead.call(applicationRoutes.keys, { params: { applicationId: id } })).body.keys.map(({ label }) => label)
    const daily = { measure: 'requests', period: 'day', amount: 1 } as const

    test('is held from its first call, and its application reads that', async () => {
      const [application, other] = [await newApplication(), await newApplication()]
      const { key, secret } = (await issue(sophie, application.id, [daily])).body
      expect(await statuses(secret, secret)).toEqual([200, 429])
      const ofKeys = async ({ id, lead }: AiApplication) =>
        (await lead.call(aiLimitRoutes.ofKeys, { params: { applicationId: id } })).body.limits
      expect(await ofKeys(application)).toMatchObject([{ of: key.id, ...daily, spent: 1 }])
      expect(await ofKeys(other)).toEqual([])
      expect((await listed()).find(({ of }) => of === key.id)).toMatchObject({ spent: 1, amount: 1 })
    })

    test.each([
      ['more than any budget may be', { ...daily, measure: 'money', amount: 1e20 }],
      ['half a call', { ...daily, amount: 5.5 }],
    ])('%s: neither key nor budget', async (_, budget) => {
      const application = await newApplication()
      const { status, problem } = await issue(sophie, application.id, [daily, budget])
      expect([status, problem?.errors?.map(({ path }) => path)]).toEqual([400, ['body.budgets.1.amount']])
      expect(await keysOf(application)).toEqual(['test'])
    })

    test('whoever may issue keys and not set budgets gets neither', async () => {
      const application = await newApplication()
      const before = await listed()
      const { status, problem } = await issue(application.lead, application.id, [daily])
      expect([status, problem?.code]).toEqual([403, 'forbidden'])
      expect(await keysOf(application)).toEqual(['test'])
      expect(await listed()).toEqual(before)
    })
  })
})
