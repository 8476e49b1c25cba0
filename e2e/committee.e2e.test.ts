/** The secretary of the committee: from the presences to the minutes, nothing that was chosen or written is lost. */
import { committeeRoutes, identityRoutes, tenderRoutes } from '@socle/contracts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../server/platform/day.ts'
import type { TestClient } from '../server/testing/test-client.ts'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, openAs } from './support/browser.ts'

let socle: TestSocle
let browser: Browser
let helene: TestClient

beforeAll(async () => {
  socle = await startTestSocle('embedded')
  helene = await socle.as('helene')
  await socle.as('yann')
  const { users } = (await (await socle.as('sophie')).call(identityRoutes.users)).body
  const yann = users.find(({ name }) => name.startsWith('Yann'))!
  await helene.call(committeeRoutes.appoint, {
    body: { seat: { body: 'Titres' }, userId: yann.id, rank: 'titular', from: '2026-01-01' },
  })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await socle.close()
})

const at = (who: string, path: string) => openAs(browser, socle.url, who, path)

/** Of today. */
async function planEmpty(title: string): Promise<string> {
  const { body } = await helene.call(committeeRoutes.plan, {
    body: { kind: 'ordinary', title, date: dayOf(new Date()) },
  })
  return body.id
}

/** With one point. */
async function plan(title: string): Promise<string> {
  const sessionId = await planEmpty(title)
  await helene.call(committeeRoutes.addItems, {
    params: { sessionId },
    body: { items: [{ subject: { kind: 'free' }, title: 'Calendrier', proposal: 'Publier en avril.' }] },
  })
  return sessionId
}

const read = async (sessionId: string) => (await helene.call(committeeRoutes.session, { params: { sessionId } })).body

test('presences chosen before the opening are recorded by it, without a word about saving them', async () => {
  const sessionId = await plan('Présences choisies')
  const page = await at('Hélène Garnier', `/decisions/seances/${sessionId}`)
  await page.getByLabel('Présence de Yann Le Goff').selectOption('room')
  await page.getByText('elles seront enregistrées avec le prochain acte').waitFor()
  await page.getByRole('button', { name: 'Ouvrir la séance' }).click()
  expect(await page.getByText('Personne n’est noté présent').count()).toBe(0)
  await page.getByRole('group').getByRole('button', { name: 'Ouvrir la séance' }).click()
  await page.getByRole('button', { name: 'Clore la séance et compter les voix' }).waitFor()
  expect(await page.getByLabel('Présence de Yann Le Goff').inputValue()).toBe('room')
  expect((await read(sessionId)).seats[0]!.titular!.presence).toBe('room')
  expect(await axeViolations(page)).toEqual([])
  await page.context().close()
})

test('an absence that a member announces is noted before the opening', async () => {
  const sessionId = await plan('Absence annoncée')
  const page = await at('Hélène Garnier', `/decisions/seances/${sessionId}`)
  const presence = page.getByLabel('Présence de Yann Le Goff')
  expect(await presence.inputValue()).toBe('notYet')
  await presence.selectOption('absent')
  await page.getByText('elles seront enregistrées avec le prochain acte').waitFor()
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await page.getByText('Présences enregistrées.').waitFor()
  await page.reload()
  expect(await presence.inputValue()).toBe('absent')
  expect((await read(sessionId)).told).toHaveLength(1)
  await page.context().close()
})

test('whoever opens a session where nobody is noted present is told so before', async () => {
  const sessionId = await plan('Personne')
  const page = await at('Hélène Garnier', `/decisions/seances/${sessionId}`)
  await page.getByRole('button', { name: 'Ouvrir la séance' }).click()
  await page.getByText('Personne n’est noté présent').waitFor()
  expect((await read(sessionId)).state).toBe('planned')
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Annuler', exact: true }).click()
  await page.getByRole('button', { name: 'Ouvrir la séance' }).click()
  await page.getByRole('group').getByRole('button', { name: 'Ouvrir la séance' }).click()
  await page.getByRole('button', { name: 'Clore la séance et compter les voix' }).waitFor()
  await page.context().close()
})

test('whoever opens a session with an empty agenda is told so before', async () => {
  const page = await at('Hélène Garnier', `/decisions/seances/${await planEmpty('Rien')}`)
  await page.getByRole('button', { name: 'Ouvrir la séance' }).click()
  await page.getByText('L’ordre du jour est vide').waitFor()
  await page.getByText('une séance ouverte ne se déplace ni ne s’annule plus').waitFor()
  await page.context().close()
})

