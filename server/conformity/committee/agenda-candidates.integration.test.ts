import { applicationRoutes, committeeRoutes, procedureRoutes } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { derogationRequest, permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

describe.each(databaseKinds)('what may be put on an agenda (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let helene: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    socle.setClock(new Date('2026-05-12T09:00:00Z'))
    ;[camille, helene] = (await Promise.all(['camille', 'helene'].map((who) => socle.as(who)))) as [
      TestClient,
      TestClient,
    ]
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  })
  afterAll(() => socle.close())

  const step = (who: TestClient, procedureId: string, transition: string, revision: number, data = {}) =>
    who.call(procedureRoutes.step, { params: { procedureId }, body: { transition, revision, data } })
  const drafted = async (title: string) => {
    const data = { requirements: ['GI:1347'], limit: 'Formats.' }
    const body = { process: 'derogation', applicationId: 'titres', title, data }
    return (await camille.call(procedureRoutes.open, { body })).body.id
  }
  const studied = async (title: string) => {
    const id = await drafted(title)
    const submitted = await step(camille, id, 'submit', 1, derogationRequest)
    expect(submitted.problem?.detail).toBeUndefined()
    await step(helene, id, 'study', 2)
    return id
  }
  const offered = async (query: object = {}) =>
    (await helene.call(procedureRoutes.list, { query: { agenda: 'true', sort: 'title', ...query } as never })).body

  test('a session is planned within what the policy calls near enough, and the answer says until when', async () => {
    const plan = (date: string) =>
      helene.call(committeeRoutes.plan, { body: { kind: 'ordinary', title: `Séance ${date}`, date } })
    expect((await plan('1900-01-01')).problem?.code).toBe('session-day-passed')
    const slip = await plan('2206-06-10')
    expect(slip).toMatchObject({ status: 422, problem: { code: 'session-day-too-far' } })
    expect(slip.problem?.detail).toContain('11 mai 2029')
    const { latest } = (await helene.call(committeeRoutes.sessions, { query: {} as never })).body
    expect(latest).toBe('2029-05-11')
    const planned = (await plan('2026-09-01')).body
    const moved = await helene.call(committeeRoutes.reschedule, {
      params: { sessionId: planned.id },
      body: { revision: planned.revision, date: '2206-06-10', place: '' },
    })
    expect(moved.problem?.code).toBe('session-day-too-far')
  })

  test('files that wait for the committee, and are on no agenda, are counted, searched and paged', async () => {
    await drafted('Zéro, en préparation')
    const ids = [await studied('Un'), await studied('Deux'), await studied('Trois')]
    const planned = await helene.call(committeeRoutes.plan, {
      body: { kind: 'ordinary', title: 'Juin', date: '2026-06-10' },
    })
    expect(await offered()).toMatchObject({ total: 3 })
    expect((await offered({ limit: 1, offset: 1 })).procedures.map(({ title }) => title)).toEqual(['Trois'])
    expect((await offered({ search: 'deux' })).procedures.map(({ title }) => title)).toEqual(['Deux'])

    const put = await helene.call(committeeRoutes.addItems, {
      params: { sessionId: planned.body.id },
      body: {
        items: [{ subject: { kind: 'procedure', procedureId: ids[0]! }, title: 'Un', proposal: 'Accorder.' }],
      },
    })
    expect(put.body.agenda).toHaveLength(1)
    // What the list offers is what an agenda takes: neither the session itself, nor what is on one already.
    expect((await offered()).procedures.map(({ title }) => title)).toEqual(['Deux', 'Trois'])
  })
})
