/** What every form owes to whoever fills it: nothing typed is lost, amounts are read as they are written, and the keyboard stays where it was. */
import {
  aiProviderRoutes,
  applicationRoutes,
  committeeRoutes,
  conformityRoutes,
  identityRoutes,
  tenderRoutes,
} from '@socle/contracts'
import type { Browser, Locator, Page } from 'playwright-core'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../server/platform/day.ts'
import { permits } from '../server/testing/descriptions.ts'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, newPage, signInAs } from './support/browser.ts'
import { openDerogation } from './support/derogation.ts'

let socle: TestSocle
let browser: Browser
let fileId = ''

beforeAll(async () => {
  socle = await startTestSocle('embedded')
  const camille = await socle.as('camille')
  await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  const opened = await camille.call(conformityRoutes.open, {
    params: { applicationId: 'titres' },
    body: { version: '1.0.0', gate: 'production' },
  })
  fileId = opened.body.id
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await socle.close()
})

async function at(who: string, path: string, page?: Page): Promise<Page> {
  const shown = page ?? (await newPage(browser))
  await signInAs(shown, socle.url, who)
  await shown.goto(`${socle.url}${path}`)
  await shown.locator('h1').waitFor()
  await shown.waitForLoadState('networkidle')
  return shown
}

/** Whose browser speaks another language, and who chose French on the pages. */
async function readingFrench(locale: string): Promise<Page> {
  const page = await (await browser.newContext({ locale })).newPage()
  await page.addInitScript(() => localStorage.setItem('socle.language', 'fr'))
  return page
}

const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null
    return element === document.body
      ? 'nothing'
      : (element?.labels?.[0]?.textContent ?? element?.textContent ?? '').replace(/\s+/g, ' ').trim()
  })
/** Presses a button as a keyboard does, and waits until something says that it is done. */
async function press(page: Page, button: RegExp, done: () => Promise<unknown>): Promise<string> {
  await page.getByRole('button', { name: button }).first().focus()
  await page.keyboard.press('Enter')
  await done()
  // What a page does with the focus follows its next drawing.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  return focused(page)
}
const said = (page: Page, words: RegExp | string) =>
  page.getByRole('status').filter({ hasText: words }).first().waitFor()
/** In the words of the page, tied to that field. */
const errorOf = (page: Page, id: string) =>
  page.evaluate((of) => {
    const field = document.getElementById(of)!
    const ids = (field.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean)
    return field.getAttribute('aria-invalid') === 'true'
      ? ids.map((each) => document.getElementById(each)?.textContent ?? '').join(' ')
      : null
  }, id)

test('what is typed on a requirement is kept until it is saved, and told', async () => {
  const path = `/applications/titres/dossiers/${fileId}/GI:1391`
  const page = await at('Camille Moreau', path)
  await page.locator('#status-non-conforming').check({ force: true })
  await page.getByLabel(/^Justification/).fill('Le journal manque.')
  await page.getByLabel('Votre commentaire').fill('À revoir avec Nadia.')
  await page.getByText('Votre brouillon est gardé sur cet appareil').first().waitFor()
  await page.getByRole('link', { name: 'Retour au dossier' }).click()
  await page.getByRole('heading', { name: 'Peut-elle continuer ?' }).waitFor()
  await page.goBack()
  await page.getByText('Votre brouillon est gardé sur cet appareil').first().waitFor()
  expect(await page.getByLabel(/^Justification/).inputValue()).toBe('Le journal manque.')
  expect(await page.getByLabel('Votre commentaire').inputValue()).toBe('À revoir avec Nadia.')
  expect(await page.locator('#status-non-conforming').isChecked()).toBe(true)

  // The session ends while one writes, and one comes back by the only link there is.
  await page.context().clearCookies()
  await page.getByRole('button', { name: 'Enregistrer l’évaluation' }).click()
  await page.getByText('Votre session a pris fin').waitFor()
  await signInAs(page, socle.url, 'Camille Moreau')
  await page.goto(`${socle.url}${path}`)
  await page.getByText('Votre brouillon est gardé sur cet appareil').first().waitFor()
  expect(await page.getByLabel(/^Justification/).inputValue()).toBe('Le journal manque.')
  expect(await axeViolations(page)).toEqual([])

  // Once saved it is no draft any more.
  await page.getByRole('button', { name: 'Enregistrer l’évaluation' }).click()
  await page.getByText('Enregistré.').waitFor()
  await page.getByRole('button', { name: 'Commenter' }).click()
  await page
    .getByRole('region', { name: 'Commentaires' })
    .getByText(/^Camille Moreau, /)
    .waitFor()
  await page.reload()
  await page.getByLabel(/^Justification/).waitFor()
  expect(await page.getByText('Votre brouillon est gardé').count()).toBe(0)
  expect(await page.getByLabel(/^Justification/).inputValue()).toBe('Le journal manque.')
  expect(await page.getByLabel('Votre commentaire').inputValue()).toBe('')

  // What is written without being wanted is given up in one act.
  await page.getByLabel(/^Justification/).fill('Autre chose.')
  // Nothing brings back what is given up: it asks first.
  await page.getByRole('button', { name: 'Repartir de ce qui est enregistré' }).click()
  await page.getByText('Rien ne permet de le retrouver.').waitFor()
  await page.getByRole('button', { name: 'Repartir de ce qui est enregistré' }).click()
  expect(await page.getByLabel(/^Justification/).inputValue()).toBe('Le journal manque.')
  expect(await focused(page)).not.toBe('nothing')
  await page.context().close()
})

