/** Processes as those who live them meet them: what is asked of them, what is refused to them, and what the page says once it is done. */
import {
  applicationRoutes,
  committeeRoutes,
  conformityRoutes,
  identityRoutes,
  procedureRoutes,
  tenderRoutes,
} from '@socle/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { derogationRequest, permits } from '../server/testing/descriptions.ts'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, newPage, signInAs } from './support/browser.ts'

let socle: TestSocle
let browser: Browser
const pages = new Map<string, Page>()

beforeAll(async () => {
  socle = await startTestSocle('embedded')
  const camille = await socle.as('camille')
  await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await socle.close()
})

/** The page of a person, signed in once. */
async function at(who: string, path: string): Promise<Page> {
  let page = pages.get(who)
  if (!page) {
    page = await newPage(browser)
    pages.set(who, page)
    await signInAs(page, socle.url, who)
  }
  await page.goto(`${socle.url}${path}`)
  await page.locator('h1').waitFor()
  await page.waitForLoadState('networkidle')
  return page
}

test('a form says at each field what it lacks, in the language of the page, and goes on once it is given', async () => {
  const page = await at('Hélène Garnier', '/decisions/seances')
  await page.getByRole('button', { name: 'Prévoir une séance' }).click()
  const name = page.getByLabel('Intitulé', { exact: true })
  await page.getByText('À renseigner.').first().waitFor()
  expect(await name.getAttribute('aria-invalid')).toBe('true')
  const described = await name.evaluate(
    (field) => document.getElementById(field.getAttribute('aria-describedby')!.split(' ').at(-1)!)!.textContent,
  )
  expect(described).toBe('À renseigner.')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('plan-title')
  expect(await axeViolations(page)).toEqual([])
  await page.keyboard.type('Séance de janvier')
  expect(await name.getAttribute('aria-invalid')).toBeNull()
  expect(await name.getAttribute('aria-describedby')).toBeNull()
  await page.getByLabel('Date', { exact: true }).fill('2030-01-15')
  await page.getByRole('button', { name: 'Prévoir une séance' }).click()
  await page.getByRole('heading', { level: 1, name: 'Séance de janvier' }).waitFor()
})

test('an application is chosen and shown by its name', async () => {
  const page = await at('Nadia Rousseau', '/decisions/nouvelle?process=reserve&application=titres')
  const field = page.getByLabel(/^Application/)
  await page.waitForFunction(
    () => (document.getElementById('application') as HTMLInputElement).value === 'Titres en ligne',
  )
  await field.fill('')
  await field.blur()
  await field.fill('titres en ligne')
  await field.blur()
  await page.waitForFunction(
    () => (document.getElementById('application') as HTMLInputElement).value === 'Titres en ligne',
  )
  await page.getByLabel('Titre').fill('Sauvegarde non essayée')
  await page.getByLabel('Écart constaté').fill('Aucune restauration n’a été essayée.')
  await page.getByRole('radio', { name: 'Non', exact: true }).check({ force: true })
  await page.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Sauvegarde non essayée' }).waitFor()
  await page.getByRole('link', { name: 'Titres en ligne' }).first().waitFor()
})

test('where one was tells an assessment of several requirements once', async () => {
  const camille = await socle.as('camille')
  const { body: opened } = await camille.call(conformityRoutes.open, {
    params: { applicationId: 'titres' },
    body: { version: '1.0.0', gate: 'launch' },
  })
  const params = { fileId: opened.id }
  const { body: file } = await camille.call(conformityRoutes.file, { params })
  const several = file.items.slice(0, 8).map(({ requirement }) => ({ requirementId: requirement.id, revision: 0 }))
  await camille.call(conformityRoutes.assessSeveral, {
    params,
    body: { items: several, status: 'conforming', justification: 'Vu.' },
  })
  const page = await at('Camille Moreau', '/')
  const recent = page.getByRole('region', { name: 'Où vous en étiez' })
  await recent.getByRole('link', { name: '8 exigences évaluées ensemble' }).waitFor()
  expect(await recent.getByText(/évaluée/).count()).toBe(1)
  await recent.getByRole('link', { name: '8 exigences évaluées ensemble' }).click()
  await page.getByRole('heading', { level: 1, name: 'Titres en ligne, Lancement' }).waitFor()
})

