/** What is told to everybody, of a large administration: as many as they are, at once. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

const MANY = 20_000

describe.each(databaseKinds)('what everybody is told (%s)', (kind) => {
  let socle: TestSocle
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    await sql`insert into users (id, issuer, subject, name, organisation, roles, created_at)
      select gen_random_uuid(), 'essai', 'agent-' || n, 'Agent ' || n, '', '{agent}', now()
      from generate_series(1, ${MANY}::int) n`.execute(socle.database.db)
  })
  afterAll(() => socle.close())

  test('reaches each of them, and asks something of those alone of whom it is asked', async () => {
    const { db } = socle.database
    const asked = await sql<{ id: string }>`select id from users where subject in ('agent-1', 'agent-2')`.execute(db)
    const nobody = { roles: [], users: [], teamOf: null, except: null }
    await db.transaction().execute((trx) =>
      socle.events.emit(trx, 'people-told', {
        to: { ...nobody, roles: ['agent'] },
        asks: { matter: 'edition:essai', of: { ...nobody, users: asked.rows.map(({ id }) => id) } },
        text: { fr: 'L’édition « Essai » est publiée.', en: 'The edition “Essai” is published.' },
        link: '/cadre/editions',
        now: new Date(),
      }),
    )
    const { rows } = await sql<{ told: number; people: number; asked: number }>`
      select count(*)::int as told, count(distinct user_id)::int as people, count(matter)::int as asked
      from notifications where link = '/cadre/editions'`.execute(db)
    expect(rows[0]!.told).toBeGreaterThanOrEqual(MANY)
    expect(rows[0]).toMatchObject({ people: rows[0]!.told, asked: 2 })
  })
})
