import { type RequestListener, type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CheckReport } from '@socle/contracts/checks/checks'
import { afterEach, describe, expect, it } from 'vitest'
import { Refusal } from './errors.ts'
import { type Destination, push } from './push.ts'
import { signatureOf } from './signature.ts'

const report: CheckReport = {
  tool: 'socle',
  version: '0.1.0',
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 1,
  target: { path: '.' },
  application: 'titles',
  checks: [],
}
const stored = {
  id: '6f1c2f0e-8d3b-4b52-9a53-0a1f1f2f3a4b',
  version: '1.4.0',
  commit: null,
  url: null,
  pushedAt: '2026-01-01T00:00:00.000Z',
  pushedBy: 'titles',
  measured: null,
  counts: { pass: 1, fail: 0, 'not-applicable': 0, manual: 0, error: 0 },
  evidence: 3,
}
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function destination(answer: RequestListener): Promise<Destination> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: 'the-key',
    application: 'titles',
    version: '1.4.0',
  }
}
const refusal = async (to: Promise<Destination>): Promise<string> => {
  const error: unknown = await push(await to, report).catch((cause: unknown) => cause)
  return error instanceof Refusal ? error.wording.en : ''
}

describe('pushing a report', () => {
  it('sends the version and the report with the key, and says what was stored', async () => {
    let seen: unknown
    const to = await destination((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk))
      request.on('end', () => {
        seen = {
          method: request.method,
          url: request.url,
          authorization: request.headers.authorization,
          signature: request.headers['socle-signature'],
          body: JSON.parse(body),
        }
        response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(stored))
      })
    })
    expect((await push(to, report)).en).toBe(
      `Report stored for titles 1.4.0: 3 piece(s) of evidence created (report ${stored.id}).`,
    )
    expect(seen).toEqual({
      method: 'POST',
      url: '/api/applications/titles/check-reports',
      authorization: 'Bearer the-key',
      signature: signatureOf({ report, version: '1.4.0' }, 'the-key'),
      body: { version: '1.4.0', report },
    })
  })

  it('says which checks the server does not know, and that they proved nothing', async () => {
    const to = await destination((_, response) =>
      response
        .writeHead(201, { 'content-type': 'application/json' })
        .end(JSON.stringify({ ...stored, unknownChecks: ['repository/new', 'manifest/newer'] })),
    )
    expect(await push(to, report)).toEqual({
      fr: `Rapport déposé pour titles 1.4.0 : 3 preuve(s) créée(s) (rapport ${stored.id}). Inconnues de ce serveur, donc sans preuve : repository/new, manifest/newer. Mettez le serveur à jour.`,
      en: `Report stored for titles 1.4.0: 3 piece(s) of evidence created (report ${stored.id}). Unknown to this server, hence without evidence: repository/new, manifest/newer. Bring the server up to date.`,
    })
  })

  it('repeats the problem document in clear words', async () => {
    const problem = {
      type: '/errors/version-unknown',
      title: 'Unknown version',
      status: 404,
      detail: 'The application titles has no version 1.4.0.',
      code: 'version-unknown',
      instance: 'req-1',
    }
    expect(await refusal(destination((_, response) => response.writeHead(404).end(JSON.stringify(problem))))).toBe(
      'Cannot push: Unknown version — The application titles has no version 1.4.0. (version-unknown, req-1)',
    )
  })

  it('refuses an answer that is not one of Socle', async () => {
    expect(await refusal(destination((_, response) => response.end('<html>')))).toContain('is it a Socle server?')
    expect(await refusal(destination((_, response) => response.writeHead(502).end('bad gateway')))).toContain(
      'answered 502',
    )
    expect(
      await refusal(Promise.resolve({ server: 'http://127.0.0.1:9', key: 'k', application: 'a', version: '1' })),
    ).toContain('does not answer')
  })

  it('does not carry the key to another address', async () => {
    let followed = false
    const elsewhere = await destination((_, response) => {
      followed = true
      response.end()
    })
    await refusal(destination((_, response) => response.writeHead(307, { location: `${elsewhere.server}/x` }).end()))
    expect(followed).toBe(false)
  })
})