test('a mandate that is given or ended is confirmed, and every seat stays on offer whatever the list shows', async () => {
  const helene = await socle.as('helene')
  const { user } = (await helene.call(identityRoutes.session)).body
  await helene.call(committeeRoutes.appoint, {
    body: { seat: { body: 'Architecture' }, userId: user.id, rank: 'titular', from: '2026-01-01' },
  })
  // Known once they have signed in.
  await socle.as('yann')
  const page = await at('Hélène Garnier', '/decisions/membres?search=Yann')
  await page.getByText('Aucun').first().waitFor()
  await page.getByLabel('Siège', { exact: true }).selectOption({ label: 'Architecture' })
  await page.getByLabel('Personne').selectOption({ label: 'Yann Le Goff' })
  await page.getByLabel('Rang').selectOption({ label: 'Suppléant' })
  await page.getByRole('button', { name: 'Enregistrer un mandat' }).click()
  await page.getByText('Le mandat de Yann Le Goff est enregistré').waitFor()
  expect(await page.getByLabel('Personne').inputValue()).toBe('')
  expect(await axeViolations(page)).toEqual([])
  await page.locator('summary', { hasText: 'Mettre fin au mandat' }).first().click()
  await page.getByLabel('Dernier jour du mandat de Yann Le Goff').first().fill('2030-06-30')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).first().click()
  await page.getByText('Le mandat de Yann Le Goff prendra fin le 30 juin 2030.').waitFor()
})

test('what is asked again starts from what was said, but for a commitment, whose text stands at its field', async () => {
  const camille = await socle.as('camille')
  const helene = await socle.as('helene')
  const { body: opened } = await camille.call(procedureRoutes.open, {
    body: {
      process: 'derogation',
      applicationId: 'titres',
      title: 'Anciens formats',
      data: { requirements: ['GI:1344'], limit: 'Illisibles.' },
    },
  })
  const params = { procedureId: opened.id }
  const data = { ...derogationRequest, 'until-asked': '2031-06-30' }
  await camille.call(procedureRoutes.step, { params, body: { transition: 'submit', revision: 1, data } })
  await helene.call(procedureRoutes.step, {
    params,
    body: { transition: 'return', revision: 2, data: { missing: 'Le coût de l’homologation.' } },
  })
  const page = await at('Camille Moreau', `/procedures/${opened.id}`)
  await page.locator('summary', { hasText: /^Déposer la demande$/ }).click()
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Déposer la demande' }) })
  expect(await form.getByLabel('Motifs de la demande').inputValue()).toBe(derogationRequest['reasons'])
  expect(await form.getByLabel('Surcoût de formation').inputValue()).toBe('5000')
  expect(await form.getByLabel('Demandée jusqu’au').inputValue()).toBe('2031-06-30')
  const commitment = form.getByRole('group', { name: /s’engage/ })
  await commitment.getByText('porter la totalité du surcoût').waitFor()
  expect(await commitment.getByRole('radio', { checked: true }).count()).toBe(0)
  await form.getByRole('button', { name: 'Déposer la demande' }).click()
  await commitment.getByText(/à renseigner/).waitFor()
  await commitment.getByRole('radio', { name: 'Oui' }).check({ force: true })
  await form.getByRole('button', { name: 'Déposer la demande' }).click()
  await page.getByText('C’est fait').waitFor()
})

test('a tender is not frozen while it is empty, nor while precisions are typed and not saved', async () => {
  const luc = await socle.as('luc')
  const { body: tender } = await luc.call(tenderRoutes.create, { body: { reference: 'T-9', title: 'Assistant' } })
  const page = await at('Luc Fontaine', `/decisions/marches/${tender.id}`)
  const freeze = page.getByRole('button', { name: 'Geler' })
  expect(await freeze.isDisabled()).toBe(true)
  await page.getByText('Choisissez d’abord des exigences').waitFor()
  await luc.call(tenderRoutes.choose, {
    params: { tenderId: tender.id },
    body: { revision: tender.revision, requirements: [{ id: 'MIRAI:EXI-G-4' }] },
  })
  await page.reload()
  await page.locator('summary', { hasText: 'MIRAI:EXI-G-4' }).click()
  expect(await freeze.isDisabled()).toBe(false)
  await page.getByLabel('Précision').fill('Le modèle est hébergé en France.')
  await page.getByText('Enregistrez d’abord la précision').waitFor()
  expect(await freeze.isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Enregistrer', exact: false }).last().click()
  await page.getByText('Enregistrez d’abord la précision').waitFor({ state: 'detached' })
  await freeze.click()
  await page.getByText('Grille de réponse').waitFor()
  await page.getByText('Le modèle est hébergé en France.').waitFor()
  expect(await page.locator('summary', { hasText: 'MIRAI:EXI-G-4' }).count()).toBe(0)
})
