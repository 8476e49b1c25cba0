/** Whose turn it is: what each trade finds on its home page, and on the page where it must act. */
import {
  aiProviderRoutes,
  type FieldValues,
  procedureRoutes,
  ProviderRecord,
  type RequirementId,
  tenderRoutes,
} from '@socle/contracts'
import { daysAfter } from '@socle/rulebook'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../server/platform/day.ts'
import { provider } from '../server/testing/ai-calls.ts'
import { derogationRequest } from '../server/testing/descriptions.ts'
import { registerEntry } from '../server/testing/locks.ts'
import type { TestClient } from '../server/testing/test-client.ts'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, openAs } from './support/browser.ts'
import { openDerogation } from './support/derogation.ts'
import { makeTitres } from './support/titres.ts'

let socle: TestSocle
let browser: Browser

beforeAll(async () => {
  socle = await startTestSocle('embedded')
  await makeTitres(socle)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await socle.close()
})

const at = (who: string, path = '/') => openAs(browser, socle.url, who, path)

test('a provider that was declared waits for another person of security, and its page says so', async () => {
  const { approved, ...record } = provider('essai', 'http://127.0.0.1:9/v1', { name: 'Fournisseur d’essai' })
  void approved
  const declarant = await socle.as('sophie')
  await declarant.call(aiProviderRoutes.create, { body: ProviderRecord.parse(record) })
  const sophie = await at('Sophie Lambert', '/ia/fournisseurs')
  await sophie.getByText('son approbation revient à une autre personne de la sécurité').waitFor()
  expect(await sophie.getByRole('button', { name: 'Approuver Fournisseur d’essai' }).count()).toBe(0)
  const nadia = await at('Nadia Rousseau')
  await nadia.getByRole('link', { name: 'Le fournisseur « Fournisseur d’essai » attend votre approbation' }).click()
  await nadia.getByRole('button', { name: 'Approuver Fournisseur d’essai' }).waitFor()
  expect(await axeViolations(nadia)).toEqual([])
  for (const page of [sophie, nadia]) await page.close()
})

test('bids stay sealed until they are closed, then the page of each says what is theirs to do', async () => {
  const api = await socle.as('luc')
  const page = await at('Luc Fontaine')
  await page.getByRole('link', { name: 'Marchés', exact: true }).click()
  await page.getByLabel('Application décrite').fill('Titres en ligne')
  await page.getByLabel('Référence').fill('T-1')
  await page.getByLabel('Objet').fill('Assistant')
  await page.getByRole('button', { name: 'Préparer un marché' }).click()
  await page.getByText('Pour l’application Titres en ligne').waitFor()
  const id = page.url().split('/').at(-1)!
  const params = { tenderId: id }
  let { revision } = (await api.call(tenderRoutes.get, { params })).body
  const chosen = await api.call(tenderRoutes.choose, {
    params,
    body: { revision, requirements: [{ id: 'MIRAI:EXI-G-4' }, { id: 'MIRAI:EXI-G-2' }] },
  })
  revision = chosen.body.revision
  for (const step of ['freeze', 'publish'] as const)
    revision = (await api.call(tenderRoutes.step, { params: { ...params, step }, body: { revision } })).body.revision
  const grid = await api.call(tenderRoutes.grid, { params })
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(grid.bytes)]), 'grille.ods')
  await api.call(tenderRoutes.addBid, { params, query: { bidder: 'Alpha' }, form })

  await page.reload()
  await page.getByText('Scellée jusqu’à la fermeture des offres').waitFor()
  expect(await page.getByText(/Rang|sur 20/).count()).toBe(0)
  expect(await page.getByRole('link', { name: /Rapport d’évaluation|Comparer les offres/ }).count()).toBe(0)
  await page.getByText('Rapport d’évaluation : disponible une fois les offres fermées').waitFor()
  // In words: a buyer reads what was asked, not its number.
  const silent = page.getByRole('listitem').filter({ hasText: '2 lignes sans réponse' }).last()
  await silent.waitFor({ state: 'attached' })
  expect(await silent.textContent()).toContain('Concevoir frugal et justifier tout modèle propre')
  expect(await silent.textContent()).not.toContain('MIRAI:')
  expect(await axeViolations(page)).toEqual([])

  revision = (await api.call(tenderRoutes.get, { params })).body.revision
  await api.call(tenderRoutes.step, { params: { ...params, step: 'evaluate' }, body: { revision } })
  await page.goto(socle.url)
  await page.getByRole('link', { name: 'Assistant' }).click()
  // Nothing was answered: nobody is sent to award what is out.
  await page.getByText('Aucune offre n’est en lice.').waitFor()
  const architect = await at('Hélène Garnier', `/decisions/marches/${id}`)
  await architect.getByText('À vous de lire les réponses').waitFor()
  await architect.getByRole('link', { name: 'Comparer les offres' }).waitFor()
  for (const each of [page, architect]) await each.close()
})

