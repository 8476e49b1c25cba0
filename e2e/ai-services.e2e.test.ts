/** The pages of AI services, from a key made by hand to what it cost. */
import { applicationRoutes } from '@socle/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayInWords, dayOf } from '../server/platform/day.ts'
import { ask, provider } from '../server/testing/ai-calls.ts'
import { permits } from '../server/testing/descriptions.ts'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../server/testing/upstream-process.ts'
import { axeViolations, launchBrowser, newPage, signInAs } from './support/browser.ts'
import { faultsOf } from './support/faults.ts'

let upstream: UpstreamProcess
let socle: TestSocle
let browser: Browser
let page: Page

beforeAll(async () => {
  upstream = await startUpstream()
  socle = await startTestSocle('embedded', {
    limits: [{ scope: 'application', of: 'titres', measure: 'money', period: 'month', amount: 1 }],
    providers: [
      provider('interne', upstream.baseUrl),
      provider('loin', upstream.baseUrl, { clearance: 'public' }),
      provider('sens', upstream.baseUrl, {
        models: [{ name: 'sens', kind: 'embedding', price: { version: 'p1', inputPerMillion: 0.02 } }],
      }),
    ],
  })
  const camille = await socle.as('camille')
  await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  browser = await launchBrowser()
  page = await newPage(browser)
})
afterAll(async () => {
  await browser.close()
  await socle.close()
  await upstream.kill()
})

test('a lead makes a key for models, calls one, and reads what it cost', async () => {
  await signInAs(page, socle.url, 'Camille Moreau')
  await page.goto(`${socle.url}/applications/titres/cles`)
  await page.getByLabel('À quoi servira la clé').fill('Assistant')
  await page.getByLabel('déposer des preuves').uncheck({ force: true })
  await page.getByLabel('appeler des modèles').check({ force: true })
  await page.getByRole('button', { name: 'Créer une clé' }).click()
  const secret = (await page.locator('[role=status] code').textContent())!
  expect((await ask(socle.url, secret, 'good')).status).toBe(200)
  await page.getByRole('link', { name: 'Consommation d’IA' }).click()
  await page.getByRole('heading', { level: 1, name: /consommation d’IA/ }).waitFor()
  await page.getByText(/pour 1 appels? et 84 jetons/).waitFor()
})

test('a lead reads how many calls were refused among all, and why', async () => {
  const { body } = await (
    await socle.as('camille')
  ).call(applicationRoutes.issueKey, {
    params: { applicationId: 'titres' },
    body: { label: 'Essais', purposes: ['ai'] },
  })
  for (const model of ['gros', 'grand', 'good'])
    await ask(socle.url, body.secret, model, model === 'good' ? { max_tokens: 5_000_000 } : {})
  await page.reload()
  await page.getByText(/pour 4 appels, dont 3 refusés, et 84 jetons/).waitFor()
  const why = page.getByRole('region', { name: 'Appels restés sans réponse' }).getByRole('listitem')
  expect(await why.allInnerTexts()).toEqual([
    expect.stringMatching(/^Modèle inconnu\s: 2 appels$/),
    expect.stringMatching(/^Budget atteint\s: un appel$/),
  ])
  await why.getByRole('link', { name: 'Budget atteint' }).click()
  await page.getByRole('heading', { level: 1, name: 'Budget atteint' }).waitFor()
})

test('a key is made for one model and a few days, and its row says so', async () => {
  await page.goto(`${socle.url}/applications/titres/cles`)
  await page.getByLabel('À quoi servira la clé').fill('Atelier')
  await page.getByLabel('appeler des modèles').check({ force: true })
  await page.getByLabel('Durée de vie, en jours').fill('3')
  await page.getByLabel('Seulement ces modèles').fill('good, sens')
  await page.getByRole('button', { name: 'Créer une clé' }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'Atelier' })
  await row.getByText('seulement good, sens').waitFor()
  await row.getByText(`expire le ${dayInWords(dayOf(new Date(Date.now() + 3 * 86_400_000)), 'fr')}`).waitFor()
})

