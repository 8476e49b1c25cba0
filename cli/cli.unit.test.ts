import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CheckReport } from '@socle/contracts/checks/checks'
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
const written = (name: string, text: string): string => {
  const path = join(scratch, name)
  writeFileSync(path, text)
  return path
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

  it('accepts known findings once each has a reason and a date, and writes page and badge', async () => {
    const baseline = join(scratch, 'accepted.json')
    const known = ['check', fixture('planted'), '--only', 'repository/readme', '--baseline', baseline, '--lang', 'en']
    expect((await socle([...known, '--write-baseline'])).code).toBe(0)
    const unreasoned = await socle(known)
    expect(unreasoned.code).toBe(1)
    expect(unreasoned.out).toContain('without a reason: does not count')
    const filled = readFileSync(baseline, 'utf8')
      .replace('"reason": ""', '"reason": "Written in July."')
      .replace('"until": ""', '"until": "2999-12-31"')
    writeFileSync(baseline, filled)
    const [html, badge] = [join(scratch, 'report.html'), join(scratch, 'badge.svg')]
    const accepted = await socle([...known, '--html', html, '--badge', badge])
    expect(accepted.code).toBe(0)
    expect(accepted.out).toContain('accepted until 2999-12-31: Written in July.')
    expect(readFileSync(html, 'utf8')).toContain('Written in July.')
    expect(readFileSync(badge, 'utf8')).toContain('0 of 1, 1 accepted')
    expect((await socle([...known, '--fail-on', 'none'])).code).toBe(0)
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
    [['check', '.', '--fail-on', 'warning'], 'Unknown verdict in --fail-on: “warning”'],
    [['check', '.', '--write-baseline'], 'Give with --baseline the file'],
    [['check', '.', '--baseline', 'nowhere.json'], 'nowhere.json: cannot be read: it does not exist'],
    [['check', '.', '--baseline', shim], 'is not JSON'],
    [['check', '.', '--baseline', join(import.meta.dirname, 'package.json')], 'malformed file of accepted findings'],
    [['check', '.', '--only', ''], '--only names no check'],
    [['check', '.', '--only', ' , '], '--only names no check'],
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

describe('the commands on the framework', () => {
  const framework = ['--framework', join(import.meta.dirname, 'fixtures/framework')]
  const described = (traits: string): string =>
    written(
      'socle.app.yaml',
      `socle: 1\nid: titles\nname: Titles\nversion: "1.4.0"\nowner: { organisation: DNUM }\n${traits}`,
    )

  it('give the requirements', async () => {
    const all = JSON.parse((await socle(['requirements', '--json', ...framework])).out)
    expect(all).toMatchObject([
      {
        id: 'GI:PD-2.b',
        level: 'none',
        volume: 'GI',
        pillar: 'PD',
        sheet: 'GI:PD-2',
        title: { en: 'No SOAP' },
        text: { fr: expect.any(String) },
        verification: [{ method: 'repository' }],
      },
      { id: 'ENT:ENT-1.f' },
    ])
    expect(JSON.parse((await socle(['requirements', '--volume', 'ent', '--json', ...framework])).out)).toHaveLength(1)
  })

  it('tell what applies and why', async () => {
    const app = described('traits: { nature: minor-change }\n')
    const { out, code } = await socle(['applicable', '--app', app, '--json', '--lang', 'en', ...framework])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      case: '2.b',
      volumes: [{ id: 'GI', name: 'Guide', reason: expect.any(String) }, { id: 'ENT' }],
      requirements: [
        {
          id: 'GI:PD-2.b',
          applies: false,
          certain: true,
          reason: 'Does not apply because the change is minor.',
          missing: [],
        },
        { id: 'ENT:ENT-1.f', applies: true, certain: false, missing: ['interface'] },
      ],
    })
  })

  it('set aside the checks that do not concern the application', async () => {
    const app = described('traits: { nature: minor-change }\n')
    const { out, code } = await socle([
      'check',
      fixture('planted'),
      '--app',
      app,
      '--only',
      'repository/soap',
      '--format',
      'json',
      ...framework,
    ])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      application: 'titles',
      checks: [{ verdict: 'not-applicable', reason: { en: 'Does not apply because the change is minor.' } }],
    })
  })

  it('give the questions', async () => {
    expect((await socle(['traits', ...framework])).out).toContain('citizens@internet')
    expect(JSON.parse((await socle(['traits', '--json', ...framework])).out)).toHaveLength(3)
  })

  it('write a description that is valid at once, and never over another', async () => {
    const folder = mkdtempSync(join(scratch, 'Mes Titres '))
    expect((await socle(['init', folder, ...framework])).code).toBe(0)
    const path = join(folder, 'socle.app.yaml')
    expect((await socle(['applicable', '--app', path, ...framework])).code).toBe(0)
    const before = readFileSync(path, 'utf8')
    const again = await socle(['init', folder, '--lang', 'en', ...framework])
    expect({ code: again.code, err: again.err }).toEqual({ code: 2, err: expect.stringContaining('already exists') })
    expect(readFileSync(path, 'utf8')).toBe(before)
  })

  it.each([
    ['traits: { natrue: new }\n', 'socle.app.yaml:6:11  natrue: unknown trait; did you mean “nature”?'],
    ['traits: [\n', 'Not valid YAML'],
    ['a: &a [x]\nb: [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n', 'Write the values out'],
  ])('refuse a wrong description: %j', async (traits, message) => {
    const { code, err } = await socle(['applicable', '--app', described(traits), '--lang', 'en', ...framework])
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(new RegExp(message.replace(/[.?]/g, '\\$&'), 'i')),
    })
  })

  it('refuse a missing, huge or unusable file', async () => {
    expect(
      (await socle(['applicable', '--app', join(scratch, 'nowhere.yaml'), '--lang', 'en', ...framework])).err,
    ).toContain('does not exist')
    expect(
      (await socle(['applicable', '--app', written('huge.yaml', '#'.repeat(200_000)), '--lang', 'en', ...framework]))
        .err,
    ).toContain('the limit is 100000')
    expect((await socle(['requirements', '--framework', scratch, '--lang', 'en'])).err).toContain(
      'The framework cannot be used',
    )
  })

  it('push needs a server and a key, and says what is missing', async () => {
    const app = described('')
    const push = [
      'check',
      fixture('clean'),
      '--app',
      app,
      '--only',
      'repository/readme',
      '--push',
      '--lang',
      'en',
      ...framework,
    ]
    expect((await socle(push)).err).toContain('SOCLE_URL')
    expect((await socle(push, { SOCLE_URL: 'http://127.0.0.1:9' })).err).toContain('SOCLE_KEY')
    const unreachable = await socle(push, { SOCLE_URL: 'http://127.0.0.1:9', SOCLE_KEY: 'key' })
    expect({ code: unreachable.code, err: unreachable.err }).toEqual({
      code: 2,
      err: expect.stringContaining('does not answer'),
    })
  })
})

