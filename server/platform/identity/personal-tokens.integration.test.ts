/** Personal access tokens, as whoever lends one to a command meets them. */
import {
  applicationRoutes,
  auditRoutes,
  committeeRoutes,
  conformityRoutes,
  frameworkRoutes,
  homeRoutes,
  identityRoutes,
  procedureRoutes,
  tokenRoutes,
  applicabilityRoutes,
} from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

const DAY = 86_400_000
const need = { service: 'Titres', use: 'Dessiner.', why: 'Rien ne le fait.', users: 3 }
const reserve = (applicationId: string) => ({
  process: 'reserve',
  applicationId,
  title: 'Journal trop bavard',
  data: { gap: 'Le journal contient des noms.', blocking: false },
})

describe.each(databaseKinds)('personal tokens (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let sophie: TestClient
  let nadia: TestClient

  const make = async (owner: TestClient, body: object) => {
    const answer = await owner.call(tokenRoutes.issue, { body: { label: 'essai', ...body } as never })
    return { ...answer.body, ...answer, client: socle.withKey(answer.body.secret) }
  }

  beforeAll(async () => {
    socle = await startTestSocle(kind)
    camille = await socle.as('camille')
    sophie = await socle.as('sophie')
    nadia = await socle.as('nadia')
    for (const id of ['titres', 'permis'])
      await camille.call(applicationRoutes.create, { body: { id, version: '1', description: permits } })
  })
  afterAll(() => socle.close())

  test('a token acts as its owner, without cookie and without form token; its secret is shown once', async () => {
    const { client, token, secret } = await make(camille, { access: 'act' })
    expect(secret).toContain(token.prefix)
    const made = await client.call(applicationRoutes.create, {
      body: { id: 'par-jeton', version: '1', description: permits },
    })
    expect(made.status).toBe(201)
    expect(made.body.updatedBy.name).toBe('Camille Moreau')
    const query = { actorId: token.owner.id, target: 'application:par-jeton' } as never
    const { lines } = (await sophie.call(auditRoutes.list, { query })).body
    expect(lines).toMatchObject([
      { actor: 'Camille Moreau', actorId: token.owner.id, tokenId: token.id, action: 'application.created' },
    ])
    expect((await client.call(identityRoutes.session)).body).toMatchObject({
      user: { name: 'Camille Moreau', roles: ['product-lead'] },
      csrfToken: null,
      expiresAt: token.expiresAt,
      token: { label: 'essai', access: 'act', applications: null },
    })
    const listed = (await camille.call(tokenRoutes.own)).body.tokens.find(({ id }) => id === token.id)!
    expect(listed.lastUsedAt).not.toBeNull()
    expect(JSON.stringify(listed)).not.toContain(secret)
  })

  test('a token for reading changes nothing, whatever its owner may do, and says so', async () => {
    const { client, token } = await make(camille, {})
    expect(token.access).toBe('read')
    expect((await client.call(applicationRoutes.list)).body.total).toBeGreaterThan(0)
    const params = { applicationId: 'titres' }
    const write = await client.call(conformityRoutes.open, { params, body: { version: '1', gate: 'design' } })
    expect(write.status).toBe(403)
    expect(write.problem).toMatchObject({
      code: 'token-scope',
      detail: expect.stringMatching(/essai.*ne fait que lire/),
    })
    expect(
      (await client.call(procedureRoutes.open, { body: { process: 'need-request', title: 'P', data: need } })).problem
        ?.code,
    ).toBe('token-scope')
    // It computes an answer and changes nothing.
    const previewed = await client.call(applicabilityRoutes.preview, { body: { description: permits } as never })
    expect(previewed.problem?.code).not.toBe('token-scope')
    expect((await client.call(tokenRoutes.issue, { body: { label: 'x' } })).problem?.code).toBe('token-scope')
  })

  test('a token of one application opens that one, and the framework, and nothing else', async () => {
    const { client } = await make(camille, { access: 'act', applications: ['titres'] })
    expect((await client.call(applicationRoutes.get, { params: { applicationId: 'titres' } })).status).toBe(200)
    expect((await client.call(applicationRoutes.get, { params: { applicationId: 'permis' } })).problem?.code).toBe(
      'application-unknown',
    )
    expect((await client.call(frameworkRoutes.overview)).status).toBe(200)
    for (const route of [applicationRoutes.list, homeRoutes.home, procedureRoutes.list, tokenRoutes.own])
      expect((await client.call(route)).problem?.code).toBe('token-scope')
    const opened = await client.call(conformityRoutes.open, {
      params: { applicationId: 'titres' },
      body: { version: '1', gate: 'design' },
    })
    expect(opened.status).toBe(201)
    const mine = await make(nadia, { access: 'act', applications: ['titres'] })
    const raised = await mine.client.call(procedureRoutes.open, { body: reserve('titres') })
    expect(raised.status).toBe(201)
    expect((await mine.client.call(procedureRoutes.open, { body: reserve('permis') })).problem?.code).toBe(
      'application-unknown',
    )
    const other = await nadia.call(procedureRoutes.open, { body: reserve('permis') })
    const read = (procedureId: string) => mine.client.call(procedureRoutes.get, { params: { procedureId } })
    expect((await read(raised.body.id)).status).toBe(200)
    expect((await read(other.body.id)).status).not.toBe(200)
    const about = await camille.call(procedureRoutes.open, {
      body: { process: 'need-request', title: 'P', data: need },
    })
    expect((await client.call(procedureRoutes.get, { params: { procedureId: about.body.id } })).status).not.toBe(200)
  })

  test('it never exceeds its owner: rights are those of the moment, and it dies with the roles', async () => {
    const { client } = await make(sophie, { access: 'act' })
    const yann = await socle.as('yann')
    const voter = await make(yann, { access: 'act' })
    expect((await voter.client.call(committeeRoutes.sessions)).status).toBe(200)
    expect((await voter.client.call(identityRoutes.users)).problem?.code).toBe('forbidden')
    const users = (await client.call(identityRoutes.users)).body.users
    const record = users.find(({ name }) => name.startsWith('Yann'))!
    const give = async (roles: typeof record.roles) => {
      const { revision } = (await sophie.call(identityRoutes.users)).body.users.find(({ id }) => id === record.id)!
      await sophie.call(identityRoutes.setRoles, { params: { userId: record.id }, body: { roles, revision } })
    }
    await give(['agent'])
    expect((await voter.client.call(committeeRoutes.sessions)).problem?.code).toBe('forbidden')
    await give([])
    expect((await voter.client.call(frameworkRoutes.overview)).problem?.code).toBe('token-refused')
    expect((await make(yann, {})).problem).toMatchObject({
      code: 'token-not-made',
      detail: expect.stringContaining('aucun rôle'),
    })
    await give(['committee-member'])
    expect((await voter.client.call(committeeRoutes.sessions)).status).toBe(200)
  })

  test('a token made with a token is no wider, lives no longer, makes none, and dies with it', async () => {
    const parent = await make(camille, { access: 'act', applications: null, days: 2 })
    const child = await make(parent.client, { access: 'act', days: 30 })
    expect(child.token).toMatchObject({ madeBy: parent.token.id, expiresAt: parent.token.expiresAt })
    expect((await make(child.client, {})).problem).toMatchObject({ code: 'token-not-made' })
    expect((await child.client.call(applicationRoutes.list)).status).toBe(200)
    await camille.call(tokenRoutes.revoke, { params: { tokenId: parent.token.id } })
    for (const { client } of [parent, child])
      expect((await client.call(frameworkRoutes.overview)).problem?.code).toBe('token-refused')
    const { tokens } = (await camille.call(tokenRoutes.own)).body
    expect(tokens.find(({ id }) => id === child.token.id)?.revokedAt).not.toBeNull()
  })

  test('an application that the owner may not see cannot be named', async () => {
    const samir = await socle.as('samir')
    expect((await make(samir, { applications: ['titres'] })).problem?.code).toBe('application-unknown')
  })

  test('its owner and an administrator list and revoke it, at once; others do not; both are in the log', async () => {
    const { client, token } = await make(camille, { label: 'volé' })
    const params = { tokenId: token.id }
    expect((await nadia.call(tokenRoutes.revoke, { params })).problem?.code).toBe('token-unknown')
    expect((await nadia.call(tokenRoutes.everyone)).status).toBe(403)
    expect((await sophie.call(tokenRoutes.everyone)).body.tokens).toContainEqual(
      expect.objectContaining({ id: token.id, owner: token.owner, label: 'volé' }),
    )
    await sophie.call(tokenRoutes.revokeAny, { params })
    expect((await client.call(frameworkRoutes.overview)).problem?.code).toBe('token-refused')
    const { lines } = (await sophie.call(auditRoutes.list, { query: { target: `token:${token.id}` } as never })).body
    expect(lines.map(({ action, actor }) => [action, actor])).toEqual([
      ['token.revoked', 'Sophie Lambert'],
      ['token.issued', 'Camille Moreau'],
    ])
    expect(JSON.stringify(lines)).not.toContain('socle_personal_')
  })

  test('a person holds so many at a time', async () => {
    const luc = await socle.as('luc')
    const made = []
    for (let n = 0; n < 20; n++) made.push(await make(luc, {}))
    expect(made.every(({ status }) => status === 201)).toBe(true)
    expect((await make(luc, {})).problem).toMatchObject({
      code: 'token-not-made',
      detail: expect.stringContaining('20'),
    })
    await luc.call(tokenRoutes.revoke, { params: { tokenId: made[0]!.token.id } })
    expect((await make(luc, {})).status).toBe(201)
  })

  test('a stranger’s or mangled token is refused in the same words', async () => {
    for (const secret of ['socle_personal_', 'socle_personal_x', `socle_personal_${'a'.repeat(43)}`])
      expect((await socle.withKey(secret).call(frameworkRoutes.overview)).problem?.code).toBe('token-refused')
  })

  test('policy caps the life of a token; the last day passes; an owner who is not seen any more is refused', async () => {
    expect((await make(camille, { days: 91 })).problem).toMatchObject({
      code: 'token-not-made',
      detail: expect.stringContaining('90'),
    })
    const { client, token } = await make(camille, { days: 60 })
    expect(Date.parse(token.expiresAt) - Date.parse(token.createdAt)).toBe(60 * DAY)
    const now = Date.now()
    socle.setClock(new Date(now + 29 * DAY))
    expect((await client.call(frameworkRoutes.overview)).status).toBe(200)
    socle.setClock(new Date(now + 31 * DAY))
    expect((await client.call(frameworkRoutes.overview)).problem?.code).toBe('token-refused')
    await socle.as('camille')
    expect((await client.call(frameworkRoutes.overview)).status).toBe(200)
    socle.setClock(new Date(now + 60 * DAY + 1000))
    await socle.as('camille')
    expect((await client.call(frameworkRoutes.overview)).problem?.code).toBe('token-refused')
    socle.setClock(new Date())
  })
})
