import {
  aiLedgerRoutes,
  aiLimitRoutes,
  applicationRoutes,
  auditRoutes,
  committeeRoutes,
  conformityRoutes,
  editionRoutes,
  frameworkRoutes,
  identityRoutes,
  notificationRoutes,
  procedureRoutes,
  productRoutes,
  remarkRoutes,
  type RouteContract,
  tenderRoutes,
} from '@socle/contracts'
import { readOds } from '../testing/read-ods.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../testing/descriptions.ts'
import type { TestClient } from '../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../testing/test-socle.ts'
import { dayOf } from '../platform/day.ts'

/** Every list that can be taken along, who may, and what of it. */
const sheets: Record<string, { route: RouteContract; who: string; query?: Record<string, string> }> = {
  applications: { route: applicationRoutes.export, who: 'camille', query: { sort: 'name', order: 'asc' } },
  requirements: { route: frameworkRoutes.export, who: 'camille', query: { weight: 'binding', sort: 'id' } },
  products: { route: productRoutes.export, who: 'camille' },
  procedures: { route: procedureRoutes.export, who: 'camille' },
  sessions: { route: committeeRoutes.exportSessions, who: 'helene' },
  decisions: { route: committeeRoutes.exportDecisions, who: 'helene' },
  members: { route: committeeRoutes.exportMembers, who: 'helene' },
  tenders: { route: tenderRoutes.exportList, who: 'luc' },
  editions: { route: editionRoutes.exportList, who: 'camille' },
  comments: { route: remarkRoutes.export, who: 'camille' },
  notifications: { route: notificationRoutes.export, who: 'camille' },
  audit: { route: auditRoutes.export, who: 'sophie', query: { action: 'application' } },
  people: { route: identityRoutes.exportUsers, who: 'sophie' },
  calls: { route: aiLedgerRoutes.exportCalls, who: 'claire' },
}

