import { AxeBuilder } from '@axe-core/playwright'
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

/** A page of its own session, in French. axe needs a context that it can open a page in. */
export const newPage = async (browser: Browser): Promise<Page> =>
  (await browser.newContext({ locale: 'fr-FR' })).newPage()

/** Signs in as a person would: by the page that lets one choose a persona. */
export async function signInAs(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/connexion`)
  await page.getByRole('link', { name: /^(Se connecter|Sign in)$/ }).click()
  await page.getByRole('button', { name }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

/** What axe finds wrong, in short. */
export async function axeViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)
}
