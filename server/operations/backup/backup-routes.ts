import { operationsRoutes } from '@socle/contracts'
import type { FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import { createReadStream, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { audit } from '../../platform/audit.ts'
import { serve } from '../../platform/http.ts'
import type { Services } from '../../platform/services.ts'
import { BACKUP_FILE } from './backup-file.ts'
import { writeBackup } from './write-backup.ts'

/** The copy is finished on this machine's disk before it is sent: whoever reads slowly does not hold the database. */
export function registerBackup(app: FastifyInstance, services: Services): void {
  const { db, config } = services
  serve(app, services, operationsRoutes.backup, {
    async handle(_args, context) {
      mkdirSync(config.dataFolder, { recursive: true })
      const path = join(config.dataFolder, `backup-${randomUUID()}.part`)
      try {
        const { rows } = await writeBackup(db, path, context.now)
        await db.transaction().execute((trx) => audit(trx, context, 'operations.backed-up', 'socle', { rows }))
        return { fileName: BACKUP_FILE, contentType: 'application/jsonl; charset=utf-8', pieces: sent(path) }
      } catch (cause) {
        rmSync(path, { force: true })
        throw cause
      }
    },
  })
}

async function* sent(path: string): AsyncGenerator<string> {
  try {
    for await (const piece of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 }))
      yield piece as string
  } finally {
    rmSync(path, { force: true })
  }
}
