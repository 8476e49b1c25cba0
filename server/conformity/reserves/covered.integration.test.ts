/** A reserve that a derogation covers: it says which and until when, and stands by that day whether or not anything was swept. */
import { applicationRoutes, type FieldValues, notificationRoutes, procedureRoutes } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { derogationRequest as request, permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

describe.each(databaseKinds)('a reserve and what covers it (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let helene: TestClient
  let nadia: TestClient
  let yann: TestClient
  const at = async (day: string) => {
    socle.setClock(new Date(`${day}T09:00:00Z`))
    ;[camille, helene, nadia, yann] = (await Promise.all(
      ['camille', 'helene', 'nadia', 'yann'].map((who) => socle.as(who)),
    )) as [TestClient, TestClient, TestClient, TestClient]
  }
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    await at('2026-05-12')
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  })
  afterAll(() => socle.close())

  const open = async (who: TestClient, process: string, title: string, data: FieldValues) =>
    (await who.call(procedureRoutes.open, { body: { process, applicationId: 'titres', title, data } })).body.id
  const seen = async (procedureId: string, who = camille) =>
    (await who.call(procedureRoutes.get, { params: { procedureId } })).body
  const step = async (who: TestClient, procedureId: string, transition: string, data: FieldValues = {}) => {
    const { revision } = await seen(procedureId, who)
    const answer = await who.call(procedureRoutes.step, {
      params: { procedureId },
      body: { transition, revision, data },
    })
    expect([transition, answer.problem?.detail, answer.problem?.errors]).toEqual([transition, undefined, undefined])
  }
  const grant = async (id: string, asked: 'submit' | 'renew', until: string) => {
    await step(camille, id, asked, request)
    await step(helene, id, 'study')
    await step(yann, id, 'decide-for', { duration: 'temporary', until, grounds: 'Le temps de migrer.' })
    await step(helene, id, 'notify')
  }
  const told = async (who: TestClient) =>
    (await who.call(notificationRoutes.list, { query: { limit: 200 } })).body.notifications.map(({ text, detail }) =>
      [text.fr, detail?.fr ?? ''].join('\n').replace(/\u00a0/g, ' '),
    )

  test('says which, and until when: to whoever reads it, in its history, and to those who are told', async () => {
    const reserve = await open(nadia, 'reserve', 'Journal bavard', {
      gap: 'Des noms.',
      blocking: true,
      requirements: ['GI:1398'],
    })
    const derogation = await open(camille, 'derogation', 'Journaux', { requirements: ['GI:1398'], limit: 'x' })
    await grant(derogation, 'submit', '2026-08-31')
    const covering = { covering: [derogation], 'covered-until': '2026-08-31' }
    const covered = await seen(reserve)
    expect(covered).toMatchObject({ state: 'covered', dueOn: '2026-08-31', data: covering })
    expect(covered.steps.at(-1)).toMatchObject({ transition: 'cover', data: covering })
    expect(await told(camille)).toContain(
      'Réserve « Journal bavard » : couverte par une dérogation.\nPar la dérogation « Journaux ».\nCouverte jusqu’au 31 août 2026.',
    )
    // A renewal prolongs what it covers, and says so.
    await grant(derogation, 'renew', '2026-12-31')
    expect(await seen(reserve)).toMatchObject({ state: 'covered', dueOn: '2026-12-31' })
    expect((await told(camille)).filter((text) => text.includes('Couverte jusqu’au 31 décembre 2026.'))).toHaveLength(1)
  })

  test('of several derogations it names each, and the day on which the first part is no longer covered', async () => {
    const first = await open(camille, 'derogation', 'Formats', { requirements: ['GI:1344'], limit: 'x' })
    await grant(first, 'submit', '2026-10-31')
    const second = await open(camille, 'derogation', 'Accès', { requirements: ['GI:1347'], limit: 'x' })
    await grant(second, 'submit', '2026-09-30')
    const reserve = await open(nadia, 'reserve', 'Deux écarts', {
      gap: 'Illisibles.',
      blocking: true,
      requirements: ['GI:1344', 'GI:1347'],
    })
    const { state, data } = await seen(reserve)
    expect([state, data['covered-until'], (data['covering'] as string[]).toSorted()]).toEqual([
      'covered',
      '2026-09-30',
      [first, second].toSorted(),
    ])
  })

  test('whoever must act before it ends is told a month ahead, once, though it is nobody’s turn', async () => {
    const derogation = await open(camille, 'derogation', 'Bientôt finie', { requirements: ['GI:1445'], limit: 'x' })
    await grant(derogation, 'submit', '2027-05-31')
    const warnings = async () =>
      (await told(camille)).filter((text) => text.includes('Échéance') && text.includes('Bientôt finie'))
    await at('2027-04-30')
    await (await socle.as('ines')).call(procedureRoutes.sweep)
    expect(await warnings()).toEqual([])
    await at('2027-05-01')
    for (let times = 0; times < 2; times++) await (await socle.as('ines')).call(procedureRoutes.sweep)
    expect(await warnings()).toEqual([
      'Échéance le 31 mai 2027 : Dérogation « Bientôt finie » (Accordée).\nD’ici là, ce que vous pouvez faire : demander le renouvellement.',
    ])
    await at('2026-05-12')
  })

  test('the day after, before any sweep, nothing says that it still holds, and the next act may be taken', async () => {
    const reserve = await open(nadia, 'reserve', 'Sans balayage', {
      gap: 'x',
      blocking: true,
      requirements: ['GI:1349'],
    })
    const derogation = await open(camille, 'derogation', 'Courte', { requirements: ['GI:1349'], limit: 'x' })
    await grant(derogation, 'submit', '2026-06-30')
    await at('2026-07-01')
    const expired = await seen(derogation)
    expect(expired).toMatchObject({ state: 'expired', overdue: false, dueOn: null, mine: true, turn: ['team'] })
    expect(expired.possible.map(({ id }) => id)).toEqual(['submit', 'settle'])
    const listed = await camille.call(procedureRoutes.list, { query: { search: 'Courte' } })
    expect(listed.body.procedures).toMatchObject([{ id: derogation, state: 'expired', overdue: false }])
    expect(await seen(reserve)).toMatchObject({ state: 'open', overdue: false, turn: ['team'], mine: true })

    await step(camille, derogation, 'settle')
    expect((await seen(derogation)).steps.slice(-2)).toMatchObject([
      { transition: 'expire', actor: null },
      { transition: 'settle', actor: { name: 'Camille Moreau' } },
    ])
    const opened = await seen(reserve)
    expect(opened).toMatchObject({ state: 'open' })
    expect(opened.data).not.toHaveProperty('covering')
    expect(await told(camille)).toContain(
      'Réserve « Sans balayage » : ouverte.\nLa dérogation qui la couvrait a pris fin.',
    )
    await step(camille, reserve, 'submit', { proof: 'Corrigé.' })
  })
})