test('a model that writes nothing has no price of what it writes; one page asks for nothing that its reader may not see', async () => {
  const agent = await newPage(browser)
  await signInAs(agent, socle.url, 'Paul Mercier')
  await agent.goto(`${socle.url}/ia`)
  const row = agent.getByRole('listitem').filter({ has: agent.getByRole('heading', { name: 'sens' }) })
  await row.waitFor()
  expect(await row.getByRole('listitem').allInnerTexts()).toEqual([
    expect.stringMatching(/^sens, France\s: 0,02\s€ par million de jetons lus$/),
  ])
  const refused: string[] = []
  agent.on('response', (answer) => {
    if (answer.status() >= 400) refused.push(answer.url())
  })
  await agent.goto(`${socle.url}/ia/protection`)
  await agent.getByLabel('Texte').waitFor()
  await agent.waitForLoadState('networkidle')
  expect([refused, await agent.getByLabel('Application').count()]).toEqual([[], 0])
  await agent.context().close()
})

// At any instant, one of the two is on another day than Paris.
test.each(['Pacific/Kiritimati', 'Etc/GMT+12'])(
  'on a device set to %s, a period ends on the day that it is in Paris',
  async (zone) => {
    const elsewhere = await newPage(browser, zone)
    await signInAs(elsewhere, socle.url, 'Camille Moreau')
    await elsewhere.goto(`${socle.url}/applications/titres/consommation`)
    await elsewhere.getByText(/pour 4 appels, dont 3 refusés, et 84 jetons/).waitFor()
    expect(await elsewhere.getByLabel('Au', { exact: true }).inputValue()).toBe(dayOf(new Date()))
    await elsewhere.context().close()
  },
)

test('a route decision is drawn, and says the same as a table', async () => {
  await page.context().clearCookies()
  await signInAs(page, socle.url, 'Sophie Lambert')
  await page.goto(`${socle.url}/ia/appels?application=titres&issue=answered`)
  await page.getByText('Pourquoi : loin pas habilité, interne a répondu').click()
  const drawn = page.locator('.sc-route__branch')
  await drawn.first().waitFor()
  const rows = page.locator('.sc-route table tbody tr')
  expect(await rows.allInnerTexts()).toEqual([
    expect.stringMatching(/loin\s+good\s+pas habilité/),
    expect.stringMatching(/interne\s+good\s+a répondu/),
  ])
  expect(await drawn.allInnerTexts()).toEqual([
    expect.stringMatching(/✕\s*loin good\s+pas habilité/),
    expect.stringMatching(/✓\s*interne good\s+a répondu/),
  ])
})

