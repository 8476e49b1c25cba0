/** Conformity files that move to an edition the committee has adopted: what the page says once they have moved. */
import {
  applicationRoutes,
  conformityRoutes,
  editionRoutes,
  procedureRoutes,
  type RequirementId,
} from '@socle/contracts'
import { loadFramework } from '@socle/rulebook'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../server/platform/day.ts'
import { printedRows } from '../server/conformity/editions/volume-list-rules.ts'
import { seatCommittee } from '../server/testing/committee.ts'
import { permits } from '../server/testing/descriptions.ts'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, openAs } from './support/browser.ts'

const DAY = dayOf(new Date())
const FILES = 6
let socle: TestSocle
let browser: Browser

beforeAll(async () => {
  socle = await startTestSocle('embedded')
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await socle.close()
})

const traits = { ...permits.traits, 'ai-use': ['language-models'], 'ai-base-use': 'uses' }

/** @returns what was assessed: whatever each file asks of the AI base */
async function assessedFiles(): Promise<{ fileId: string; requirementId: RequirementId }[]> {
  const camille = await socle.as('camille')
  const assessed: { fileId: string; requirementId: RequirementId }[] = []
  for (let n = 1; n <= FILES; n++) {
    const applicationId = `assistant-${n}`
    await camille.call(applicationRoutes.create, {
      body: { id: applicationId, version: '1', description: { ...permits, name: `Assistant ${n}`, traits } },
    })
    const at = { params: { applicationId }, body: { version: '1', gate: 'design' as const } }
    const fileId = (await camille.call(conformityRoutes.open, at)).body.id
    const file = await camille.call(conformityRoutes.file, { params: { fileId } })
    const items = file.body.items.filter(({ requirement }) => requirement.volume === 'MIRAI')
    expect(items.length).toBeGreaterThan(5)
    for (const { requirement } of items) {
      const params = { fileId, requirementId: requirement.id }
      const body = { status: 'partly' as const, justification: 'À finir.', revision: 0 }
      expect((await camille.call(conformityRoutes.assess, { params, body })).problem).toBeUndefined()
      assessed.push(params)
    }
  }
  return assessed
}

/** One requirement goes, another takes another level. */
async function adoptedEdition(): Promise<void> {
  const helene = await socle.as('helene')
  const committee = await seatCommittee(socle, 2026)
  const rows = printedRows(loadFramework(), 'MIRAI').filter(({ id }) => id !== 'EXI-G-7')
  const lines = rows.map(({ id, level, text, category }) =>
    [id, id === 'EXI-G-4' ? 'I' : level, text, category].map((value) => `"${value.replaceAll('"', '""')}"`).join(';'),
  )
  const form = new FormData()
  form.set('file', new Blob([`ID;Type;Exigence;Catégorie\n${lines.join('\n')}\n`]), 'mirai.csv')
  const made = await helene.call(editionRoutes.import, { query: { volume: 'MIRAI', label: '06/2026' }, form })
  for (const transition of ['discuss', 'submit']) {
    const params = { procedureId: made.body.id }
    const { revision } = (await helene.call(procedureRoutes.get, { params })).body
    await helene.call(procedureRoutes.step, { params, body: { transition, revision } })
  }
  const subject = { kind: 'edition' as const, editionId: made.body.id }
  const { sessionId } = await committee.decide(helene, DAY, [{ subject, title: 'MirAI 06/2026', choice: 'for' }])
  expect((await committee.notify(helene, sessionId)).problem).toBeUndefined()
}

test('once every file has moved the page says so, and no assessment is lost', { timeout: 240_000 }, async () => {
  const assessed = await assessedFiles()
  await adoptedEdition()

  const page = await openAs(browser, socle.url, 'Hélène Garnier', '/cadre/migration')
  await page.getByText(new RegExp(`Dossiers qui peuvent passer à l’édition 2026.2\\s: ${FILES}\\.`)).waitFor()
  const apply = page.getByRole('button', { name: `Appliquer à ces ${FILES} dossiers` })
  await apply.click()
  await apply.click()
  await page.getByText(new RegExp(`dossiers passés\\s: ${FILES} sur ${FILES}`)).waitFor()
  // What was counted before is not offered once more.
  await page.getByText(/^Il n’y a rien à migrer/).waitFor()
  expect(await page.getByRole('button', { name: /^Appliquer/ }).count()).toBe(0)
  expect(await axeViolations(page)).toEqual([])
  const camille = await socle.as('camille')
  for (const params of assessed) {
    const { body } = await camille.call(conformityRoutes.assessment, { params })
    expect(JSON.stringify(body), params.requirementId).toContain('À finir.')
  }
})
