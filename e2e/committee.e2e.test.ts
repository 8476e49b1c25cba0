/** The secretary of the committee: from the presences to the minutes, nothing that was chosen or written is lost. */
import { committeeRoutes, identityRoutes } from '@socle/contracts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../server/platform/day.ts'
import type { TestClient } from '../server/testing/test-client.ts'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, newPage, signInAs } from './support/browser.ts'

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

async function at(who: string, path: string): Promise<Page> {
  const page = await newPage(browser)
  await signInAs(page, socle.url, who)
  await page.goto(`${socle.url}${path}`)
  await page.locator('h1').waitFor()
  await page.waitForLoadState('networkidle')
  return page
}

/** Of today, with one point. */
async function plan(title: string): Promise<string> {
  const { body } = await helene.call(committeeRoutes.plan, {
    body: { kind: 'ordinary', title, date: dayOf(new Date()) },
  })
  await helene.call(committeeRoutes.addItems, {
    params: { sessionId: body.id },
    body: { items: [{ subject: { kind: 'free' }, title: 'Calendrier', proposal: 'Publier en avril.' }] },
  })
  return body.id
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