test('a draft on a requirement that somebody assessed meanwhile is compared, and is nobody else’s', async () => {
  const path = `/applications/titres/dossiers/${fileId}/GI:1399`
  const page = await at('Camille Moreau', path)
  await page.locator('#status-conforming').check({ force: true })
  await page.getByLabel(/^Justification/).fill('Inventaire tenu.')
  await page.goto(`${socle.url}/`)
  const camille = await socle.as('camille')
  await camille.call(conformityRoutes.assess, {
    params: { fileId, requirementId: 'GI:1399' },
    body: { status: 'non-conforming', justification: 'Inventaire absent.', revision: 0 },
  })
  await page.goto(`${socle.url}${path}`)
  const conflict = page.getByRole('alert').filter({ hasText: 'a évalué cette exigence pendant que vous la lisiez' })
  await conflict.getByText('Inventaire absent.').waitFor()
  await conflict.getByText('Inventaire tenu.').waitFor()
  await conflict.getByRole('button', { name: 'Garder la sienne' }).click()
  await conflict.waitFor({ state: 'detached' })
  await page.reload()
  await page.getByLabel(/^Justification/).waitFor()
  expect(await page.getByLabel(/^Justification/).inputValue()).toBe('Inventaire absent.')

  // Several people may use one browser.
  await page.getByLabel(/^Justification/).fill('Rien que pour moi.')
  await page.context().clearCookies()
  await at('Nadia Rousseau', path, page)
  expect(await page.getByText('Rien que pour moi.').count()).toBe(0)
  expect(await page.evaluate(() => document.querySelector<HTMLTextAreaElement>('#justification')?.value)).not.toBe(
    'Rien que pour moi.',
  )
  await page.context().close()
})

test('an assessment says at its field what it lacks, and says nothing of what nobody assessed', async () => {
  const page = await at('Camille Moreau', `/applications/titres/dossiers/${fileId}/GI:1344`)
  await page.locator('#status-non-conforming').check({ force: true })
  await page.getByRole('button', { name: 'Enregistrer l’évaluation' }).click()
  await page.waitForFunction(() => document.activeElement?.id === 'justification')
  expect(await errorOf(page, 'justification')).toMatch(/demande une justification/)
  expect(await axeViolations(page)).toEqual([])
  await page.locator('#status-not-assessed').check({ force: true })
  await expect.poll(() => errorOf(page, 'justification')).toBeNull()
  await page.getByRole('button', { name: 'Enregistrer l’évaluation' }).click()
  await page.getByText('Choisissez un statut').waitFor()
  await page.reload()
  await page.getByText('Personne ne l’a encore évaluée.').waitFor()
  await page.context().close()
})

