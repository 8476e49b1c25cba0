/** A step that leaves the next one to somebody else needs somebody else. */
import { identityRoutes, procedureRoutes } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

describe.each(databaseKinds)('the only security officer (%s)', (kind) => {
  let socle: TestSocle
  let nadia: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    nadia = await socle.as('nadia')
  })
  afterAll(() => socle.close())

  const ask = async (who: TestClient, title: string) => {
    const data = { service: 'Préfecture', application: 'Cartes', use: 'Se repérer.', terminals: 'neo', users: 4 }
    const { body } = await who.call(procedureRoutes.open, { body: { process: 'mobile-request', title, data } })
    return body.id
  }
  const read = async (who: TestClient, procedureId: string) =>
    (await who.call(procedureRoutes.get, { params: { procedureId } })).body
  const step = async (who: TestClient, procedureId: string, transition: string, data = {}) =>
    who.call(procedureRoutes.step, {
      params: { procedureId },
      body: { transition, revision: (await read(who, procedureId)).revision, data },
    })

  test('does not forward what nobody else could decide: told why, and who mends it; filtering out stays possible', async () => {
    const paul = await socle.as('paul')
    const id = await ask(paul, 'Cartes')
    const alone = await step(nadia, id, 'forward', { analysis: 'Peu de droits demandés.' })
    expect(alone).toMatchObject({ status: 409, problem: { code: 'procedure-awaits-nobody' } })
    expect(alone.problem!.detail).toMatch(/responsable de la sécurité.*administrateur/)
    expect(await read(nadia, id)).toMatchObject({ state: 'requested', mine: true, revision: 1 })
    const out = await step(nadia, await ask(paul, 'Lampe'), 'filter-out', { reason: 'Lit le carnet d’adresses.' })
    expect(out.body.state).toBe('filtered-out')

    // What she asks for herself waits for nobody either, and whoever reads it learns so.
    const own = await ask(nadia, 'Débit')
    expect(await read(nadia, own)).toMatchObject({ mine: false, able: false })
    expect(await read(paul, id)).toMatchObject({ able: true })

    const sophie = await socle.as('sophie')
    await socle.as('yann')
    const { users } = (await sophie.call(identityRoutes.users)).body
    const yann = users.find(({ name }) => name.startsWith('Yann'))!
    await sophie.call(identityRoutes.setRoles, {
      params: { userId: yann.id },
      body: { roles: [...yann.roles, 'security-officer'], revision: yann.revision },
    })
    expect(await read(nadia, own)).toMatchObject({ able: true })
    const forwarded = await step(nadia, id, 'forward', { analysis: 'Peu de droits demandés.' })
    expect(forwarded.problem?.detail).toBeUndefined()
    expect(forwarded.body).toMatchObject({ state: 'forwarded', able: true })
  })
})