describe.each(databaseKinds)('lists on %s', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let sophie: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    camille = await socle.as('camille')
    sophie = await socle.as('sophie')
    for (const [id, name, organisation] of [
      ['agenda', 'Agenda', 'DNUM'],
      ['titres', 'Titres', 'ANTS'],
      ['zephyr', 'Zéphyr', 'DNUM'],
    ] as const)
      await camille.call(applicationRoutes.create, {
        body: { id, version: '1.0.0', description: { ...permits, name, organisation } },
      })
    const file = await camille.call(conformityRoutes.open, {
      params: { applicationId: 'titres' },
      body: { version: '1.0.0', gate: 'production' },
    })
    await camille.call(conformityRoutes.assess, {
      params: { fileId: file.body.id, requirementId: 'GI:1344' },
      body: { status: 'non-conforming', justification: 'Rien n’est fait.', revision: 0 },
    })
    const samir = await socle.as('samir')
    // Only those who have signed in once are told.
    await socle.as('helene')
    await samir.call(remarkRoutes.add, { body: { requirementId: 'GI:1344', kind: 'wording', text: 'Peu clair.' } })
    await samir.call(remarkRoutes.add, { body: { requirementId: 'GI:1166', kind: 'question', text: 'Pourquoi ?' } })
  })
  afterAll(() => socle.close())

  const names = async (query: object) =>
    (await camille.call(applicationRoutes.list, { query })).body.applications.map(({ id }) => id)

  test('applications sort either way, filter by where they stand, and a page is a part of the whole', async () => {
    expect(await names({ sort: 'name', order: 'asc' })).toEqual(['agenda', 'titres', 'zephyr'])
    expect(await names({ sort: 'name', order: 'desc' })).toEqual(['zephyr', 'titres', 'agenda'])
    expect(await names({ sort: 'organisation', order: 'asc' })).toEqual(['titres', 'agenda', 'zephyr'])
    // Those without a file have no gap to be sorted by: they come last, whatever the order.
    expect((await names({ sort: 'gaps', order: 'desc' }))[0]).toBe('titres')
    expect((await names({ sort: 'gaps', order: 'asc' }))[0]).toBe('titres')
    expect(await names({ standing: 'no-file', sort: 'name', order: 'asc' })).toEqual(['agenda', 'zephyr'])
    expect(await names({ gate: 'production' })).toEqual(['titres'])
    const second = await camille.call(applicationRoutes.list, {
      query: { sort: 'name', order: 'asc', page: 2, size: 2 },
    })
    expect(second.body).toMatchObject({ total: 3, applications: [{ id: 'zephyr' }] })
  })

  test('what applies to an application is taken along as it is narrowed, with why', async () => {
    const of = { params: { applicationId: 'titres' } }
    const { requirements } = (await camille.call(applicationRoutes.applicability, of)).body
    const read = async (query: object) => {
      const { bytes } = await camille.call(applicationRoutes.exportApplicability, { ...of, query: query as never })
      return bytes.toString().replace('\uFEFF', '').trim().split('\r\n')
    }
    const lines = await read({ format: 'csv', kind: 'applies' })
    expect(lines[0]).toBe('Identifiant;Intitulé;Niveau du document;Portée;S’applique;Pourquoi')
    expect(lines).toHaveLength(1 + requirements.filter(({ applies }) => applies).length)
    const excluded = requirements.filter(({ applies }) => !applies)
    expect(await read({ format: 'csv', kind: 'excluded' })).toHaveLength(1 + excluded.length)
    const found = await read({ format: 'csv', lang: 'en', kind: 'excluded', q: excluded[0]!.id, sort: 'title' })
    expect(found.slice(1).some((line) => line.startsWith(`${excluded[0]!.id};`))).toBe(true)
    expect(found.slice(1).every((line) => line.includes(';no;'))).toBe(true)
    const one = (await read({ format: 'csv', sort: 'id', order: 'asc' })).slice(1)
    expect((await read({ format: 'csv', sort: 'id', order: 'desc' })).slice(1)).toEqual(one.toReversed())
  })

  test('one’s own applications can be told from all those that one may see', async () => {
    const helene = await socle.as('helene')
    expect((await helene.call(applicationRoutes.list, { query: {} })).body.total).toBe(3)
    expect((await helene.call(applicationRoutes.list, { query: { mine: 'true' } })).body.total).toBe(0)
  })

  test('the log is searched, narrowed to a subject and to days, and read either way', async () => {
    const read = async (query: object) => (await sophie.call(auditRoutes.list, { query })).body
    const { subjects } = (await sophie.call(auditRoutes.subjects)).body
    expect(subjects).toEqual(expect.arrayContaining(['application', 'assessment', 'session']))
    const all = await read({ action: 'application' })
    expect(all.total).toBe(3)
    expect(all.lines.every(({ action }) => action === 'application.created')).toBe(true)
    const forward = await read({ action: 'application', order: 'asc', limit: 1 })
    expect(forward.lines[0]!.target).toBe('application:agenda')
    expect((await read({ action: 'application', order: 'asc', offset: 2 })).lines[0]!.target).toBe('application:zephyr')
    expect((await read({ search: 'zephyr' })).total).toBe(1)
    const today = dayOf(new Date())
    expect((await read({ action: 'application', from: today, to: today })).total).toBe(3)
    expect((await read({ to: '2020-01-01' })).total).toBe(0)
    expect(all.lines.map(({ targetName }) => targetName)).toEqual(['Zéphyr', 'Titres', 'Agenda'])
    expect((await read({ action: 'framework' })).lines[0]!.targetName).toMatch(/^n° \d+$/)
    const opened = (await read({ action: 'session.opened' })).lines
    expect(opened.map(({ actor, targetName }) => [actor, targetName])).toContainEqual([
      'Camille Moreau',
      'Camille Moreau',
    ])
  })

  test('budgets and comments are named as people know what they are about', async () => {
    const budget = { scope: 'application', of: 'zephyr', measure: 'requests', period: 'day', amount: 10 } as const
    const set = (await sophie.call(aiLimitRoutes.set, { body: budget })).body
    const { lines } = (await sophie.call(auditRoutes.list, { query: { target: `limit:${set.id}` } })).body
    expect(lines.map(({ targetName }) => targetName)).toEqual(['Zéphyr'])
    expect(set).toMatchObject({
      of: 'zephyr',
      ofName: 'Zéphyr',
    })
    const group = { ...budget, scope: 'group', of: 'Titres' } as const
    await sophie.call(aiLimitRoutes.setGroup, { params: { applicationId: 'zephyr' }, body: { group: group.of } })
    expect((await sophie.call(aiLimitRoutes.set, { body: group })).body.ofName).toBe('Titres')
    const { remarks } = (await camille.call(remarkRoutes.list, { query: {} })).body
    expect(remarks.every(({ requirementTitle }) => requirementTitle !== null && requirementTitle.fr !== '')).toBe(true)
  })

  test('people are found by name, organisation and role', async () => {
    const read = async (query: object) =>
      (await sophie.call(identityRoutes.users, { query })).body.users.map(({ name }) => name)
    expect(await read({ search: 'camille' })).toEqual(['Camille Moreau'])
    expect(await read({ role: 'administrator' })).toEqual(['Sophie Lambert'])
    const [first] = await read({ sort: 'name', order: 'asc', limit: 1 })
    expect(await read({ sort: 'name', order: 'desc' })).toContain(first)
    expect((await read({ sort: 'name', order: 'desc' })).at(-1)).toBe(first)
  })

  test('comments sort by requirement, notifications by age, with how many there are', async () => {
    const remarks = await camille.call(remarkRoutes.list, { query: { sort: 'requirement', order: 'asc' } })
    expect(remarks.body.remarks.map(({ requirementId }) => requirementId)).toEqual(['GI:1166', 'GI:1344'])
    const helene = await socle.as('helene')
    const told = (query: object) => helene.call(notificationRoutes.list, { query })
    const late = await told({ search: 'commentaire public', order: 'asc' })
    expect(late.body).toMatchObject({ total: 2 })
    expect(late.body.notifications[0]!.text.fr).toContain('GI:1344')
    expect((await told({ search: 'commentaire public', offset: 1, limit: 1 })).body.notifications).toHaveLength(1)
  })

  test.each(Object.entries(sheets))('%s: taken along as a sheet and as CSV, in both languages', async (_, sheet) => {
    const client = await socle.as(sheet.who)
    const take = (format: string, lang: string) =>
      client.call(sheet.route, { query: { ...sheet.query, format, lang } } as never)
    const ods = await take('ods', 'fr')
    expect(ods.status).toBe(200)
    expect(ods.headers.get('content-type')).toBe('application/vnd.oasis.opendocument.spreadsheet')
    const rows = readOds(new Uint8Array(ods.bytes)).sheets[0]!.rows.length
    const csv = await take('csv', 'en')
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const text = csv.bytes.toString('utf8')
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(text.split('\r\n').length - 1).toBeGreaterThanOrEqual(rows)
  })

  test('requirements taken along are those that the page shows, in its order', async () => {
    const query = { q: 'journal', sort: 'title' as const, order: 'desc' as const, format: 'csv' as const }
    const csv = (await camille.call(frameworkRoutes.export, { query })).bytes.toString('utf8')
    const titles = csv.split('\r\n').slice(1).filter(Boolean)
    expect(titles.length).toBeGreaterThan(1)
    expect(csv).not.toMatch(/\r\nGI:1398;/)
  })

  test('what no filter knows is told with what it does know, and is no empty list', async () => {
    const claire = await socle.as('claire')
    const refusals = await Promise.all([
      camille.call(productRoutes.list, { query: { status: 'ZZ' } }),
      camille.call(productRoutes.export, { query: { use: 'teleportation' } }),
      camille.call(remarkRoutes.list, { query: { requirement: 'GI:99999' } }),
      claire.call(aiLedgerRoutes.calls, { query: { model: 'nulle-part' } }),
      claire.call(aiLedgerRoutes.calls, { query: { applicationId: 'nulle-part' } }),
      claire.call(aiLedgerRoutes.statement, {
        query: { from: '2026-01-01', to: '2026-01-31', organisation: 'Nulle part' },
      }),
    ])
    expect(refusals.map(({ problem }) => problem?.code)).toEqual([
      'filter-value-unknown',
      'filter-value-unknown',
      'requirement-unknown',
      'filter-value-unknown',
      'application-unknown',
      'filter-value-unknown',
    ])
    const [status, use] = refusals.map(({ problem }) => problem!.detail)
    expect(status).toMatch(/« ZZ ».*R \(/)
    expect(use).toContain('text-editor (')
  })

  test('the audit log is taken along in the words of its reader, each beside its code', async () => {
    const sheet = async (lang: 'fr' | 'en') =>
      (
        await sophie.call(auditRoutes.export, { query: { action: 'application', format: 'csv', lang } })
      ).bytes.toString()
    expect(await sheet('fr')).toMatch(
      /Application enregistrée;application\.created;Application Agenda;application:agenda;/,
    )
    expect(await sheet('en')).toMatch(/Application [a-z]+;application\.created;Application Agenda;application:agenda;/)
  })

  test('a list that one may not read is not taken along either', async () => {
    expect((await camille.call(auditRoutes.export, { query: {} })).problem?.code).toBe('forbidden')
    expect((await camille.call(identityRoutes.exportUsers, { query: {} })).problem?.code).toBe('forbidden')
    expect((await camille.call(applicationRoutes.list, { query: { order: 'up' } as never })).problem?.code).toBe(
      'invalid-request',
    )
  })
})