test('in a browser of another language, amounts are read as people write them', async () => {
  const camille = await socle.as('camille')
  const { id } = await openDerogation(camille, 'Fichiers anciens', 'GI:1391')
  const page = await readingFrench('en-US')
  await at('Camille Moreau', `/procedures/${id}`, page)
  await page.locator('summary', { hasText: /^Déposer la demande/ }).click()
  const cost = page.getByLabel(/Autres surcoûts/)
  await cost.pressSequentially('1 250,50')
  await page.getByText(/soit 1\s250,50\s€/).waitFor()
  await cost.fill('douze')
  await cost.blur()
  expect(await errorOf(page, (await cost.getAttribute('id'))!)).toMatch(/Écrivez un nombre/)
  await page.reload()
  // What was begun is open again.
  expect(await page.getByLabel(/Autres surcoûts/).inputValue()).toBe('douze')
  await page.getByLabel(/Autres surcoûts/).fill('1250.5')
  await page.getByText(/soit 1\s250,50\s€/).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.context().close()

  const other = await readingFrench('en-US')
  await at('Sophie Lambert', '/ia/fournisseurs', other)
  const price = other.getByLabel(/Prix par million de jetons lus/)
  await price.fill('')
  await price.pressSequentially('0,25')
  await other.getByText(/soit 0,25\s€/).waitFor()
  await other.context().close()
})

test('a provider that is being declared is kept but for its secret, and the keyboard stays on the form', async () => {
  const page = await at('Sophie Lambert', '/ia/fournisseurs')
  expect(await page.getByLabel(/^Secret d’accès/).getAttribute('type')).toBe('password')
  const words = {
    id: 'beta',
    name: 'Bêta',
    baseUrl: 'https://beta.example/v1',
    location: 'France',
    law: 'France',
    model: 'b',
  }
  for (const [field, value] of Object.entries(words)) await page.locator(`#provider-${field}`).fill(value)
  await page.locator('#provider-inputPerMillion').fill('1,50')
  await page.locator('#provider-secret').fill('tres-secret')
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('tres-secret')
  await page.reload()
  await page.locator('#provider-name').waitFor()
  expect(await page.locator('#provider-name').inputValue()).toBe('Bêta')
  expect(await page.locator('#provider-inputPerMillion').inputValue()).toBe('1,5')
  expect(await page.locator('#provider-secret').inputValue()).toBe('')
  expect(await press(page, /^Déclarer un fournisseur$/, () => said(page, 'Fournisseur déclaré'))).not.toBe('nothing')
  const sophie = await socle.as('sophie')
  const { body } = await sophie.call(aiProviderRoutes.list)
  expect(body.providers.find(({ id }) => id === 'beta')).toBeDefined()
  await page.reload()
  await page.locator('#provider-name').waitFor()
  expect(await page.locator('#provider-name').inputValue()).toBe('')
  await page.context().close()
})

test('opening a procedure tells all that it lacks at once, and leads to the first', async () => {
  const page = await at(
    'Camille Moreau',
    '/decisions/nouvelle?process=derogation&application=titres&requirement=GI:1391',
  )
  await page.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await page.getByRole('alert').filter({ hasText: 'À corriger avant d’envoyer' }).waitFor()
  await page.waitForFunction(() => document.activeElement?.id === 'title')
  expect(await errorOf(page, 'title')).toMatch(/À renseigner/)
  expect(await errorOf(page, 'opening-limit')).toMatch(/./)
  const heard = await page.getByRole('alert').filter({ hasText: 'À corriger' }).boundingBox()
  expect(heard!.y).toBeLessThan((await page.locator('#application').boundingBox())!.y)
  expect(await axeViolations(page)).toEqual([])
  await page.keyboard.type('Anciens fichiers')
  await page.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await page.waitForFunction(() => document.activeElement?.id === 'opening-limit')
  expect(await errorOf(page, 'title')).toBeNull()
  await page.context().close()
})

/** As a hand does it: the button of the mouse stays down for as long as the page takes to be drawn anew. */
async function pressByHand(page: Page, on: Locator): Promise<void> {
  await on.scrollIntoViewIfNeeded()
  const { x, y } = (await on.boundingBox())!
  await page.mouse.move(x + 8, y + 8)
  await page.mouse.down()
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  await page.mouse.up()
}

test('what is said of a field when it is left does not take the click that leaves it', async () => {
  const page = await at('Camille Moreau', '/decisions/nouvelle?process=mobile-request')
  const users = page.getByLabel('Nombre d’agents concernés')
  await users.fill('beaucoup')
  await pressByHand(page, page.getByRole('button', { name: 'Ouvrir', exact: true }))
  await page.getByText('À renseigner.').first().waitFor()
  expect(await errorOf(page, 'opening-users')).toContain('un nombre')

  // Nor what a field says of a name that it does not know; the keyboard is told as it leaves.
  await page.goto(`${socle.url}/decisions/nouvelle?process=derogation`)
  const application = page.locator('#application')
  await application.fill('Nulle part')
  await pressByHand(page, page.getByRole('button', { name: 'Ouvrir', exact: true }))
  await page.getByText('À corriger avant d’envoyer').waitFor()
  expect(await errorOf(page, 'application')).toMatch(/«\s+Nulle part\s+»/)
  await application.fill('Ailleurs')
  await application.press('Tab')
  await page.getByRole('alert').filter({ hasText: '« Ailleurs »' }).waitFor()
  await page.context().close()
})

