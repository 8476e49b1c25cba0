/** Errands from start to end: what a page still shows from before an act is never what people decide on. */
import { applicationRoutes, committeeRoutes, conformityRoutes, identityRoutes, procedureRoutes } from '@socle/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../server/platform/day.ts'
import { permits } from '../server/testing/descriptions.ts'
import type { TestClient } from '../server/testing/test-client.ts'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, openAs } from './support/browser.ts'

let socle: TestSocle
let browser: Browser
let camille: TestClient
let helene: TestClient

beforeAll(async () => {
  socle = await startTestSocle('embedded')
  camille = await socle.as('camille')
  helene = await socle.as('helene')
  await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await socle.close()
})

const at = (who: string, path: string) => openAs(browser, socle.url, who, path)
/** What the page says in the console when something in it breaks. */
const complaints = (page: Page): string[] => {
  const said: string[] = []
  page.on('console', (message) => message.type() === 'error' && said.push(message.text()))
  page.on('pageerror', ({ message }) => said.push(message))
  return said
}

test('a show of hands says what members voted themselves, and takes no voice back', { timeout: 90_000 }, async () => {
  const yann = await socle.as('yann')
  const { users } = (await (await socle.as('sophie')).call(identityRoutes.users)).body
  const idOf = (name: string) => users.find((user) => user.name === name)!.id
  for (const [name, body] of [
    ['Yann Le Goff', 'Titres'],
    ['Hélène Garnier', 'DTNUM'],
  ] as const)
    await helene.call(committeeRoutes.appoint, {
      body: { seat: { body }, userId: idOf(name), rank: 'titular', from: '2026-01-01' },
    })
  const planned = await helene.call(committeeRoutes.plan, {
    body: { kind: 'ordinary', title: 'Séance à main levée', date: dayOf(new Date()) },
  })
  const params = { sessionId: planned.body.id }
  const items = [{ subject: { kind: 'free' as const }, title: 'Calendrier', proposal: 'Publier en avril.' }]
  const { body: session } = await helene.call(committeeRoutes.addItems, { params, body: { items } })
  const itemId = session.agenda[0]!.id
  const mandateOf = (name: string) =>
    session.seats.map(({ titular }) => titular!).find(({ person }) => person.name === name)!.mandateId
  await helene.call(committeeRoutes.attend, {
    params,
    body: {
      attendance: session.seats.map(({ titular }) => ({ mandateId: titular!.mandateId, presence: 'room' as const })),
    },
  })
  await helene.call(committeeRoutes.open, { params, body: { revision: 1, chair: mandateOf('Yann Le Goff') } })
  await yann.call(committeeRoutes.vote, { params: { ...params, itemId }, body: { choice: 'for' } })

  const page = await at('Hélène Garnier', `/decisions/seances/${params.sessionId}`)
  // Who presides is read where the session stands.
  await page.getByText('Présidence : Yann Le Goff').waitFor()
  await page.getByText('Saisir les voix à main levée').click()
  const hand = (name: string) => page.getByLabel(name, { exact: true })
  expect(await hand('Yann Le Goff').inputValue()).toBe('for')
  // Yann changes his voice while the form is open; Hélène votes by her own buttons, then enters one hand.
  await yann.call(committeeRoutes.vote, { params: { ...params, itemId }, body: { choice: 'against' } })
  await page.getByRole('button', { name: 'Abstention', exact: true }).click()
  await page.getByText('Vous avez voté : Abstention').waitFor()
  expect(await hand('Hélène Garnier').inputValue()).toBe('abstain')
  expect(await hand('Yann Le Goff').inputValue()).toBe('against')
  await hand('Hélène Garnier').selectOption('for')
  await page.getByRole('button', { name: 'Enregistrer les voix' }).click()
  await page.getByText('Pour : 1, contre : 1').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.context().close()
})

test('an act that is taken breaks nothing in the page', async () => {
  const opened = await camille.call(procedureRoutes.open, {
    body: {
      process: 'need-request',
      title: 'Plans de salle',
      data: { service: 'Préfecture', use: 'Dessiner un plan.', why: 'Aucun outil.', users: 40 },
    },
  })
  const page = await at('Camille Moreau', `/procedures/${opened.body.id}`)
  const said = complaints(page)
  // What is expected is said, though one may also withdraw.
  await page.getByText('C’est à vous d’agir : compléter la demande et l’envoyer.').waitFor()
  await page.locator('summary', { hasText: 'Envoyer' }).click()
  await page.getByRole('button', { name: 'Envoyer', exact: true }).click()
  await page.getByText('C’est fait : Complète.').waitFor()
  await page.getByText('On attend l’architecte').waitFor()
  await page.waitForLoadState('networkidle')
  expect(said).toEqual([])
  await page.context().close()
})

test('a file that was just completed is asked for review without a word about refusal', async () => {
  const opened = await camille.call(conformityRoutes.open, {
    params: { applicationId: 'titres' },
    body: { version: '1.0.0', gate: 'launch' },
  })
  const { body: file } = await camille.call(conformityRoutes.file, { params: { fileId: opened.body.id } })
  const binding = file.items.map(({ requirement }) => requirement).filter(({ weight }) => weight === 'binding')
  for (const { id } of binding) {
    const params = { fileId: file.id, requirementId: id }
    await camille.call(conformityRoutes.assess, {
      params,
      body: { status: 'conforming', justification: 'Revue d’équipe.', revision: 0 },
    })
    if (id !== binding[0]!.id)
      await camille.call(conformityRoutes.addLink, {
        params,
        body: { label: 'Compte rendu', url: 'https://titres.example.gouv.fr/cr', date: dayOf(new Date()) },
      })
  }
  const page = await at('Camille Moreau', `/applications/titres/dossiers/${file.id}`)
  await page.getByRole('link', { name: /en cause$/ }).click()
  await page.locator(`section[aria-labelledby=items] a[href*="/${binding[0]!.id}"]`).click()
  await page.getByText('Ajouter un lien').click()
  await page.getByLabel('Ce que montre la preuve').first().fill('Étude')
  await page.getByLabel('Adresse').fill('https://titres.example.gouv.fr/etude')
  await page.getByRole('button', { name: 'Ajouter', exact: true }).first().click()
  await page.getByRole('heading', { name: 'Étude' }).waitFor()
  // What was known of the file before it was complete must not be shown beside the new answer, however late the rest comes.
  const answered = Promise.withResolvers<void>()
  await page.route(/\/standing$/, async (route) => {
    await answered.promise
    await route.continue()
  })
  await page.getByRole('link', { name: /^Retour/ }).click()
  await page.getByText(/^Oui, /).waitFor()
  expect(await page.getByRole('button', { name: 'Demander la revue de ce jalon' }).count()).toBe(0)
  answered.resolve()
  await page.getByRole('button', { name: 'Demander la revue de ce jalon' }).click()
  await page.waitForURL(/\/procedures\//)
  await page.context().close()
})

test('while nothing can be advised, the page of hosting does not say that the advice stands', async () => {
  await camille.call(applicationRoutes.create, {
    body: { id: 'vide', version: '1.0.0', description: { name: 'À décrire', organisation: 'Préfecture', traits: {} } },
  })
  const page = await at('Camille Moreau', '/applications/vide/hebergement')
  await page.getByText('On ne peut pas encore conseiller').first().waitFor()
  await page.getByText('Aucun conseil ne vaut encore, et personne n’a décidé.').waitFor()
  expect(await page.getByText('Le conseil est en vigueur').count()).toBe(0)
  await page.context().close()
})
