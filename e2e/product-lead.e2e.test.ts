import { applicationRoutes, journeyRoutes, conformityRoutes } from '@socle/contracts'
import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { extractText } from 'unpdf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { launchBrowser, newPage, signInAs } from './support/browser.ts'
import { readFile } from 'node:fs/promises'

const root = resolve(import.meta.dirname, '..')
let socle: TestSocle
let browser: Browser
let page: Page
const broken: string[] = []

beforeAll(async () => {
  socle = await startTestSocle('embedded')
  browser = await launchBrowser()
  page = await newPage(browser)
  page.on('pageerror', (error) => broken.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/401/.test(message.text())) broken.push(message.text())
  })
})
afterAll(async () => {
  await browser.close()
  await socle.close()
})

test('a product lead goes from an empty database to a PDF for the committee', { timeout: 120_000 }, async () => {
  await signInAs(page, socle.url, 'Camille Moreau')
  await page.getByText('Rien ne vous attend.').waitFor()

  // Describe
  await page.getByRole('link', { name: 'Décrire une application' }).click()
  await page.getByLabel('Nom de l’application').fill('Socle')
  await page.getByLabel(/^Identifiant/).fill('socle')
  await page.getByLabel(/^Version décrite/).fill('0.1.0')
  await page.getByLabel('Direction ou service responsable').fill('Équipe Socle')
  const effect = page.getByRole('complementary', { name: 'Ce que cela entraîne' })
  await effect.getByText(/\d+ exigences retenues/).waitFor()
  const before = await effect.innerText()
  const choose = (question: RegExp, answer: RegExp) =>
    page.getByRole('group', { name: question }).getByText(answer).first().click()
  await choose(/Que décrivez-vous/, /Une application/)
  await page.locator('input[name="owner"][id$="-ministry"]').check({ force: true })
  await page.locator('input[name="architecture"][id$="cloud-native"]').check({ force: true })
  await page.locator('input[name="interface"][id$="-web"]').check({ force: true })
  await page.waitForFunction((old) => document.querySelector('aside')?.innerText !== old, before)
  const next = effect.getByRole('region', { name: 'La question qui décide du plus' }).getByRole('link')
  // In one go: an answer that comes meanwhile may put another question first.
  const asked = await next.evaluate((link: HTMLElement) => {
    link.click()
    return link.innerText
  })
  await page.waitForFunction(
    (text) => document.activeElement?.closest('fieldset')?.innerText.includes(text) === true,
    asked,
  )

  // A reload loses nothing
  await page.reload()
  await page.getByText('Votre brouillon est gardé sur cet appareil.').waitFor()
  expect(await page.getByLabel('Nom de l’application').inputValue()).toBe('Socle')
  await page.getByRole('button', { name: 'Enregistrer l’application' }).click()
  await page.getByRole('heading', { level: 1, name: 'Socle' }).waitFor()
  await page.getByText(/exigences s’appliquent à la version 0\.1\.0/).waitFor()

  // Open the file, take a key
  await page.getByRole('button', { name: /Ouvrir le dossier « Mise en production »/ }).click()
  await page.getByRole('heading', { name: 'Peut-elle continuer ?' }).waitFor()
  const fileAddress = page.url()
  await page.goto(`${socle.url}/applications/socle/cles`)
  await page.getByLabel('À quoi servira la clé').fill('Chaîne')
  await page.getByRole('button', { name: 'Créer une clé' }).click()
  const secret = (await page.locator('.fr-alert--success code').innerText()).trim()
  expect(secret).toMatch(/^socle_/)

  // Run the checks on a real repository: this one
  const said = await new Promise<string>((done) =>
    execFile(
      process.execPath,
      [join(root, 'cli/socle.js'), 'check', root, '--format', 'json', '--push', '--app', join(root, 'socle.app.yaml')],
      { env: { ...process.env, SOCLE_URL: socle.url, SOCLE_KEY: secret }, maxBuffer: 64e6 },
      (_error, _stdout, stderr) => done(stderr),
    ),
  )
  expect(said).not.toMatch(/impossible|refus/)
  const pushed = await (await socle.as('camille')).call(applicationRoutes.get, { params: { applicationId: 'socle' } })
  expect(pushed.body.version).toBe('0.1.0')
  await page.goto(`${socle.url}/applications/socle`)
  await page
    .getByRole('link', { name: /^Rapport du/ })
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name: 'Rapport de vérification' }).waitFor()
  await page.getByRole('heading', { name: /^Réussies/ }).waitFor()

  // Assess one requirement
  await page.goto(fileAddress)
  await page.getByRole('link', { name: /^Voir les \d+ exigences en cause$/ }).click()
  await page.getByText('Seulement ce qui tient cette réponse').waitFor({ state: 'attached' })
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('items')
  await page.goto(`${fileAddress}/GI:1391`)
  await page.locator('#status-conforming').check({ force: true })
  await page.getByRole('button', { name: 'Enregistrer l’évaluation' }).click()
  await page.getByText('Enregistré.').waitFor()
  await page.getByRole('link', { name: /^Suivante à évaluer/ }).click()
  await page.getByText('Personne ne l’a encore évaluée.').waitFor()
  await page.getByRole('link', { name: 'Retour au dossier' }).click()
  // Of what is to be assessed, as on the journey: an informative statement waits for nobody.
  const { stops } = (await (await socle.as('camille')).call(journeyRoutes.get, { params: { applicationId: 'socle' } }))
    .body
  const totals = stops.flatMap((stop) => (stop.kind === 'gate' && stop.file ? stop.file.total : []))
  await page.getByText(new RegExp(`Exigences évaluées\\s: 1 sur ${totals[0]}\\.`)).waitFor()

  // Take the PDF away
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'PDF accessible' }).click(),
  ])
  const { text } = await extractText(new Uint8Array(await readFile(await download.path())), { mergePages: true })
  expect(text).toContain('Peut-elle continuer ?')
  expect(text).toContain('GI:1391')
  expect(broken).toEqual([])
})

test('two people on one requirement see both versions and choose', { timeout: 60_000 }, async () => {
  const camille = await socle.as('camille')
  const { body } = await camille.call(applicationRoutes.get, { params: { applicationId: 'socle' } })
  const fileId = body.files[0]!.id
  await page.goto(`${socle.url}/applications/socle/dossiers/${fileId}/GI:1399`)
  await page.getByRole('heading', { name: 'Votre évaluation' }).waitFor()
  const params = { fileId, requirementId: 'GI:1399' as const }
  await camille.call(conformityRoutes.assess, {
    params,
    body: { status: 'non-conforming', justification: 'Inventaire absent.', revision: 0 },
  })
  await page.locator('#status-conforming').check({ force: true })
  await page.getByRole('button', { name: 'Enregistrer l’évaluation' }).click()
  const conflict = page.getByRole('alert').filter({ hasText: 'a évalué cette exigence pendant que vous la lisiez' })
  await conflict.getByText('Inventaire absent.').waitFor()
  await conflict.getByRole('button', { name: 'Garder la sienne' }).click()
  await page.getByText('Non conforme').first().waitFor()
  const { body: kept } = await camille.call(conformityRoutes.assessment, { params })
  expect(kept.item.assessment).toMatchObject({ status: 'non-conforming', revision: 1 })
})
