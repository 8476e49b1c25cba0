import {
  aiProviderRoutes,
  applicationRoutes,
  notificationRoutes,
  procedureRoutes,
  ProviderRecord,
  remarkRoutes,
} from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { provider } from '../../testing/ai-calls.ts'
import { derogationRequest, permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

describe.each(databaseKinds)('what was asked of somebody and is done (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let helene: TestClient
  let yann: TestClient
  let nadia: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    ;[camille, helene, yann, nadia] = (await Promise.all(
      ['camille', 'helene', 'yann', 'nadia'].map((who) => socle.as(who)),
    )) as [TestClient, TestClient, TestClient, TestClient]
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  })
  afterAll(() => socle.close())

  const told = async (who: TestClient, unread: 'true' | 'false' = 'false') => {
    const { body } = await who.call(notificationRoutes.list, { query: { unread, limit: 200 } as never })
    return { ...body, texts: body.notifications.map(({ text }) => text.fr) }
  }
  const derogation = async (title: string) => {
    const data = { requirements: ['GI:1347' as const], limit: 'Illisibles.' }
    const body = { process: 'derogation', applicationId: 'titres', title, data }
    const { id: procedureId } = (await camille.call(procedureRoutes.open, { body })).body
    let revision = 0
    return async (who: TestClient, transition: string, stated = {}) => {
      const step = { transition, revision: ++revision, data: stated }
      const answer = await who.call(procedureRoutes.step, { params: { procedureId }, body: step })
      expect([transition, answer.problem?.detail]).toEqual([transition, undefined])
    }
  }

  test('leaves what is unread, for everybody who was asked, and says so where it is kept', async () => {
    const step = await derogation('Anciens formats')
    await step(camille, 'submit', derogationRequest)
    await step(helene, 'study')
    await step(yann, 'decide-for', { duration: 'temporary', until: '2031-06-30', grounds: 'Le temps de migrer.' })
    const asked = 'Dérogation « Anciens formats » : accordée, à notifier.'
    const submitted = 'Dérogation « Anciens formats » : déposée.'
    expect((await told(helene, 'true')).texts).toContain(asked)
    // What was taken up since is done, for the other one too.
    expect((await told(yann, 'true')).texts).not.toContain(submitted)

    const before = await told(helene)
    await step(helene, 'notify')
    const after = await told(helene)
    expect((await told(helene, 'true')).texts).not.toContain(asked)
    expect(after.unread).toBe(before.unread - 1)
    const kept = after.notifications.find(({ text }) => text.fr === asked)!
    expect(kept).toMatchObject({ readAt: null })
    expect(kept.settledAt).not.toBeNull()
    // Whoever was only told of a decision still has it to read.
    expect((await told(camille, 'true')).texts).toContain('Dérogation « Anciens formats » : accordée.')
    await step(camille, 'renew', derogationRequest)
    const [granted] = (await told(nadia, 'true')).notifications.filter(({ text }) => text.fr.endsWith(': accordée.'))
    expect(granted).toMatchObject({ settledAt: null })
  })

  test('the same of a comment once it is answered, and of a provider once it is approved', async () => {
    const made = await camille.call(remarkRoutes.add, {
      body: { requirementId: 'GI:1344', passage: '', kind: 'wording', text: 'Obscur.', proposal: '' },
    })
    const asked = 'Un commentaire public a été déposé sur GI:1344.'
    expect((await told(helene, 'true')).texts).toContain(asked)
    const { id: remarkId, revision } = made.body
    const answer = { revision, state: 'accepted' as const, answer: 'Récrit.' }
    expect((await helene.call(remarkRoutes.answer, { params: { remarkId }, body: answer })).problem).toBeUndefined()
    expect((await told(helene, 'true')).texts).not.toContain(asked)

    const { approved, ...record } = provider('essai', 'http://127.0.0.1:9/v1', { name: 'Fournisseur d’essai' })
    void approved
    const sophie = await socle.as('sophie')
    await sophie.call(aiProviderRoutes.create, { body: ProviderRecord.parse(record) })
    const waits = 'Le fournisseur « Fournisseur d’essai » attend une approbation de la sécurité.'
    expect((await told(nadia, 'true')).texts).toContain(waits)
    const approval = await nadia.call(aiProviderRoutes.approve, {
      params: { providerId: 'essai' },
      body: { approved: true },
    })
    expect(approval.problem?.detail).toBeUndefined()
    expect((await told(nadia, 'true')).texts).not.toContain(waits)
  })
})
