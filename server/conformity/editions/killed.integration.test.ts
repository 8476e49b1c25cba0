/** The power goes in the middle of an import or of a migration: what was begun is there whole, or not at all. */
import { applicationRoutes, conformityRoutes, editionRoutes, type RequirementId } from '@socle/contracts'
import { loadFramework } from '@socle/rulebook'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { seatCommittee } from '../../testing/committee.ts'
import { permits } from '../../testing/descriptions.ts'
import { type SocleProcess, startSocleProcess } from '../../testing/socle-process.ts'
import { signedIn, type TestClient } from '../../testing/test-client.ts'
import { newDatabase } from '../../testing/real-postgresql.ts'
import { databaseKinds } from '../../testing/test-socle.ts'
import { listForm, publishList } from './testing.ts'
import { printedRows } from './volume-list-rules.ts'

const timeout = 300_000
const applications = Array.from({ length: 4 }, (_, n) => `application-${n}`)
const printed = printedRows(loadFramework(), 'MIRAI')
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
/** One requirement reworded, another under a new number. */
const list = `${[
  'ID;Type;Exigence;Catégorie',
  ...printed.map(({ id, level, text, category }) =>
    [
      id === 'EXI-G-8' ? 'EXI-G-18' : id,
      level,
      id === 'EXI-G-6' ? `${text} Il est refait chaque année.` : text,
      category,
    ]
      .map(quoted)
      .join(';'),
  ),
].join('\n')}\n`

describe.each(databaseKinds)('killed in the middle (%s)', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'socle-killed-'))
  let environment: Record<string, string> = {}
  let socle: SocleProcess
  let helene: TestClient
  let camille: TestClient
  const files = new Map<string, string>()

  const start = async (): Promise<void> => {
    socle = await startSocleProcess(folder, environment)
    helene = await signedIn(socle.url, 'helene')
    camille = await signedIn(socle.url, 'camille')
  }
  /** What is under way is cut off, the way the other end sees it: an answer that never comes. */
  const killDuring = async (work: Promise<unknown>): Promise<void> => {
    const cut = work.catch(() => undefined)
    await socle.kill()
    await cut
    await start()
  }

  beforeAll(async () => {
    if (kind === 'postgresql') environment = { DATABASE_URL: await newDatabase(inject('postgresqlUrl')) }
    await start()
    const description = {
      ...permits,
      traits: { ...permits.traits, 'ai-use': ['language-models'], 'ai-base-use': 'uses' },
    }
    for (const id of applications) {
      await camille.call(applicationRoutes.create, { body: { id, version: '1', description } })
      const opened = await camille.call(conformityRoutes.open, {
        params: { applicationId: id },
        body: { version: '1', gate: 'production' },
      })
      files.set(id, opened.body.id)
      for (const requirementId of ['MIRAI:EXI-G-6', 'MIRAI:EXI-G-8'] as const) {
        const said = await camille.call(conformityRoutes.assess, {
          params: { fileId: opened.body.id, requirementId },
          body: { status: 'conforming', justification: `Constat de ${requirementId}`, revision: 0 },
        })
        expect(said.problem?.detail).toBeUndefined()
      }
    }
  }, timeout)
  afterAll(async () => {
    await socle.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('during imports: a draft has every row of its list, or there is none', { timeout }, async () => {
    const imported = (label: string) =>
      helene.call(editionRoutes.import, { query: { volume: 'MIRAI', label }, form: listForm(list) })
    await killDuring(Promise.all([imported('a'), imported('b')]))
    const { drafts } = (await helene.call(editionRoutes.list)).body
    for (const { id } of drafts) {
      const draft = (await helene.call(editionRoutes.get, { params: { draftId: id } })).body
      expect(draft.rows).toHaveLength(printed.length)
    }
    expect((await imported('c')).problem?.detail).toBeUndefined()
  })

  test('during a migration: each file has moved whole, or not; it goes on afterwards', { timeout }, async () => {
    const committee = await seatCommittee({ as: (person) => signedIn(socle.url, person) }, new Date().getFullYear())
    await publishList(
      { architect: helene, committee },
      {
        volume: 'MIRAI',
        sheet: loadFramework().requirementById.get('MIRAI:EXI-G-6')!.sheet,
        list,
        label: '2026',
      },
    )
    const simulated = (await helene.call(editionRoutes.simulate)).body
    expect(simulated.files).toHaveLength(applications.length)
    const migrate = () => helene.call(editionRoutes.migrate, { body: { digest: simulated.edition.digest } })
    expect((await migrate()).problem).toBeUndefined()
    await killDuring(
      expect
        .poll(async () => (await helene.call(editionRoutes.runs)).body.runs[0]?.done ?? 0, { interval: 5 })
        .toBeGreaterThan(0),
    )

    const left = new Set((await helene.call(editionRoutes.simulate)).body.files.map(({ fileId }) => fileId))
    const statusIn = async (fileId: string, requirementId: RequirementId) =>
      (await camille.call(conformityRoutes.assessment, { params: { fileId, requirementId } })).body?.item?.assessment
        .status
    for (const fileId of files.values()) {
      const [reworded, before, after] = await Promise.all(
        (['MIRAI:EXI-G-6', 'MIRAI:EXI-G-8', 'MIRAI:EXI-G-18'] as const).map((id) => statusIn(fileId, id)),
      )
      expect([reworded, before, after]).toEqual(
        left.has(fileId) ? ['conforming', 'conforming', undefined] : ['not-assessed', undefined, 'conforming'],
      )
    }

    // A run whose process died says so by itself, before anybody starts another, which takes the rest.
    const last = async () => (await helene.call(editionRoutes.runs)).body.runs[0]!
    await expect
      .poll(async () => (await last()).state, { timeout: 60_000 })
      .toBe(left.size === 0 ? 'finished' : 'interrupted')
    expect((await last()).endedAt).not.toBeNull()
    await expect.poll(async () => (await migrate()).problem?.code, { timeout: 120_000 }).toBeUndefined()
    await expect
      .poll(async () => (await helene.call(editionRoutes.simulate)).body.files.length, { timeout: 60_000 })
      .toBe(0)
  })
})
