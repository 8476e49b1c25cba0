import {
  applicationRoutes,
  commitmentRoutes,
  conformityRoutes,
  type FieldValues,
  gateReviewRoutes,
  type NewReserve,
  procedureRoutes,
  type RequirementId,
} from '@socle/contracts'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { derogationRequest as request, permits } from '../testing/descriptions.ts'
import { seatCommittee } from '../testing/committee.ts'
import type { TestClient } from '../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../testing/test-socle.ts'

describe.each(databaseKinds)('what people decide changes what counts (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let helene: TestClient
  let nadia: TestClient
  let yann: TestClient
  let fileId: string
  const start = new Date('2026-12-01T10:00:00Z')
  /** Another day: everybody signs in again, for a session lasts some hours. */
  const at = async (now: Date) => {
    socle.setClock(now)
    camille = await socle.as('camille')
    helene = await socle.as('helene')
    nadia = await socle.as('nadia')
    yann = await socle.as('yann')
  }
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    await at(start)
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
    fileId = await openFile('1.0.0', 'production')
  })
  afterAll(() => socle.close())

  const openFile = async (version: string, gate: 'launch' | 'design' | 'production') =>
    (await camille.call(conformityRoutes.open, { params: { applicationId: 'titres' }, body: { version, gate } })).body
      .id
  const open = async (who: TestClient, process: string, title: string, data: FieldValues) => {
    const answer = await who.call(procedureRoutes.open, { body: { process, applicationId: 'titres', title, data } })
    return answer.body.id
  }
  const step = (who: TestClient, procedureId: string, transition: string, revision: number, data: FieldValues = {}) =>
    who.call(procedureRoutes.step, { params: { procedureId }, body: { transition, revision, data } })
  const file = async (id = fileId) => (await camille.call(conformityRoutes.file, { params: { fileId: id } })).body
  const assessment = async (requirementId: string, id = fileId) =>
    (await file(id)).items.find(({ requirement }) => requirement.id === requirementId)!.assessment
  const assess = (requirementId: string, status: 'conforming' | 'non-conforming', revision: number, id = fileId) =>
    camille.call(conformityRoutes.assess, {
      params: { fileId: id, requirementId: requirementId as RequirementId },
      body: { status, justification: 'Vu.', revision },
    })
  /** To the state in which the decision is made. */
  const studied = async (title: string, requirements: string[]) => {
    const id = await open(camille, 'derogation', title, { requirements, limit: 'Impossible en l’état.' })
    expect((await step(camille, id, 'submit', 1, request)).status).toBe(200)
    expect((await step(helene, id, 'study', 2)).status).toBe(200)
    return id
  }

  test('a derogation counts from its notification until its last day, by the date alone', async () => {
    await assess('GI:1344', 'non-conforming', 0)
    const id = await studied('Formats anciens', ['GI:1344'])
    const decision = { duration: 'temporary', until: '2026-12-31', grounds: 'Le temps de migrer.' }
    await step(yann, id, 'decide-for', 3, decision)
    expect((await assessment('GI:1344')).status).toBe('non-conforming')

    await step(helene, id, 'notify', 4)
    expect(await assessment('GI:1344')).toMatchObject({
      status: 'derogated',
      derogation: { procedureId: id, until: '2026-12-31', instead: 'non-conforming' },
    })
    // Its last day ends at midnight in Paris, not in UTC.
    await at(new Date('2026-12-31T22:59:59Z'))
    expect((await assessment('GI:1344')).status).toBe('derogated')
    await at(new Date('2026-12-31T23:00:00Z'))
    // Nobody has swept: the date decides.
    expect(await assessment('GI:1344')).toMatchObject({ status: 'non-conforming', derogation: null })
    const operator = await socle.as('ines')
    await operator.call(procedureRoutes.sweep)
    const after = await camille.call(procedureRoutes.get, { params: { procedureId: id } })
    expect(after.body).toMatchObject({
      state: 'expired',
      mine: true,
      next: { fr: expect.stringContaining('Se mettre en conformité') as string },
    })

    // Renewed for good: the former end is forgotten, and never expires it again.
    await step(camille, id, 'submit', after.body.revision, request)
    await step(helene, id, 'study', after.body.revision + 1)
    await step(yann, id, 'decide-for', after.body.revision + 2, { duration: 'permanent', grounds: 'Rien d’autre.' })
    const renewed = await step(helene, id, 'notify', after.body.revision + 3)
    expect(renewed.body).toMatchObject({ state: 'granted', dueOn: null })
    expect((await assessment('GI:1344')).derogation?.until).toBeNull()
    await at(start)
    // The renewal begins later than this day: what follows is not about that gap.
    await assess('GI:1344', 'conforming', 1)
  })

  test('nothing is submitted without the commitment, and what was signed can be checked', async () => {
    const id = await open(camille, 'derogation', 'Sans engagement', { requirements: ['GI:1347'], limit: 'x' })
    const refused = await step(camille, id, 'submit', 1, { ...request, commitment: false })
    expect(refused.problem).toMatchObject({ code: 'procedure-fields-invalid', errors: [{ path: 'data.commitment' }] })
    expect((await step(camille, id, 'submit', 1, request)).status).toBe(200)
    const { body } = await helene.call(commitmentRoutes.list, { params: { procedureId: id } })
    const [signed] = body.commitments
    expect(signed).toMatchObject({ revision: 2, signedBy: { name: 'Camille Moreau' } })
    expect(signed!.hash).toBe(createHash('sha256').update(signed!.sealed).digest('hex'))
    expect(JSON.parse(signed!.sealed)).toMatchObject({ data: { 'cost-maintenance': 12_000 }, text: signed!.text })
    expect((await step(camille, id, 'study', 2)).problem?.code).toBe('procedure-not-yours')
  })

  test('the production locks cannot be derogated from, and a decision says until when', async () => {
    const answer = await camille.call(procedureRoutes.open, {
      body: {
        process: 'derogation',
        applicationId: 'titres',
        title: 'Sans homologation',
        data: { requirements: ['GI:PS-1.a'], limit: 'x' },
      },
    })
    expect(answer.problem).toMatchObject({ code: 'derogation-not-possible' })
    expect(answer.problem?.detail).toContain('GI:PS-1.a')
    const id = await studied('Durée', ['GI:1347'])
    const without = await step(yann, id, 'decide-for', 3, { duration: 'temporary', grounds: 'x' })
    expect(without.problem).toMatchObject({ code: 'procedure-fields-invalid', errors: [{ path: 'data.until' }] })
    await step(yann, id, 'decide-against', 3, { grounds: 'Non.' })
    await step(helene, id, 'notify', 4)
    expect((await assessment('GI:1347')).status).toBe('not-assessed')
  })

  test('what does not apply to the application is not derogated from, and the answer says why it does not', async () => {
    const answer = await camille.call(procedureRoutes.open, {
      body: {
        process: 'derogation',
        applicationId: 'titres',
        title: 'Sans objet',
        data: { requirements: ['GI:1347', 'MIRAI:EXI-G-8'], limit: 'x' },
      },
    })
    expect(answer).toMatchObject({
      status: 422,
      problem: {
        code: 'derogation-not-applicable',
        errors: [{ path: 'data.requirements', message: expect.stringMatching(/^MIRAI:EXI-G-8 : .*MirAI/) as string }],
      },
    })
    expect(answer.problem?.detail).toContain('MIRAI:EXI-G-8')
    expect(answer.problem?.detail).not.toContain('GI:1347')
    const { body } = await camille.call(procedureRoutes.list, {
      query: { process: 'derogation', search: 'Sans objet' },
    })
    expect(body.procedures).toEqual([])
  })

  test('a blocking reserve stops go-live, by a rule that the file names, until it is lifted or covered', async () => {
    const before = await file()
    expect(before.verdict.policy.rule).not.toBe('blocking-reserve')
    const id = await open(nadia, 'reserve', 'Journal trop bavard', {
      gap: 'Des noms.',
      blocking: true,
      requirements: ['GI:1398'],
    })
    const during = await file()
    expect(during.verdict).toMatchObject({
      answer: 'no-go',
      policy: { id: 'verdict', rule: 'blocking-reserve' },
      reserves: [{ id, title: 'Journal trop bavard', state: 'open', blocking: true }],
    })
    const derogation = await studied('Couvre la réserve', ['GI:1398'])
    await step(yann, derogation, 'decide-for', 3, { duration: 'temporary', until: '2026-12-20', grounds: 'x' })
    await step(helene, derogation, 'notify', 4)
    const covered = await camille.call(procedureRoutes.get, { params: { procedureId: id } })
    expect(covered.body.state).toBe('covered')
    expect((await file()).verdict.policy.rule).toBe(before.verdict.policy.rule)
    await at(new Date('2026-12-21T08:00:00Z'))
    expect((await file()).verdict).toMatchObject({ answer: 'no-go', reserves: [{ id, state: 'open' }] })
    await (await socle.as('ines')).call(procedureRoutes.sweep)
    const again = await camille.call(procedureRoutes.get, { params: { procedureId: id } })
    expect(again.body).toMatchObject({ state: 'open', steps: expect.arrayContaining([]) as unknown[] })
    expect(again.body.steps.at(-1)).toMatchObject({ transition: 'uncover', actor: null })
    await step(camille, id, 'submit', again.body.revision, { proof: 'Filtré.' })
    await step(nadia, id, 'lift', again.body.revision + 1)
    expect((await file()).verdict.policy.rule).toBe(before.verdict.policy.rule)
    await at(start)
  })

  const review = async (id: string) =>
    (await camille.call(gateReviewRoutes.request, { params: { fileId: id }, body: {} })).body.id
  const decide = (
    who: TestClient,
    procedureId: string,
    decision: 'pass' | 'pass-with-reserves' | 'refuse',
    reserves: NewReserve[] = [],
    revision = 1,
  ) =>
    who.call(gateReviewRoutes.decide, {
      params: { procedureId },
      body: { revision, decision, grounds: 'Vu en séance.', reserves },
    })

  test('a gate is decided by whom the policy names, never against the verdict, and the decision keeps what it decided on', async () => {
    const design = await openFile('1.0.0', 'design')
    const procedureId = await review(design)
    const again = (
      await camille.call(gateReviewRoutes.request, { params: { fileId: design }, body: { note: 'Encore.' } })
    ).problem!
    expect(again.code).toBe('gate-review-under-way')
    expect(again.detail).toMatch(/demandée le \d+(er)? \S+ \d{4}\./)
    expect(again.detail).not.toContain(procedureId)
    const seen = await nadia.call(gateReviewRoutes.get, { params: { procedureId } })
    expect(seen.body).toMatchObject({
      mayDecide: false,
      decidedBy: ['architect', 'committee-member'],
      allowed: ['refuse'],
    })
    expect(seen.body.why.fr).toContain('politique de passage des jalons')
    expect((await decide(nadia, procedureId, 'refuse')).problem?.code).toBe('procedure-not-yours')
    expect((await decide(yann, procedureId, 'pass')).problem?.code).toBe('gate-decision-against-verdict')
    const params = { procedureId }
    const silent = await yann.call(gateReviewRoutes.decide, {
      params,
      body: { revision: 1, decision: 'refuse' } as never,
    })
    expect(silent.problem).toMatchObject({ code: 'procedure-fields-invalid', errors: [{ path: 'data.grounds' }] })
    const decided = await decide(yann, procedureId, 'refuse')
    expect(decided.body.decision).toMatchObject({
      decision: 'refuse',
      decidedBy: { name: expect.any(String) as string },
    })
    const kept = decided.body.decision!
    await assess('GI:1398', 'non-conforming', 0, design)
    const later = await yann.call(gateReviewRoutes.get, { params: { procedureId } })
    expect(later.body.decision).toEqual(kept)
    const { digest, ...state } = kept
    expect(digest).toBe(createHash('sha256').update(JSON.stringify(state)).digest('hex'))
    expect((await decide(yann, procedureId, 'refuse', [], 2)).problem?.code).toBe('procedure-step-impossible')
    const standing = await camille.call(gateReviewRoutes.standing, { params: { fileId: design } })
    expect(standing.body).toMatchObject({ underWay: null, decision: { decision: 'refuse' }, reopened: [] })
  })

  test('the file says what could be decided on it now, and why, before its review is asked for', async () => {
    const { body: standing } = await camille.call(gateReviewRoutes.standing, { params: { fileId } })
    expect(standing.allowed).toEqual(['refuse'])
    expect(standing.why.fr).toContain('politique de passage des jalons')
    // Told, and not forbidden: a team may want the refusal in writing.
    const asked = await camille.call(gateReviewRoutes.request, { params: { fileId }, body: {} })
    expect(asked.status).toBe(201)
    await camille.call(procedureRoutes.step, {
      params: { procedureId: asked.body.id },
      body: { transition: 'withdraw', revision: 1 },
    })
  })

  test('no member alone decides a production gate: the vote of a session does', async () => {
    await assess('GI:1398', 'non-conforming', 0)
    const procedureId = await review(fileId)
    for (const who of [yann, helene]) {
      for (const decision of ['pass', 'pass-with-reserves', 'refuse'] as const)
        expect((await decide(who, procedureId, decision)).problem?.code).toBe('decided-by-vote')
      const { body: seen } = await who.call(gateReviewRoutes.get, { params: { procedureId } })
      expect(seen).toMatchObject({ mayDecide: false, decidedBy: ['committee-vote'], allowed: ['refuse'] })
    }
    const waiting = await helene.call(procedureRoutes.get, { params: { procedureId } })
    expect(waiting.body).toMatchObject({
      mine: true,
      turn: ['architect'],
      awaitsVote: true,
      data: { size: 'large', nature: 'new' },
    })
    const committee = await seatCommittee(socle, 2026)
    const { sessionId } = await committee.decide(helene, '2026-12-01', [
      { subject: { kind: 'procedure', procedureId }, title: 'Mise en production', choice: 'against' },
    ])
    expect((await committee.notify(helene, sessionId)).problem?.detail).toBeUndefined()
    const { body: standing } = await camille.call(gateReviewRoutes.standing, { params: { fileId } })
    expect(standing.decision).toMatchObject({ decision: 'refuse', committeeOn: '2026-12-01' })
  })

  test('a change of a small application is for the architects, and never for one member of the committee', async () => {
    const traits = { ...permits.traits, size: 'small', nature: 'minor-change' }
    const small = { id: 'annuaire', version: '1', description: { ...permits, name: 'Annuaire', traits } }
    await camille.call(applicationRoutes.create, { body: small })
    const opened = await camille.call(conformityRoutes.open, {
      params: { applicationId: 'annuaire' },
      body: { version: '1', gate: 'production' },
    })
    const procedureId = await review(opened.body.id)
    const { body: seen } = await yann.call(gateReviewRoutes.get, { params: { procedureId } })
    expect(seen).toMatchObject({ mayDecide: false, decidedBy: ['architect', 'committee-vote'] })
    expect((await decide(yann, procedureId, 'refuse')).problem?.code).toBe('procedure-not-yours')
    expect((await decide(helene, procedureId, 'refuse')).status).toBe(200)
  })

  test('passing with reserves raises them; without any it is refused and nothing is kept', async () => {
    const id = await openFile('1.0.0', 'launch')
    for (const { requirement, assessment: found } of (await file(id)).items)
      if (requirement.weight === 'binding' && found.status === 'not-assessed')
        await camille.call(conformityRoutes.assess, {
          params: { fileId: id, requirementId: requirement.id },
          body: { status: 'not-applicable', justification: 'Hors sujet ici.', revision: found.revision },
        })
    const { verdict } = await file(id)
    expect(['go', 'go-with-reserves']).toContain(verdict.answer)
    const procedureId = await review(id)
    expect((await decide(yann, procedureId, 'pass-with-reserves')).problem?.code).toBe('gate-reserves-needed')
    const reserve = {
      title: 'Plan de reprise',
      gap: 'Pas essayé.',
      blocking: true,
      requirements: [],
      due: '2027-03-01',
    }
    const decided = await decide(yann, procedureId, 'pass-with-reserves', [reserve])
    expect(decided.body.decision?.decision).toBe('pass-with-reserves')
    const raised = await camille.call(procedureRoutes.list, {
      query: { process: 'reserve', search: 'Plan de reprise' },
    })
    expect(raised.body.procedures).toMatchObject([{ state: 'open', dueOn: '2027-03-01', mine: true }])
    expect((await file()).verdict.policy.rule).toBe('blocking-reserve')
    const exported = async (format: 'oscal-assessment-results' | 'oscal-poam') =>
      (await camille.call(conformityRoutes.export, { params: { fileId: id }, query: { format } })).bytes.toString()
    const results = JSON.parse(await exported('oscal-assessment-results')) as {
      'assessment-results': { results: { attestations: object[]; risks: { title: string }[] }[] }
    }
    const [result] = results['assessment-results'].results
    expect(result!.attestations).toHaveLength(1)
    expect(result!.risks.map(({ title }) => title)).toContain('Plan de reprise')
    expect(await exported('oscal-poam')).toContain('2027-03-01T23:59:59Z')

    // Another answer reopens what depends on it, and only that.
    const { body: application } = await camille.call(applicationRoutes.get, { params: { applicationId: 'titres' } })
    await camille.call(applicationRoutes.describe, {
      params: { applicationId: 'titres' },
      body: {
        description: { ...permits, traits: { ...permits.traits, sessions: 'no' } },
        revision: application.revision,
      },
    })
    const standing = await camille.call(gateReviewRoutes.standing, { params: { fileId: id } })
    const due = (await file(id)).items.length
    expect(standing.body.reopened.length).toBeLessThan(due / 2)
    for (const { why } of standing.body.reopened) expect(why).not.toContain('reworded')
  })

  test('the file of the next version begins with what still stands, and says what is to be looked at again and why', async () => {
    const previous = await file()
    const stands = previous.items.find(({ requirement }) => requirement.id === 'GI:1398')!
    const params = { fileId, requirementId: 'GI:1398' as const }
    await camille.call(conformityRoutes.addLink, {
      params,
      body: { label: 'Plan', url: 'https://titres.example.gouv.fr/plan', date: '2026-11-01' },
    })
    await camille.call(applicationRoutes.addVersion, { params: { applicationId: 'titres' }, body: { label: '2.0.0' } })
    const next = await openFile('2.0.0', 'production')
    const carried = (await camille.call(gateReviewRoutes.standing, { params: { fileId: next } })).body.carriedFrom[0]!
    expect(carried).toMatchObject({ version: '1.0.0', gate: 'production' })
    expect(carried.carried).toContain('GI:1398')
    const now = await assessment('GI:1398', next)
    expect(now).toMatchObject({
      justification: stands.assessment.justification,
      author: stands.assessment.author,
      assessedAt: stands.assessment.assessedAt,
      evidence: 1,
    })
    expect(carried.reopened.every(({ requirementId }) => !carried.carried.includes(requirementId))).toBe(true)
  })

  test('a go takes from the description the size and nature that it does not state', async () => {
    const id = await open(camille, 'go-no-go', 'Déjà dit', { solution: 'Tout.' })
    const { body } = await camille.call(procedureRoutes.get, { params: { procedureId: id } })
    expect(body.data).toMatchObject({ size: 'large', nature: 'new' })
  })

  test('a small change is left to its owners, who sign; a large one is decided by whom the row names: the committee by its vote', async () => {
    const small = await open(camille, 'go-no-go', 'Petite évolution', {
      size: 'small',
      nature: 'minor-change',
      solution: 'Un champ de plus.',
    })
    const wrong = await step(helene, small, 'qualify', 1, { size: 'small', nature: 'minor-change' })
    expect(wrong.problem).toMatchObject({ code: 'go-branch-differs' })
    expect(wrong.problem?.detail).toContain('prenez « Confirmer et confier l’étude aux responsables »')
    // In words: nobody reads the identifiers of choices.
    expect(wrong.problem?.detail).toContain('(taille : petite ; nature : changement mineur)')
    await step(helene, small, 'qualify-self', 1, { size: 'small', nature: 'minor-change' })
    const unsigned = await step(camille, small, 'commit', 2, { study: 'Sans effet.', commitment: false })
    expect(unsigned.problem?.code).toBe('procedure-fields-invalid')
    const signed = await step(camille, small, 'commit', 2, { study: 'Sans effet.', commitment: true })
    expect(signed.body).toMatchObject({ state: 'committed', final: true })

    // What the text gives to the committee is for the vote of a session: no member gives the answer alone.
    for (const [size, nature] of [
      ['large', 'new'],
      ['large', 'major-change'],
      ['small', 'new'],
    ] as const) {
      const id = await open(camille, 'go-no-go', `Refonte ${size} ${nature}`, { size, nature, solution: 'Tout.' })
      await step(helene, id, 'qualify', 1, { size, nature })
      for (const who of [yann, helene])
        for (const [decision, data] of [
          ['decide-go', { grounds: 'x' }],
          ['decide-go-with-reserves', { grounds: 'x', reserves: 'Y.' }],
          ['decide-no-go', { grounds: 'x' }],
        ] as const) {
          const refused = await step(who, id, decision, 2, data)
          expect(refused.problem).toMatchObject({ code: 'decided-by-vote', status: 409 })
          expect(refused.problem?.detail).toContain('l’ordre du jour d’une séance')
        }
      // Whoever keeps the agendas reads that it is for them to put it on one; nobody is offered the answer.
      const shown = (await helene.call(procedureRoutes.get, { params: { procedureId: id } })).body
      expect(shown).toMatchObject({ state: 'study', mine: true, awaitsVote: true, committee: null, possible: [] })
      const asMember = (await yann.call(procedureRoutes.get, { params: { procedureId: id } })).body
      expect(asMember).toMatchObject({ mine: false, turn: ['architect'], awaitsVote: true, possible: [] })
    }

    // The minor change of a large application, for which the text names nobody, is for the architects, alone if they like.
    const minor = await open(camille, 'go-no-go', 'Retouche', {
      size: 'large',
      nature: 'minor-change',
      solution: 'Peu.',
    })
    await step(helene, minor, 'qualify', 1, { size: 'large', nature: 'minor-change' })
    const member = await step(yann, minor, 'decide-go', 2, { grounds: 'x' })
    expect(member.problem?.code).toBe('procedure-not-yours')
    expect((await step(helene, minor, 'decide-go', 2, { grounds: 'Étudiée.' })).body.state).toBe('go')
  })

  test('a go with reserves raises each of them; the team is asked for its plan', async () => {
    const id = await open(camille, 'go-no-go', 'Portail', { size: 'small', nature: 'new', solution: 'Tout.' })
    await step(helene, id, 'qualify', 1, { size: 'large', nature: 'minor-change' })
    const grounds = { grounds: 'À finir.' }
    const none = await step(helene, id, 'decide-go-with-reserves', 2, { ...grounds, reserves: ' ' })
    expect(none.problem?.code).toBe('procedure-fields-invalid')
    const reserves = '- Mesure de la charge\r\n\n2) Essai de restauration\n'
    const stated = { ...grounds, reserves, blocking: true, 'reserves-due': '2027-09-30' }
    expect((await step(helene, id, 'decide-go-with-reserves', 2, stated)).body.state).toBe('go-with-reserves')
    const query = { process: 'reserve', state: 'open', application: 'titres' } as never
    const { procedures } = (await camille.call(procedureRoutes.list, { query })).body
    const raised = procedures.filter(({ title }) => ['Mesure de la charge', 'Essai de restauration'].includes(title))
    expect(raised).toHaveLength(2)
    const shown = await camille.call(procedureRoutes.get, { params: { procedureId: raised[0]!.id } })
    expect(shown.body).toMatchObject({
      data: { blocking: true, due: '2027-09-30' },
      requester: { name: 'Hélène Garnier' },
    })
  })
})
