/** What is there and was not read is told, and what people wrote is read whatever its name and its length. */
import { execFileSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { CheckReport, CheckResult } from '@socle/contracts/checks/checks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toText } from '../report/text.ts'
import { rules } from '../rules/index.ts'
import { check } from '../run.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'socle-unread-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const put = (path: string, content: string | Buffer, name?: Buffer): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(name === undefined ? join(root, path) : Buffer.concat([Buffer.from(`${root}/`), name]), content)
}
const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim()
const commitAll = (): void => {
  git(root, 'init', '-q', '-b', 'main')
  git(root, 'add', '-A')
  git(root, 'commit', '-qm', 'first')
}
const look = (...ids: readonly string[]): Promise<CheckReport> =>
  check({ path: root, rules: rules.filter(({ id }) => ids.includes(id)), language: 'en' })
const result = (report: CheckReport, id: string): CheckResult => report.checks.find((one) => one.id === id)!
const secret = 'password = "Tr0ub4dor&3xyz"\n'

describe('a file whose name is not UTF-8', () => {
  const latin = (text: string): Buffer => Buffer.from(text, 'latin1')

  it.each(['in git', 'without git'])('is read as any other, and shown with its bytes (%s)', async (where) => {
    put('ok.py', 'a = 1\n')
    put('', secret, latin('caf\xe9.py'))
    if (where === 'in git') commitAll()
    expect(result(await look('repository/secrets'), 'repository/secrets')).toMatchObject({
      verdict: 'fail',
      findings: [{ path: 'caf\\xe9.py', line: 1 }],
    })
  })

  it('lies in a folder whose name is not either, tracked or not', async () => {
    put('ok.py', 'a = 1\n')
    commitAll()
    mkdirSync(Buffer.concat([Buffer.from(`${root}/`), latin('\xe9tat')]))
    put('', secret, latin('\xe9tat/n\xb0.py'))
    expect(result(await look('repository/secrets'), 'repository/secrets').findings.map(({ path }) => path)).toEqual([
      '\\xe9tat/n\\xb0.py',
    ])
  })
})

describe('a long file', () => {
  it('of more than 1 MB that people wrote is read, today and in the past', async () => {
    const long = '# one line of comment among others\n'.repeat(40_000)
    put('ok.py', 'a = 1\n')
    put('big.py', long + secret)
    put('old.py', `${long}# past\n${secret}`)
    commitAll()
    git(root, 'rm', '-q', 'old.py')
    git(root, 'commit', '-qm', 'removed')
    const report = await look('repository/secrets', 'repository/secrets-in-history')
    expect(result(report, 'repository/secrets').findings).toMatchObject([{ path: 'big.py', line: 40_001 }])
    expect(result(report, 'repository/secrets-in-history').findings).toMatchObject([{ path: 'old.py' }])
  })

  const sparse = (path: string, bytes: number): void => {
    const handle = openSync(join(root, path), 'w')
    writeSync(handle, 'const a = 1\n')
    ftruncateSync(handle, bytes)
    closeSync(handle)
  }

  it('of 2 GB among the sources keeps what looks into it from passing, and nothing else', async () => {
    put('README.md', `# Titres\n\n${'Cette application instruit les titres. '.repeat(10)}\n`)
    put('ok.js', 'const a = 1\n')
    sparse('big.js', 2 ** 31)
    const report = await look('repository/secrets', 'repository/readme')
    expect(result(report, 'repository/secrets')).toMatchObject({
      verdict: 'error',
      findings: [{ path: 'big.js', message: expect.stringContaining('2147 MB') }],
    })
    expect(result(report, 'repository/readme').verdict).toBe('pass')
  })

  it('of data is told beside the verdict', async () => {
    put('ok.js', 'const a = 1\n')
    put('communes.json', `[${'{"code":"01001","name":"L’Abergement"},\n'.repeat(40_000)}{}]`)
    const report = await look('repository/secrets', 'repository/default-credentials')
    const { verdict, reason } = result(report, 'repository/secrets')
    expect([verdict, reason?.en]).toEqual(['pass', expect.stringContaining('communes.json')])
    expect(reason?.en).toContain('not read')
    expect(toText(report, rules, { language: 'en', colour: false }).match(/communes\.json/g)).toHaveLength(1)
  })
})

it('a submodule is told as a repository of its own', async () => {
  const other = mkdtempSync(join(tmpdir(), 'socle-sub-'))
  try {
    writeFileSync(join(other, 'zz.js'), 'const password = "Tr0ub4dor&3xyz"\n')
    git(other, 'init', '-q', '-b', 'main')
    git(other, 'add', '-A')
    git(other, 'commit', '-qm', 'first')
    put('ok.js', 'const a = 1\n')
    git(root, 'init', '-q', '-b', 'main')
    git(root, '-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', other, 'sub')
    git(root, 'add', '-A')
    git(root, 'commit', '-qm', 'first')
    const { verdict, reason } = result(await look('repository/secrets'), 'repository/secrets')
    expect([verdict, reason?.en]).toEqual(['pass', expect.stringMatching(/sub.*submodule/)])
  } finally {
    rmSync(other, { recursive: true, force: true })
  }
})

