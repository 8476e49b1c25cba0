import { applicationRoutes, committeeRoutes, identityRoutes, procedureRoutes } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { derogationRequest, permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { seatCommittee } from '../../testing/committee.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

describe.each(databaseKinds)('who is in the team does not vote on its application (%s)', (kind) => {
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
    await seatCommittee(socle, 2026)
    const { users } = (await (await socle.as('sophie')).call(identityRoutes.users)).body
    const idOf = (first: string) => users.find(({ name }) => name.startsWith(first))!.id
    await camille.call(applicationRoutes.setTeam, {
      params: { applicationId: 'titres' },
      body: { team: [idOf('Camille'), idOf('Yann')], revision: 1 },
    })
  })
  afterAll(() => socle.close())

  test('a vote is refused, saying why; the seat is absent for that item and the minutes name who did not vote', async () => {
    const data = { requirements: ['GI:1347'], limit: 'Formats.' }
    const opened = await camille.call(procedureRoutes.open, {
      body: { process: 'derogation', applicationId: 'titres', title: 'Formats anciens', data },
    })
    const procedureId = opened.body.id
    for (const [who, transition, revision, stated] of [
      [camille, 'submit', 1, derogationRequest],
      [helene, 'study', 2, {}],
    ] as const)
      await who.call(procedureRoutes.step, {
        params: { procedureId },
        body: { transition, revision, data: stated },
      })
    const planned = await helene.call(committeeRoutes.plan, {
      body: { kind: 'ordinary', title: 'Mai', date: '2026-05-12' },
    })
    const params = { sessionId: planned.body.id }
    const put = await helene.call(committeeRoutes.addItems, {
      params,
      body: {
        items: [
          { subject: { kind: 'procedure', procedureId }, title: 'Formats anciens', proposal: 'Accorder.' },
          { subject: { kind: 'free' }, title: 'Calendrier', proposal: 'Adopter.' },
        ],
      },
    })
    const [own, other] = put.body.agenda.map(({ id }) => id) as [string, string]
    const mandate = (await yann.call(committeeRoutes.session, { params })).body.myMandate!
    expect(put.body.agenda.map(({ recused }) => recused)).toEqual([[{ mandateId: mandate, did: 'team' }], []])
    await helene.call(committeeRoutes.open, { params, body: { revision: 1, chair: null } })
    for (const who of [helene, yann])
      await who.call(committeeRoutes.attendMyself, { params, body: { presence: 'room' } })

    const vote = (who: TestClient, itemId: string) =>
      who.call(committeeRoutes.vote, { params: { ...params, itemId }, body: { choice: 'for' } })
    const refused = await vote(yann, own)
    expect(refused).toMatchObject({ status: 403, problem: { code: 'vote-of-own' } })
    expect(refused.problem?.detail).toMatch(/« Formats anciens », Yann Le Goff ne vote pas.*équipe.*suppléant/)
    const recorded = await helene.call(committeeRoutes.recordVotes, {
      params: { ...params, itemId: own },
      body: { votes: [{ mandateId: mandate, choice: 'for' }] },
    })
    expect(recorded.problem?.code).toBe('vote-of-own')
    expect((await vote(helene, own)).body.result).toMatchObject({ tally: { seats: 2, present: 1, for: 1 } })
    await vote(helene, other)
    expect((await vote(yann, other)).body.result).toMatchObject({ tally: { seats: 2, present: 2, for: 2 } })

    const closed = await helene.call(committeeRoutes.close, { params, body: { revision: 2 } })
    expect(closed.body.agenda[0]).toMatchObject({
      recused: [{ mandateId: mandate, did: 'team' }],
      result: { outcome: 'adopted', tally: { present: 1, for: 1, recused: [{ mandateId: mandate, did: 'team' }] } },
    })
    const minutes = await helene.call(committeeRoutes.minutes, { params, query: { format: 'text', lang: 'fr' } })
    expect(minutes.bytes.toString()).toContain(
      'Ne votent pas sur ce point : Yann Le Goff (est de l’équipe de l’application)',
    )
    expect((await helene.call(committeeRoutes.minutes, { params, query: { format: 'pdf', lang: 'fr' } })).status).toBe(
      200,
    )
  })
})
