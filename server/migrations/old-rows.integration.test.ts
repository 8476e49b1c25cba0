/** What was written before a migration, as it is read after it. */
import { type Kysely, sql } from 'kysely'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { readConfig } from '../platform/config.ts'
import { type Database, openDatabase, openEmbedded } from '../platform/database.ts'
import type {} from '../testing/embedded-image.ts'
import { newDatabase } from '../testing/real-postgresql.ts'
import { databaseKinds, type DatabaseKind } from '../testing/test-socle.ts'
import { migrate } from './index.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** A database as it was after that migration, with rows that stand for themselves: what they refer to is not needed here. */
async function databaseAt(kind: DatabaseKind, migration: string, rows: (trx: Kysely<never>) => Promise<unknown>) {
  const { db, close } =
    kind === 'embedded'
      ? await openEmbedded(null)
      : await openDatabase({
          ...readConfig({}),
          databaseUrl: await newDatabase(inject('postgresqlUrl')),
          databasePoolSize: 2,
        })
  onTestFinished(close)
  await migrate(db, migration)
  await db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    await rows(trx as unknown as Kysely<never>)
  })
  return db
}

const procedure = (
  trx: Kysely<never>,
  n: number,
  values: { process: string; state: string; title: string; data?: object; turn?: string[] },
) =>
  sql`insert into procedures (id, process, title, state, data, revision, requester_id, opened_at, entered_at, turn, final, link)
    values (${id(n)}, ${values.process}, ${values.title}, ${values.state}, ${JSON.stringify(values.data ?? {})}::jsonb, 1,
      ${id(99)}, now(), now(), ${sql.val(values.turn ?? [])}::text[], false, '/')`.execute(trx)

const procedures = async (db: Database) =>
  new Map(
    (await db.selectFrom('procedures').select(['id', 'title', 'data', 'turn']).execute()).map((row) => [row.id, row]),
  )

