import { committeeRoutes, homeRoutes, notificationRoutes } from '@socle/contracts'
import { loadGovernance } from '@socle/rulebook'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { seatCommittee } from '../../testing/committee.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

describe.each(databaseKinds)('who sits is called to a session (%s)', (kind) => {
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

  const told = async (who: TestClient) =>
    (await who.call(notificationRoutes.list, { query: { unread: 'true' } as never })).body.notifications
      .filter(({ link }) => link.startsWith('/decisions/seances/'))
      .map(({ text, detail }) => `${text.fr} ${detail?.fr ?? ''}`.trim())
  const calls = async (who: TestClient) =>
    (await who.call(homeRoutes.home)).body.tasks
      .filter(({ kind }) => kind === 'committee-session')
      .map(({ text, link }) => ({ text: text.fr, link }))

  test('when it is planned and once more when its agenda changes, with the agenda, and on their home', async () => {
    const planned = await helene.call(committeeRoutes.plan, {
      body: { kind: 'publication', title: 'Séance de publication', date: '2026-06-10', place: 'Salle 3' },
    })
    const params = { sessionId: planned.body.id }
    expect(await told(yann)).toEqual([
      expect.stringMatching(
        /^Séance du comité « Séance de publication » : prévue le 10 juin 2026, Salle 3\. .*Aucun point/,
      ),
    ])
    const added = await helene.call(committeeRoutes.addItems, {
      params,
      body: {
        items: ['Calendrier', 'Glossaire'].map((title) => ({
          subject: { kind: 'free' as const },
          title,
          proposal: 'Publier en avril.',
        })),
      },
    })
    expect(await told(yann)).toContainEqual(
      expect.stringMatching(
        /du 10 juin 2026, Salle 3 : l’ordre du jour a changé\. Ordre du jour : 1\. Calendrier ; 2\. Glossaire/,
      ),
    )
    const { id: itemId, revision } = added.body.agenda[0]!
    await helene.call(committeeRoutes.editItem, {
      params: { ...params, itemId },
      body: { revision, title: 'Calendrier 2027', proposal: 'Publier en mai.' },
    })
    expect(await told(yann)).toContainEqual(expect.stringContaining('1. Calendrier 2027 ; 2. Glossaire'))
    await helene.call(committeeRoutes.removeItem, { params: { ...params, itemId } })
    expect(await told(yann)).toContainEqual(expect.stringContaining('1. Glossaire'))
    // One call, and one message on what has changed, which holds the last agenda.
    expect(await told(yann)).toHaveLength(2)
    // Whoever has read it is told of what changes after that.
    await yann.call(notificationRoutes.read, { body: {} })
    await helene.call(committeeRoutes.addItems, {
      params,
      body: { items: [{ subject: { kind: 'free' }, title: 'Budget', proposal: 'Adopter.' }] },
    })
    expect(await told(yann)).toEqual([expect.stringContaining('1. Glossaire ; 2. Budget')])
    // Who plans knows it.
    expect(await told(helene)).toEqual([])
    expect(await calls(yann)).toEqual([
      {
        text: 'Séance de publication : le comité siège le 10 juin 2026, 2 points à l’ordre du jour.',
        link: `/decisions/seances/${params.sessionId}`,
      },
    ])
    // It is on the home of who runs it by its procedure already.
    expect(await calls(helene)).toEqual([])
  })

  test('one of today comes before whatever has a deadline, and says when it is open', async () => {
    const planned = await helene.call(committeeRoutes.plan, {
      body: { kind: 'ordinary', title: 'Mai', date: '2026-05-12' },
    })
    const params = { sessionId: planned.body.id }
    const home = async (who: TestClient) => {
      const { now, procedures, tasks } = (await who.call(homeRoutes.home)).body
      const elsewhere = [...procedures.map(({ title }) => title), ...tasks.map(({ text }) => text.fr)]
      return { now: now.map(({ text }) => text.fr), elsewhere: elsewhere.filter((text) => text.startsWith('Mai')) }
    }
    const today = 'Mai : le comité siège aujourd’hui, aucun point à l’ordre du jour.'
    expect(await home(yann)).toEqual({ now: [today], elsewhere: [] })
    expect(await home(helene)).toEqual({ now: [today], elsewhere: [] })
    await helene.call(committeeRoutes.open, { params, body: { revision: planned.body.revision, chair: null } })
    const open = 'Mai : la séance est ouverte, les membres présents votent ; aucun point à l’ordre du jour.'
    expect(await home(yann)).toEqual({ now: [open], elsewhere: [] })
    expect(await home(helene)).toEqual({ now: [open], elsewhere: [] })
    await helene.call(committeeRoutes.close, { params, body: { revision: planned.body.revision + 1 } })
    expect((await home(yann)).now).toEqual([])
  })

  test('nobody is called any more to one that is cancelled', async () => {
    const planned = await helene.call(committeeRoutes.plan, {
      body: { kind: 'ordinary', title: 'Juillet', date: '2026-07-10' },
    })
    expect((await calls(yann)).map(({ text }) => text)).toContainEqual(expect.stringContaining('Juillet'))
    await helene.call(committeeRoutes.cancel, {
      params: { sessionId: planned.body.id },
      body: { revision: planned.body.revision, reason: 'Report.' },
    })
    expect((await calls(yann)).map(({ text }) => text)).not.toContainEqual(expect.stringContaining('Juillet'))
  })
})

test('a committee that wants each change told has one message a change', async () => {
  const committee = loadGovernance(resolve(import.meta.dirname, '../../../framework')).policies.committee
  const summons = { ...committee.summons, choice: 'every-change' as const }
  const socle = await startTestSocle('embedded', {}, undefined, {}, { committee: { ...committee, summons } })
  onTestFinished(() => socle.close())
  socle.setClock(new Date('2026-05-12T09:00:00Z'))
  await seatCommittee(socle, 2026)
  const [helene, yann] = (await Promise.all(['helene', 'yann'].map((who) => socle.as(who)))) as [TestClient, TestClient]
  const { body } = await helene.call(committeeRoutes.plan, {
    body: { kind: 'ordinary', title: 'Juin', date: '2026-06-10' },
  })
  for (const title of ['Calendrier', 'Glossaire'])
    await helene.call(committeeRoutes.addItems, {
      params: { sessionId: body.id },
      body: { items: [{ subject: { kind: 'free' }, title, proposal: 'Adopter.' }] },
    })
  const { notifications } = (await yann.call(notificationRoutes.list, { query: {} as never })).body
  expect(notifications.filter(({ text }) => text.fr.includes('« Juin »'))).toHaveLength(3)
})
