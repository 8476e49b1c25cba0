import { type Dialect, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { Config } from './config.ts'
import type { Schema } from './schema.ts'
import { startEmbeddedDatabase } from './embedded-database.ts'

/** Connections kept through pauses. */
const KEPT_OPEN = 2

export type Database = Kysely<Schema>
/** Inside a transaction use only what it hands out: the embedded database has one connection, the outer handle would wait for ever. */
export type Trx = Transaction<Schema>
export type Queries = Database | Trx

export interface OpenDatabase {
  db: Database
  embedded: boolean
  close: () => Promise<void>
}

// Calendar dates stay text, counts become numbers: a date is not an instant, and no count here passes 2^53.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'databasePoolSize' | 'dataFolder'>,
): Promise<OpenDatabase> {
  if (!config.databaseUrl) return openEmbedded(config.dataFolder)
  const pool = new pg.Pool({
    connectionString: config.databaseUrl,
    max: config.databasePoolSize,
    // A connection just opened pays for its process and for the database's caches: the first calls after a pause need not wait for that.
    min: Math.min(KEPT_OPEN, config.databasePoolSize),
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
  })
  pool.on('error', () => {}) // a lost idle connection is replaced at the next use; the query that meets it fails with its own error
  // The same for one that is in use, between two statements of a transaction: without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return { db: kyselyOver(new PostgresDialect({ pool })), embedded: false, close: () => pool.end() }
}

/**
 * @param folder `null` = in memory
 * @param image file to make a new one from (embedded-database.ts)
 */
export async function openEmbedded(folder: string | null, image?: string): Promise<OpenDatabase> {
  const embedded = await startEmbeddedDatabase(folder, image)
  const pool = new pg.Pool({
    max: 1,
    idleTimeoutMillis: 0,
    stream: embedded.openStream as () => never,
    user: 'postgres',
  })
  return {
    db: kyselyOver(new PostgresDialect({ pool })),
    embedded: true,
    async close() {
      await pool.end()
      await embedded.close()
    },
  }
}

const kyselyOver = (dialect: Dialect): Database => new Kysely<Schema>({ dialect })
