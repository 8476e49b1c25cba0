import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CheckResult } from '@socle/contracts/checks/checks'
import { afterAll, describe, expect, it } from 'vitest'
import { rules } from '../rules/index.ts'
import { check } from '../run.ts'
import { readAdvisories } from './advisories.ts'
import { isLock, readLock } from './locks.ts'

const folder = mkdtempSync(join(tmpdir(), 'socle-given-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const one = async (id: string, request: object): Promise<CheckResult | undefined> =>
  (await check({ path: folder, language: 'en', rules: rules.filter((rule) => rule.id === id), ...request })).checks[0]
const record = {
  id: 'GHSA-1',
  affected: [
    {
      package: { ecosystem: 'npm', name: 'a' },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '2.0.0' }] }],
    },
  ],
}

describe('an OSV file', () => {
  it.each([
    ['one record', JSON.stringify(record)],
    ['a list', JSON.stringify([record])],
    [
      'one a line',
      `${JSON.stringify(record)}\n${JSON.stringify({ ...record, id: 'GHSA-2', withdrawn: '2026-01-01T00:00:00Z' })}\n`,
    ],
    ['a report of osv-scanner', JSON.stringify({ results: [{ packages: [{ vulnerabilities: [record] }] }] })],
  ])('is read as %s', async (name, content) => {
    expect(await readAdvisories(file(`${name}.json`, content))).toMatchObject({
      known: true,
      value: [
        { id: 'GHSA-1', affected: [{ ecosystem: 'npm', name: 'a', ranges: [{ introduced: '0', fixed: '2.0.0' }] }] },
      ],
    })
  })

  it('that names a locked package by commits alone is left to a person', async () => {
    file('package-lock.json', '{"packages":{"node_modules/a":{"version":"1.0.0"}}}')
    const id = 'repository/known-vulnerabilities'
    const events = [{ introduced: '0' }, { fixed: 'a'.repeat(40) }]
    const byCommit = (name: string): object => ({
      id: 'GHSA-3',
      affected: [{ package: { ecosystem: 'npm', name }, ranges: [{ type: 'GIT', repo: 'https://forge/a', events }] }],
    })
    const told = await one(id, { osv: file('git.json', JSON.stringify(byCommit('a'))) })
    expect([told?.verdict, told?.reason?.en]).toEqual(['manual', expect.stringContaining('a 1.0.0: GHSA-3')])
    expect(await one(id, { osv: file('git.json', JSON.stringify(byCommit('b'))) })).toMatchObject({ verdict: 'pass' })
    const both = JSON.stringify([byCommit('a'), record])
    expect(await one(id, { osv: file('git.json', both) })).toMatchObject({ verdict: 'fail' })
  })

  it('tells once a flaw that two records describe', async () => {
    file('package-lock.json', '{"packages":{"node_modules/a":{"version":"1.0.0"}}}')
    const twins = [
      { ...record, aliases: ['CVE-2021-1'] },
      { ...record, id: 'HIT-2', aliases: ['CVE-2021-1'] },
      { ...record, id: 'HIT-3' },
    ]
    const told = await one('repository/known-vulnerabilities', { osv: file('twins.json', JSON.stringify(twins)) })
    expect(told?.findings.map(({ message }) => message)).toEqual([
      'a 1.0.0: CVE-2021-1, fixed in 2.0.0.',
      'a 1.0.0: HIT-3, fixed in 2.0.0.',
    ])
  })

  it('never passes when it cannot be read, and is left to a person when it is not given', async () => {
    file('package-lock.json', '{"packages":{"node_modules/a":{"version":"1.0.0"}}}')
    const id = 'repository/known-vulnerabilities'
    expect(await one(id, { osv: file('bad.json', 'not json') })).toMatchObject({ verdict: 'error' })
    expect(await one(id, { osv: join(folder, 'absent.json') })).toMatchObject({ verdict: 'error' })
    expect(await one(id, { osv: file('none.json', '{}') })).toMatchObject({ verdict: 'error' })
    expect(await one(id, { osv: file('numbers.json', '[1, 2]') })).toMatchObject({ verdict: 'error' })
    expect(await one(id, { osv: file('empty.json', '[]') })).toMatchObject({ verdict: 'manual' })
    expect(await one(id, {})).toMatchObject({ verdict: 'manual' })
    for (const clean of ['{"results":[]}', '{"results":[{"packages":[]}]}', '{"vulns":[]}'])
      expect([clean, (await one(id, { osv: file('clean.json', clean) }))?.verdict]).toEqual([clean, 'pass'])
    const gone = { ...record, withdrawn: '2026-01-01T00:00:00Z' }
    expect(await one(id, { osv: file('gone.json', JSON.stringify([gone])) })).toMatchObject({ verdict: 'pass' })
    expect(await one(id, { osv: file('good.json', JSON.stringify(record)) })).toMatchObject({ verdict: 'fail' })
  })
})