describe('an image recipe that cannot be understood', () => {
  const ids = ['manifest/container-recipe', 'manifest/container-user', 'manifest/container-base-image']
  it.each([
    ['FRM x\n', 'line 1'],
    ['# nothing\n', 'FROM'],
    ['RUN make\nFROM x\n', 'line 1'],
    ['FROM node:24.1.0\nRNU make\nUSER 1000\n', 'line 2'],
  ])('is an error: %j', async (text, told) => {
    put('Dockerfile', text)
    const report = await look(...ids)
    for (const { id, verdict, findings } of report.checks.filter(({ verdict: one }) => one !== 'fail'))
      expect([id, verdict, findings[0]?.path, findings[0]?.message]).toEqual([
        id,
        'error',
        'Dockerfile',
        expect.stringContaining(told),
      ])
    expect(report.checks.map(({ verdict }) => verdict)).toContain('error')
  })

  it.each([
    '# syntax=docker/dockerfile:1\nARG V=1\nFROM node:24.1.0\nRUN <<EOF\nset -e\nmake all\nEOF\nUSER 1000\n',
    'FROM node:24.1.0\nRUN a \\\n  # why\n  && b \\\n\n  && c\nUSER 1000\n',
    'from node:24.1.0\nuser 1000\nHEALTHCHECK CMD true\nonbuild RUN x\n',
    '# escape=`\nFROM node:24.1.0\nRUN a `\n  b\nUSER 1000\n',
  ])('is none of these: %j', async (text) => {
    put('Dockerfile', text)
    expect(result(await look(...ids), 'manifest/container-user').verdict).toBe('pass')
  })
})

const token = 'const key = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"\n'
const hostile = `${token}export const g = (req) => eval(req.body.x)\n`

describe('code that a tool made', () => {
  const ids = ['repository/secrets', 'repository/hostile-input']

  it('is the application when nothing else is there', async () => {
    put('package.json', '{ "name": "a" }')
    put('dist/lib/a.js', hostile)
    put('dist/test/e2e/b.test.js', hostile)
    const report = await look(...ids)
    expect(report.checks.flatMap(({ findings }) => findings.map(({ path }) => path))).toEqual([
      'dist/lib/a.js',
      'dist/lib/a.js',
    ])
    expect((await look(...ids)).checks.map(({ verdict }) => verdict)).toEqual(['fail', 'fail'])
  })

  it('is left to a person when it cannot be read', async () => {
    put('dist/app.js', 'a=1;'.repeat(9000))
    const report = await look(...ids)
    expect(report.checks.map(({ verdict }) => verdict)).toEqual(['manual', 'manual'])
    expect(result(report, 'repository/secrets').reason?.en).toContain('dist/app.js')
  })

  it('gives away a token all the same beside its sources', async () => {
    put('src/a.js', 'const a = 1\n')
    put('dist/lib/a.js', hostile)
    put('dist/a.min.js', 'a=1;'.repeat(9000) + token)
    const report = await look(...ids)
    expect(result(report, 'repository/secrets').findings.map(({ path }) => path)).toEqual([
      'dist/a.min.js',
      'dist/lib/a.js',
    ])
    expect(result(report, 'repository/hostile-input').verdict).toBe('pass')
  })

  it('is not what a person wrote around one long line', async () => {
    put('logo.py', `logo = "${'iVBORw0KGgo'.repeat(5000)}"\n${secret}`)
    expect(result(await look('repository/secrets'), 'repository/secrets').findings).toMatchObject([{ line: 2 }])
  })
})

describe('a file that cannot be understood', () => {
  it('is an error for the checks that ask for it, and no absence', async () => {
    put('package.json', '{ "name": "a", "dependencies": { "express": "4.21.0" } }')
    put('package-lock.json', '{\n<<<<<<< HEAD\n')
    put('openapi.yaml', 'openapi: 3.0.0\n a: [\n')
    put('.gitlab-ci.yml', 'test:\n  script: [npm test\n a: b: c\n')
    put('a.js', 'const a = 1\n')
    const ids = ['lock-file', 'api-description', 'pipeline', 'tests-in-pipeline', 'static-analysis']
    const report = await look(...ids.map((id) => `repository/${id}`))
    expect(report.checks.map(({ id, verdict }) => [id, verdict])).toEqual(report.checks.map(({ id }) => [id, 'error']))
  })

  it('is told when it is binary under the name of a text', async () => {
    put('k8s/deploy.yaml', Buffer.from([0, 1, 2, 3, 0, 255]))
    const { verdict, findings } = result(await look('manifest/workload-image'), 'manifest/workload-image')
    expect([verdict, findings[0]?.path]).toEqual(['error', 'k8s/deploy.yaml'])
  })

  it.each(['utf16le', 'utf16be'])('is none of these when it is %s with its mark', async (encoding) => {
    const bytes = Buffer.from('\uFEFF{ "name": "a", "dependencies": { "express": "4.21.0" } }', 'utf16le')
    put('package.json', encoding === 'utf16le' ? bytes : bytes.swap16())
    expect(result(await look('repository/lock-file'), 'repository/lock-file')).toMatchObject({
      verdict: 'fail',
      findings: [{ path: 'package.json' }],
    })
  })
})

it('a history that git cannot open is an error, and no missing history', async () => {
  put('a.js', 'const a = 1\n')
  put('.git/HEAD', 'no reference')
  put('.git/index', 'zz')
  const report = await look('repository/version-control', 'repository/code-review', 'repository/secrets-in-history')
  expect(report.checks.map(({ verdict }) => verdict)).toEqual(['error', 'error', 'error'])
})

it('a long script is no doubt for what looks at pipelines', async () => {
  put('package.json', '{ "name": "a", "dependencies": { "express": "4.21.0" } }')
  put('a.py', 'x = 1  # ordinary\n'.repeat(70_000))
  const report = await look('repository/quality-gate', 'repository/vulnerability-scan')
  expect(report.checks.map(({ verdict }) => verdict)).not.toContain('error')
})
