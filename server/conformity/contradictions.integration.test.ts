/** What contradicts itself, or comes too late, in what people state: it is refused where it is said, or told for what it is. */
import {
  applicationRoutes,
  type AssessmentStatus,
  conformityRoutes,
  committeeRoutes,
  type FieldValues,
  gateReviewRoutes,
  identityRoutes,
  notificationRoutes,
  procedureRoutes,
  type RequirementId,
} from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seatCommittee } from '../testing/committee.ts'
import { derogationRequest as request, permits } from '../testing/descriptions.ts'
import type { TestClient } from '../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../testing/test-socle.ts'

const DAY = '2026-12-01'

describe.each(databaseKinds)('contradictions (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let helene: TestClient
  let nadia: TestClient
  let yann: TestClient
  let fileId: string
  const at = async (day: string) => {
    socle.setClock(new Date(`${day}T09:00:00Z`))
    camille = await socle.as('camille')
    helene = await socle.as('helene')
    nadia = await socle.as('nadia')
    yann = await socle.as('yann')
  }
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    await at(DAY)
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
    const params = { applicationId: 'titres' }
    fileId = (await camille.call(conformityRoutes.open, { params, body: { version: '1.0.0', gate: 'production' } }))
      .body.id
  })
  afterAll(() => socle.close())

  const opening = (who: TestClient, process: string, data: FieldValues) =>
    who.call(procedureRoutes.open, { body: { process, applicationId: 'titres', title: process, data } })
  const procedure = async (procedureId: string, who = camille) =>
    (await who.call(procedureRoutes.get, { params: { procedureId } })).body
  const attempt = async (who: TestClient, procedureId: string, transition: string, data: FieldValues = {}) => {
    const { revision } = await procedure(procedureId, who)
    return who.call(procedureRoutes.step, { params: { procedureId }, body: { transition, revision, data } })
  }
  const step = async (who: TestClient, procedureId: string, transition: string, data: FieldValues = {}) => {
    const answer = await attempt(who, procedureId, transition, data)
    expect([transition, answer.problem?.detail, answer.problem?.errors]).toEqual([transition, undefined, undefined])
    return answer.body
  }
  const studied = async (requirements: string[]) => {
    const opened = await opening(camille, 'derogation', { requirements, limit: 'Impossible en l’état.' })
    await step(camille, opened.body.id, 'submit', request)
    await step(helene, opened.body.id, 'study')
    return opened.body.id
  }
  const until = (day: string) => ({ duration: 'temporary', until: day, grounds: 'Le temps de migrer.' })
  const renewal = async (id: string) => {
    await step(camille, id, 'renew', request)
    await step(helene, id, 'study')
  }
  const assessment = async (requirementId: string) =>
    (await camille.call(conformityRoutes.file, { params: { fileId } })).body.items.find(
      ({ requirement }) => requirement.id === requirementId,
    )!.assessment

  describe('a list that names something twice', () => {
    test('is refused with its place when a request is opened', async () => {
      const twice = await opening(camille, 'derogation', {
        requirements: ['GI:1344', 'GI:1345', 'GI:1344'],
        limit: 'x',
      })
      expect(twice.problem).toMatchObject({
        code: 'procedure-fields-invalid',
        errors: [{ path: 'data.requirements.2', message: 'GI:1344 est nommée deux fois.' }],
      })
      const reserve = await opening(nadia, 'reserve', {
        gap: 'x',
        blocking: false,
        requirements: ['GI:1344', 'GI:1344'],
      })
      expect(reserve.problem?.errors).toMatchObject([{ path: 'data.requirements.1' }])
    })

    test('does not hold up for ever a request that was opened before this was refused', async () => {
      const id = await studied(['GI:1344'])
      const doubled = JSON.stringify({ ...(await procedure(id)).data, requirements: ['GI:1344', 'GI:1344'] })
      await socle.database.db.updateTable('procedures').set({ data: doubled }).where('id', '=', id).execute()
      await step(yann, id, 'decide-for', until('2026-12-31'))
      expect(await step(helene, id, 'notify')).toMatchObject({ state: 'granted' })
      expect((await assessment('GI:1344')).derogation).toMatchObject({ procedureId: id, until: '2026-12-31' })
    })

    test('is refused when votes or attendance say two things of one member', async () => {
      const committee = await seatCommittee(socle, 2026)
      void committee
      const { mandates } = (await helene.call(committeeRoutes.members, { query: {} })).body
      const planned = await helene.call(committeeRoutes.plan, {
        body: { kind: 'ordinary', title: 'Deux voix', date: DAY },
      })
      const params = { sessionId: planned.body.id }
      const added = await helene.call(committeeRoutes.addItems, {
        params,
        body: { items: [{ title: 'Calendrier', proposal: 'Publier.', subject: { kind: 'free' } }] },
      })
      await helene.call(committeeRoutes.open, { params, body: { revision: 1, chair: null } })
      const mandateId = mandates[0]!.id
      const attended = await helene.call(committeeRoutes.attend, {
        params,
        body: {
          attendance: [
            { mandateId, presence: 'room' },
            { mandateId, presence: 'absent' },
          ],
        },
      })
      expect(attended.problem).toMatchObject({
        code: 'invalid-request',
        errors: [{ message: 'chaque ligne une fois' }],
      })
      const voted = await helene.call(committeeRoutes.recordVotes, {
        params: { ...params, itemId: added.body.agenda[0]!.id },
        body: {
          votes: [
            { mandateId, choice: 'for' },
            { mandateId, choice: 'against' },
          ],
        },
      })
      expect(voted.problem).toMatchObject({ code: 'invalid-request', errors: [{ message: 'chaque ligne une fois' }] })
    })
  })

  describe('a derogation notified after its own end', () => {
    test('is told as over, and never as granted', async () => {
      const id = await studied(['GI:1360'])
      await step(yann, id, 'decide-for', until('2026-12-03'))
      await at('2026-12-05')
      expect(await step(helene, id, 'notify')).toMatchObject({ state: 'expired' })
      expect((await assessment('GI:1360')).derogation).toBeNull()
      const told = (await camille.call(notificationRoutes.list)).body.notifications.map(({ text }) => text.fr)
      expect(told).toContain('Dérogation « derogation » : expirée.')
      expect(told.filter((text) => text.endsWith(': accordée.'))).toHaveLength(1)
      await at(DAY)
    })

    test('cannot end sooner what was granted: a renewal lasts at least as long', async () => {
      const id = await studied(['GI:1347'])
      await step(yann, id, 'decide-for', until('2026-12-10'))
      await step(helene, id, 'notify')
      await renewal(id)
      const shorter = await attempt(yann, id, 'decide-for', until('2026-12-08'))
      expect(shorter.problem).toMatchObject({ code: 'procedure-fields-invalid', errors: [{ path: 'data.until' }] })
      expect(shorter.problem?.errors?.[0]?.message).toContain('10 décembre 2026')
      await step(yann, id, 'decide-for', until('2026-12-20'))
      await step(helene, id, 'notify')
      expect((await assessment('GI:1347')).derogation?.until).toBe('2026-12-20')
    })

    test('nor is it put to the committee’s vote', async () => {
      const id = await studied(['GI:1348'])
      await step(yann, id, 'decide-for', until('2026-12-10'))
      await step(helene, id, 'notify')
      await renewal(id)
      const planned = await helene.call(committeeRoutes.plan, {
        body: { kind: 'ordinary', title: 'Renouvellements', date: DAY },
      })
      const params = { sessionId: planned.body.id }
      const item = { title: 'R', proposal: 'Renouveler.', subject: { kind: 'procedure', procedureId: id } as const }
      const put = (day: string) =>
        helene.call(committeeRoutes.addItems, { params, body: { items: [{ ...item, until: day }] } })
      const shorter = await put('2026-12-08')
      expect(shorter.problem?.detail).toContain('10 décembre 2026')
      const { agenda } = (await put('2026-12-20')).body
      const { subject: _, ...proposal } = item
      const edited = await helene.call(committeeRoutes.editItem, {
        params: { ...params, itemId: agenda[0]!.id },
        body: { ...proposal, revision: agenda[0]!.revision, until: '2026-12-08' },
      })
      expect(edited.problem?.detail).toContain('10 décembre 2026')
    })
  })

  describe('a commission of homologation', () => {
    const beforeCommission = async () => {
      const opened = await opening(camille, 'homologation', { authority: 'La directrice', regime: 'ordinary' })
      const { id } = opened.body
      await step(camille, id, 'rank', { register: 'https://example.org/r' })
      await step(camille, id, 'analyse', { method: 'ebios-rm', 'risk-analysis': 'https://example.org/a' })
      await step(camille, id, 'audit', { 'penetration-test': 'https://example.org/t' })
      await step(camille, id, 'plan', { 'action-plan': 'https://example.org/p', 'residual-vulnerabilities': 'Aucune.' })
      return id
    }

    test('is convened for a day to come, put off, and decides once it was held', async () => {
      const id = await beforeCommission()
      for (const [day, bound] of [
        ['1900-01-01', /pas avant le/],
        ['2999-01-01', /au plus tard le/],
      ] as const) {
        const slip = await attempt(nadia, id, 'convene', { 'held-on': day })
        expect(slip.problem).toMatchObject({
          code: 'procedure-fields-invalid',
          errors: [{ path: 'data.held-on', message: expect.stringMatching(bound) as string }],
        })
      }
      await step(nadia, id, 'convene', { 'held-on': '2026-12-21' })
      const early = await attempt(nadia, id, 'refuse', { 'decided-on': DAY, why: 'Non.' })
      expect(early.problem?.code).toBe('homologation-dates-invalid')
      // It is held sooner than was said: the day is mended, and the decision recorded.
      await step(nadia, id, 'reconvene', { 'held-on': DAY })
      const decided = await step(nadia, id, 'homologate', {
        'decided-on': DAY,
        'valid-until': '2028-12-01',
        conditions: 'Aucune.',
        'residual-risks': 'Faibles.',
      })
      expect(decided).toMatchObject({ state: 'homologated', data: { 'held-on': DAY } })
    })
  })

  test('a procedure is not the turn of whoever asked for it and may not decide: it says so to the others of the trade', async () => {
    const opened = await opening(nadia, 'homologation', { authority: 'La directrice', regime: 'ordinary' })
    const { id } = opened.body
    await step(camille, id, 'rank', { register: 'https://example.org/r' })
    await step(camille, id, 'analyse', { method: 'ebios-rm', 'risk-analysis': 'https://example.org/a' })
    await step(camille, id, 'audit', { 'penetration-test': 'https://example.org/t' })
    await step(camille, id, 'plan', { 'action-plan': 'https://example.org/p', 'residual-vulnerabilities': 'Aucune.' })
    const hers = async () =>
      (await nadia.call(procedureRoutes.list, { query: { mine: 'true', limit: 100 } })).body.procedures.map(
        (each) => each.id,
      )
    expect(await hers()).toContain(id)
    await step(nadia, id, 'convene', { 'held-on': DAY })
    expect(await procedure(id, nadia)).toMatchObject({ mine: false, possible: [], turn: ['security-officer'] })
    expect(await hers()).not.toContain(id)
  })

  test('nobody is given a mandate who may not vote', async () => {
    const { users } = (await (await socle.as('sophie')).call(identityRoutes.users)).body
    const given = await helene.call(committeeRoutes.appoint, {
      body: {
        seat: { body: 'Agents' },
        userId: users.find(({ name }) => name.startsWith('Camille'))!.id,
        rank: 'titular',
        from: DAY,
      },
    })
    expect(given.problem).toMatchObject({
      code: 'mandate-without-vote',
      detail: expect.stringContaining('Camille') as string,
    })
    const seats = (await helene.call(committeeRoutes.members, { query: {} })).body.mandates.map(({ body }) => body)
    expect(seats).not.toContain('Agents')
  })

  describe('a gate', () => {
    test('passed without reserve raises none', async () => {
      const params = { applicationId: 'titres' }
      const opened = await camille.call(conformityRoutes.open, { params, body: { version: '1.0.0', gate: 'launch' } })
      const file = (await camille.call(conformityRoutes.file, { params: { fileId: opened.body.id } })).body
      const items = file.items.map(({ requirement, assessment: { revision } }) => ({
        requirementId: requirement.id,
        revision,
      }))
      for (let from = 0; from < items.length; from += 100)
        await camille.call(conformityRoutes.assessSeveral, {
          params: { fileId: opened.body.id },
          body: { items: items.slice(from, from + 100), status: 'conforming', justification: 'Vu.' },
        })
      for (const { requirementId } of items)
        await camille.call(conformityRoutes.addLink, {
          params: { fileId: opened.body.id, requirementId },
          body: { label: 'Relevé', url: 'https://example.org/releve', date: DAY },
        })
      const review = await camille.call(gateReviewRoutes.request, { params: { fileId: opened.body.id }, body: {} })
      const procedureId = review.body.id
      const { allowed } = (await yann.call(gateReviewRoutes.get, { params: { procedureId } })).body
      expect(allowed).toContain('pass')
      const reserves = [{ title: 'Discrète', gap: 'x', blocking: false }]
      const decide = (decision: 'pass' | 'pass-with-reserves') =>
        yann.call(gateReviewRoutes.decide, {
          params: { procedureId },
          body: { revision: 1, decision, grounds: 'Vu.', reserves },
        })
      expect((await decide('pass')).problem?.code).toBe('gate-reserves-unexpected')
      const list = await yann.call(procedureRoutes.list, { query: { process: 'reserve', search: 'Discrète' } })
      expect(list.body.total).toBe(0)
      expect((await decide('pass-with-reserves')).status).toBe(200)
    })
  })

  describe('what is refused says why', () => {
    test('a blank text is one that is not given; a sum is counted in cents', async () => {
      const opened = await opening(camille, 'derogation', { requirements: ['GI:1349'], limit: 'x' })
      const data = { ...request, reasons: '   ', 'cost-training': 0.001 }
      const refused = await attempt(camille, opened.body.id, 'submit', data)
      expect(refused.problem?.errors).toEqual([
        { path: 'data.reasons', message: 'Motifs de la demande : à renseigner.' },
        { path: 'data.cost-training', message: 'Surcoût de formation : une somme positive, en euros et en centimes.' },
      ])
      await step(camille, opened.body.id, 'submit', { ...request, 'cost-training': 1234.56, 'cost-other': 10.07 })
    })

    test('in words, and names whoever assessed meanwhile, or says that nobody did', async () => {
      const assess = (status: AssessmentStatus, revision: number, justification = '') =>
        camille.call(conformityRoutes.assess, {
          params: { fileId, requirementId: 'GI:1100' as RequirementId },
          body: { status: status as 'conforming', revision, justification },
        })
      expect((await assess('not-applicable', 0)).problem?.detail).toContain('« Sans objet »')
      const stale = await assess('conforming', 7)
      expect(stale.problem?.code).toBe('assessment-changed-meanwhile')
      expect(stale.problem?.detail).toMatch(/^\S/)
      expect(stale.problem?.detail).not.toContain('a évalué')
    })

    test('a day of end is required of what ends, and not taken of what does not', async () => {
      const id = await studied(['GI:1445'])
      const errors = async (data: FieldValues) =>
        (await attempt(yann, id, 'decide-for', { grounds: 'x', ...data })).problem?.errors
      expect(await errors({ duration: 'temporary' })).toEqual([
        { path: 'data.until', message: 'Jusqu’au : à renseigner.' },
      ])
      expect(await errors({ duration: 'permanent', until: '2027-12-31' })).toEqual([
        { path: 'data.until', message: 'Jusqu’au : ne se dit que pour « Jusqu’à une date » (Durée) ; retirez-le.' },
      ])
    })

    test('a choice is named by what the portal shows', async () => {
      const id = await studied(['GI:1445'])
      const refused = await attempt(yann, id, 'decide-for', { duration: 'always', grounds: 'x' })
      expect(refused.problem?.errors).toEqual([
        {
          path: 'data.duration',
          message: 'Durée : à choisir parmi « Jusqu’à une date » (temporary), « Pour de bon » (permanent).',
        },
      ])
    })
  })
})
