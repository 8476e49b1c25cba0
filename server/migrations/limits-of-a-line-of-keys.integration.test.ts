import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { readConfig } from '../platform/config.ts'
import { openDatabase, openEmbedded } from '../platform/database.ts'
import type {} from '../testing/embedded-image.ts'
import { newDatabase } from '../testing/real-postgresql.ts'
import { databaseKinds } from '../testing/test-socle.ts'
import { migrate } from './index.ts'

describe.each(databaseKinds)('limits of a line of keys (%s)', (kind) => {
  test('keys replaced before are put in line, and of their budgets that of the latest stands', async () => {
    const { db, close } =
      kind === 'embedded'
        ? await openEmbedded(null)
        : await openDatabase({
            ...readConfig({}),
            databaseUrl: await newDatabase(inject('postgresqlUrl')),
            databasePoolSize: 2,
          })
    onTestFinished(close)
    await migrate(db, '0021-gates-of-a-version')
    // Keys stand for themselves here.
    for (const of of ['application_id', 'created_by'])
      await sql`alter table application_keys drop constraint ${sql.id(`application_keys_${of}_fkey`)}`.execute(db)
    const [first, second, third, alone] = Array.from({ length: 4 }, () => randomUUID())
    for (const [day, id] of [first, second, third, alone].entries())
      await sql`insert into application_keys (id, application_id, label, prefix, secret_hash, created_at, created_by, expires_at)
        values (${id}, 'a', 'k', 'p', ${Buffer.from(id!)}, ${new Date(2026, 0, 1 + day)}, ${id}, now())`.execute(db)
    for (const [key, replaces] of [
      [third, second],
      [second, first],
    ])
      await sql`insert into audit_log (at, actor, action, target, detail, request_id)
        values (now(), 'x', 'key.rotated', 'application:a', ${JSON.stringify({ key, replaces })}, 'r')`.execute(db)
    const limits: [string, string, number][] = [
      [first!, 'requests', 1],
      [second!, 'requests', 2],
      [first!, 'money', 3],
      [second!, 'tokens', 4],
      [alone!, 'requests', 5],
      ['nokey', 'requests', 6],
    ]
    for (const [subject, measure, amount] of limits)
      await sql`insert into ai_limits values (${randomUUID()}, 'key', ${subject}, ${measure}, 'day', ${amount})`.execute(
        db,
      )
    await migrate(db)
    const lines = await db.selectFrom('application_keys').select(['id', 'line_id']).orderBy('created_at').execute()
    expect(lines.map(({ line_id }) => line_id)).toEqual([null, first, first, null])
    const kept = await db.selectFrom('ai_limits').select(['subject', 'amount']).orderBy('amount').execute()
    expect(kept.map(({ subject, amount }) => [subject, amount])).toEqual([
      [first, 2],
      [first, 3],
      [first, 4],
      [alone, 5],
      ['nokey', 6],
    ])
  })
})
