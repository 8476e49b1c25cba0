import {
  applicationRoutes,
  conformityRoutes,
  type Gate,
  gateReviewRoutes,
  procedureRoutes,
  type RequirementId,
} from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

describe.each(databaseKinds)('what a file begins with (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    camille = await socle.as('camille')
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  })
  afterAll(() => socle.close())

  const params = { applicationId: 'titres' }
  const open = async (version: string, gate: Gate, applicationId = 'titres') =>
    (await camille.call(conformityRoutes.open, { params: { applicationId }, body: { version, gate } })).body.id
  const file = async (fileId: string) => (await camille.call(conformityRoutes.file, { params: { fileId } })).body
  const standing = async (fileId: string) =>
    (await camille.call(gateReviewRoutes.standing, { params: { fileId } })).body
  const assessment = async (fileId: string, id: RequirementId) =>
    (await file(fileId)).items.find(({ requirement }) => requirement.id === id)!.assessment
  const assess = (fileId: string, requirementId: RequirementId, justification: string, revision = 0) =>
    camille.call(conformityRoutes.assess, {
      params: { fileId, requirementId },
      body: { status: 'partly', justification, revision },
    })

  /** What each gate asks, read from another application that is described alike. */
  const asked = async () => {
    await camille.call(applicationRoutes.create, { body: { id: 'jumelle', version: '1.0.0', description: permits } })
    const ids: RequirementId[][] = []
    for (const gate of ['launch', 'design', 'production'] as const) {
      const { items } = await file(await open('1.0.0', gate, 'jumelle'))
      ids.push(items.map(({ requirement }) => requirement.id))
    }
    return ids
  }

  test('the file of a later gate begins with what the earlier gate of the same version found', async () => {
    const [atLaunch, atDesign, atProduction] = await asked()
    const [first, second] = atLaunch!.filter((id) => atDesign!.includes(id) && atProduction!.includes(id))
    const onlyDesign = atDesign!.find((id) => !atLaunch!.includes(id) && atProduction!.includes(id))!
    const launch = await open('1.0.0', 'launch')
    await assess(launch, first!, 'Vu au lancement.')
    const design = await open('1.0.0', 'design')
    expect(await assessment(design, first!)).toMatchObject({ status: 'partly', revision: 1 })
    await assess(design, first!, 'Revu à la conception.', 1)
    await assess(design, onlyDesign, 'Vu à la conception.')
    // Nobody looked at it for the design gate: what was said for the launch gate is the last word.
    await assess(launch, second!, 'Vu au lancement, plus tard.')
    await camille.call(procedureRoutes.open, {
      body: {
        process: 'reserve',
        applicationId: 'titres',
        title: 'Plan de reprise',
        data: { gap: 'Pas essayé.', blocking: false },
      },
    })
    await camille.call(conformityRoutes.addLink, {
      params: { fileId: design, requirementId: onlyDesign },
      body: { label: 'Plan', url: 'https://titres.example.gouv.fr/plan', date: '2026-11-01' },
    })
    const reserves = (await file(design)).reserves

    const production = await open('1.0.0', 'production')
    const now = await file(production)
    const author = (await assessment(design, first!)).author
    expect(await assessment(production, first!)).toMatchObject({ justification: 'Revu à la conception.', author })
    expect(await assessment(production, onlyDesign)).toMatchObject({
      status: 'partly',
      justification: 'Vu à la conception.',
      evidence: 1,
      revision: 1,
    })
    expect(await assessment(production, second!)).toMatchObject({ justification: 'Vu au lancement, plus tard.' })
    expect(now.items.filter(({ assessment: { status } }) => status !== 'not-assessed')).toHaveLength(3)
    expect(now.reserves).toEqual(reserves)
    const { carriedFrom, decision } = await standing(production)
    expect(decision).toBeNull()
    expect(carriedFrom).toMatchObject([
      { fileId: design, version: '1.0.0', gate: 'design', gateName: { fr: 'Conception', en: 'Design' }, reopened: [] },
      { fileId: launch, version: '1.0.0', gate: 'launch', carried: [second], reopened: [] },
    ])
    expect(carriedFrom[0]!.carried.toSorted()).toEqual([first, onlyDesign].toSorted())
    // What was taken over is changed as any other assessment, and the earlier file keeps its own.
    expect((await assess(production, first!, 'Changé.', 1)).status).toBe(200)
    expect(await assessment(design, first!)).toMatchObject({ justification: 'Revu à la conception.' })
  })

  test('the last word on this version comes before the one on the version before', async () => {
    await camille.call(applicationRoutes.addVersion, { params, body: { label: '2.0.0' } })
    const before = (await standing(await open('2.0.0', 'launch'))).carriedFrom
    expect(before).toMatchObject([{ version: '1.0.0', gate: 'launch' }])
    const id = before[0]!.carried[0]
    const design = await open('2.0.0', 'design')
    const word = await assessment(design, id!)
    await assess(design, id!, 'Autrement en 2.0.0.', word.revision)
    const production = await open('2.0.0', 'production')
    expect(await assessment(production, id!)).toMatchObject({ justification: 'Autrement en 2.0.0.' })
    const sources = (await standing(production)).carriedFrom
    expect(sources.map(({ version, gate }) => `${version} ${gate}`)[0]).toBe('2.0.0 design')
    const everything = sources.flatMap(({ carried }) => carried)
    expect(new Set(everything).size).toBe(everything.length)
  })
})
