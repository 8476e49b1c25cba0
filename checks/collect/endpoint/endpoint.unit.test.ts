import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import type { CheckReport, CheckResult } from '@socle/contracts/checks/checks'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { exitCodeOf } from '../../report/exit-code.ts'
import { rules } from '../../rules/index.ts'
import { check } from '../../run.ts'
import type { Limits } from '../limits.ts'
import { readCookie } from './exchange.ts'
import { readPage } from './page.ts'
import { selfSigned } from './test-certificate.ts'

/** Not those on a log, which no address gives. */
const endpointRules = rules.filter(({ source, needs }) => source === 'endpoint' && !needs.includes('log'))
const servers: Server[] = []
let empty = ''
beforeAll(() => {
  empty = mkdtempSync(join(tmpdir(), 'socle-endpoint-'))
})
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
})
afterAll(() => rmSync(empty, { recursive: true, force: true }))

type Answer = (request: IncomingMessage, response: ServerResponse) => void
async function listen(server: Server): Promise<number> {
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return (server.address() as AddressInfo).port
}
const serve = async (answer: Answer): Promise<string> => `http://127.0.0.1:${await listen(createServer(answer))}/`
const look = (url: string, limits: Partial<Limits> = {}): Promise<CheckReport> =>
  check({ path: empty, url, rules: endpointRules, language: 'en', limits })
const result = (report: CheckReport, id: string): CheckResult => {
  const found = report.checks.find((one) => one.id === id)
  if (found === undefined) throw new Error(id)
  return found
}
const html = (body: string, head = ''): string =>
  `<!doctype html><html lang="fr"><head><title>Titres</title><meta name="viewport" content="width=device-width">${head}</head><body class="fr-a fr-b fr-c">${body}</body></html>`

const good: Answer = ({ url, method }, response) => {
  if (method !== 'GET') return void response.writeHead(500).end('only GET is expected')
  response.setHeader('content-security-policy', "default-src 'self'; frame-ancestors 'none'")
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('referrer-policy', 'same-origin')
  const json = (status: number, content: unknown): void =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content))
  if (url === '/') {
    response.setHeader('set-cookie', 'session=x7Qp0aLr93kTzWm2; HttpOnly; SameSite=Lax; Path=/')
    return void response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(
        html(
          `<main>${'Rendre un titre. '.repeat(30)}</main><footer><a href="/accessibilite">Accessibilité : non conforme</a></footer>`,
        ),
      )
  }
  if (url === '/health') return json(200, { status: 'pass', version: '1.4.0' })
  if (url === '/metrics')
    return void response.writeHead(200, { 'content-type': 'text/plain' }).end('# TYPE up gauge\nup 1\n')
  if (url === '/openapi.json')
    return json(200, {
      openapi: '3.1.0',
      info: { title: 'Titres', version: '1' },
      paths: { '/api/titles/{id}': { get: { responses: {} }, delete: { responses: {} } } },
    })
  if (url === '/api/titles/0') return json(401, { title: 'Not signed in' })
  json(404, { title: 'Not found' })
}

describe('a well-kept application', () => {
  it('passes what can be seen, and leaves TLS to a person on a loopback address', async () => {
    const report = await look(await serve(good))
    const verdicts = Object.fromEntries(report.checks.map(({ id, verdict }) => [id.replace('endpoint/', ''), verdict]))
    expect(verdicts).toEqual({
      'plain-http': 'manual',
      'tls-versions': 'manual',
      certificate: 'manual',
      'security-headers': 'pass',
      'content-security-policy': 'pass',
      'software-disclosure': 'pass',
      'cookie-attributes': 'pass',
      'opaque-cookies': 'pass',
      'local-sign-in': 'pass',
      'anonymous-api': 'pass',
      'api-description': 'pass',
      health: 'pass',
      metrics: 'pass',
      version: 'pass',
      'error-answers': 'pass',
      'state-design-system': 'pass',
      'page-basics': 'pass',
      responsive: 'pass',
      'accessibility-statement': 'pass',
      'third-parties': 'pass',
      accessibility: 'manual',
      'cross-origin': 'pass',
      'exposed-files': 'pass',
      'kept-in-browser': 'manual',
      'page-weight': 'manual',
      'reflected-input': 'pass',
      'sign-in': 'manual',
      'tls-ciphers': 'manual',
    })
    expect(exitCodeOf(report)).toBe(0)
  })
})

