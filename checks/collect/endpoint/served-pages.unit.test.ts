/** What pages of a running application show of how one signs in, of what they fetch, and of the files behind them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CheckResult } from '@socle/contracts/checks/checks'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import { check } from '../../run.ts'
import { readPage } from './page.ts'

let folder = ''
const servers: Server[] = []
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'socle-served-'))
})
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const html = (body: string): string => `<!doctype html><html lang="fr"><title>Titres</title><body>${body}</body>`
/** Pages by path; a redirect is written with an arrow. */
async function serve(pages: Readonly<Record<string, string>>): Promise<string> {
  const server = createServer(({ url = '' }, response) => {
    const page = pages[url]
    if (page === undefined) return void response.writeHead(404).end()
    if (page.startsWith('→ ')) return void response.writeHead(302, { location: page.slice(2) }).end()
    response.writeHead(200, { 'content-type': 'text/html' }).end(page)
  })
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}
const look = async (id: string, pages: Readonly<Record<string, string>>): Promise<CheckResult> => {
  const asked = { path: folder, rules: rules.filter((rule) => rule.id === id), language: 'en' as const }
  return (await check({ ...asked, url: await serve(pages) })).checks[0]!
}

describe('a way to sign in', () => {
  it('is followed to where it leads, whatever the address says', async () => {
    const { verdict, reason } = await look('endpoint/sign-in', {
      '/': html('<a href="/login">Se connecter</a>'),
      '/login': '→ https://evil.example/?x=auth.agentconnect.gouv.fr',
    })
    expect([verdict, reason?.en]).toEqual(['manual', expect.stringContaining('leads to evil.example')])
  })

  it('may be the button of a form', async () => {
    const { verdict, findings } = await look('endpoint/sign-in', {
      '/': html(
        '<a href="/aide/login">Aide</a><form method="post" action="/sso/connexion"><button>Entrer</button></form>',
      ),
      '/sso/connexion': '→ https://login.microsoftonline.com/common',
    })
    expect([verdict, findings[0]?.message]).toEqual([
      'fail',
      expect.stringContaining('login.microsoftonline.com, which is not accepted'),
    ])
  })
})

describe('a list of files', () => {
  const listing = (path: string): string =>
    `<html><head><title>Index of ${path}</title></head><body><h1>Index of ${path}</h1><a href="../">Parent Directory</a><a href="dump.sql">dump.sql</a>`

  it('is told for what it is, at the root or below', async () => {
    const { findings } = await look('endpoint/exposed-files', {
      '/': listing('/'),
      '/uploads/': listing('/uploads/'),
      '/debug/pprof/': listing('/debug/pprof/'),
    })
    expect(findings.map(({ message }) => message)).toEqual([
      '/ lists its files to everyone.',
      '/uploads/ lists its files to everyone.',
    ])
  })

  it('is no page of profiles, which is still told', async () => {
    const { findings } = await look('endpoint/exposed-files', {
      '/': html('Bonjour'),
      '/debug/pprof/': html('/debug/pprof/<br>Types of profiles available:<a href="goroutine?debug=1">goroutine</a>'),
    })
    expect(findings.map(({ message }) => message)).toEqual(['/debug/pprof/ is served to everyone.'])
  })
})

it('a page says where each of its forms leads', () => {
  const { forms } = readPage(
    html('<form method="post" action="http://localhost/x"></form><form action="/q"></form>'),
    'https://app.example.org/',
  )
  expect(forms).toEqual(['http://localhost/x', 'https://app.example.org/q'])
})
