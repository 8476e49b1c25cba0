/** Where a vote meets what happens meanwhile: whose turn it is, what is decided twice, what ends while nobody looks. */
import {
  applicationRoutes,
  committeeRoutes,
  conformityRoutes,
  type FieldValues,
  gateReviewRoutes,
  identityRoutes,
  notificationRoutes,
  procedureRoutes,
  type Role,
} from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { personas } from '../platform/identity/personas.ts'
import { seatCommittee, type TestCommittee } from '../testing/committee.ts'
import { derogationRequest as request, permits } from '../testing/descriptions.ts'
import type { TestClient } from '../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../testing/test-socle.ts'

const DAY = '2026-06-15'

describe.each(databaseKinds)('around the vote (%s)', (kind) => {
  let socle: TestSocle
  let committee: TestCommittee
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
  const procedure = async (procedureId: string, who = helene) =>
    (await who.call(procedureRoutes.get, { params: { procedureId } })).body
  const attempt = async (who: TestClient, procedureId: string, transition: string, data: FieldValues = {}) => {
    const { revision } = await procedure(procedureId, who)
    return who.call(procedureRoutes.step, { params: { procedureId }, body: { transition, revision, data } })
  }
  const step = async (who: TestClient, procedureId: string, transition: string, data: FieldValues = {}) => {
    const answer = await attempt(who, procedureId, transition, data)
    expect([transition, answer.problem?.detail]).toEqual([transition, undefined])
  }
  const studied = async (title: string, requirements: string[]) => {
    const id = await open(camille, 'derogation', title, { requirements, limit: 'Impossible en l’état.' })
    await step(camille, id, 'submit', request)
    await step(helene, id, 'study')
    return id
  }
  const granted = async (title: string, requirements: string[], until: string) => {
    const id = await studied(title, requirements)
    await step(yann, id, 'decide-for', { duration: 'temporary', until, grounds: 'Le temps de migrer.' })
    await step(helene, id, 'notify')
    return id
  }
  const told = async (who: TestClient) =>
    (await who.call(notificationRoutes.list, { query: { limit: 200 } })).body.notifications.map(({ text }) => text.fr)
  const waitingFor = async (who: TestClient) =>
    (await who.call(procedureRoutes.list, { query: { mine: true, limit: 100 } as never })).body.procedures.map(
      ({ id }) => id,
    )
  /** Somebody who was of the committee's trades when the mandate was given, and no longer is. */
  const appoint = async (first: string, seat: { body: string }, days: { from: string; to?: string }) => {
    const sophie = await socle.as('sophie')
    const setRoles = async (change: (roles: Role[]) => Role[]) => {
      const { users } = (await sophie.call(identityRoutes.users)).body
      const { id, roles, revision } = users.find(({ name }) => name.startsWith(first))!
      const body = { roles: change(roles), revision }
      expect((await sophie.call(identityRoutes.setRoles, { params: { userId: id }, body })).problem).toBeUndefined()
      return id
    }
    const userId = await setRoles((roles) => [...roles, 'committee-member'])
    const given = await helene.call(committeeRoutes.appoint, { body: { seat, userId, rank: 'titular', ...days } })
    await setRoles((roles) => roles.filter((role) => role !== 'committee-member'))
    return given
  }
  const sweep = async () => (await socle.as('ines')).call(procedureRoutes.sweep)
  const subject = (procedureId: string) => ({ kind: 'procedure', procedureId }) as const
  const status = async (requirementId: string) =>
    (await camille.call(conformityRoutes.file, { params: { fileId } })).body.items.find(
      ({ requirement }) => requirement.id === requirementId,
    )!.assessment.status

  test('what the committee alone decides waits for those who keep its agendas, and tells nobody else that it is their turn', async () => {
    const go = await open(camille, 'go-no-go', 'Refonte', { size: 'large', nature: 'new', solution: 'Tout.' })
    await step(helene, go, 'qualify', { size: 'large', nature: 'new' })
    const review = (await camille.call(gateReviewRoutes.request, { params: { fileId }, body: {} })).body.id
    // What is for its vote waits for those who keep its agendas, and then for the session.
    for (const id of [go, review]) {
      expect(await waitingFor(yann)).not.toContain(id)
      expect(await waitingFor(helene)).toContain(id)
      expect(await procedure(id)).toMatchObject({ turn: ['architect'], mine: true, awaitsVote: true })
    }
    // Nothing is decided before it; a file that lacks something may still go back to its team.
    expect((await procedure(go)).possible).toEqual([])
    expect((await procedure(review)).possible.map((transition) => transition.id)).toEqual(['return'])
    const asked = 'Mise en production » : demandée.'
    expect((await told(yann)).some((text) => text.endsWith(asked))).toBe(false)
    expect((await told(helene)).some((text) => text.endsWith(asked))).toBe(true)
    // A minor change of a large application is for the architects.
    const minor = await open(camille, 'go-no-go', 'Retouche', {
      size: 'large',
      nature: 'minor-change',
      solution: 'Peu.',
    })
    await step(helene, minor, 'qualify', { size: 'large', nature: 'minor-change' })
    expect(await waitingFor(helene)).toContain(minor)
    await step(helene, minor, 'decide-go', { grounds: 'Vu.' })
  })

  test('a derogation whose renewal is asked for still ends on its day, with all that it covers', async () => {
    const reserve = await open(nadia, 'reserve', 'Journal trop bavard', {
      gap: 'Des noms.',
      blocking: true,
      requirements: ['GI:1398'],
    })
    const id = await granted('Journal', ['GI:1398'], '2026-06-30')
    expect((await procedure(reserve)).state).toBe('covered')
    expect(await status('GI:1398')).toBe('derogated')
    await step(camille, id, 'renew', request)
    expect((await procedure(id)).state).toBe('submitted')
    // Until its last day what was granted goes on.
    expect(await status('GI:1398')).toBe('derogated')
    await at('2026-07-01')
    expect(await status('GI:1398')).not.toBe('derogated')
    await sweep()
    expect(await procedure(reserve)).toMatchObject({ state: 'open', turn: ['team'] })
    expect(await told(camille)).toContain('Réserve « Journal trop bavard » : ouverte.')
    // The renewal, decided and notified later, counts from then on.
    await step(helene, id, 'study')
    await step(yann, id, 'decide-for', { duration: 'temporary', until: '2026-08-31', grounds: 'Encore.' })
    expect(await status('GI:1398')).not.toBe('derogated')
    await step(helene, id, 'notify')
    expect(await status('GI:1398')).toBe('derogated')
    expect((await procedure(reserve)).state).toBe('covered')
    await at(DAY)
  })

  test('a reserve raised on what a derogation in force covers is covered at once', async () => {
    await granted('Formats', ['GI:1344'], '2026-12-31')
    const reserve = await open(nadia, 'reserve', 'Anciens formats', {
      gap: 'Illisibles.',
      blocking: true,
      requirements: ['GI:1344'],
    })
    expect((await procedure(reserve)).state).toBe('covered')
  })

  test('what is before the committee is not decided beside it, nor between its vote and the notification', async () => {
    const id = await studied('À l’ordre du jour', ['GI:1347'])
    const planned = await helene.call(committeeRoutes.plan, { body: { kind: 'ordinary', title: 'Été', date: DAY } })
    const params = { sessionId: planned.body.id }
    const item = { title: 'Dérogation', proposal: 'Accorder.', subject: subject(id), until: '2026-12-31' }
    const { agenda } = (await helene.call(committeeRoutes.addItems, { params, body: { items: [item] } })).body
    const forGood = { duration: 'permanent', grounds: 'Je décide seul.' }
    // The page offers nothing that would be refused, and says where the file is; its team may still withdraw it.
    const seen = await procedure(id)
    expect(seen).toMatchObject({
      mine: false,
      committee: { sessionId: planned.body.id, title: 'Été', date: DAY, voted: false },
    })
    expect(seen.possible).toEqual([])
    const asTeam = await camille.call(procedureRoutes.get, { params: { procedureId: id } })
    expect(asTeam.body.possible.map((each) => each.id)).toEqual(['withdraw'])
    const listed = await helene.call(procedureRoutes.list, { query: { search: 'À l’ordre du jour' } })
    expect(listed.body.procedures).toMatchObject([{ id, mine: false, committee: { title: 'Été' } }])
    expect((await attempt(helene, id, 'decide-for', forGood)).problem?.code).toBe('before-the-committee')
    expect((await attempt(yann, id, 'decide-against', { grounds: 'Non.' })).problem?.code).toBe('before-the-committee')
    expect((await procedure(id)).state).toBe('under-study')
    // Taken off, it is decided as others are.
    await helene.call(committeeRoutes.removeItem, { params: { ...params, itemId: agenda[0]!.id } })
    expect((await procedure(id)).committee).toBeNull()
    await step(yann, id, 'decide-against', { grounds: 'Non.' })
    await step(helene, id, 'notify')
  })

  test('what is not ready for a decision is not put to the vote: its step comes first, and is named', async () => {
    const id = await open(camille, 'derogation', 'Trop tôt', { requirements: ['GI:1347'], limit: 'Formats.' })
    await step(camille, id, 'submit', request)
    const planned = await helene.call(committeeRoutes.plan, { body: { kind: 'ordinary', title: 'Juin', date: DAY } })
    const params = { sessionId: planned.body.id }
    const body = { items: [{ title: 'Dérogation', proposal: 'Accorder.', subject: subject(id) }] }
    const early = await helene.call(committeeRoutes.addItems, { params, body })
    expect(early.problem).toMatchObject({ code: 'agenda-subject-refused', errors: [{ path: 'items.0.subject' }] })
    expect(early.problem?.errors?.[0]?.message).toMatch(/« Déposée ».*« À l’étude ».*« Prendre en étude » \(architecte/)
    await step(helene, id, 'study')
    const ready = await helene.call(committeeRoutes.addItems, { params, body })
    expect(ready.body.agenda).toHaveLength(1)
    await helene.call(committeeRoutes.removeItem, { params: { ...params, itemId: ready.body.agenda[0]!.id } })
  })

  test('what is put to the vote without a date is put until the day that the file asks for, not for good', async () => {
    const id = await open(camille, 'derogation', 'Jusqu’à l’été', { requirements: ['GI:1347'], limit: 'Formats.' })
    await step(camille, id, 'submit', { ...request, 'until-asked': '2026-08-31' })
    await step(helene, id, 'study')
    const { body: session } = await helene.call(committeeRoutes.plan, {
      body: { kind: 'ordinary', title: 'Rentrée', date: DAY },
    })
    const params = { sessionId: session.id }
    const item = { title: 'Dérogation', proposal: 'Accepter la demande.', subject: subject(id) }
    const put = await helene.call(committeeRoutes.addItems, { params, body: { items: [item] } })
    const about = { process: 'derogation', name: { fr: 'Dérogation' }, application: 'Titres en ligne' }
    expect(put.body.agenda).toMatchObject([{ until: '2026-08-31', about }])
    // Whoever wants it for good says so.
    const { id: itemId, revision } = put.body.agenda[0]!
    const { subject: _, ...proposal } = item
    const body = { ...proposal, revision, until: null }
    const reworded = await helene.call(committeeRoutes.editItem, { params: { ...params, itemId }, body })
    expect(reworded.body.until).toBeNull()
    await helene.call(committeeRoutes.removeItem, { params: { ...params, itemId } })
  })

  test('a file that its team withdrew after the vote is notified without effect, and the session settles', async () => {
    const id = await studied('Retirée entre-temps', ['GI:1347'])
    const { sessionId } = await committee.decide(helene, DAY, [
      { subject: subject(id), title: 'Retirée', until: '2026-12-31', choice: 'for' },
    ])
    await step(camille, id, 'withdraw')
    const settled = await committee.notify(helene, sessionId)
    expect(settled.problem?.detail).toBeUndefined()
    expect(settled.body.state).toBe('settled')
    expect((await procedure(id)).state).toBe('withdrawn')
    expect(await status('GI:1347')).not.toBe('derogated')
  })

  test('a decision notified after its own last day never counts, and does not hold the session up', async () => {
    const id = await studied('Notifiée tard', ['GI:1347'])
    const { sessionId } = await committee.decide(helene, DAY, [
      { subject: subject(id), title: 'Tard', until: '2026-06-20', choice: 'for' },
    ])
    await at('2026-06-25')
    const settled = await committee.notify(helene, sessionId)
    expect(settled.problem?.detail).toBeUndefined()
    expect(settled.body.state).toBe('settled')
    expect(await status('GI:1347')).not.toBe('derogated')
    await sweep()
    expect((await procedure(id)).state).toBe('expired')
    await at(DAY)
  })

  test('the minutes of a closed session stay what they were, whoever is appointed or leaves afterwards', async () => {
    const { sessionId } = await committee.decide(helene, DAY, [
      { subject: { kind: 'free' }, title: 'Calendrier', choice: 'for' },
    ])
    const minutes = async () =>
      (
        await helene.call(committeeRoutes.minutes, { params: { sessionId }, query: { format: 'text' } })
      ).bytes.toString()
    await committee.notify(helene, sessionId)
    const before = await minutes()
    const appointed = await appoint('Nadia', { body: 'Siège rétroactif' }, { from: '2026-06-01' })
    expect(appointed.problem?.detail).toBeUndefined()
    expect(await minutes()).toBe(before)
  })

  test('the minutes say of each item what was asked, by whom, for which application, at what cost, and who sat for whom', async () => {
    const id = await studied('Annuaire local', ['GI:1297'])
    const { sessionId } = await committee.decide(helene, DAY, [
      { subject: subject(id), title: 'Annuaire', conditions: 'Un point en mars.', until: '2026-12-31', choice: 'for' },
    ])
    const minutes = async (lang: 'fr' | 'en') =>
      (await helene.call(committeeRoutes.minutes, { params: { sessionId }, query: { format: 'text', lang } })).bytes
        .toString()
        .replace(/[\u202f\u00a0]/g, ' ')
    const french = await minutes('fr')
    for (const said of [
      'Dossier : Dérogation',
      'Application : Titres en ligne, version 1.0.0',
      'Demande de : Camille Moreau',
      /Exigences que l’application ne peut pas respecter : GI:1297, \p{L}/u,
      'Motifs de la demande : Le composant imposé ne sait pas lire nos anciens formats.',
      'Surcoût de formation : 5 000 €',
      'Surcoût de maintenance, par an : 12 000 €',
      'Conditions : Un point en mars.',
      'Valable : jusqu’au 31 décembre 2026',
      'a siégé : Hélène Garnier',
      'Pour : Hélène Garnier (Siège de Hélène), Yann Le Goff (Siège de Yann)',
      /SIGNATURES\n- Présidence : Hélène Garnier\n- Secrétariat de la séance :/,
    ])
      expect(french).toMatch(said)
    expect(await minutes('en')).toMatch('Extra cost of training: €5,000')
    // What is stated afterwards changes nothing in what was decided on.
    await committee.notify(helene, sessionId)
    const before = await minutes('fr')
    await step(camille, id, 'renew', { ...request, 'cost-training': 9000 })
    expect(await minutes('fr')).toBe(before)
  })

  test('a publication session that decided nothing was not held', async () => {
    const planned = await helene.call(committeeRoutes.plan, {
      body: { kind: 'publication', title: 'Publication', date: DAY },
    })
    const params = { sessionId: planned.body.id }
    await helene.call(committeeRoutes.addItems, {
      params,
      body: { items: [{ title: 'Édition', proposal: 'Publier.', subject: { kind: 'free' } }] },
    })
    await helene.call(committeeRoutes.open, { params, body: { revision: 1, chair: null } })
    await helene.call(committeeRoutes.close, { params, body: { revision: 2 } })
    const { publication } = (await helene.call(committeeRoutes.sessions, { query: {} })).body
    expect(publication[0]).toMatchObject({ state: 'missing', warn: true })
  })

  test('two secretaries who put one file on two agendas at once: one is told', async () => {
    const id = await studied('Disputée', ['GI:1347'])
    const sessions = await Promise.all(
      ['Une', 'Deux'].map(
        async (title) =>
          (await helene.call(committeeRoutes.plan, { body: { kind: 'ordinary', title, date: DAY } })).body.id,
      ),
    )
    const answers = await Promise.all(
      sessions.map((sessionId) =>
        helene.call(committeeRoutes.addItems, {
          params: { sessionId },
          body: { items: [{ title: 'Dérogation', proposal: 'Accorder.', subject: subject(id) }] },
        }),
      ),
    )
    expect(answers.map(({ status: code }) => code).sort()).toEqual([201, 422])
  })

  test('a renewal that is refused leaves what was granted until its day, and no day more', async () => {
    const id = await granted('Renouvellement', ['GI:1345'], '2026-06-30')
    await step(camille, id, 'renew', request)
    await step(helene, id, 'study')
    await step(yann, id, 'decide-against', { grounds: 'Non.' })
    await step(helene, id, 'notify')
    // Nobody reads “refused” of what still counts.
    expect(await procedure(id)).toMatchObject({ state: 'renewal-refused', final: false, dueOn: '2026-06-30' })
    expect(await status('GI:1345')).toBe('derogated')
    await at('2026-07-01')
    expect(await status('GI:1345')).not.toBe('derogated')
    await sweep()
    expect((await procedure(id)).state).toBe('expired')
    await at(DAY)
  })

  test('a renewal that is taken back leaves what was granted; what is granted for good is not renewed', async () => {
    const id = await granted('Repris', ['GI:1345'], '2026-06-30')
    await step(camille, id, 'renew', request)
    await step(camille, id, 'withdraw')
    expect(await procedure(id)).toMatchObject({ state: 'granted', dueOn: '2026-06-30' })
    const forGood = await studied('Pour de bon', ['GI:1348'])
    await step(yann, forGood, 'decide-for', { duration: 'permanent', grounds: 'Oui.' })
    await step(helene, forGood, 'notify')
    expect((await attempt(camille, forGood, 'renew', request)).problem?.code).toBe('derogation-for-good')
  })

  test('an end that has passed is not accepted, nor an act that is still to come', async () => {
    const reserve = { gap: 'x', blocking: false }
    const body = {
      process: 'reserve',
      applicationId: 'titres',
      title: 'Passée',
      data: { ...reserve, due: '2026-06-14' },
    }
    const past = await nadia.call(procedureRoutes.open, { body })
    expect(past.problem?.errors).toEqual([
      { path: 'data.due', message: 'À lever avant le : ce jour est passé, donnez une date à venir.' },
    ])
    const id = await open(nadia, 'reserve', 'Le jour même', { ...reserve, due: DAY })
    expect((await attempt(camille, id, 'plan', { plan: 'x', due: '2026-06-14' })).problem?.code).toBe(
      'procedure-fields-invalid',
    )
    const assessment = await open(camille, 'impact-assessment', 'AIPD', { processing: 'x', criteria: 'y' })
    await step(camille, assessment, 'draft')
    await step(camille, assessment, 'ask-opinion', { assessment: 'https://exemple.fr/aipd', measures: 'x' })
    const opinion = { favourable: 'favourable', opinion: 'Bien.', 'given-on': '2026-06-16' }
    expect((await attempt(nadia, assessment, 'give-opinion', opinion)).problem?.errors?.[0]?.message).toContain(
      'ce jour est à venir',
    )
    await step(nadia, assessment, 'give-opinion', { ...opinion, 'given-on': DAY })
  })

  test('a session opens on its day, and what it decides does not end before', async () => {
    const planned = await helene.call(committeeRoutes.plan, {
      body: { kind: 'ordinary', title: 'Été', date: '2026-06-16' },
    })
    const params = { sessionId: planned.body.id }
    const item = { title: 'Point', proposal: 'Oui.', subject: { kind: 'free' as const } }
    const add = (until: string) =>
      helene.call(committeeRoutes.addItems, { params, body: { items: [{ ...item, until }] } })
    expect((await add(DAY)).problem?.code).toBe('item-ends-before-session')
    const added = await add('2026-06-16')
    expect(added.problem).toBeUndefined()
    const itemId = added.body.agenda[0]!.id
    const edited = await helene.call(committeeRoutes.editItem, {
      params: { ...params, itemId },
      body: { title: 'Point', proposal: 'Oui.', until: DAY, revision: 1 },
    })
    expect(edited.problem?.code).toBe('item-ends-before-session')
    const open = () => helene.call(committeeRoutes.open, { params, body: { revision: 1, chair: null } })
    expect((await open()).problem).toMatchObject({ code: 'session-before-its-day', status: 409 })
    await at('2026-06-16')
    expect((await open()).problem).toBeUndefined()
    await at(DAY)
  })

  test('a session is planned for a day to come, and opens on that day, with somebody to vote; each refusal says the mend', async () => {
    const plan = (date: string, title = 'Datée') =>
      helene.call(committeeRoutes.plan, { body: { kind: 'ordinary', title, date } })
    expect((await plan('2026-06-14')).problem).toMatchObject({
      code: 'session-day-passed',
      status: 422,
      detail: expect.stringContaining('à partir du 15 juin 2026') as string,
    })
    const planned = await plan('2026-06-16')
    const params = { sessionId: planned.body.id }
    expect(planned.body).toMatchObject({ obstacle: 'before-its-day', earliest: DAY })
    await at('2026-06-17')
    const open = (revision: number) => helene.call(committeeRoutes.open, { params, body: { revision, chair: null } })
    const move = (revision: number, date: string) =>
      helene.call(committeeRoutes.reschedule, { params, body: { revision, date, place: '' } })
    expect((await open(1)).problem).toMatchObject({
      code: 'session-after-its-day',
      status: 409,
      detail: expect.stringContaining('16 juin 2026') as string,
    })
    expect((await move(1, '2026-06-16')).problem?.code).toBe('session-day-passed')
    const moved = await move(1, '2026-06-17')
    expect(moved.body).toMatchObject({ date: '2026-06-17', obstacle: null })
    expect((await open(2)).body.state).toBe('open')
    // Before anybody had a mandate.
    await at('2025-12-30')
    const empty = await plan('2025-12-30', 'Sans membre')
    expect(empty.body).toMatchObject({ seats: [], obstacle: 'without-seat' })
    const opened = await helene.call(committeeRoutes.open, {
      params: { sessionId: empty.body.id },
      body: { revision: 1, chair: null },
    })
    expect(opened.problem).toMatchObject({
      code: 'session-without-seat',
      status: 409,
      detail: expect.stringContaining('30 décembre 2025') as string,
    })
    expect((await helene.call(committeeRoutes.session, { params: { sessionId: empty.body.id } })).body.state).toBe(
      'planned',
    )
    await at(DAY)
  })

  test('whoever is told of a decision reads until when it holds, who took it and its grounds, in both languages', async () => {
    // The clock stands still: of what is told of one file at one instant, the state says which is meant.
    const detail = async (id: string, state: string) => {
      const { notifications } = (await camille.call(notificationRoutes.list, { query: { limit: 200 } })).body
      return notifications.find(({ link, text }) => link === `/procedures/${id}` && text.fr.endsWith(` : ${state}.`))!
    }
    const alone = await granted('Accordée à deux', ['GI:1299'], '2026-10-01')
    expect(await detail(alone, 'accordée')).toMatchObject({
      text: { fr: 'Dérogation « Accordée à deux » : accordée.' },
      detail: {
        fr: 'Valable jusqu’au 1er octobre 2026.\nMotifs : Le temps de migrer.',
        en: 'It holds until 1 October 2026.\nGrounds: Le temps de migrer.',
      },
    })
    const voted = await studied('Votée', ['GI:1300'])
    const no = await studied('Écartée', ['GI:1300'])
    const { sessionId } = await committee.decide(helene, DAY, [
      { subject: subject(voted), title: 'Votée', conditions: 'Un point en mars.', choice: 'for' },
      { subject: subject(no), title: 'Écartée', choice: 'against' },
    ])
    await committee.notify(helene, sessionId)
    expect((await detail(voted, 'accordée')).detail?.fr).toBe(
      'Valable sans date de fin.\nLe comité en a décidé le 15 juin 2026.\nVoix pour : 2, contre : 0, abstentions : 0.\nMotifs : Un point en mars.',
    )
    expect(await detail(no, 'refusée')).toMatchObject({
      text: { fr: 'Dérogation « Écartée » : refusée.' },
      detail: { en: 'The committee decided on it on 15 June 2026.\nVotes for: 0, against: 2, abstentions: 0.' },
    })
    const reserve = await open(nadia, 'reserve', 'Sauvegardes', { gap: 'Aucune.', blocking: false, due: '2026-09-30' })
    await step(camille, reserve, 'submit', { proof: 'Fait.' })
    await step(nadia, reserve, 'maintain', { why: 'Non prouvé.' })
    expect(await detail(reserve, 'maintenue')).toMatchObject({
      text: { fr: 'Réserve « Sauvegardes » : maintenue.' },
      detail: { fr: 'Motifs : Non prouvé.\nÀ lever au plus tard le 30 septembre 2026.' },
    })
  })

  test('a blocking reserve that is maintained still stops go-live, until a controller lifts it', async () => {
    const verdict = async () => (await camille.call(conformityRoutes.file, { params: { fileId } })).body.verdict
    const reserve = await open(nadia, 'reserve', 'Reprise', { gap: 'Pas essayée.', blocking: true })
    const standing = async () => (await verdict()).reserves.find(({ id }) => id === reserve)?.state
    await step(camille, reserve, 'plan', { plan: 'Essayer.', due: '2026-07-15' })
    expect(await standing()).toBe('planned')
    await step(camille, reserve, 'submit', { proof: 'Essayée.' })
    expect((await attempt(camille, reserve, 'lift')).problem?.code).toBe('procedure-not-yours')
    await step(nadia, reserve, 'maintain', { why: 'Sans relevé.' })
    expect([await standing(), (await verdict()).policy.rule]).toEqual(['maintained', 'blocking-reserve'])
    await step(camille, reserve, 'submit', { proof: 'Le relevé.' })
    await step(nadia, reserve, 'lift')
    expect(await standing()).toBeUndefined()
  })

  test('whoever’s mandate has ended neither votes nor is counted', async () => {
    const appointed = await appoint('Sophie', { body: 'Ancien siège' }, { from: '2026-01-01', to: '2026-06-14' })
    const planned = await helene.call(committeeRoutes.plan, { body: { kind: 'ordinary', title: 'Après', date: DAY } })
    const params = { sessionId: planned.body.id }
    const { agenda } = (
      await helene.call(committeeRoutes.addItems, {
        params,
        body: { items: [{ title: 'Point', proposal: 'Oui.', subject: { kind: 'free' } }] },
      })
    ).body
    await helene.call(committeeRoutes.open, { params, body: { revision: 1, chair: null } })
    const mandateId = appointed.body.id
    const recorded = await helene.call(committeeRoutes.recordVotes, {
      params: { ...params, itemId: agenda[0]!.id },
      body: { votes: [{ mandateId, choice: 'for' }] },
    })
    expect(recorded.problem?.code).toBe('mandate-not-running')
    const open = (await helene.call(committeeRoutes.session, { params })).body
    expect(open.seats.map(({ body }) => body)).not.toContain('Ancien siège')
  })

  test('no act of a derogation or of a session is open to anybody whom nothing names for it', async () => {
    const everybody = await Promise.all(personas.map(async ({ id }) => [id, await socle.as(id)] as const))
    const refusedTo = async (act: (who: TestClient) => Promise<{ status: number }>, allowed: string[]) => {
      for (const [id, who] of everybody)
        if (!allowed.includes(id)) expect([id, (await act(who)).status >= 403]).toEqual([id, true])
    }
    const stepAt =
      (procedureId: string, transition: string, revision: number, data: FieldValues) => (who: TestClient) =>
        who.call(procedureRoutes.step, { params: { procedureId }, body: { transition, revision, data } })
    const id = await open(camille, 'derogation', 'À chacun son acte', { requirements: ['GI:1347'], limit: 'x' })
    await refusedTo(stepAt(id, 'submit', 1, request), ['camille'])
    await step(camille, id, 'submit', request)
    await refusedTo(stepAt(id, 'study', 2, {}), ['helene', 'yann'])
    await step(helene, id, 'study')
    const forGood = { duration: 'permanent', grounds: 'x' }
    await refusedTo(stepAt(id, 'decide-for', 3, forGood), ['helene', 'yann'])
    await step(yann, id, 'decide-for', forGood)
    await refusedTo(stepAt(id, 'notify', 4, {}), ['helene', 'yann'])
    const body = { kind: 'ordinary', title: 'Non', date: DAY } as const
    await refusedTo((who) => who.call(committeeRoutes.plan, { body }), ['helene', 'sophie'])
    const { id: sessionId } = (await helene.call(committeeRoutes.plan, { body })).body
    const params = { sessionId }
    const items = [{ title: 'Point', proposal: 'Oui.', subject: { kind: 'free' as const } }]
    const run = ['helene', 'sophie']
    await refusedTo((who) => who.call(committeeRoutes.addItems, { params, body: { items } }), run)
    const { agenda } = (await helene.call(committeeRoutes.addItems, { params, body: { items } })).body
    await refusedTo((who) => who.call(committeeRoutes.open, { params, body: { revision: 1, chair: null } }), run)
    await helene.call(committeeRoutes.open, { params, body: { revision: 1, chair: null } })
    const voting = { params: { ...params, itemId: agenda[0]!.id }, body: { choice: 'for' as const } }
    // Nadia was appointed to a seat above, and has not the trade of a member.
    await refusedTo((who) => who.call(committeeRoutes.vote, voting), ['helene', 'yann'])
    await refusedTo((who) => who.call(committeeRoutes.close, { params, body: { revision: 2 } }), run)
    await refusedTo((who) => who.call(committeeRoutes.notify, { params, body: {} }), run)
  })
})
