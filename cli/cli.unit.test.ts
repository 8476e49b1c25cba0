import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CheckReport } from '@socle/contracts/checks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const shim = join(import.meta.dirname, 'socle.js')
const fixture = (name: string): string => join(import.meta.dirname, '../checks/fixtures', name)
let scratch = ''
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'socle-cli-'))
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}
function socle(args: readonly string[], environment: Record<string, string> = {}): Promise<Ran> {
  return new Promise((done) => {
    const child = spawn(shim, args, {
      env: { ...process.env, SOCLE_URL: '', SOCLE_KEY: '', ...environment },
      cwd: scratch,
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (out += chunk))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk))
    child.on('close', (code) => done({ code, out, err }))
  })
}
describe('socle check', () => {
  it('exits 0 on the clean project and 1 on the planted one', async () => {
    expect((await socle(['check', fixture('clean')])).code).toBe(0)
    const planted = await socle(['check', fixture('planted'), '--lang', 'en'])
    expect(planted.code).toBe(1)
    expect(planted.out).toContain('Failing')
    expect(planted.out).not.toContain('\u001B')
  })

  it('prints a report of the contract as JSON', async () => {
    const { out, code } = await socle(['check', fixture('planted'), '--format', 'json'])
    const report = CheckReport.parse(JSON.parse(out))
    expect(code).toBe(1)
    expect(report.checks.find(({ id }) => id === 'repository/secrets')).toMatchObject({
      verdict: 'fail',
      findings: [{ path: 'src/app.ts', line: 4 }],
    })
  })

  it('writes SARIF to a file, whole', async () => {
    const path = join(scratch, 'report.sarif')
    const { out } = await socle(['check', fixture('planted'), '--format', 'sarif', '--output', path])
    expect(out).toBe('')
    expect(JSON.parse(readFileSync(path, 'utf8')).version).toBe('2.1.0')
  })

  it('exits 2 when the address does not answer', async () => {
    const { code, out } = await socle(['check', fixture('clean'), '--url', 'http://127.0.0.1:9/', '--lang', 'en'])
    expect(code).toBe(2)
    expect(out).toContain('nothing listens at this address')
  })

  it('runs only what is asked, and lists', async () => {
    const { out } = await socle([
      'check',
      fixture('planted'),
      '--only',
      'repository/soap,manifest/',
      '--format',
      'json',
    ])
    expect(
      JSON.parse(out)
        .checks.map(({ id }: { id: string }) => id)
        .every((id: string) => id === 'repository/soap' || id.startsWith('manifest/')),
    ).toBe(true)
    const list: unknown = JSON.parse((await socle(['check', '--list', '--json'])).out)
    expect(list).toContainEqual({
      id: 'repository/secrets',
      requirements: ['GI:1433', 'GI:PU-1.f'],
      source: 'repository',
      partial: true,
      title: expect.any(Object),
    })
  })

  it.each([
    [['chek'], 'Did you mean “check”?'],
    [['check'], 'Give the folder to check'],
    [['check', 'nowhere'], 'nowhere: this folder does not exist'],
    [['check', shim], 'this is not a folder'],
    [['check', '.', '--url', 'app.example.org'], 'Malformed address: “app.example.org”'],
    [['check', '.', '--url', 'https://user:pass@example.org'], 'holds a user name or a password'],
    [['check', '.', '--formt', 'json'], 'Unknown option: --formt. Did you mean --format?'],
    [['check', '.', '--format', 'xml'], 'Unknown format: “xml”'],
    [['check', '.', '--only', 'repository/secret'], 'Did you mean “repository/secrets”?'],
    [['check', '.', '..'], 'One argument too many'],
    [['check', '.', '--push'], 'Cannot push: add --app FILE'],
    [['check', '.', '--output', '/nowhere/report'], '/nowhere/report: cannot be written'],
    [['explain', 'repository/lock'], 'Unknown check'],
    [['requirements', '--volume', 'GX'], 'Unknown volume: “GX”'],
    [['applicable'], 'Give the description of the application with --app'],
  ])('refuses %j with exit code 2, a clear message and no stack', async (args, message) => {
    const { code, err } = await socle([...args, '--lang', 'en'])
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) })
    expect(err).not.toMatch(/^\s+at /m)
  })

  it('speaks French unless asked otherwise', async () => {
    expect((await socle(['check'])).err).toContain('Donnez le dossier à vérifier')
    expect((await socle(['check', '.', '--lang', 'de'])).err).toContain('Langue inconnue')
  })
})

describe('socle explain and help', () => {
  it('say why, how to mend, and what is left', async () => {
    const { out, code } = await socle(['explain', 'repository/lock-file', '--lang', 'en'])
    expect(code).toBe(0)
    for (const words of ['GI:1399', 'Why:', 'To mend:', 'Left to a person:']) expect(out).toContain(words)
    expect((await socle([])).out).toContain('requirements')
    expect((await socle(['check', '--help', '--lang', 'en'])).out).toContain('--only ID')
  })
})

describe('the shim', () => {
  it('ends quietly when nobody reads its output any more', async () => {
    const child = spawn('sh', ['-c', `"${shim}" check "${fixture('planted')}" --format sarif | head -c 10`])
    let err = ''
    child.stderr.on('data', (chunk: Buffer) => (err += chunk))
    await new Promise((done) => child.on('close', done))
    expect(err).toBe('')
  })

  it('passes signals on', async () => {
    const server = createServer(() => undefined)
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const child = spawn(shim, [
      'check',
      scratch,
      '--url',
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    ])
    await new Promise((connected) => server.once('connection', connected))
    const ended = new Promise((done) => child.on('exit', (code, signal) => done({ code, signal })))
    child.kill('SIGTERM')
    expect(await ended).toEqual({ code: null, signal: 'SIGTERM' })
    server.closeAllConnections()
    server.close()
  })
})
