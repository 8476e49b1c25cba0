import { auditRoutes, committeeRoutes } from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seatCommittee } from '../../testing/committee.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

describe.each(databaseKinds)('what the secretary writes in the minutes (%s)', (kind) => {
  let socle: TestSocle
  let helene: TestClient
  let sessionId: string
  let itemId: string
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    socle.setClock(new Date('2026-05-12T09:00:00Z'))
    const committee = await seatCommittee(socle, 2026)
    helene = await socle.as('helene')
    const item = { subject: { kind: 'free' }, title: 'Calendrier', choice: 'for' } as const
    const decided = await committee.decide(helene, '2026-05-12', [item])
    sessionId = decided.sessionId
    itemId = decided.agenda[0]!.id
  })
  afterAll(() => socle.close())

  const read = async () => (await helene.call(committeeRoutes.session, { params: { sessionId } })).body
  const write = (notes: object, revision: number, who = helene) =>
    who.call(committeeRoutes.writeMinutes, { params: { sessionId }, body: { ...notes, revision } })
  const sign = (revision: number) =>
    helene.call(committeeRoutes.signMinutes, { params: { sessionId }, body: { revision } })
  const textOf = async () => {
    const { bytes } = await helene.call(committeeRoutes.minutes, { params: { sessionId }, query: { format: 'text' } })
    return Buffer.from(bytes).toString()
  }

  test('the debate, the reasons and the secretary are in the minutes, and nobody writes over what another wrote', async () => {
    expect((await read()).minutes).toMatchObject({ revision: 0, secretary: '', signed: null })
    expect((await sign(0)).problem?.code).toBe('minutes-without-secretary')
    const notes = {
      secretary: 'Claire Dubois',
      remarks: 'La séance s’ouvre à dix heures.',
      debates: [{ itemId, text: 'Yann rappelle le calendrier budgétaire.\nLe comité retient avril.' }],
    }
    const written = await write(notes, 0)
    expect(written.problem).toBeUndefined()
    expect(written.body.minutes).toMatchObject({ ...notes, revision: 1, writtenBy: { name: 'Hélène Garnier' } })
    const overwritten = await write({ secretary: 'Autre' }, 0)
    expect(overwritten.problem).toMatchObject({
      code: 'minutes-changed-meanwhile',
      current: { minutes: { secretary: 'Claire Dubois' } },
    })
    const text = await textOf()
    expect(text).toContain('Débat et motifs : Yann rappelle le calendrier budgétaire.')
    expect(text).toContain('La séance s’ouvre à dix heures.')
    expect(text).toContain('Secrétariat de la séance : Claire Dubois')
    const pdf = await helene.call(committeeRoutes.minutes, { params: { sessionId } })
    expect(Buffer.from(pdf.bytes).subarray(0, 5).toString()).toBe('%PDF-')
    const sophie = await socle.as('sophie')
    const query = { action: 'committee.minutes-written' } as never
    const { lines } = (await sophie.call(auditRoutes.list, { query })).body
    expect(lines[0]).toMatchObject({ action: 'committee.minutes-written', detail: { secretary: 'Claire Dubois' } })
  })

  test('who is excused is named so, and only who has a seat is', async () => {
    const { seats } = await read()
    const mandateId = seats[0]!.titular!.mandateId
    const stranger = await write({ excused: ['00000000-0000-4000-8000-000000000000'] }, 1)
    expect(stranger.problem?.code).toBe('mandate-not-running')
    const nowhere = { debates: [{ itemId: '00000000-0000-4000-8000-000000000000', text: 'Rien.' }] }
    expect((await write(nowhere, 1)).problem?.code).toBe('item-unknown')
    // Somebody who sat is not excused in words: presence is what was recorded.
    expect((await write({ secretary: 'Claire Dubois', excused: [mandateId] }, 1)).problem).toBeUndefined()
    expect(await textOf()).not.toContain('(excusé)')
  })

  test('whoever only reads writes nothing, and signed minutes change no more', async () => {
    const yann = await socle.as('yann')
    expect((await write({}, 2, yann)).problem?.code).toBe('forbidden')
    const signed = await sign(2)
    expect(signed.body.minutes.signed).toMatchObject({ by: { name: 'Hélène Garnier' } })
    expect((await write({ secretary: 'Autre' }, 2)).problem?.code).toBe('minutes-signed')
    expect((await sign(2)).problem?.code).toBe('minutes-signed')
    expect((await read()).minutes.secretary).toBe('Claire Dubois')
  })

  test('who was absent and excused is told from who did not come', async () => {
    const planned = await helene.call(committeeRoutes.plan, {
      body: { kind: 'ordinary', title: 'Sans titulaire', date: '2026-05-12' },
    })
    const params = { sessionId: planned.body.id }
    const mandates = planned.body.seats.map(({ titular }) => titular!.mandateId)
    const early = await helene.call(committeeRoutes.writeMinutes, { params, body: { revision: 0 } })
    expect(early.problem?.code).toBe('session-not-in-state')
    await helene.call(committeeRoutes.open, { params, body: { revision: 1, chair: null } })
    await helene.call(committeeRoutes.writeMinutes, { params, body: { revision: 0, excused: [mandates[0]!] } })
    await helene.call(committeeRoutes.close, { params, body: { revision: 2 } })
    const { bytes } = await helene.call(committeeRoutes.minutes, { params, query: { format: 'text' } })
    const text = Buffer.from(bytes).toString()
    expect(text.match(/\(excusé\)/g)).toHaveLength(1)
    expect(text.match(/\(n’a pas siégé\)/g)).toHaveLength(1)
  })

  test('who voted and left before the end is not said to have stayed away', async () => {
    const planned = await helene.call(committeeRoutes.plan, {
      body: { kind: 'ordinary', title: 'Départs', date: '2026-05-12' },
    })
    const params = { sessionId: planned.body.id }
    const [left, never] = planned.body.seats.map(({ titular }) => titular!)
    // Announced, then taken back before anything began: nobody left.
    const attend = (mandateId: string, presence: 'room' | 'absent') =>
      helene.call(committeeRoutes.attend, { params, body: { attendance: [{ mandateId, presence }] } })
    socle.setClock(new Date('2026-05-12T09:10:00Z'))
    await attend(never!.mandateId, 'room')
    socle.setClock(new Date('2026-05-12T09:11:00Z'))
    await attend(never!.mandateId, 'absent')
    socle.setClock(new Date('2026-05-12T09:20:00Z'))
    await helene.call(committeeRoutes.open, { params, body: { revision: 1, chair: null } })
    socle.setClock(new Date('2026-05-12T09:30:00Z'))
    await attend(left!.mandateId, 'room')
    socle.setClock(new Date('2026-05-12T10:30:00Z'))
    await attend(left!.mandateId, 'absent')
    const closed = await helene.call(committeeRoutes.close, { params, body: { revision: 2 } })
    expect(closed.body.left).toEqual([left!.mandateId])
    const { bytes } = await helene.call(committeeRoutes.minutes, { params, query: { format: 'text' } })
    const text = Buffer.from(bytes).toString()
    expect(text).toContain(`${left!.person.name} (a quitté la séance avant la fin)`)
    expect(text).toContain(`a siégé : ${left!.person.name}, jusqu’à son départ`)
    expect(text).toContain(`${never!.person.name} (n’a pas siégé)`)
  })
})
