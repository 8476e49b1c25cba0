import { applicationRoutes, homeRoutes, identityRoutes, procedureRoutes, type Role } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

describe.each(databaseKinds)('acts of distinct people (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let nadia: TestClient
  let yann: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    const sophie = await socle.as('sophie')
    ;[camille, nadia, yann] = (await Promise.all(['camille', 'nadia', 'yann'].map((who) => socle.as(who)))) as [
      TestClient,
      TestClient,
      TestClient,
    ]
    const { users } = (await sophie.call(identityRoutes.users)).body
    const { id, roles, revision } = users.find(({ name }) => name.startsWith('Yann'))!
    const both: Role[] = [...roles, 'security-officer']
    await sophie.call(identityRoutes.setRoles, { params: { userId: id }, body: { roles: both, revision } })
    yann = await socle.as('yann')
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  })
  afterAll(() => socle.close())

  const read = async (who: TestClient, procedureId: string) =>
    (await who.call(procedureRoutes.get, { params: { procedureId } })).body
  const step = async (who: TestClient, procedureId: string, transition: string, data = {}) =>
    who.call(procedureRoutes.step, {
      params: { procedureId },
      body: { transition, revision: (await read(who, procedureId)).revision, data },
    })
  const waiting = async (who: TestClient, link: string) =>
    (await who.call(homeRoutes.home)).body.procedures.some((procedure) => procedure.link === link)

  test('whoever forwarded a mobile request does not decide it: it waits for another person, and says so', async () => {
    const paul = await socle.as('paul')
    const { body } = await paul.call(procedureRoutes.open, {
      body: {
        process: 'mobile-request',
        title: 'Cartes',
        data: { service: 'Préfecture', application: 'Cartes', use: 'Se repérer.', terminals: 'neo', users: 4 },
      },
    })
    await step(nadia, body.id, 'forward', { analysis: 'Peu de droits demandés.' })
    expect(await read(nadia, body.id)).toMatchObject({ mine: false, possible: [] })
    // Whoever reads it knows for whom it waits, and for whom it does not.
    for (const reader of [nadia, yann, paul])
      expect(await read(reader, body.id)).toMatchObject({
        apart: { person: { name: 'Nadia Rousseau' }, did: { fr: 'Transmettre' } },
      })
    expect(await waiting(nadia, `/procedures/${body.id}`)).toBe(false)
    const listed = await nadia.call(procedureRoutes.list, { query: { process: 'mobile-request' } })
    expect(listed.body.procedures).toMatchObject([{ mine: false }])
    const alone = await step(nadia, body.id, 'authorise', { 'decided-on': '2026-06-15' })
    expect(alone.problem).toMatchObject({
      code: 'procedure-of-another',
      detail: expect.stringContaining('« Consigner l’autorisation » revient à une autre personne'),
    })
    expect(alone.problem!.detail).toContain('« Transmettre »')
    const { people } = (await yann.call(procedureRoutes.assignees, { query: { ids: body.id as never } })).body
    expect(people.map(({ name }) => name)).toEqual(['Yann Le Goff'])

    expect(await waiting(yann, `/procedures/${body.id}`)).toBe(true)
    const decided = await step(yann, body.id, 'authorise', { 'decided-on': '2026-06-15' })
    expect(decided.body.state).toBe('authorised')
  })

  test('the team moves no deadline alone: it asks, within bounds, and whoever raised the reserve answers', async () => {
    socle.setClock(new Date('2026-12-01T09:00:00Z'))
    ;[camille, nadia, yann] = await Promise.all([socle.as('camille'), socle.as('nadia'), socle.as('yann')])
    const { id } = (
      await nadia.call(procedureRoutes.open, {
        body: {
          process: 'reserve',
          applicationId: 'titres',
          title: 'Journal',
          data: { gap: 'Des noms.', blocking: true, due: '2026-12-20' },
        },
      })
    ).body
    const later = await step(camille, id, 'plan', { plan: 'Filtrer.', due: '2027-01-10' })
    expect(later.status).toBe(422)
    expect(later.problem!.errors).toEqual([
      {
        path: 'data.due',
        message: 'À lever avant le : au plus tard le 20 décembre 2026, d’après ce qui a été dit avant.',
      },
    ])
    const planned = await step(camille, id, 'plan', { plan: 'Filtrer.' })
    expect(planned.body).toMatchObject({ state: 'planned', dueOn: '2026-12-20' })

    const ask = (wanted: string) =>
      step(camille, id, 'ask-extension', { wanted, 'extension-reason': 'L’éditeur tarde.' })
    expect((await ask('2029-12-31')).problem!.errors![0]!.message).toContain('18 juin 2027')
    expect((await ask('2027-01-10')).body).toMatchObject({ state: 'extension-asked', dueOn: '2026-12-20' })
    expect((await step(yann, id, 'accept-extension', { due: '2027-01-10' })).problem!.code).toBe('procedure-not-yours')
    expect(await waiting(nadia, `/procedures/${id}`)).toBe(true)
    const refused = await step(nadia, id, 'refuse-extension', { 'extension-answer': 'Le risque est trop grand.' })
    expect(refused.body).toMatchObject({ state: 'planned', dueOn: '2026-12-20' })
    await ask('2027-01-10')
    const beyond = await step(nadia, id, 'accept-extension', { due: '2027-02-01' })
    expect(beyond.problem!.code).toBe('procedure-fields-invalid')
    const accepted = await step(nadia, id, 'accept-extension', { due: '2027-01-05' })
    expect(accepted.body).toMatchObject({ state: 'planned', dueOn: '2027-01-05' })

    await step(camille, id, 'submit', { proof: 'Le filtre.' })
    const maintained = await step(nadia, id, 'maintain', { why: 'Il en reste.' })
    expect(maintained.body.dueOn).toBe('2027-01-05')
    expect((await step(camille, id, 'plan', { plan: 'x', due: '2029-12-31' })).status).toBe(422)
  })

  test('without a deadline, the team is asked for one', async () => {
    const { id } = (
      await nadia.call(procedureRoutes.open, {
        body: { process: 'reserve', applicationId: 'titres', title: 'Sans délai', data: { gap: 'x', blocking: false } },
      })
    ).body
    expect((await step(camille, id, 'plan', { plan: 'x' })).problem!.errors).toMatchObject([{ path: 'data.due' }])
    expect((await step(camille, id, 'plan', { plan: 'x', due: '2027-06-01' })).body.dueOn).toBe('2027-06-01')
  })
})
