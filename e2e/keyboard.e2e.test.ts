/** By keyboard alone, what people come to do most: no pointer is used once somebody is signed in. */
import { applicationRoutes, committeeRoutes, identityRoutes, tenderRoutes } from '@socle/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, provider } from '../server/testing/ai-calls.ts'
import { permits } from '../server/testing/descriptions.ts'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../server/testing/upstream-process.ts'
import { dayOf } from '../server/platform/day.ts'
import { launchBrowser, newPage, signInAs } from './support/browser.ts'

let upstream: UpstreamProcess
let socle: TestSocle
let browser: Browser
let secret = ''

beforeAll(async () => {
  upstream = await startUpstream()
  socle = await startTestSocle('embedded', { providers: [provider('interne', upstream.baseUrl)] })
  const camille = await socle.as('camille')
  await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await socle.close()
  await upstream.kill()
})

/** What has the focus, as its reader would name it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLInputElement | null
    const label = at?.labels?.[0]?.textContent ?? at?.textContent ?? ''
    return label.replace(/\s+/g, ' ').trim()
  })

/** Tabs on until something of that name has the focus, which must be seen. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let tabs = 0; tabs < 150; tabs++) {
    await page.keyboard.press('Tab')
    if (!name.test(await focused(page))) continue
    const outlined = await page.evaluate(() => {
      const at = document.activeElement!
      // A box to tick draws its focus on its label.
      const drawn = at.matches('[type=checkbox], [type=radio]') ? [at, at.nextElementSibling!] : [at]
      return drawn.some((each) =>
        [getComputedStyle(each), getComputedStyle(each, '::before')].some(
          ({ outlineStyle }) => outlineStyle !== 'none',
        ),
      )
    })
    expect([await focused(page), outlined]).toEqual([await focused(page), true])
    return
  }
  throw new Error(`nothing named ${String(name)} was reached; the focus is on “${await focused(page)}”`)
}

async function at(who: string, path: string, heading: RegExp | string): Promise<Page> {
  const page = await newPage(browser)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: socle.url })
  await signInAs(page, socle.url, who)
  await page.goto(`${socle.url}${path}`)
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
  await page.waitForLoadState('networkidle')
  return page
}

test('a lead makes a key, and its secret is one Tab away from the clipboard', async () => {
  const page = await at('Camille Moreau', '/applications/titres/cles', /clés/)
  await tabTo(page, /^À quoi servira la clé/)
  await page.keyboard.type('Assistant')
  await tabTo(page, /^appeler des modèles/)
  await page.keyboard.press('Space')
  await tabTo(page, /^Créer une clé$/)
  await page.keyboard.press('Enter')
  await page.getByText('Copiez-le maintenant').waitFor()
  expect(await focused(page)).toMatch(/Voici le secret/)
  await tabTo(page, /^Copier$/)
  await page.keyboard.press('Enter')
  await page.getByText('Copié.').waitFor()
  secret = await page.evaluate(() => navigator.clipboard.readText())
  expect(secret).toMatch(/^socle_/)
  await page.close()
})

test('an administrator sets a budget, changes their mind about removing it, then removes it', async () => {
  const page = await at('Sophie Lambert', '/ia/budgets', 'Budgets')
  await tabTo(page, /^Application\s*$/)
  await page.keyboard.type('titres')
  await tabTo(page, /^Fixer un budget$/)
  await page.keyboard.press('Enter')
  await page.getByText('Budget de « Titres en ligne » fixé').waitFor()
  await page.getByRole('heading', { name: 'Application Titres en ligne : 100,00 € par mois' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: /Application Titres en ligne/ }).waitFor()
  const removal = /^Retirer ce budget/
  await tabTo(page, removal)
  await page.keyboard.press('Enter')
  await page.getByText('plus rien ne limite ces appels').waitFor()
  expect(await focused(page)).toMatch(/^Retirer « Application Titres en ligne/)
  await page.keyboard.press('Escape')
  expect(await focused(page)).toMatch(removal)
  await page.getByRole('heading', { name: /Application Titres en ligne/ }).waitFor()
  await page.keyboard.press('Enter')
  await tabTo(page, removal)
  await page.keyboard.press('Enter')
  await page.getByText('Aucun budget n’est fixé').waitFor()
  await page.close()
})

test('finance reads why a call went where it went', async () => {
  expect((await ask(socle.url, secret, 'good')).status).toBe(200)
  const page = await at('Sophie Lambert', '/ia/appels', 'Appels')
  await tabTo(page, /^Pourquoi : interne a répondu/)
  await page.keyboard.press('Enter')
  await page.getByRole('table', { name: 'La décision en tableau' }).waitFor()
  await page.close()
})

test('an agent sees what would be protected in a text', async () => {
  const page = await at('Camille Moreau', '/ia/protection', 'Protection')
  await tabTo(page, /^Texte/)
  await page.keyboard.type('Dossier de Mme Hélène Durand, 06 12 34 56 78.')
  await tabTo(page, /^Chercher$/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '2 données protégées' }).waitFor()
  await page.close()
})

test('a security officer opens a reserve', async () => {
  const page = await at('Nadia Rousseau', '/decisions/nouvelle?application=titres', 'Ouvrir une procédure')
  const chosen = () => page.evaluate(() => (document.activeElement as HTMLInputElement).labels?.[0]?.textContent ?? '')
  await tabTo(page, /./)
  // One Tab reaches a group of choices, arrows go through it.
  for (let tabs = 0; tabs < 60 && !(await page.evaluate(() => document.activeElement?.matches('[type=radio]'))); tabs++)
    await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  for (let moves = 0; moves < 20 && !/^\s*Réserve/.test(await chosen()); moves++) await page.keyboard.press('ArrowDown')
  await tabTo(page, /^Titre/)
  await page.keyboard.type('Sauvegarde jamais restaurée')
  await tabTo(page, /^Écart constaté/)
  await page.keyboard.type('Aucune restauration n’a été essayée.')
  await tabTo(page, /^(Oui|Non)$/)
  await page.keyboard.press('Space')
  await tabTo(page, /^Ouvrir$/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Sauvegarde jamais restaurée' }).waitFor()
  await page.close()
})

test('a member votes, and whoever runs the session closes it after being told what that does', async () => {
  const helene = await socle.as('helene')
  const { user } = (await helene.call(identityRoutes.session)).body
  const mandate = await helene.call(committeeRoutes.appoint, {
    body: { seat: { body: 'Architecture' }, userId: user.id, rank: 'titular', from: '2026-01-01' },
  })
  const session = await helene.call(committeeRoutes.plan, {
    body: { kind: 'ordinary', title: 'Séance du clavier', date: dayOf(new Date()) },
  })
  const params = { sessionId: session.body.id }
  await helene.call(committeeRoutes.addItems, {
    params,
    body: { items: [{ subject: { kind: 'free' }, title: 'Calendrier', proposal: 'Publier en avril.' }] },
  })
  await helene.call(committeeRoutes.open, { params, body: { revision: 1, chair: mandate.body.id } })
  await helene.call(committeeRoutes.attend, {
    params,
    body: { attendance: [{ mandateId: mandate.body.id, presence: 'room' }] },
  })
  const page = await at('Hélène Garnier', `/decisions/seances/${session.body.id}`, 'Séance du clavier')
  await tabTo(page, /^Pour$/)
  await page.keyboard.press('Enter')
  await page.getByText('Vous avez voté : Pour.').waitFor()
  await page.reload()
  await page.getByRole('button', { name: /^Clore la séance/ }).waitFor()
  await tabTo(page, /^Clore la séance/)
  await page.keyboard.press('Enter')
  await page.getByText('Les voix sont comptées une fois pour toutes.').waitFor()
  await tabTo(page, /^Clore la séance/)
  await page.keyboard.press('Enter')
  await page
    .getByText(/^Adopté/)
    .first()
    .waitFor()
  await page.getByText('Pour : Hélène Garnier (Architecture)').waitFor()
  await page.close()
})

test('an architect judges an answer of a bid', async () => {
  const luc = await socle.as('luc')
  const created = await luc.call(tenderRoutes.create, { body: { reference: 'C-1', title: 'Assistant' } })
  const params = { tenderId: created.body.id }
  const chosen = await luc.call(tenderRoutes.choose, {
    params,
    body: { revision: created.body.revision, requirements: [{ id: 'MIRAI:EXI-G-4' }, { id: 'MIRAI:EXI-G-2' }] },
  })
  let revision = chosen.body.revision
  const step = async (name: 'freeze' | 'publish' | 'evaluate') => {
    const answer = await luc.call(tenderRoutes.step, { params: { ...params, step: name }, body: { revision } })
    revision = answer.body.revision
  }
  await step('freeze')
  await step('publish')
  const grid = await luc.call(tenderRoutes.grid, { params })
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(grid.bytes)]), 'grille.ods')
  await luc.call(tenderRoutes.addBid, { params, query: { bidder: 'Alpha' }, form })
  revision = (await luc.call(tenderRoutes.get, { params })).body.revision
  await step('evaluate')
  const path = `/decisions/marches/${params.tenderId}/comparaison`
  const page = await at('Hélène Garnier', path, 'Comparaison des offres')
  await page.getByText('Aucune offre n’est en lice. Une offre est écartée.').waitFor()
  await tabTo(page, /^Se prononcer : Concevoir frugal et justifier tout modèle propre, Alpha$/)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Conf')
  await tabTo(page, /^Raison/)
  await page.keyboard.type('Le mémoire le prouve page 12.')
  await tabTo(page, /^(Enregistrer|Retenir)/)
  await page.keyboard.press('Enter')
  await page.getByText('Le mémoire le prouve page 12. (Hélène Garnier)').waitFor()
  await page.getByText(/^Alpha vient en tête/).waitFor()
  await page.close()
})
