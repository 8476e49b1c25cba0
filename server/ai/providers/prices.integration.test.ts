import { aiProviderRoutes, ProviderRecord } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { provider } from '../../testing/ai-calls.ts'
import { newDatabase } from '../../testing/real-postgresql.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

const address = 'http://127.0.0.1:9/v1'
const selling = (price: object, id = 'seller') => {
  const { approved, ...record } = provider(id, address, { models: [{ name: 'm', price }] })
  void approved
  return ProviderRecord.parse(record)
}

describe.each(databaseKinds)('a version of a price keeps its prices (%s)', (kind) => {
  let socle: TestSocle
  let sophie: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    sophie = await socle.as('sophie')
  })
  afterAll(() => socle.close())

  test('another price under a declared version is refused at its field; a new version is taken', async () => {
    const created = await sophie.call(aiProviderRoutes.create, {
      body: selling({ version: 'A', inputPerMillion: 1, outputPerMillion: 2 }),
    })
    expect(created.status).toBe(201)
    let { revision } = created.body
    const change = async (price: object) => {
      const answer = await sophie.call(aiProviderRoutes.update, {
        params: { providerId: 'seller' },
        body: { provider: selling(price), revision },
      })
      if (answer.status === 200) revision = answer.body.revision
      return answer
    }
    const dearer = { inputPerMillion: 3, outputPerMillion: 2 }
    const refused = await change({ version: 'A', ...dearer })
    expect([refused.status, refused.problem?.code, refused.problem?.errors?.map(({ path }) => path)]).toEqual([
      409,
      'price-version-taken',
      ['body.provider.models.0.price'],
    ])
    expect(refused.problem?.detail).toMatch(/« A » .*« m ».*nouvelle version/)
    expect((await change({ version: 'B', ...dearer })).status).toBe(200)
    // What A was is not forgotten once B is in force.
    expect((await change({ version: 'A', ...dearer })).status).toBe(409)
    const again = await change({ version: 'A', inputPerMillion: 1, cachedPerMillion: 1, outputPerMillion: 2 })
    expect([again.status, again.body.models[0]?.price.version]).toEqual([200, 'A'])
  })

  test('nothing of a provider is recorded whose models disagree on a version', async () => {
    const models = [1, 2].map((inputPerMillion) => ({ name: 'twice', price: { version: 'A', inputPerMillion } }))
    const { status, problem } = await sophie.call(aiProviderRoutes.create, {
      body: ProviderRecord.parse({ ...selling({}, 'torn'), models }),
    })
    expect([status, problem?.errors?.map(({ path }) => path)]).toEqual([409, ['body.models.1.price']])
    const { providers } = (await sophie.call(aiProviderRoutes.list)).body
    expect(providers.some(({ id }) => id === 'torn')).toBe(false)
  })
})

test('a parameter file that gives a declared version another price does not start', async () => {
  const url = await newDatabase(inject('postgresqlUrl'))
  const start = (inputPerMillion: number, version: string) =>
    startTestSocle(
      'postgresql',
      { providers: [provider('seller', address, { models: [{ name: 'm', price: { version, inputPerMillion } }] })] },
      url,
    )
  await (await start(1, 'A')).close()
  await expect(start(2, 'A')).rejects.toThrow(/ai\.providers.*"m".*"seller".*"A".*new version/)
  await (await start(2, 'B')).close()
  await (await start(1, 'A')).close()
})
