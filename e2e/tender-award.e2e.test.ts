/** The buyer awards a tender, and makes the remediation plan of the bid that was kept. */
import { type Tender, tenderRoutes } from '@socle/contracts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gridOds } from '../server/conformity/tenders/grid-ods.ts'
import { lineOf } from '../server/conformity/tenders/testing.ts'
import type { TestClient } from '../server/testing/test-client.ts'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, openAs } from './support/browser.ts'

const ELIMINATES = 'MIRAI:EXI-G-6'
const SCORED = 'MIRAI:EXI-G-2'
let socle: TestSocle
let browser: Browser
let luc: TestClient
let tender: Tender

beforeAll(async () => {
  socle = await startTestSocle('embedded')
  luc = await socle.as('luc')
  browser = await launchBrowser()
  const created = await luc.call(tenderRoutes.create, { body: { reference: 'A-1', title: 'Assistant' } })
  const params = { tenderId: created.body.id }
  const requirements = [{ id: ELIMINATES }, { id: SCORED }] as const
  tender = (
    await luc.call(tenderRoutes.choose, {
      params,
      body: { revision: created.body.revision, requirements: [...requirements] },
    })
  ).body
  const step = async (name: 'freeze' | 'publish' | 'evaluate') => {
    const { body } = await luc.call(tenderRoutes.step, {
      params: { ...params, step: name },
      body: { revision: tender.revision },
    })
    tender = body
  }
  await step('freeze')
  await step('publish')
  for (const [bidder, scored] of [
    ['Alpha', 'conforming'],
    ['Bêta', 'partly'],
  ] as const) {
    const bytes = await gridOds(
      {
        code: tender.gridCode!,
        tender: tender.title,
        requirements: tender.choices,
        policy: tender.policy,
        answers: [lineOf(ELIMINATES, 'committed', { comment: 'Le 1er septembre.' }), lineOf(SCORED, scored)],
      },
      'fr',
    )
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array(bytes)]), 'offre.ods')
    const { body } = await luc.call(tenderRoutes.addBid, { params, query: { bidder }, form })
    expect(body.bidder).toBe(bidder)
  }
  tender = (await luc.call(tenderRoutes.get, { params })).body
  await step('evaluate')
})
afterAll(async () => {
  await browser.close()
  await socle.close()
})

test('a bid that is not the first is awarded knowingly, and an action of the plan that is half said is told', async () => {
  const page = await openAs(browser, socle.url, 'Luc Fontaine', `/decisions/marches/${tender.id}`)
  await page.getByLabel('Offre retenue').selectOption({ label: '2. Bêta (10)' })
  await page.getByLabel('Motif').fill('Le prix départage les offres.')
  const award = page.getByRole('button', { name: 'Attribuer le marché' })
  await award.click()
  await page.getByText(/Bêta\s» est au rang 2 de la note technique, avec 10 sur 20/).waitFor()
  await page.getByRole('button', { name: 'Annuler' }).click()
  // Nothing of the kind is said of the first.
  await page.getByLabel('Offre retenue').selectOption({ label: '1. Alpha (20)' })
  await award.click()
  await page.getByText(/Attribuer le marché à «\sAlpha/).waitFor()
  expect(await page.getByText(/de la note technique/).count()).toBe(0)
  await page.getByRole('button', { name: 'Annuler' }).click()
  await page.getByLabel('Offre retenue').selectOption({ label: '2. Bêta (10)' })
  await award.click()
  await award.click()

  await page.getByText(/^Une action et sa date/).waitFor()
  const line = (requirement: string) => page.getByRole('group', { name: new RegExp(`^${requirement} `) })
  await line(ELIMINATES).getByLabel('Action attendue').fill('Livrer le point à six mois.')
  await page.locator(`[id="due-${ELIMINATES}"]`).fill('2032-09-01')
  await line(SCORED).getByLabel('Action attendue').fill('Compléter la réponse.')
  await page.getByText('Une action attend encore sa date ou son contenu : elle n’entre pas au plan.').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Ajouter au plan' }).click()
  await page.getByText('Livrer le point à six mois.').waitFor()
  // What was begun stays to be finished.
  expect(await line(SCORED).getByLabel('Action attendue').inputValue()).toBe('Compléter la réponse.')
  const { body } = await luc.call(tenderRoutes.get, { params: { tenderId: tender.id } })
  expect(body.remediation.map(({ requirementId }) => requirementId)).toEqual([ELIMINATES])
})
