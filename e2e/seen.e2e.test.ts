/** What a page shows to whoever only looks at it: nothing is offered that would be refused, and what is not understood is told. */
import {
  editionRoutes,
  procedureRoutes,
  ProductFacts,
  productRoutes,
  remarkRoutes,
  tenderRoutes,
} from '@socle/contracts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listForm, takeStep } from '../server/conformity/editions/testing.ts'
import { gridOds } from '../server/conformity/tenders/grid-ods.ts'
import { lineOf } from '../server/conformity/tenders/testing.ts'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, openAs } from './support/browser.ts'

let socle: TestSocle
let browser: Browser
beforeAll(async () => {
  socle = await startTestSocle('embedded')
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await socle.close()
})
const at = (who: string, path: string) => openAs(browser, socle.url, who, path)

test('a filter that an address names and its list does not know is told at the head of the list, with what it knows', async () => {
  const page = await at('Hélène Garnier', '/cadre/editions?state=envolee')
  await page.getByText('Le filtre « État » ne connaît pas « envolee ». Valeurs possibles : Brouillon').waitFor()
  expect(await axeViolations(page)).toEqual([])
  for (const path of [
    '/cadre/commentaires?kind=zzz',
    '/decisions/seances?kind=zzz',
    '/decisions/marches?state=zzz',
    '/applications?standing=zzz',
    '/exigences?weight=zzz',
    '/exigences?weight=zzz&level=yyy',
  ]) {
    await page.goto(`${socle.url}${path}`)
    await page.getByText('ne connaît pas « zzz ». Valeurs possibles').waitFor()
  }
  // By the names that people read, without how many each would leave.
  await page.goto(`${socle.url}/exigences?weight=zzz`)
  expect(await page.getByText('ne connaît pas « zzz »').textContent()).toMatch(
    /Valeurs possibles\s: Informatif, Obligatoire, Recommandé\./,
  )
  const log = await at('Sophie Lambert', '/administration/journal?action=zzz')
  await log.getByText('ne connaît pas « zzz ». Valeurs possibles').waitFor()
  await log.goto(`${socle.url}/administration/journal?action=procedure.zzz`)
  await log.getByText('ne connaît pas « procedure.zzz ». Valeurs possibles').waitFor()
  // One kind of write, whole, is known, and named in the filter; a subject that the log has not yet spoken of as well.
  for (const [action, named] of [
    ['session.opened', 'Connexion'],
    ['procedure.open', 'Procédures : ouverture'],
    ['tender', 'Marchés'],
  ] as const) {
    await log.goto(`${socle.url}/administration/journal?action=${action}`)
    await log.locator('#action option:checked', { hasText: named }).waitFor({ state: 'attached' })
    expect(await log.getByText('ne connaît pas').count()).toBe(0)
  }
  await log.close()
  // A process or a state is refused by name, as by the API.
  await page.goto(`${socle.url}/decisions?state=zzz`)
  await page
    .getByRole('alert')
    .getByText(/zzz.*Choisissez d’abord un processus/)
    .waitFor()
  await page.getByRole('button', { name: 'Effacer les filtres' }).click()
  await page.getByRole('alert').waitFor({ state: 'detached' })
  await page.goto(`${socle.url}/decisions?process=reserve&state=planned`)
  await page.locator('#process').selectOption('derogation')
  await page.getByText('Action planifiée').waitFor({ state: 'detached' })
  await page.waitForFunction(() => !location.search.includes('state='))
  await page.setViewportSize({ width: 320, height: 800 })
  await page.goto(`${socle.url}/cadre/editions?state=envolee`)
  await page.getByText('ne connaît pas « envolee »').waitFor()
  await page.getByRole('button', { name: 'Effacer les filtres' }).click()
  await page.getByText('ne connaît pas « envolee »').waitFor({ state: 'detached' })
  await page.close()
})

test('an edition that lacks something does not offer the vote; its comments come page by page', async () => {
  const helene = await socle.as('helene')
  const form = listForm('ID;Type;Exigence;Catégorie\nEXI-G-90;P;Le service se dit.;Gouvernance\n')
  const { body } = await helene.call(editionRoutes.import, { query: { volume: 'MIRAI', label: 'Printemps' }, form })
  await takeStep(helene, body.id, 'discuss')
  for (let n = 1; n <= 23; n++)
    await helene.call(remarkRoutes.add, {
      body: { draft: body.id, passage: 'Préambule', kind: 'wording', text: `Remarque ${n}` },
    })
  const page = await at('Hélène Garnier', `/cadre/editions/${body.id}`)
  const submit = page.getByRole('button', { name: 'Soumettre au vote du comité' })
  await submit.waitFor()
  expect(await submit.isDisabled()).toBe(true)
  await page.getByText('une fois que rien n’est plus à compléter').waitFor()
  const remarks = page.getByRole('region', { name: 'Commentaires sur cette édition' })
  await remarks.getByText('Remarque 23').waitFor()
  expect(await remarks.getByText('Remarque 1', { exact: true }).count()).toBe(0)
  await remarks.getByRole('button', { name: 'Page suivante' }).click()
  await remarks.getByText('Remarque 1', { exact: true }).waitFor()
  await page.waitForFunction(() => document.activeElement?.id === 'remarks')
  expect(await axeViolations(page)).toEqual([])
  await page.close()
})

