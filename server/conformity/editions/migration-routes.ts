import { editionRoutes, type MigrationRun } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import type { Queries } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import { type RequestContext, serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { requirePerson } from '../applications/index.ts'
import { digestInForce, frameworkOf, lockPublication } from '../requirements/index.ts'
import { Migration, moveFile, simulate, simulateFile } from './migration.ts'
import { BEAT, endOf, SILENCE, SILENCE_AFTER_STOP, stateOfRun } from './migration-run-rules.ts'
import * as store from './migration-store.ts'

export function registerMigrations(app: FastifyInstance, services: Services): void {
  const { db, framework } = services
  /** Migrations that this replica runs: it waits for the file under way before it stops. */
  const running = new Set<Promise<void>>()
  let stopping = false
  app.addHook('onClose', async () => {
    stopping = true
    await Promise.all(running)
  })

  /** The edition in force as one edition, by the database: another replica may have published it a moment ago. */
  const target = async (from: Queries = db) =>
    frameworkOf(from, (await digestInForce(from)) ?? framework.edition.digest)

  serve(app, services, editionRoutes.simulate, {
    handle: async (_, { now }) => simulate(services, await target(), now),
  })

  serve(app, services, editionRoutes.simulateFile, {
    handle: async ({ params }) => {
      const found = await simulateFile(services, await target(), params.fileId)
      if (found === undefined) throw refuse('conformity-file-unknown', { id: params.fileId })
      return found
    },
  })

  serve(app, services, editionRoutes.migrate, {
    handle: async ({ body }, context) => {
      const { id: userId } = requirePerson(context.caller)
      const { now } = context
      const ago = (silence: number): Date => new Date(now.getTime() - silence)
      await store.endSilentRuns(db, { before: ago(SILENCE), stoppedBefore: ago(SILENCE_AFTER_STOP) })
      const { run, edition, files } = await db.transaction().execute(async (trx) => {
        // A publication under way is waited for: what it replaces is not moved to.
        await lockPublication(trx)
        const edition = await target(trx)
        const { digest, id: editionId } = edition.edition
        if (body.digest !== digest) throw refuse('edition-superseded', { edition: editionId })
        const files = await store.migratableFiles(trx, digest, body.applications)
        const run = await store.insertRun(trx, { digest, edition: editionId, userId, now, total: files.length })
        if (run === undefined) throw refuse('migration-running', {})
        return { run, edition, files }
      })
      const work = moveAll(
        run,
        edition,
        files.map(({ id }) => id),
        context,
        userId,
      )
      running.add(work)
      void work.finally(() => running.delete(work))
      return { id: run }
    },
  })

  async function moveAll(
    run: string,
    edition: Awaited<ReturnType<typeof target>>,
    files: readonly string[],
    context: RequestContext,
    userId: string,
  ): Promise<void> {
    const migration = new Migration(services, edition)
    const beat = setInterval(() => void store.seeRun(db, run, services.clock()).catch(() => {}), BEAT)
    try {
      for (const fileId of files) {
        if (stopping) return
        const goOn = await db.transaction().execute(async (trx) => {
          const now = services.clock()
          const line = await moveFile(trx, services, { ...context, userId }, migration, edition, fileId, now)
          return store.recordProgress(trx, run, line, now)
        })
        if (!goOn) return
      }
    } catch (error) {
      app.log.error({ err: error, run }, 'migration interrupted')
    } finally {
      clearInterval(beat)
      await store.endRun(db, run, services.clock()).catch(() => {})
    }
  }

  serve(app, services, editionRoutes.runs, {
    handle: async (_, { now }) => ({ runs: (await store.listRuns(db)).map((row) => asRun(row, now)) }),
  })

  serve(app, services, editionRoutes.stop, {
    handle: async ({ params }, { now }) => {
      await store.stopRun(db, params.runId)
      const row = await store.runRow(db, params.runId)
      if (row === undefined) throw refuse('migration-unknown', { id: params.runId })
      return asRun(row, now)
    },
  })
}

const asRun = (row: store.RunRow, now: Date): MigrationRun => ({
  id: row.id,
  edition: row.edition,
  startedAt: row.started_at.toISOString(),
  startedBy: { id: row.started_by, name: row.starter_name },
  endedAt: endOf(row, now)?.toISOString() ?? null,
  state: stateOfRun(row, now),
  done: row.done,
  total: row.total,
  moved: row.moved,
})
