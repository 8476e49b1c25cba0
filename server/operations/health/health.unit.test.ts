import fastify from 'fastify'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import { expect, test } from 'vitest'
import type { Services } from '../../platform/services.ts'
import { registerHealth } from './health-routes.ts'

/** As a connection behaves whose other end is frozen. */
class Hanging extends DummyDriver {
  override acquireConnection(): Promise<never> {
    return new Promise(() => {})
  }
}

test('a probe does not hang with the database', async () => {
  const db: unknown = new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new Hanging(),
      createIntrospector: (of) => new PostgresIntrospector(of),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  const app = fastify()
  registerHealth(app, { db: db as Services['db'] })
  expect((await app.inject('/health/ready')).statusCode).toBe(503)
  expect((await app.inject('/health/live')).statusCode).toBe(200)
  await app.close()
})
