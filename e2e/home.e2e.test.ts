/** What people find first: what happens now, what is theirs to do by its name, what is done since, and where it all leads. */
import {
  applicationRoutes,
  committeeRoutes,
  conformityRoutes,
  gateReviewRoutes,
  procedureRoutes,
  type RequirementId,
  tenderRoutes,
} from '@socle/contracts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../server/platform/day.ts'
import { seatCommittee } from '../server/testing/committee.ts'
import { derogationRequest, permits } from '../server/testing/descriptions.ts'
import type { TestClient } from '../server/testing/test-client.ts'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, openAs } from './support/browser.ts'
import { openDerogation } from './support/derogation.ts'

let socle: TestSocle
let browser: Browser
let camille: TestClient
let helene: TestClient
let yann: TestClient
const params = { applicationId: 'titres' }

beforeAll(async () => {
  socle = await startTestSocle('embedded')
  await seatCommittee(socle, 2026)
  ;[camille, helene, yann] = (await Promise.all(['camille', 'helene', 'yann'].map((who) => socle.as(who)))) as [
    TestClient,
    TestClient,
    TestClient,
  ]
  await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await socle.close()
})

const at = (who: string, path = '/') => openAs(browser, socle.url, who, path)

async function take(procedureId: string, way: readonly [TestClient, string, object?][]) {
  for (const [who, transition, data = {}] of way) {
    const { revision } = (await who.call(procedureRoutes.get, { params: { procedureId } })).body
    const body = { transition, revision, data: data as never }
    const answer = await who.call(procedureRoutes.step, { params: { procedureId }, body })
    expect([transition, answer.problem?.detail]).toEqual([transition, undefined])
  }
}

test('the way of an application leads to its files, lower on the page, while none is open', async () => {
  const page = await at('Camille Moreau', '/applications/titres')
  await page.getByRole('link', { name: 'Ouvrir le dossier de ce jalon.' }).first().click()
  // The page stays, and whoever reads by ear stands at what is to be done.
  expect(new URL(page.url()).pathname).toBe('/applications/titres')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('files')
  await page.close()
})

