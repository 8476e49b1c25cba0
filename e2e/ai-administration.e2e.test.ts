/** What whoever administers AI services does without a command: other names of models, and budgets of keys. */
import { applicationRoutes } from '@socle/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aiApplication, type AiApplication, ask, provider } from '../server/testing/ai-calls.ts'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../server/testing/upstream-process.ts'
import { axeViolations, launchBrowser, openAs } from './support/browser.ts'
import { faultsOf, wideDarkNarrowLight, wideLightNarrowDark } from './support/faults.ts'

let upstream: UpstreamProcess
let socle: TestSocle
let browser: Browser
let application: AiApplication

const priced = (name: string) => ({ name, price: { version: 'p1', inputPerMillion: 1, outputPerMillion: 2 } })

beforeAll(async () => {
  upstream = await startUpstream()
  socle = await startTestSocle('embedded', {
    aliases: { lost: 'nobody' },
    providers: [provider('interne', upstream.baseUrl, { models: [priced('good'), priced('echo')] })],
  })
  application = await aiApplication(socle, 'titres')
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await socle.close()
  await upstream.kill()
})

const answeredBy = async (model: string) =>
  (await ask(socle.url, application.secret, model)).headers.get('x-socle-model')
/** What stands at a field, tied to it. */
const saidAt = async (page: Page, label: string) => {
  const field = page.getByLabel(label, { exact: true })
  const said = await field.getAttribute('aria-describedby')
  return said === null ? null : page.locator(`[id="${said}"]`).innerText()
}

test('an alias is added, refused where it would lead nowhere or hide a model, changed and removed', async () => {
  const page = await openAs(browser, socle.url, 'Sophie Lambert', '/ia/fournisseurs')
  await page.getByRole('link', { name: 'Alias', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Alias de modèles' }).waitFor()
  const ofFile = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'lost' }) })
  await ofFile.getByText('Ne mène nulle part').waitFor()
  await ofFile.getByText('déclaré dans le fichier de paramètres').waitFor()
  expect(await ofFile.getByRole('button').count()).toBe(0)

  const add = async (alias: string, model: string) => {
    await page.getByLabel('Nouvel alias', { exact: true }).fill(alias)
    await page.getByLabel('Modèle', { exact: true }).fill(model)
    await page.getByRole('button', { name: 'Ajouter l’alias' }).click()
  }
  await add('usual', 'goof')
  await page.getByText(/Vouliez-vous dire « good »/).waitFor()
  expect(await saidAt(page, 'Modèle')).toMatch(/aucun fournisseur ne sert « goof »/i)
  expect(await axeViolations(page)).toEqual([])
  await add('echo', 'good')
  await page.getByText(/Donnez-lui un autre nom/).waitFor()
  expect([await saidAt(page, 'Nouvel alias'), await saidAt(page, 'Modèle')]).toEqual([
    expect.stringMatching(/un fournisseur sert déjà un modèle nommé « echo »/i),
    null,
  ])
  await add('un nom', 'good')
  await page.getByText(/un nom de modèle comme mistral-small est attendu/i).waitFor()
  // It would change what others call, without a question.
  await add('lost', 'good')
  await page.getByText('« lost » mène déjà à « nobody »').waitFor()

  await add('usual', 'good')
  await page.getByText('« usual » mène à « good », dès l’appel suivant.').waitFor()
  expect(await answeredBy('usual')).toBe('interne/good')
  const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'usual' }) })

  await row.getByText('Changer de modèle').click()
  await row.getByLabel('Modèle de « usual »').fill('usual')
  await row.getByRole('button', { name: 'Changer' }).click()
  await row.getByText('Dès l’appel suivant, « usual » mène à « usual » et non plus à « good ».').waitFor()
  await row.getByRole('button', { name: 'Changer' }).click()
  await row.getByText(/« usual » est lui-même un alias/).waitFor()
  expect(await saidAt(page, 'Modèle de « usual »')).toMatch(/donnez le modèle/)
  await row.getByLabel('Modèle de « usual »').fill('echo')
  await row.getByRole('button', { name: 'Changer' }).click()
  await row.getByRole('button', { name: 'Changer' }).click()
  await page.getByText('« usual » mène à « echo », dès l’appel suivant.').waitFor()
  expect(await answeredBy('usual')).toBe('interne/echo')

  await row.getByRole('button', { name: 'Retirer' }).click()
  await row.getByText('Retirer « usual » ? Dès l’appel suivant, qui appelle par ce nom est refusé.').waitFor()
  await row.getByRole('button', { name: 'Retirer' }).click()
  await row.waitFor({ state: 'detached' })
  await page.getByText('« usual » est retiré.').waitFor()
  expect((await ask(socle.url, application.secret, 'usual')).status).toBe(404)
  await page.context().close()
})

test('a budget of a key is given to one chosen by its name among those of an application', async () => {
  const { lead, id } = application
  const issue = async (label: string, purposes: ('ai' | 'evidence')[]) =>
    (await lead.call(applicationRoutes.issueKey, { params: { applicationId: id }, body: { label, purposes } })).body.key
  const assistant = await issue('Assistant', ['ai'])
  await issue('Preuves', ['evidence'])
  const revoked = await issue('Ancienne', ['ai'])
  await lead.call(applicationRoutes.revokeKey, { params: { applicationId: id, keyId: revoked.id } })
  const page = await openAs(browser, socle.url, 'Sophie Lambert', '/ia/budgets')
  await page.getByLabel('Portée').last().selectOption('Clé')
  await page.getByLabel('Application de la clé').fill('titres')
  await page.getByLabel('Application de la clé').blur()
  const choice = page.getByLabel('Clé', { exact: true })
  await choice.getByRole('option', { name: /^Assistant/ }).waitFor({ state: 'attached' })
  expect(await choice.getByRole('option').allInnerTexts()).toEqual([
    'Choisir…',
    `Assistant (${assistant.prefix}…)`,
    expect.stringMatching(/^test \(socle_/),
  ])
  await choice.selectOption({ value: assistant.id })
  await page.getByLabel('Montant').fill('12')
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Fixer un budget' }).click()
  await page.getByText('Budget de « Assistant » fixé').waitFor()
  await page.getByRole('heading', { name: 'Clé Assistant : 12,00 € par mois' }).waitFor()
  await page.context().close()
})

test('the page of aliases has no violation, in French and in English, wide and narrow', async () => {
  const page = await openAs(browser, socle.url, 'Sophie Lambert')
  for (const [language, looks] of [
    ['fr', wideLightNarrowDark],
    ['en', wideDarkNarrowLight],
  ] as const) {
    await page.evaluate((chosen) => localStorage.setItem('socle.language', chosen), language)
    expect(await faultsOf(page, `${socle.url}/ia/alias`, looks, language)).toEqual([])
    await page.getByRole('heading', { level: 2, name: 'lost' }).waitFor()
  }
  await page.context().close()
})
