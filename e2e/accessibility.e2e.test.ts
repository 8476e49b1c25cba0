import { applicationRoutes, checkReportRoutes, conformityRoutes } from '@socle/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../server/testing/descriptions.ts'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, newPage, signInAs } from './support/browser.ts'

let socle: TestSocle
let browser: Browser
let page: Page
const paths: Record<string, string> = {}

beforeAll(async () => {
  socle = await startTestSocle('embedded')
  const camille = await socle.as('camille')
  const params = { applicationId: 'titres' }
  await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  const { body: file } = await camille.call(conformityRoutes.open, {
    params,
    body: { version: '1.0.0', gate: 'production' },
  })
  const at = { fileId: file.id, requirementId: 'GI:1344' as const }
  await camille.call(conformityRoutes.assess, {
    params: at,
    body: { status: 'partly', justification: 'À durcir.', revision: 0 },
  })
  await camille.call(conformityRoutes.comment, { params: at, body: { text: 'Vu en réunion.' } })
  const finding = { url: 'http://titres.example/', message: 'answers in clear text' }
  const check = { id: 'endpoint/plain-http', requirements: ['GI:1166'], verdict: 'fail' as const, findings: [finding] }
  const report = {
    tool: 'socle check',
    version: '0',
    startedAt: new Date().toISOString(),
    durationMs: 1,
    target: {},
    checks: [check],
  }
  const pushed = await camille.call(checkReportRoutes.push, { params, body: { version: '1.0.0', report } })
  await camille.call(applicationRoutes.issueKey, { params, body: { label: 'CI' } })
  Object.assign(paths, {
    home: '/',
    requirements: '/exigences',
    'no result': '/exigences?q=zzzz',
    sheet: '/exigences/fiches/GI:PU-1',
    requirement: '/exigences/GI:1166',
    applications: '/applications',
    'new application': '/applications/nouvelle',
    description: '/applications/titres/description',
    application: '/applications/titres',
    'check report': `/applications/titres/verifications/${pushed.body.id}`,
    'conformity file': `/applications/titres/dossiers/${file.id}`,
    assessment: `/applications/titres/dossiers/${file.id}/GI:1344`,
    forbidden: '/administration/personnes',
    editions: '/cadre/editions',
    differences: '/cadre/differences?before=in-force&after=in-force',
    comments: '/cadre/commentaires',
    'migration refused': '/cadre/migration',
    accessibility: '/accessibilite',
    error: '/errors/forbidden',
    'not found': '/nulle-part',
  })
  browser = await launchBrowser()
  page = await newPage(browser)
})
afterAll(async () => {
  await browser.close()
  await socle.close()
})

const settled = async (path: string) => {
  await page.goto(`${socle.url}${path}`)
  await page.locator('h1').waitFor()
  await page.waitForLoadState('networkidle')
}

test('sign-in and the choice of a persona have no violation', async () => {
  await page.goto(`${socle.url}/connexion`)
  await page.locator('h1').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('link', { name: 'Se connecter' }).click()
  await page.getByRole('heading', { name: 'Qui êtes-vous ?' }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await signInAs(page, socle.url, 'Camille Moreau')
})

describe.each([
  { scheme: 'light', width: 1280 },
  { scheme: 'dark', width: 320 },
] as const)('every page, $scheme, $width px', ({ scheme, width }) => {
  test('has no axe violation, one h1, a title, and does not scroll sideways', { timeout: 120_000 }, async () => {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme: scheme })
    const wrong: Record<string, unknown> = {}
    for (const [name, path] of Object.entries(paths)) {
      await settled(path)
      const facts = await page.evaluate(() => ({
        h1: document.querySelectorAll('h1').length,
        sideways: document.documentElement.scrollWidth > window.innerWidth,
        title: document.title.endsWith('Socle'),
      }))
      const violations = await axeViolations(page)
      if (violations.length > 0 || facts.h1 !== 1 || facts.sideways || !facts.title)
        wrong[name] = { violations, ...facts }
    }
    expect(wrong).toEqual({})
  })
})

test('administration pages have no violation', async () => {
  const other = await newPage(browser)
  await signInAs(other, socle.url, 'Sophie Lambert')
  for (const path of ['/administration/personnes', '/administration/journal']) {
    await other.goto(`${socle.url}${path}`)
    await other.waitForLoadState('networkidle')
    expect([path, await axeViolations(other)]).toEqual([path, []])
  }
  await other.close()
})

test('English is a full translation: no page keeps a French heading', async () => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await settled('/')
  await page.getByLabel('Langue').selectOption('en')
  await page.getByRole('heading', { name: 'Hello Camille Moreau' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  await settled('/exigences/GI:1166')
  await page.getByRole('heading', { name: 'What is asked' }).waitFor()
  expect(await page.locator('h2').allInnerTexts()).not.toContain('Ce qui est demandé')
  await page.getByLabel('Language').selectOption('fr')
})

test('by keyboard alone: skip to the content, search, open a requirement', async () => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await settled('/exigences')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Aller au contenu')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('words')
  await page.keyboard.type('GI:1166')
  await page.getByText('Un résultat').waitFor()
  while (
    (await page.evaluate(() => document.activeElement?.textContent)) !==
    'Joindre un téléservice public par TLS seulement'
  )
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Joindre un téléservice public par TLS seulement' }).waitFor()
})
