import { applicabilityRoutes, applicationRoutes, auditRoutes, identityRoutes, operationsRoutes } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import { signedIn, type TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

describe.each(databaseKinds)('modes of operation (%s)', (kind) => {
  let socle: TestSocle
  let ines: TestClient
  let camille: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    ines = await socle.as('ines')
    camille = await socle.as('camille')
  })
  afterAll(() => socle.close())

  const create = (id: string) =>
    camille.call(applicationRoutes.create, { body: { id, version: '1.0', description: permits } })

  test('read-only: what is kept does not change, reading and signing in go on', async () => {
    const frozen = await ines.call(operationsRoutes.setMode, { body: { mode: 'read-only', reason: 'sauvegarde' } })
    expect(frozen.body).toMatchObject({
      mode: 'read-only',
      reason: 'sauvegarde',
      changedBy: expect.stringContaining('Inès'),
    })

    const refused = await create('frozen')
    expect(refused.status).toBe(423)
    expect(refused.problem).toMatchObject({ code: 'read-only-mode', detail: expect.stringContaining('(sauvegarde)') })
    expect((await camille.call(applicationRoutes.list)).body.applications).toEqual([])
    // It computes and keeps nothing.
    const preview = await camille.call(applicabilityRoutes.preview, { body: { traits: permits.traits } as never })
    expect(preview.status).toBe(200)
    expect((await (await socle.as('nadia')).call(identityRoutes.session)).status).toBe(200)

    await ines.call(operationsRoutes.setMode, { body: { mode: 'normal' } })
    expect((await create('thawed')).status).toBe(201)
  })

  test('sign-ins closed: nobody new comes in, and those who are in go on', async () => {
    await ines.call(operationsRoutes.setSignIns, { body: { signIns: 'closed' } })
    const answer = await fetch(`${socle.url}/auth/login`, { redirect: 'manual' })
    expect([answer.status, await answer.json()]).toMatchObject([423, { code: 'sign-ins-closed' }])
    expect((await camille.call(identityRoutes.session)).status).toBe(200)
    await ines.call(operationsRoutes.setSignIns, { body: { signIns: 'open' } })
    expect((await signedIn(socle.url, 'helene')).cookie).not.toBe('')
  })

  test('ending sessions ends every one but that of the caller', async () => {
    const [first, second] = [await socle.as('yann'), await socle.as('helene')]
    const { body } = await ines.call(operationsRoutes.endSessions, { body: { confirm: true } })
    expect(body.ended).toBeGreaterThanOrEqual(2)
    expect((await first.call(identityRoutes.session)).status).toBe(401)
    expect((await second.call(identityRoutes.session)).status).toBe(401)
    expect((await ines.call(operationsRoutes.state)).body.openSessions).toBe(1)
    camille = await socle.as('camille')
  })

  test('trace lasts for the time asked, and not longer', async () => {
    const now = new Date()
    const { body } = await ines.call(operationsRoutes.setTrace, { body: { level: 'trace', minutes: 5 } })
    expect(Date.parse(body.trace!.until) - now.getTime()).toBeLessThanOrEqual(6 * 60_000)
    socle.setClock(new Date(now.getTime() + 10 * 60_000))
    expect((await ines.call(operationsRoutes.state)).body.trace).toBeUndefined()
    socle.setClock(new Date())
    await ines.call(operationsRoutes.setTrace, { body: { level: null } })
    const tooLong = await ines.call(operationsRoutes.setTrace, { body: { level: 'trace', minutes: 10_000 } })
    expect(tooLong.problem?.code).toBe('invalid-request')
  })

  test('each change is in the audit log with its reason', async () => {
    const sophie = await socle.as('sophie')
    const { lines } = (await sophie.call(auditRoutes.list)).body
    expect(lines.filter(({ action }) => action === 'operations.changed').map(({ detail }) => detail)).toEqual(
      expect.arrayContaining([{ mode: 'read-only', reason: 'sauvegarde' }]),
    )
    expect(lines.map(({ action }) => action)).toContain('operations.sessions-ended')
  })

  test('a process that nobody knows how to stop is not drained', async () => {
    expect((await ines.call(operationsRoutes.drain, { body: {} })).problem?.code).toBe('cannot-drain')
    expect((await fetch(`${socle.url}/health/ready`)).status).toBe(200)
  })
})
