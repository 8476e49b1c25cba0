import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startTestSocle } from '../../testing/test-socle.ts'

const folder = mkdtempSync(join(tmpdir(), 'socle-sign-in-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a sign-in that fails brings a browser back to the sign-in page, and tells a program why', async () => {
  const socle = await startTestSocle('embedded')
  const visit = await fetch(`${socle.url}/auth/callback?code=1`, {
    redirect: 'manual',
    headers: { accept: 'text/html,application/xhtml+xml' },
  })
  expect(visit.headers.get('location')).toMatch(/^\/connexion\?problem=sign-in-failed&reference=[0-9a-f-]{36}$/)
  const call = await fetch(`${socle.url}/auth/callback?code=1`, { redirect: 'manual' })
  expect([call.status, await call.json()]).toEqual([400, expect.objectContaining({ code: 'sign-in-failed' })])
  await socle.close()
})

test('an identity provider that does not answer is said so, and nothing is kept of the attempt', async () => {
  const clientSecretFile = join(folder, 'client-secret')
  writeFileSync(clientSecretFile, 's3cret')
  const socle = await startTestSocle('embedded', {}, undefined, {
    identity: { provider: { issuer: 'https://127.0.0.1:1', clientId: 'socle', clientSecretFile } },
  })
  const answer = await fetch(`${socle.url}/auth/login`, { redirect: 'manual' })
  expect([answer.status, await answer.json()]).toEqual([
    503,
    expect.objectContaining({
      code: 'identity-provider-unavailable',
      detail: expect.stringContaining('https://127.0.0.1:1'),
    }),
  ])
  expect(await socle.database.db.selectFrom('sign_ins').selectAll().execute()).toEqual([])
  await socle.close()
})
