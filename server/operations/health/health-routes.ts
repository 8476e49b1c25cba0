import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import packageOfServer from '../../package.json' with { type: 'json' }
import type { Services } from '../../platform/services.ts'

/** A database that hangs this long serves nobody: probes are told, and do not hang with it. */
const ANSWER_WITHIN_MS = 2_000

/**
 * `/health/live`: the process answers. `/health/ready`: it can serve, its database answers, and nobody takes it out of service.
 * Open to anonymous probes, so they say nothing else; application/health+json. `/version`: which version runs (rule GI:PF-1.c), told to all
 * as the description of the API tells it.
 */
export function registerHealth(app: FastifyInstance, { db, drain }: Pick<Services, 'db' | 'drain'>): void {
  const type = 'application/health+json'
  app.get('/version', () => ({ version: packageOfServer.version }))
  app.get('/health/live', (_request, reply) => reply.type(type).send('{"status":"pass"}'))
  app.get('/health/ready', async (request, reply) => {
    if (drain?.draining === true) return reply.status(503).type(type).send('{"status":"fail"}')
    const answered = new AbortController()
    try {
      const late = setTimeout(ANSWER_WITHIN_MS, undefined, { signal: answered.signal })
      if ((await Promise.race([sql`select 1`.execute(db), late])) === undefined) throw new Error('no answer in time')
      return reply.type(type).send('{"status":"pass"}')
    } catch (error) {
      request.log.error({ err: error }, 'database does not answer')
      return reply.status(503).type(type).send('{"status":"fail"}')
    } finally {
      answered.abort()
    }
  })
}