test('anyone sees what would be protected in a text', async () => {
  await page.goto(`${socle.url}/ia/protection`)
  await page.getByLabel('Texte').fill('Dossier de Mme Hélène Durand, 06 12 34 56 78.')
  await page.getByRole('button', { name: 'Chercher' }).click()
  await page.getByRole('heading', { name: '2 données protégées' }).waitFor()
  await page.getByText(/Dossier de Mme \[PERSONNE_1F_/).waitFor()
  expect(await axeViolations(page)).toEqual([])
})

test('the page of protection asks for which provider, says why in true words, and tells a text that is too long', async () => {
  await page.goto(`${socle.url}/ia/protection`)
  await page.getByLabel('Texte').fill('Écrire à jean.dupontel@example.fr, NIR 1 85 05 78 006 084 92.')
  await page.getByRole('combobox', { name: /^Fournisseur/ }).selectOption({ label: 'interne (cercle 1, le ministère)' })
  await page.getByRole('button', { name: 'Chercher' }).click()
  await page.getByText('courriel : sa forme ne laisse aucun doute ; laissée telle quelle.').waitFor()
  await page.getByText('numéro de sécurité sociale : sa clé de contrôle est fausse').waitFor()
  await page.getByLabel('Texte').fill(`${'Une phrase ordinaire. '.repeat(5_000)}M. Jean Dupontel`)
  await page
    .getByText(/Ce texte compte 110\s016 caractères\s: on n’en regarde pas plus de 100\s000 à la fois/)
    .waitFor()
  expect(await page.getByRole('button', { name: 'Chercher' }).isDisabled()).toBe(true)
  expect(await page.getByText('Rien à protéger n’a été trouvé').count()).toBe(0)
  expect(await axeViolations(page)).toEqual([])
})

test('a wrong detection is reported with chosen words, and a person of security accepts it', async () => {
  await page.goto(`${socle.url}/ia/protection`)
  await page.getByLabel('Texte').fill('Dossier de Mme Hélène Durand, 06 12 34 56 78, le copain gégé.')
  await page.getByRole('button', { name: 'Chercher' }).click()
  await page.getByText('Signaler une mauvaise détection').click()
  await page.getByRole('button', { name: '« Hélène Durand » est une erreur' }).click()
  // The other value around it was blanked out before anything is sent.
  expect(await page.getByLabel('Les mots qui seront conservés').inputValue()).toBe(
    'Dossier de Mme Hélène Durand, XXXXXXXXXXXXXX, le copain gégé.',
  )
  await page.getByLabel('Une donnée n’a pas été trouvée').check({ force: true })
  await page.getByLabel('La donnée, telle qu’elle y figure').fill('gégé')
  expect(await axeViolations(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 800 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await page.getByRole('button', { name: 'Envoyer le signalement' }).click()
  await page.getByText('Merci : votre signalement attend une relecture.').waitFor()
  await page.context().clearCookies()
  await signInAs(page, socle.url, 'Nadia Rousseau')
  await page.goto(`${socle.url}/ia/protection/signalements`)
  await page.getByText('Un signalement attend.').waitFor()
  await page.getByText('« gégé » (personne)').waitFor()
  await page.getByRole('button', { name: /^Accepter/ }).click()
  await page.getByText('Aucun signalement n’attend.').waitFor()
  await page.getByRole('link', { name: /Télécharger le cas accepté/ }).waitFor()
})

test('security keeps a rule in the portal, reads what it says, and takes it back', async () => {
  await page.goto(`${socle.url}/ia/protection/politique`)
  await page.getByLabel('Type', { exact: true }).selectOption({ label: 'IBAN' })
  await page.getByLabel('Ce qui est fait').selectOption({ label: 'appel refusé' })
  await page.getByRole('button', { name: 'Ajouter une règle' }).click()
  await page.getByText('IBAN : appel refusé.').waitFor()
  await page.getByRole('button', { name: 'Retirer la règle 1' }).click()
  await page.getByText('Dès l’appel suivant, ce qu’elle couvrait suit les règles d’après').waitFor()
  await page.getByRole('button', { name: 'Retirer la règle 1' }).click()
  await page.getByText('IBAN : appel refusé.').waitFor({ state: 'detached' })
})

test('the pages of who administers have no violation, wide and narrow', async () => {
  await page.context().clearCookies()
  await signInAs(page, socle.url, 'Sophie Lambert')
  for (const path of [
    '/ia',
    '/ia/protection',
    '/ia/protection/politique',
    '/ia/protection/signalements',
    '/ia/fournisseurs',
    '/ia/budgets',
    '/ia/releve',
    '/ia/appels',
    '/applications/titres/consommation',
    '/applications/titres/cles',
  ])
    expect([path, await faultsOf(page, `${socle.url}${path}`)]).toEqual([path, []])
})

test('an administrator makes a key with a budget, which its row shows with what is spent', async () => {
  const page = await newPage(browser)
  await signInAs(page, socle.url, 'Sophie Lambert')
  await page.goto(`${socle.url}/applications/titres/cles`)
  await page.getByLabel('À quoi servira la clé').fill('Essai limité')
  await page.getByLabel('appeler des modèles').check({ force: true })
  await page.getByRole('button', { name: 'Fixer un budget' }).click()
  const budget = page.getByRole('group', { name: 'Budget 1' })
  await budget.getByLabel('Mesure').selectOption('appels')
  await budget.getByLabel('Montant').fill('1')
  await budget.getByLabel('Période').selectOption('jour')
  await page.getByRole('button', { name: 'Créer une clé' }).click()
  const secret = (await page.locator('[role=status] code').textContent())!
  const row = page.getByRole('listitem').filter({ hasText: 'Essai limité' })
  await row.getByText('budget de 1 appel par jour, consommation : 0 appel').waitFor()
  expect((await ask(socle.url, secret, 'good')).status).toBe(200)
  expect((await ask(socle.url, secret, 'good')).status).toBe(429)
  await page.reload()
  await row.getByText('budget de 1 appel par jour, consommation : 1 appel').waitFor()
  await page.context().close()
})