test('evidence that is being added is kept until it is sent', async () => {
  const page = await at('Camille Moreau', `/applications/titres/dossiers/${fileId}/GI:1344`)
  const add = page.getByText('Ajouter un lien', { exact: true })
  await add.click()
  await page.locator('#link-label').fill('Compte rendu de recette')
  await page.locator('#link-url').fill('https://doc.example.gouv.fr/recette')
  await page.reload()
  await page.locator('h1').waitFor()
  // What was begun is in sight, and says that it is kept.
  await page.locator('#link-label').waitFor({ state: 'visible' })
  expect(await page.locator('#link-label').inputValue()).toBe('Compte rendu de recette')
  expect(await page.locator('#link-url').inputValue()).toBe('https://doc.example.gouv.fr/recette')
  expect(await axeViolations(page)).toEqual([])
  await page.locator('form:has(#link-label)').getByRole('button', { name: 'Ajouter' }).click()
  await page.getByText('Compte rendu de recette').first().waitFor()
  await page.reload()
  await page.locator('h1').waitFor()
  await add.click()
  expect(await page.locator('#link-label').inputValue()).toBe('')
  await page.context().close()
})

test('a go begins with the size and nature that the application describes', async () => {
  const page = await at('Camille Moreau', '/decisions/nouvelle?process=go-no-go&application=titres')
  await page.waitForFunction(() => (document.querySelector('#opening-size') as HTMLSelectElement | null)?.value !== '')
  expect(await page.locator('#opening-size').inputValue()).toBe('large')
  expect(await page.locator('#opening-nature').inputValue()).toBe('new')
  await page.context().close()
})

test('a member says that they are there, on the one panel of presences', async () => {
  const helene = await socle.as('helene')
  await socle.as('yann')
  const { users } = (await (await socle.as('sophie')).call(identityRoutes.users)).body
  const yann = users.find(({ name }) => name.startsWith('Yann'))!
  await helene.call(committeeRoutes.appoint, {
    body: { seat: { body: 'Titres' }, userId: yann.id, rank: 'titular', from: '2026-01-01' },
  })
  const session = await helene.call(committeeRoutes.plan, {
    body: { kind: 'ordinary', title: 'Ma présence', date: dayOf(new Date()) },
  })
  const params = { sessionId: session.body.id }
  const items = [{ subject: { kind: 'free' as const }, title: 'Point', proposal: 'Publier en avril.' }]
  await helene.call(committeeRoutes.addItems, { params, body: { items } })
  const page = await at('Yann Le Goff', `/decisions/seances/${params.sessionId}`)
  // Before it begins silence is no absence, and one that is announced is told.
  const absent = page.getByRole('group', { name: /^Ma présence/ }).getByRole('button', { name: 'Ne siège pas' })
  await page.getByText('(Pas encore notée)').waitFor()
  expect(await absent.getAttribute('aria-pressed')).toBe('false')
  await absent.click()
  await page.getByText('(Ne siège pas)').waitFor()
  expect(await absent.getAttribute('aria-pressed')).toBe('true')
  await helene.call(committeeRoutes.open, { params, body: { revision: 1, chair: null } })
  await page.reload()
  await page.waitForLoadState('networkidle')
  expect(await page.getByRole('heading', { name: 'Présences' }).count()).toBe(1)
  await page.getByRole('button', { name: 'Pour', exact: true }).click()
  await page.getByText('Cette voix ne compte pas encore : votre présence n’est pas notée').waitFor()
  const remote = page.getByRole('group', { name: /^Ma présence/ }).getByRole('button', { name: 'À distance' })
  await remote.focus()
  await page.keyboard.press('Enter')
  await page.getByText('votre présence n’est pas notée').waitFor({ state: 'detached' })
  expect(await remote.getAttribute('aria-pressed')).toBe('true')
  expect(await remote.evaluate((button) => button === document.activeElement)).toBe(true)
  expect(await page.getByText('(À distance)').count()).toBe(1)
  expect(await axeViolations(page)).toEqual([])
  await page.context().close()
})

