import axe from 'axe-core'
import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path))

/** The system's Chromium; without the switches it looks for its maker's servers at every start. */
export function launchBrowser(): Promise<Browser> {
  if (executablePath === undefined)
    throw new Error('Chromium is missing: install it (Debian: apt-get install chromium).')
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** A page of its own session, in French; on the clock of this machine, unless the device is said to be elsewhere. */
export const newPage = async (browser: Browser, timezoneId?: string): Promise<Page> =>
  (await browser.newContext({ locale: 'fr-FR', timezoneId })).newPage()

/** Signs in as a person would: by the page that lets one choose a persona. */
export async function signInAs(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/connexion`)
  await page.getByRole('link', { name: /^(Se connecter|Sign in)$/ }).click()
  await page.getByRole('button', { name }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

/** A page of its own session in which somebody has signed in and stands at that address, all of it loaded. */
export async function openAs(browser: Browser, url: string, name: string, path = '/'): Promise<Page> {
  const page = await newPage(browser)
  await signInAs(page, url, name)
  if (path !== '/') await page.goto(`${url}${path}`)
  await page.locator('h1').waitFor()
  await page.waitForLoadState('networkidle')
  return page
}

/**
 * What axe finds wrong, in short. It is put into the page as text, which no content policy keeps out; no page of ours has a frame,
 * for which its builder would open a second page each time.
 */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ['violations'],
    })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)
  })
}
