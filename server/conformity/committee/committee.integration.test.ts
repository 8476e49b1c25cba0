import {
  applicationRoutes,
  committeeRoutes,
  homeRoutes,
  identityRoutes,
  procedureRoutes,
  type Role,
} from '@socle/contracts'
import { readOds } from '../../testing/read-ods.ts'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

const DAY = '2026-05-12'

describe.each(databaseKinds)('the architecture committee (%s)', (kind) => {
  let socle: TestSocle
  let helene: TestClient
  let yann: TestClient
  let nadia: TestClient
  let samir: TestClient
  let ids: Record<string, string>
  let mandates: Record<string, string>

  beforeAll(async () => {
    socle = await startTestSocle(kind)
    socle.setClock(new Date(`${DAY}T09:00:00Z`))
    ;[helene, yann, nadia, samir] = (await Promise.all(
      ['helene', 'yann', 'nadia', 'samir'].map((persona) => socle.as(persona)),
    )) as [TestClient, TestClient, TestClient, TestClient]
    const camille = await socle.as('camille')
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
    const sophie = await socle.as('sophie')
    const { users } = (await sophie.call(identityRoutes.users)).body
    ids = Object.fromEntries(users.map(({ id, name }) => [name.split(' ')[0]!, id]))
    // Nadia, Samir and Sophie sit as well: they take the trade of members.
    for (const [name, roles] of [
      ['Nadia', ['security-officer', 'committee-member']],
      ['Samir', ['product-lead', 'committee-member']],
      ['Sophie', ['administrator', 'committee-member']],
    ] as [string, Role[]][]) {
      const { id, revision } = users.find((user) => user.name.startsWith(name))!
      await sophie.call(identityRoutes.setRoles, { params: { userId: id }, body: { roles, revision } })
    }
    const appoint = async (body: string | { id: string }, who: string, rank: 'titular' | 'substitute') =>
      (
        await helene.call(committeeRoutes.appoint, {
          body: {
            seat: typeof body === 'string' ? { body } : body,
            userId: ids[who]!,
            rank,
            from: '2026-01-01',
          },
        })
      ).body
    const architecture = await appoint('Architecture', 'Hélène', 'titular')
    const titles = await appoint('Titres', 'Yann', 'titular')
    const standIn = await appoint({ id: titles.seatId }, 'Samir', 'substitute')
    const security = await appoint('Sécurité', 'Nadia', 'titular')
    mandates = { helene: architecture.id, yann: titles.id, samir: standIn.id, nadia: security.id, seat: titles.seatId }
  })
  afterAll(() => socle.close())

  const plan = async (title: string, kindOf: 'ordinary' | 'publication' = 'ordinary', date = DAY) =>
    (await helene.call(committeeRoutes.plan, { body: { kind: kindOf, title, date } })).body
  const put = (sessionId: string, ...items: object[]) =>
    helene.call(committeeRoutes.addItems, {
      params: { sessionId },
      body: { items: items.map((item) => ({ subject: { kind: 'free' }, proposal: 'Adopter.', ...item })) as never },
    })
  const open = (sessionId: string, revision = 1) =>
    helene.call(committeeRoutes.open, { params: { sessionId }, body: { revision, chair: mandates.helene! } })
  const attend = (sessionId: string, presence: Record<string, 'room' | 'remote' | 'absent'>) =>
    helene.call(committeeRoutes.attend, {
      params: { sessionId },
      body: {
        attendance: Object.entries(presence).map(([who, how]) => ({ mandateId: mandates[who]!, presence: how })),
      },
    })
  const vote = (who: TestClient, sessionId: string, itemId: string, choice: 'for' | 'against' | 'abstain') =>
    who.call(committeeRoutes.vote, { params: { sessionId, itemId }, body: { choice } })

  test('from a date to a notified decision: files, votes, substitute, result with its rule, minutes', async () => {
    const session = await plan('Séance de mai')
    expect(session).toMatchObject({ state: 'planned', agenda: [], revision: 1, may: { run: true } })
    expect(
      session.seats.map(({ body, titular, substitute }) => [body, titular?.person.name, substitute?.person.name]),
    ).toEqual([
      ['Architecture', 'Hélène Garnier', undefined],
      ['Sécurité', 'Nadia Rousseau', undefined],
      ['Titres', 'Yann Le Goff', 'Samir Benali'],
    ])
    const added = await put(
      session.id,
      { title: 'Publier le calendrier', conditions: 'Avant juillet.', until: '2027-05-12' },
      { title: 'Changer de nom' },
    )
    expect(added.status).toBe(201)
    const [first, second] = added.body.agenda.map(({ id }) => id) as [string, string]
    const form = new FormData()
    form.set('file', new Blob(['# Note']), 'note.md')
    const file = await helene.call(committeeRoutes.addFile, { params: { sessionId: session.id, itemId: first }, form })
    expect(file.body).toMatchObject({ name: 'note.md', size: 6, addedBy: 'Hélène Garnier' })
    expect((await yann.call(committeeRoutes.file, { params: { fileId: file.body.id } })).bytes.toString()).toBe(
      '# Note',
    )

    expect((await vote(yann, session.id, first, 'for')).problem?.code).toBe('session-not-in-state')
    expect((await open(session.id)).body).toMatchObject({ state: 'open', chair: mandates.helene })
    await attend(session.id, { helene: 'room', yann: 'remote', samir: 'room' })
    await vote(helene, session.id, first, 'for')
    await vote(yann, session.id, first, 'for')
    const beside = await vote(samir, session.id, first, 'against')
    expect(beside.body.result).toMatchObject({
      outcome: 'adopted',
      tally: { seats: 3, present: 2, quorum: 2, for: 2, against: 0, setAside: [mandates.samir] },
    })
    // Yann leaves: from then on his substitute's vote counts.
    socle.setClock(new Date(`${DAY}T09:10:00Z`))
    await attend(session.id, { yann: 'absent' })
    await vote(helene, session.id, second, 'abstain')
    const alone = await vote(samir, session.id, second, 'against')
    expect(alone.body.result).toMatchObject({ outcome: 'refused', rule: 'no-majority' })
    socle.setClock(new Date(`${DAY}T09:20:00Z`))
    await attend(session.id, { yann: 'remote' })

    const closed = await helene.call(committeeRoutes.close, {
      params: { sessionId: session.id },
      body: { revision: 2 },
    })
    expect(closed.body).toMatchObject({ state: 'closed', toNotify: 2 })
    expect(closed.body.agenda.map(({ result }) => [result!.outcome, result!.rule])).toEqual([
      ['adopted', 'majority'],
      // Yann came back after the vote: his substitute had voted for the seat.
      ['refused', 'no-majority'],
    ])
    // Where it was as it is, nothing is said.
    expect(closed.body.agenda.map(({ attendance }) => attendance?.present.map(({ person }) => person.name))).toEqual([
      undefined,
      ['Hélène Garnier', 'Samir Benali'],
    ])
    expect((await vote(nadia, session.id, first, 'against')).problem?.code).toBe('session-not-in-state')

    const text = await yann.call(committeeRoutes.minutes, {
      params: { sessionId: session.id },
      query: { format: 'text' },
    })
    expect(text.bytes.toString()).toContain(
      'Décision : Adopté. Pour : 2, contre : 0, abstentions : 0, sièges représentés : 2.',
    )
    expect(text.bytes.toString()).toContain('Pas encore notifiée : sans effet à ce jour.')
    expect(text.bytes.toString()).toContain('Présents à la fin de ce vote : Hélène Garnier, Samir Benali')
    expect(text.bytes.toString().match(/Présents à la fin/g)).toHaveLength(1)

    const settled = await helene.call(committeeRoutes.notify, { params: { sessionId: session.id }, body: {} })
    expect(settled.body).toMatchObject({ state: 'settled', toNotify: 0 })
    expect(settled.body.agenda[0]).toMatchObject({ notifiedBy: { name: 'Hélène Garnier' } })
    const again = await helene.call(committeeRoutes.notify, { params: { sessionId: session.id }, body: {} })
    expect(again.problem?.code).toBe('session-not-in-state')

    const pdf = await yann.call(committeeRoutes.minutes, { params: { sessionId: session.id }, query: { lang: 'en' } })
    const document = await getDocumentProxy(new Uint8Array(pdf.bytes))
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true })
    const read = (await extractText(document, { mergePages: true })).text.replace(/\s+/g, ' ')
    expect(read).toContain('Adopted. For: 2, against: 0, abstentions: 0, seats represented: 2.')
    expect(read).toContain('Notified on 12 May 2026')
    expect(read).toContain('Yann Le Goff (at a distance)')
    expect(read).toMatch(/There when this vote ended ?: Hélène Garnier, Samir Benali/)
    // A body can read how its referent voted.
    expect(read).toMatch(/For: [^:]*Yann Le Goff \([^)]+\)/)

    const list = await yann.call(committeeRoutes.decisions, { query: { outcome: 'adopted', search: 'calendrier' } })
    expect(list.body).toMatchObject({
      total: 1,
      decisions: [{ title: 'Publier le calendrier', until: '2027-05-12', conditions: 'Avant juillet.' }],
    })
    const sheet = await yann.call(committeeRoutes.exportDecisions, { query: { notified: 'yes' } })
    expect(readOds(new Uint8Array(sheet.bytes)).sheets[0]!.rows).toHaveLength(3)
  })

  test('only a notified decision is told, once, with what it carries', async () => {
    const reserve = await nadia.call(procedureRoutes.open, {
      body: {
        process: 'reserve',
        applicationId: 'titres',
        title: 'Journal trop bavard',
        data: { gap: 'Des noms.', blocking: true },
      },
    })
    const told: object[] = []
    socle.events.on('decision-notified', async (_trx, { context: _context, ...event }) => void told.push(event))
    const { id } = await plan('Séance des réserves')
    const subject = { kind: 'procedure', procedureId: reserve.body.id }
    const added = await put(id, { title: 'Réserve', subject, conditions: 'Filtrer.', until: '2026-12-31' })
    expect(added.body.agenda[0]).toMatchObject({ link: `/procedures/${reserve.body.id}` })
    const itemId = added.body.agenda[0]!.id

    const twice = await put(id, { title: 'Encore', subject }, { title: 'Libre' })
    expect(twice.problem).toMatchObject({ code: 'agenda-subject-refused', errors: [{ path: 'items.0.subject' }] })
    const unknown = { kind: 'procedure', procedureId: '00000000-0000-4000-8000-000000000000' }
    expect((await put(id, { title: 'Fantôme', subject: unknown })).problem?.code).toBe('agenda-subject-refused')

    await open(id)
    await attend(id, { helene: 'room', yann: 'room', nadia: 'room' })
    await helene.call(committeeRoutes.recordVotes, {
      params: { sessionId: id, itemId },
      body: {
        votes: ['helene', 'yann', 'nadia'].map((who) => ({ mandateId: mandates[who]!, choice: 'for' as const })),
      },
    })
    await helene.call(committeeRoutes.close, { params: { sessionId: id }, body: { revision: 2 } })
    expect(told).toEqual([])
    await helene.call(committeeRoutes.notify, { params: { sessionId: id }, body: { items: [itemId] } })
    expect(told).toEqual([
      {
        sessionId: id,
        itemId,
        procedureId: reserve.body.id,
        editionId: null,
        outcome: 'adopted',
        until: '2026-12-31',
        conditions: 'Filtrer.',
        decidedOn: DAY,
        votes: { for: 3, against: 0, abstain: 0 },
      },
    ])
  })

  test('two presidents close one session at once: one wins, the other is told where it stands', async () => {
    const { id } = await plan('Séance disputée')
    await put(id, { title: 'Point' })
    await open(id)
    const sophie = await socle.as('sophie')
    const close = (who: TestClient) =>
      who.call(committeeRoutes.close, { params: { sessionId: id }, body: { revision: 2 } })
    const answers = await Promise.all([close(helene), close(sophie)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)!.problem).toMatchObject({
      code: 'session-changed-meanwhile',
      // Nobody voted: nothing to notify, the session is settled at once.
      current: { state: 'settled', agenda: [{ result: { outcome: 'postponed' } }] },
    })
    const procedure = await helene.call(procedureRoutes.get, { params: { procedureId: id } })
    expect(procedure.body.steps.map(({ transition }) => transition)).toEqual(['open', 'begin', 'close', 'settle'])
  })

  test('votes that come in while the session closes are counted or refused, never lost in between', async () => {
    const { id } = await plan('Séance pressée')
    const itemId = (await put(id, { title: 'Point' })).body.agenda[0]!.id
    await open(id)
    await attend(id, { helene: 'room', yann: 'room', nadia: 'room' })
    const [closed, ...votes] = await Promise.all([
      helene.call(committeeRoutes.close, { params: { sessionId: id }, body: { revision: 2 } }),
      vote(yann, id, itemId, 'for'),
      vote(nadia, id, itemId, 'for'),
    ])
    const counted = votes.filter(({ status }) => status === 200).length
    expect(closed.body.agenda[0]!.result!.tally.for).toBe(counted)
    for (const refused of votes.filter(({ status }) => status !== 200))
      expect(refused.problem?.code).toBe('session-not-in-state')
  })

  test('an item is reworded or taken off until somebody has voted; a second author is told', async () => {
    const { id } = await plan('Séance de rédaction')
    const item = (await put(id, { title: 'Point' })).body.agenda[0]!
    const params = { sessionId: id, itemId: item.id }
    const reword = (proposal: string, revision: number) =>
      helene.call(committeeRoutes.editItem, { params, body: { title: 'Point', proposal, revision } })
    expect((await reword('Mieux dit.', 1)).body).toMatchObject({ proposal: 'Mieux dit.', revision: 2 })
    expect((await reword('Autrement.', 1)).problem).toMatchObject({
      code: 'item-changed-meanwhile',
      current: { proposal: 'Mieux dit.' },
    })
    await open(id)
    await vote(yann, id, item.id, 'for')
    expect((await reword('Trop tard.', 2)).problem?.code).toBe('item-has-votes')
    expect((await helene.call(committeeRoutes.removeItem, { params })).problem?.code).toBe('item-has-votes')
  })

  test('whoever leaves, comes or votes from outside later changes no item already voted', async () => {
    const { id } = await plan('Séance mouvante')
    const itemId = (await put(id, { title: 'Point' })).body.agenda[0]!.id
    await open(id)
    const at = (minute: number) => socle.setClock(new Date(`${DAY}T10:${String(minute).padStart(2, '0')}:00Z`))
    at(0)
    await attend(id, { helene: 'room', yann: 'room', samir: 'room' })
    at(5)
    await vote(helene, id, itemId, 'for')
    await vote(samir, id, itemId, 'against')
    await vote(yann, id, itemId, 'for')
    at(10)
    await attend(id, { yann: 'absent' })
    const read = async () => (await helene.call(committeeRoutes.session, { params: { sessionId: id } })).body.agenda[0]!
    expect(await read()).toMatchObject({
      result: { outcome: 'adopted', tally: { for: 2, against: 0, present: 2 } },
      attendance: {
        at: `${DAY}T10:05:00.000Z`,
        present: [{ presence: 'room' }, { presence: 'room' }, { presence: 'room' }],
      },
    })
    // Nadia was never there: her vote is kept, and does not prolong the vote.
    at(15)
    expect((await vote(nadia, id, itemId, 'against')).body.result).toMatchObject({
      outcome: 'adopted',
      tally: { setAside: expect.arrayContaining([mandates.nadia, mandates.samir]) },
    })
    // Whoever votes again may change their vote, and not the moment at which the vote ended: Yann is still counted.
    at(20)
    await vote(helene, id, itemId, 'for')
    expect(await read()).toMatchObject({
      result: { rule: 'majority', tally: { for: 2, present: 2 } },
      attendance: { at: `${DAY}T10:05:00.000Z` },
    })
    at(25)
    await attend(id, { helene: 'absent', samir: 'absent' })
    const closed = await helene.call(committeeRoutes.close, { params: { sessionId: id }, body: { revision: 2 } })
    expect(closed.body.agenda[0]!.result).toMatchObject({ rule: 'majority', tally: { present: 2 } })
  })

  test('without the quorum everything is postponed, and its files may go on another agenda', async () => {
    const { id } = await plan('Séance désertée')
    const itemId = (await put(id, { title: 'Point' })).body.agenda[0]!.id
    await open(id)
    await attend(id, { helene: 'room' })
    await vote(helene, id, itemId, 'for')
    const closed = await helene.call(committeeRoutes.close, { params: { sessionId: id }, body: { revision: 2 } })
    expect(closed.body).toMatchObject({
      state: 'settled',
      agenda: [{ result: { outcome: 'postponed', rule: 'quorum-not-met', tally: { present: 1, quorum: 2 } } }],
    })
  })

  test('mandates: one titular and one substitute per seat, one mandate per person, dates in order', async () => {
    const appoint = (body: object) => helene.call(committeeRoutes.appoint, { body: body as never })
    const seat = { id: mandates.seat }
    const taken = await appoint({ seat, userId: ids['Sophie'], rank: 'titular', from: '2026-06-01' })
    expect(taken.problem?.code).toBe('seat-held')
    const twice = await appoint({ seat: { body: 'Autre' }, userId: ids['Yann'], rank: 'titular', from: '2026-06-01' })
    expect(twice.problem?.code).toBe('mandate-overlaps')
    const backwards = await appoint({
      seat,
      userId: ids['Sophie'],
      rank: 'titular',
      from: '2027-06-01',
      to: '2027-01-01',
    })
    expect(backwards.problem?.code).toBe('mandate-dates-invalid')
    const early = await helene.call(committeeRoutes.endMandate, {
      params: { mandateId: mandates.yann! },
      body: { to: '2026-05-01' },
    })
    expect(early.problem?.code).toBe('mandate-dates-invalid')
    await helene.call(committeeRoutes.endMandate, { params: { mandateId: mandates.yann! }, body: { to: '2026-08-31' } })
    const next = await appoint({ seat, userId: ids['Sophie'], rank: 'titular', from: '2026-09-01' })
    expect(next.body).toMatchObject({ body: 'Titres', from: '2026-09-01', runs: false })
    const autumn = await helene.call(committeeRoutes.members, { query: { on: '2026-10-01', search: 'titres' } })
    expect(autumn.body.mandates.map(({ person, rank }) => [rank, person.name])).toEqual([
      ['titular', 'Sophie Lambert'],
      ['substitute', 'Samir Benali'],
    ])
    const late = await plan('Séance d’automne', 'ordinary', '2026-10-01')
    expect(late.seats.find(({ body }) => body === 'Titres')!.titular!.person.name).toBe('Sophie Lambert')
    expect((await attend(late.id, { yann: 'room' })).problem?.code).toBe('mandate-not-running')
  })

  test('the publication sessions of the year are watched', async () => {
    const watch = async () => (await helene.call(committeeRoutes.sessions, { query: { year: 2026 } })).body.publication
    expect(await watch()).toMatchObject([
      { to: '2026-06-30', state: 'missing', warn: true },
      { to: '2026-12-31', state: 'missing', warn: false },
    ])
    const warned = async (who: TestClient) =>
      (await who.call(homeRoutes.home)).body.tasks.filter((task) => task.kind === 'publication-session')
    // A task of the ministerial referent's trade, and of nobody else's.
    expect(await warned(helene)).toMatchObject([
      { link: '/decisions/seances', text: { fr: expect.stringContaining('30 juin 2026') } },
    ])
    expect(await warned(yann)).toEqual([])
    const { id } = await plan('Publication de juin', 'publication', '2026-06-10')
    expect(await warned(helene)).toEqual([])
    expect(await watch()).toMatchObject([{ state: 'planned', warn: false }, { state: 'missing' }])
    const moved = await helene.call(committeeRoutes.reschedule, {
      params: { sessionId: id },
      body: { revision: 1, date: '2026-07-10', place: 'Salle 2' },
    })
    expect(moved.body).toMatchObject({ date: '2026-07-10', place: 'Salle 2', revision: 2 })
    expect(await watch()).toMatchObject([{ state: 'missing', warn: true }, { state: 'planned' }])
    const cancelled = await helene.call(committeeRoutes.cancel, {
      params: { sessionId: id },
      body: { revision: 2, reason: 'Édition pas prête.' },
    })
    expect(cancelled.body.state).toBe('cancelled')
    const found = await yann.call(committeeRoutes.sessions, { query: { kind: 'publication', state: 'cancelled' } })
    expect(found.body.sessions.map(({ title }) => title)).toEqual(['Publication de juin'])
    const sheet = await yann.call(committeeRoutes.exportSessions, { query: { kind: 'publication' } })
    expect(
      readOds(new Uint8Array(sheet.bytes))
        .sheets[0]!.rows[1]!.cells.map(({ value }) => value)
        .slice(1, 4),
    ).toEqual(['Publication de juin', 'Publication du cadre', 'annulée'])
    const members = await yann.call(committeeRoutes.exportMembers, { query: { on: DAY, lang: 'en' } })
    expect(readOds(new Uint8Array(members.bytes)).sheets[0]!.rows).toHaveLength(5)
  })

  test('a member says of themself that they are there, and of nobody else', async () => {
    const { id: sessionId } = await plan('Présents')
    await open(sessionId)
    const params = { sessionId }
    const say = (who: TestClient, presence: 'room' | 'remote' | 'absent') =>
      who.call(committeeRoutes.attendMyself, { params, body: { presence } })
    const there = ({ body }: Awaited<ReturnType<typeof say>>) =>
      body.seats
        .flatMap(({ titular, substitute }) => [titular, substitute])
        .flatMap((holder) => (holder && holder.presence !== 'absent' ? [[holder.mandateId, holder.presence]] : []))
    expect(there(await say(yann, 'remote'))).toEqual([[mandates.yann, 'remote']])
    expect(there(await say(yann, 'absent'))).toEqual([])
    // Whoever holds no mandate of that day has no seat to attend for.
    expect((await say(await socle.as('sophie'), 'room')).problem?.code).toBe('mandate-not-running')
    expect((await say(await socle.as('camille'), 'room')).problem?.code).toBe('forbidden')
    const attendance = [{ mandateId: mandates.helene!, presence: 'room' as const }]
    const ofAnother = await yann.call(committeeRoutes.attend, { params, body: { attendance } })
    expect(ofAnother.problem?.code).toBe('forbidden')
  })
})