test('a vote and the presences leave the keyboard where it was, and are told', async () => {
  const helene = await socle.as('helene')
  const { user } = (await helene.call(identityRoutes.session)).body
  const mandate = await helene.call(committeeRoutes.appoint, {
    body: { seat: { body: 'Architecture' }, userId: user.id, rank: 'titular', from: '2026-01-01' },
  })
  const session = await helene.call(committeeRoutes.plan, {
    body: { kind: 'ordinary', title: 'Séance', date: dayOf(new Date()) },
  })
  const params = { sessionId: session.body.id }
  const item = (title: string) => ({ subject: { kind: 'free' as const }, title, proposal: 'Publier en avril.' })
  await helene.call(committeeRoutes.addItems, { params, body: { items: [item('Un'), item('Deux'), item('Trois')] } })

  const page = await at('Hélène Garnier', `/decisions/seances/${params.sessionId}`)
  await page.getByText('Inscrire un sujet libre', { exact: true }).first().click()
  await page.locator('#free-title').fill('Un sujet à garder')
  await page.reload()
  await page.getByText('Inscrire un sujet libre', { exact: true }).first().click()
  expect(await page.locator('#free-title').inputValue()).toBe('Un sujet à garder')

  await helene.call(committeeRoutes.open, { params, body: { revision: 1, chair: mandate.body.id } })
  await page.reload()
  await page.locator('h1').waitFor()
  await page.waitForLoadState('networkidle')
  const presences = page.getByRole('region', { name: 'Présences' }).locator('xpath=ancestor::form')
  await presences.locator(`select[id*="${mandate.body.id}"]`).selectOption('room')
  await presences.getByRole('button', { name: 'Enregistrer' }).focus()
  await page.keyboard.press('Enter')
  await said(page, 'Présences enregistrées')
  await page.waitForFunction(() => document.activeElement?.textContent?.trim() === 'Enregistrer')
  // The second of three: not the first of that name.
  const second = page.getByRole('listitem').filter({ hasText: 'Deux' }).getByRole('button', { name: 'Pour' })
  await second.focus()
  await page.keyboard.press('Enter')
  await said(page, 'Vous avez voté : Pour.')
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  expect(await second.evaluate((button) => button === document.activeElement)).toBe(true)
  await page.context().close()
})

test('precisions and a grid leave the keyboard where it was, and are told; grounds of an award are kept', async () => {
  const luc = await socle.as('luc')
  const created = await luc.call(tenderRoutes.create, { body: { reference: 'F-1', title: 'Assistant' } })
  const params = { tenderId: created.body.id }
  await luc.call(tenderRoutes.choose, {
    params,
    body: { revision: created.body.revision, requirements: [{ id: 'MIRAI:EXI-G-4' }, { id: 'MIRAI:EXI-G-2' }] },
  })
  const page = await at('Luc Fontaine', `/decisions/marches/${params.tenderId}`)
  await page.locator('details:has(#precision-MIRAI\\:EXI-G-4) > summary').click()
  await page.getByLabel('Précision pour ce marché').first().fill('Sur un lien lent.')
  expect(await press(page, /^Enregistrer les précisions/, () => said(page, 'Précisions enregistrées'))).toMatch(
    /^Enregistrer les précisions/,
  )
  let { revision } = (await luc.call(tenderRoutes.get, { params })).body
  const step = async (name: 'freeze' | 'publish' | 'evaluate') => {
    const answer = await luc.call(tenderRoutes.step, { params: { ...params, step: name }, body: { revision } })
    revision = answer.body.revision
  }
  await step('freeze')
  await step('publish')
  const grid = await luc.call(tenderRoutes.grid, { params })
  const path = join(tmpdir(), `grille-${params.tenderId}.ods`)
  writeFileSync(path, new Uint8Array(grid.bytes))
  await page.reload()
  await page.getByLabel('Soumissionnaire').fill('Alpha')
  await page.locator('#grid').setInputFiles(path)
  const read = await press(page, /^Lire la grille/, () => said(page, 'Alpha'))
  expect(read).toMatch(/^Lire la grille/)
  await page.context().close()
})

