import { committeeRoutes, identityRoutes } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

describe.each(databaseKinds)('the seats of the committee (%s)', (kind) => {
  let socle: TestSocle
  let helene: TestClient
  let ids: Record<string, string>
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    socle.setClock(new Date('2026-05-12T09:00:00Z'))
    const sophie = await socle.as('sophie')
    helene = await socle.as('helene')
    await Promise.all(['yann', 'nadia', 'samir'].map((persona) => socle.as(persona)))
    const { users } = (await sophie.call(identityRoutes.users)).body
    ids = Object.fromEntries(users.map(({ id, name }) => [name.split(' ')[0]!, id]))
    for (const { id, name, roles, revision } of users)
      if (['Nadia', 'Samir'].includes(name.split(' ')[0]!))
        await sophie.call(identityRoutes.setRoles, {
          params: { userId: id },
          body: { roles: [...roles, 'committee-member'], revision },
        })
  })
  afterAll(() => socle.close())

  const appoint = (seat: object, who: string, rank: 'titular' | 'substitute') =>
    helene.call(committeeRoutes.appoint, {
      body: { seat: seat as never, userId: ids[who]!, rank, from: '2026-01-01' },
    })

  test('a body has one seat: its name takes it, whoever holds it is named, and a second one is asked for as such', async () => {
    const yann = (await appoint({ body: 'Sécurité  civile' }, 'Yann', 'titular')).body
    const samir = (await appoint({ body: 'SECURITE CIVILE' }, 'Samir', 'substitute')).body
    expect(samir).toMatchObject({ seatId: yann.seatId, body: 'Sécurité civile' })

    const held = await appoint({ body: 'sécurité civile' }, 'Nadia', 'titular')
    expect(held.status).toBe(409)
    expect(held.problem).toMatchObject({
      code: 'seat-held',
      detail: expect.stringContaining('« Sécurité civile » a déjà un titulaire sur ces dates : Yann Le Goff'),
    })
    const elsewhere = await appoint({ body: 'Autre entité' }, 'Samir', 'titular')
    expect(elsewhere.problem).toMatchObject({
      code: 'mandate-overlaps',
      detail: expect.stringContaining('Samir Benali est déjà suppléant pour « Sécurité civile »'),
    })

    const second = (await appoint({ body: 'Sécurité civile', another: true }, 'Nadia', 'titular')).body
    expect(second.body).toBe('Sécurité civile (2)')
    expect(second.seatId).not.toBe(yann.seatId)

    const { seats } = (await helene.call(committeeRoutes.members, { query: { search: 'nobody at all' } })).body
    expect(seats).toEqual([
      { id: yann.seatId, body: 'Sécurité civile', titular: 'Yann Le Goff', substitute: 'Samir Benali' },
      { id: second.seatId, body: 'Sécurité civile (2)', titular: 'Nadia Rousseau', substitute: null },
    ])
    const { body: session } = await helene.call(committeeRoutes.plan, {
      body: { kind: 'ordinary', title: 'Séance', date: '2026-05-12' },
    })
    expect(session.seats.map(({ body }) => body)).toEqual(['Sécurité civile', 'Sécurité civile (2)'])
  })
})