describe('a careless application', () => {
  it('fails with the address of each fault', async () => {
    const url = await serve(({ url: path = '', method }, response) => {
      if (method !== 'GET') throw new Error('only GET is expected')
      if (path === '/openapi.json')
        return void response.end('{"openapi":"3.0.0","info":{"title":"x"},"paths":{"/people":{"get":{}}}}')
      if (path === '/people') return void response.end('[]')
      if (path.includes('%')) return void response.writeHead(500).end('Error: x\n    at run (/srv/app.js:1:2)')
      response.setHeader('server', 'Apache/2.4.1')
      response.setHeader('set-cookie', ['role=admin', 'sid=1; HttpOnly'])
      if (path !== '/') return void response.writeHead(404).end()
      response.setHeader('content-type', 'text/html')
      response.end(
        '<html><title></title><img src=a.png><script src="https://cdn.example.org/a.js"></script><body><form><input type=password></form>' +
          'Bienvenue. '.repeat(40),
      )
    })
    const report = await look(url)
    const failing = report.checks
      .filter(({ verdict }) => verdict === 'fail')
      .map(({ id }) => id.replace('endpoint/', ''))
    expect(failing).toEqual([
      'security-headers',
      'content-security-policy',
      'software-disclosure',
      'cookie-attributes',
      'opaque-cookies',
      'local-sign-in',
      'anonymous-api',
      'health',
      'metrics',
      'error-answers',
      'state-design-system',
      'page-basics',
      'responsive',
      'accessibility-statement',
      'third-parties',
    ])
    expect(result(report, 'endpoint/anonymous-api').findings).toMatchObject([
      { url: `${url}people`, message: 'GET /people answers 200 without an identity.' },
    ])
    expect(exitCodeOf(report)).toBe(1)
  })

  it('is not believed when it answers its own page at every address', async () => {
    const report = await look(
      await serve((_, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}'),
      ),
    )
    expect(result(report, 'endpoint/health').verdict).toBe('fail')
  })
})

describe('an address that cannot be seen', () => {
  const allErrors = (report: CheckReport): void => {
    expect(report.checks.filter(({ verdict }) => verdict !== 'error')).toEqual([])
    expect(exitCodeOf(report)).toBe(2)
  }

  it('refuses connections', async () => {
    const url = await serve(good)
    const server = servers.pop()
    await new Promise((done) => server?.close(done))
    const report = await look(url)
    allErrors(report)
    expect(report.checks[0]?.findings[0]?.message).toContain('nothing listens at this address')
  })

  it('hangs', async () => {
    const report = await look(await serve(() => undefined), { exchangeMs: 300 })
    allErrors(report)
    expect(report.checks[0]?.findings[0]?.message).toContain('no complete answer within 0.3 s')
  })

  it('trickles', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      const timer = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(timer))
    })
    const report = await look(url, { exchangeMs: 400 })
    allErrors(report)
    expect(report.checks[0]?.findings[0]?.message).toContain('no complete answer within 0.4 s')
  })

  it('redirects forever', async () => {
    const report = await look(
      await serve(({ url }, response) => response.writeHead(302, { location: `${url}x` }).end()),
    )
    allErrors(report)
    expect(report.checks[0]?.findings[0]?.message).toContain('redirects more than 5 times')
  })

  it('answers 100 MB: reading stops at the limit, and what was cut does not pass', async () => {
    let most = 0
    const url = await serve((_, response) => {
      let sent = 0
      response.writeHead(200, { 'content-type': 'text/html' })
      const chunk = Buffer.alloc(1_000_000, 'a')
      const send = (): void => {
        while (sent < 100_000_000) {
          sent += chunk.length
          most = Math.max(most, sent)
          if (!response.write(chunk)) return void response.once('drain', send)
        }
        response.end()
      }
      send()
    })
    const report = await look(url, { exchangeMs: 5000 })
    expect(most).toBeLessThan(50_000_000)
    expect(result(report, 'endpoint/third-parties')).toMatchObject({
      verdict: 'error',
      findings: [{ message: expect.stringContaining('exceeds 5 MB') }],
    })
    expect(exitCodeOf(report)).toBe(2)
  })

  it('sends a compressed bomb', async () => {
    const { gzipSync } = await import('node:zlib')
    const body = gzipSync(Buffer.alloc(50_000_000))
    const report = await look(
      await serve((_, response) =>
        response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(body),
      ),
    )
    expect(result(report, 'endpoint/third-parties').verdict).toBe('error')
  })
})

