/** Socle as it is measured: PostgreSQL whose commits reach the disk, a key with budgets in three measures, everything on. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { defaultProtection } from '@socle/contracts'
import { newDatabase, startRealPostgresql } from '../../server/testing/real-postgresql.ts'
import { address, GATEWAY_CORE, ports } from './machine.ts'
import type { Target } from './peers.ts'
import { startOn, untilListening } from './processes.ts'

const root = resolve(import.meta.dirname, '../..')
/** As `npm start` gives them with a database of one's own. */
const startFlags = ['--max-semi-space-size=16']

/** Beyond the ministry's circle, so that texts are looked through for personal data. */
const provider = (id: string, port: number, path: string) => ({
  id,
  name: id,
  dialect: 'openai',
  baseUrl: `${address(port)}${path}`,
  location: 'here',
  law: 'FR',
  circle: 3,
  clearance: 'restricted',
  approved: true,
  models: [{ name: id, upstream: 'bench', price: { inputPerMillion: 0.2, outputPerMillion: 0.6 } }],
})

export interface Socle extends Target {
  readonly pid: () => number
  readonly authorization: Record<string, string>
  readonly key: string
  /** Another replica on the same database; or, to compare, a process that shares nothing but the core and PostgreSQL itself. */
  readonly startSecond: (database: 'same' | 'own') => Promise<Replica>
  readonly stopDatabase: () => Promise<void>
}

export interface Replica {
  readonly pid: number
  readonly port: number
  readonly authorization: Record<string, string>
}

/** @param flags Node's, beside those of `npm start` */
export async function startSocle(folder: string, flags: readonly string[]): Promise<Socle> {
  const postgresql = await startRealPostgresql({ durable: true })
  const start = async (name: string, port: number, databaseUrl: string): Promise<number> => {
    const settings = join(folder, `${name}.config.yaml`)
    const providers = [
      provider('bench', ports.fast, '/v1'),
      provider('slow', ports.slow, '/v1'),
      provider('stream', ports.fast, '/v1/slow'),
      // The same provider, whom the policy lets have everything: what protection costs is the difference.
      provider('unprotected', ports.fast, '/v1'),
      provider('slow-unprotected', ports.slow, '/v1'),
    ]
    const unprotected = { providers: ['unprotected', 'slow-unprotected'], action: 'allow' }
    const protection = [unprotected, ...defaultProtection]
    const dataFolder = join(folder, name)
    writeFileSync(settings, JSON.stringify({ port, dataFolder, logLevel: 'error', ai: { providers, protection } }))
    const command = [process.execPath, ...startFlags, ...flags, join(root, 'server/main.ts')]
    const { pid } = startOn(GATEWAY_CORE, command, { SOCLE_CONFIG: settings, DATABASE_URL: databaseUrl })
    await untilListening(port)
    return pid!
  }
  const issueKey = (name: string): string => {
    const budget = '100000eur/month,1000000000tokens/month,100000000requests/day'
    const words = `key create --application bench --name bench --sensitivity restricted --budget ${budget} --json`
    const issued = execFileSync(process.execPath, [join(root, 'cli/main.ts'), ...words.split(' ')], {
      encoding: 'utf8',
      env: { ...process.env, SOCLE_DATA: join(folder, name) },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return (JSON.parse(issued) as { key: string }).key
  }
  const pid = await start('data', ports.socle, postgresql.url)
  const key = issueKey('data')
  const authorization = { Authorization: `Bearer ${key}` }
  const startSecond = async (database: 'same' | 'own'): Promise<Replica> => {
    if (database === 'same')
      return { pid: await start('second', ports.second, postgresql.url), port: ports.second, authorization }
    const apart = await start('apart', ports.apart, await newDatabase(postgresql.url))
    return { pid: apart, port: ports.apart, authorization: { Authorization: `Bearer ${issueKey('apart')}` } }
  }
  return {
    url: address(ports.socle),
    slowUrl: address(ports.socle),
    slowModel: 'slow',
    headers: authorization,
    pid: () => pid,
    authorization,
    key,
    startSecond,
    stopDatabase: () => postgresql.stop(),
  }
}
