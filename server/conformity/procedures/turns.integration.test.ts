/** Whose turn it is and what they are to do, as lists and home pages tell it. */
import { applicationRoutes, conformityRoutes, gateReviewRoutes, procedureRoutes } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

const entry = {
  purpose: 'Délivrer des titres.',
  regime: 'gdpr',
  'legal-basis': 'Mission d’intérêt public',
  controller: 'Préfet',
  people: 'Conducteurs.',
  data: 'Identité.',
  recipients: 'Les services instructeurs.',
  retention: 'Cinq ans.',
  rights: 'Par courrier.',
  'high-risk': false,
  'security-measures': 'Chiffrement.',
}

describe.each(databaseKinds)('whose turn it is (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    camille = await socle.as('camille')
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  })
  afterAll(() => socle.close())

  const waiting = async (client: TestClient) =>
    (await client.call(procedureRoutes.list, { query: { mine: 'true' } })).body.procedures.map(({ title, next }) => [
      title,
      next?.fr,
    ])

  test('an entry of the register waits for the controller, who may also send it back', async () => {
    const opened = await camille.call(procedureRoutes.open, {
      body: { process: 'processing-register', applicationId: 'titres', title: 'Titres', data: entry },
    })
    const params = { procedureId: opened.body.id }
    const submitted = await camille.call(procedureRoutes.step, {
      params,
      body: { transition: 'submit', revision: 1, data: {} },
    })
    expect(submitted.body.state).toBe('submitted')
    const rachel = await socle.as('rachel')
    expect(await waiting(rachel)).toEqual([['Titres', 'Valider l’entrée, ou la renvoyer à l’équipe']])
    const { body } = await rachel.call(procedureRoutes.get, { params })
    expect(body.turn).toEqual(['controller', 'security-officer'])
    expect(body.possible.map(({ id }) => id)).toEqual(['validate', 'send-back'])
  })

  test('a review waits for a decision, not for a complement', async () => {
    const file = await camille.call(conformityRoutes.open, {
      params: { applicationId: 'titres' },
      body: { version: '1.0.0', gate: 'launch' },
    })
    await camille.call(gateReviewRoutes.request, { params: { fileId: file.body.id }, body: {} })
    const helene = await socle.as('helene')
    expect((await waiting(helene)).map(([, next]) => next)).toEqual(['Rendre la décision sur le dossier'])
  })
})
