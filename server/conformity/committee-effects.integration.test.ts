/** What the committee votes, and what changes on the day its decision is notified: never before. */
import {
  applicationRoutes,
  conformityRoutes,
  type FieldValues,
  gateReviewRoutes,
  notificationRoutes,
  procedureRoutes,
  type RequirementId,
} from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seatCommittee, type TestCommittee } from '../testing/committee.ts'
import { derogationRequest as request, permits } from '../testing/descriptions.ts'
import { registerEntry } from '../testing/locks.ts'
import type { TestClient } from '../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../testing/test-socle.ts'

const DAY = '2026-06-15'
const link = 'https://dossiers.example.gouv.fr/passeports'

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

  const open = async (who: TestClient, process: string, title: string, data: FieldValues, applicationId = 'titres') => {
    const answer = await who.call(procedureRoutes.open, { body: { process, applicationId, title, data } })
    expect(answer.problem?.detail).toBeUndefined()
    return answer.body.id
  }
  const procedure = async (procedureId: string) =>
    (await helene.call(procedureRoutes.get, { params: { procedureId } })).body
  const step = async (who: TestClient, procedureId: string, transition: string, data: FieldValues = {}) => {
    const { revision } = (await who.call(procedureRoutes.get, { params: { procedureId } })).body
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
    // Nobody is asked to notify what the session has just notified.
    expect((await told(await socle.as('yann'))).filter((text) => text.includes('à notifier'))).toEqual([])

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

  test('a go / no-go goes to the branch of its size and nature, and the committee’s answer is its own', async () => {
    const declare = async (title: string) => {
      const id = await open(camille, 'go-no-go', title, { size: 'large', nature: 'new', solution: 'Tout.' })
      await step(helene, id, 'qualify', { size: 'large', nature: 'new' })
      return id
    }
    const [plain, reserved, refused] = [await declare('Refonte'), await declare('Portail'), await declare('Moteur')]
    // The row of the policy leaves it to the vote: nobody decides alone by a step.
    const { revision } = await procedure(plain)
    const alone = await helene.call(procedureRoutes.step, {
      params: { procedureId: plain },
      body: { transition: 'decide-go', revision, data: { grounds: 'x' } },
    })
    expect(alone.problem?.code).toBe('decided-by-vote')
    const { sessionId } = await committee.decide(helene, DAY, [
      { subject: subject(plain), title: 'Refonte', choice: 'for' },
      { subject: subject(reserved), title: 'Portail', conditions: 'Une étude de charge.', choice: 'for' },
      { subject: subject(refused), title: 'Moteur', choice: 'against' },
    ])
    expect((await procedure(plain)).state).toBe('study')
    const notified = await committee.notify(helene, sessionId)
    expect(notified.problem?.detail).toBeUndefined()
    expect((await procedure(plain)).state).toBe('go')
    expect(await procedure(reserved)).toMatchObject({
      state: 'go-with-reserves',
      data: { 'committee-on': DAY, reserves: 'Une étude de charge.' },
    })
    // Said as a day, so that each reads it in their language; nobody is asked for it.
    expect((await procedure(reserved)).data['grounds']).toBeUndefined()
    expect((await procedure(refused)).data).toMatchObject({ 'committee-on': DAY })
    // Refused without a word, it says at least how it was voted.
    expect((await procedure(refused)).data).toMatchObject({ 'votes-for': 0, 'votes-against': 2, 'votes-abstain': 0 })
    const detail = (await camille.call(notificationRoutes.list, { query: { limit: 200 } })).body.notifications.find(
      ({ text }) => text.fr === 'Go / No-go « Moteur » : no-go.',
    )?.detail
    expect(detail?.fr).toContain('Voix pour : 0, contre : 2, abstentions : 0.')
    expect(detail?.en).toContain('Votes for: 0, against: 2, abstentions: 0.')
    const raised = await camille.call(procedureRoutes.list, {
      query: { process: 'reserve', application: 'titres' } as never,
    })
    expect(raised.body.procedures).toContainEqual(
      expect.objectContaining({ title: 'Une étude de charge.', state: 'open' }),
    )
    expect((await procedure(refused)).state).toBe('no-go')
    expect(await told(camille)).toContain('Go / No-go « Refonte » : go.')
  })

  test('the production gate: shut by its two locks whatever is voted, opened by what they ask for', async () => {
    const description = { ...permits, name: 'Passeports' }
    await camille.call(applicationRoutes.create, { body: { id: 'passeports', version: '1', description } })
    const opened = await camille.call(conformityRoutes.open, {
      params: { applicationId: 'passeports' },
      body: { version: '1', gate: 'production' },
    })
    const gateFile = opened.body.id
    const read = async () => (await camille.call(conformityRoutes.file, { params: { fileId: gateFile } })).body
    const locks: RequirementId[] = ['GI:PS-1.a', 'GI:PS-1.e']
    for (const { requirement } of (await read()).items)
      if (requirement.weight === 'binding' || locks.includes(requirement.id))
        await camille.call(conformityRoutes.assess, {
          params: { fileId: gateFile, requirementId: requirement.id },
          body: locks.includes(requirement.id)
            ? { status: 'conforming', justification: '', revision: 0 }
            : { status: 'not-applicable', justification: 'Hors sujet ici.', revision: 0 },
        })
    expect((await read()).verdict).toMatchObject({
      answer: 'undetermined',
      policy: { rule: 'hard-lock-unproven' },
      blocking: locks,
    })
    const requested = await camille.call(gateReviewRoutes.request, { params: { fileId: gateFile }, body: {} })
    const review = requested.body.id
    const free = await studied('Autre sujet', ['GI:1347'])
    const { sessionId, agenda } = await committee.decide(helene, DAY, [
      { subject: subject(review), title: 'Passeports', conditions: 'Exercice de reprise en juillet.', choice: 'for' },
      { subject: subject(free), title: 'Autre', choice: 'against' },
    ])
    // Voted for, but a lock is open: the notification says so, and nothing is done in part.
    const shut = await committee.notify(helene, sessionId)
    expect(shut.problem?.code).toBe('gate-decision-against-verdict')
    expect(shut.problem?.errors).toMatchObject([
      { path: 'Passeports', message: expect.stringMatching(/^point 1 .+ une à une/) as string },
    ])
    expect((await procedure(review)).state).toBe('requested')
    expect((await procedure(free)).state).toBe('under-study')
    // The others need not wait.
    expect((await committee.notify(helene, sessionId, [agenda[1]!.id])).problem).toBeUndefined()
    // Whoever comes second is told that it is done, and by whom.
    const second = await committee.notify(helene, sessionId, [agenda[1]!.id])
    expect(second.problem).toMatchObject({
      code: 'nothing-to-notify',
      errors: [
        { path: 'Autre', message: expect.stringMatching(/déjà notifiée par Hélène Garnier, le .+ à/) as string },
      ],
    })

    const homologation = await open(
      camille,
      'homologation',
      'Homologation',
      {
        authority: 'Directrice des titres',
        regime: 'ordinary',
      },
      'passeports',
    )
    await step(camille, homologation, 'rank', { register: link })
    await step(camille, homologation, 'analyse', { method: 'ebios-rm', 'risk-analysis': link })
    await step(camille, homologation, 'audit', { 'penetration-test': link })
    await step(camille, homologation, 'plan', { 'action-plan': link, 'residual-vulnerabilities': 'Aucune.' })
    await step(nadia, homologation, 'convene', { 'held-on': '2026-06-10' })
    await step(nadia, homologation, 'homologate', {
      'decided-on': '2026-06-12',
      'valid-until': '2027-06-12',
      conditions: 'Réseau interministériel.',
      'residual-risks': 'Panne d’une zone.',
    })
    // One lock is not enough.
    expect((await read()).verdict).toMatchObject({ policy: { rule: 'hard-lock-unproven' }, blocking: ['GI:PS-1.e'] })
    expect((await committee.notify(helene, sessionId)).problem?.code).toBe('gate-decision-against-verdict')
    const register = await open(camille, 'processing-register', 'Passeports', registerEntry, 'passeports')
    await step(camille, register, 'submit')
    await step(nadia, register, 'validate', { 'validated-on': DAY, 'review-by': '2028-06-01' })
    expect((await read()).verdict.answer).toBe('go')

    expect((await committee.notify(helene, sessionId)).problem?.detail).toBeUndefined()
    const standing = await camille.call(gateReviewRoutes.standing, { params: { fileId: gateFile } })
    // Its conditions are what is reserved, as for a go / no-go: raised as a reserve that somebody has to lift.
    expect(standing.body.decision).toMatchObject({
      decision: 'pass-with-reserves',
      grounds: 'Exercice de reprise en juillet.',
      verdict: { answer: 'go' },
      decidedBy: { name: 'Hélène Garnier' },
    })
    const raised = await camille.call(procedureRoutes.list, {
      query: { process: 'reserve', application: 'passeports' },
    })
    expect(raised.body.procedures).toMatchObject([{ state: 'open', title: 'Passeports 1', mine: true }])
    // The decision names what it was passed under, wherever that has come to since.
    const named = { title: 'Passeports 1', state: 'open', link: raised.body.procedures[0]!.link, blocking: false }
    expect(standing.body.under).toMatchObject([named])
    const decided = await helene.call(gateReviewRoutes.get, {
      params: { procedureId: standing.body.decision!.procedureId },
    })
    expect(decided.body.under).toMatchObject([named])
    // A reserve that does not block lets go live; an homologation that is withdrawn shuts the gate again.
    expect((await read()).verdict).toMatchObject({ answer: 'go-with-reserves', policy: { rule: 'open-reserve' } })
    await step(nadia, homologation, 'withdraw', { why: 'Vulnérabilité critique.' })
    expect((await read()).verdict).toMatchObject({ answer: 'undetermined', blocking: ['GI:PS-1.a'] })
  })
})
