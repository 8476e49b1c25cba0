import {
  applicationRoutes,
  checkReportRoutes,
  conformityRoutes,
  gateReviewRoutes,
  homeRoutes,
  journeyRoutes,
  notificationRoutes,
  procedureRoutes,
  tenderRoutes,
  type FieldValues,
} from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayOf } from '../../platform/day.ts'
import { seatCommittee } from '../../testing/committee.ts'
import { derogationRequest, permits } from '../../testing/descriptions.ts'
import { liftLocks, stepOf } from '../../testing/locks.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

describe.each(databaseKinds)('where an application stands (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  const params = { applicationId: 'titres' }
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    camille = await socle.as('camille')
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  })
  afterAll(() => socle.close())

  const read = async () => (await camille.call(journeyRoutes.get, { params })).body
  const gate = async (id: string) => {
    const stop = (await read()).stops.find((each) => each.kind === 'gate' && each.gate === id)
    if (stop?.kind !== 'gate') throw new Error(`no gate ${id}`)
    return stop
  }
  const phase = async () => (await read()).phases.find(({ standing }) => standing === 'current')?.id

  test('it says gate by gate what comes next and whose turn it is', async () => {
    expect((await read()).stops.map((stop) => stop.kind === 'gate' && stop.gate)).toEqual([
      'launch',
      'design',
      'production',
    ])
    expect(await gate('launch')).toMatchObject({ standing: 'to-come', next: { turn: ['team'] } })
    expect((await gate('design')).next).toBeNull()
    expect(await phase()).toBe('conception')

    const { body: file } = await camille.call(conformityRoutes.open, {
      params,
      body: { version: '1.0.0', gate: 'launch' },
    })
    const open = await gate('launch')
    expect(open).toMatchObject({ standing: 'under-way', file: { id: file.id, assessed: 0 } })
    expect(open.next!.text.fr).toMatch(/^Évaluer les exigences restantes/)
    // What asks nothing is not to be assessed: neither counted here nor told at home.
    const { items } = (await camille.call(conformityRoutes.file, { params: { fileId: file.id } })).body
    const asked = items.filter(({ requirement }) => requirement.weight !== 'informative')
    expect(asked.length).toBeLessThan(items.length)
    expect(open.file).toMatchObject({ total: asked.length })
    // Nor is it a gap, whatever is said of it.
    const informative = items.find(({ requirement }) => requirement.weight === 'informative')!
    await camille.call(conformityRoutes.assess, {
      params: { fileId: file.id, requirementId: informative.requirement.id },
      body: { status: 'partly', justification: 'Lu en partie.', revision: 0 },
    })
    expect((await gate('launch')).file).toMatchObject({ assessed: 0, gaps: 0 })
    const toAssess = async () =>
      (await camille.call(homeRoutes.home)).body.tasks.find(({ kind }) => kind === 'assess')?.count
    expect(await toAssess()).toBe(asked.length)
    await camille.call(conformityRoutes.assessSeveral, {
      params: { fileId: file.id },
      body: {
        items: asked.map(({ requirement: { id: requirementId } }) => ({ requirementId, revision: 0 })),
        status: 'conforming',
      },
    })
    expect(await toAssess()).toBeUndefined()
    // What is left is named, with where to bring it.
    const { next, file: atLaunch } = await gate('launch')
    expect(next!.text.fr).toBe(`Apporter les preuves attendues (${atLaunch!.unproven.length}).`)
    const binding = asked.filter(({ requirement }) => requirement.weight === 'binding')
    expect(atLaunch!.unproven).toEqual(binding.map(({ requirement: { id, title } }) => ({ id, title })))
    const [prove] = (await camille.call(homeRoutes.home)).body.tasks.filter(({ kind }) => kind === 'prove')
    expect(prove).toMatchObject({ count: binding.length })
    expect(prove!.requirements![0]).toEqual({
      text: binding[0]!.requirement.title,
      link: `/applications/titres/dossiers/${file.id}/${binding[0]!.requirement.id}`,
    })

    // Everything is assessed and proven by nothing: the committee may only refuse, or pass where nothing binds.
    const review = await camille.call(gateReviewRoutes.request, { params: { fileId: file.id }, body: {} })
    expect(await gate('launch')).toMatchObject({
      standing: 'presented',
      next: { link: `/procedures/${review.body.id}`, turn: ['architect', 'committee-member'] },
    })
    const yann = await socle.as('yann')
    await yann.call(gateReviewRoutes.decide, {
      params: { procedureId: review.body.id },
      body: { revision: 1, decision: 'refuse', grounds: 'Trop tôt.' },
    })
    expect(await gate('launch')).toMatchObject({
      standing: 'refused',
      decision: { decision: 'refuse', decidedBy: { name: 'Yann Le Goff' } },
    })
    expect((await read()).sentence.fr).toBe('Aucun jalon n’est encore passé. Prochain jalon : lancement.')
  })

  test('reserves, tenders and the MirAI track stand where they count', async () => {
    const nadia = await socle.as('nadia')
    const luc = await socle.as('luc')
    await nadia.call(procedureRoutes.open, {
      body: { process: 'reserve', applicationId: 'titres', title: 'Journal', data: { gap: 'Noms.', blocking: true } },
    })
    expect((await gate('production')).reserves).toMatchObject([{ title: 'Journal', blocking: true, state: 'open' }])
    await luc.call(tenderRoutes.create, { body: { reference: 'M-1', title: 'Assistant', applicationId: 'titres' } })
    const { stops } = await read()
    expect(stops.map((stop) => (stop.kind === 'gate' ? stop.gate : stop.id))).toEqual([
      'launch',
      'tender-launch',
      'bid-evaluation',
      'design',
      'production',
    ])
    expect(stops[1]).toMatchObject({ tenders: [{ reference: 'M-1', standing: 'current' }] })
    expect(stops[2]).toMatchObject({ tenders: [{ reference: 'M-1', standing: 'to-come' }] })
    await camille.call(procedureRoutes.open, {
      body: { process: 'mirai-integration', applicationId: 'titres', title: 'IA', data: { 'use-case': 'Résumer.' } },
    })
    const [track] = (await read()).tracks
    expect(track).toMatchObject({ id: 'mirai', turn: ['team'], procedure: { title: 'IA' } })
    const [now, ...later] = track!.steps.map(({ standing }) => standing)
    expect(now).toBe('current')
    expect(new Set(later)).toEqual(new Set(['to-come']))
  })

  const link = 'https://dossiers.example.gouv.fr/titres'
  const locks = ['GI:PS-1.a', 'GI:PS-1.e'] as const

  test('real use is declared once production is passed; a lock that falls afterwards reopens the gate', async () => {
    const nadia = await socle.as('nadia')
    const [track] = (await read()).tracks
    const step = async (transition: string, data: FieldValues) => {
      const { body: before } = await camille.call(procedureRoutes.get, { params: { procedureId: track!.procedure.id } })
      return camille.call(procedureRoutes.step, {
        params: { procedureId: track!.procedure.id },
        body: { transition, revision: before.revision, data },
      })
    }
    const signed = await step('sign', {
      convention: link,
      'hosting-convention': link,
      'cost-model': link,
      'yearly-cost': 12_000,
      architecture: 'Modèles mutualisés.',
    })
    expect(signed.problem?.errors).toBeUndefined()
    const integrated = await step('integrate', {
      pipelines: 'Primaire et secondaire.',
      quality: 'Jeu de réponses notées.',
      monitoring: 'Journaux et alertes.',
      models: 'Un modèle mutualisé.',
    })
    expect(integrated.body.state).toBe('go-live')
    const use = { 'first-use': dayOf(new Date()) }
    const early = await step('first-use', use)
    expect(early.problem).toMatchObject({ code: 'track-gate-not-passed', status: 409 })
    expect(early.problem?.detail).toContain('Mise en production')

    const opened = await camille.call(conformityRoutes.open, { params, body: { version: '1.0.0', gate: 'production' } })
    const { body: file } = await camille.call(conformityRoutes.file, { params: { fileId: opened.body.id } })
    const items = file.items.filter(
      ({ requirement }) => requirement.weight === 'binding' && !locks.some((id) => id === requirement.id),
    )
    const reserve = (await gate('production')).reserves[0]!
    for (const [who, transition, data] of [
      [camille, 'submit', { proof: 'Noms retirés.' }],
      [nadia, 'lift', {}],
    ] as const) {
      const at = { params: { procedureId: reserve.id } }
      const { revision } = (await who.call(procedureRoutes.get, at)).body
      await who.call(procedureRoutes.step, { ...at, body: { transition, revision, data } })
    }
    const several = await camille.call(conformityRoutes.assessSeveral, {
      params: { fileId: file.id },
      body: {
        // The file took over what was said at the gate before.
        items: items.map(({ requirement, assessment }) => ({
          requirementId: requirement.id,
          revision: assessment.revision,
        })),
        status: 'not-applicable',
        justification: 'Hors sujet ici.',
      },
    })
    expect(several.problem?.detail).toBeUndefined()
    for (const requirementId of locks) {
      const at = { params: { fileId: file.id, requirementId } }
      const { revision } = file.items.find(({ requirement }) => requirement.id === requirementId)!.assessment
      await camille.call(conformityRoutes.assess, {
        ...at,
        body: { status: 'conforming', justification: '', revision },
      })
      // A team does not lift its own lock by a link: who decides does, in the file that is kept for it.
      const proof = { label: 'Décision', url: link, date: dayOf(new Date()) }
      const own = await camille.call(conformityRoutes.addLink, { ...at, body: proof })
      expect(own.problem).toMatchObject({ code: 'evidence-of-a-lock', status: 403 })
      expect(own.problem?.detail).toMatch(/homologation|registre/)
    }
    const report = {
      tool: 'socle check',
      version: '0',
      startedAt: new Date().toISOString(),
      durationMs: 1,
      target: {},
      checks: [{ id: 'endpoint/plain-http', requirements: [locks[0]], verdict: 'pass' as const, findings: [] }],
    }
    await camille.call(checkReportRoutes.push, { params, body: { version: '1.0.0', report } })
    const proven = async () => {
      const { items: now } = (await camille.call(conformityRoutes.file, { params: { fileId: file.id } })).body
      return locks.map((lock) => now.find(({ requirement }) => requirement.id === lock)!.assessment.proof)
    }
    expect(await proven()).toEqual(['missing', 'missing'])
    const homologation = await liftLocks(camille, nadia, 'titres')
    expect(await proven()).toEqual(['proven', 'proven'])
    const review = await camille.call(gateReviewRoutes.request, { params: { fileId: file.id }, body: {} })
    const committee = await seatCommittee(socle, new Date().getUTCFullYear())
    await committee.settle(await socle.as('helene'), dayOf(new Date()), review.body.id, 'for')
    expect((await gate('production')).standing).toBe('passed')
    const longAgo = await step('first-use', { 'first-use': '2019-09-01' })
    expect(longAgo.problem?.errors?.[0]?.path).toContain('first-use')
    expect((await step('first-use', use)).body.state).toBe('observation')

    await stepOf(nadia, homologation, 'withdraw', { why: 'Vulnérabilité critique.' })
    expect(await gate('production')).toMatchObject({ standing: 'reopened', reopened: 1 })
    expect((await read()).sentence.fr).toBe(
      'Jalons passés : 0 sur 3, rouverts depuis : 1. Refusés, puis dépassés : lancement. Jamais tenus auparavant : conception. Prochain jalon : mise en production.',
    )
    const { body: standing } = await camille.call(gateReviewRoutes.standing, { params: { fileId: file.id } })
    expect(standing.reopened).toMatchObject([{ requirementId: 'GI:PS-1.a' }])
    expect(standing.reopened[0]!.text.fr).toContain('verrou')
    // Whose turn it is reads it at home, with why.
    const reopened = async () => {
      const { tasks } = (await camille.call(homeRoutes.home)).body
      return tasks.filter((task) => task.kind === 'reopened')
    }
    const lock = standing.reopened[0]!.requirementId
    const title = file.items.find(({ requirement }) => requirement.id === lock)!.requirement.title.fr
    expect(await reopened()).toMatchObject([
      {
        application: 'titres',
        link: `/applications/titres/dossiers/${file.id}`,
        text: {
          fr: `Titres en ligne : le jalon « mise en production » est rouvert. Un verrou levé à son passage ne l’est plus : ${title}.`,
        },
      },
    ])
    // What the description says otherwise is told beside it.
    const { body: described } = await camille.call(applicationRoutes.get, { params })
    const traits = { ...described.description.traits, audiences: ['citizens@internet'] }
    const redescribed = await camille.call(applicationRoutes.describe, {
      params,
      body: { description: { ...described.description, traits }, revision: described.revision },
    })
    expect(redescribed.problem?.detail).toBeUndefined()
    expect((await reopened())[0]!.text.fr).toMatch(/réponses de la description ont changé \(exigences : \d+\)/)
    // Presented again, it waits for its decision, no longer for its team.
    await camille.call(gateReviewRoutes.request, { params: { fileId: file.id }, body: {} })
    expect(await reopened()).toEqual([])
  })

  test('whoever may not see the application learns nothing of it', async () => {
    const samir = await socle.as('samir')
    expect((await samir.call(journeyRoutes.get, { params })).problem?.code).toBe('application-unknown')
  })

  test('home asks the team for the review once; the gate that nobody held before it is told as such', async () => {
    const late = { applicationId: 'tardive' }
    await camille.call(applicationRoutes.create, { body: { id: 'tardive', version: '1.0.0', description: permits } })
    const open = await camille.call(conformityRoutes.open, { params: late, body: { version: '1.0.0', gate: 'design' } })
    const fileParams = { fileId: open.body.id }
    const tasks = async () => {
      const { tasks: all } = (await camille.call(homeRoutes.home)).body
      return all.filter(({ application }) => application === 'tardive').map(({ kind: task }) => task)
    }
    expect(await tasks()).not.toContain('request-review')
    const { items } = (await camille.call(conformityRoutes.file, { params: fileParams })).body
    for (let from = 0; from < items.length; from += 100)
      await camille.call(conformityRoutes.assessSeveral, {
        params: fileParams,
        body: {
          items: items
            .slice(from, from + 100)
            .map(({ requirement, assessment }) => ({ requirementId: requirement.id, revision: assessment.revision })),
          status: 'not-applicable',
          justification: 'Hors sujet ici.',
        },
      })
    expect(await tasks()).toContain('request-review')
    const review = await camille.call(gateReviewRoutes.request, { params: fileParams, body: {} })
    expect(await tasks()).not.toContain('request-review')
    const yann = await socle.as('yann')
    // The gate is named in the language of the reader, wherever the review is.
    const shown = await yann.call(procedureRoutes.get, { params: { procedureId: review.body.id } })
    expect(shown.body).toMatchObject({
      title: 'Titres en ligne 1.0.0',
      precision: { fr: 'Conception', en: 'Design' },
    })
    const query = { process: 'gate-review', application: 'tardive' }
    const sheet = await yann.call(procedureRoutes.export, { query: { ...query, format: 'csv', lang: 'en' } })
    expect(sheet.bytes.toString()).toContain('Titres en ligne 1.0.0, Design')
    const { notifications } = (await yann.call(notificationRoutes.list, { query: {} })).body
    expect(notifications.map(({ text }) => text.en)).toContain(
      'Gate review “Titres en ligne 1.0.0, Design”: requested.',
    )
    const decided = await yann.call(gateReviewRoutes.decide, {
      params: { procedureId: review.body.id },
      body: { revision: 1, decision: 'pass', grounds: 'Vu.' },
    })
    expect(decided.status).toBe(200)
    expect(await tasks()).not.toContain('request-review')
    const journey = (await camille.call(journeyRoutes.get, { params: late })).body
    expect(journey.stops).toMatchObject([
      { gate: 'launch', standing: 'not-held', next: null },
      { gate: 'design', standing: 'passed', next: null },
      { gate: 'production', standing: 'to-come', next: { turn: ['team'] } },
    ])
    expect(journey.sentence.fr).toBe(
      'Jalons passés : 1 sur 3. Jamais tenus auparavant : lancement. Prochain jalon : mise en production.',
    )
    expect(journey.phases.find(({ standing }) => standing === 'current')?.id).toBe('pre-switch')
  })

  test('what is told only is no gap, so that its derogation takes none away', async () => {
    const of = { applicationId: 'souple' }
    await camille.call(applicationRoutes.create, { body: { id: 'souple', version: '1.0.0', description: permits } })
    const opened = await camille.call(conformityRoutes.open, { params: of, body: { version: '1.0.0', gate: 'launch' } })
    const { items } = (await camille.call(conformityRoutes.file, { params: { fileId: opened.body.id } })).body
    const { id } = items.find(({ requirement }) => requirement.weight === 'informative')!.requirement
    const body = {
      process: 'derogation',
      applicationId: 'souple',
      title: 'Information',
      data: { requirements: [id], limit: 'Illisible.' },
    }
    const derogation = (await camille.call(procedureRoutes.open, { body })).body
    const [helene, yann] = [await socle.as('helene'), await socle.as('yann')]
    for (const [who, transition, data] of [
      [camille, 'submit', derogationRequest],
      [helene, 'study', {}],
      [yann, 'decide-for', { duration: 'permanent', grounds: 'Rien d’autre ne convient.' }],
      [helene, 'notify', {}],
    ] as const)
      await stepOf(who, derogation.id, transition, data)
    const journey = (await camille.call(journeyRoutes.get, { params: of })).body
    expect(journey.stops[0]).toMatchObject({ gate: 'launch', file: { gaps: 0, derogated: [] } })
  })
})
