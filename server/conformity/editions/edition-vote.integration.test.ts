/** An edition that the committee votes, and files that move to it with everything that was decided about them. */
import {
  type AgendaSubject,
  applicationRoutes,
  committeeRoutes,
  conformityRoutes,
  editionRoutes,
  type FieldValues,
  frameworkRoutes,
  gateReviewRoutes,
  procedureRoutes,
  type RequirementId,
} from '@socle/contracts'
import { loadFramework } from '@socle/rulebook'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seatCommittee, type TestCommittee } from '../../testing/committee.ts'
import { derogationRequest as request, permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'
import { type ListRow, printedRows } from './volume-list-rules.ts'

const DAY = '2026-06-15'
const printed = printedRows(loadFramework(), 'MIRAI')
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
const form = (rows: readonly ListRow[]) => {
  const lines = rows.map(({ id, level, text, category }) => [id, level, text, category].map(quoted).join(';'))
  const made = new FormData()
  made.set('file', new Blob([`ID;Type;Exigence;Catégorie\n${lines.join('\n')}\n`]), 'mirai.csv')
  return made
}
/** One requirement is renumbered, another takes another level, a third goes. */
const later = printed.flatMap((row): ListRow[] => {
  if (row.id === 'EXI-G-8') return [{ ...row, id: 'EXI-G-18' }]
  if (row.id === 'EXI-G-4') return [{ ...row, level: 'I' }]
  return row.id === 'EXI-G-7' ? [] : [row]
})

const description = {
  ...permits,
  traits: { ...permits.traits, 'ai-use': ['language-models'], 'ai-base-use': 'uses' },
}

describe.each(databaseKinds)('an edition voted by the committee (%s)', (kind) => {
  let socle: TestSocle
  let committee: TestCommittee
  let camille: TestClient
  let helene: TestClient
  let nadia: TestClient
  let yann: TestClient
  let fileId = ''

  beforeAll(async () => {
    socle = await startTestSocle(kind)
    socle.setClock(new Date(`${DAY}T09:00:00Z`))
    camille = await socle.as('camille')
    helene = await socle.as('helene')
    nadia = await socle.as('nadia')
    yann = await socle.as('yann')
    committee = await seatCommittee(socle, 2026)
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1', description } })
    const opened = await camille.call(conformityRoutes.open, {
      params: { applicationId: 'titres' },
      body: { version: '1', gate: 'production' },
    })
    fileId = opened.body.id
  })
  afterAll(() => socle.close())

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
  const open = async (who: TestClient, process: string, title: string, data: FieldValues, applicationId = 'titres') => {
    const answer = await who.call(procedureRoutes.open, { body: { process, applicationId, title, data } })
    expect(answer.problem?.detail).toBeUndefined()
    return answer.body.id
  }
  const assessment = async (requirementId: RequirementId) =>
    (await camille.call(conformityRoutes.assessment, { params: { fileId, requirementId } })).body
  const inForce = async () => (await helene.call(frameworkRoutes.overview)).body.edition.id
  const atVote = async (rows: readonly ListRow[], label: string) => {
    const made = await helene.call(editionRoutes.import, { query: { volume: 'MIRAI', label }, form: form(rows) })
    expect(made.problem?.detail).toBeUndefined()
    await step(helene, made.body.id, 'discuss')
    await step(helene, made.body.id, 'submit')
    return made.body.id
  }
  const committeeSession = async () =>
    (await helene.call(committeeRoutes.plan, { body: { kind: 'ordinary', title: 'Autre', date: DAY } })).body.id
  const put = (sessionId: string, subject: AgendaSubject) =>
    helene.call(committeeRoutes.addItems, {
      params: { sessionId },
      body: { items: [{ title: 'Édition', proposal: 'Publier.', subject }] },
    })
  /** The replica that notified knows it when it answers. */
  const published = async (edition: string) => expect(await inForce()).toBe(edition)

  test('given up after the vote it is notified without effect, and holds its session up no more', async () => {
    const before = await inForce()
    const draft = await atVote(printed, '11/2025')
    const { sessionId } = await committee.decide(helene, DAY, [
      { subject: { kind: 'edition', editionId: draft }, title: 'Édition', choice: 'for' },
    ])
    await step(helene, draft, 'abandon', { why: 'Elle ne peut plus être publiée en l’état.' })
    const settled = await committee.notify(helene, sessionId)
    expect(settled.problem?.detail).toBeUndefined()
    expect(settled.body.state).toBe('settled')
    expect(await inForce()).toBe(before)
  })

  test(
    'refused it goes back to work; adopted it comes into force when it is notified, not before',
    { timeout: 120_000 },
    async () => {
      const before = await inForce()
      const draft = await atVote(printed, '12/2025')
      const no = await committee.decide(helene, DAY, [
        { subject: { kind: 'edition', editionId: draft }, title: 'Édition', choice: 'against' },
      ])
      expect((await committee.notify(helene, no.sessionId)).problem).toBeUndefined()
      expect((await procedure(draft)).state).toBe('working-group')
      // Nothing is voted that its architects have not submitted.
      const early = await committeeSession()
      const refused = await put(early, { kind: 'edition', editionId: draft })
      expect(refused.problem?.errors).toMatchObject([
        { path: 'items.0.subject', message: expect.stringContaining('« Soumettre au vote du comité »') as string },
      ])
      await step(helene, draft, 'submit')

      // One agenda at a time, whether as an edition or as the procedure that it is.
      const [first, second] = [await committeeSession(), await committeeSession()]
      const { agenda } = (await put(first, { kind: 'edition', editionId: draft })).body
      for (const subject of [
        { kind: 'edition', editionId: draft },
        { kind: 'procedure', procedureId: draft },
      ] as const)
        expect((await put(second, subject)).problem).toMatchObject({
          code: 'agenda-subject-refused',
          errors: [{ path: 'items.0.subject' }],
        })
      // It may still be given up meanwhile, and that alone.
      expect(await procedure(draft)).toMatchObject({
        mine: false,
        committee: { sessionId: first },
        possible: [{ id: 'abandon' }],
      })
      await helene.call(committeeRoutes.removeItem, { params: { sessionId: first, itemId: agenda[0]!.id } })

      // No member publishes alone what no session has voted.
      expect((await yann.call(editionRoutes.get, { params: { draftId: draft } })).body.mayDecide).toBe(false)
      const alone = await yann.call(editionRoutes.decide, {
        params: { draftId: draft },
        body: { adopted: true, reference: 'Séance', edition: '2026.9' },
      })
      expect(alone.problem?.code).toBe('edition-needs-session')

      // As a procedure this time: a draft is one.
      const yes = await committee.decide(helene, DAY, [
        { subject: { kind: 'procedure', procedureId: draft }, title: 'Édition', choice: 'for' },
      ])
      expect((await procedure(draft)).state).toBe('vote')
      expect(await inForce()).toBe(before)
      expect((await committee.notify(helene, yes.sessionId)).problem).toBeUndefined()
      // Whoever notified reads it at once.
      expect(await inForce()).toBe('2026.2')
      expect(await procedure(draft)).toMatchObject({
        state: 'published',
        // The volume is named in the reader's language, the session by its day.
        title: '12/2025',
        precision: { fr: 'MirAI', en: 'MirAI' },
        precisionFirst: true,
        data: { volume: 'mirai', 'committee-on': DAY, edition: '2026.2' },
      })
      await published('2026.2')
    },
  )

  test(
    'a migration keeps derogations, reserves, reviews and evidence, under the new numbers',
    { timeout: 240_000 },
    async () => {
      const say = async (requirementId: RequirementId, status: 'conforming' | 'partly' | 'non-conforming') =>
        camille.call(conformityRoutes.assess, {
          params: { fileId, requirementId },
          body: { status, justification: `Constat de ${requirementId}`, revision: 0 },
        })
      await say('MIRAI:EXI-G-8', 'non-conforming')
      await say('MIRAI:EXI-G-5', 'conforming')
      await say('MIRAI:EXI-G-7', 'partly')
      for (const requirementId of ['MIRAI:EXI-G-8', 'MIRAI:EXI-G-7', 'MIRAI:EXI-G-5'] as const)
        await camille.call(conformityRoutes.addLink, {
          params: { fileId, requirementId },
          body: { label: `Preuve ${requirementId}`, url: 'https://titres.example.gouv.fr/preuve', date: '2026-06-01' },
        })
      const reserve = await open(nadia, 'reserve', 'Journal', {
        gap: 'Des noms.',
        blocking: true,
        requirements: ['MIRAI:EXI-G-8'],
      })
      const derogation = await open(camille, 'derogation', 'Modèle', { requirements: ['MIRAI:EXI-G-8'], limit: 'x' })
      await step(camille, derogation, 'submit', request)
      await step(helene, derogation, 'study')
      const granted = await committee.decide(helene, DAY, [
        {
          subject: { kind: 'procedure', procedureId: derogation },
          title: 'Modèle',
          until: '2026-12-31',
          choice: 'for',
        },
      ])
      expect((await committee.notify(helene, granted.sessionId)).problem).toBeUndefined()
      expect((await procedure(reserve)).state).toBe('covered')
      const other = await open(nadia, 'reserve', 'Autre', {
        gap: 'Une page.',
        blocking: false,
        requirements: ['MIRAI:EXI-G-7'],
      })
      const review = (await camille.call(gateReviewRoutes.request, { params: { fileId }, body: {} })).body.id
      await committee.settle(helene, DAY, review, 'against')
      const decisionOn = async (procedureId: string) =>
        (await yann.call(gateReviewRoutes.get, { params: { procedureId } })).body.decision
      const snapshot = await decisionOn(review)
      const waiting = (await camille.call(gateReviewRoutes.request, { params: { fileId }, body: {} })).body.id
      const { derogation: grant } = (await assessment('MIRAI:EXI-G-8')).item.assessment
      expect(grant).toMatchObject({ procedureId: derogation, until: '2026-12-31' })

      await camille.call(applicationRoutes.create, { body: { id: 'autre', version: '1', description } })
      const asked = { requirements: ['MIRAI:EXI-G-8'], limit: 'x' }
      const elsewhere = await open(camille, 'derogation', 'Ailleurs', asked, 'autre')
      await step(camille, elsewhere, 'submit', request)
      await step(helene, elsewhere, 'study')
      await step(yann, elsewhere, 'decide-for', { duration: 'permanent', grounds: 'Rien d’autre.' })
      await step(helene, elsewhere, 'notify')
      const former = (await helene.call(editionRoutes.simulate)).body.edition.digest
      const draft = await atVote(later, '02/2026')
      const { sessionId } = await committee.decide(helene, DAY, [
        { subject: { kind: 'edition', editionId: draft }, title: 'Édition', choice: 'for' },
      ])
      const migrate = () => helene.call(editionRoutes.migrate, { body: { digest: former } })
      expect((await committee.notify(helene, sessionId)).problem).toBeUndefined()
      expect((await migrate()).problem?.code).toBe('edition-superseded')
      await published('2026.3')
      // A file that is opened from now on speaks by the new numbers, and so does what was granted before.
      const ofOther = { params: { applicationId: 'autre' }, body: { version: '1', gate: 'production' } } as const
      const fresh = (await camille.call(conformityRoutes.open, ofOther)).body.id
      const derogated = await camille.call(conformityRoutes.assessment, {
        params: { fileId: fresh, requirementId: 'MIRAI:EXI-G-18' },
      })
      expect(derogated.body.item.assessment.derogation).toMatchObject({ procedureId: elsewhere, until: null })
      expect((await assessment('MIRAI:EXI-G-8')).item.assessment.derogation).toEqual(grant)
      const simulated = (await helene.call(editionRoutes.simulate)).body
      expect(simulated).toMatchObject({ applications: 1, totals: { disappears: 1 } })
      const foreseen = (await helene.call(editionRoutes.simulateFile, { params: { fileId } })).body.items
      expect(foreseen.find(({ requirementId }) => requirementId === 'MIRAI:EXI-G-18')).toMatchObject({
        outcome: 'kept',
        formerId: 'MIRAI:EXI-G-8',
        status: 'non-conforming',
      })
      await helene.call(editionRoutes.migrate, { body: { digest: simulated.edition.digest } })
      await expect
        .poll(async () => (await helene.call(editionRoutes.runs)).body.runs[0]?.endedAt ?? null, {
          timeout: 60_000,
          interval: 50,
        })
        .not.toBeNull()

      // The derogation, its reserve and its evidence follow the requirement to its new number.
      const moved = await assessment('MIRAI:EXI-G-18')
      expect(moved.item.assessment).toMatchObject({ status: 'derogated', derogation: grant })
      expect(moved.evidence.map(({ label }) => label.fr)).toEqual(['Preuve MIRAI:EXI-G-8'])
      expect((await procedure(derogation)).state).toBe('granted')
      expect((await procedure(reserve)).state).toBe('covered')
      const { verdict } = (await camille.call(conformityRoutes.file, { params: { fileId } })).body
      expect(verdict.reserves.filter(({ id }) => id === reserve)).toEqual([])
      expect((await procedure(other)).state).toBe('open')
      expect((await assessment('MIRAI:EXI-G-5')).evidence.map(({ label }) => label.fr)).toEqual([
        'Preuve MIRAI:EXI-G-5',
      ])
      // What was decided stays as it was decided, and a review under way goes on.
      expect(await decisionOn(review)).toEqual(snapshot)
      const standing = (await camille.call(gateReviewRoutes.standing, { params: { fileId } })).body
      expect(standing).toMatchObject({ underWay: waiting, decision: { digest: snapshot!.digest } })
      expect(standing.reopened.map(({ requirementId }) => requirementId)).toContain('MIRAI:EXI-G-4')
      await committee.settle(helene, DAY, waiting, 'against')
      expect((await decisionOn(waiting))?.edition.id).toBe('2026.3')
      // What no longer exists keeps its history and its evidence in the database: nothing is lost.
      const gone = await socle.database.db
        .selectFrom('assessment_history')
        .select(['status', 'justification'])
        .where('file_id', '=', fileId)
        .where('requirement_id', '=', 'MIRAI:EXI-G-7')
        .execute()
      expect(gone).toContainEqual({ status: 'partly', justification: 'Constat de MIRAI:EXI-G-7' })

      // By the clock: the derogation ends under the new number too.
      socle.setClock(new Date('2027-01-01T09:00:00Z'))
      camille = await socle.as('camille')
      expect((await assessment('MIRAI:EXI-G-18')).item.assessment).toMatchObject({
        status: 'non-conforming',
        derogation: null,
      })
    },
  )
})
