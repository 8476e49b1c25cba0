import { applicationRoutes } from '@socle/contracts'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { claimDataFolder } from './platform/data-folder.ts'
import { permits } from './testing/descriptions.ts'
import { runSocleToItsEnd, startSocleProcess } from './testing/socle-process.ts'
import { signedIn } from './testing/test-client.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'socle-data-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

// Each starts whole processes, and the first start of a folder makes its database: on a busy machine that takes a while.
const patience = { timeout: 240_000 }

describe('the data folder', patience, () => {
  test('killed under load: the next start holds everything that was acknowledged', async () => {
    const first = await startSocleProcess(folder)
    const camille = await signedIn(first.url, 'camille')
    const acknowledged: string[] = []
    await new Promise<void>((killed) => {
      for (let number = 0; number < 60; number++) {
        const id = `app-${number}`
        camille.call(applicationRoutes.create, { body: { id, version: '1.0', description: permits } }).then(
          ({ status }) => {
            if (status === 201) acknowledged.push(id)
            if (acknowledged.length === 20) void first.kill().then(killed)
          },
          () => {}, // cut off by the kill: nobody was told that it was done
        )
      }
    })
    const second = await startSocleProcess(folder)
    const { body } = await (await signedIn(second.url, 'camille')).call(applicationRoutes.list)
    expect(acknowledged.length).toBeGreaterThanOrEqual(20)
    expect(body.applications.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged))
    expect(await second.stop()).toBe(0)
  })

  test('belongs to one server: the second is told how to go on', async () => {
    const first = await startSocleProcess(folder)
    const second = await runSocleToItsEnd({ SOCLE_DATA: folder })
    expect(second.code).toBe(1)
    expect(second.output).toContain(folder)
    expect(second.output).toContain('npm stop')
    expect(await first.stop()).toBe(0)
  })

  test('is found by npm stop where the parameter file says', async () => {
    const data = join(folder, 'elsewhere')
    const file = join(folder, 'socle.config.yaml')
    writeFileSync(file, `dataFolder: ${data}\n`)
    const socle = await startSocleProcess(data, { SOCLE_DATA: '', SOCLE_CONFIG: file })
    const stop = spawnSync(process.execPath, [resolve(import.meta.dirname, '../scripts/stop.js')], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, SOCLE_CONFIG: file },
    })
    expect(stop).toMatchObject({ status: 0, stdout: `Socle at ${socle.url} is stopped.\n` })
    expect(await socle.ended).toBe(0)
  })

  test('tells npm stop whom to stop before it serves', async () => {
    const starting = await claimDataFolder(folder, 'http://127.0.0.1:8080')
    expect(JSON.parse(readFileSync(join(folder, 'socle.pid'), 'utf8'))).toEqual({
      pid: process.pid,
      address: 'http://127.0.0.1:8080',
    })
    starting.release()
    expect(existsSync(join(folder, 'socle.pid'))).toBe(false)
  })
})

describe('what cannot serve says so before it serves', patience, () => {
  test('production without an identity provider', async () => {
    const { code, output } = await runSocleToItsEnd({ SOCLE_DATA: folder, NODE_ENV: 'production' })
    expect(code).toBe(1)
    expect(output).toContain('identity.provider')
  })

  test('a demonstration open to the network', async () => {
    const { code, output } = await runSocleToItsEnd({ SOCLE_DATA: folder, SOCLE_HOST: '0.0.0.0' })
    expect(code).toBe(1)
    expect(output).toContain('host is 0.0.0.0')
  })

  test('a parameter nobody knows, by its name and file', async () => {
    const file = join(folder, 'socle.config.yaml')
    writeFileSync(file, 'prot: 8080\n')
    const { code, output } = await runSocleToItsEnd({ SOCLE_DATA: folder, SOCLE_CONFIG: file })
    expect(code).toBe(1)
    expect(output).toContain(file)
    expect(output).toContain('prot')
  })

  test('a database that does not answer, without its password', async () => {
    const databaseUrl = 'postgres://socle:hunter2@127.0.0.1:1/socle'
    const { code, output } = await runSocleToItsEnd({ SOCLE_DATA: folder, DATABASE_URL: databaseUrl })
    expect(code).toBe(1)
    expect(output).toContain('ECONNREFUSED')
    expect(output).not.toContain('hunter2')
  })
})
