/** What people read where only a vote decides, and where a new version follows one that passed its gates. */
import { applicationRoutes, conformityRoutes, gateReviewRoutes, procedureRoutes } from '@socle/contracts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { permits } from '../server/testing/descriptions.ts'
import { stepOf } from '../server/testing/locks.ts'
import { startTestSocle, type TestSocle } from '../server/testing/test-socle.ts'
import { axeViolations, launchBrowser, newPage, signInAs } from './support/browser.ts'

let socle: TestSocle
let browser: Browser
const params = { applicationId: 'titres' }

beforeAll(async () => {
  socle = await startTestSocle('embedded')
  const camille = await socle.as('camille')
  await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await socle.close()
})

const at = async (who: string, path: string) => {
  const page = await newPage(browser)
  await signInAs(page, socle.url, who)
  await page.goto(`${socle.url}${path}`)
  await page.locator('h1').waitFor()
  await page.waitForLoadState('networkidle')
  return page
}

test('a go that is for the committee says to the architect what is theirs to do, and offers the answer to nobody', async () => {
  const camille = await socle.as('camille')
  const body = {
    process: 'go-no-go',
    applicationId: 'titres',
    title: 'Refonte',
    data: { size: 'large', nature: 'new', solution: 'Tout refaire.' },
  }
  const { id } = (await camille.call(procedureRoutes.open, { body })).body
  await stepOf(await socle.as('helene'), id, 'qualify', { size: 'large', nature: 'new' })
  const architect = await at('Hélène Garnier', `/procedures/${id}`)
  const told = await architect.locator('main').innerText()
  expect(told).toContain('Seul le vote d’une séance du comité en décide')
  expect(told).toContain('C’est à vous d’agir')
  expect(told).toContain('Inscrivez ce dossier à l’ordre du jour')
  expect(told).not.toContain('Vous n’avez rien à faire ici')
  expect(await architect.getByText('Rendre un go', { exact: true }).count()).toBe(0)
  expect(await axeViolations(architect)).toEqual([])
  await architect.getByRole('link', { name: 'Voir les séances' }).click()
  await architect.waitForURL(/\/decisions\/seances$/)
  const member = await at('Yann Le Goff', `/procedures/${id}`)
  expect(await member.locator('main').innerText()).toContain('On attend l’architecte')
})

test('the page of the second version says what the first one passed, by whom and when', async () => {
  const [camille, yann] = [await socle.as('camille'), await socle.as('yann')]
  const { id: fileId } = (
    await camille.call(conformityRoutes.open, { params, body: { version: '1.0.0', gate: 'launch' } })
  ).body
  const { items } = (await camille.call(conformityRoutes.file, { params: { fileId } })).body
  await camille.call(conformityRoutes.assessSeveral, {
    params: { fileId },
    body: {
      items: items.map(({ requirement, assessment: { revision } }) => ({ requirementId: requirement.id, revision })),
      status: 'not-applicable',
      justification: 'Hors sujet ici.',
    },
  })
  const review = (await camille.call(gateReviewRoutes.request, { params: { fileId }, body: {} })).body.id
  await yann.call(gateReviewRoutes.decide, {
    params: { procedureId: review },
    body: { revision: 1, decision: 'pass', grounds: 'Vu.' },
  })
  await camille.call(applicationRoutes.addVersion, { params, body: { label: '2.0.0' } })
  const page = await at('Camille Moreau', '/applications/titres')
  const launch = await page.locator('.sc-journey__stop').first().innerText()
  expect(launch).toMatch(/Jalon passé par la version 1\.0\.0\s+par Yann Le Goff, le /)
  expect(await page.locator('main').innerText()).toMatch(/Passés par une version antérieure\s: lancement \(1\.0\.0\)\./)
  expect(await page.locator('main').innerText()).not.toContain('Jamais tenu')
  expect(await axeViolations(page)).toEqual([])
})
