/** A machine configured without a click: one parameter file, then the command line alone. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { ask, eventually, provider } from '../testing/ai-calls.ts'
import { childEnvironment } from '../testing/child-environment.ts'
import { type SocleProcess, startSocleProcess } from '../testing/socle-process.ts'
import { newDatabase } from '../testing/real-postgresql.ts'
import { databaseKinds } from '../testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../testing/upstream-process.ts'

const main = resolve(import.meta.dirname, '../../cli/main.ts')
/** Each command is a process of its own: slow on a slow machine. */
const timeout = 300_000
/** At the provider it has another name. */
const sold = { name: 'good', upstream: 'good-v2', price: { version: 'p1', inputPerMillion: 1, outputPerMillion: 2 } }
const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(new Date())

describe.each(databaseKinds)('the command line (%s)', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'socle-command-'))
  const parameters = join(folder, 'socle.config.yaml')
  let upstream: UpstreamProcess
  let socle: SocleProcess

  /** As an operator types it, in any folder of this machine. */
  const socleSays = async (...words: string[]): Promise<string> => {
    const env = { ...childEnvironment(), SOCLE_CONFIG: parameters }
    const { stdout } = await promisify(execFile)(process.execPath, [main, ...words], { cwd: tmpdir(), env })
    return stdout
  }
  const warned = async (...words: string[]): Promise<string> => {
    const env = { ...childEnvironment(), SOCLE_CONFIG: parameters }
    return (await promisify(execFile)(process.execPath, [main, ...words], { cwd: tmpdir(), env })).stderr
  }
  const json = async <T>(...words: string[]) => JSON.parse(await socleSays(...words, '--json')) as T

  beforeAll(async () => {
    upstream = await startUpstream()
    writeFileSync(
      parameters,
      JSON.stringify({
        dataFolder: join(folder, 'data'),
        ai: { providers: [provider('p', upstream.baseUrl, { models: [sold] })] },
      }),
    )
    socle = await startSocleProcess('', {
      SOCLE_CONFIG: parameters,
      ...(kind === 'postgresql' && { DATABASE_URL: await newDatabase(inject('postgresqlUrl')) }),
    })
  })
  afterAll(async () => {
    await socle.stop()
    await upstream.kill()
    rmSync(folder, { recursive: true, force: true })
  })

  test('a key for a model that nobody declares says so, since it would refuse every call', { timeout }, async () => {
    const create = (models: string) =>
      warned('key', 'create', '--application', 'MOD', '--name', 'm', '--models', models)
    expect(await create('good')).not.toMatch(/unknown|inconnu/i)
    expect(await create('good,god')).toMatch(/(unknown|inconnu)[^.]*god\..*good/is)
  })

  test('a key that is refused registers no application', { timeout }, async () => {
    const create = ['key', 'create', '--application', 'NUL', '--name', 'n']
    await expect(socleSays(...create, '--days', '0')).rejects.toMatchObject({ code: 2 })
    expect(await warned(...create)).toMatch(/Application nul (?:enregistrée|registered)/)
  })

  test('a key, calls, and a ledger with the references that the callers got', { timeout }, async () => {
    const issued = await json<{ id: string; key: string; application: string; sensitivity: string }>(
      ...'key create --application ABC --name essai --sensitivity sensitive --budget 5eur/month,3requests/day'.split(
        ' ',
      ),
    )
    expect(issued).toMatchObject({ application: 'abc', sensitivity: 'sensitive' })
    const references: (string | null)[] = []
    for (const stream of [false, true, false]) {
      const answer = await ask(socle.url, issued.key, 'good', { stream })
      expect(answer.status).toBe(200)
      await answer.text()
      references.push(answer.headers.get('x-request-id'))
    }
    const [listed] = await json<{ budgets: object[] }[]>('key', 'list', '--application', 'ABC')
    expect(listed!.budgets).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ of: issued.id, measure: 'money', amount: 5 }),
        expect.objectContaining({ of: issued.id, measure: 'requests', amount: 3, spent: 3 }),
      ]),
    )
    const refused = await ask(socle.url, issued.key, 'good')
    expect(refused.status).toBe(429)
    references.push(refused.headers.get('x-request-id'))

    const period = ['ledger', 'export', '--from', today, '--to', today, '--format']
    const lines = (await socleSays(...period, 'jsonl'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { requestId: string; outcome: string; sensitivity: string })
    expect(lines.map(({ requestId }) => requestId).sort()).toEqual(references.sort())
    expect(lines.map(({ outcome }) => outcome).sort()).toEqual(['answered', 'answered', 'answered', 'refused'])
    expect(new Set(lines.map(({ sensitivity }) => sensitivity))).toEqual(new Set(['sensitive']))

    const [heading, ...rows] = (await socleSays(...period, 'focus')).trim().split('\r\n')
    const column = heading!.split(',').indexOf('ResourceId')
    // The refused call reached no provider: it is no charge.
    expect(rows).toHaveLength(3)
    for (const row of rows) expect(references).toContain(row.split(',')[column])

    // Another Socle would bill so: it agrees with the ledger; a euro more on one line is found.
    const invoice = join(folder, 'facture.csv')
    writeFileSync(invoice, [heading, ...rows].join('\r\n'))
    const reconciling = ['ledger', 'reconcile', invoice, '--provider', 'p']
    expect(await json(...reconciling)).toMatchObject({ from: today, to: today, matched: 1, differences: [] })
    const cost = heading!.split(',').indexOf('BilledCost')
    const dearer = rows[0]!.split(',').with(cost, '1').join(',')
    writeFileSync(invoice, [heading, dearer, ...rows.slice(1)].join('\r\n'))
    await expect(socleSays(...reconciling)).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/Écarts : 1\.\n.*\n {2}\S+ {2}good-v2 {2}montant différent/),
    })

    await expect(socleSays(...reconciling.with(-1, 'nope'))).rejects.toThrow(/nope/)

    const sheet = join(folder, 'ledger.ods')
    await socleSays(...period, 'ods', '--out', sheet)
    expect(readFileSync(sheet).subarray(0, 2).toString()).toBe('PK')
  })

  test('what the gateway measured is told, and kept as evidence when asked', { timeout }, async () => {
    const issued = await json<{ key: string }>('key', 'create', '--application', 'GHI', '--name', 'a')
    const references = []
    for (const answer of [await ask(socle.url, issued.key, 'good'), await ask(socle.url, issued.key, 'good')]) {
      await answer.text()
      references.push(answer.headers.get('x-request-id'))
    }
    expect(await socleSays('measure', 'GHI', '--lang', 'en')).toMatch(
      /^✓ gateway\/calls.*\n {4}Calls: 2, 2 of them answered/,
    )
    const { facts, reportId } = await json<{ facts: { firstRequest: string; lastRequest: string }; reportId: string }>(
      ...['measure', 'GHI', '--keep'],
    )
    expect([facts.firstRequest, facts.lastRequest]).toEqual(references)
    expect(reportId).toMatch(/^[0-9a-f-]{36}$/)
    await expect(socleSays('measure', 'nobody')).rejects.toThrow(/nobody/)
  })

  test('keys are rotated with an overlap, and revoked', { timeout }, async () => {
    const first = await json<{ id: string; key: string }>('key', 'create', '--application', 'DEF', '--name', 'a')
    const second = await json<{ id: string; key: string }>('key', 'rotate', '--application', 'DEF', '--id', first.id)
    for (const { key } of [first, second]) expect((await ask(socle.url, key, 'good')).status).toBe(200)
    type Listed = { id: string; prefix: string; lastUsedAt: string | null }
    const used = await eventually(
      () => json<Listed[]>('key', 'list', '--application', 'DEF'),
      (listed) => listed.every(({ lastUsedAt }) => lastUsedAt !== null),
    )
    const told = await socleSays('key', 'revoke', '--application', 'DEF', '--id', second.id)
    expect(told).toContain(used.find(({ id }) => id === first.id)!.prefix)
    expect((await ask(socle.url, second.key, 'good')).status).toBe(401)
    const keys = await json<{ id: string; revokedAt: string | null }[]>('key', 'list', '--application', 'DEF')
    expect(keys.find(({ id }) => id === second.id)?.revokedAt).not.toBeNull()
  })

  test('a wrong word is refused with the words that are right', { timeout }, async () => {
    await expect(socleSays('ledger', 'export', '--from', today, '--to', today, '--format', 'xml')).rejects.toThrow(
      /jsonl, focus, ods/,
    )
    await expect(
      socleSays('key', 'create', '--application', 'ABC', '--name', 'n', '--sensitivity', 'secret'),
    ).rejects.toThrow(/public, ordinary, sensitive, restricted/)
    await expect(
      socleSays('key', 'create', '--application', 'ABC', '--name', 'n', '--budget', '5 apples'),
    ).rejects.toThrow(/eur\/month/)
    await expect(
      socleSays('key', 'create', '--application', 'XYZ', '--name', 'n', '--budget', `${'9'.repeat(20)}eur/month`),
    ).rejects.toThrow(/1000000000/)
    // Nothing was recorded, the application no more than the key.
    await expect(socleSays('key', 'list', '--application', 'XYZ')).rejects.toThrow(/xyz/)
    await expect(
      socleSays(...'budget set --scope key --of nokey --budget 5eur/month --lang en'.split(' ')),
    ).rejects.toThrow(/No key in use has the identifier “nokey”/)
    expect(await json('budget', 'list')).not.toContainEqual(expect.objectContaining({ of: 'nokey' }))
    await expect(socleSays(...'budget set --scope team --of ABC --budget 5eur/month'.split(' '))).rejects.toThrow(
      /« team ».*key, application, group, organisation/,
    )
    // Nothing would be set: told, not passed over.
    await expect(socleSays(...'budget set --scope application --of abc'.split(' '))).rejects.toThrow(/--budget/)
  })

  test('a budget takes the trigram of an application as it is written, like a key', { timeout }, async () => {
    await socleSays(...'key create --application TRI --name n --json'.split(' '))
    await socleSays(...'budget set --scope application --of TRI --budget 7eur/day'.split(' '))
    await socleSays(...'budget group --application TRI --of together'.split(' '))
    await socleSays(...'budget set --scope group --of together --budget 9eur/day'.split(' '))
    expect(await json('budget', 'list')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ scope: 'application', of: 'tri', holds: true }),
        expect.objectContaining({ scope: 'group', of: 'together', holds: true }),
      ]),
    )
  })
})
