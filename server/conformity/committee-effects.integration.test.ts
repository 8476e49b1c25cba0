/** What the committee votes, and what changes on the day its decision is notified: never before. */
import {
  applicationRoutes,
  conformityRoutes,
  type FieldValues,
  notificationRoutes,
  procedureRoutes,
  type RequirementId,
} from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seatCommittee, type TestCommittee } from '../testing/committee.ts'
import { permits } from '../testing/descriptions.ts'
import type { TestClient } from '../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../testing/test-socle.ts'

const DAY = '2026-06-15'
const request: FieldValues = {
  reasons: 'Le composant imposé ne sait pas lire nos anciens formats.',
  alternatives: 'Deux autres composants essayés.',
  'cost-training': 5000,
  'cost-homologation': 0,
  'cost-maintenance': 12_000,
  'cost-other': 0,
  commitment: true,
}

describe.each(databaseKinds)('a decision has effect once it is notified (%s)', (kind) => {
  let socle: TestSocle
  let committee: TestCommittee
  let camille: TestClient
  let helene: TestClient
  let nadia: TestClient
  let fileId: string
  /** Another day: everybody signs in again, for a session lasts some hours. */
  const at = async (day: string) => {
    socle.setClock(new Date(`${day}T09:00:00Z`))
    camille = await socle.as('camille')
    helene = await socle.as('helene')
    nadia = await socle.as('nadia')
    await socle.as('yann')
  }
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    await at(DAY)
    committee = await seatCommittee(socle, 2026)
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
    const opened = await camille.call(conformityRoutes.open, {
      params: { applicationId: 'titres' },
      body: { version: '1.0.0', gate: 'production' },
    })
    fileId = opened.body.id
  })
  afterAll(() => socle.close())

  const open = async (who: TestClient, process: string, title: string, data: FieldValues) => {
    const answer = await who.call(procedureRoutes.open, { body: { process, applicationId: 'titres', title, data } })
    expect(answer.problem?.detail).toBeUndefined()
    return answer.body.id
  }
  const procedure = async (procedureId: string) =>
    (await helene.call(procedureRoutes.get, { params: { procedureId } })).body
  const step = async (who: TestClient, procedureId: string, transition: string, data: FieldValues = {}) => {
    const { revision } = await procedure(procedureId)
    const answer = await who.call(procedureRoutes.step, {
      params: { procedureId },
      body: { transition, revision, data },
    })
    expect([transition, answer.problem?.detail]).toEqual([transition, undefined])
  }
  const file = async () => (await camille.call(conformityRoutes.file, { params: { fileId } })).body
  const assessment = async (requirementId: RequirementId) =>
    (await file()).items.find(({ requirement }) => requirement.id === requirementId)!.assessment
  const told = async (who: TestClient) =>
    (await who.call(notificationRoutes.list, { query: { limit: 200 } })).body.notifications.map(({ text }) => text.fr)
  const studied = async (title: string, requirements: string[]) => {
    const id = await open(camille, 'derogation', title, { requirements, limit: 'Impossible en l’état.' })
    await step(camille, id, 'submit', request)
    await step(helene, id, 'study')
    return id
  }
  const subject = (procedureId: string) => ({ kind: 'procedure', procedureId }) as const

  test('a derogation: asked, studied, voted, notified; it counts until its last day, and so does what it covers', async () => {
    const before = (await file()).verdict.policy.rule
    const reserve = await open(nadia, 'reserve', 'Journal trop bavard', {
      gap: 'Des noms.',
      blocking: true,
      requirements: ['GI:1398'],
    })
    const reserved = {
      answer: 'no-go',
      policy: { rule: 'blocking-reserve' },
      reserves: [{ id: reserve, state: 'open' }],
    }
    expect((await file()).verdict).toMatchObject(reserved)
    await camille.call(conformityRoutes.assess, {
      params: { fileId, requirementId: 'GI:1344' },
      body: { status: 'non-conforming', justification: 'Anciens formats.', revision: 0 },
    })
    const blocked = { answer: 'no-go', policy: { rule: 'binding-gap' }, blocking: ['GI:1344'] }
    expect((await file()).verdict).toMatchObject(blocked)
    const id = await studied('Formats anciens', ['GI:1344', 'GI:1398'])
    const waiting = await studied('Refusée', ['GI:1347'])

    const { sessionId, agenda } = await committee.decide(helene, DAY, [
      { subject: subject(id), title: 'Formats', conditions: 'Migrer avant l’été.', until: '2026-12-31', choice: 'for' },
      { subject: subject(waiting), title: 'Autre', choice: 'against' },
    ])
    expect(agenda.map(({ result }) => result!.outcome)).toEqual(['adopted', 'refused'])
    // Voted and closed: nothing has changed for anybody.
    expect((await procedure(id)).state).toBe('under-study')
    expect(await assessment('GI:1344')).toMatchObject({ status: 'non-conforming', derogation: null })
    expect((await file()).verdict).toMatchObject(blocked)
    expect((await told(camille)).filter((text) => text.includes('accordée'))).toEqual([])

    const notified = await committee.notify(helene, sessionId)
    expect(notified.problem).toBeUndefined()
    const granted = await procedure(id)
    expect(granted).toMatchObject({ state: 'granted', dueOn: '2026-12-31' })
    expect(granted.steps.at(-1)).toMatchObject({ transition: 'notify', actor: { name: 'Hélène Garnier' } })
    expect((await procedure(waiting)).state).toBe('refused')
    expect(await assessment('GI:1344')).toMatchObject({
      status: 'derogated',
      derogation: { procedureId: id, until: '2026-12-31', instead: 'non-conforming' },
    })
    expect((await assessment('GI:1347')).status).toBe('not-assessed')
    expect((await procedure(reserve)).state).toBe('covered')
    expect((await file()).verdict.policy.rule).toBe(before)
    expect(await told(camille)).toEqual(
      expect.arrayContaining([
        'Dérogation « Formats anciens » : accordée.',
        'Dérogation « Refusée » : refusée.',
        'Réserve « Journal trop bavard » : couverte par une dérogation.',
      ]),
    )

    await at('2026-12-31')
    expect((await assessment('GI:1344')).status).toBe('derogated')
    await at('2027-01-01')
    // Nobody has swept: the date decides, for the assessment, the reserve and the verdict alike.
    expect(await assessment('GI:1344')).toMatchObject({ status: 'non-conforming', derogation: null })
    expect((await file()).verdict).toMatchObject(blocked)
    await (await socle.as('ines')).call(procedureRoutes.sweep)
    expect((await procedure(id)).state).toBe('expired')
    expect((await procedure(reserve)).state).toBe('open')
    await camille.call(conformityRoutes.assess, {
      params: { fileId, requirementId: 'GI:1344' },
      body: { status: 'conforming', justification: 'Migré.', revision: 1 },
    })
    expect((await file()).verdict).toMatchObject(reserved)
    expect(await told(camille)).toContain('Dérogation « Formats anciens » : expirée.')
    await at(DAY)
  })
})
