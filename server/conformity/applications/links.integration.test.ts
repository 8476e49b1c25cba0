import { applicationRoutes } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

describe.each(databaseKinds)('links of an application (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  const params = { applicationId: 'titres' }
  const repository = 'https://robot:Gran1t@forge.exemple.fr/titres'
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    camille = await socle.as('camille')
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  })
  afterAll(() => socle.close())

  test('with somebody’s password they are refused, by their field and its mend', async () => {
    const description = { ...permits, repository }
    const { problem } = await camille.call(applicationRoutes.describe, { params, body: { description, revision: 1 } })
    expect(problem?.code).toBe('invalid-request')
    expect(problem?.errors).toMatchObject([{ path: 'body.description.repository' }])
    expect(problem?.errors?.[0]?.message).toContain('sans le nom ni le mot de passe')
  })

  test('one that was kept before they were refused is still read', async () => {
    const description = JSON.stringify({ ...permits, repository })
    await socle.database.db.updateTable('application_versions').set({ description }).execute()
    const { status, body } = await camille.call(applicationRoutes.get, { params })
    expect(status).toBe(200)
    expect(body.description.repository).toBe(repository)
  })
})