test('the controller and the data protection officer find their turn, on the home page and on that of the application, and act', async () => {
  const camille = await socle.as('camille')
  const opened = async (process: string, title: string, data: FieldValues) =>
    (await camille.call(procedureRoutes.open, { body: { process, applicationId: 'titres', title, data } })).body
  const step = async (id: string, transition: string, revision: number, data: FieldValues = {}) => {
    const answer = await camille.call(procedureRoutes.step, {
      params: { procedureId: id },
      body: { transition, revision, data },
    })
    expect(answer.problem?.detail).toBeUndefined()
  }
  const entry = await opened('processing-register', 'Demandes de titres', registerEntry)
  await step(entry.id, 'submit', 1)
  const page = await at('Rachel Morin')
  await page
    .getByRole('link', { name: /Demandes de titres/ })
    .first()
    .waitFor()
  await page.goto(`${socle.url}/applications/titres/donnees-personnelles`)
  const row = page.locator('li.sc-row', { hasText: 'Demandes de titres' })
  await row.getByText('C’est à vous d’agir : valider l’entrée, ou la renvoyer à l’équipe.').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await row.getByRole('link', { name: /Demandes de titres/ }).click()
  await page.locator('summary', { hasText: 'Consigner la validation' }).click()
  await page.getByLabel('Validé le').fill(dayOf(new Date()))
  await page.getByLabel('À revoir avant le').fill(daysAfter(dayOf(new Date()), 300))
  await page.getByRole('button', { name: 'Consigner la validation' }).click()
  await page.getByText('En vigueur').first().waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.close()

  const impact = await opened('impact-assessment', 'Titres : analyse', {
    processing: 'Demandes de titres.',
    criteria: 'Données biométriques.',
  })
  await step(impact.id, 'draft', 1)
  await step(impact.id, 'ask-opinion', 2, { assessment: 'https://example.org/aipd', measures: 'Chiffrement.' })
  const officer = await at('Dominique Faure')
  await officer
    .getByRole('link', { name: /Titres : analyse/ })
    .first()
    .waitFor()
  await officer.goto(`${socle.url}/applications/titres/donnees-personnelles`)
  const asked = officer.locator('li.sc-row', { hasText: 'Titres : analyse' })
  await asked.getByText('C’est à vous d’agir').waitFor()
  await asked.getByRole('link', { name: /Titres : analyse/ }).click()
  await officer.locator('summary', { hasText: 'Rendre l’avis' }).click()
  await officer.getByLabel('Avis', { exact: true }).selectOption({ label: 'Favorable' })
  await officer.getByLabel('Avis motivé').fill('Les mesures suffisent.')
  await officer.getByLabel('Rendu le').fill(dayOf(new Date()))
  await officer.getByRole('button', { name: 'Rendre l’avis' }).click()
  await officer.getByText('Avis motivé').first().waitFor()
  await officer.getByText('Les mesures suffisent.').first().waitFor()
  expect(await axeViolations(officer)).toEqual([])
  await officer.close()
})

