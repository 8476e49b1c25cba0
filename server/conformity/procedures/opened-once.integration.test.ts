import { applicationRoutes, committeeRoutes, procedureRoutes, tenderRoutes } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import { dayOf } from '../../platform/day.ts'
import { stepOf } from '../../testing/locks.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

describe.each(databaseKinds)('what is sent twice opens once (%s)', (kind) => {
  let socle: TestSocle
  const now = new Date('2026-12-01T10:00:00Z')
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    socle.setClock(now)
    const camille = await socle.as('camille')
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  })
  afterAll(() => socle.close())

  const reserve = (title: string) => ({
    process: 'reserve',
    applicationId: 'titres',
    title,
    data: { gap: 'Des noms dans le journal.', blocking: true },
  })
  const titled = async (title: string) => {
    const nadia = await socle.as('nadia')
    return (await nadia.call(procedureRoutes.list, { query: { search: title } })).body.total
  }

  test('one person in two browsers, at one instant: one reserve, and both are led to it', async () => {
    const browsers = [await socle.as('nadia'), await socle.as('nadia')]
    const body = reserve('Journal')
    const answers = await Promise.all([...browsers, ...browsers].map((who) => who.call(procedureRoutes.open, { body })))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect(new Set(answers.map(({ body: { id } }) => id)).size).toBe(1)
    expect(await titled('Journal')).toBe(1)
  })

  test('two architects who plan one session at one instant have planned one; two who buy under one reference too', async () => {
    const [helene, sophie] = [await socle.as('helene'), await socle.as('sophie')]
    const body = { kind: 'ordinary', title: 'Séance de décembre', date: '2026-12-15' } as const
    const planned = await Promise.all([helene, sophie, helene].map((who) => who.call(committeeRoutes.plan, { body })))
    expect(planned.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(new Set(planned.map((answer) => answer.body.id)).size).toBe(1)
    const { sessions } = (await helene.call(committeeRoutes.sessions, { query: {} })).body
    expect(sessions.filter(({ title }) => title === body.title)).toHaveLength(1)

    const luc = await socle.as('luc')
    const tender = { reference: 'M-7', title: 'Assistant' }
    const bought = await Promise.all([1, 2].map(() => luc.call(tenderRoutes.create, { body: tender })))
    expect(bought.map(({ status }) => status)).toEqual([201, 201])
    expect(bought[0]!.body.id).toBe(bought[1]!.body.id)
  })

  test('another title, another person, a minute later, or the first one moved on: it is meant', async () => {
    const [nadia, yann] = [await socle.as('nadia'), await socle.as('yann')]
    const open = async (who: typeof nadia, title: string) =>
      (await who.call(procedureRoutes.open, { body: reserve(title) })).body.id
    const first = await open(nadia, 'Accès')
    expect(await open(nadia, 'Accès distant')).not.toBe(first)
    expect(await open(yann, 'Accès')).not.toBe(first)
    socle.setClock(new Date(now.getTime() + 59_000))
    expect(await open(nadia, 'Accès')).toBe(first)
    socle.setClock(new Date(now.getTime() + 61_000))
    expect(await open(nadia, 'Accès')).not.toBe(first)
    const camille = await socle.as('camille')
    const planned = await open(nadia, 'Traces')
    socle.setClock(new Date(now.getTime() + 70_000))
    await stepOf(camille, planned, 'plan', { plan: 'Filtrer.', due: dayOf(new Date(now.getTime() + 30 * 86_400_000)) })
    expect(await open(nadia, 'Traces')).not.toBe(planned)
    socle.setClock(now)

    const draft = {
      process: 'derogation',
      applicationId: 'titres',
      title: 'Formats',
      data: { requirements: ['GI:1344'], limit: 'Impossible.' },
    }
    const given = (await camille.call(procedureRoutes.open, { body: draft })).body.id
    await stepOf(camille, given, 'withdraw')
    const again = (await camille.call(procedureRoutes.open, { body: draft })).body.id
    expect(again).not.toBe(given)
    expect((await camille.call(procedureRoutes.open, { body: draft })).body.id).toBe(again)
  })

  test('a key says whether it is the same request, for a day, and stands for no other', async () => {
    const nadia = await socle.as('nadia')
    const open = (key: string, title: string) =>
      nadia.call(procedureRoutes.open, { body: reserve(title), headers: { 'idempotency-key': key } })
    const both = await Promise.all([open('k-1', 'Sauvegarde'), open('k-1', 'Sauvegarde')])
    expect(both[0]!.body.id).toBe(both[1]!.body.id)
    // Two keys, two reserves, though they say the same.
    expect((await open('k-2', 'Sauvegarde')).body.id).not.toBe(both[0]!.body.id)
    socle.setClock(new Date(now.getTime() + 5 * 3_600_000))
    expect((await open('k-1', 'Sauvegarde')).body.id).toBe(both[0]!.body.id)
    const reused = await open('k-1', 'Autre chose')
    expect(reused.problem).toMatchObject({ code: 'idempotency-key-reused', status: 422 })
    expect((await open('', 'Vide')).problem?.code).toBe('invalid-request')
    socle.setClock(now)
    // A request that was refused has opened nothing: its key is free for the one that mends it.
    const refused = await nadia.call(procedureRoutes.open, {
      body: { ...reserve('Chiffrement'), data: {} },
      headers: { 'idempotency-key': 'k-3' },
    })
    expect(refused.problem?.code).toBe('procedure-fields-invalid')
    expect((await open('k-3', 'Chiffrement')).status).toBe(201)
  })

  test('the description of the API says so wherever something is opened', async () => {
    const api = (await (await fetch(`${socle.url}/openapi.json`)).json()) as {
      paths: Record<string, { post?: { parameters?: { in: string; name: string; description?: string }[] } }>
    }
    for (const path of [
      '/api/procedures',
      '/api/committee/sessions',
      '/api/tenders',
      '/api/editions',
      '/api/framework-comments',
      '/api/tenders/{tenderId}/remediation',
      '/api/conformity-files/{fileId}/gate-reviews',
    ]) {
      const header = api.paths[path]!.post!.parameters?.find((one) => one.in === 'header')
      expect([path, header?.name]).toEqual([path, 'idempotency-key'])
      expect(header!.description).toContain('within a minute')
    }
  })
})
