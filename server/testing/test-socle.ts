/** A whole Socle for a test: real server on a free port, real database, real sign-in through the demonstration provider. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { type Governance, loadGovernance } from '@socle/rulebook'
import { createApp } from '../app.ts'
import { editionInForce } from '../conformity/requirements/editions-store.ts'
import { migrate } from '../migrations/index.ts'
import { loadAuthorisation } from '../platform/authorisation.ts'
import { readConfig } from '../platform/config.ts'
import { type OpenDatabase, openDatabase, openEmbedded } from '../platform/database.ts'
import { createEvents, type EventBus } from '../platform/events.ts'
import { liveFramework } from '../platform/live-framework.ts'
import type {} from './embedded-image.ts'
import type {} from './shared-postgresql.ts'
import { newDatabase } from './real-postgresql.ts'
import { type TestClient, client, freePort, signedIn } from './test-client.ts'

export const databaseKinds = ['embedded', 'postgresql'] as const
export type DatabaseKind = (typeof databaseKinds)[number]

export interface TestSocle {
  readonly url: string
  readonly database: OpenDatabase
  /** As features hear it. */
  readonly events: EventBus
  /** Moves the server's clock. */
  setClock: (now: Date) => void
  as: (persona: string) => Promise<TestClient>
  withKey: (secret: string) => TestClient
  readonly anonymous: TestClient
  /** A second replica on the same real PostgreSQL. */
  replica: () => Promise<TestSocle>
  close: () => Promise<void>
}

/**
 * @param ai parameters of the access layer, as in the parameter file
 * @param others its other parameters
 * @param policies of governance that are not those of the repository
 */
export async function startTestSocle(
  kind: DatabaseKind,
  ai: object = {},
  sharedUrl?: string,
  others: object = {},
  policies: Partial<Governance['policies']> = {},
): Promise<TestSocle> {
  const port = await freePort()
  const dataFolder = mkdtempSync(join(tmpdir(), 'socle-test-'))
  const parameters = join(dataFolder, 'socle.config.yaml')
  writeFileSync(parameters, JSON.stringify({ requestsPerMinute: 1_000_000, ...others, ai }))
  const databaseUrl = kind === 'embedded' ? undefined : (sharedUrl ?? (await newDatabase(inject('postgresqlUrl'))))
  const environment = {
    PORT: String(port),
    SOCLE_LOG_LEVEL: 'silent',
    SOCLE_CONFIG: parameters,
    SOCLE_DATA: dataFolder,
  }
  const config = { ...readConfig(environment), databaseUrl }
  const database =
    databaseUrl === undefined
      ? await openEmbedded(null, inject('embeddedImage'))
      : await openDatabase({ ...config, databasePoolSize: 5 })
  let clock = () => new Date()
  const events = createEvents()
  await migrate(database.db)
  const folder = join(config.projectRoot, 'framework')
  const governance = loadGovernance(folder)
  const live = liveFramework(await editionInForce(database.db, folder, clock()))
  const app = await createApp({
    config,
    db: database.db,
    framework: live.framework,
    putInForce: live.replace,
    governance: { ...governance, policies: { ...governance.policies, ...policies } },
    authorisation: loadAuthorisation(folder),
    events,
    clock: () => clock(),
  })
  await app.listen({ port, host: '127.0.0.1' })
  const url = config.publicUrl
  return {
    url,
    database,
    events,
    setClock: (now) => (clock = () => now),
    as: (persona) => signedIn(url, persona),
    withKey: (secret) => client(url, { authorization: `Bearer ${secret}` }),
    anonymous: client(url, {}),
    replica: () => startTestSocle(kind, ai, databaseUrl),
    async close() {
      await app.close()
      await database.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
