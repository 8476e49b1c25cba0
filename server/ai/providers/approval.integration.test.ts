import { aiProviderRoutes, homeRoutes, identityRoutes, notificationRoutes, ProviderRecord } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { provider } from '../../testing/ai-calls.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

const record = (id: string, extra: object = {}) => {
  const { approved, ...rest } = provider(id, 'http://127.0.0.1:9/v1', { name: `Fournisseur ${id}`, ...extra })
  void approved
  return ProviderRecord.parse(rest)
}

describe.each(databaseKinds)('who approves a provider (%s)', (kind) => {
  let socle: TestSocle
  let sophie: TestClient
  let nadia: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    ;[sophie, nadia] = (await Promise.all(['sophie', 'nadia'].map((who) => socle.as(who)))) as [TestClient, TestClient]
  })
  afterAll(() => socle.close())

  const approve = (who: TestClient, id: string, approved = true) =>
    who.call(aiProviderRoutes.approve, { params: { providerId: id }, body: { approved } })
  const waiting = async (who: TestClient) =>
    (await who.call(homeRoutes.home)).body.tasks.filter(({ kind }) => kind === 'approve-provider')
  const told = async (who: TestClient) =>
    (await who.call(notificationRoutes.list, { query: {} })).body.notifications.map(({ text }) => text.fr)

  test('whoever declared it does not approve it: it waits for security, who is told', async () => {
    await sophie.call(aiProviderRoutes.create, { body: record('essai') })
    const alone = await approve(sophie, 'essai')
    expect([alone.status, alone.problem?.code]).toEqual([403, 'provider-of-another'])
    expect(alone.problem!.detail).toContain('« Fournisseur essai »')
    expect(alone.problem!.detail).toContain('sécurité')
    const seen = async (who: TestClient) =>
      (await who.call(aiProviderRoutes.list)).body.providers.find(({ id }) => id === 'essai')!
    expect(await seen(sophie)).toMatchObject({
      approved: false,
      mayApprove: false,
      statedBy: { name: 'Sophie Lambert' },
    })
    expect((await seen(nadia)).mayApprove).toBe(true)

    expect(await waiting(sophie)).toEqual([])
    expect(await waiting(nadia)).toMatchObject([
      { link: '/ia/fournisseurs', text: { fr: expect.stringContaining('« Fournisseur essai » attend') as string } },
    ])
    expect(await told(nadia)).toContain('Le fournisseur « Fournisseur essai » attend une approbation de la sécurité.')
    expect((await told(sophie)).join()).not.toContain('Fournisseur essai')

    expect((await approve(nadia, 'essai')).body).toMatchObject({ approved: true, approvedBy: 'Nadia Rousseau' })
    expect(await waiting(nadia)).toEqual([])
    // Stopping it is for anybody who may approve.
    expect((await approve(sophie, 'essai', false)).body.approved).toBe(false)
  })

  test('whoever changes what the approval is given for waits for another as well', async () => {
    const { users } = (await sophie.call(identityRoutes.users)).body
    const { id, roles, revision } = users.find(({ name }) => name.startsWith('Nadia'))!
    await sophie.call(identityRoutes.setRoles, {
      params: { userId: id },
      body: { roles: [...roles, 'operator'], revision },
    })
    nadia = await socle.as('nadia')
    const made = (await sophie.call(aiProviderRoutes.create, { body: record('second') })).body
    const moved = await nadia.call(aiProviderRoutes.update, {
      params: { providerId: 'second' },
      body: { provider: record('second', { location: 'Allemagne' }), revision: made.revision },
    })
    expect((await approve(nadia, 'second')).problem?.code).toBe('provider-of-another')
    expect((await waiting(sophie)).map(({ text }) => text.fr).join()).toContain('« Fournisseur second »')
    // A new name is nothing that is approved: it changes nobody.
    await sophie.call(aiProviderRoutes.update, {
      params: { providerId: 'second' },
      body: { provider: record('second', { location: 'Allemagne', name: 'Renommé' }), revision: moved.body.revision },
    })
    expect((await approve(sophie, 'second')).body.approved).toBe(true)
  })
})
