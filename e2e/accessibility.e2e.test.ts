import { editionRoutes, tenderRoutes } from '@socle/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, newPage, signInAs } from './support/browser.ts'
import { faultsOf, wideDarkNarrowLight, wideLightNarrowDark } from './support/faults.ts'
import { type Made, makeTitres } from './support/titres.ts'

let socle: TestSocle
let browser: Browser
let page: Page
let made: Made

beforeAll(async () => {
  socle = await startTestSocle('embedded')
  made = await makeTitres(socle)
  browser = await launchBrowser()
  page = await newPage(browser)
})
afterAll(async () => {
  await browser.close()
  await socle.close()
})

/** Where each page is found, once `made` is. */
const pages: Record<string, () => string> = {
  home: () => '/',
  requirements: () => '/exigences',
  'no result': () => '/exigences?q=zzzz',
  sheet: () => '/exigences/fiches/GI:PU-1',
  requirement: () => '/exigences/GI:1166',
  applications: () => '/applications',
  'new application': () => '/applications/nouvelle',
  description: () => '/applications/titres/description',
  application: () => '/applications/titres',
  'unknown application': () => '/applications/inconnue',
  'check report': () => `/applications/titres/verifications/${made.report}`,
  'conformity file': () => `/applications/titres/dossiers/${made.file}`,
  assessment: () => `/applications/titres/dossiers/${made.file}/GI:1344`,
  homologation: () => '/applications/titres/homologation',
  'personal data': () => '/applications/titres/donnees-personnelles',
  hosting: () => '/applications/titres/hebergement',
  'sign-on': () => '/applications/titres/authentification',
  products: () => '/produits',
  product: () => '/produits/T-1',
  'product facts': () => '/produits/T-1/fiche',
  'product import': () => '/produits/import',
  procedures: () => '/decisions?show=all',
  'no procedure': () => '/decisions?search=zzzz',
  'opening of a procedure': () => '/decisions/nouvelle',
  procedure: () => `/procedures/${made.reserve}`,
  'gate review': () => `/procedures/${made.review}`,
  notifications: () => '/notifications',
  editions: () => '/cadre/editions',
  differences: () => '/cadre/differences?before=in-force&after=in-force',
  comments: () => '/cadre/commentaires',
  'migration refused': () => '/cadre/migration',
  tokens: () => '/mes-jetons',
  forbidden: () => '/administration/personnes',
  accessibility: () => '/accessibilite',
  error: () => '/errors/forbidden',
  'not found': () => '/nulle-part',
}

