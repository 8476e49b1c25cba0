import { afterAll, beforeAll, expect, test } from 'vitest'
import packageOfServer from '../../package.json' with { type: 'json' }
import { startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

let socle: TestSocle
beforeAll(async () => {
  socle = await startTestSocle('embedded')
})
afterAll(() => socle.close())

test('whoever is called at night learns which version runs, and nothing else, without an account', async () => {
  const answer = await fetch(`${socle.url}/version`)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ version: packageOfServer.version })
  const { info } = (await (await fetch(`${socle.url}/openapi.json`)).json()) as { info: { version: string } }
  expect(info.version).toBe(packageOfServer.version)
})
