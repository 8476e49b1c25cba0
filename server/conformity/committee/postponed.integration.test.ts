import { applicationRoutes, committeeRoutes, notificationRoutes, procedureRoutes } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seatCommittee } from '../../testing/committee.ts'
import { permits } from '../../testing/descriptions.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

const DAY = '2026-05-12'

describe.each(databaseKinds)('what the committee postpones (%s)', (kind) => {
  let socle: TestSocle
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    socle.setClock(new Date(`${DAY}T09:00:00Z`))
    await seatCommittee(socle, 2026)
  })
  afterAll(() => socle.close())

  test('whoever asked is told that nothing is decided, why, and that it comes back', async () => {
    const [camille, helene, nadia] = await Promise.all(['camille', 'helene', 'nadia'].map((who) => socle.as(who)))
    await camille!.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
    const reserve = await nadia!.call(procedureRoutes.open, {
      body: {
        process: 'reserve',
        applicationId: 'titres',
        title: 'Journal trop bavard',
        data: { gap: 'Des noms.', blocking: true },
      },
    })
    const planned = await helene!.call(committeeRoutes.plan, {
      body: { kind: 'ordinary', title: 'Séance déserte', date: DAY },
    })
    const params = { sessionId: planned.body.id }
    await helene!.call(committeeRoutes.addItems, {
      params,
      body: {
        items: [
          {
            title: 'Réserve',
            proposal: 'La lever.',
            subject: { kind: 'procedure', procedureId: reserve.body.id },
          },
        ],
      },
    })
    await helene!.call(committeeRoutes.open, { params, body: { revision: 1, chair: null } })
    await helene!.call(committeeRoutes.close, { params, body: { revision: 2 } })
    const { notifications } = (await nadia!.call(notificationRoutes.list, { query: {} })).body
    expect(notifications[0]).toMatchObject({
      text: { fr: 'Réserve « Journal trop bavard » : le comité a reporté sa décision.' },
      detail: { fr: expect.stringMatching(/^Séance du 12 mai 2026\. Reporté.*une autre séance\.$/) },
      link: `/procedures/${reserve.body.id}`,
    })

    // Its page says it to whoever reads it, and at which session it comes back.
    const read = async () =>
      (await camille!.call(procedureRoutes.get, { params: { procedureId: reserve.body.id } })).body
    expect(await read()).toMatchObject({
      postponed: { title: 'Séance déserte', date: DAY, why: { fr: expect.stringMatching(/^Reporté/) } },
    })
    const next = await helene!.call(committeeRoutes.plan, {
      body: { kind: 'ordinary', title: 'Séance de rattrapage', date: DAY },
    })
    const again = { sessionId: next.body.id }
    const subject = { kind: 'procedure' as const, procedureId: reserve.body.id }
    await helene!.call(committeeRoutes.addItems, {
      params: again,
      body: { items: [{ title: 'Réserve', proposal: 'La lever.', subject }] },
    })
    expect(await read()).toMatchObject({ postponed: { title: 'Séance déserte' } })
  })
})