describe('a lock file', () => {
  it.each([
    [
      'package-lock.json',
      '{"lockfileVersion":1,"dependencies":{"a":{"version":"1.0.0","dependencies":{"b":{"version":"2.0.0"}}}}}',
    ],
    ['yarn.lock', 'a@^1.0.0:\n  version "1.0.0"\n\n"b@npm:^2":\n  version: 2.0.0\n'],
    ['pnpm-lock.yaml', 'packages:\n  a@1.0.0:\n    resolution: {}\n  /b/2.0.0:\n    dev: true\n'],
    ['composer.lock', '{"packages":[{"name":"a","version":"v1.0.0"}],"packages-dev":[{"name":"b","version":"2.0.0"}]}'],
    ['poetry.lock', '[[package]]\nname = "a"\nversion = "1.0.0"\n\n[[package]]\nname = "b"\nversion = "2.0.0"\n'],
    ['Cargo.lock', '[[package]]\nname = "a"\nversion = "1.0.0"\n\n[[package]]\nname = "b"\nversion = "2.0.0"\n'],
    ['Pipfile.lock', '{"default":{"a":{"version":"==1.0.0"}},"develop":{"b":{"version":"==2.0.0"}}}'],
    ['go.sum', 'a v1.0.0 h1:x=\na v1.0.0/go.mod h1:x=\nb v2.0.0 h1:x=\n'],
    ['Gemfile.lock', 'GEM\n  specs:\n    a (1.0.0)\n      c (>= 1)\n    b (2.0.0)\n'],
    ['packages.lock.json', '{"dependencies":{"net9.0":{"a":{"resolved":"1.0.0"},"b":{"resolved":"2.0.0"}}}}'],
  ])('gives names and versions: %s', (name, content) => {
    expect(isLock(name)).toBe(true)
    const { packages = [] } = readLock(name, name, content) ?? {}
    expect(packages.map((one) => ({ name: one.name, version: one.version }))).toEqual([
      { name: 'a', version: '1.0.0' },
      { name: 'b', version: '2.0.0' },
    ])
  })
})

describe('a manifest that is no JSON', () => {
  it.each(['package.json', 'composer.json', 'composer.lock', 'openapi.json'])(
    'says so in words, at its line where the engine tells it: %s',
    async (name) => {
      const root = mkdtempSync(join(tmpdir(), 'socle-manifest-'))
      try {
        writeFileSync(join(root, name), '{ "openapi": "3.1.0",\n  a }\n')
        const id = name === 'openapi.json' ? 'repository/api-description' : 'repository/dependency-versions'
        const report = await check({ path: root, language: 'fr', rules: rules.filter((rule) => rule.id === id) })
        expect(report.checks[0]).toMatchObject({
          verdict: 'error',
          findings: [
            { path: name, line: 2, message: 'Fichier illisible : son contenu n’est pas du JSON. Corrigez sa syntaxe.' },
          ],
        })
      } finally {
        rmSync(root, { recursive: true, force: true })
      }
    },
  )
})

describe('a log', () => {
  it('is read with several forms of date, and a line that continues another needs none', async () => {
    const log = file(
      'good.log',
      '{"time":"2026-11-01T10:00:00Z","msg":"Server listening"}\n2026-11-01 10:00:01,120 ERROR boom\n    at run (a.js:1)\n2026-11-01T10:00:02Z stopped\n',
    )
    for (const id of ['endpoint/log-encoding', 'endpoint/log-chronology', 'endpoint/log-start-stop'])
      expect(await one(id, { log })).toMatchObject({ verdict: 'pass' })
  })

  it('never passes when it is empty or absent', async () => {
    expect(await one('endpoint/log-encoding', { log: file('empty.log', '') })).toMatchObject({ verdict: 'error' })
    expect(await one('endpoint/log-encoding', { log: join(folder, 'absent.log') })).toMatchObject({ verdict: 'error' })
  })
})

describe('a browser', () => {
  it('that is not there is an error, and one that nobody asked for is left to a person', async () => {
    const server = createServer((_, response) =>
      response.setHeader('content-type', 'text/html').end('<!doctype html><p>a'),
    )
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    try {
      expect(await one('endpoint/accessibility', { url, browser: { searchPath: folder } })).toMatchObject({
        verdict: 'error',
        reason: { en: expect.stringContaining('no Chromium was found') },
      })
      expect(await one('endpoint/accessibility', { url })).toMatchObject({ verdict: 'manual' })
    } finally {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    }
  })
})
