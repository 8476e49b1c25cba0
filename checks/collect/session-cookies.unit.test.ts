import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CheckResult } from '@socle/contracts/checks/checks'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rules } from '../rules/index.ts'
import { check } from '../run.ts'

const folder = mkdtempSync(join(tmpdir(), 'socle-session-'))
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Bonjour')
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
  rmSync(folder, { recursive: true, force: true })
})
const look = async (id: string, headers?: string): Promise<CheckResult> => {
  const cookies = join(folder, 'headers.txt')
  if (headers !== undefined) writeFileSync(cookies, headers)
  const chosen = rules.filter((rule) => rule.id === id)
  const given = headers === undefined ? {} : { cookies }
  return (await check({ path: folder, url, rules: chosen, language: 'en', ...given })).checks[0]!
}

const opened = [
  'HTTP/1.1 302 Found',
  'location: /',
  // A cookie that is taken back protects nothing.
  'set-cookie: state=; Path=/auth; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
  'Set-Cookie: session=x7Qp0aLr93kTzWm2; Max-Age=3600; HttpOnly; SameSite=Lax',
  '',
].join('\r\n')

it.each(['endpoint/cookie-attributes', 'endpoint/opaque-cookies'])(
  '%s looks at the cookies of a session',
  async (id) => {
    expect((await look(id)).verdict).toBe('manual')
    expect((await look(id, opened)).verdict).toBe('pass')
    const fault = await look(id, 'set-cookie: user=jean@example.org; Path=/\n')
    expect(fault.verdict).toBe('fail')
    expect(JSON.stringify(fault)).not.toContain('jean@example.org')
    expect((await look(id, 'HTTP/1.1 200 OK\n')).verdict).toBe('error')
  },
)

it('a file that is not there passes nothing', async () => {
  const report = await check({
    path: folder,
    url,
    cookies: join(folder, 'absent'),
    rules: rules.filter(({ id }) => id === 'endpoint/opaque-cookies'),
  })
  expect(report.checks[0]?.verdict).toBe('error')
})