test('the secretary convenes the members, then tells them what has changed, and the page says who knows what', async () => {
  const sessionId = await plan('Convocation')
  const page = await at('Hélène Garnier', `/decisions/seances/${sessionId}`)
  const section = page.getByRole('region', { name: 'Convocation des membres' })
  await section.getByText('Les membres ne sont pas encore convoqués.').waitFor()
  await section.getByRole('button', { name: 'Convoquer les membres' }).click()
  await section.getByRole('group').getByRole('button', { name: 'Convoquer les membres' }).click()
  await section.getByText(/Convoqués le .* par Hélène Garnier\s+: Yann Le Goff\./).waitFor()
  await section.getByText('Tardive').waitFor()
  expect(await section.getByRole('button').count()).toBe(0)
  expect(await axeViolations(page)).toEqual([])
  await helene.call(committeeRoutes.addItems, {
    params: { sessionId },
    body: { items: [{ subject: { kind: 'free' }, title: 'Budget', proposal: 'Adopter.' }] },
  })
  await page.reload()
  await section.getByText('Ajouté : Budget').waitFor()
  await section.getByRole('button', { name: 'Annoncer ce qui a changé' }).click()
  await section.getByRole('group').getByRole('button', { name: 'Annoncer ce qui a changé' }).click()
  await section.getByText('Prévenus de ce qui a changé').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.context().close()

  const yann = await at('Yann Le Goff', `/notifications`)
  await yann.getByText('Ajouté : Budget').waitFor()
  await yann.context().close()
})

test('the secretary writes the minutes, which keep themselves, and signs them', async () => {
  const sessionId = await plan('Relevé')
  const params = { sessionId }
  await helene.call(committeeRoutes.open, { params, body: { revision: 1, chair: null } })
  await helene.call(committeeRoutes.close, { params, body: { revision: 2 } })
  const page = await at('Hélène Garnier', `/decisions/seances/${sessionId}`)
  await page.getByText(/^Rédiger le relevé/).click()
  await page.getByLabel('Secrétaire de séance').fill('Claire Dubois')
  await page.getByLabel(/^Point 1, débat et motifs/).fill('Yann n’a pu venir.')
  await page.reload()
  // What was begun is in sight, and said.
  await page.getByText('Votre brouillon est gardé').waitFor()
  expect(await page.getByLabel('Secrétaire de séance').inputValue()).toBe('Claire Dubois')
  await page.getByLabel('Yann Le Goff', { exact: true }).check({ force: true })
  await page.getByRole('button', { name: 'Enregistrer le relevé' }).click()
  await page.getByText('Relevé enregistré.').waitFor()
  await page.getByText('Votre brouillon est gardé').waitFor({ state: 'detached' })
  expect((await read(sessionId)).minutes).toMatchObject({ secretary: 'Claire Dubois', revision: 1 })
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Consigner la signature' }).click()
  await page.getByRole('group').getByRole('button', { name: 'Consigner la signature' }).click()
  await page.getByText(/^Signature consignée le/).waitFor()
  expect(await page.getByText(/^Rédiger le relevé/).count()).toBe(0)
  await page.context().close()
})

test('a session being planned and an item being reworded keep themselves', async () => {
  const sessionId = await plan('Brouillons')
  const page = await at('Hélène Garnier', `/decisions/seances/${sessionId}`)
  await page.getByText(/^Récrire ou retirer ce point/).click()
  await page.getByLabel('Proposition').first().fill('Publier en mai.')
  await page.reload()
  await page.getByText('Votre brouillon est gardé').waitFor()
  expect(await page.getByLabel('Proposition').first().inputValue()).toBe('Publier en mai.')
  await page.goto(`${socle.url}/decisions/seances`)
  await page.locator('#plan-title').fill('Séance d’hiver')
  await page.reload()
  await page.getByText('Votre brouillon est gardé').waitFor()
  expect(await page.locator('#plan-title').inputValue()).toBe('Séance d’hiver')
  await page.context().close()
})

test('roles are given at one stroke, once it is said what changes', async () => {
  const page = await at('Sophie Lambert', '/administration/personnes')
  await page.getByText('Modifier les rôles de Yann Le Goff').click()
  const row = page.getByRole('listitem').filter({ hasText: 'Yann Le Goff' })
  await row.getByLabel('Acheteur').check({ force: true })
  expect((await row.locator('.sc-meta').innerText()).includes('Acheteur')).toBe(false)
  await row.getByRole('button', { name: /^Enregistrer les rôles/ }).click()
  await row.getByText('Rôles donnés : Acheteur.').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await row
    .getByRole('group')
    .getByRole('button', { name: /^Enregistrer les rôles/ })
    .click()
  await row.getByText(/Rôles de Yann Le Goff enregistrés/).waitFor()
  await page.context().close()
})

test('requirements of a tender are picked one by one', async () => {
  const luc = await socle.as('luc')
  const { body } = await luc.call(tenderRoutes.create, { body: { reference: 'U-1', title: 'Assistant' } })
  const page = await at('Luc Fontaine', `/decisions/marches/${body.id}`)
  await page.locator('#tender-pick').fill('EXI-G-4')
  await page.locator('label[for="tender-pick-MIRAI:EXI-G-4"]').click()
  await page.getByRole('button', { name: 'Ajouter cette exigence' }).click()
  await page
    .getByRole('button', { name: /^Retirer/ })
    .first()
    .waitFor()
  const { choices } = (await luc.call(tenderRoutes.get, { params: { tenderId: body.id } })).body
  expect(choices.map(({ id }) => id)).toEqual(['MIRAI:EXI-G-4'])
  expect(await axeViolations(page)).toEqual([])
  await page.context().close()
})