test('a bid that is out says on which requirement, where bids are compared', async () => {
  const luc = await socle.as('luc')
  const created = await luc.call(tenderRoutes.create, { body: { reference: 'V-1', title: 'Assistant' } })
  const params = { tenderId: created.body.id }
  const eliminating = 'MIRAI:EXI-G-4'
  let tender = (
    await luc.call(tenderRoutes.choose, {
      params,
      body: { revision: created.body.revision, requirements: [{ id: eliminating }, { id: 'MIRAI:EXI-G-2' }] },
    })
  ).body
  const step = async (name: 'freeze' | 'publish' | 'evaluate') => {
    const to = { params: { ...params, step: name }, body: { revision: tender.revision } }
    tender = (await luc.call(tenderRoutes.step, to)).body
  }
  await step('freeze')
  await step('publish')
  const { gridCode, title, choices, policy } = tender
  const answers = [lineOf(eliminating, 'partly'), lineOf('MIRAI:EXI-G-2', 'conforming')]
  const bytes = await gridOds({ code: gridCode!, tender: title, requirements: choices, policy, answers }, 'fr')
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(bytes)]), 'offre.ods')
  await luc.call(tenderRoutes.addBid, { params, query: { bidder: 'Bêta' }, form })
  tender = (await luc.call(tenderRoutes.get, { params })).body
  await step('evaluate')
  const page = await at('Hélène Garnier', `/decisions/marches/${params.tenderId}/comparaison`)
  const scores = page.getByRole('region', { name: 'Notes des offres' })
  const out = scores.getByRole('listitem').filter({ hasText: 'Bêta' })
  await out.getByText(/Concevoir frugal|EXI-G-4/).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.close()
})

test('what has ended says that it has, and a request that was filtered out what stays possible', async () => {
  const paul = await socle.as('paul')
  await socle.as('nadia')
  const data = { service: 'Préfecture', application: 'Lampe', use: 'Éclairer.', terminals: 'neo', users: 3 }
  const { body } = await paul.call(procedureRoutes.open, { body: { process: 'mobile-request', title: 'Lampe', data } })
  await (
    await socle.as('nadia')
  ).call(procedureRoutes.step, {
    params: { procedureId: body.id },
    body: { transition: 'filter-out', revision: 1, data: { reason: 'Lit le carnet d’adresses.' } },
  })
  const page = await at('Paul Mercier', `/procedures/${body.id}`)
  await page.getByText('plus rien n’est attendu ici').waitFor()
  await page.getByRole('heading', { name: 'Ce qui reste possible' }).waitFor()
  await page.getByRole('link', { name: 'Faire une nouvelle demande : Demande d’application mobile' }).waitFor()
  await page.getByRole('link', { name: 'Ouvrir plutôt : Expression de besoin' }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.close()
})

test('the controller finds the register on the home page, whether anything waits or not', async () => {
  const page = await at('Rachel Morin', '/')
  await page.getByRole('link', { name: 'Registre des traitements' }).click()
  await page.waitForURL(/process=processing-register/)
  await page.getByText('Aucune procédure').or(page.getByText('Rien ne correspond')).first().waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.close()
})

test('an act that would be refused is not offered: the page says what it waits for, and does not open another in its place', async () => {
  const helene = await socle.as('helene')
  const facts = ProductFacts.parse({ name: 'Plume', uses: ['note-taking'] })
  await helene.call(productRoutes.create, { body: { reference: 'ESSAI-1', facts } })
  const data = { product: 'ESSAI-1' }
  const { body } = await helene.call(procedureRoutes.open, {
    body: { process: 'product-qualification', title: 'Plume', data },
  })
  const page = await at('Hélène Garnier', `/procedures/${body.id}`)
  const waits = page.getByRole('listitem').filter({ hasText: 'Déclarer la grille complète' })
  await waits.getByText('Type de logiciel').waitFor()
  expect(await page.getByRole('button', { name: 'Déclarer la grille complète' }).count()).toBe(0)
  // The product that it is about is one click away, before all that can be done.
  const standing = page.getByRole('region', { name: 'Où cela en est' })
  expect(await standing.getByRole('link', { name: 'Plume (ESSAI-1)' }).getAttribute('href')).toBe('/produits/ESSAI-1')
  // To reject is another act, which nobody came for.
  expect(await page.getByRole('button', { name: 'Écarter' }).isVisible()).toBe(false)
  expect(await axeViolations(page)).toEqual([])
  await page.close()
})
