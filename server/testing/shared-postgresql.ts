import type { TestProject } from 'vitest/node'
import { startRealPostgresql } from './real-postgresql.ts'

/** One PostgreSQL for all test files; each makes a database of its own. */
export default async function setup(project: TestProject) {
  const server = await startRealPostgresql()
  project.provide('postgresqlUrl', server.url)
  return server.stop
}

declare module 'vitest' {
  interface ProvidedContext {
    postgresqlUrl: string
  }
}
