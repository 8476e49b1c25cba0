import { adviceRoutes, applicationRoutes, auditRoutes, notificationRoutes } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

const hosting = { applicationId: 'titres', topic: 'hosting' as const }
const signOn = { applicationId: 'titres', topic: 'sign-on' as const }
const reason = 'Convention signée avec l’opérateur, tension sur l’offre interne.'

describe.each(databaseKinds)('advice on an application (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let helene: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    camille = await socle.as('camille')
    helene = await socle.as('helene')
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  })
  afterAll(() => socle.close())

  test('the team reads the advice with its reasons; nobody decided otherwise', async () => {
    const { body } = await camille.call(adviceRoutes.get, { params: hosting })
    expect(body).toMatchObject({
      advice: { topic: 'hosting', circle: { id: 'internal', number: 1 }, fit: 'fits' },
      override: null,
      history: [],
      revision: 0,
    })
    const answer = await camille.call(adviceRoutes.get, { params: signOn })
    expect(answer.body.advice).toMatchObject({ topic: 'sign-on' })
    expect(answer.body.choices.map(({ id }) => id)).toContain('passage2')
  })

  test('the team does not decide against the advice; an architect does, with a reason that stays beside it', async () => {
    const body = { choice: ['trusted'], reason, revision: 0 }
    expect((await camille.call(adviceRoutes.override, { params: hosting, body })).problem?.code).toBe('forbidden')
    const short = await helene.call(adviceRoutes.override, { params: hosting, body: { ...body, reason: 'Non.' } })
    expect(short.problem?.code).toBe('invalid-request')
    const decided = await helene.call(adviceRoutes.override, { params: hosting, body })
    expect(decided.body.override).toMatchObject({
      choice: [{ id: 'trusted' }],
      reason,
      advised: [{ id: 'internal' }],
      adviceChanged: false,
    })
    const seen = await camille.call(adviceRoutes.get, { params: hosting })
    expect(seen.body.override?.by.name).toMatch(/^Hélène/)
    const { notifications } = (await camille.call(notificationRoutes.list)).body
    expect(notifications[0]?.text.fr).toBe(
      `Titres en ligne, hébergement : décidé autrement que le conseil, « Cloud commercial de confiance ». Motif : ${reason}`,
    )
    const sophie = await socle.as('sophie')
    const log = await sophie.call(auditRoutes.list, { query: { target: 'application:titres' } })
    expect(log.body.lines.find(({ action }) => action === 'advice.overridden')?.detail).toMatchObject({
      choice: ['trusted'],
      advised: ['internal'],
      reason,
    })
  })

  test('a decision on a page that is no longer true is refused, with the one that stands', async () => {
    const late = await helene.call(adviceRoutes.override, {
      params: hosting,
      body: { choice: ['commercial'], reason, revision: 0 },
    })
    expect(late.problem).toMatchObject({ code: 'advice-changed-meanwhile', status: 409 })
    expect(late.problem?.current).toMatchObject({ override: { choice: [{ id: 'trusted' }] }, revision: 1 })
  })

  test('two at once: one decides, the other is told', async () => {
    const both = await Promise.all(
      ['commercial', 'internal'].map((circle) =>
        helene.call(adviceRoutes.override, { params: hosting, body: { choice: [circle], reason, revision: 1 } }),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('only what the policy names may be chosen, and a single circle', async () => {
    for (const [params, choice] of [
      [hosting, ['mars']],
      [hosting, ['internal', 'trusted']],
      [signOn, ['passage2', 'passage2']],
    ] as const) {
      const answer = await helene.call(adviceRoutes.override, {
        params,
        body: { choice: [...choice], reason, revision: 2 },
      })
      expect(answer.problem?.code).toBe('advice-choice-unknown')
    }
  })

  test('once the description changes the decision says that it answered other advice', async () => {
    const { body: application } = await camille.call(applicationRoutes.get, { params: { applicationId: 'titres' } })
    await camille.call(applicationRoutes.describe, {
      params: { applicationId: 'titres' },
      body: {
        description: { ...permits, traits: { ...permits.traits, sensitivity: 'public' } },
        revision: application.revision,
      },
    })
    const { body } = await camille.call(adviceRoutes.get, { params: hosting })
    expect(body.advice).toMatchObject({ circle: { id: 'commercial' } })
    expect(body.override?.adviceChanged).toBe(true)
  })

  test('a decision withdrawn leaves the advice in force and stays in the history', async () => {
    const withdrawn = await helene.call(adviceRoutes.override, {
      params: hosting,
      body: { choice: null, reason: 'La convention est arrivée à son terme.', revision: 2 },
    })
    expect(withdrawn.body.override).toBeNull()
    expect(withdrawn.body.history.map(({ choice }) => choice === null)).toEqual([true, false, false])
    const again = await helene.call(adviceRoutes.override, {
      params: hosting,
      body: { choice: null, reason, revision: 3 },
    })
    expect(again.problem?.code).toBe('advice-nothing-to-withdraw')
  })

  test('anyone tries a description without storing anything', async () => {
    const paul = await socle.as('paul')
    const tried = await paul.call(adviceRoutes.preview, {
      params: { topic: 'sign-on' },
      body: { traits: { audiences: ['state-agents@internet'] } },
    })
    expect(tried.body).toMatchObject({ topic: 'sign-on', minimum: { needed: 2, found: 1, met: false } })
    const wrong = await paul.call(adviceRoutes.preview, {
      params: { topic: 'hosting' },
      body: { traits: { host: 'moon' } },
    })
    expect(wrong.problem?.code).toBe('description-invalid')
  })
})
