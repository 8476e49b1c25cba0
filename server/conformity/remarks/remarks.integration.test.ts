import { committeeRoutes, editionRoutes, notificationRoutes, remarkRoutes } from '@socle/contracts'
import { readOds } from '../../testing/read-ods.ts'
import { loadFramework } from '@socle/rulebook'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestClient } from '../../testing/test-client.ts'
import { listForm, takeStep } from '../editions/testing.ts'
import { printedRows } from '../editions/volume-list-rules.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

const printed = printedRows(loadFramework(), 'MIRAI')
  .map((row) => [row.id, row.level, row.text, row.category].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';'))
  .join('\n')

describe.each(databaseKinds)('public comments on the framework (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let helene: TestClient
  let nadia: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    socle.setClock(new Date('2026-06-15T09:00:00Z'))
    camille = await socle.as('camille')
    helene = await socle.as('helene')
    nadia = await socle.as('nadia')
  })
  afterAll(() => socle.close())

  const told = async (who: TestClient) =>
    (await who.call(notificationRoutes.list, { query: {} })).body.notifications.map(({ text }) => text.fr)

  test('a requirement or a passage is commented, and the architects learn of it', async () => {
    const first = await camille.call(remarkRoutes.add, {
      body: { requirementId: 'GI:1344', kind: 'wording', text: '=SOMME(A1) ; que veut dire « ouvert » ?' },
    })
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({
      number: 1,
      requirementId: 'GI:1344',
      author: { name: 'Camille Moreau' },
      state: 'received',
      answer: '',
      answeredBy: null,
      revision: 1,
    })
    const second = await nadia.call(remarkRoutes.add, {
      body: { passage: 'trois phases', kind: 'substance', text: '100 % d’accord, sauf le titre.', proposal: 'Quatre.' },
    })
    expect(second.body).toMatchObject({ number: 2, requirementId: null, passage: 'trois phases' })
    expect((await told(helene)).toSorted()).toEqual([
      'Un commentaire public a été déposé sur GI:1344.',
      'Un commentaire public a été déposé sur un passage du cadre.',
    ])
  })

  test('what is about nothing, or about no requirement, is refused with the place', async () => {
    const nothing = await camille.call(remarkRoutes.add, { body: { kind: 'question', text: 'Pourquoi ?' } })
    expect(nothing.problem).toMatchObject({ status: 400, errors: [{ path: 'body.passage' }] })
    const unknown = await camille.call(remarkRoutes.add, {
      body: { requirementId: 'GI:99999', kind: 'question', text: 'Pourquoi ?' },
    })
    expect(unknown.problem?.code).toBe('requirement-unknown')
    expect((await camille.call(remarkRoutes.list, { query: {} })).body.total).toBe(2)
  })

  test('the list is filtered and searched to the letter, and paged', async () => {
    const numbers = async (query: object) =>
      (await camille.call(remarkRoutes.list, { query })).body.remarks.map(({ number }) => number)
    expect(await numbers({})).toEqual([2, 1])
    expect(await numbers({ requirement: 'GI:1344' })).toEqual([1])
    expect(await numbers({ kind: 'substance' })).toEqual([2])
    expect(await numbers({ search: 'nadia' })).toEqual([2])
    expect(await numbers({ search: '100 %' })).toEqual([2])
    expect(await numbers({ search: '%e%' })).toEqual([])
    expect(await numbers({ limit: 1, offset: 1 })).toEqual([1])
  })

  test('architects answer, with words once they decide; a second answer at once is told; the author learns it', async () => {
    const { remarks } = (await helene.call(remarkRoutes.list, { query: { requirement: 'GI:1344' } })).body
    const params = { remarkId: remarks[0]!.id }
    const answer = (
      who: TestClient,
      body: { state: 'accepted' | 'under-study' | 'declined'; answer?: string },
      revision = 1,
    ) => who.call(remarkRoutes.answer, { params, body: { ...body, revision } })
    expect((await answer(camille, { state: 'accepted', answer: 'Oui.' })).problem?.code).toBe('forbidden')
    expect((await answer(helene, { state: 'declined' })).problem).toMatchObject({ errors: [{ path: 'body.answer' }] })
    expect((await answer(helene, { state: 'under-study' })).body).toMatchObject({ state: 'under-study', revision: 2 })
    const late = await answer(helene, { state: 'accepted', answer: 'Oui.' })
    expect(late.problem).toMatchObject({
      code: 'remark-changed-meanwhile',
      current: { state: 'under-study', revision: 2 },
    })
    const done = await answer(helene, { state: 'accepted', answer: 'Précisé à la prochaine édition.' }, 2)
    expect(done.body).toMatchObject({
      state: 'accepted',
      answer: 'Précisé à la prochaine édition.',
      answeredBy: { name: 'Hélène Garnier' },
      answeredAt: '2026-06-15T09:00:00.000Z',
    })
    expect(await told(camille)).toContain('Votre commentaire n° 1 a reçu une réponse.')
    const unknown = await helene.call(remarkRoutes.answer, {
      params: { remarkId: '00000000-0000-4000-8000-000000000000' },
      body: { state: 'under-study', revision: 1 },
    })
    expect(unknown.problem?.code).toBe('remark-unknown')
  })

  test('an answer that changes nothing is no answer: its author is not told of one', async () => {
    const { remarks } = (await helene.call(remarkRoutes.list, { query: { kind: 'substance' } })).body
    const { id, revision } = remarks[0]!
    const same = { state: 'received' as const, answer: '', revision }
    const left = await helene.call(remarkRoutes.answer, { params: { remarkId: id }, body: same })
    expect(left.body).toMatchObject({ state: 'received', answeredBy: null, revision })
    expect((await told(nadia)).filter((text) => text.includes('commentaire n° 2'))).toEqual([])
  })

  test('the review sheet holds every comment with its answer, in order, and no formula', async () => {
    const sheet = await camille.call(remarkRoutes.export, { query: {} })
    const { rows } = readOds(new Uint8Array(sheet.bytes)).sheets[0]!
    const cells = rows.map((row) => row.cells.map(({ value }) => value))
    expect(cells[0]!.slice(0, 3)).toEqual(['N°', 'Édition', 'Référence'])
    expect(cells).toHaveLength(3)
    expect(cells[1]).toEqual(
      expect.arrayContaining(['GI:1344', 'Forme', 'Camille Moreau', 'Retenu', 'Précisé à la prochaine édition.']),
    )
    const csv = await camille.call(remarkRoutes.export, { query: { format: 'csv', lang: 'en', state: 'accepted' } })
    const text = csv.bytes.toString('utf8')
    expect(text).toMatch(/^\uFEFFNo\.;Edition;Reference/)
    expect(text.trim().split('\r\n')).toHaveLength(2)
    expect(text).toContain(`"'=SOMME(A1) ; que veut dire « ouvert » ?"`)
    expect(text).toContain('Accepted')
  })

  test('an edition in working group is commented, and its comments are filed under it, not under the one in force', async () => {
    const made = await helene.call(editionRoutes.import, {
      query: { volume: 'MIRAI', label: '2027-04' },
      form: listForm('ID;Niveau;Exigence;Catégorie\nEXI-NEUF-1;P;Tenir un registre des modèles.;Modèles\n'),
    })
    const params = { draftId: made.body.id }
    const [row] = (await helene.call(editionRoutes.get, { params })).body.rows
    const about = { draft: made.body.id, requirementId: row!.id, kind: 'substance' as const, text: 'Quel registre ?' }
    const early = await nadia.call(remarkRoutes.add, { body: about })
    expect(early.problem).toMatchObject({ code: 'edition-not-discussed', detail: expect.stringContaining('Brouillon') })
    await takeStep(helene, made.body.id, 'discuss')
    const remark = await nadia.call(remarkRoutes.add, { body: about })
    expect(remark.body).toMatchObject({ edition: '2027-04', draft: made.body.id, requirementId: row!.id })
    expect(await told(helene)).toContain(
      `Un commentaire public a été déposé sur ${row!.id} de l’édition « 2027-04 », en groupe de travail.`,
    )
    // What the edition in force has and this one does not is no requirement of it.
    const elsewhere = await nadia.call(remarkRoutes.add, { body: { ...about, requirementId: 'GI:1344' } })
    expect(elsewhere.problem?.code).toBe('requirement-unknown')
    const listed = await camille.call(remarkRoutes.list, { query: { draft: made.body.id } })
    expect(listed.body).toMatchObject({ total: 1, remarks: [{ text: 'Quel registre ?' }] })
    const inForce = await camille.call(remarkRoutes.list, { query: { requirement: 'GI:1344' } })
    expect(inForce.body.remarks.map(({ draft }) => draft)).toEqual([null])
  })

  test('a list goes to the vote with the count of comments that nobody settled, for who submits it and for who votes', async () => {
    const text = 'ID;Niveau;Exigence;Catégorie\n' + printed
    const made = await helene.call(editionRoutes.import, {
      query: { volume: 'MIRAI', label: '2027-10' },
      form: listForm(text),
    })
    const params = { draftId: made.body.id }
    const waiting = async () => (await helene.call(editionRoutes.get, { params })).body.unansweredRemarks
    await takeStep(helene, made.body.id, 'discuss')
    const ids = []
    for (const question of ['Pour qui ?', 'Dès quand ?']) {
      const about = { draft: made.body.id, passage: 'registre', kind: 'question' as const, text: question }
      ids.push((await nadia.call(remarkRoutes.add, { body: about })).body.id)
    }
    const answer = (remarkId: string, revision: number, state: 'under-study' | 'accepted') =>
      helene.call(remarkRoutes.answer, { params: { remarkId }, body: { revision, state, answer: 'Pour tous.' } })
    expect(await waiting()).toBe(2)
    // Taken up is not answered yet.
    await answer(ids[0]!, 1, 'under-study')
    expect(await waiting()).toBe(2)
    expect((await takeStep(helene, made.body.id, 'submit')).problem?.detail).toBeUndefined()

    const day = '2026-06-20'
    const { body: planned } = await helene.call(committeeRoutes.plan, {
      body: { kind: 'ordinary', title: 'Séance', date: day },
    })
    const put = await helene.call(committeeRoutes.addItems, {
      params: { sessionId: planned.id },
      body: {
        items: [
          { subject: { kind: 'edition', editionId: made.body.id }, title: 'Édition', proposal: 'Publier.' },
          { subject: { kind: 'free' }, title: 'Divers', proposal: 'Rien.' },
        ],
      },
    })
    expect(put.problem?.detail).toBeUndefined()
    const onAgenda = async () => {
      const read = await nadia.call(committeeRoutes.session, { params: { sessionId: planned.id } })
      return read.body.agenda.map(({ unansweredRemarks }) => unansweredRemarks)
    }
    expect(await onAgenda()).toEqual([2, 0])
    await answer(ids[0]!, 2, 'accepted')
    expect(await onAgenda()).toEqual([1, 0])
    await answer(ids[1]!, 1, 'accepted')
    expect(await onAgenda()).toEqual([0, 0])
    expect(await waiting()).toBe(0)
  })

  test('nobody comments or reads comments without signing in', async () => {
    const anonymous = await socle.anonymous.call(remarkRoutes.add, {
      body: { requirementId: 'GI:1344', kind: 'question', text: 'Qui ?' },
    })
    expect(anonymous.status).toBe(401)
    expect((await camille.call(remarkRoutes.list, { query: {} })).body.total).toBe(5)
  })
})
