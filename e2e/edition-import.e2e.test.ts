/** A list in a sheet with merged cells and formulas, brought in by keyboard: refused, offered, read, told. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawnSheet } from '../server/conformity/editions/testing.ts'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, newPage, signInAs } from './support/browser.ts'

let socle: TestSocle
let browser: Browser
let page: Page

beforeAll(async () => {
  socle = await startTestSocle('embedded')
  browser = await launchBrowser()
  page = await newPage(browser)
})
afterAll(async () => {
  await browser.close()
  await socle.close()
})

test(
  'merged cells and formulas are refused with their places, then read by who ticks the box',
  { timeout: 120_000 },
  async () => {
    await signInAs(page, socle.url, 'Hélène Garnier')
    await page.goto(`${socle.url}/cadre/editions`)
    const rows = [
      { id: 'EXI-Z-1', level: 'P', text: 'Les journaux sont horodatés.' },
      { id: 'EXI-Z-2', level: 'I', text: 'Les journaux sont gardés un an.' },
    ]
    await page.locator('#import-volume').selectOption('MIRAI')
    await page
      .locator('#import-file')
      .setInputFiles({ name: 'liste.fods', mimeType: 'text/xml', buffer: Buffer.from(drawnSheet(rows)) })
    const box = page.getByRole('checkbox', { name: /Lire la liste quand même/ })
    expect(await box.count()).toBe(0)

    const read = page.getByRole('button', { name: 'Lire sans rien enregistrer' })
    await read.focus()
    await page.keyboard.press('Enter')
    await page
      .getByRole('alert')
      .getByText(/feuille Liste.*D2:D3.*A2, A3/)
      .waitFor()
    // The box has the focus, and is described by why it is there.
    await page.waitForFunction(() => document.activeElement?.id === 'import-lenient')
    const described = await box.evaluate(
      (at) => document.getElementById(at.getAttribute('aria-describedby')!)?.innerText,
    )
    expect(described).toMatch(/D2:D3/)
    expect(await axeViolations(page)).toEqual([])

    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText(/Exigences lues\s*: 2/).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    const anomaly = page.getByText(/^cellules fusionnées \(1\)/)
    await anomaly.waitFor()
    // What changes is told apart from the anomalies above it.
    const above = (await anomaly.boundingBox())!
    expect((await page.getByText(/^De 2026\.1 à/).boundingBox())!.y - above.y - above.height).toBeGreaterThan(15)
    await page.getByLabel(/^Nom de l’édition/).fill('lue quand même')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/cadre\/editions\/[0-9a-f-]{36}$/)

    // What remains to be completed is one step from where it is said.
    await page.getByRole('link', { name: /^2 exigences restent à compléter/ }).focus()
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.textContent === 'Exigences de la liste')

    // Another file is asked about anew.
    await page.goto(`${socle.url}/cadre/editions`)
    expect(await box.count()).toBe(0)
  },
)
