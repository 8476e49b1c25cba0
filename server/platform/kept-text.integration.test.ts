/** Characters that no database keeps are refused wherever they come in, with their place, and never fail the server. */
import { applicationRoutes, conformityRoutes, editionRoutes, procedureRoutes, productRoutes } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../testing/descriptions.ts'
import type { TestClient } from '../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../testing/test-socle.ts'

describe.each(databaseKinds)('characters that cannot be kept (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let helene: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    ;[camille, helene] = await Promise.all([socle.as('camille'), socle.as('helene')])
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  })
  afterAll(() => socle.close())

  const open = (title: string, limit: string) =>
    camille.call(procedureRoutes.open, {
      body: { process: 'derogation', applicationId: 'titres', title, data: { requirements: ['GI:1344'], limit } },
    })

  test('are refused in a body with the field and what comes before them', async () => {
    expect((await open('Avant\0après', 'x')).problem).toMatchObject({
      status: 400,
      code: 'invalid-request',
      errors: [{ path: 'body.title', message: expect.stringContaining('« Avant »') as string }],
    })
    // Half of a character of two is kept by no JSON column either.
    expect((await open('Titre', 'Une moitié \ud83d')).problem?.errors).toMatchObject([{ path: 'body.data.limit' }])
    const fileId = (
      await camille.call(conformityRoutes.open, {
        params: { applicationId: 'titres' },
        body: { version: '1.0.0', gate: 'production' },
      })
    ).body.id
    const link = await camille.call(conformityRoutes.addLink, {
      params: { fileId, requirementId: 'GI:1344' },
      body: { label: '\0', url: 'https://example.org/p', date: '2026-11-01' },
    })
    expect(link.problem?.errors).toMatchObject([{ path: 'body.label' }])
    const named = await camille.call(applicationRoutes.create, {
      body: { id: 'autre', version: '1.0.0', description: { ...permits, traits: { 'si\0ze': 'small' } } },
    })
    expect(named.problem?.errors).toMatchObject([{ path: 'body.description.traits' }])
  })

  test('are refused in an address, and in the name of a file', async () => {
    const searched = await camille.call(procedureRoutes.list, { query: { search: 'a\0b' } })
    expect(searched.problem).toMatchObject({ status: 400, errors: [{ path: 'querystring.search' }] })
    const asked = await camille.call(productRoutes.get, { params: { reference: 'a\0b' } as never })
    expect(asked.problem?.status).toBe(400)
    const form = new FormData()
    form.set('file', new File(['%PDF-1.4\n'], 'a\0b.pdf'))
    const uploaded = await camille.call(conformityRoutes.addFile, {
      params: { fileId: crypto.randomUUID(), requirementId: 'GI:1344' },
      form,
    })
    expect(uploaded.status).toBeLessThan(500)
  })

  test('are refused in what a document spells, before anything of it is kept', async () => {
    const prose = 'Chaque base se rejoue \0 chaque mois.'
    const controls = [{ id: 'ex1', title: 'Sauvegarde', parts: [{ name: 'statement', prose }] }]
    const form = new FormData()
    form.set('file', new File([JSON.stringify({ catalog: { metadata: { title: 'x' }, controls } })], 'liste.json'))
    const read = await helene.call(editionRoutes.import, { query: { volume: 'CN', label: 'x' }, form })
    expect(read.problem).toMatchObject({ status: 422, detail: expect.stringContaining('ex1') as string })
    expect((await helene.call(editionRoutes.list)).body.drafts).toEqual([])
  })

  test('as they are written in a text about them, and whole characters of two, are kept', async () => {
    const opened = await open('Le code \\u0000 et 😀', 'x')
    expect(opened.status).toBe(201)
    const { body } = await camille.call(procedureRoutes.get, { params: { procedureId: opened.body.id } })
    expect(body.title).toBe('Le code \\u0000 et 😀')
  })

  test('a body too deep for any schema is refused as such', async () => {
    const answer = await fetch(`${socle.url}/api/procedures`, {
      method: 'POST',
      headers: { cookie: helene.cookie, 'x-csrf-token': helene.csrfToken, 'content-type': 'application/json' },
      body: `{"title":"\\u0000","data":${'['.repeat(500_000)}${']'.repeat(500_000)}}`,
    })
    expect(answer.status).toBe(400)
  })
})
