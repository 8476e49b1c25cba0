/** People at work on one application: what they do, by mouse and by keyboard, and what the page says of it. */
import { committeeRoutes, conformityRoutes, identityRoutes, procedureRoutes, tenderRoutes } from '@socle/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../server/platform/day.ts'
import { derogationRequest } from '../server/testing/descriptions.ts'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, newPage, signInAs } from './support/browser.ts'
import { openDerogation } from './support/derogation.ts'
import { faultsOf } from './support/faults.ts'
import { type Made, makeTitres } from './support/titres.ts'

let socle: TestSocle
let browser: Browser
let page: Page
let made: Made

beforeAll(async () => {
  socle = await startTestSocle('embedded')
  made = await makeTitres(socle)
  browser = await launchBrowser()
  page = await newPage(browser)
  await signInAs(page, socle.url, 'Camille Moreau')
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
  const procedureId = made.reserve
  await page.setViewportSize({ width: 1280, height: 800 })
  await settled(`/procedures/${made.reserve}`)
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
  // Nothing goes out at the first press: what blocks is said, and the request is a choice.
  const ask = camille.getByRole('button', { name: 'Demander la revue de ce jalon' })
  await ask.click()
  const warning = camille.getByRole('group', { name: /ne permet que de refuser ce dossier/ })
  expect(await warning.innerText()).toMatch(/Exigences obligatoires à évaluer\s: \d+\./)
  expect(await camille.evaluate(() => document.activeElement?.textContent)).toContain('Demander la revue quand même')
  expect(await axeViolations(camille)).toEqual([])
  await warning.getByRole('button', { name: 'Annuler' }).click()
  expect(await camille.getByText('Aucune décision n’a été prise sur ce dossier.').count()).toBe(1)
  await ask.click()
  await ask.click()
  await camille.getByRole('heading', { name: 'La revue du jalon' }).waitFor()
  const yann = await newPage(browser)
  await signInAs(yann, socle.url, 'Yann Le Goff')
  await yann.goto(camille.url())
  await yann.getByText(/^Motifs/).waitFor()
  // Refusing is all that is possible: grounds are asked for before it is even ticked.
  expect(await yann.getByText('Motifs (facultatif)').count()).toBe(0)
  await yann.getByRole('radio', { name: 'Refuser' }).check({ force: true })
  expect(await yann.getByRole('radio', { name: 'Passer le jalon' }).count()).toBe(0)
  // Nobody is refused without learning why.
  await yann.getByRole('button', { name: 'Enregistrer la décision' }).click()
  await yann.getByText('Motifs de la décision : à renseigner pour refuser.').waitFor()
  expect(await yann.evaluate(() => document.activeElement?.id)).toBe('grounds')
  expect(await axeViolations(yann)).toEqual([])
  await yann.getByLabel('Motifs').fill('Des exigences ne sont pas évaluées.')
  // Meanwhile another member decides.
  const helene = await newPage(browser)
  await signInAs(helene, socle.url, 'Hélène Garnier')
  await helene.goto(camille.url())
  await helene.getByRole('radio', { name: 'Refuser' }).check({ force: true })
  await helene.getByLabel('Motifs').fill('Les preuves manquent.')
  await helene.getByRole('button', { name: 'Enregistrer la décision' }).click()
  await helene.getByText('Refuser ce jalon ?').waitFor()
  await helene.getByRole('button', { name: 'Enregistrer la décision' }).click()
  await helene.getByRole('heading', { name: 'Jalon refusé' }).waitFor()
  await helene.waitForFunction(() => document.activeElement?.id === 'gate-review')
  await yann.getByRole('button', { name: 'Enregistrer la décision' }).click()
  await yann.getByText('Refuser ce jalon ?').waitFor()
  await yann.getByRole('button', { name: 'Enregistrer la décision' }).click()
  await yann.getByRole('heading', { name: 'Hélène Garnier a agi pendant que vous lisiez cette page' }).waitFor()
  await yann.getByText('Des exigences ne sont pas évaluées.').waitFor()
  await yann.getByRole('heading', { name: 'Jalon refusé' }).waitFor()
  expect(await axeViolations(yann)).toEqual([])
  for (const each of [camille, yann, helene]) await each.close()
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

test('decisions: sessions, votes, members, tenders and their comparison have no violation, wide and narrow', async () => {
  const helene = await socle.as('helene')
  const luc = await socle.as('luc')
  const me = (await helene.call(identityRoutes.session)).body.user.id
  const today = dayOf(new Date())
  const mandate = await helene.call(committeeRoutes.appoint, {
    body: { seat: { body: 'Architecture' }, userId: me, rank: 'titular', from: '2026-01-01' },
  })
  const { body: session } = await helene.call(committeeRoutes.plan, {
    body: { kind: 'ordinary', title: 'Séance', date: today },
  })
  const params = { sessionId: session.id }
  const items = [{ subject: { kind: 'free' as const }, title: 'Calendrier', proposal: 'Publier en avril.' }]
  await helene.call(committeeRoutes.addItems, { params, body: { items } })
  const camille = await socle.as('camille')
  const opened = await openDerogation(camille, 'Anciens formats', 'GI:1344')
  const derogation = { params: { procedureId: opened.id } }
  await camille.call(procedureRoutes.step, {
    ...derogation,
    body: { transition: 'submit', revision: 1, data: { ...derogationRequest, 'until-asked': '2031-06-30' } },
  })
  await helene.call(procedureRoutes.step, { ...derogation, body: { transition: 'study', revision: 2 } })
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
    for (const path of paths) expect([path, await faultsOf(other, `${socle.url}${path}`)]).toEqual([path, []])
  }
  await signInAs(other, socle.url, 'Hélène Garnier')
  const planned = `/decisions/seances/${session.id}`
  await visit(['/decisions/seances', planned, '/decisions/membres', '/decisions/comite'])
  await visit([`/decisions/marches/${at.id}/comparaison`])
  await helene.call(committeeRoutes.open, { params, body: { revision: 1, chair: mandate.body.id } })
  await visit([planned])
  // Put on the agenda with the day that it asks for; from then on its page sends to the session.
  await other.setViewportSize({ width: 1280, height: 800 })
  await other.getByText('Inscrire des dossiers en attente').click()
  await other.getByRole('checkbox', { name: /Anciens formats/ }).check({ force: true })
  await other.getByRole('button', { name: 'Inscrire à l’ordre du jour' }).click()
  await other.getByText('Valable jusqu’au 30 juin 2031').waitFor()
  await other.goto(`${socle.url}/procedures/${opened.id}`)
  await other.getByText('Le comité en décide à la séance « Séance »').waitFor()
  expect(await other.locator('summary', { hasText: 'Décider d’accorder' }).count()).toBe(0)
  await other.getByRole('link', { name: 'Voir la séance' }).click()
  await other.getByRole('heading', { name: 'Point 2 : Anciens formats' }).waitFor()
  // By keyboard: the vote is a button that says whether it is pressed.
  await other.setViewportSize({ width: 1280, height: 800 })
  await other.getByRole('button', { name: 'Pour' }).first().focus()
  await other.keyboard.press('Enter')
  await other.getByText('Vous avez voté').waitFor()
  // Nobody has noted who is there: the voice does not count, and closing says what it would do.
  await other.getByText('Cette voix ne compte pas encore : votre présence n’est pas notée').waitFor()
  await other.getByRole('button', { name: 'Clore la séance et compter les voix' }).click()
  await other.getByText('Personne n’est noté présent').waitFor()
  await other.getByRole('button', { name: 'Annuler' }).click()
  expect(await other.getByRole('button', { name: 'Pour' }).first().getAttribute('aria-pressed')).toBe('true')
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

test('several rows are acted on by keyboard alone, and the page says what became of them', async () => {
  const nadia = await socle.as('nadia')
  const camille = await socle.as('camille')
  for (const title of ['Premier écart', 'Second écart']) {
    const body = { process: 'reserve', applicationId: 'titres', title, data: { gap: 'Un écart.', blocking: false } }
    const { id } = (await nadia.call(procedureRoutes.open, { body })).body
    const step = { transition: 'submit', revision: 1, data: { proof: 'Corrigé.' } }
    await camille.call(procedureRoutes.step, { params: { procedureId: id }, body: step })
  }
  const other = await newPage(browser)
  await signInAs(other, socle.url, 'Nadia Rousseau')
  await other.goto(`${socle.url}/decisions?process=reserve&state=submitted&search=écart`)
  await other.getByRole('checkbox', { name: 'Choisir : Premier écart' }).waitFor({ state: 'attached' })
  const press = async (locator: ReturnType<typeof other.getByRole>, key: string) => {
    await locator.focus()
    await other.keyboard.press(key)
  }
  await press(other.getByRole('checkbox', { name: 'Choisir les 2 lignes affichées' }), 'Space')
  await other.getByText('2 lignes choisies').waitFor()
  await press(other.getByText('Franchir la même étape'), 'Enter')
  await other.getByLabel('Étape', { exact: true }).selectOption('lift')
  expect(await axeViolations(other)).toEqual([])
  await press(other.getByRole('button', { name: 'Lever la réserve (2)' }), 'Enter')
  await other.getByText('C’est fait pour 2 lignes.').waitFor()
  expect(await axeViolations(other)).toEqual([])
  await other.close()
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
  const { pathname, searchParams } = new URL((await link.getAttribute('href'))!, socle.url)
  expect([pathname, searchParams.get('returnTo')]).toEqual(['/auth/login', '/applications/titres/description'])
  await late.close()
})

test('by keyboard alone: skip to the content, search, open a requirement', async () => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await settled('/exigences')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Aller au contenu')
  await page.keyboard.press('Enter')
  // The pages of the area come first, each one Tab.
  const focused = () => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.type)
  for (let tab = 0; tab < 20 && (await focused()) !== 'search'; tab++) await page.keyboard.press('Tab')
  expect(await focused()).toBe('search')
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
