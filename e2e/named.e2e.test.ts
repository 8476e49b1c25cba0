/** Things are called by their names: what is typed is one of them or told at its field, and a question names what it is about. */
import { conformityRoutes } from '@socle/contracts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../server/platform/day.ts'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, openAs } from './support/browser.ts'
import { type Made, makeTitres } from './support/titres.ts'

let socle: TestSocle
let browser: Browser
let made: Made

beforeAll(async () => {
  socle = await startTestSocle('embedded')
  made = await makeTitres(socle)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await socle.close()
})

const at = (who: string, path: string) => openAs(browser, socle.url, who, path)

test('a name that is none of the choices is told at its field, and the form waits for one that is', async () => {
  const page = await at('Nadia Rousseau', '/decisions/nouvelle?process=reserve')
  const field = page.getByLabel(/^Application/)
  await field.fill('Titres imaginaires')
  await field.blur()
  await page.getByText('« Titres imaginaires » ne figure pas parmi les choix.').waitFor()
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  expect(await axeViolations(page)).toEqual([])
  await field.fill('Titres en ligne')
  await field.blur()
  await page.getByText('ne figure pas parmi les choix').waitFor({ state: 'detached' })
  expect(await field.getAttribute('aria-invalid')).not.toBe('true')
  await page.close()
})

test('the question before evidence is withdrawn names it, in whatever language', async () => {
  const camille = await socle.as('camille')
  const params = { fileId: made.file, requirementId: 'GI:1344' as const }
  const link = { label: 'Relevé du 3 mars', url: 'https://titres.example.gouv.fr/preuve', date: dayOf(new Date()) }
  expect((await camille.call(conformityRoutes.addLink, { params, body: link })).status).toBe(201)
  const page = await at('Camille Moreau', `/applications/titres/dossiers/${made.file}/GI:1344`)
  await page.getByRole('button', { name: /^Retirer.*Relevé du 3 mars/ }).click()
  const question = page.getByRole('alert').filter({ hasText: 'Relevé du 3 mars' })
  await question.waitFor()
  expect(await question.innerText()).not.toContain('object')
  expect(await axeViolations(page)).toEqual([])
  await page.evaluate(() => localStorage.setItem('socle.language', 'en'))
  await page.reload()
  await page.getByRole('button', { name: /^Withdraw.*Relevé du 3 mars/ }).click()
  await page.getByRole('alert').filter({ hasText: 'Relevé du 3 mars' }).waitFor()
  await page.close()
})
