import {
  applicationRoutes,
  conformityRoutes,
  gateReviewRoutes,
  homeRoutes,
  identityRoutes,
  procedureRoutes,
} from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

describe.each(databaseKinds)('nobody is judge in their own cause (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let helene: TestClient
  let yann: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    ;[camille, helene, yann] = (await Promise.all(['camille', 'helene', 'yann'].map((who) => socle.as(who)))) as [
      TestClient,
      TestClient,
      TestClient,
    ]
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
    const params = { applicationId: 'titres' }
    const { revision, team } = (await camille.call(applicationRoutes.get, { params })).body
    const { user } = (await helene.call(identityRoutes.session)).body
    const joined = await camille.call(applicationRoutes.setTeam, {
      params,
      body: { team: [...team.map(({ id }) => id), user.id], revision },
    })
    expect(joined.status).toBe(200)
  })
  afterAll(() => socle.close())

  const read = async (who: TestClient, procedureId: string) =>
    (await who.call(procedureRoutes.get, { params: { procedureId } })).body
  const step = async (who: TestClient, procedureId: string, transition: string, data = {}) =>
    who.call(procedureRoutes.step, {
      params: { procedureId },
      body: { transition, revision: (await read(camille, procedureId)).revision, data },
    })
  const open = async (who: TestClient, process: string, data = {}) =>
    (await who.call(procedureRoutes.open, { body: { process, applicationId: 'titres', title: process, data } })).body.id
  const waiting = async (who: TestClient, id: string) =>
    (await who.call(homeRoutes.home)).body.procedures.some((procedure) => procedure.id === id)

  test('an architect of the team decides on none of its derogations, and another is asked', async () => {
    const id = await open(camille, 'derogation', { requirements: ['GI:1388'], limit: 'Personne encore.' })
    const request = { reasons: 'Recrutement.', alternatives: 'Aucune.', commitment: true }
    const costs = { 'cost-training': 0, 'cost-homologation': 0, 'cost-maintenance': 0, 'cost-other': 0 }
    expect((await step(camille, id, 'submit', { ...request, ...costs })).status).toBe(200)
    const own = await step(helene, id, 'study')
    expect(own.problem).toMatchObject({
      code: 'procedure-of-own',
      detail: expect.stringContaining('« Prendre en étude » revient à quelqu’un qui n’a pas ouvert cette procédure'),
    })
    expect((await read(helene, id)).possible.map(({ id }) => id)).toEqual(['withdraw'])

    expect((await step(yann, id, 'study')).status).toBe(200)
    expect((await step(helene, id, 'decide-for', { duration: 'permanent', grounds: 'Oui.' })).status).toBe(403)
    expect(await read(helene, id)).toMatchObject({ state: 'under-study', mine: false })
    expect([await waiting(helene, id), await waiting(yann, id)]).toEqual([false, true])
    const { people } = (await yann.call(procedureRoutes.assignees, { query: { ids: id as never } })).body
    expect(people.map(({ name }) => name)).toEqual(['Yann Le Goff'])
  })

  test('nor lifts a reserve that the team presents, whoever raised it and presented it', async () => {
    const id = await open(helene, 'reserve', { gap: 'Le journal garde des noms.', blocking: true })
    await step(camille, id, 'submit', { proof: 'Le filtre.' })
    expect((await step(helene, id, 'lift')).problem!.code).toBe('procedure-of-own')
    expect((await step(yann, id, 'lift')).body.state).toBe('lifted')
  })

  test('nor passes or refuses its gate', async () => {
    const file = await camille.call(conformityRoutes.open, {
      params: { applicationId: 'titres' },
      body: { version: '1.0.0', gate: 'launch' },
    })
    const review = await camille.call(gateReviewRoutes.request, { params: { fileId: file.body.id }, body: {} })
    const params = { procedureId: review.body.id }
    const { revision } = await read(camille, params.procedureId)
    const decide = (who: TestClient) =>
      who.call(gateReviewRoutes.decide, { params, body: { revision, decision: 'refuse', grounds: 'À revoir.' } })
    expect((await helene.call(gateReviewRoutes.get, { params })).body.mayDecide).toBe(false)
    expect((await yann.call(gateReviewRoutes.get, { params })).body.mayDecide).toBe(true)
    expect([await waiting(helene, params.procedureId), await waiting(yann, params.procedureId)]).toEqual([false, true])
    expect((await decide(helene)).problem!.code).toBe('procedure-of-own')
    expect((await decide(yann)).status).toBe(200)
  })
})
