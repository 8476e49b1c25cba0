import { auditRoutes, committeeRoutes, notificationRoutes } from '@socle/contracts'
import { loadGovernance } from '@socle/rulebook'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { seatCommittee } from '../../testing/committee.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

const items = (...titles: string[]) =>
  titles.map((title) => ({ subject: { kind: 'free' as const }, title, proposal: 'Publier en avril.' }))

describe.each(databaseKinds)('the secretary convenes the members (%s)', (kind) => {
  let socle: TestSocle
  let helene: TestClient
  let yann: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    socle.setClock(new Date('2026-05-12T09:00:00Z'))
    await seatCommittee(socle, 2026)
    ;[helene, yann] = (await Promise.all(['helene', 'yann'].map((who) => socle.as(who)))) as [TestClient, TestClient]
  })
  afterAll(() => socle.close())

  const convocations = async () =>
    (await yann.call(notificationRoutes.list, { query: {} })).body.notifications
      .filter(({ text }) => text.fr.includes('onvocation'))
      .map(({ text, detail }) => `${text.fr} ${detail?.fr ?? ''}`.trim())

  test('with the agenda; called again, they read only what has changed since', async () => {
    const planned = await helene.call(committeeRoutes.plan, {
      body: { kind: 'ordinary', title: 'Juin', date: '2026-06-10', place: 'Salle 3' },
    })
    const params = { sessionId: planned.body.id }
    expect(planned.body).toMatchObject({ convocations: [], toConvene: null, conveneBy: '2026-06-05' })
    const empty = await helene.call(committeeRoutes.convene, { params })
    expect(empty.problem?.code).toBe('convocation-without-agenda')
    const put = await helene.call(committeeRoutes.addItems, {
      params,
      body: { items: items('Calendrier', 'Glossaire') },
    })
    const first = await helene.call(committeeRoutes.convene, { params })
    expect(first.body.convocations).toMatchObject([
      {
        at: '2026-05-12T09:00:00.000Z',
        by: { name: 'Hélène Garnier' },
        people: [{ name: 'Hélène Garnier' }, { name: 'Yann Le Goff' }],
        late: false,
        changed: null,
      },
    ])
    expect(await convocations()).toEqual([
      'Convocation à la séance du comité « Juin », le 10 juin 2026, Salle 3. Ordre du jour : 1. Calendrier ; 2. Glossaire',
    ])
    const again = await helene.call(committeeRoutes.convene, { params })
    expect(again.problem?.code).toBe('convocation-unchanged')

    const [calendar, glossary] = put.body.agenda
    await helene.call(committeeRoutes.removeItem, { params: { ...params, itemId: calendar!.id } })
    await helene.call(committeeRoutes.editItem, {
      params: { ...params, itemId: glossary!.id },
      body: { revision: glossary!.revision, title: 'Glossaire', proposal: 'Publier en mai.' },
    })
    await helene.call(committeeRoutes.addItems, { params, body: { items: items('Budget') } })
    const { revision } = (await helene.call(committeeRoutes.session, { params })).body
    const moved = await helene.call(committeeRoutes.reschedule, {
      params,
      body: { revision, date: '2026-06-11', place: 'Salle 3' },
    })
    expect(moved.body.toConvene).toMatchObject({
      added: ['Budget'],
      removed: ['Calendrier'],
      reworded: ['Glossaire'],
      moved: true,
      newcomers: [],
    })
    // Once they are called, what changes waits for whoever calls them again.
    const before = (await yann.call(notificationRoutes.list, { query: {} })).body.notifications
    expect(before.filter(({ text }) => text.fr.includes('l’ordre du jour a changé'))).toHaveLength(1)
    const changed = await helene.call(committeeRoutes.convene, { params })
    expect(changed.body).toMatchObject({ toConvene: { added: [], removed: [], reworded: [], moved: false } })
    expect(await convocations()).toContain(
      'Séance du comité « Juin », le 11 juin 2026, Salle 3 : la convocation a changé. Séance déplacée au 11 juin 2026, Salle 3.\nAjouté : Budget\nRetiré : Calendrier\nRécrit : Glossaire',
    )
    const sophie = await socle.as('sophie')
    const { lines } = (
      await sophie.call(auditRoutes.list, { query: { target: `committee-session:${params.sessionId}` } })
    ).body
    expect(lines.filter(({ action }) => action === 'committee.members-convened')).toHaveLength(2)

    socle.setClock(new Date('2026-06-11T07:00:00Z'))
    helene = await socle.as('helene')
    const opened = await helene.call(committeeRoutes.open, { params, body: { revision: revision + 1, chair: null } })
    expect((await helene.call(committeeRoutes.convene, { params })).problem?.code).toBe('session-not-in-state')
    await helene.call(committeeRoutes.close, { params, body: { revision: opened.body.revision } })
    const minutes = await helene.call(committeeRoutes.minutes, { params, query: { format: 'text', lang: 'fr' } })
    expect(minutes.bytes.toString()).toContain('Convocation : 12 mai 2026, mise à jour le 12 mai 2026')
  })

  test('fewer days before the session than the policy says are told to everybody, and refused nobody', async () => {
    yann = await socle.as('yann')
    const planned = await helene.call(committeeRoutes.plan, {
      body: { kind: 'ordinary', title: 'Urgence', date: '2026-06-14' },
    })
    const params = { sessionId: planned.body.id }
    await helene.call(committeeRoutes.addItems, { params, body: { items: items('Faille') } })
    const { body } = await helene.call(committeeRoutes.convene, { params })
    expect(body.convocations).toMatchObject([{ late: true }])
    expect(await convocations()).toContainEqual(
      expect.stringMatching(/« Urgence ».*\n.*moins de 5 jours avant la séance/),
    )
    const byYann = await yann.call(committeeRoutes.convene, { params })
    expect(byYann.problem?.code).toBe('forbidden')
  })
})

test('a committee that holds to its days refuses a late convocation', async () => {
  const { committee } = loadGovernance(resolve(import.meta.dirname, '../../../framework')).policies
  const notice = { ...committee.notice, choice: 'refused' as const }
  const socle = await startTestSocle('embedded', {}, undefined, {}, { committee: { ...committee, notice } })
  onTestFinished(() => socle.close())
  socle.setClock(new Date('2026-05-12T09:00:00Z'))
  await seatCommittee(socle, 2026)
  const helene = await socle.as('helene')
  const { body } = await helene.call(committeeRoutes.plan, {
    body: { kind: 'ordinary', title: 'Mai', date: '2026-05-14' },
  })
  const params = { sessionId: body.id }
  await helene.call(committeeRoutes.addItems, { params, body: { items: items('Faille') } })
  const { problem } = await helene.call(committeeRoutes.convene, { params })
  expect(problem?.code).toBe('convocation-late')
  expect(problem?.detail).toContain('9 mai 2026')
})
