/** A table of products is tried, then applied: each report says what will change or what did, in words. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, openAs } from './support/browser.ts'

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

const table = (rows: string) => ({
  name: 'produits.md',
  mimeType: 'text/markdown',
  buffer: Buffer.from(
    `# Référentiel d’essai\n\n## Textes\n\n| Référence | Composant | Fournisseur | Version | Statut |\n|---|---|---|---|---|\n${rows}\n`,
  ),
})

test('what will be added, then was; what changed is named in words; once more there is nothing to do', async () => {
  const page = await openAs(browser, socle.url, 'Hélène Garnier', '/produits/import')
  const send = async (rows: string) => {
    await page.getByLabel('Le document').setInputFiles(table(rows))
    await page.getByRole('button', { name: 'Lire sans rien changer' }).click()
    await page.getByText(/^Rien n’est changé/).waitFor()
  }
  const heads = () => page.locator('section[aria-labelledby=report] summary').allInnerTexts()
  const apply = () => page.getByRole('button', { name: 'Appliquer' }).click()

  await send('| T-1 | Plume | plume.example | 4 | R |\n| T-2 | Encre | encre.example | 2 | M |')
  expect(await heads()).toEqual(['À ajouter (2)'])
  await apply()
  await page.getByText(/^Appliqué/).waitFor()
  expect(await heads()).toEqual(['Ajoutés (2)'])

  await send('| T-1 | Plume | calame.example | 5 | A |\n| T-2 | Encre | encre.example | 2 | M |')
  expect(await heads()).toEqual(['À modifier (1)'])
  await page.getByText('À modifier (1)').click()
  await page.getByText('T-1 (Fournisseur, Version, Statut)').waitFor()
  await apply()
  await page.getByText(/^Appliqué/).waitFor()
  expect(await heads()).toEqual(['Modifiés (1)'])
  expect(await axeViolations(page)).toEqual([])

  await send('| T-1 | Plume | calame.example | 5 | A |')
  await apply()
  await page.getByText('Le référentiel contient déjà tout ce tableau : rien n’a changé.').waitFor()
})
