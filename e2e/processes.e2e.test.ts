/** Processes as those who live them meet them: what is asked of them, what is refused to them, and what the page says once it is done. */
import {
  applicationRoutes,
  committeeRoutes,
  conformityRoutes,
  type FieldValues,
  identityRoutes,
  procedureRoutes,
  productRoutes,
  tenderRoutes,
} from '@socle/contracts'
import { daysAfter } from '@socle/rulebook'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../server/platform/day.ts'
import { derogationRequest, permits } from '../server/testing/descriptions.ts'
import type { TestClient } from '../server/testing/test-client.ts'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, newPage, signInAs } from './support/browser.ts'
import { openDerogation } from './support/derogation.ts'

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

interface Taken {
  readonly by: TestClient
  readonly transition: string
  readonly data: FieldValues
}
/** A procedure some steps further, from its opening. */
async function walk(procedureId: string, steps: readonly Taken[]): Promise<void> {
  for (const [at, { by, ...step }] of steps.entries()) {
    const taken = await by.call(procedureRoutes.step, { params: { procedureId }, body: { ...step, revision: at + 1 } })
    expect([step.transition, taken.status]).toEqual([step.transition, 200])
  }
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
  await page.getByLabel('Date', { exact: true }).fill(daysAfter(dayOf(new Date()), 30))
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

test('the way of an application reads as sentences, and a state stands apart from its title', async () => {
  const page = await at('Camille Moreau', '/applications/titres')
  expect(await page.locator('.sc-journey__next').first().innerText()).toMatch(/\. (C’est à vous d’agir|On attend)/)
  await (
    await socle.as('nadia')
  ).call(procedureRoutes.open, {
    body: { process: 'reserve', applicationId: 'titres', title: 'Écart', data: { gap: 'Un écart.', blocking: true } },
  })
  await page.goto(`${socle.url}/notifications`)
  const told = page.getByRole('listitem').filter({ hasText: 'Réserve « Écart »' }).first()
  expect((await told.innerText()).toLowerCase()).toMatch(/non lue\s+réserve/)
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
  const seat = page.getByLabel('Siège', { exact: true })
  // What is missing is said at its field; no button stays dead without a word.
  await page.getByRole('button', { name: 'Enregistrer un mandat' }).click()
  await page.getByText('À choisir.').first().waitFor()
  // A name typed as that of a new body is recognised, whatever its case.
  await seat.selectOption({ label: 'Une entité qui n’a pas encore de siège' })
  await page.getByLabel('Entité du nouveau siège').fill('ARCHITECTURE')
  await page.getByText('« Architecture » a déjà un siège').waitFor()
  await seat.selectOption({ label: 'Architecture (titulaire : Hélène Garnier ; suppléant : personne)' })
  await page.getByLabel('Personne').selectOption({ label: 'Yann Le Goff' })
  await page.getByLabel('Rang').selectOption({ label: 'Suppléant' })
  await page.getByRole('button', { name: 'Enregistrer un mandat' }).click()
  await page.getByText('Mandat enregistré : Yann Le Goff, pour « Architecture »').waitFor()
  expect(await page.getByLabel('Personne').inputValue()).toBe('')
  expect(await axeViolations(page)).toEqual([])
  await page.locator('summary', { hasText: 'Mettre fin au mandat' }).first().click()
  await page.getByLabel('Dernier jour du mandat de Yann Le Goff').first().fill('2030-06-30')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).first().click()
  await page.getByText('Fin de mandat enregistrée : Yann Le Goff, le 30 juin 2030.').waitFor()
})

