import { applicationRoutes, procedureRoutes } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seatCommittee } from '../../testing/committee.ts'
import { derogationRequest, permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

describe.each(databaseKinds)('how many people a derogation takes (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let helene: TestClient
  let yann: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    socle.setClock(new Date('2026-05-12T09:00:00Z'))
    ;[camille, helene, yann] = (await Promise.all(['camille', 'helene', 'yann'].map((who) => socle.as(who)))) as [
      TestClient,
      TestClient,
      TestClient,
    ]
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  })
  afterAll(() => socle.close())

  const seen = async (who: TestClient, procedureId: string) =>
    (await who.call(procedureRoutes.get, { params: { procedureId } })).body
  const step = async (who: TestClient, procedureId: string, transition: string, data = {}) => {
    const { revision } = await seen(who, procedureId)
    return who.call(procedureRoutes.step, { params: { procedureId }, body: { transition, revision, data } })
  }
  const studied = async (requirement: 'GI:1347' | 'GI:1436') => {
    const data = { requirements: [requirement], limit: 'Impossible en l’état.' }
    const body = { process: 'derogation', applicationId: 'titres', title: requirement, data }
    const { id } = (await camille.call(procedureRoutes.open, { body })).body
    await step(camille, id, 'submit', derogationRequest)
    expect((await step(helene, id, 'study')).body.state).toBe('under-study')
    return id
  }
  const forGood = { duration: 'permanent', grounds: 'Rien d’autre ne convient.' }

  test('whoever decided does not notify: nothing has effect by one person alone', async () => {
    const id = await studied('GI:1347')
    await step(yann, id, 'decide-for', forGood)
    expect(await seen(yann, id)).toMatchObject({
      mine: false,
      apart: { did: { fr: 'Décider d’accorder' } },
      possible: [],
      next: null,
    })
    expect((await step(yann, id, 'notify')).problem?.code).toBe('procedure-of-another')
    expect(await seen(helene, id)).toMatchObject({
      mine: true,
      state: 'favourable',
      next: { fr: 'Notifier la décision', en: 'Notify the decision' },
    })
    expect((await step(helene, id, 'notify')).body.state).toBe('granted')
  })

  test('what the guide keeps for the committee is voted, may still go back to its team, and waits for an agenda', async () => {
    const id = await studied('GI:1436')
    expect(await seen(helene, id)).toMatchObject({ awaitsVote: true, mine: true, turn: ['architect'] })
    expect(await seen(yann, id)).toMatchObject({ awaitsVote: true, mine: false })
    expect((await seen(helene, id)).possible.map((transition) => transition.id)).toEqual(['return'])
    for (const who of [helene, yann])
      expect((await step(who, id, 'decide-for', forGood)).problem?.code).toBe('decided-by-vote')
    expect((await step(helene, id, 'return', { missing: 'Le coût.' })).body.state).toBe('drafted')
    await step(camille, id, 'submit', derogationRequest)
    await step(helene, id, 'study')
    const committee = await seatCommittee(socle, 2026)
    await committee.settle(helene, '2026-05-12', id, 'for')
    expect(await seen(camille, id)).toMatchObject({ state: 'granted' })
  })
})
