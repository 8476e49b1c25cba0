/** A description that only the running application gives is judged as one of the repository. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CheckResult } from '@socle/contracts/checks/checks'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import { check } from '../../run.ts'

const description = {
  openapi: '3.1.0',
  info: { title: 'Titres', version: '1' },
  components: { securitySchemes: { code: { type: 'http', scheme: 'basic' } } },
  paths: { '/api/titles': { get: { responses: { 200: { content: { 'application/json': {} } } } } } },
}
let folder = ''
let server: Server
let url = ''
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'socle-served-api-'))
  server = createServer((request, response) => {
    if (request.url !== '/openapi.json') return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(description))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
  rmSync(folder, { recursive: true, force: true })
})
const look = async (id: string, asked: object): Promise<CheckResult> =>
  (await check({ path: folder, rules: rules.filter((rule) => rule.id === id), language: 'en', ...asked })).checks[0]!

it.each([
  ['repository/api-security', 'GET /api/titles declares no authentication.'],
  ['repository/api-profile', 'The scheme “code” is a password (basic).'],
])('%s', async (id, message) => {
  expect(await look(id, { url })).toMatchObject({
    verdict: 'fail',
    findings: [{ message, url: `${url}openapi.json` }],
  })
  expect((await look(id, {})).verdict).toBe('not-applicable')
  // Written in the repository and served: told once, with its place in a file.
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(description))
  expect((await look(id, { url })).findings).toEqual([expect.objectContaining({ message, path: 'openapi.json' })])
})

it('repository/api-description is answered by what the application serves', async () => {
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'titres', dependencies: { fastify: '5.0.0', '@fastify/swagger': '9.0.0' } }),
  )
  expect((await look('repository/api-description', {})).verdict).toBe('manual')
  expect((await look('repository/api-description', { url })).verdict).toBe('pass')
})
