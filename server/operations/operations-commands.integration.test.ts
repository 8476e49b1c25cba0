/** The operator's commands against a Socle that runs as a process of its own. */
import { applicationRoutes } from '@socle/contracts'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { childEnvironment } from '../testing/child-environment.ts'
import { permits } from '../testing/descriptions.ts'
import { startSocleProcess } from '../testing/socle-process.ts'
import { signedIn } from '../testing/test-client.ts'

const command = resolve(import.meta.dirname, '../../cli/main.ts')
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'socle-operator-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function socle(data: string, ...args: readonly string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', command, ...args, '--lang', 'en'], {
    env: { ...childEnvironment(), SOCLE_DATA: data, SOCLE_CONFIG: join(folder, 'none.yaml') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (text: Buffer) => (output += text.toString()))
  child.stderr.on('data', (text: Buffer) => (output += text.toString()))
  return new Promise((settle) => child.once('close', (code) => settle({ code, output })))
}

describe('commands of the operator', { timeout: 240_000 }, () => {
  test('backup while it runs, restore into an empty folder, and the work is there', async () => {
    writeFileSync(join(folder, 'none.yaml'), '')
    const data = join(folder, 'data')
    const running = await startSocleProcess(data)
    const camille = await signedIn(running.url, 'camille')
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0', description: permits } })
    const copy = join(folder, 'copy')

    const taken = await socle(data, 'backup', copy)
    expect(taken).toMatchObject({ code: 0, output: expect.stringContaining('whole') })
    expect(existsSync(`${copy}.partial`)).toBe(false)
    const again = await socle(data, 'backup', copy)
    expect(again).toMatchObject({ code: 2, output: expect.stringContaining('not empty') })
    const onTop = await socle(data, 'restore', copy)
    expect(onTop).toMatchObject({ code: 2, output: expect.stringContaining('npm stop') })
    await running.stop()
    const overIt = await socle(data, 'restore', copy)
    expect(overIt).toMatchObject({ code: 2, output: expect.stringContaining('not empty: nothing was changed') })

    const other = join(folder, 'other')
    expect((await socle(other, 'restore', copy)).code).toBe(0)
    const restored = await startSocleProcess(other)
    const { body } = await (await signedIn(restored.url, 'camille')).call(applicationRoutes.list)
    expect(body.applications.map(({ id }) => id)).toEqual(['titres'])
    await restored.stop()
  })

  test('a cut copy leaves nothing behind', async () => {
    writeFileSync(join(folder, 'none.yaml'), '')
    const copy = join(folder, 'copy')
    mkdirSync(copy)
    writeFileSync(
      join(copy, 'database.jsonl'),
      '{"socle":"backup","format":1,"at":"2026-01-01T00:00:00.000Z","migration":"x"}\n',
    )
    const { code, output } = await socle(join(folder, 'data'), 'restore', copy)
    expect([code, output]).toEqual([2, expect.stringContaining('its last line is missing')])
    expect(existsSync(join(folder, 'data', 'database'))).toBe(false)
  })

  test('modes, trace without anything sensitive, and a drain that ends the process within its limit', async () => {
    writeFileSync(join(folder, 'none.yaml'), '')
    const data = join(folder, 'data')
    const log = join(folder, 'socle.log')
    const running = await startSocleProcess(data, { SOCLE_LOG_LEVEL: 'info', SOCLE_LOG_FILE: log })
    expect((await socle(data, 'operations', 'read-only', '--reason', 'copy')).output).toMatch(/mode +read-only/)
    expect((await socle(data, 'operations')).output).toMatch(/changed .*\(copy\)/)
    expect((await socle(data, 'operations', 'normal')).output).toMatch(/mode +normal/)
    expect((await socle(data, 'operations', 'sideways')).code).toBe(2)

    await socle(data, 'operations', 'trace', '--minutes', '5')
    const camille = await signedIn(running.url, 'camille')
    await fetch(`${running.url}/api/applications?search=Dupont`, { headers: { cookie: camille.cookie } })
    const token = readFileSync(join(data, 'operator.token'), 'utf8').trim()
    const told = readFileSync(log, 'utf8')
    expect(told).toContain('"at":"http.authorise","permission":"application:list","allowed":true')
    for (const secret of [camille.cookie.split('=')[1]!, camille.csrfToken, token, 'Dupont'])
      expect(told).not.toContain(secret)

    const begun = Date.now()
    expect((await socle(data, 'operations', 'drain', '--notice', '2', '--grace', '5')).code).toBe(0)
    expect((await fetch(`${running.url}/health/ready`)).status).toBe(503)
    expect((await fetch(`${running.url}/health/live`)).status).toBe(200)
    expect(await running.ended).toBe(0)
    expect(Date.now() - begun).toBeLessThan(60_000)
    expect(readFileSync(log, 'utf8')).toContain('"msg":"stopped"')
  })
})
