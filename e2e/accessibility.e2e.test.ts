import {
  applicationRoutes,
  checkReportRoutes,
  committeeRoutes,
  conformityRoutes,
  identityRoutes,
  tenderRoutes,
} from '@socle/contracts'
import { applicationRoutes, checkReportRoutes, conformityRoutes, productRoutes } from '@socle/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../server/testing/descriptions.ts'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, newPage, signInAs } from './support/browser.ts'

let socle: TestSocle
let browser: Browser
let page: Page
/** Addresses of what `beforeAll` makes. */
let made: { report: string; file: string }
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
  forbidden: () => '/administration/personnes',
  accessibility: () => '/accessibilite',
  error: () => '/errors/forbidden',
  'not found': () => '/nulle-part',
}

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
  made = { report: pushed.body.id, file: file.id }
  const helene = await socle.as('helene')
  const facts = { name: 'Plume', status: 'R', uses: ['text-editor'], grid: { accessibility: 'partly' } } as never
  await helene.call(productRoutes.create, { body: { reference: 'T-1', facts } })
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
    homologation: '/applications/titres/homologation',
    'personal data': '/applications/titres/donnees-personnelles',
    hosting: '/applications/titres/hebergement',
    'sign-on': '/applications/titres/authentification',
    products: '/produits',
    product: '/produits/T-1',
    'product facts': '/produits/T-1/fiche',
    'product import': '/produits/import',
    'check report': `/applications/titres/verifications/${pushed.body.id}`,
    'conformity file': `/applications/titres/dossiers/${file.id}`,
    assessment: `/applications/titres/dossiers/${file.id}/GI:1344`,
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
] as const)('$scheme, $width px', ({ scheme, width }) => {
  test.each(Object.keys(pages))(
    '%s: no axe violation, one h1, a title, no sideways scroll',
    { timeout: 120_000 },
    async (name) => {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme: scheme })
      await settled(pages[name]!())
      const facts = await page.evaluate(() => ({
        h1: document.querySelectorAll('h1').length,
        sideways: document.documentElement.scrollWidth > window.innerWidth,
        title: document.title.endsWith('Socle'),
      }))
      expect({ ...facts, violations: await axeViolations(page) }).toEqual({
        h1: 1,
        sideways: false,
        title: true,
        violations: [],
      })
    },
  )
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

test('decisions: sessions, votes, members, tenders and their comparison have no violation, wide and narrow', async () => {
  const helene = await socle.as('helene')
  const luc = await socle.as('luc')
  const me = (await helene.call(identityRoutes.session)).body.user.id
  const today = new Date().toISOString().slice(0, 10)
  const mandate = await helene.call(committeeRoutes.appoint, {
    body: { seat: { body: 'Architecture' }, userId: me, rank: 'titular', from: '2026-01-01' },
  })
  const { body: session } = await helene.call(committeeRoutes.plan, {
    body: { kind: 'ordinary', title: 'Séance', date: today },
  })
  const params = { sessionId: session.id }
  const items = [{ subject: { kind: 'free' as const }, title: 'Calendrier', proposal: 'Publier en avril.' }]
  await helene.call(committeeRoutes.addItems, { params, body: { items } })
  const { body: tender } = await luc.call(tenderRoutes.create, { body: { reference: 'T-1', title: 'Assistant' } })
  const draft = await luc.call(tenderRoutes.create, { body: { reference: 'T-2', title: 'Hébergement' } })
  const chosen = await luc.call(tenderRoutes.choose, {
    params: { tenderId: tender.id },
    body: { revision: tender.revision, requirements: [{ id: 'MIRAI:EXI-G-4' }, { id: 'MIRAI:EXI-G-2' }] },
  })
  let at = chosen.body
  const step = async (name: 'freeze' | 'publish' | 'evaluate') => {
    const to = { params: { tenderId: at.id, step: name }, body: { revision: at.revision } }
    at = (await luc.call(tenderRoutes.step, to)).body
  }
  await step('freeze')
  await step('publish')
  const form = new FormData()
  const grid = await luc.call(tenderRoutes.grid, { params: { tenderId: at.id } })
  form.set('file', new Blob([new Uint8Array(grid.bytes)]), 'grille.ods')
  await luc.call(tenderRoutes.addBid, { params: { tenderId: at.id }, query: { bidder: 'Alpha' }, form })
  at = (await luc.call(tenderRoutes.get, { params: { tenderId: at.id } })).body
  await step('evaluate')

  const other = await newPage(browser)
  const visit = async (paths: readonly string[]) => {
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 320],
    ] as const) {
      await other.setViewportSize({ width, height: 800 })
      await other.emulateMedia({ colorScheme })
      for (const path of paths) {
        await other.goto(`${socle.url}${path}`)
        await other.locator('h1').waitFor()
        await other.waitForLoadState('networkidle')
        const sideways = await other.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
        expect([path, width, sideways, await axeViolations(other)]).toEqual([path, width, false, []])
      }
    }
  }
  await signInAs(other, socle.url, 'Hélène Garnier')
  const planned = `/decisions/seances/${session.id}`
  await visit(['/decisions/seances', planned, '/decisions/membres', '/decisions/comite'])
  await visit([`/decisions/marches/${at.id}/comparaison`])
  await helene.call(committeeRoutes.open, { params, body: { revision: 1, chair: mandate.body.id } })
  await visit([planned])
  // By keyboard: the vote is a button that says whether it is pressed.
  await other.setViewportSize({ width: 1280, height: 800 })
  await other.getByRole('button', { name: 'Pour' }).focus()
  await other.keyboard.press('Enter')
  await other.getByText('Vous avez voté').waitFor()
  expect(await other.getByRole('button', { name: 'Pour' }).getAttribute('aria-pressed')).toBe('true')
  await helene.call(committeeRoutes.close, { params, body: { revision: 2 } })
  await visit([planned])
  await other.close()

  const buyer = await newPage(browser)
  await signInAs(buyer, socle.url, 'Luc Fontaine')
  for (const path of ['/decisions/marches', `/decisions/marches/${at.id}`, `/decisions/marches/${draft.body.id}`]) {
    await buyer.goto(`${socle.url}${path}`)
    await buyer.locator('h1').waitFor()
    await buyer.waitForLoadState('networkidle')
    expect([path, await axeViolations(buyer)]).toEqual([path, []])
  }
  await buyer.close()
}, 180_000)

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

test('a session that ended says so and leads back to the page', async () => {
  const late = await newPage(browser)
  await signInAs(late, socle.url, 'Camille Moreau')
  await late.goto(`${socle.url}/applications/titres`)
  await late.getByRole('heading', { level: 1, name: 'Titres en ligne' }).waitFor()
  await late.context().clearCookies()
  await late.getByRole('link', { name: 'Modifier la description' }).click()
  const link = late.locator('main').getByRole('link', { name: 'Se connecter' })
  await link.waitFor()
  expect(await link.getAttribute('href')).toBe(
    `/auth/login?returnTo=${encodeURIComponent('/applications/titres/description')}`,
  )
  await late.close()
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
