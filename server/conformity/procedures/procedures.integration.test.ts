import {
  applicationRoutes,
  auditRoutes,
  homeRoutes,
  notificationRoutes,
  type Procedure,
  procedureRoutes,
} from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'
import { dayOf } from '../../platform/day.ts'

describe.each(databaseKinds)('procedures between people (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let nadia: TestClient
  let samir: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    ;[camille, nadia, samir] = await Promise.all([socle.as('camille'), socle.as('nadia'), socle.as('samir')])
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  })
  afterAll(() => socle.close())

  const raise = async (title: string, data: Record<string, string | boolean | string[]> = {}) => {
    const body = {
      process: 'reserve',
      applicationId: 'titres',
      title,
      data: { gap: 'Le journal contient des noms.', blocking: true, ...data },
    }
    return (await nadia.call(procedureRoutes.open, { body })).body.id
  }
  /** Raised on its last day, which is long past. */
  const raisedEarlier = async (title: string, due: string) => {
    socle.setClock(new Date(`${due}T00:00:00Z`))
    const id = await raise(title, { due })
    socle.setClock(new Date())
    return id
  }
  const read = async (who: TestClient, procedureId: string): Promise<Procedure> =>
    (await who.call(procedureRoutes.get, { params: { procedureId } })).body
  const step = (who: TestClient, procedureId: string, transition: string, revision: number, data = {}) =>
    who.call(procedureRoutes.step, { params: { procedureId }, body: { transition, revision, data } })

  test('a reserve goes from hand to hand until it is lifted, and everyone learns when it is their turn', async () => {
    const id = await raise('Journal trop bavard')
    const told = await camille.call(notificationRoutes.list)
    expect(told.body.notifications[0]).toMatchObject({
      text: { fr: 'Réserve « Journal trop bavard » : ouverte.', en: 'Reserve “Journal trop bavard”: open.' },
      link: `/procedures/${id}`,
      readAt: null,
    })
    expect((await read(camille, id)).possible.map((transition) => transition.id)).toEqual([
      'plan',
      'ask-extension',
      'submit',
    ])
    expect((await read(nadia, id)).possible).toEqual([])

    const plan = { plan: 'Filtrer les noms.', due: '2027-02-01' }
    const planned = await step(camille, id, 'plan', 1, plan)
    expect(planned.body).toMatchObject({ state: 'planned', dueOn: '2027-02-01', mine: true, revision: 2 })
    await step(camille, id, 'submit', 2, { proof: 'Le filtre est en place.' })
    await step(nadia, id, 'maintain', 3, { why: 'Les prénoms restent.' })
    await step(camille, id, 'submit', 4, { proof: 'Les prénoms aussi.' })
    const lifted = await step(nadia, id, 'lift', 5)
    expect(lifted.body).toMatchObject({ state: 'lifted', final: true, turn: [], possible: [], mine: false })
    expect(lifted.body.steps.map(({ transition, actor }) => [transition, actor?.name])).toEqual([
      ['open', 'Nadia Rousseau'],
      ['plan', 'Camille Moreau'],
      ['submit', 'Camille Moreau'],
      ['maintain', 'Nadia Rousseau'],
      ['submit', 'Camille Moreau'],
      ['lift', 'Nadia Rousseau'],
    ])
    expect(lifted.body.data).toMatchObject({ gap: 'Le journal contient des noms.', proof: 'Les prénoms aussi.' })
    const lines = await nadia.call(auditRoutes.list, { query: { target: `procedure:${id}` } })
    expect(lines.body.lines.map(({ action }) => action).reverse()).toEqual([
      'procedure.open',
      'procedure.plan',
      'procedure.submit',
      'procedure.maintain',
      'procedure.submit',
      'procedure.lift',
    ])
  })

  test('of two people who act at once one is heard and the other is told where it stands', async () => {
    const id = await raise('Deux à la fois')
    const plan = { plan: 'Corriger.', due: '2027-02-01' }
    const answers = await Promise.all([
      step(camille, id, 'plan', 1, plan),
      step(camille, id, 'submit', 1, { proof: 'Fait.' }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const refused = answers.find(({ status }) => status === 409)!
    expect(refused.problem).toMatchObject({ code: 'procedure-changed-meanwhile', current: { revision: 2 } })
    expect((await read(camille, id)).revision).toBe(2)
  })

  test('only those whom the process names act, and others do not learn that it exists', async () => {
    const id = await raise('Pas à moi')
    expect((await step(nadia, id, 'plan', 1, { plan: 'x', due: '2027-02-01' })).problem).toMatchObject({
      code: 'procedure-not-yours',
      detail: expect.stringContaining('l’équipe de l’application') as string,
    })
    expect((await samir.call(procedureRoutes.get, { params: { procedureId: id } })).problem?.code).toBe(
      'procedure-unknown',
    )
    const opened = await samir.call(procedureRoutes.open, {
      body: { process: 'reserve', applicationId: 'titres', title: 'x', data: { gap: 'x', blocking: false } },
    })
    expect(opened.problem?.code).toBe('application-unknown')
    const own = await camille.call(procedureRoutes.open, {
      body: { process: 'reserve', applicationId: 'titres', title: 'x', data: { gap: 'x', blocking: false } },
    })
    expect(own.problem?.code).toBe('procedure-not-yours')
  })

  test('a step out of turn, a guarded step and missing statements are refused with the mend, and nothing moves', async () => {
    const id = await raise('Refus')
    expect((await step(nadia, id, 'lift', 1)).problem).toMatchObject({
      code: 'procedure-step-impossible',
      detail: expect.stringContaining('Planifier l’action, Demander un report, Présenter comme levée') as string,
    })
    expect((await step(nadia, id, 'cover', 1)).problem?.code).toBe('procedure-step-impossible')
    const wrong = await step(camille, id, 'plan', 1, { due: 'demain', colour: 'red' })
    expect(wrong.problem).toMatchObject({
      code: 'procedure-fields-invalid',
      errors: expect.arrayContaining([
        { path: 'data.plan', message: 'Ce que fera l’équipe : à renseigner.' },
        { path: 'data.due', message: 'À lever avant le : une date AAAA-MM-JJ.' },
        { path: 'data.colour', message: 'Ce renseignement n’est pas demandé ici.' },
      ]) as unknown[],
    })
    const unknown = await nadia.call(procedureRoutes.open, {
      body: {
        process: 'reserve',
        applicationId: 'titres',
        title: 'x',
        data: { gap: 'x', blocking: true, requirements: ['GI:9999'] },
      },
    })
    expect(unknown.problem?.errors).toEqual([
      { path: 'data.requirements.0', message: 'Le cadre n’a pas d’exigence GI:9999.' },
    ])
    expect((await read(camille, id)).revision).toBe(1)
  })

  test('a file that signed before the convention of the hosting was required is asked for it at its next step, once', async () => {
    const link = 'https://dossiers.example.gouv.fr/titres'
    const opened = await camille.call(procedureRoutes.open, {
      body: { process: 'mirai-integration', applicationId: 'titres', title: 'IA', data: { 'use-case': 'Résumer.' } },
    })
    const { id } = opened.body
    const signed = { convention: link, 'cost-model': link, 'yearly-cost': 12_000, architecture: 'Modèles mutualisés.' }
    const without = await step(camille, id, 'sign', 1, signed)
    expect(without.problem).toMatchObject({
      code: 'procedure-fields-invalid',
      errors: [{ path: 'data.hosting-convention', message: expect.stringContaining('à renseigner') as string }],
    })
    await step(camille, id, 'sign', 1, { ...signed, 'hosting-convention': link })
    // As it stands in a database of before.
    const { db } = socle.database
    const kept = { ...signed, 'use-case': 'Résumer.' }
    await db
      .updateTable('procedures')
      .set({ data: JSON.stringify(kept) })
      .where('id', '=', id)
      .execute()
    const asked = async () => (await read(camille, id)).possible[0]!.fields.map((field) => field.id)
    expect(await asked()).toContain('hosting-convention')
    const work = { pipelines: 'Deux.', quality: 'Notée.', monitoring: 'Journaux.', models: 'Un modèle.' }
    expect((await step(camille, id, 'integrate', 2, work)).problem?.errors).toMatchObject([
      { path: 'data.hosting-convention' },
    ])
    const integrated = await step(camille, id, 'integrate', 2, { ...work, 'hosting-convention': link })
    expect(integrated.body).toMatchObject({ state: 'go-live', data: { 'hosting-convention': link } })
    expect(await asked()).toEqual(['first-use'])
  })

  test('a list of a process that does not exist is no empty list', async () => {
    const { problem } = await camille.call(procedureRoutes.list, { query: { process: 'derogations' } })
    expect(problem?.code).toBe('process-unknown')
  })

  test('a list of a state or of an application that does not exist is no empty list either', async () => {
    const list = (query: object) => camille.call(procedureRoutes.list, { query: query as never })
    const ofProcess = await list({ process: 'reserve', state: 'opened' })
    expect(ofProcess).toMatchObject({ status: 404, problem: { code: 'procedure-state-unknown' } })
    expect(ofProcess.problem?.detail).toMatch(/opened.*« [^»]+ » \(open\), /)
    // Of any process, they would be more than anybody reads: it says where they are read instead.
    const ofAny = (await list({ state: 'nulle-part' })).problem
    expect(ofAny).toMatchObject({ code: 'procedure-state-unknown' })
    expect(ofAny?.detail).toMatch(/nulle-part.*Choisissez d’abord un processus/)
    expect(ofAny?.detail).not.toMatch(/abandoned|granted/)
    expect((await list({ state: 'granted' })).status).toBe(200)
    expect((await list({ process: 'reserve', state: 'granted' })).problem?.code).toBe('procedure-state-unknown')
    expect((await list({ application: 'jamais-vue' })).problem?.code).toBe('application-unknown')
    const sheet = await camille.call(procedureRoutes.export, {
      query: { format: 'csv', application: 'jamais-vue' } as never,
    })
    expect(sheet.status).toBe(404)
  })

  test('a list shows what the reader may read: theirs, overdue, by page', async () => {
    await raisedEarlier('En retard', '2026-01-01')
    const mine = await camille.call(procedureRoutes.list, { query: { mine: 'true', limit: 2 } })
    expect(mine.body.procedures[0]).toMatchObject({ title: 'En retard', overdue: true, mine: true })
    expect(mine.body.procedures).toHaveLength(2)
    expect(mine.body.total).toBeGreaterThan(2)
    const late = await camille.call(procedureRoutes.list, { query: { overdue: 'true' } })
    expect(late.body.procedures.map(({ title }) => title)).toEqual(['En retard'])
    const found = await nadia.call(procedureRoutes.list, { query: { search: 'retar', process: 'reserve' } })
    expect(found.body).toMatchObject({ total: 1, procedures: [{ title: 'En retard', mine: false }] })
    const home = await camille.call(homeRoutes.home)
    expect(home.body.procedures[0]).toMatchObject({ title: 'En retard', mine: true })
    expect(home.body.proceduresTotal).toBe(mine.body.total)
    expect((await samir.call(procedureRoutes.list)).body).toEqual({ procedures: [], total: 0 })
  })

  test('a list is taken along as a sheet, with what its filters leave and nothing that a sheet would run', async () => {
    const id = await raisedEarlier('=cmd|calc', '2020-01-31')
    const csv = async (query: object) =>
      (await nadia.call(procedureRoutes.export, { query: { format: 'csv', ...query } })).bytes.toString()
    const all = await csv({ search: 'cmd' })
    expect(all.split('\r\n')[0]).toMatch(/^\uFEFFProcessus;Titre;Application;/)
    expect(all).toContain(
      "Réserve;'=cmd|calc;Titres en ligne;titres;Ouverte;non;l’équipe de l’application;;2020-01-31;oui;",
    )
    expect(all).toContain(id)
    expect((await csv({ search: 'cmd', lang: 'en' })).split('\r\n')[1]).toContain('the team of the application')
    expect((await csv({ search: 'cmd', final: 'true' })).trim().split('\r\n')).toHaveLength(1)
    const ods = await nadia.call(procedureRoutes.export, { query: { format: 'ods' } })
    expect(ods.headers.get('content-type')).toBe('application/vnd.oasis.opendocument.spreadsheet')
    expect(ods.bytes.subarray(0, 2).toString()).toBe('PK')
    const others = await samir.call(procedureRoutes.export, { query: { format: 'csv' } })
    expect(others.bytes.toString()).not.toContain('cmd')
  })

  test('a deadline that comes near is recalled once', async () => {
    const id = await raise('Bientôt', { due: dayOf(new Date(Date.now() + 5 * 86_400_000)) })
    const operator = await socle.as('ines')
    await operator.call(procedureRoutes.sweep)
    await operator.call(procedureRoutes.sweep)
    const { body } = await camille.call(notificationRoutes.list, { query: { limit: 200 } })
    expect(
      body.notifications.filter(({ link, text }) => link === `/procedures/${id}` && text.fr.startsWith('Échéance')),
    ).toHaveLength(1)
    await camille.call(notificationRoutes.read, { body: {} })
    expect((await camille.call(notificationRoutes.list, { query: { unread: 'true' } })).body).toEqual({
      notifications: [],
      total: 0,
      unread: 0,
    })
  })
})
