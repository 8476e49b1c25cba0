/** The buyer records the bids of a tender: what is refused is told where it was sent from. */
import { tenderRoutes } from '@socle/contracts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, openAs } from './support/browser.ts'

let socle: TestSocle
let browser: Browser
let id: string

beforeAll(async () => {
  socle = await startTestSocle('embedded')
  browser = await launchBrowser()
  const luc = await socle.as('luc')
  const created = await luc.call(tenderRoutes.create, { body: { reference: 'B-1', title: 'Assistant' } })
  id = created.body.id
  let { body: tender } = await luc.call(tenderRoutes.choose, {
    params: { tenderId: id },
    body: { revision: created.body.revision, requirements: [{ id: 'MIRAI:EXI-G-6' }] },
  })
  for (const step of ['freeze', 'publish'] as const)
    tender = (
      await luc.call(tenderRoutes.step, { params: { tenderId: id, step }, body: { revision: tender.revision } })
    ).body
})
afterAll(async () => {
  await browser.close()
  await socle.close()
})

test('a grid that is refused is told beside its form, where the focus goes, and leaves what was typed', async () => {
  const page = await openAs(browser, socle.url, 'Luc Fontaine', `/decisions/marches/${id}`)
  await page.getByLabel('Soumissionnaire').fill('Alpha')
  await page
    .getByLabel('Grille remplie')
    .setInputFiles({ name: 'offre.ods', mimeType: 'application/octet-stream', buffer: Buffer.from('no sheet') })
  await page.getByRole('button', { name: 'Lire la grille' }).click()
  const refusal = page.getByRole('region', { name: 'Offres reçues' }).getByRole('alert')
  await refusal.waitFor()
  expect(await page.getByRole('alert').count()).toBe(1)
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'alert')
  expect(await page.getByLabel('Soumissionnaire').inputValue()).toBe('Alpha')
  expect(await axeViolations(page)).toEqual([])
})
