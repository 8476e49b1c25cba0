import {
  applicationRoutes,
  auditRoutes,
  BULK_MOST,
  committeeRoutes,
  conformityRoutes,
  identityRoutes,
  notificationRoutes,
  procedureRoutes,
  productRoutes,
} from '@socle/contracts'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayOf } from '../platform/day.ts'
import { seatCommittee } from '../testing/committee.ts'
import { permits } from '../testing/descriptions.ts'
import type { TestClient } from '../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../testing/test-socle.ts'

describe.each(databaseKinds)('acts on several rows (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let helene: TestClient
  let nadia: TestClient
  let sophie: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    for (const persona of ['yann', 'samir']) await socle.as(persona)
    ;[camille, helene, nadia, sophie] = (await Promise.all(
      ['camille', 'helene', 'nadia', 'sophie'].map((persona) => socle.as(persona)),
    )) as [TestClient, TestClient, TestClient, TestClient]
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  })
  afterAll(() => socle.close())

  const lines = async (target: string, action: string) =>
    (await sophie.call(auditRoutes.list, { query: { target, action } })).body.total
  const me = async (who: TestClient) => (await who.call(identityRoutes.session)).body.user.id
  /** A reserve that waits to be lifted or maintained; revision 2. */
  const submitted = async (title: string) => {
    const body = { process: 'reserve', applicationId: 'titres', title, data: { gap: 'Un écart.', blocking: true } }
    const { id } = (await nadia.call(procedureRoutes.open, { body })).body
    await camille.call(procedureRoutes.step, {
      params: { procedureId: id },
      body: { transition: 'submit', revision: 1, data: { proof: 'Corrigé.' } },
    })
    return id
  }
  const stateOf = async (procedureId: string) =>
    (await nadia.call(procedureRoutes.get, { params: { procedureId } })).body.state

  test('several reserves are lifted at once; one that moved meanwhile stays as it is and says why', async () => {
    const [first, second, moved] = [await submitted('Une'), await submitted('Deux'), await submitted('Trois')]
    await nadia.call(procedureRoutes.step, {
      params: { procedureId: moved },
      body: { transition: 'maintain', revision: 2, data: { why: 'Pas encore.' } },
    })
    const { body } = await nadia.call(procedureRoutes.stepSeveral, {
      body: {
        transition: 'lift',
        note: 'Vues en séance.',
        procedures: [first, moved, second].map((id) => ({ id, revision: 2 })),
      },
    })
    expect(body).toMatchObject({ done: 2, refused: 1 })
    expect(body.rows.map(({ id, done, problem }) => [id, done, problem?.code])).toEqual([
      [first, true, undefined],
      [moved, false, 'procedure-changed-meanwhile'],
      [second, true, undefined],
    ])
    expect(await Promise.all([first, second, moved].map(stateOf))).toEqual(['lifted', 'lifted', 'maintained'])
    expect(await lines(`procedure:${first}`, 'procedure.lift')).toBe(1)
    expect(await lines(`procedure:${moved}`, 'procedure.lift')).toBe(0)
  })

  test('the rights of a single step hold for each row, and what one may not see does not exist', async () => {
    const id = await submitted('Quatre')
    const body = { transition: 'lift', procedures: [{ id, revision: 2 }] }
    const [own] = (await camille.call(procedureRoutes.stepSeveral, { body })).body.rows
    expect(own!.problem?.code).toBe('procedure-not-yours')
    const samir = await socle.as('samir')
    const [unseen] = (await samir.call(procedureRoutes.stepSeveral, { body })).body.rows
    expect(unseen!.problem?.code).toBe('procedure-unknown')
    const missing = await nadia.call(procedureRoutes.stepSeveral, {
      body: { transition: 'maintain', procedures: [{ id, revision: 2 }] },
    })
    expect(missing.body.rows[0]!.problem).toMatchObject({
      code: 'procedure-fields-invalid',
      errors: [{ path: 'data.why' }],
    })
    expect(await stateOf(id)).toBe('submitted')
  })

  test('a row is named once, and an act has an end', async () => {
    const twice = { id: randomUUID(), revision: 1 }
    const body = { transition: 'lift', procedures: [twice, twice] }
    expect((await nadia.call(procedureRoutes.stepSeveral, { body })).problem?.code).toBe('invalid-request')
    const many = Array.from({ length: BULK_MOST + 1 }, () => ({ id: randomUUID(), revision: 1 }))
    const tooMany = await nadia.call(procedureRoutes.stepSeveral, { body: { transition: 'lift', procedures: many } })
    expect(tooMany.problem?.code).toBe('invalid-request')
  })

  test('procedures are given to one of those whose turn it is, who is told; the next step ends it', async () => {
    const ids = [await submitted('Cinq'), await submitted('Six')]
    const { people } = (await helene.call(procedureRoutes.assignees, { query: { ids: ids.join(',') as never } })).body
    expect(people.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Hélène Garnier', 'Nadia Rousseau', 'Yann Le Goff']),
    )
    expect(people.map(({ name }) => name)).not.toContain('Camille Moreau')
    const [to, stranger] = [await me(nadia), await me(camille)]
    const give = (who: TestClient, someone: string | null, assignee: string | null = null) =>
      who.call(procedureRoutes.assign, {
        body: { to: someone, procedures: ids.map((id) => ({ id, revision: 2, assignee })) },
      })
    const codes = async (answer: ReturnType<typeof give>) =>
      (await answer).body.rows.map(({ done, problem }) => (done ? 'done' : problem!.code))
    expect(await codes(give(helene, stranger))).toEqual(['assignee-not-in-turn', 'assignee-not-in-turn'])
    expect(await codes(give(camille, to))).toEqual(['procedure-not-yours', 'procedure-not-yours'])
    expect(await codes(give(helene, to))).toEqual(['done', 'done'])
    // Somebody else who had read the list before is told, and changes nothing.
    expect(await codes(give(await socle.as('yann'), await me(helene)))).toEqual([
      'assigned-meanwhile',
      'assigned-meanwhile',
    ])
    const mine = await nadia.call(procedureRoutes.list, { query: { assigned: 'me', sort: 'title' } })
    expect(mine.body.procedures.map(({ title, assignee }) => [title, assignee?.name])).toEqual([
      ['Cinq', 'Nadia Rousseau'],
      ['Six', 'Nadia Rousseau'],
    ])
    const told = await nadia.call(notificationRoutes.list, { query: { search: 'vous est confiée' } })
    expect(told.body.total).toBe(2)
    expect(await lines(`procedure:${ids[0]!}`, 'procedure.assigned')).toBe(1)
    // It changes no right: another of those whose turn it is may still act.
    const lifted = await helene.call(procedureRoutes.step, {
      params: { procedureId: ids[0]! },
      body: { transition: 'lift', revision: 2 },
    })
    expect(lifted.body).toMatchObject({ state: 'lifted', assignee: null })
    expect(await codes(give(helene, null, to))).toEqual(['procedure-changed-meanwhile', 'done'])
    expect((await nadia.call(procedureRoutes.list, { query: { assigned: 'me' } })).body.total).toBe(0)
  })

  test('decisions of several sessions are notified at once, each for itself', async () => {
    const today = dayOf(new Date())
    const committee = await seatCommittee(socle, Number(today.slice(0, 4)))
    const free = (title: string) => ({ subject: { kind: 'free' as const }, title, choice: 'for' as const })
    const one = await committee.decide(helene, today, [free('A'), free('B')])
    const two = await committee.decide(helene, today, [free('C')])
    const notify = (who: TestClient, items: string[]) => who.call(committeeRoutes.notifySeveral, { body: { items } })
    expect((await notify(nadia, [one.agenda[0]!.id])).problem?.code).toBe('forbidden')
    const unknown = randomUUID()
    const { body } = await notify(helene, [one.agenda[0]!.id, unknown, two.agenda[0]!.id])
    expect(body.rows.map(({ done, problem }) => (done ? 'done' : problem!.code))).toEqual([
      'done',
      'item-unknown',
      'done',
    ])
    const session = async (sessionId: string) =>
      (await helene.call(committeeRoutes.session, { params: { sessionId } })).body
    expect(await session(one.sessionId)).toMatchObject({ state: 'closed', toNotify: 1 })
    expect(await session(two.sessionId)).toMatchObject({ state: 'settled', toNotify: 0 })
    const again = await notify(helene, [two.agenda[0]!.id])
    expect(again.body.rows[0]!.problem?.code).toBe('session-not-in-state')
  })

  test('several products take one status or one reason, all of them or none', async () => {
    const create = (reference: string, grid: object) =>
      helene.call(productRoutes.create, {
        body: { reference, facts: { name: reference, status: 'A', uses: ['text-editor'], grid } as never },
      })
    await create('P-1', { support: 'yes', interministerial: 'no' })
    await create('P-2', { support: 'yes', 'long-term': 'no' })
    await create('P-3', { support: 'no' })
    const change = (change: object, ...rows: [string, number][]) =>
      helene.call(productRoutes.changeSeveral, {
        body: { change: change as never, products: rows.map(([reference, revision]) => ({ reference, revision })) },
      })
    const maintained = await change({ kind: 'status', status: 'M' }, ['P-1', 1], ['P-2', 1])
    expect(maintained.body.products.map(({ reference, status, revision }) => [reference, status, revision])).toEqual([
      ['P-1', 'M', 2],
      ['P-2', 'M', 2],
    ])
    expect(await lines('product:P-1', 'product.saved')).toBe(1)
    const unknown = await change({ kind: 'status', status: 'Z' }, ['P-1', 2])
    expect(unknown.problem?.code).toBe('product-facts-invalid')
    const stale = await change({ kind: 'status', status: 'O' }, ['P-1', 2], ['P-2', 1], ['P-9', 1])
    expect(stale.problem).toMatchObject({
      code: 'rows-refused',
      errors: [
        { path: 'body.products.1', message: 'P-2 : Hélène Garnier l’a modifié depuis votre lecture.' },
        { path: 'body.products.2', message: 'P-9 : le référentiel ne le connaît pas.' },
      ],
    })
    const reason = 'Aucun autre éditeur ne sait lire les anciens formats du service.'
    const retain = { kind: 'retention', reason, respectsSecurityPolicy: true }
    const barred = await change(retain, ['P-1', 2], ['P-3', 1])
    expect(barred.problem).toMatchObject({ code: 'rows-refused', errors: [{ path: 'body.products.1' }] })
    const list = async () =>
      (await helene.call(productRoutes.list, { query: { search: 'P-' } })).body.products.map(({ status }) => status)
    expect(await list()).toEqual(['M', 'M', 'A'])
    const retained = await change(retain, ['P-1', 2], ['P-2', 2])
    expect(retained.status).toBe(200)
    const { body: product } = await helene.call(productRoutes.get, { params: { reference: 'P-2' } })
    expect(product.retention?.reason).toBe(reason)
    expect(await lines('product:P-2', 'product.retained')).toBe(1)
  })

  test('several requirements are assessed with one status and one reason: one verdict, a line of history for each', async () => {
    const { body: file } = await camille.call(conformityRoutes.open, {
      params: { applicationId: 'titres' },
      body: { version: '1.0.0', gate: 'production' },
    })
    const params = { fileId: file.id }
    const read = async () => (await camille.call(conformityRoutes.file, { params })).body
    const [a, b, c] = (await read()).items.map(({ requirement }) => requirement.id) as [never, never, never]
    const assess = (who: TestClient, body: object) =>
      who.call(conformityRoutes.assessSeveral, { params, body: body as never })
    const row = (requirementId: string, revision = 0) => ({ requirementId, revision })
    const answer = await assess(camille, { items: [row(a), row(b)], status: 'conforming', justification: 'Vu.' })
    expect(answer.body.items.filter(({ assessment }) => assessment.status === 'conforming')).toHaveLength(2)
    const detail = await camille.call(conformityRoutes.assessment, { params: { ...params, requirementId: b } })
    expect(detail.body.history).toMatchObject([{ status: 'conforming', justification: 'Vu.', revision: 1 }])
    expect(await lines('application:titres', 'assessment.set')).toBe(2)
    const late = await assess(camille, {
      items: [row(a), row(c), row('GI:0')],
      status: 'partly',
      justification: 'À revoir.',
    })
    expect(late.problem).toMatchObject({
      code: 'rows-refused',
      errors: [
        { path: 'body.items.0', message: `${a as string} : Camille Moreau l’a évaluée depuis votre lecture.` },
        { path: 'body.items.2' },
      ],
    })
    expect((await read()).items.filter(({ assessment }) => assessment.status === 'partly')).toHaveLength(0)
    const unreasoned = await assess(camille, { items: [row(c)], status: 'not-applicable' })
    expect(unreasoned.problem?.code).toBe('justification-needed')
    expect((await assess(helene, { items: [row(c)], status: 'conforming' })).problem?.code).toBe('forbidden')
  })

  test('two people who assess the same rows at the same time: one wins, the other is told', async () => {
    const { body } = await camille.call(applicationRoutes.get, { params: { applicationId: 'titres' } })
    const params = { fileId: body.files[0]!.id }
    const rest = (await camille.call(conformityRoutes.file, { params })).body.items
      .filter(({ assessment }) => assessment.revision === 0)
      .slice(0, 5)
      .map(({ requirement }) => ({ requirementId: requirement.id, revision: 0 }))
    const answers = await Promise.all(
      ['Un.', 'Deux.'].map((justification) =>
        camille.call(conformityRoutes.assessSeveral, {
          params,
          body: { items: rest, status: 'conforming', justification },
        }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })
})
