import { applicationRoutes, conformityRoutes, operationsRoutes } from '@socle/contracts'
import { sql } from 'kysely'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type {} from '../../testing/shared-postgresql.ts'
import { type OpenDatabase, openDatabase, openEmbedded } from '../../platform/database.ts'
import { permits } from '../../testing/descriptions.ts'
import { newDatabase } from '../../testing/real-postgresql.ts'
import { databaseKinds, type DatabaseKind, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'
import { BACKUP_FILE, BackupUnusable, verifyBackup } from './backup-file.ts'
import { DatabaseNotEmpty, readBackupInto } from './read-backup.ts'
import { isEmpty, tablesOf } from './tables.ts'
import { writeBackup } from './write-backup.ts'
import { dayOf } from '../../platform/day.ts'

const empty = async (kind: DatabaseKind): Promise<OpenDatabase> =>
  kind === 'embedded'
    ? openEmbedded(null)
    : openDatabase({ databaseUrl: await newDatabase(inject('postgresqlUrl')), databasePoolSize: 2, dataFolder: '' })

/** Every row of every table as text, in an order of its own. */
async function contentOf({ db }: OpenDatabase): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {}
  for (const { name } of await tablesOf(db)) {
    if (name === 'audit_log') continue
    const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(name)} t`.execute(db)
    all[name] = rows.map(({ row }) => row).sort()
  }
  return all
}

describe.each(databaseKinds)('a copy of the database (%s)', (kind) => {
  const other: DatabaseKind = kind === 'embedded' ? 'postgresql' : 'embedded'
  let socle: TestSocle
  let folder: string
  let target: OpenDatabase
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    const camille = await socle.as('camille')
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
    const params = { applicationId: 'titres' }
    const { body } = await camille.call(conformityRoutes.open, {
      params,
      body: { version: '1.0.0', gate: 'production' },
    })
    const form = new FormData()
    form.set('file', new Blob(['%PDF-1.7 é\u0001\n"\\']), 'preuve.pdf')
    await camille.call(conformityRoutes.addFile, {
      params: { fileId: body.id, requirementId: 'GI:1166' },
      query: { label: 'Preuve « été »\n\\', date: dayOf(new Date()) },
      form,
    })
  })
  afterAll(() => socle.close())
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'socle-copy-'))
    target = await empty(other)
  })
  afterEach(async () => {
    await target.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const copy = async (): Promise<string> => {
    const path = join(folder, BACKUP_FILE)
    await writeBackup(socle.database.db, path, new Date())
    return path
  }

  test('brings back everything that was there, into the other kind of database', async () => {
    const path = await copy()
    const before = await contentOf(socle.database)
    expect(before['evidence']?.length ?? before['files']?.length).toBeGreaterThan(0)
    await readBackupInto(target.db, path, new Date())
    expect(await contentOf(target)).toEqual(before)
    // What is written next does not collide with what came back.
    await sql`insert into audit_log (at, actor, action, target, detail, request_id) values (now(), 'a', 'b', 'c', '{}', '')`.execute(
      target.db,
    )
    const { rows } = await sql<{ triggers: number; keys: number }>`
      select (select count(*)::integer from pg_trigger where not tgisinternal and tgenabled = 'D') as triggers,
        (select count(*)::integer from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace) as keys`.execute(
      target.db,
    )
    expect(rows[0]?.triggers).toBe(0)
    expect(rows[0]?.keys).toBeGreaterThan(5)
  })

  test('has none of the sessions: whoever restores it does not become somebody', async () => {
    expect(readFileSync(await copy(), 'utf8')).not.toContain('"table":"sessions"')
  })

  test('is refused when it was cut or changed, and nothing remains of the attempt', async () => {
    const path = await copy()
    const whole = readFileSync(path, 'utf8')
    for (const spoilt of [
      whole.slice(0, whole.length / 2),
      whole.replace('titres', 'autres'),
      `${whole}x`,
      '',
      '{}\n',
    ]) {
      writeFileSync(path, spoilt)
      await expect(verifyBackup(path)).rejects.toThrow(BackupUnusable)
      await expect(readBackupInto(target.db, path, new Date())).rejects.toThrow(BackupUnusable)
      expect(await isEmpty(target.db)).toBe(true)
    }
  })

  test('never goes over what is there', async () => {
    const path = await copy()
    const before = await contentOf(socle.database)
    await expect(readBackupInto(socle.database.db, path, new Date())).rejects.toThrow(DatabaseNotEmpty)
    expect(await contentOf(socle.database)).toEqual(before)
  })

  test('is handed to the operator whole, even in read-only mode', async () => {
    const ines = await socle.as('ines')
    await ines.call(operationsRoutes.setMode, { body: { mode: 'read-only' } })
    const answer = await fetch(`${socle.url}/api/operations/backup`, {
      method: 'POST',
      headers: { cookie: ines.cookie, 'x-csrf-token': ines.csrfToken },
    })
    await ines.call(operationsRoutes.setMode, { body: { mode: 'normal' } })
    expect(answer.status).toBe(200)
    const path = join(folder, 'received')
    appendFileSync(path, Buffer.from(await answer.arrayBuffer()))
    expect((await verifyBackup(path)).rows).toBeGreaterThan(0)
  })
})