describe.each(databaseKinds)('rows of before (%s)', (kind) => {
  test('what a file began with stays its only source until it has others, in their order', async () => {
    const db = await databaseAt(kind, '0020-attendance-in-time', async (trx) => {
      await sql`insert into file_carryovers (file_id, from_file_id, carried, reopened)
        values (${id(1)}, ${id(2)}, ${sql.val(['GI:1'])}::text[], '[]'::jsonb)`.execute(trx)
      await procedure(trx, 10, { process: 'gate-review', state: 'requested', title: 'Titres 1.0, Mise en production' })
      await procedure(trx, 11, {
        process: 'gate-review',
        state: 'requested',
        title: 'Guichet, Conception 2.0, Lancement',
      })
      await procedure(trx, 12, { process: 'reserve', state: 'open', title: 'Étude, Conception' })
    })
    await migrate(db, '0021-gates-of-a-version')
    const sources = () =>
      db
        .selectFrom('file_carryovers')
        .select(['file_id', 'from_file_id', 'carried', 'position'])
        .where('file_id', '=', id(1))
        .orderBy('position')
        .execute()
    expect(await sources()).toEqual([{ file_id: id(1), from_file_id: id(2), carried: ['GI:1'], position: 0 }])
    // From now on a file may begin with several.
    await db.transaction().execute(async (trx) => {
      await sql`set local session_replication_role = replica`.execute(trx)
      await sql`insert into file_carryovers (file_id, from_file_id, carried, reopened, position)
        values (${id(1)}, ${id(3)}, '{}', '[]'::jsonb, 1)`.execute(trx)
    })
    expect((await sources()).map((row) => row.from_file_id)).toEqual([id(2), id(3)])
    // The gate is named by the reader's language; no other title, nor another part of one, is cut.
    const titles = await sql<{ title: string }>`select title from procedures order by id`.execute(db)
    expect(titles.rows.map(({ title }) => title)).toEqual([
      'Titres 1.0',
      'Guichet, Conception 2.0',
      'Étude, Conception',
    ])
  })

  test('what waits for nobody leaves home pages, what waits for somebody stays', async () => {
    const db = await databaseAt(kind, '0021-gates-of-a-version', async (trx) => {
      await procedure(trx, 1, { process: 'product-qualification', state: 'published', title: 'A', turn: ['architect'] })
      await procedure(trx, 2, { process: 'product-release', state: 'superseded', title: 'B', turn: ['operator'] })
      await procedure(trx, 3, { process: 'product-release', state: 'testing', title: 'C', turn: ['operator'] })
    })
    await migrate(db)
    const found = await procedures(db)
    expect([1, 2, 3].map((n) => found.get(id(n))!.turn)).toEqual([[], [], ['operator']])
  })

  test('of a vote that was given before, its one instant is known', async () => {
    const at = new Date('2026-05-12T09:00:00Z')
    const db = await databaseAt(kind, '0022-what-waits-for-nobody', (trx) =>
      sql`insert into committee_votes values (${id(1)}, ${id(2)}, 'for', ${at}, ${id(99)})`.execute(trx),
    )
    await migrate(db)
    expect(await db.selectFrom('committee_votes').select(['at', 'given_at']).execute()).toEqual([
      { at, given_at: [at] },
    ])
  })

  test('what Socle wrote in French is kept as what it says, and what people wrote as they did', async () => {
    const db = await databaseAt(kind, '0023-votes-given-again', async (trx) => {
      await procedure(trx, 1, { process: 'edition', state: 'vote', title: 'Guide d’intégration, 4.0' })
      await sql`insert into edition_drafts (procedure_id, volume, label, file_name, sha256, list, incomplete)
        values (${id(1)}, 'GI', '4.0', 'gi.csv', '', '{}'::jsonb, 0)`.execute(trx)
      await procedure(trx, 2, {
        process: 'derogation',
        state: 'granted',
        title: 'D',
        data: { grounds: 'Comité du 2026-05-12.', until: '2027-01-01' },
      })
      await procedure(trx, 3, {
        process: 'edition',
        state: 'published',
        title: 'MirAI, 2',
        data: { reference: 'Comité du 2026-05-12' },
      })
      await procedure(trx, 4, {
        process: 'go-no-go',
        state: 'go',
        title: 'E',
        data: { grounds: 'Comité du 2026-05-12, à l’unanimité.' },
      })
    })
    await migrate(db)
    const found = await procedures(db)
    expect(found.get(id(1))).toMatchObject({ title: '4.0', data: { volume: 'gi' } })
    expect(found.get(id(2))!.data).toEqual({ 'committee-on': '2026-05-12', until: '2027-01-01' })
    expect(found.get(id(3))!.data).toEqual({ 'committee-on': '2026-05-12' })
    expect(found.get(id(4))!.data).toEqual({ grounds: 'Comité du 2026-05-12, à l’unanimité.' })
  })

  test('a tender under evaluation is from now on its buyer’s turn as well', async () => {
    const db = await databaseAt(kind, '0032-assessments-taken-over', async (trx) => {
      await procedure(trx, 40, { process: 'tender', state: 'evaluation', title: 'Assistant', turn: ['architect'] })
      await procedure(trx, 41, { process: 'tender', state: 'awarded', title: 'Autre', turn: ['buyer'] })
    })
    await migrate(db)
    const found = await procedures(db)
    expect([found.get(id(40))!.turn, found.get(id(41))!.turn]).toEqual([['buyer', 'architect'], ['buyer']])
  })

  test('two seats that bore one name can be told apart, the one mandated first keeping it', async () => {
    const db = await databaseAt(kind, '0027-numbers-of-an-edition', async (trx) => {
      for (const [n, body] of [
        [1, 'Préfecture'],
        [2, 'PREFECTURE'],
        [3, 'Préfecture (2)'],
        [4, 'Agence'],
      ] as const)
        await sql`insert into committee_seats values (${id(n)}, ${body})`.execute(trx)
      for (const [n, from] of [
        [1, '2026-02-01'],
        [2, '2026-01-01'],
        [3, '2026-03-01'],
        [4, '2026-01-01'],
      ] as const)
        await sql`insert into committee_mandates values (${id(10 + n)}, ${id(n)}, ${id(99)}, 'titular', ${from})`.execute(
          trx,
        )
    })
    await migrate(db)
    const seats = await db.selectFrom('committee_seats').selectAll().orderBy('id').execute()
    expect(seats.map(({ body }) => body)).toEqual(['Préfecture (2)', 'PREFECTURE', 'Préfecture (2) (2)', 'Agence'])
  })

  test('evidence reads in both languages, as far as its report knows them', async () => {
    const finding = { place: 'README.md', message: 'Aucune section' }
    const db = await databaseAt(kind, '0032-assessments-taken-over', async (trx) => {
      await sql`insert into application_versions (application_id, label, description, created_at, created_by)
        values ('titres', '1.0', '{}'::jsonb, now(), ${id(99)})`.execute(trx)
      const report = { checks: [{ id: 'repository/readme', title: { fr: 'Un README', en: 'A README' } }] }
      await sql`insert into check_reports (id, application_id, version, pushed_at, pushed_by, report, started_at, checks)
        values (${id(1)}, 'titres', '1.0', now(), 'CI', ${JSON.stringify(report)}::jsonb, now(), '{}')`.execute(trx)
      const evidence = (
        n: number,
        kind: string,
        label: string,
        source: string,
        findings: object[],
        from: string | null,
      ) =>
        sql`insert into evidence (id, application_id, version, requirement_id, kind, label, source, partial, findings, date,
            expires_on, added_by, added_at, report_id)
          values (${id(n)}, 'titres', '1.0', 'GI:1', ${kind}, ${label}, ${source}, false, ${JSON.stringify(findings)}::jsonb,
            '2026-01-01', '2026-06-01', 'CI', now(), ${from})`.execute(trx)
      await evidence(2, 'check', 'Un README', 'repository/readme', [finding, finding], id(1))
      await evidence(3, 'link', 'Plan « été »', 'https://example.org', [], null)
      await evidence(4, 'check', 'Santé', 'endpoint/health', [], id(1))
    })
    await migrate(db)
    const rows = await db.selectFrom('evidence').select(['label', 'findings']).orderBy('id').execute()
    const message = { fr: finding.message, en: finding.message }
    expect(rows).toEqual([
      {
        label: { fr: 'Un README', en: 'A README' },
        findings: [
          { place: 'README.md', message },
          { place: 'README.md', message },
        ],
      },
      { label: { fr: 'Plan « été »', en: 'Plan « été »' }, findings: [] },
      { label: { fr: 'Santé', en: 'Santé' }, findings: [] },
    ])
  })

  test('a go / no-go that one member could give alone is for those who keep the agendas of the vote', async () => {
    const db = await databaseAt(kind, '0033-opened-once', async (trx) => {
      await procedure(trx, 1, { process: 'go-no-go', state: 'study', title: 'Refonte', turn: ['committee-member'] })
      await procedure(trx, 2, { process: 'go-no-go', state: 'self-study', title: 'Retouche', turn: ['team'] })
      await procedure(trx, 3, {
        process: 'gate-review',
        state: 'requested',
        title: 'Titres 1.0',
        turn: ['committee-member'],
      })
    })
    await migrate(db)
    const found = await procedures(db)
    expect([1, 2, 3].map((n) => found.get(id(n))!.turn)).toEqual([['architect'], ['team'], ['committee-member']])
  })

  test('a production gate that one member could pass alone is for those who keep the agendas of the vote', async () => {
    const review = { process: 'gate-review', state: 'requested', title: 'Titres 1.0', turn: ['committee-member'] }
    const db = await databaseAt(kind, '0039-who-stated-a-provider', async (trx) => {
      await procedure(trx, 1, { ...review, data: { gate: 'production' } })
      await procedure(trx, 2, { ...review, data: { gate: 'design' } })
      await procedure(trx, 3, { ...review, state: 'refused', turn: [], data: { gate: 'production' } })
    })
    await migrate(db)
    const found = await procedures(db)
    expect([1, 2, 3].map((n) => found.get(id(n))!.turn)).toEqual([['architect'], ['committee-member'], []])
  })

  test('what was asked and is done since waits for nobody; a decision stays to be read, and what is still asked too', async () => {
    const entered = '2026-05-02T10:00:00Z'
    const db = await databaseAt(kind, '0043-written-minutes', async (trx) => {
      await procedure(trx, 1, { process: 'derogation', state: 'submitted', title: 'Formats', turn: ['architect'] })
      await sql`update procedures set link = '/procedures/1', entered_at = ${entered}`.execute(trx)
      const told = (n: number, text: string, detail: string | null, at: string) =>
        sql`insert into notifications (id, user_id, text, detail, link, at) values (${id(n)}, ${id(99)},
          ${JSON.stringify({ fr: text, en: text })}::jsonb, ${detail}::jsonb, '/procedures/1', ${at})`.execute(trx)
      await told(11, 'accordée, à notifier', null, '2026-05-01T10:00:00Z')
      await told(12, 'accordée', '{"fr":"Motifs","en":"Grounds"}', '2026-05-01T11:00:00Z')
      await told(13, 'déposée', null, entered)
    })
    await migrate(db)
    const rows = await db.selectFrom('notifications').select(['matter', 'settled_at']).orderBy('id').execute()
    const matter = `procedure:${id(1)}`
    expect(rows).toEqual([
      { matter, settled_at: new Date(entered) },
      { matter: null, settled_at: null },
      { matter, settled_at: null },
    ])
  })
})
