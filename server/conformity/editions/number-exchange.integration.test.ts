/** A volume that had no text gets its first edition, then one that exchanges two numbers: whatever was said follows the wording. */
import {
  applicationRoutes,
  type Assessment,
  conformityRoutes,
  editionRoutes,
  frameworkRoutes,
  homeRoutes,
  notificationRoutes,
  type RequirementId,
  tokenRoutes,
} from '@socle/contracts'
import { digestOf, loadFramework } from '@socle/rulebook'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { childEnvironment } from '../../testing/child-environment.ts'
import { seatCommittee, type TestCommittee } from '../../testing/committee.ts'
import { permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'
import { bilingual, publishList } from './testing.ts'

const saving = 'La sauvegarde de chaque base se rejoue chaque mois sur une machine neuve.'
const signing = 'Chaque image est signée avant d’entrer dans le registre.'
const logging = 'Les journaux sortent sur la sortie standard, une ligne par événement.'
const listOf = (rows: readonly (readonly [string, string])[]): string =>
  `${['ID;Type;Exigence', ...rows.map(([id, wording]) => `${id};P;${wording}`)].join('\n')}\n`

describe.each(databaseKinds)('numbers of a volume are exchanged (%s)', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'socle-exchange-'))
  let socle: TestSocle
  let camille: TestClient
  let helene: TestClient
  let committee: TestCommittee
  let fileId = ''

  beforeAll(async () => {
    socle = await startTestSocle(kind)
    camille = await socle.as('camille')
    helene = await socle.as('helene')
    committee = await seatCommittee(socle, new Date().getFullYear())
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1', description: permits } })
  })
  afterAll(async () => {
    await socle.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const publish = (rows: readonly (readonly [string, string])[], label: string) =>
    publishList({ architect: helene, committee }, { volume: 'CN', sheet: 'CN:exigences', list: listOf(rows), label })
  const assessment = async (requirementId: RequirementId) =>
    (await camille.call(conformityRoutes.assessment, { params: { fileId, requirementId } })).body

  const migrate = async () => {
    const { edition } = (await helene.call(editionRoutes.simulate)).body
    await helene.call(editionRoutes.migrate, { body: { digest: edition.digest } })
    const ended = async () => (await helene.call(editionRoutes.runs)).body.runs[0]?.endedAt ?? null
    await expect.poll(ended, { timeout: 60_000, interval: 50 }).not.toBeNull()
  }

  test('the first list of the cloud native volume is completed and published under its numbers', async () => {
    await publish([['EX1', saving], ['EX2', signing], ['EX3', logging]], '2025') // prettier-ignore
    const shown = await camille.call(frameworkRoutes.requirement, { params: { requirementId: 'CN:EX2' } })
    expect(shown.body).toMatchObject({ reference: 'EX2', volume: 'CN', sheet: 'CN:exigences', text: { fr: signing } })
  })

  test('exchanged numbers are told as such, and each requirement keeps what it was given', async () => {
    const opened = await camille.call(conformityRoutes.open, {
      params: { applicationId: 'titres' },
      body: { version: '1', gate: 'production' },
    })
    fileId = opened.body.id
    for (const [requirementId, status] of [
      ['CN:EX1', 'conforming'],
      ['CN:EX2', 'partly'],
    ] as const) {
      // prettier-ignore
      const params = { fileId, requirementId }
      const said = { status, justification: `Constat de ${requirementId}`, revision: 0 }
      expect((await camille.call(conformityRoutes.assess, { params, body: said })).problem?.detail).toBeUndefined()
      await camille.call(conformityRoutes.comment, { params, body: { text: `Vu ${requirementId}` } })
      const link = {
        label: `Preuve ${requirementId}`,
        url: 'https://titres.example.gouv.fr/preuve',
        date: '2026-06-01',
      }
      await camille.call(conformityRoutes.addLink, { params, body: link })
    }
    const draft = await publish([['EX2', saving], ['EX1', signing], ['EX3', logging]], '2026') // prettier-ignore
    expect(draft.rows.map(({ missing }) => missing)).toEqual([[], [], []])
    const changes = draft.difference.changes.map(
      ({ kind: told, before, after }) => `${told} ${before.join()}>${after.join()}`,
    )
    expect(changes.sort()).toEqual(['renumbered CN:EX1>CN:EX2', 'renumbered CN:EX2>CN:EX1'])
    const shown = await camille.call(frameworkRoutes.requirement, { params: { requirementId: 'CN:EX2' } })
    expect(shown.body).toMatchObject({ text: bilingual(saving), title: bilingual(saving.slice(0, 20).trim()) })
  })

  test('statuses, evidence and discussion of a file go with the wording, not with the number', async () => {
    const simulated = (await helene.call(editionRoutes.simulate)).body
    expect(simulated.totals).toMatchObject({ reopened: 0, appears: 0, disappears: 0 })
    const assessed = new Map<string, Assessment>()
    for (const id of ['CN:EX1', 'CN:EX2'] as const) assessed.set(id, (await assessment(id)).item.assessment)
    await migrate()
    for (const [now, former, status] of [
      ['CN:EX2', 'CN:EX1', 'conforming'],
      ['CN:EX1', 'CN:EX2', 'partly'],
    ] as const) {
      // prettier-ignore
      const { item, comments, evidence, history } = await assessment(now)
      expect(item.assessment).toMatchObject({ status, justification: `Constat de ${former}` })
      // Whoever assessed it did so then, whoever moved the file later: the history says from which number it comes.
      const { author, assessedAt } = assessed.get(former)!
      expect(item.assessment).toMatchObject({ author, assessedAt })
      expect(history.at(-1)).toMatchObject({ status, author, at: assessedAt, takenOverFrom: former })
      expect(history.filter(({ takenOverFrom }) => takenOverFrom === null).length).toBeGreaterThan(0)
      expect(comments.map(({ text }) => text)).toEqual([`Vu ${former}`])
      expect(evidence.filter(({ state }) => state === 'valid').map(({ label }) => label.fr)).toEqual([
        `Preuve ${former}`,
      ])
    }
  })

  test('each assessment is where its author was, once', async () => {
    const { recent } = (await camille.call(homeRoutes.home)).body
    const about = recent.filter(({ link }) => link.startsWith(`/applications/titres/dossiers/${fileId}/`))
    expect(about.map(({ link }) => link.slice(-6)).toSorted()).toEqual(['CN:EX1', 'CN:EX2'])
  })

  test('the edition leaves as files that are the same edition again, and as a list', { timeout: 120_000 }, async () => {
    const { body } = await camille.call(tokenRoutes.issue, { body: { label: 'export' } })
    writeFileSync(join(folder, 'token'), body.secret)
    const run = async (...words: string[]) => {
      const env = {
        ...childEnvironment(),
        HOME: folder,
        SOCLE_URL: socle.url,
        SOCLE_TOKEN_FILE: join(folder, 'token'),
      }
      const main = resolve(import.meta.dirname, '../../../cli/main.ts')
      return (await promisify(execFile)(process.execPath, [main, 'edition', ...words], { cwd: folder, env })).stdout
    }
    const told = JSON.parse(await run('export', '2026.3', '--out', 'out', '--json')) as {
      digest: string
      files: string[]
    }
    const again = loadFramework(join(folder, 'out'))
    expect(again.edition).toMatchObject({ id: '2026.3', digest: told.digest })
    expect(again.requirementById.get('CN:EX2')!.text).toEqual(bilingual(saving))
    const { body: served } = await camille.call(editionRoutes.files, { params: { edition: told.digest } })
    expect(digestOf(served.files)).toBe(told.digest)

    await expect(run('export', '2026.2', '--out', 'out')).rejects.toThrow(/--replace/)
    writeFileSync(join(folder, 'out/requirements/stale.yaml'), 'x: 1\n')
    expect(await run('export', '2026.2', '--out', 'out', '--replace')).toContain('- requirements/stale.yaml')
    expect(loadFramework(join(folder, 'out')).edition.id).toBe('2026.2')
    await run('export', 'in-force', '--sheet', 'cn.csv', '--volume', 'CN')
    expect(readFileSync(join(folder, 'cn.csv'), 'utf8')).toContain(`EX2;P;${saving}`)
    expect((await camille.call(editionRoutes.files, { params: { edition: '1999.1' } })).problem?.code).toBe(
      'edition-unknown',
    )
  })

  test('a requirement that joined another is told as such, in the simulation and to the team', async () => {
    await publish([['EX1', signing], ['EX3', `${logging} ${saving}`]], '2027') // prettier-ignore
    const { body: simulated } = await helene.call(editionRoutes.simulate)
    expect(simulated.totals).toMatchObject({ joined: 1, disappears: 0 })
    const { items } = (await helene.call(editionRoutes.simulateFile, { params: { fileId } })).body
    const joined = items.find(({ requirementId }) => requirementId === 'CN:EX2')
    expect(joined).toMatchObject({ outcome: 'joined', laterIds: ['CN:EX3'], changes: ['merged'], status: 'conforming' })
    expect(joined!.reason.fr).toContain('CN:EX3')
    expect(joined!.reason.fr).not.toContain('ne la porte plus')
    await migrate()
    const { notifications } = (await camille.call(notificationRoutes.list)).body
    const told = notifications.map(({ text }) => text.fr).filter((text) => /réunies à une autre : 1/i.test(text))
    expect(told).toEqual([expect.not.stringMatching(/retirées/)])
  })
})
