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

test('after signing out, whoever signs in on the same browser is asked who they are', async () => {
  const socle = await startTestSocle('embedded')
  const jar = new Map<string, string>()
  const visit = async (target: string, init: RequestInit = {}): Promise<string> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(new URL(target, socle.url), {
      ...init,
      redirect: 'manual',
      headers: { cookie, ...init.headers },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (value === '') jar.delete(name!)
      else jar.set(name!, value!)
    }
    const location = answer.headers.get('location')
    const next = location === null ? target : new URL(location, socle.url).pathname
    return location === null || next === '/' || next.startsWith('/demo/choose/') ? next : visit(location)
  }
  const choose = async () => {
    const choice = await visit('/auth/login')
    expect(choice).toMatch(/^\/demo\/choose\//)
    expect(await visit(`${choice}/sophie`, { method: 'POST' })).toBe('/')
  }
  await choose()
  // The provider still knows them: without signing out, nobody is asked.
  expect(await visit('/auth/login')).toBe('/')
  const session = await fetch(`${socle.url}/api/session`, {
    headers: { cookie: `socle_session=${jar.get('socle_session')}` },
  })
  const { csrfToken } = (await session.json()) as { csrfToken: string }
  await visit('/auth/logout', { method: 'POST', headers: { 'x-csrf-token': csrfToken } })
  await choose()
  // Asked once: the sign-in that follows is an ordinary one.
  expect(await visit('/auth/login')).toBe('/')
  await socle.close()
})