it('a file larger than Socle takes is refused before it is sent, with both sizes', async () => {
  const path = join(scratch, 'alpha.ods')
  writeFileSync(path, Buffer.alloc(11 * 1024 * 1024))
  const args = ['tender', 'bid', '1b6ecf64-daec-45e3-a8e2-8c7b10a1bcca', '--bidder', 'Alpha', '--file', path]
  const { code, out, err } = await socle(args, { SOCLE_URL: 'http://127.0.0.1:9' })
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(/alpha\.ods : le fichier fait 11 Mo, Socle en reçoit 10 au plus.*rien n’a été envoyé/)
})

describe('socle explain and help', () => {
  it('say why, how to mend, and what is left', async () => {
    const { out, code } = await socle(['explain', 'repository/lock-file', '--lang', 'en'])
    expect(code).toBe(0)
    for (const words of ['GI:1399', 'Why:', 'To mend:', 'Left to a person:']) expect(out).toContain(words)
  })

  it('name each requirement by its title, in the language asked for', async () => {
    const { out } = await socle(['explain', 'repository/architecture-decisions', '--lang', 'en'])
    expect(out).toMatch(/^ +MIRAI:MIR-9\.b +Record architecture decisions in MADR form$/m)
    expect((await socle(['explain', 'repository/architecture-decisions', '--lang', 'fr'])).out).toMatch(
      /^ +MIRAI:MIR-9\.b +Consigner les décisions d’architecture au modèle MADR$/m,
    )
    // An edition that does not hold the requirement leaves its identifier.
    const other = ['--framework', join(import.meta.dirname, 'fixtures/framework')]
    expect((await socle(['explain', 'repository/architecture-decisions', ...other])).out).toMatch(/^ +MIRAI:MIR-9\.b$/m)
  })

  it('lists commands and options', async () => {
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
