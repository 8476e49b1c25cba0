import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startTestSocle } from '../../testing/test-socle.ts'

const folder = mkdtempSync(join(tmpdir(), 'socle-metrics-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('metrics are read from an address that the parameters name, and not through a proxy of that address', async () => {
  const socle = await startTestSocle('embedded')
  expect((await fetch(`${socle.url}/metrics`)).status).toBe(200)
  for (const header of ['x-forwarded-for', 'forwarded'])
    expect((await fetch(`${socle.url}/metrics`, { headers: { [header]: '127.0.0.1' } })).status).toBe(403)
  await socle.close()
})

test('from elsewhere, metrics are read with the token of the parameters and no other', async () => {
  const metricsTokenFile = join(folder, 'metrics-token')
  writeFileSync(metricsTokenFile, 'a-long-token-of-the-platform\n')
  const socle = await startTestSocle('embedded', {}, undefined, { metricsTo: ['192.0.2.1'], metricsTokenFile })
  const status = async (authorization?: string): Promise<number> =>
    (await fetch(`${socle.url}/metrics`, { headers: authorization === undefined ? {} : { authorization } })).status
  expect(await status()).toBe(403)
  expect(await status('Bearer another')).toBe(403)
  expect(await status('Bearer a-long-token-of-the-platform')).toBe(200)
  await socle.close()
})
