import { sql } from 'kysely'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { readConfig } from '../platform/config.ts'
import { openDatabase, openEmbedded } from '../platform/database.ts'
import type {} from '../testing/embedded-image.ts'
import { newDatabase } from '../testing/real-postgresql.ts'
import { databaseKinds } from '../testing/test-socle.ts'
import { migrate } from './index.ts'

const session = '00000000-0000-4000-8000-000000000001'
const mandate = '00000000-0000-4000-8000-000000000002'

describe.each(databaseKinds)('attendance in time (%s)', (kind) => {
  test('what was recorded before instants were kept stands from before any vote, and may change from then on', async () => {
    const { db, close } =
      kind === 'embedded'
        ? await openEmbedded(null)
        : await openDatabase({
            ...readConfig({}),
            databaseUrl: await newDatabase(inject('postgresqlUrl')),
            databasePoolSize: 2,
          })
    onTestFinished(close)
    await migrate(db, '0019-tokens-written-to-a-cache')
    // Session and mandate stand for themselves here.
    for (const of of ['session', 'mandate'])
      await sql`alter table committee_attendance drop constraint ${sql.id(`committee_attendance_${of}_id_fkey`)}`.execute(
        db,
      )
    await sql`insert into committee_attendance values (${session}, ${mandate}, 'remote')`.execute(db)
    await migrate(db)
    const at = new Date('2026-05-12T09:00:00Z')
    await db
      .insertInto('committee_attendance')
      .values({ session_id: session, mandate_id: mandate, presence: 'absent', at })
      .execute()
    expect(await db.selectFrom('committee_attendance').select(['presence', 'at']).orderBy('at').execute()).toEqual([
      { presence: 'remote', at: new Date(0) },
      { presence: 'absent', at },
    ])
  })
})
