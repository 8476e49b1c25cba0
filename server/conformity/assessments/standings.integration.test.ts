import {
  applicationRoutes,
  checkReportRoutes,
  conformityRoutes,
  homeRoutes,
  type RequirementId,
} from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'
import { dayOf } from '../../platform/day.ts'

const today = dayOf(new Date())
const params = { applicationId: 'titres' }

describe.each(databaseKinds)('the standing that lists show (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let fileId: string
  let due: RequirementId[]
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    camille = await socle.as('camille')
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
    fileId = (await camille.call(conformityRoutes.open, { params, body: { version: '1.0.0', gate: 'production' } }))
      .body.id
    due = (await readFile()).items.map(({ requirement }) => requirement.id)
  })
  afterAll(() => socle.close())

  const readFile = async () => (await camille.call(conformityRoutes.file, { params: { fileId } })).body
  const assess = (requirementId: RequirementId) =>
    camille.call(conformityRoutes.assess, {
      params: { fileId, requirementId },
      body: { status: 'conforming', revision: 0 },
    })
  const prove = (requirementId: RequirementId) =>
    camille.call(conformityRoutes.addLink, {
      params: { fileId, requirementId },
      body: { label: 'Preuve', url: 'https://forge.example.gouv.fr/preuve', date: today },
    })

  test('is the one of the file, when one person assesses while another adds evidence', async () => {
    for (const id of due.slice(0, 12)) {
      const [assessed, proven] = await Promise.all([assess(id), prove(id)])
      expect([assessed.status, proven.status]).toEqual([200, 201])
      const { verdict } = await readFile()
      const { body: portfolio } = await camille.call(conformityRoutes.portfolio)
      expect(portfolio.unproven).toBe(verdict.tally.reduce((sum, { unproven }) => sum + unproven, 0))
      expect(portfolio.byStatus.conforming).toBe(
        verdict.tally.reduce((sum, { byStatus }) => sum + byStatus.conforming, 0),
      )
    }
  })

  test('follows the expiry of evidence, in the list, on the application and on the home page', async () => {
    await assess('GI:1166')
    const check = { id: 'endpoint/plain-http', requirements: ['GI:1166'], verdict: 'fail' as const, findings: [] }
    const report = {
      tool: 'socle check',
      version: '0',
      startedAt: new Date().toISOString(),
      durationMs: 1,
      target: {},
      checks: [check],
    }
    await camille.call(checkReportRoutes.push, { params, body: { version: '1.0.0', report } })
    expect((await readFile()).verdict.answer).toBe('no-go')
    socle.setClock(new Date(Date.now() + 91 * 86_400_000))
    const later = await socle.as('camille')
    const { body: home } = await later.call(homeRoutes.home)
    const { body: list } = await later.call(applicationRoutes.list, { query: { page: 1, size: 10 } })
    const { body: one } = await later.call(applicationRoutes.get, { params })
    socle.setClock(new Date())
    camille = await socle.as('camille')
    expect([
      home.applications[0]?.standing?.answer,
      list.applications[0]?.standing?.answer,
      one.files[0]?.answer,
    ]).toEqual(['undetermined', 'undetermined', 'undetermined'])
  })

  test('a namesake is somebody else: nobody sees where the other one was', async () => {
    const samir = await socle.as('samir')
    await socle.database.db
      .updateTable('users')
      .set({ name: 'Camille Moreau' })
      .where('subject', '=', 'samir')
      .execute()
    expect((await samir.call(homeRoutes.home)).body.recent).toEqual([])
    const { recent } = (await camille.call(homeRoutes.home)).body
    expect(recent.map(({ about }) => about.split(',')[0])).toContain('Titres en ligne')
  })
})
