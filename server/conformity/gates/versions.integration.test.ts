/** What was passed stays told: when a new version begins, and when something is found afterwards. */
import {
  applicationRoutes,
  conformityRoutes,
  type Gate,
  gateReviewRoutes,
  homeRoutes,
  journeyRoutes,
  notificationRoutes,
  procedureRoutes,
  type RequirementId,
} from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seatCommittee, type TestCommittee } from '../../testing/committee.ts'
import { permits } from '../../testing/descriptions.ts'
import { dayOf } from '../../platform/day.ts'
import { liftLocks } from '../../testing/locks.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

const locks: readonly string[] = ['GI:PS-1.a', 'GI:PS-1.e']

describe.each(databaseKinds)('what was passed stays told (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let yann: TestClient
  let helene: TestClient
  let committee: TestCommittee
  const params = { applicationId: 'titres' }
  const opened = new Map<string, string>()
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    camille = await socle.as('camille')
    yann = await socle.as('yann')
    helene = await socle.as('helene')
    await socle.as('nadia')
    committee = await seatCommittee(socle, new Date().getUTCFullYear())
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  })
  afterAll(() => socle.close())

  const journey = async () => (await camille.call(journeyRoutes.get, { params })).body
  const gate = async (id: Gate) => {
    const stop = (await journey()).stops.find((each) => each.kind === 'gate' && each.gate === id)
    if (stop?.kind !== 'gate') throw new Error(`no gate ${id}`)
    return stop
  }
  const items = async (fileId: string) => (await camille.call(conformityRoutes.file, { params: { fileId } })).body.items
  const open = async (version: string, at: Gate) => {
    const { body, problem } = await camille.call(conformityRoutes.open, { params, body: { version, gate: at } })
    expect(problem?.detail).toBeUndefined()
    opened.set(`${version} ${at}`, body.id)
    return body.id
  }
  const assess = async (fileId: string, ids: (item: Awaited<ReturnType<typeof items>>[number]) => boolean) => {
    const due = (await items(fileId)).filter(
      (item) => ids(item) && !locks.includes(item.requirement.id) && item.assessment.status === 'not-assessed',
    )
    for (let from = 0; from < due.length; from += 100) {
      const several = await camille.call(conformityRoutes.assessSeveral, {
        params: { fileId },
        body: {
          items: due.slice(from, from + 100).map(({ requirement, assessment }) => ({
            requirementId: requirement.id,
            revision: assessment.revision,
          })),
          status: 'not-applicable',
          justification: 'Hors sujet ici.',
        },
      })
      expect(several.problem?.detail).toBeUndefined()
    }
  }
  const request = async (fileId: string) => {
    const asked = await camille.call(gateReviewRoutes.request, { params: { fileId }, body: {} })
    expect(asked.problem?.detail).toBeUndefined()
    return asked.body.id
  }
  const pass = async (fileId: string) => {
    const procedureId = await request(fileId)
    const body = { revision: 1, decision: 'pass', grounds: 'Vu.' } as const
    const decided = await yann.call(gateReviewRoutes.decide, { params: { procedureId }, body })
    expect(decided.problem?.detail).toBeUndefined()
    return procedureId
  }
  const set = async (fileId: string, requirementId: RequirementId, status: 'conforming' | 'non-conforming') => {
    const { revision } = (await items(fileId)).find(({ requirement }) => requirement.id === requirementId)!.assessment
    const body = { status, justification: 'Constaté en exploitation.', revision }
    return camille.call(conformityRoutes.assess, { params: { fileId, requirementId }, body })
  }
  const told = async (persona: string) => {
    const who = await socle.as(persona)
    return (await who.call(notificationRoutes.list, { query: { limit: 200 } })).body.notifications.map(
      ({ text }) => text.fr,
    )
  }
  const reopenedAtHome = async (persona: string) => {
    const who = await socle.as(persona)
    return (await who.call(homeRoutes.home)).body.tasks.filter(({ kind: task }) => task === 'reopened')
  }
  const binding = async (fileId: string) =>
    (await items(fileId)).find(
      ({ requirement }) => requirement.weight === 'binding' && !locks.includes(requirement.id),
    )!.requirement.id

  test('version 1.0.0 passes its gates', async () => {
    for (const at of ['launch', 'design', 'production'] as const) {
      const fileId = await open('1.0.0', at)
      await assess(fileId, ({ requirement }) => requirement.weight !== 'informative')
      if (at === 'production') {
        for (const lock of locks) await set(fileId, lock as RequirementId, 'conforming')
        await liftLocks(camille, await socle.as('nadia'), 'titres')
      }
      if (at === 'production') await committee.settle(helene, dayOf(new Date()), await request(fileId), 'for')
      else await pass(fileId)
    }
    expect((await journey()).sentence.fr).toBe('Tous les jalons sont passés.')
  })

  test('what is found once it is in production reopens its gate and is told to whom the policy names, once', async () => {
    const fileId = opened.get('1.0.0 production')!
    const gap = await binding(fileId)
    const title = (await items(fileId)).find(({ requirement }) => requirement.id === gap)!.requirement.title.fr
    const sentence = new RegExp(
      `^Titres en ligne 1\\.0\\.0 : le jalon « mise en production », passé le .* est rouvert.*${title}`,
    )
    expect((await set(fileId, gap, 'non-conforming')).problem?.detail).toBeUndefined()

    expect(await gate('production')).toMatchObject({ standing: 'reopened', reopened: 1 })
    const { body: standing } = await camille.call(gateReviewRoutes.standing, { params: { fileId } })
    expect(standing.reopened).toMatchObject([{ requirementId: gap, why: ['found-since'] }])
    for (const persona of ['camille', 'helene', 'nadia']) {
      const about = (await told(persona)).filter((text) => sentence.test(text))
      expect([persona, about.length]).toEqual([persona, 1])
    }
    // The team mends it; whoever watches over gates sees that it is open.
    for (const persona of ['camille', 'helene']) {
      const [task, ...more] = await reopenedAtHome(persona)
      expect(more).toEqual([])
      expect(task).toMatchObject({ application: 'titres', link: `/applications/titres/dossiers/${fileId}` })
      expect(task!.text.fr).toContain(`Un écart est constaté depuis son passage : ${title}.`)
    }
    expect(await reopenedAtHome('yann')).toEqual([])

    // Another change of the same file tells nothing again; mended, the gate is passed as before, and found anew it is told anew.
    const recommended = (await items(fileId)).find(({ requirement }) => requirement.weight === 'recommended')!
    await set(fileId, recommended.requirement.id, 'non-conforming')
    expect((await told('camille')).filter((text) => sentence.test(text))).toHaveLength(1)
    expect((await gate('production')).reopened).toBe(1)
    const { revision } = (await items(fileId)).find(({ requirement }) => requirement.id === gap)!.assessment
    await camille.call(conformityRoutes.assess, {
      params: { fileId, requirementId: gap },
      body: { status: 'not-applicable', justification: 'Hors sujet ici.', revision },
    })
    expect((await gate('production')).standing).toBe('passed')
    expect(await reopenedAtHome('helene')).toEqual([])
    await set(fileId, gap, 'non-conforming')
    expect((await told('camille')).filter((text) => sentence.test(text))).toHaveLength(2)
    // Presented again with its gap it may only be refused; mended, it is passed by its own decision still.
    const again = (await items(fileId)).find(({ requirement }) => requirement.id === gap)!.assessment
    await camille.call(conformityRoutes.assess, {
      params: { fileId, requirementId: gap },
      body: { status: 'not-applicable', justification: 'Hors sujet ici.', revision: again.revision },
    })
  })

  test('the next version keeps what was passed, by which version and when, and reopens what it changes', async () => {
    await camille.call(applicationRoutes.addVersion, { params, body: { label: '2.0.0' } })
    const begun = await journey()
    expect(begun.version).toBe('2.0.0')
    // Nothing of launch and design changed: they stand. A production gate looks at what is built, anew for each version.
    expect(await gate('launch')).toMatchObject({
      standing: 'passed',
      file: null,
      decision: null,
      earlier: { version: '1.0.0', decision: 'pass', decidedBy: { name: 'Yann Le Goff' } },
    })
    expect((await gate('launch')).earlier!.decidedAt).toContain(dayOf(new Date()).slice(0, 7))
    expect((await gate('design')).standing).toBe('passed')
    const production = await gate('production')
    expect(production).toMatchObject({ standing: 'reopened', earlier: { version: '1.0.0' }, next: { turn: ['team'] } })
    expect(production.next!.text.fr).toContain('pour la version 2.0.0, que la version 1.0.0 a passé')
    expect(begun.sentence.fr).toBe(
      'Jalons passés : 2 sur 3, rouverts depuis : 1. Passés par une version antérieure : lancement (1.0.0), conception (1.0.0). La version 2.0.0 rouvre : mise en production. Prochain jalon : mise en production.',
    )
    expect(begun.phases.find(({ standing }) => standing === 'current')?.id).toBe('pre-switch')

    // What it changes in its description reopens the gates that judged it, and no requirement besides.
    const { body: before } = await camille.call(applicationRoutes.get, { params })
    const traits = { ...before.description.traits, sessions: 'no' }
    const described = await camille.call(applicationRoutes.describe, {
      params,
      body: { description: { ...before.description, traits }, revision: before.revision },
    })
    expect(described.problem?.detail).toBeUndefined()
    const stops = [await gate('launch'), await gate('design')]
    const touched = stops.filter(({ reopened }) => reopened > 0)
    expect(touched.length).toBeGreaterThan(0)
    for (const stop of touched) {
      expect(stop.standing).toBe('reopened')
      expect(stop.reopened).toBeLessThan((await items(opened.get(`1.0.0 ${stop.gate}`)!)).length / 2)
    }
    for (const stop of stops.filter(({ reopened }) => reopened === 0)) expect(stop.standing).toBe('passed')
    const tasks = await reopenedAtHome('camille')
    expect(tasks.map(({ text }) => text.fr).join('\n')).toContain('La version 2.0.0 change ce qui y avait été jugé')

    // The file of the new version says what it follows.
    const fileId = await open('2.0.0', 'production')
    const { body: standing } = await camille.call(gateReviewRoutes.standing, { params: { fileId } })
    expect(standing).toMatchObject({ decision: null, earlier: { version: '1.0.0', decision: 'pass' } })
    expect((await gate('production')).standing).toBe('under-way')
  })

  test('a gate that was passed by an earlier version is never told as never held, once a later one is passed', async () => {
    const fileId = await open('2.0.0', 'design')
    await assess(fileId, ({ requirement }) => requirement.weight !== 'informative')
    await pass(fileId)
    const { stops, sentence } = await journey()
    expect(stops.map((stop) => stop.kind === 'gate' && stop.standing)).toEqual(['passed', 'passed', 'under-way'])
    expect(sentence.fr).toBe(
      'Jalons passés : 2 sur 3. Passés par une version antérieure : lancement (1.0.0). Prochain jalon : mise en production.',
    )
    // What is found in the file of a version that was replaced concerns nobody any more.
    const old = opened.get('1.0.0 design')!
    const count = (await told('camille')).length
    await set(old, await binding(old), 'non-conforming')
    expect(await told('camille')).toHaveLength(count)
  })

  test('a review that waits when a new version begins ends, told to all; what a session has in hand stays there', async () => {
    const launch = await open('2.0.0', 'launch')
    const design = opened.get('2.0.0 design')!
    for (const fileId of [launch, design])
      await assess(fileId, ({ requirement }) => requirement.weight !== 'informative')
    const [waiting, tabled] = [await request(launch), await request(design)]
    const { sessionId } = await committee.decide(helene, dayOf(new Date()), [
      { subject: { kind: 'procedure', procedureId: tabled }, title: 'Conception 2.0.0', choice: 'for' },
    ])
    await camille.call(applicationRoutes.addVersion, { params, body: { label: '3.0.0' } })

    const ended = (await camille.call(procedureRoutes.get, { params: { procedureId: waiting } })).body
    expect(ended).toMatchObject({ state: 'overtaken', final: true, data: { 'later-version': '3.0.0' } })
    const text = 'Revue de jalon « Titres en ligne 2.0.0, Lancement » : dépassée par une version.'
    for (const persona of ['helene', 'yann']) expect(await told(persona)).toContain(text)
    // Nothing stands in the way of the file of the new version, nor of the former one for whoever still wants a decision.
    await pass(launch)

    expect((await gate('design')).earlierReview).toEqual({ procedureId: tabled, version: '2.0.0' })
    expect((await committee.notify(helene, sessionId)).problem?.detail).toBeUndefined()
    expect(await gate('design')).toMatchObject({
      standing: 'passed',
      earlier: { version: '2.0.0', procedureId: tabled },
      earlierReview: null,
    })
  })
})