test('a refused derogation leads on: to the application, to a new request, to a contribution', async () => {
  const [camille, helene, yann] = await Promise.all(['camille', 'helene', 'yann'].map((who) => socle.as(who)))
  const { id } = await openDerogation(camille!, 'Formats anciens', 'GI:1347' as RequirementId)
  const step = async (who: typeof camille, transition: string, revision: number, data = {}) => {
    const answer = await who!.call(procedureRoutes.step, {
      params: { procedureId: id },
      body: { transition, revision, data },
    })
    expect(answer.problem?.detail).toBeUndefined()
  }
  await step(camille, 'submit', 1, derogationRequest)
  await step(helene, 'study', 2)
  await step(yann, 'decide-against', 3, { grounds: 'Rien ne l’empêche.' })
  await step(helene, 'notify', 4)
  const page = await at('Camille Moreau', `/procedures/${id}`)
  await page.getByRole('heading', { name: 'Ce qui reste possible' }).waitFor()
  await page.getByRole('link', { name: 'Ouvrir plutôt : Contribution' }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('link', { name: 'Faire une nouvelle demande : Dérogation' }).click()
  await page.getByText('GI:1347').first().waitFor()
  await page.close()
})

test('the picker of an agenda counts, searches and pages, and keeps what was chosen', async () => {
  const [camille, helene] = await Promise.all(['camille', 'helene'].map((who) => socle.as(who)))
  for (let n = 1; n <= 23; n++) {
    const { id } = await openDerogation(camille!, `Écart n° ${String(n).padStart(2, '0')}`, 'GI:1347' as RequirementId)
    const step = (who: typeof camille, transition: string, revision: number, data = {}) =>
      who!.call(procedureRoutes.step, { params: { procedureId: id }, body: { transition, revision, data } })
    await step(camille, 'submit', 1, derogationRequest)
    await step(helene, 'study', 2)
  }
  const page = await at('Hélène Garnier', '/decisions/seances')
  await page.getByLabel('Intitulé').last().fill('Grande séance')
  await page.getByLabel('Date', { exact: true }).fill(daysAfter(dayOf(new Date()), 30))
  await page.getByRole('button', { name: 'Prévoir une séance' }).click()
  await page.getByText('Inscrire des dossiers en attente').click()
  await page.getByText(/^2\d dossiers peuvent être inscrits\.$/).waitFor()
  expect(await page.getByRole('checkbox').count()).toBe(20)
  await page.getByRole('searchbox', { name: 'Chercher' }).fill('Écart')
  await page.getByText('23 dossiers peuvent être inscrits.').waitFor()
  await page.getByRole('checkbox').first().check({ force: true })
  await page.getByText('Un choisi.').waitFor()
  await page.getByRole('searchbox', { name: 'Chercher' }).fill('n° 23')
  await page.getByText('Un dossier peut être inscrit.').waitFor()
  await page.getByRole('checkbox', { name: /Écart n° 23/ }).check({ force: true })
  await page.getByText('2 choisis.').waitFor()
  await page.getByRole('button', { name: 'Inscrire à l’ordre du jour' }).click()
  await page.getByRole('heading', { name: 'Point 2 :' }).waitFor()
  await page.getByText('Inscrire des dossiers en attente').waitFor()
  await page.close()
})

/** Steps of a procedure, each as it stands then. */
async function walk(procedureId: string, steps: readonly { by: TestClient; transition: string; data?: FieldValues }[]) {
  const params = { procedureId }
  for (const { by, transition, data = {} } of steps) {
    const { revision } = (await by.call(procedureRoutes.get, { params })).body
    const taken = await by.call(procedureRoutes.step, { params, body: { transition, revision, data } })
    expect([transition, taken.status]).toEqual([transition, 200])
  }
}

test('whoever decides reads first which requirement it is about, what was said once, and of a decision what it says', async () => {
  const [camille, helene, yann] = await Promise.all([socle.as('camille'), socle.as('helene'), socle.as('yann')])
  const { id } = await openDerogation(camille, 'Traces locales', 'GI:1347')
  await walk(id, [
    { by: camille, transition: 'submit', data: derogationRequest },
    { by: helene, transition: 'study' },
  ])
  const page = await at('Hélène Garnier', `/procedures/${id}`)
  const standing = page.getByRole('region', { name: 'Où cela en est' })
  await standing.getByRole('link', { name: 'GI:1347' }).waitFor()
  await page.getByRole('region', { name: 'Ce qui vient d’être dit' }).getByText('Surcoût de formation').waitFor()
  const before = page.getByRole('region', { name: 'Ce qui avait été dit' })
  await before.getByText('Illisibles.').waitFor()
  expect(await before.getByText('Surcoût de formation').count()).toBe(0)
  expect(await axeViolations(page)).toEqual([])
  const until = daysAfter(dayOf(new Date()), 90)
  await walk(id, [
    { by: helene, transition: 'decide-for', data: { duration: 'temporary', until, grounds: 'Le temps de migrer.' } },
    { by: yann, transition: 'notify' },
  ])
  await page.reload()
  await page.getByRole('region', { name: 'Ce qui vient d’être dit' }).getByText('Le temps de migrer.').waitFor()
  await page.close()
})

test('a file that only the committee decides says that it is to be put on an agenda, and opens no other act', async () => {
  const [camille, helene] = await Promise.all([socle.as('camille'), socle.as('helene')])
  const { id } = await openDerogation(camille, 'Échange par CFT', 'GI:PD-2.c')
  await walk(id, [
    { by: camille, transition: 'submit', data: derogationRequest },
    { by: helene, transition: 'study' },
  ])
  const page = await at('Hélène Garnier', `/procedures/${id}`)
  await page.getByText('Inscrivez ce dossier à l’ordre du jour d’une séance').waitFor()
  await page.locator('summary', { hasText: 'Demander un complément' }).waitFor()
  expect(await page.getByLabel('Ce qui manque').isVisible()).toBe(false)
  await page.close()
})