it('does not visit another site, and takes a redirect to an identity provider for a delegated sign-in', async () => {
  const visited: string[] = []
  const other = await serve(({ url = '' }, response) => {
    visited.push(url)
    response.end()
  })
  const report = await look(
    await serve((_, response) => response.writeHead(302, { location: other.replace('127.0.0.1', 'localhost') }).end()),
  )
  expect(visited).toEqual([])
  expect(result(report, 'endpoint/local-sign-in').verdict).toBe('pass')
})

describe('over TLS', () => {
  let keys: { key: string; cert: string }
  beforeAll(() => {
    keys = selfSigned(empty)
  })

  it('tells an untrusted certificate, and that plain HTTP is refused', async () => {
    const port = await listen(createTlsServer({ ...keys, minVersion: 'TLSv1.2' }, good))
    const report = await look(`https://127.0.0.1:${port}/`)
    expect(result(report, 'endpoint/plain-http').verdict).toBe('pass')
    expect(result(report, 'endpoint/tls-versions').verdict).toBe('pass')
    expect(result(report, 'endpoint/certificate')).toMatchObject({
      verdict: 'fail',
      findings: [{ message: 'Certificate refused: it is signed by itself.' }],
    })
    expect(result(report, 'endpoint/security-headers').findings.map(({ message }) => message)).toEqual([
      'Header missing or too weak: Strict-Transport-Security.',
    ])
    expect(result(report, 'endpoint/cookie-attributes').findings.map(({ message }) => message)).toEqual([
      'Cookie “session”: no Secure.',
    ])
  })

  it('tells a certificate that is expired, though its authority is trusted', async () => {
    const [key, request, cert] = ['old.key', 'old.csr', 'old.pem'].map((name) => join(empty, name)) as [
      string,
      string,
      string,
    ]
    const subject = ['-subj', '/CN=127.0.0.1']
    const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' })
    openssl('req', '-new', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', request, ...subject)
    openssl('x509', '-req', '-in', request, '-signkey', key, '-days', '-1', '-out', cert)
    const expired = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
    const trusted = getCACertificates('default')
    setDefaultCACertificates([...trusted, expired.cert])
    try {
      const report = await look(`https://127.0.0.1:${await listen(createTlsServer(expired, good))}/`)
      expect(result(report, 'endpoint/certificate')).toMatchObject({
        verdict: 'fail',
        findings: [{ message: 'Certificate refused: it has expired.' }],
      })
    } finally {
      setDefaultCACertificates(trusted)
    }
  })

  it('finds obsolete versions', async () => {
    const port = await listen(
      createTlsServer({ ...keys, minVersion: 'TLSv1', maxVersion: 'TLSv1.2', ciphers: 'DEFAULT:@SECLEVEL=0' }, good),
    )
    const report = await look(`https://127.0.0.1:${port}/`)
    expect(result(report, 'endpoint/tls-versions').findings.map(({ message }) => message)).toEqual([
      'TLSv1 is accepted.',
      'TLSv1.1 is accepted.',
    ])
  })
})

describe('reading a page', () => {
  it('is not fooled by comments, scripts and quotes', () => {
    const page = readPage(
      html(
        `<!-- <input type="password"> --><script>document.write('<input type="password">')</script><a title="1 > 0" href='/x?a=1&amp;b=2'>Aide <b>ici</b></a>`,
        '<link rel="stylesheet" href="//cdn.example.org/a.css">',
      ),
      'https://app.example.org/',
    )
    expect(page).toMatchObject({ passwordFields: 0, language: 'fr', title: 'Titres', doctype: true, dsfrClasses: 3 })
    expect(page.links).toEqual([{ url: 'https://app.example.org/x?a=1&b=2', text: 'Aide ici' }])
    expect(page.resources).toEqual([{ url: 'https://cdn.example.org/a.css', kind: 'stylesheet', integrity: false }])
  })

  it('reads a page of five megabytes of open tags', () => {
    // A reading that comes back to each tag would outlast the test.
    expect(readPage('<a '.repeat(1_600_000), 'https://app.example.org/').links).toEqual([])
    expect(readPage('<script>'.repeat(200_000), 'https://app.example.org/').resources).toEqual([])
  })

  it('reads cookies as sent', () => {
    expect(readCookie('a=b=c; Secure; httponly; SameSite=Strict')).toEqual({
      name: 'a',
      value: 'b=c',
      httpOnly: true,
      secure: true,
      sameSite: 'Strict',
    })
  })
})
