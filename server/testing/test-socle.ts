/** A whole Socle for a test: real server on a free port, real database, real sign-in through the demonstration provider. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { createApp } from '../app.ts'
import { currentFramework } from '../conformity/requirements/editions-store.ts'
import { migrate } from '../migrations/index.ts'
import { loadAuthorisation } from '../platform/authorisation.ts'
import { readConfig } from '../platform/config.ts'
import { type OpenDatabase, openDatabase, openEmbedded } from '../platform/database.ts'
import { createEvents } from '../platform/events.ts'
import type {} from './global-setup.ts'
import { type TestClient, client, freePort, signedIn } from './test-client.ts'

export const databaseKinds = ['embedded', 'postgresql'] as const
export type DatabaseKind = (typeof databaseKinds)[number]

export interface TestSocle {
  readonly url: string
  readonly database: OpenDatabase
  /** Moves the server's clock. */
  setClock: (now: Date) => void
  as: (persona: string) => Promise<TestClient>
  withKey: (secret: string) => TestClient
  readonly anonymous: TestClient
  close: () => Promise<void>
}

export async function startTestSocle(kind: DatabaseKind): Promise<TestSocle> {
  const port = await freePort()
  const config = { ...readConfig({ PORT: String(port), SOCLE_LOG_LEVEL: 'silent' }), requestsPerMinute: 1_000_000 }
  const database = kind === 'embedded' ? await openEmbedded(null) : await openNewDatabase(inject('postgresqlUrl'))
  let clock = () => new Date()
  await migrate(database.db)
  const folder = join(config.projectRoot, 'framework')
  const app = await createApp({
    config,
    db: database.db,
    framework: await currentFramework(database.db, folder, clock()),
    authorisation: loadAuthorisation(folder),
    events: createEvents(),
    clock: () => clock(),
  })
  await app.listen({ port, host: '127.0.0.1' })
  const url = config.publicUrl
  return {
    url,
    database,
    setClock: (now) => (clock = () => now),
    as: (persona) => signedIn(url, persona),
    withKey: (secret) => client(url, { authorization: `Bearer ${secret}` }),
    anonymous: client(url, {}),
    async close() {
      await app.close()
      await database.close()
    },
  }
}

async function openNewDatabase(maintenanceUrl: string): Promise<OpenDatabase> {
  const name = `socle_${randomUUID().replaceAll('-', '')}`
  const maintenance = new pg.Client({ connectionString: maintenanceUrl })
  await maintenance.connect()
  await maintenance.query(`create database ${name}`)
  await maintenance.end()
  const url = new URL(maintenanceUrl)
  url.pathname = `/${name}`
  return openDatabase({ databaseUrl: url.href, databasePoolSize: 5, dataFolder: '' })
}