test('looking for what would be protected leaves the keyboard on its button', async () => {
  const page = await at('Camille Moreau', '/ia/protection')
  await page.getByLabel('Texte').fill('Dossier de Mme Hélène Durand, 06 12 34 56 78.')
  const heading = page.getByRole('heading', { name: '2 données protégées' })
  expect(await press(page, /^Chercher$/, () => heading.waitFor())).toBe('Chercher')
  await page.context().close()
})

test('whoever goes through what holds the answer stays among it, and comes back to it', async () => {
  const page = await at('Camille Moreau', `/applications/titres/dossiers/${fileId}`)
  await page.getByRole('link', { name: /^Voir les \d+ exigences en cause$/ }).click()
  await page.locator('#items').waitFor()
  const camille = await socle.as('camille')
  const { body: file } = await camille.call(conformityRoutes.file, { params: { fileId } })
  const inOrder = file.items.map(({ requirement }) => requirement.id).filter((id) => file.verdict.blocking.includes(id))
  await page.locator(`section[aria-labelledby=items] a[href*="/${inOrder[0]!}?"]`).click()
  await page.getByRole('link', { name: /^Suivante en cause/ }).click()
  await page.waitForURL(
    (url) => url.pathname.endsWith(`/${inOrder[1]!}`) && url.searchParams.get('only') === 'blocking',
  )
  await page.getByRole('link', { name: 'Retour aux exigences en cause' }).click()
  await page.getByText(new RegExp(`^${inOrder.length} résultats$`)).waitFor()
  await page.context().close()
})

test('next to assess is what the verdict waits for', async () => {
  const camille = await socle.as('camille')
  const { body: file } = await camille.call(conformityRoutes.file, { params: { fileId } })
  const items = file.items
  const before = items.findIndex(
    ({ requirement }, index) =>
      requirement.weight !== 'informative' && items[index + 1]?.requirement.weight === 'informative',
  )
  const wanted = items
    .slice(before + 1)
    .find(
      ({ requirement, assessment }) => requirement.weight !== 'informative' && assessment.status === 'not-assessed',
    )!
  const page = await at('Camille Moreau', `/applications/titres/dossiers/${fileId}/${items[before]!.requirement.id}`)
  await page.getByRole('link', { name: /^Suivante à évaluer/ }).click()
  await page.waitForURL((url) => url.pathname.endsWith(`/${wanted.requirement.id}`))
  await page.context().close()
})

test('what applies to an application is searched, filtered by weight and paged', async () => {
  const page = await at('Camille Moreau', '/applications/titres')
  const section = page.getByRole('region', { name: 'Ce qui s’applique, et pourquoi' })
  await section.getByText(/^\d{3} résultats$/).waitFor()
  await section.getByLabel('Poids').selectOption({ label: 'Obligatoire' })
  const all = Number((await section.getByText(/^\d+ résultats$/).innerText()).match(/\d+/))
  await section.getByRole('searchbox').fill('versions')
  await page.waitForFunction((before) => {
    const shown = document.querySelector('section[aria-labelledby=why] strong[role=status]')?.textContent ?? ''
    return shown.includes('résultat') && Number(/\d+/.exec(shown)?.[0] ?? 1) < before
  }, all)
  await section.getByRole('link', { name: 'Gérer les fichiers de l’application en versions' }).waitFor()
  // Taken along as it is shown.
  const sheet = await section.getByRole('link', { name: /CSV/ }).getAttribute('href')
  const answer = await page.request.get(new URL(sheet!, socle.url).href)
  const [, ...lines] = (await answer.text()).trim().split('\r\n')
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.every((line) => line.includes(';Obligatoire;') && /versions/i.test(line))).toBe(true)
  expect(await axeViolations(page)).toEqual([])
  await page.context().close()
})

test('nothing that is chosen in a list is cut, and a title is parted from its badge', async () => {
  const page = await at('Camille Moreau', `/applications`)
  const cut = await page.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d')!
    return [...document.querySelectorAll<HTMLSelectElement>('main select')].flatMap((select) => {
      const { font, paddingLeft, paddingRight } = getComputedStyle(select)
      pen.font = font
      const room = select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) + 1
      return [...select.options].map(({ text }) => text).filter((text) => pen.measureText(text).width > room)
    })
  })
  expect(cut).toEqual([])
  expect(await page.getByRole('listitem').filter({ hasText: 'Titres en ligne' }).textContent()).toMatch(
    /Mise en production Peut-elle continuer\s\? /,
  )
  await page.context().close()
})
