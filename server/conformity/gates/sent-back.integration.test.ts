import {
  applicationRoutes,
  conformityRoutes,
  gateReviewRoutes,
  journeyRoutes,
  notificationRoutes,
  procedureRoutes,
} from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

describe.each(databaseKinds)('a file sent back at its gate (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let yann: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    ;[camille, yann] = (await Promise.all(['camille', 'yann'].map((who) => socle.as(who)))) as [TestClient, TestClient]
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  })
  afterAll(() => socle.close())

  test('is completed and presented again, and nothing is decided meanwhile', async () => {
    const opened = await camille.call(conformityRoutes.open, {
      params: { applicationId: 'titres' },
      body: { version: '1.0.0', gate: 'design' },
    })
    const asked = await camille.call(gateReviewRoutes.request, { params: { fileId: opened.body.id }, body: {} })
    const params = { procedureId: asked.body.id }
    const step = (who: TestClient, transition: string, revision: number, data = {}) =>
      who.call(procedureRoutes.step, { params, body: { transition, revision, data } })
    const decide = (revision: number) =>
      yann.call(gateReviewRoutes.decide, { params, body: { revision, decision: 'refuse', grounds: 'Incomplet.' } })

    // Whoever is sent back learns what is missing.
    expect((await step(yann, 'return', 1)).problem?.code).toBe('procedure-fields-invalid')
    expect((await step(camille, 'return', 1, { missing: 'Rien.' })).problem?.code).toBe('procedure-not-yours')
    const returned = await step(yann, 'return', 1, { missing: 'Les preuves du journal.' })
    expect(returned.body).toMatchObject({ state: 'to-complete', turn: ['team'], final: false })
    const seen = (await camille.call(procedureRoutes.get, { params })).body
    expect(seen).toMatchObject({ mine: true, next: { fr: 'Présenter de nouveau le dossier' } })
    const { notifications } = (await camille.call(notificationRoutes.list, { query: {} as never })).body
    expect(notifications.map(({ detail }) => detail?.fr)).toContain('Ce qui manque : Les preuves du journal.')
    expect((await yann.call(gateReviewRoutes.get, { params })).body).toMatchObject({ mayDecide: false, decision: null })
    expect((await decide(2)).problem?.code).toBe('procedure-step-impossible')
    // The way of the application says the same: it is for the team, and the page to act on is that of the review.
    const atDesign = async () =>
      (await camille.call(journeyRoutes.get, { params: { applicationId: 'titres' } })).body.stops.find(
        (stop) => stop.kind === 'gate' && stop.gate === 'design',
      )
    expect(await atDesign()).toMatchObject({ standing: 'sent-back' })

    const again = await step(camille, 'present-again', 2, { completed: 'Journal ajouté.' })
    expect(again.body).toMatchObject({ state: 'requested', turn: ['architect', 'committee-member'] })
    expect(await atDesign()).toMatchObject({ standing: 'presented' })
    expect((await yann.call(gateReviewRoutes.get, { params })).body.mayDecide).toBe(true)
    expect((await decide(3)).body.decision).toMatchObject({ decision: 'refuse' })
  })
})
