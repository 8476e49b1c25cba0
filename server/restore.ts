/**
 * `socle restore`: fills an empty database from a copy, then ends. `--verify` only reads the copy. A process of its own, because the
 * data folder belongs to one process at a time.
 */
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { BACKUP_FILE, BackupUnusable, verifyBackup } from './operations/backup/backup-file.ts'
import { DatabaseNotEmpty, readBackupInto } from './operations/backup/read-backup.ts'
import { ConfigError, readConfig } from './platform/config.ts'
import { claimDataFolder, DataFolderInUse } from './platform/data-folder.ts'
import { openDatabase } from './platform/database.ts'

const [first = '', second = ''] = process.argv.slice(2)
const verifies = first === '--verify'
const copy = verifies ? second : first

try {
  if (verifies) {
    const { at, rows } = await verifyBackup(join(copy, BACKUP_FILE))
    process.stdout.write(`${rows} rows, as of ${at}: whole\n`)
  } else await restore()
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(2)
}

async function restore(): Promise<void> {
  const config = readConfig(process.env)
  const file = join(copy, BACKUP_FILE)
  const [kept, key] = [join(copy, 'secrets.key'), join(config.dataFolder, 'secrets.key')]
  if (existsSync(kept) && existsSync(key) && !readFileSync(kept).equals(readFileSync(key)))
    throw new ConfigError(`${key} is another key than the one of the copy. Put it elsewhere first.`)
  await verifyBackup(file)
  const folder = await claimDataFolder(config.dataFolder, config.publicUrl)
  const embedded = join(config.dataFolder, 'database')
  const isNew = !config.databaseUrl && !existsSync(embedded)
  try {
    const database = await openDatabase(config)
    try {
      const { at, rows } = await readBackupInto(database.db, file, new Date())
      if (existsSync(kept) && !existsSync(key)) copyFileSync(kept, key)
      process.stdout.write(`${rows} rows, as of ${at}: restored. Start Socle with “npm start”.\n`)
    } finally {
      await database.close()
    }
  } catch (cause) {
    if (isNew) rmSync(embedded, { recursive: true, force: true })
    throw cause
  } finally {
    folder.release()
  }
}

function explain(error: unknown): string {
  if (error instanceof DatabaseNotEmpty)
    return 'The database is not empty: nothing was changed. Give another data folder (SOCLE_DATA), or another database (DATABASE_URL).'
  if (error instanceof BackupUnusable)
    return `${join(copy, BACKUP_FILE)} cannot be used: ${error.message}. Take another copy.`
  if ((error as NodeJS.ErrnoException).code === 'ENOENT')
    return `${join(copy, BACKUP_FILE)} is not there. Give the folder that “socle backup” wrote.`
  if (error instanceof ConfigError || error instanceof DataFolderInUse) return error.message
  return `The copy could not be restored: ${(error as Error).message}. The database is empty, as it was.`
}
