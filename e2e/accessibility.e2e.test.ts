import {
  applicationRoutes,
  checkReportRoutes,
  conformityRoutes,
  gateReviewRoutes,
  procedureRoutes,
} from '@socle/contracts'
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
  const nadia = await socle.as('nadia')
  const reserve = await nadia.call(procedureRoutes.open, {
    body: {
      process: 'reserve',
      applicationId: 'titres',
      title: 'Journal trop bavard',
      data: { gap: 'Le journal contient des noms.', blocking: true, requirements: ['GI:1344'], due: '2026-01-15' },
      note: 'Vu en comité.',
    },
  })
  const review = await camille.call(gateReviewRoutes.request, { params: { fileId: file.id }, body: {} })
  const yann = await socle.as('yann')
  await yann.call(gateReviewRoutes.decide, {
    params: { procedureId: review.body.id },
    body: { revision: 1, decision: 'refuse', grounds: 'Trop tôt.' },
  })
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
    procedures: '/decisions?show=all',
    'no procedure': '/decisions?search=zzzz',
    'opening of a procedure': '/decisions/nouvelle',
    procedure: `/procedures/${reserve.body.id}`,
    'gate review': `/procedures/${review.body.id}`,
    notifications: '/notifications',
    forbidden: '/administration/personnes',
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
  test('has no axe violation, one h1, a title, and does not scroll sideways', { timeout: 300_000 }, async () => {
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

test('whoever may open a procedure is told at each field what is missing, and loses nothing', async () => {
  const other = await newPage(browser)
  await signInAs(other, socle.url, 'Nadia Rousseau')
  await other.goto(`${socle.url}/decisions/nouvelle?application=titres&requirement=GI:1344`)
  await other.getByRole('radio', { name: /^Réserve/ }).check({ force: true })
  await other.getByLabel('Titre').fill('Sauvegarde non essayée')
  await other.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await other.getByText('Écart constaté : à renseigner.').waitFor()
  expect(await other.evaluate(() => document.activeElement?.id)).toBe('opening-gap')
  expect(await axeViolations(other)).toEqual([])
  await other.reload()
  expect(await other.getByLabel('Titre').inputValue()).toBe('Sauvegarde non essayée')
  await other.getByLabel('Écart constaté').fill('Aucune restauration n’a été essayée.')
  await other.getByRole('radio', { name: 'Oui' }).check({ force: true })
  await other.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await other.getByRole('heading', { level: 1, name: 'Sauvegarde non essayée' }).waitFor()
  expect(await other.getByRole('link', { name: 'GI:1344' }).count()).toBeGreaterThan(0)
  await other.close()
})

test('when somebody acts first, the page says who, shows what was typed, and what is possible now', async () => {
  const path = paths['procedure']!
  const procedureId = path.split('/').at(-1)!
  await page.setViewportSize({ width: 1280, height: 800 })
  await settled(path)
  await page.getByText('Présenter comme levée', { exact: true }).first().click()
  await page.getByLabel('Ce qui prouve que l’écart n’existe plus').fill('Filtre en place.')
  const camille = await socle.as('camille')
  await camille.call(procedureRoutes.step, {
    params: { procedureId },
    body: { transition: 'plan', revision: 1, data: { plan: 'Filtrer.', due: '2030-01-01' } },
  })
  await page.getByRole('button', { name: 'Présenter comme levée' }).click()
  await page.getByRole('heading', { name: 'Camille Moreau a agi pendant que vous lisiez cette page' }).waitFor()
  expect(await page.getByText('Filtre en place.').count()).toBeGreaterThan(0)
  expect(await axeViolations(page)).toEqual([])
})

test('the committee decides a gate under the verdict, with reserves that are raised', async () => {
  const { body: file } = await (
    await socle.as('camille')
  ).call(conformityRoutes.open, {
    params: { applicationId: 'titres' },
    body: { version: '1.0.0', gate: 'design' },
  })
  const camille = await newPage(browser)
  await signInAs(camille, socle.url, 'Camille Moreau')
  await camille.goto(`${socle.url}/applications/titres/dossiers/${file.id}`)
  await camille.getByRole('button', { name: 'Demander la revue de ce jalon' }).click()
  await camille.getByRole('heading', { name: 'La revue du jalon' }).waitFor()
  const yann = await newPage(browser)
  await signInAs(yann, socle.url, 'Yann Le Goff')
  await yann.goto(camille.url())
  await yann.getByRole('radio', { name: 'Refuser' }).check({ force: true })
  expect(await yann.getByRole('radio', { name: 'Passer le jalon' }).count()).toBe(0)
  await yann.getByLabel('Motifs').fill('Des exigences ne sont pas évaluées.')
  expect(await axeViolations(yann)).toEqual([])
  await yann.getByRole('button', { name: 'Enregistrer la décision' }).click()
  await yann.getByRole('heading', { name: 'Jalon refusé' }).waitFor()
  await camille.close()
  await yann.close()
})

test('the bell counts what is unread, and reading empties it', async () => {
  const other = await newPage(browser)
  await signInAs(other, socle.url, 'Camille Moreau')
  const bell = (words: RegExp) => other.getByRole('link', { name: words })
  await bell(/^Notifications : \d+ non lues$/).click()
  await other.getByRole('button', { name: 'Tout marquer comme lu' }).click()
  await bell(/^Notifications : aucune non lue$/).waitFor()
  await other.close()
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
