import { applicationRoutes, homeRoutes, procedureRoutes, registerRoutes } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

const entry = {
  purpose: 'Instruire les titres.',
  regime: 'gdpr',
  'legal-basis': 'Mission de service public',
  controller: 'Direction des titres',
  people: 'Demandeurs',
  data: 'État civil',
  recipients: 'Préfectures',
  retention: 'Cinq ans',
  rights: 'Par le téléservice',
  'high-risk': false,
  'security-measures': 'Chiffrement au repos',
}

describe.each(databaseKinds)('those who answer for personal data (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let rachel: TestClient
  let dominique: TestClient
  let paul: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    socle.setClock(new Date('2026-06-15T09:00:00Z'))
    ;[camille, rachel, dominique, paul] = (await Promise.all(
      ['camille', 'rachel', 'dominique', 'paul'].map((who) => socle.as(who)),
    )) as [TestClient, TestClient, TestClient, TestClient]
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  })
  afterAll(() => socle.close())

  const open = (who: TestClient, process: string, data: object, applicationId?: string) =>
    who.call(procedureRoutes.open, {
      body: { process, title: 'Demande', data: data as never, ...(applicationId && { applicationId }) },
    })
  const step = async (who: TestClient, procedureId: string, transition: string, data = {}) => {
    const params = { procedureId }
    const { revision } = (await who.call(procedureRoutes.get, { params })).body
    return who.call(procedureRoutes.step, { params, body: { transition, revision, data } })
  }
  const problems = ({ problem }: { problem?: { errors?: readonly { path: string; message: string }[] } }) =>
    problem?.errors?.map(({ path, message }) => `${path} ${message}`)

  test('a submitted entry waits for the controller, who sends it back or validates it', async () => {
    const { id } = (await open(camille, 'processing-register', entry, 'titres')).body
    await step(camille, id, 'submit')
    const { procedures } = (await rachel.call(homeRoutes.home)).body
    expect(procedures.map((procedure) => procedure.id)).toEqual([id])
    const back = await step(rachel, id, 'send-back', { why: 'La base légale est à préciser.' })
    expect(back.body.state).toBe('draft')
    await step(camille, id, 'submit')
    const validated = await step(rachel, id, 'validate', { 'validated-on': '2026-06-15', 'review-by': '2027-06-15' })
    expect(validated.body.state).toBe('in-force')
  })

  test('the data protection officer reads the entries; both take the register out', async () => {
    const { procedures } = (await dominique.call(procedureRoutes.list, { query: { process: 'processing-register' } }))
      .body
    expect(procedures).toMatchObject([{ process: 'processing-register', mine: false }])
    for (const who of [dominique, rachel])
      expect((await who.call(registerRoutes.export, { query: { format: 'json' } })).status).toBe(200)
    expect((await paul.call(registerRoutes.export, { query: { format: 'json' } })).status).toBe(403)
  })

  test('a right is answered within the month, or three with the reasons, and never before it was exercised', async () => {
    const right = { right: 'access', 'received-on': '2026-06-10', file: 'D-1' }
    const ask = (day: string) => open(camille, 'rights-request', { ...right, 'answer-by': day }, 'titres')
    expect(problems(await ask('2026-06-01'))).toEqual([
      'data.answer-by À répondre avant le : pas avant le 10 juin 2026, d’après ce qui a été dit avant.',
    ])
    expect(problems(await ask('2030-06-01'))![0]).toContain('au plus tard le 16 juillet 2026')
    const { id } = (await ask('2026-07-10')).body
    const longer = (day: string) => step(camille, id, 'extend', { 'answer-by': day, 'extension-reason': 'Archives.' })
    expect((await longer('2027-01-01')).status).toBe(422)
    expect((await longer('2026-09-01')).body).toMatchObject({ state: 'received', dueOn: '2026-09-01' })
    await step(camille, id, 'verify', { means: 'FranceConnect' })
    await step(camille, id, 'process', { done: 'Copie remise.' })
    expect(problems(await step(camille, id, 'close', { 'answered-on': '2026-06-09' }))).toHaveLength(1)
    expect((await step(camille, id, 'close', { 'answered-on': '2026-06-15' })).body.state).toBe('closed')
  })

  test('they ask for a tool as anybody does, for a number of people that exists', async () => {
    const need = { service: 'Délégation', use: 'Tenir un agenda.', why: 'Aucun outil.' }
    for (const who of [dominique, rachel]) {
      expect((await open(who, 'need-request', { ...need, users: 1 })).status).toBe(201)
      const { service, use } = need
      const mobile = { service, use, application: 'Agenda', terminals: 'neo', users: 2 }
      expect((await open(who, 'mobile-request', mobile)).status).toBe(201)
    }
    for (const users of [0, 1.5])
      expect(problems(await open(paul, 'need-request', { ...need, users }))).toEqual([
        'data.users Nombre d’agents concernés : un nombre entier, à partir de 1.',
      ])
  })
})