test('what is asked again starts from what was said, but for a commitment, whose text stands at its field', async () => {
  const camille = await socle.as('camille')
  const helene = await socle.as('helene')
  const opened = await openDerogation(camille, 'Anciens formats', 'GI:1344')
  const params = { procedureId: opened.id }
  const data = { ...derogationRequest, 'until-asked': '2031-06-30' }
  await camille.call(procedureRoutes.step, { params, body: { transition: 'submit', revision: 1, data } })
  await helene.call(procedureRoutes.step, {
    params,
    body: { transition: 'return', revision: 2, data: { missing: 'Le coût de l’homologation.' } },
  })
  const page = await at('Camille Moreau', `/procedures/${opened.id}`)
  await page.locator('summary', { hasText: /^Déposer la demande/ }).click()
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
  await page.locator('summary', { hasText: 'Préciser « Concevoir frugal et justifier tout modèle propre »' }).click()
  expect(await freeze.isDisabled()).toBe(false)
  await page.getByLabel('Précision').fill('Le modèle est hébergé en France.')
  await page.getByText('Enregistrez d’abord la précision').waitFor()
  expect(await freeze.isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Enregistrer', exact: false }).last().click()
  await page.getByText('Enregistrez d’abord la précision').waitFor({ state: 'detached' })
  await freeze.click()
  await page.getByText('Grille de réponse').waitFor()
  await page.getByText('Le modèle est hébergé en France.').waitFor()
  expect(await page.locator('summary', { hasText: 'Préciser' }).count()).toBe(0)
})

test('a lock of production leads to the file that lifts it, and offers no derogation', async () => {
  const camille = await socle.as('camille')
  const { body: file } = await camille.call(conformityRoutes.open, {
    params: { applicationId: 'titres' },
    body: { version: '1.0.0', gate: 'production' },
  })
  const page = await at('Camille Moreau', `/applications/titres/dossiers/${file.id}/GI:1344`)
  await page.getByRole('link', { name: 'Demander une dérogation' }).waitFor()
  await page.goto(`${socle.url}/applications/titres/dossiers/${file.id}/GI:PS-1.a`)
  await page.getByRole('link', { name: 'Proposer une contribution' }).waitFor()
  // Nor a proof by hand, which would be refused.
  await page.getByText('Personne ne lève ce verrou à leur place.').waitFor()
  expect(await page.locator('summary', { hasText: /^Ajouter un/ }).count()).toBe(0)
  expect(await page.getByRole('link', { name: 'Demander une dérogation' }).count()).toBe(0)
  await page.getByRole('link', { name: 'le dossier d’homologation' }).click()
  await page.getByRole('heading', { level: 1, name: 'L’homologation de Titres en ligne' }).waitFor()
})

test('a decision of homologation is evidence under its name, and its refusal is brought into sight', async () => {
  const camille = await socle.as('camille')
  const nadia = await socle.as('nadia')
  const { body: opened } = await camille.call(procedureRoutes.open, {
    body: {
      process: 'homologation',
      applicationId: 'titres',
      title: 'Homologation des titres',
      data: { authority: 'Directrice des titres', regime: 'ordinary' },
    },
  })
  const link = 'https://forge.example.gouv.fr/titres'
  const way: Taken[] = [
    { by: camille, transition: 'rank', data: { register: link } },
    { by: camille, transition: 'analyse', data: { method: 'ebios-rm', 'risk-analysis': link } },
    { by: camille, transition: 'audit', data: { 'penetration-test': link } },
    { by: camille, transition: 'plan', data: { 'action-plan': link, 'residual-vulnerabilities': 'Aucune.' } },
    { by: nadia, transition: 'convene', data: { 'held-on': '2026-01-15' } },
  ]
  await walk(opened.id, way)
  const page = await at('Nadia Rousseau', `/procedures/${opened.id}`)
  await page.setViewportSize({ width: 320, height: 640 })
  // Whoever decides reads first what was said to them.
  await page.locator('summary', { hasText: /^Consigner l’homologation/ }).click()
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Consigner l’homologation' }) })
  await form.getByLabel('Date de la décision').fill('2026-01-15')
  await form.getByLabel('Valable jusqu’au').fill('2060-01-01')
  await form.getByLabel('Conditions d’emploi').fill('Réseau interne.')
  await form.getByLabel('Risques résiduels').fill('Faibles.')
  await form.getByRole('button', { name: 'Consigner l’homologation' }).click()
  const refusal = form.getByRole('alert')
  await refusal.waitFor()
  await page.waitForFunction(() => {
    const box = document.querySelector('form [role=alert]')!.getBoundingClientRect()
    return box.top >= 0 && box.bottom <= window.innerHeight
  })
  await form.getByLabel('Valable jusqu’au').fill('2030-12-31')
  await form.getByRole('button', { name: 'Consigner l’homologation' }).click()
  await page.getByText('C’est fait : Homologuée').waitFor()
  await page.setViewportSize({ width: 1280, height: 800 })
  const { body: lead } = await camille.call(applicationRoutes.get, { params: { applicationId: 'titres' } })
  const file = lead.files.find(({ gate }) => gate === 'production')!
  await page.goto(`${socle.url}/applications/titres/dossiers/${file.id}/GI:PS-1.a`)
  await page.getByText('décision consignée dans Socle').waitFor()
  expect(await page.getByText(/homologation:|http:/).count()).toBe(0)
  await page.getByRole('link', { name: /^Décision d’homologation/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Homologation des titres' }).waitFor()
})

test('whoever must act reads what was just said; a decision on a renewal is not the last one over again', async () => {
  const camille = await socle.as('camille')
  const helene = await socle.as('helene')
  const yann = await socle.as('yann')
  const opened = await openDerogation(camille, 'Formats de demain', 'GI:1166')
  const asked = { ...derogationRequest, 'until-asked': '2031-06-30' }
  const granted = { duration: 'temporary', until: '2031-06-30', grounds: 'Le temps de migrer.' }
  const way: Taken[] = [
    { by: camille, transition: 'submit', data: asked },
    { by: helene, transition: 'study', data: {} },
    { by: helene, transition: 'decide-for', data: granted },
    { by: yann, transition: 'notify', data: {} },
    {
      by: camille,
      transition: 'renew',
      data: { ...asked, 'until-asked': '2032-06-30', reasons: 'La migration dure.' },
    },
  ]
  await walk(opened.id, way)
  const page = await at('Hélène Garnier', `/procedures/${opened.id}`)
  const said = page.getByRole('region', { name: 'Ce qui vient d’être dit' })
  await said.getByText('La migration dure.').waitFor()
  await said.getByText('30 juin 2032').waitFor()
  await page.locator('summary', { hasText: /^Prendre en étude/ }).click()
  await page.getByRole('button', { name: 'Prendre en étude' }).click()
  await page.getByText('C’est fait : À l’étude.').waitFor()
  await said.getByText('La migration dure.').waitFor()
  await page.locator('summary', { hasText: /^Décider d’accorder/ }).click()
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Décider d’accorder' }) })
  expect(await form.getByLabel('Motifs de la décision').inputValue()).toBe('')
  expect(await form.getByLabel('Durée').inputValue()).toBe('')
  expect(await axeViolations(page)).toEqual([])
})

test('a comment is not decided without an answer, and the page says what became of it', async () => {
  const paul = await at('Paul Mercier', '/exigences/GI:1344')
  await paul.locator('summary', { hasText: 'Commenter cette exigence' }).click()
  await paul.getByLabel('Commentaire', { exact: true }).fill('Le mot « natif » n’est pas clair.')
  await paul.getByRole('button', { name: 'Envoyer' }).click()
  await paul.getByText('Commentaire n° 1 enregistré.').waitFor()
  const page = await at('Hélène Garnier', '/')
  await page.getByRole('link', { name: 'Un commentaire public attend une suite.' }).click()
  await page.locator('summary', { hasText: 'Répondre au n° 1' }).click()
  const form = page.locator('form', { has: page.getByLabel('Réponse') })
  await form.getByLabel('Suite donnée').selectOption({ label: 'Retenu' })
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await form.getByText('À renseigner.').waitFor()
  await form.getByLabel('Réponse').fill('La phrase sera précisée.')
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Commentaire n° 1 : Retenu. Son auteur en est prévenu.').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('link', { name: 'Accueil' }).click()
  await page.getByRole('heading', { name: 'Ce qui vous attend' }).waitFor()
  await page.getByText('Un commentaire public attend une suite.').waitFor({ state: 'detached' })
})

test('an agent is offered what they may ask for, and not what teams open about their application', async () => {
  const page = await at('Paul Mercier', '/')
  await page.getByRole('link', { name: 'Ouvrir une procédure' }).click()
  await page.getByRole('radio', { name: /^Expression de besoin/ }).waitFor({ state: 'attached' })
  await page.getByRole('radio', { name: /^Demande d’application mobile/ }).waitFor({ state: 'attached' })
  expect(await page.getByRole('radio', { name: /^Dérogation/ }).count()).toBe(0)
})

test('an operator proposes a version from the page of its product, in a form that begins with it', async () => {
  const helene = await socle.as('helene')
  const facts = { name: 'Plume', status: 'R', uses: ['text-editor'], grid: {} } as never
  await helene.call(productRoutes.create, { body: { reference: 'T-1', facts } })
  const page = await at('Inès Carpentier', '/produits/T-1')
  await page.getByRole('link', { name: 'Proposer une version' }).click()
  await page.getByRole('heading', { level: 2, name: 'Montée de version d’un produit' }).waitFor()
  // The reference of the address is shown by the name that people know.
  await page.waitForFunction(() => (document.getElementById('opening-product') as HTMLInputElement).value === 'Plume')
  expect(await page.getByRole('radio', { name: /^Expression de besoin/ }).isVisible()).toBe(false)
  expect(await axeViolations(page)).toEqual([])
  await page.getByLabel('Titre').fill('Plume 2.1')
  await page.getByLabel('Version', { exact: true }).fill('2.1')
  await page.getByRole('radio', { name: 'Non', exact: true }).check({ force: true })
  await page.getByLabel('Ce qu’elle apporte').fill('Des correctifs.')
  await page.getByLabel(/^Produit/).fill('Plumme')
  await page.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await page.getByText('« Plumme » n’est pas au référentiel. Vouliez-vous dire : Plume (T-1) ?').waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('opening-product')
  await page.getByLabel(/^Produit/).fill('plume')
  await page.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Plume 2.1' }).waitFor()
  await page.getByRole('link', { name: 'Plume (T-1)' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Plume' }).waitFor()
})

test('a hosting decided against the advice is what the page begins with', async () => {
  const page = await at('Hélène Garnier', '/applications/titres/hebergement')
  await page.getByRole('button', { name: 'Décider autrement' }).click()
  await page.getByText('À choisir.').waitFor()
  expect(await page.getByText('À choisir.').count()).toBe(1)
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('radio', { name: 'Cloud commercial de confiance' }).check({ force: true })
  expect(await page.getByText('À choisir.').count()).toBe(0)
  await page

    .getByRole('textbox', { name: /^Pourquoi/ })
    .fill('L’accord avec la collectivité impose un hébergeur commun.')
  await page.getByRole('button', { name: 'Décider autrement' }).click()
  const begins = 'Décidé autrement : Cloud commercial de confiance. Le conseil était : Cloud interne de l’État'
  await page.locator('p.sc-answer').filter({ hasText: begins }).waitFor()
})

test('a reserve that a derogation covers is neither said to be lifted nor to stop anything', async () => {
  const camille = await socle.as('camille')
  const helene = await socle.as('helene')
  const yann = await socle.as('yann')
  await (
    await socle.as('nadia')
  ).call(procedureRoutes.open, {
    body: {
      process: 'reserve',
      applicationId: 'titres',
      title: 'Anciens cookies',
      data: { gap: 'Ils restent.', blocking: true, requirements: ['GI:1345'] },
    },
  })
  const page = await at('Camille Moreau', '/applications/titres')
  const reserve = page.locator('.sc-journey li li').filter({ hasText: 'Anciens cookies' })
  await reserve.getByText('Bloquante').waitFor()
  const opened = await openDerogation(camille, 'Anciens cookies', 'GI:1345')
  await walk(opened.id, [
    { by: camille, transition: 'submit', data: derogationRequest },
    { by: helene, transition: 'study', data: {} },
    { by: helene, transition: 'decide-for', data: { duration: 'permanent', grounds: 'Le temps de migrer.' } },
    { by: yann, transition: 'notify', data: {} },
  ])
  await page.reload()
  await reserve.getByText('Couverte par une dérogation').waitFor()
  expect(await reserve.getByText('Bloquante').count()).toBe(0)
  await page.getByText('Une réserve couverte par une dérogation :').waitFor()
})

test('what was said once is shown once to whoever must act', async () => {
  const paul = await socle.as('paul')
  const { body: opened } = await paul.call(procedureRoutes.open, {
    body: {
      process: 'mobile-request',
      title: 'Cartes hors ligne',
      data: {
        service: 'Préfecture',
        application: 'Cartes',
        use: 'Se repérer sans réseau.',
        terminals: 'neo',
        users: 40,
      },
    },
  })
  const page = await at('Nadia Rousseau', `/procedures/${opened.id}`)
  await page.getByRole('region', { name: 'Ce qui vient d’être dit' }).getByText('Se repérer sans réseau.').waitFor()
  expect(await page.getByText('Se repérer sans réseau.').filter({ visible: true }).count()).toBe(1)
})
