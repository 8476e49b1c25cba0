/** Copies the database to a file, as of one instant, while it serves. */
import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { Database } from '../../platform/database.ts'
import { type BackupEnding, type BackupHeader, FORMAT, tableLine } from './backup-file.ts'
import { sequencesOf, tablesOf } from './tables.ts'

const rowsAtOnce = 1_000
const heavyRowsAtOnce = 10
const bufferedCharacters = 1_000_000

export async function writeBackup(db: Database, path: string, at: Date): Promise<{ rows: number }> {
  const file = await open(path, 'wx', 0o600)
  const hash = createHash('sha256')
  let buffer = ''
  const flush = async (): Promise<void> => {
    hash.update(buffer)
    await file.writeFile(buffer)
    buffer = ''
  }
  const put = async (line: string): Promise<void> => {
    buffer += `${line}\n`
    if (buffer.length > bufferedCharacters) await flush()
  }
  try {
    // One snapshot for all tables: what is written meanwhile is in none of them.
    const ending = await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (trx): Promise<Omit<BackupEnding, 'sha256'>> => {
        const { rows: migrations } = await sql<{ name: string }>`
          select name from kysely_migration order by name desc limit 1`.execute(trx)
        const header: BackupHeader = {
          socle: 'backup',
          format: FORMAT,
          at: at.toISOString(),
          migration: migrations[0]?.name ?? '',
        }
        await put(JSON.stringify(header))
        const rows: Record<string, number> = {}
        for (const { name, heavy } of await tablesOf(trx)) {
          await put(tableLine(name))
          rows[name] = 0
          await sql`declare copied no scroll cursor for select to_jsonb(t)::text as row from ${sql.table(name)} t`.execute(
            trx,
          )
          for (;;) {
            const piece = await sql<{ row: string }>`
              fetch ${sql.lit(heavy ? heavyRowsAtOnce : rowsAtOnce)} from copied`.execute(trx)
            for (const { row } of piece.rows) await put(`[${row}]`)
            rows[name] += piece.rows.length
            if (piece.rows.length === 0) break
          }
          await sql`close copied`.execute(trx)
        }
        return { rows, sequences: await sequencesOf(trx) }
      })
    await flush()
    await file.writeFile(`${JSON.stringify({ end: { ...ending, sha256: hash.digest('hex') } })}\n`)
    // Durable before anybody is told that there is a copy.
    await file.sync()
    return { rows: Object.values(ending.rows).reduce((sum, count) => sum + count, 0) }
  } finally {
    await file.close()
  }
}
