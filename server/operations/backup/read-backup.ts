/** Fills an empty database from a copy, wholly or not at all. */
import { type Kysely, sql } from 'kysely'
import { migrate } from '../../migrations/index.ts'
import type { Database, Trx } from '../../platform/database.ts'
import { type BackupEnding, BackupUnusable, readBackup, verifyBackup } from './backup-file.ts'
import { foreignKeysOf, isEmpty, tablesOf } from './tables.ts'

const charactersAtOnce = 2_000_000

/** There is something in the database: a copy is never put over it. */
export class DatabaseNotEmpty extends Error {}

/**
 * @returns the header of the copy and how many rows it has
 * @throws BackupUnusable, DatabaseNotEmpty; the database is empty again when anything fails
 */
export async function readBackupInto(db: Database, path: string, now: Date): ReturnType<typeof verifyBackup> {
  const verified = await verifyBackup(path)
  if (!(await isEmpty(db))) throw new DatabaseNotEmpty()
  try {
    // The tables as they were when the copy was made; what came since is applied to the rows afterwards.
    await migrate(db, verified.migration)
    await db.transaction().execute((trx) => fill(trx, path, verified.tables))
    await migrate(db)
    await db
      .insertInto('audit_log')
      .values({
        at: now,
        actor: 'Exploitation (commande locale)',
        action: 'operations.restored',
        target: 'socle',
        detail: JSON.stringify({ copied: verified.at, rows: verified.rows }),
        request_id: '',
      })
      .execute()
    return verified
  } catch (cause) {
    await emptied(db)
    throw cause
  }
}

async function emptied(db: Kysely<never> | Database): Promise<void> {
  await sql`drop schema public cascade`.execute(db)
  await sql`create schema public`.execute(db)
}

async function fill(trx: Trx, path: string, copied: readonly string[]): Promise<void> {
  const known = (await tablesOf(trx)).map(({ name }) => name)
  const stranger = copied.find((name) => !known.includes(name))
  if (stranger !== undefined) throw new BackupUnusable(`the table ${stranger} is unknown to this version`)
  const keys = await foreignKeysOf(trx)
  for (const { table, name } of keys)
    await sql`alter table ${sql.raw(table)} drop constraint ${sql.id(name)}`.execute(trx)
  for (const table of copied) {
    await sql`alter table ${sql.table(table)} disable trigger user`.execute(trx)
    // Migrations put first rows into some tables; the copy has its own.
    await sql`delete from ${sql.table(table)}`.execute(trx)
  }
  let table = ''
  let waiting: string[] = []
  let length = 0
  let ending: BackupEnding | undefined
  const put = async (): Promise<void> => {
    if (waiting.length > 0)
      await sql`
        insert into ${sql.table(table)} overriding system value
        select * from jsonb_populate_recordset(null::${sql.table(table)}, ${`[${waiting.join(',')}]`}::jsonb)`.execute(
        trx,
      )
    waiting = []
    length = 0
  }
  for await (const line of readBackup(path)) {
    if (line.kind === 'table') {
      await put()
      table = line.table
    } else if (line.kind === 'row') {
      waiting.push(line.json)
      length += line.json.length
      if (length > charactersAtOnce) await put()
    } else if (line.kind === 'end') {
      await put()
      ending = line.ending
    }
  }
  for (const { table: of, column, last } of ending?.sequences ?? [])
    await sql`select setval(pg_get_serial_sequence(${of}, ${column}), ${last}::bigint)`.execute(trx)
  for (const name of copied) {
    const counted = await sql<{ count: number }>`select count(*)::integer as count from ${sql.table(name)}`.execute(trx)
    if (counted.rows[0]?.count !== (ending?.rows[name] ?? 0))
      throw new BackupUnusable(`the table ${name} did not come over whole`)
    await sql`alter table ${sql.table(name)} enable trigger user`.execute(trx)
  }
  // Adding them again checks that every reference holds.
  for (const { table: of, name, definition } of keys)
    await sql`alter table ${sql.raw(of)} add constraint ${sql.id(name)} ${sql.raw(definition)}`.execute(trx)
}
