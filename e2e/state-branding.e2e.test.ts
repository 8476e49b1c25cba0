/** The State's mark stands on sites whose operator asks for it, and on no other. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, newPage } from './support/browser.ts'

let browser: Browser
let marked: TestSocle
let plain: TestSocle

beforeAll(async () => {
  marked = await startTestSocle('embedded', {}, undefined, { stateBranding: ['Ministère', 'de l’Intérieur "<b>"'] })
  plain = await startTestSocle('embedded')
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await marked.close()
  await plain.close()
})

async function open({ url }: TestSocle): Promise<Page> {
  const page = await newPage(browser)
  await page.goto(`${url}/connexion`)
  await page.locator('h1').waitFor()
  await page.waitForLoadState('networkidle')
  return page
}
const pictureOf = (page: Page): Promise<string> =>
  page.locator('header .fr-logo').evaluate((mark) => getComputedStyle(mark, '::before').backgroundImage.slice(0, 20))

test('the mark is in header and footer, with its lines as they were given', async () => {
  const page = await open(marked)
  for (const place of ['header', 'footer'])
    expect(await page.locator(`${place} .fr-logo`).innerText()).toMatch(/^ministère\nde l’intérieur "<b>"$/i)
  expect(await pictureOf(page)).toContain('url("data:image/svg')
  expect(await axeViolations(page)).toEqual([])
})

test('a page tells a probe by HEAD that it is there', async () => {
  for (const path of ['/', '/connexion']) {
    const answer = await fetch(`${plain.url}${path}`, { method: 'HEAD' })
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 200, 'text/html; charset=utf-8'])
  }
})

test('nobody who did not ask for it has it', async () => {
  const page = await open(plain)
  expect(await page.getByRole('banner').innerText()).toContain('Socle')
  expect(await page.locator('.fr-logo').count()).toBe(0)
})