test('sign-in, one that failed, and the choice of a persona have no violation', async () => {
  await page.goto(`${socle.url}/connexion`)
  await page.locator('h1').waitFor()
  expect(await axeViolations(page)).toEqual([])
  // An address made by somebody else puts no word on the page.
  await page.goto(`${socle.url}/connexion?problem=constructor`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
  // What a browser meets that comes back from the provider without having been sent there.
  await page.goto(`${socle.url}/auth/callback?code=unknown`)
  await page.getByRole('alert').getByText('n’a pas confirmé la connexion.').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('link', { name: 'Se connecter' }).click()
  await page.getByRole('heading', { name: 'Qui êtes-vous ?' }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await signInAs(page, socle.url, 'Camille Moreau')
})

test.each(Object.keys(pages))('%s: no axe violation, one h1, a title, no sideways scroll', async (name) => {
  expect(await faultsOf(page, `${socle.url}${pages[name]!()}`)).toEqual([])
})

/** What everybody else sees: the pages of each trade, in both languages, light and wide, dark and narrow. */
const trades: Record<string, (who: Record<'edition' | 'tender', string>) => readonly string[]> = {
  'Camille Moreau': () => [
    '/',
    '/exigences?weight=binding&size=20',
    '/applications?standing=no-file',
    '/applications/titres',
    `/applications/titres/dossiers/${made.file}?status=partly`,
    '/notifications',
    '/cadre/commentaires',
  ],
  'Hélène Garnier': ({ edition }) => [
    '/cadre/editions',
    `/cadre/editions/${edition}`,
    '/cadre/migration',
    '/produits',
    '/produits/nouveau',
    '/decisions',
    '/decisions/seances',
    '/decisions/comite',
    '/decisions/membres',
  ],
  'Luc Fontaine': ({ tender }) => ['/decisions/marches', `/decisions/marches/${tender}`],
  'Sophie Lambert': () => [
    '/administration/personnes',
    '/administration/exploitation',
    '/administration/journal?action=procedure',
    '/ia/appels',
  ],
}

test.each(Object.keys(trades))(
  'the pages of %s have no violation, in French and in English, light and dark',
  { timeout: 300_000 },
  async (who) => {
    const helene = await socle.as('helene')
    const luc = await socle.as('luc')
    const form = new FormData()
    form.set('file', new Blob(['Exigence;Niveau;Libellé\nEXI-G-90;P;Le service se dit.\n']), 'mirai.csv')
    const drawn = await helene.call(editionRoutes.import, { query: { volume: 'MIRAI', label: `de ${who}` }, form })
    const { body: tender } = await luc.call(tenderRoutes.create, { body: { reference: `A11Y ${who}`, title: 'Vide' } })
    const other = await newPage(browser)
    await signInAs(other, socle.url, who)
    for (const [language, looks] of [
      ['fr', wideLightNarrowDark],
      ['en', wideDarkNarrowLight],
    ] as const) {
      await other.evaluate((chosen) => localStorage.setItem('socle.language', chosen), language)
      for (const path of trades[who]!({ edition: drawn.body.id, tender: tender.id }))
        expect([path, await faultsOf(other, `${socle.url}${path}`, looks, language)]).toEqual([path, []])
    }
    await other.close()
  },
)

test('what is under the pointer stays readable, light and dark', async () => {
  const other = await newPage(browser)
  await signInAs(other, socle.url, 'Camille Moreau')
  await other.setViewportSize({ width: 320, height: 800 })
  for (const colorScheme of ['light', 'dark'] as const) {
    await other.emulateMedia({ colorScheme })
    await other.goto(`${socle.url}/procedures/${made.reserve}`)
    for (const button of ['Décisions : Procédures', 'Menu']) {
      await other.getByRole('button', { name: button }).hover()
      // Colours go over in a few frames.
      await other.waitForFunction(() => document.getAnimations().length === 0)
      expect([colorScheme, button, await axeViolations(other)]).toEqual([colorScheme, button, []])
    }
  }
  await other.close()
})

test('English is a full translation: no page keeps a French heading', async () => {
  const english = await newPage(browser)
  await signInAs(english, socle.url, 'Camille Moreau')
  await english.getByLabel('Langue').selectOption('en')
  await english.getByRole('heading', { name: 'Hello Camille Moreau' }).waitFor()
  expect(await english.evaluate(() => document.documentElement.lang)).toBe('en')
  await english.goto(`${socle.url}/exigences/GI:1166`)
  await english.getByRole('heading', { name: 'What is asked' }).waitFor()
  expect(await english.locator('h2').allInnerTexts()).not.toContain('Ce qui est demandé')
  await english.close()
})

test('the portal opens in the language of the browser, and keeps to the one that is chosen', async () => {
  const context = await browser.newContext({ locale: 'en-GB' })
  const visitor = await context.newPage()
  await visitor.goto(`${socle.url}/connexion`)
  await visitor.getByRole('link', { name: 'Sign in' }).waitFor()
  expect(await visitor.evaluate(() => document.documentElement.lang)).toBe('en')
  await signInAs(visitor, socle.url, 'Camille Moreau')
  await visitor.getByRole('heading', { name: 'Hello Camille Moreau' }).waitFor()
  await visitor.getByLabel('Language').selectOption('fr')
  await visitor.getByRole('heading', { name: 'Bonjour Camille Moreau' }).waitFor()
  await visitor.reload()
  await visitor.getByRole('heading', { name: 'Bonjour Camille Moreau' }).waitFor()
  await context.close()
  // A language that Socle does not speak: French.
  const german = await browser.newContext({ locale: 'de-DE' })
  const other = await german.newPage()
  await other.goto(`${socle.url}/connexion`)
  await other.getByRole('link', { name: 'Se connecter' }).waitFor()
  await german.close()
})
