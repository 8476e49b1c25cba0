/** What an operator does from the page, each act after being told what it does. */
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, newPage, signInAs } from './support/browser.ts'

let socle: TestSocle
let browser: Browser
let page: Page

beforeAll(async () => {
  socle = await startTestSocle('embedded')
  browser = await launchBrowser()
  page = await newPage(browser)
  await signInAs(page, socle.url, 'Inès Carpentier')
  await page.goto(`${socle.url}/administration/exploitation`)
  await page.getByText('Socle fonctionne normalement.').waitFor()
})
afterAll(async () => {
  await browser.close()
  await socle.close()
})

test('the answer changes with the mode, and says why', async () => {
  await page.getByLabel(/^Raison/).fill('Copie du soir')
  await page.getByRole('button', { name: 'Passer en consultation' }).click()
  await page.getByText('Socle fonctionne, mais pas comme d’ordinaire.').waitFor()
  await page.getByText('Raison : Copie du soir').waitFor()
  await page.getByRole('button', { name: 'Revenir au mode normal' }).click()
  await page.getByText('Socle fonctionne normalement.').waitFor()
})

test('a copy is downloaded once its reader knows what it holds', async () => {
  await page.getByRole('button', { name: 'Télécharger une copie' }).click()
  await page.getByText('gardez-le comme un secret').waitFor()
  expect(await axeViolations(page)).toEqual([])
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Télécharger une copie' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('database.jsonl')
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n')
  expect(lines.every((line) => typeof JSON.parse(line) === 'object')).toBe(true)
  await page.getByText('Copie faite').waitFor()
})

test('stopping a process is asked twice, in words that follow its delays', async () => {
  await page.getByText('Changer les délais').click()
  await page.getByLabel(/préavis/).fill('40')
  await page.getByRole('button', { name: 'Retirer du service et arrêter' }).click()
  await page.getByText('Dans 40 secondes, ce processus ne prend plus de connexion').waitFor()
  await page.getByRole('button', { name: 'Annuler' }).click()
  await page.getByText('Socle fonctionne normalement.').waitFor()
  await page.getByRole('button', { name: 'Retirer du service et arrêter' }).click()
  await page.getByRole('button', { name: 'Retirer du service et arrêter' }).click()
  // A Socle of a test is no process of its own: it says that it cannot.
  await page.getByRole('alert').waitFor()
})
