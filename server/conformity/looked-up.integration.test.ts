import {
  applicationRoutes,
  auditRoutes,
  committeeRoutes,
  identityRoutes,
  notificationRoutes,
  procedureRoutes,
  tenderRoutes,
} from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayOf } from '../platform/day.ts'
import { permits } from '../testing/descriptions.ts'
import type { TestClient } from '../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../testing/test-socle.ts'

const given = ['abricot', 'Zèbre', 'écluse', 'eau', 'Œuvre', 'CÔTE']
const read = ['abricot', 'CÔTE', 'eau', 'écluse', 'Œuvre', 'Zèbre']

describe.each(databaseKinds)('lists are sorted and searched as a reader looks words up (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let helene: TestClient
  let luc: TestClient
  let sophie: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    ;[camille, helene, luc, sophie] = (await Promise.all(
      ['camille', 'helene', 'luc', 'sophie'].map((who) => socle.as(who)),
    )) as [TestClient, TestClient, TestClient, TestClient]
    for (const [index, title] of given.entries()) {
      const application = { id: `appli-${index}`, version: '1', description: { ...permits, name: title } }
      await camille.call(applicationRoutes.create, { body: application })
      const data = { gap: 'Un écart.', blocking: false }
      const reserve = { process: 'reserve', applicationId: 'appli-0', title, data }
      await helene.call(procedureRoutes.open, { body: reserve })
      await luc.call(tenderRoutes.create, { body: { reference: `M-${index}`, title } })
      const session = { kind: 'ordinary' as const, title, date: dayOf(new Date(Date.now() + 100 * 86_400_000)) }
      await helene.call(committeeRoutes.plan, { body: session })
    }
  })
  afterAll(() => socle.close())

  test('capitals and accents are where the alphabet has their letter', async () => {
    const order = 'asc'
    const applications = await camille.call(applicationRoutes.list, { query: { sort: 'name', order } })
    expect(applications.body.applications.map(({ name }) => name)).toEqual(read)
    const reserves = await helene.call(procedureRoutes.list, { query: { process: 'reserve', sort: 'title' } })
    expect(reserves.body.procedures.map(({ title }) => title)).toEqual(read)
    const tenders = await luc.call(tenderRoutes.list, { query: { sort: 'title', order } })
    expect(tenders.body.tenders.map(({ title }) => title)).toEqual(read)
    const sessions = await helene.call(committeeRoutes.sessions, { query: { sort: 'title', order } })
    expect(sessions.body.sessions.map(({ title }) => title)).toEqual(read)
  })

  test.each([
    ['ecluse', 'écluse'],
    ['côte', 'CÔTE'],
    ['OEUVRE', 'Œuvre'],
  ])('“%s” finds “%s” in each', async (search, found) => {
    const { body } = await camille.call(applicationRoutes.list, { query: { q: search } })
    expect(body.applications.map(({ name }) => name)).toEqual([found])
    const procedures = (await helene.call(procedureRoutes.list, { query: { search } })).body.procedures
    expect(procedures.map(({ title }) => title)).toContain(found)
    expect((await luc.call(tenderRoutes.list, { query: { search } })).body.tenders).toMatchObject([{ title: found }])
    const { sessions } = (await helene.call(committeeRoutes.sessions, { query: { search } })).body
    expect(sessions).toMatchObject([{ title: found }])
  })

  test('the audit log and notifications are searched so as well', async () => {
    const acts = async (search: string) =>
      (await sophie.call(auditRoutes.list, { query: { search, limit: 200 } as never })).body.lines
    const ofHelene = (await acts('Hélène')).length
    expect(ofHelene).toBeGreaterThan(0)
    expect(await acts('helene')).toHaveLength(ofHelene)
    expect(await acts('HÉLENE')).toHaveLength(ofHelene)
    expect((await acts('PROCEDURE')).length).toBeGreaterThan(0)
    const told = async (search: string) =>
      (await camille.call(notificationRoutes.list, { query: { search } as never })).body.notifications
    const all = await told('écluse')
    expect(all.length).toBeGreaterThan(0)
    expect(await told('ECLUSE')).toEqual(all)
    expect(await told('e%e')).toEqual([])
  })

  test('a person is found without the accents of their name, and a sign of patterns is a sign', async () => {
    const named = async (search: string) =>
      (await sophie.call(identityRoutes.users, { query: { search } })).body.users.map(({ name }) => name)
    expect(await named('helene')).toEqual(['Hélène Garnier'])
    expect(await named('h%e')).toEqual([])
    expect(await named('h_l')).toEqual([])
  })
})