test('what is derogated is told with its end, what waits for a proof by its name, and both lead there', async () => {
  const { body: opened } = await camille.call(conformityRoutes.open, {
    params,
    body: { version: '1.0.0', gate: 'launch' },
  })
  const { body: file } = await camille.call(conformityRoutes.file, { params: { fileId: opened.id } })
  const binding = file.items.filter(({ requirement }) => requirement.weight === 'binding')
  const [derogated, ...others] = binding.map(({ requirement }) => requirement)
  const asked = file.items.filter(({ requirement }) => requirement.weight !== 'informative')
  await camille.call(conformityRoutes.assessSeveral, {
    params: { fileId: opened.id },
    body: {
      items: asked
        .filter(({ requirement }) => requirement.id !== derogated!.id)
        .map(({ requirement }) => ({ requirementId: requirement.id, revision: 0 })),
      status: 'conforming',
      justification: 'Vu.',
    },
  })
  const { id } = await openDerogation(camille, 'Anciens formats', derogated!.id as RequirementId)
  await take(id, [
    [camille, 'submit', derogationRequest],
    [helene, 'study'],
    [yann, 'decide-for', { duration: 'temporary', until: '2031-06-30', grounds: 'Le temps de migrer.' }],
    [helene, 'notify'],
  ])
  const page = await at('Camille Moreau', '/applications/titres')
  const launch = page.locator('.sc-journey > li').first()
  await launch.getByText('Un écart toléré par dérogation :').waitFor()
  expect(await launch.getByText(`dérogée jusqu’au 30 juin 2031`).count()).toBe(1)
  // Not a gap like the others.
  await launch.getByText('aucun écart').waitFor()
  await launch.getByText(`${others.length} exigences attendent leur preuve :`).waitFor()
  await launch.getByRole('link', { name: `Apporter les preuves attendues (${others.length}).` }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await launch.getByRole('link', { name: derogated!.title.fr }).click()
  await page.getByRole('heading', { level: 1, name: 'Anciens formats' }).waitFor()

  // The file says until when as well, and nobody is led to ask a second time.
  await page.goto(`${socle.url}/applications/titres/dossiers/${opened.id}`)
  await page.getByRole('link', { name: 'Dérogation jusqu’au 30 juin 2031' }).first().waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.goto(`${socle.url}/applications/titres/dossiers/${opened.id}/${derogated!.id}`)
  await page.getByRole('link', { name: 'Lire la décision' }).waitFor()
  await page.getByRole('link', { name: 'Proposer une contribution' }).waitFor()
  expect(await page.getByRole('link', { name: 'Demander une dérogation' }).count()).toBe(0)

  await page.goto(socle.url)
  const waiting = page.getByRole('region', { name: 'Ce qui vous attend' })
  await waiting.getByRole('link', { name: `${others.length} exigences attendent une preuve.` }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  // What one might begin is quieter than what waits.
  const begin = page.getByRole('link', { name: 'Décrire une application' })
  expect(await begin.getAttribute('class')).toContain('fr-btn--secondary')
  await waiting.getByRole('link', { name: others[0]!.title.fr }).click()
  await page.getByRole('heading', { level: 1, name: others[0]!.title.fr }).waitFor()
  await page.close()
})

test('a file that was sent back says so on the way of the application, and what is missing comes first where it is completed', async () => {
  const { body: opened } = await camille.call(conformityRoutes.open, {
    params,
    body: { version: '1.0.0', gate: 'design' },
  })
  const { id } = (await camille.call(gateReviewRoutes.request, { params: { fileId: opened.id }, body: {} })).body
  await take(id, [[yann, 'return', { missing: 'La matrice des habilitations.' }]])
  const page = await at('Camille Moreau', '/applications/titres')
  await page.locator('.sc-journey').getByText('Renvoyé à l’équipe, à compléter').waitFor()
  await page.goto(`${socle.url}/procedures/${id}`)
  const said = page.getByRole('region', { name: 'Ce qui vient d’être dit' })
  await said.getByText('La matrice des habilitations.').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.close()
})

test('what was asked and is done since is told so, and counts no more', async () => {
  const { id } = await openDerogation(camille, 'Journal local', 'GI:1347')
  await take(id, [
    [camille, 'submit', derogationRequest],
    [helene, 'study'],
    [helene, 'decide-for', { duration: 'permanent', grounds: 'Rien d’autre.' }],
  ])
  const page = await at('Yann Le Goff', '/notifications')
  const asked = page.getByRole('listitem').filter({ hasText: 'Dérogation « Journal local » : accordée, à notifier.' })
  await asked.getByText('Non lue').waitFor()
  await take(id, [[yann, 'notify']])
  await page.reload()
  await asked.getByText('Suite donnée', { exact: true }).waitFor()
  expect(await asked.getByText('Non lue').count()).toBe(0)
  expect(await asked.getByRole('button').count()).toBe(0)
  expect(await axeViolations(page)).toEqual([])
  await page.getByLabel('Montrer').selectOption({ label: 'Seulement les non lues' })
  await asked.waitFor({ state: 'detached' })
  await page.close()
})

test('a session of today comes first, and nobody reads of a postponement before the first voice', async () => {
  const { body } = await helene.call(committeeRoutes.plan, {
    body: { kind: 'ordinary', title: 'Séance du jour', date: dayOf(new Date()) },
  })
  await helene.call(committeeRoutes.addItems, {
    params: { sessionId: body.id },
    body: { items: [{ subject: { kind: 'free' }, title: 'Calendrier', proposal: 'Publier en avril.' }] },
  })
  const page = await at('Yann Le Goff')
  const first = page.locator('main').getByRole('link').first()
  expect(await first.innerText()).toMatch(
    /^Séance du jour\s: le comité siège aujourd’hui, un point à l’ordre du jour\.$/,
  )
  await helene.call(committeeRoutes.open, { params: { sessionId: body.id }, body: { revision: 1, chair: null } })
  await page.reload()
  await page.getByRole('heading', { level: 2, name: 'En ce moment' }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await first.click()
  await page.getByRole('heading', { level: 1, name: 'Séance du jour' }).waitFor()
  await page.getByText('Personne n’a encore voté.').waitFor()
  expect(await page.getByText(/Reporté/).count()).toBe(0)
  await page.close()
})

test('the buyer sees whether architects have read the answers, and that nobody is left to award', async () => {
  const luc = await socle.as('luc')
  const { body: tender } = await luc.call(tenderRoutes.create, { body: { reference: 'L-1', title: 'Assistant' } })
  const at1 = { tenderId: tender.id }
  let { revision } = (
    await luc.call(tenderRoutes.choose, {
      params: at1,
      body: { revision: tender.revision, requirements: [{ id: 'MIRAI:EXI-G-4' }, { id: 'MIRAI:EXI-G-2' }] },
    })
  ).body
  const step = async (name: 'freeze' | 'publish' | 'evaluate') => {
    const answer = await luc.call(tenderRoutes.step, { params: { ...at1, step: name }, body: { revision } })
    revision = answer.body.revision
  }
  await step('freeze')
  await step('publish')
  const grid = await luc.call(tenderRoutes.grid, { params: at1 })
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(grid.bytes)]), 'grille.ods')
  await luc.call(tenderRoutes.addBid, { params: at1, query: { bidder: 'Alpha' }, form })
  revision = (await luc.call(tenderRoutes.get, { params: at1 })).body.revision
  await step('evaluate')

  const buyer = await at('Luc Fontaine', `/decisions/marches/${tender.id}`)
  await buyer.getByText('Aucun architecte n’a encore dit avoir lu les réponses.').waitFor()
  // An empty grid is ruled out: nothing is to be awarded, and no bar is drawn for it.
  await buyer.getByText('Aucune offre n’est en lice.').waitFor()
  expect(await buyer.getByText(/sur 20/).count()).toBe(0)
  const architect = await at('Hélène Garnier', `/decisions/marches/${tender.id}`)
  await architect.getByLabel(/^Ce que l’acheteur doit savoir/).fill('Relu avec la sécurité.')
  await architect.getByRole('button', { name: 'Dire que les réponses sont lues' }).click()
  await architect.getByText(/^Lues par Hélène Garnier/).waitFor()
  expect(await axeViolations(architect)).toEqual([])
  await buyer.reload()
  await buyer.getByText('Relu avec la sécurité.').waitFor()
  expect(await buyer.getByText('Aucun architecte n’a encore dit').count()).toBe(0)
  await buyer.goto(`${socle.url}/decisions/marches/${tender.id}/comparaison`)
  await buyer.getByRole('heading', { name: 'Notes des offres' }).waitFor()
  expect(await buyer.locator('.sc-bar').count()).toBe(0)
  expect(await axeViolations(buyer)).toEqual([])
  for (const page of [buyer, architect]) await page.close()
})
