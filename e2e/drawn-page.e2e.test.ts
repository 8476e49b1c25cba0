/** A page that scripts draw is looked at as Chromium shows it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check, rules } from '@socle/checks'
import type { CheckResult } from '@socle/contracts/checks/checks'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

let folder = ''
let server: Server
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'socle-drawn-'))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** An application of one page: its script writes `body`. */
async function look(body: string): Promise<Record<string, CheckResult>> {
  server = createServer(({ url = '' }, response) => {
    if (url === '/')
      return void response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><html lang="fr"><title>Titres</title><body><main></main><script src="/a.js"></script>')
    if (url === '/a.js')
      return void response
        .writeHead(200, { 'content-type': 'text/javascript' })
        .end(`document.querySelector('main').innerHTML = ${JSON.stringify(body)}`)
    if (url === '/auth/login')
      return void response.writeHead(302, { location: '/oidc/authorize?response_type=code&client_id=titres' }).end()
    response.writeHead(url.startsWith('/oidc/') ? 400 : 404, { 'content-type': 'text/html' }).end('<p>Non')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const report = await check({
    path: folder,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    browser: { searchPath: '/usr/bin' },
    rules: rules.filter(({ id }) => /\/(local-sign-in|sign-in|accessibility-statement)$/.test(id)),
    language: 'en',
  })
  return Object.fromEntries(report.checks.map((one) => [one.id, one]))
}

describe('a page drawn by scripts', () => {
  it('shows its button, its footer, and whom one signs in with', async () => {
    const seen = await look(
      '<a href="/auth/login">Se connecter</a><footer><a href="/aide">Accessibilité : non conforme</a></footer>',
    )
    expect(seen['endpoint/local-sign-in']?.verdict).toBe('pass')
    expect(seen['endpoint/accessibility-statement']?.verdict).toBe('pass')
    expect(seen['endpoint/sign-in']).toMatchObject({
      verdict: 'manual',
      reason: { en: expect.stringContaining('an identity provider that the application serves itself') },
    })
  })

  it('shows the password that it asks for, and that no statement is linked', async () => {
    const seen = await look('<form><label>Mot de passe <input type="password"></label></form>')
    expect(seen['endpoint/local-sign-in']?.verdict).toBe('fail')
    expect(seen['endpoint/accessibility-statement']?.verdict).toBe('fail')
  })
})
