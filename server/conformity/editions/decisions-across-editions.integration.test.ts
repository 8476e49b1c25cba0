/** What was decided follows its requirement through the editions; what an edition did not change is not looked at again. */
import {
  applicationRoutes,
  conformityRoutes,
  type FieldValues,
  gateReviewRoutes,
  procedureRoutes,
  type RequirementId,
} from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayOf } from '../../platform/day.ts'
import { seatCommittee, type TestCommittee } from '../../testing/committee.ts'
import { derogationRequest, permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'
import { publishList } from './testing.ts'

const saving = 'La sauvegarde de chaque base se rejoue chaque mois sur une machine neuve.'
const signing = 'Chaque image est signée avant d’entrer dans le registre.'
const logging =
  'Les journaux sortent sur la sortie standard, une ligne par événement ; ils sont gardés douze mois dans un entrepôt chiffré.'
const [writing, keeping] = [
  'Les journaux sortent sur la sortie standard, une ligne par événement.',
  'Les journaux sont gardés douze mois dans un entrepôt chiffré.',
]
const listOf = (rows: readonly (readonly [string, string])[]): string =>
  `${['ID;Type;Exigence', ...rows.map(([id, wording]) => `${id};P;${wording}`)].join('\n')}\n`

describe.each(databaseKinds)('decisions across editions (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let helene: TestClient
  let nadia: TestClient
  let yann: TestClient
  let committee: TestCommittee
  const start = new Date('2026-12-01T10:00:00Z')
  const at = async (now: Date) => {
    socle.setClock(now)
    camille = await socle.as('camille')
    helene = await socle.as('helene')
    nadia = await socle.as('nadia')
    yann = await socle.as('yann')
  }
  let first = ''
  let later = ''
  let derogation = ''
  let reserve = ''
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    await at(start)
    committee = await seatCommittee(socle, start.getFullYear())
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1', description: permits } })
    await publish([['EX1', saving], ['EX2', signing], ['EX3', logging], ['EX4', 'Chaque secret vient du coffre.']], '1') // prettier-ignore
    first = await openFile('1')
  })
  afterAll(() => socle.close())

  const publish = (rows: readonly (readonly [string, string])[], label: string) =>
    publishList(
      { architect: helene, committee },
      { volume: 'CN', sheet: 'CN:exigences', list: listOf(rows), label, day: dayOf(start) },
    )
  const params = { applicationId: 'titres' }
  const openFile = async (version: string) =>
    (await camille.call(conformityRoutes.open, { params, body: { version, gate: 'production' } })).body.id
  const nextVersion = async (label: string) => {
    await camille.call(applicationRoutes.addVersion, { params, body: { label } })
    return openFile(label)
  }
  const file = async (fileId: string) => (await camille.call(conformityRoutes.file, { params: { fileId } })).body
  const assessment = async (fileId: string, id: string) =>
    (await file(fileId)).items.find(({ requirement }) => requirement.id === id)?.assessment
  const open = async (who: TestClient, process: string, data: FieldValues) =>
    (await who.call(procedureRoutes.open, { body: { process, applicationId: 'titres', title: process, data } })).body.id
  const step = async (who: TestClient, procedureId: string, transition: string, data: FieldValues = {}) => {
    const { revision } = (await who.call(procedureRoutes.get, { params: { procedureId } })).body
    const answer = await who.call(procedureRoutes.step, {
      params: { procedureId },
      body: { transition, revision, data },
    })
    expect(answer.problem?.detail).toBeUndefined()
  }
  const assess = (fileId: string, requirementId: RequirementId, status: 'conforming' | 'non-conforming') =>
    camille.call(conformityRoutes.assess, {
      params: { fileId, requirementId },
      body: { status, justification: `Vu ${requirementId}.`, revision: 0 },
    })
  const stateOf = async (procedureId: string) =>
    (await helene.call(procedureRoutes.get, { params: { procedureId } })).body.state
  const standing = async (fileId: string) =>
    (await camille.call(gateReviewRoutes.standing, { params: { fileId } })).body

  test('a requirement is derogated from, and the reserve about it is covered', async () => {
    await assess(first, 'CN:EX1', 'non-conforming')
    await assess(first, 'CN:EX2', 'conforming')
    await assess(first, 'CN:EX4', 'conforming')
    const link = { label: 'Preuve', url: 'https://titres.example.gouv.fr/preuve', date: '2026-11-30' }
    await camille.call(conformityRoutes.addLink, {
      params: { fileId: first, requirementId: 'CN:EX2' },
      body: link,
    })
    derogation = await open(camille, 'derogation', { requirements: ['CN:EX1', 'CN:EX3'], limit: 'Pas avant l’été.' })
    await step(camille, derogation, 'submit', derogationRequest)
    await step(helene, derogation, 'study')
    await step(yann, derogation, 'decide-for', { duration: 'temporary', until: '2026-12-20', grounds: 'Attendre.' })
    await step(helene, derogation, 'notify')
    reserve = await open(nadia, 'reserve', { gap: 'Pas rejouée.', blocking: true, requirements: ['CN:EX1'] })
    expect(await stateOf(reserve)).toBe('covered')
    const review = (await camille.call(gateReviewRoutes.request, { params: { fileId: first }, body: {} })).body.id
    await committee.settle(helene, dayOf(start), review, 'against')
    expect((await standing(first)).reopened).toEqual([])
  })

  test('a file opened under the edition that renumbers and splits them has the derogation, whether others moved or not', async () => {
    await publish([['EX2', saving], ['EX7', signing], ['EX8', writing], ['EX9', keeping], ['EX4', 'Chaque secret vient du coffre.']], '2') // prettier-ignore
    later = await nextVersion('2')
    // The number EX2 is another requirement's now.
    expect(await assessment(later, 'CN:EX2')).toMatchObject({
      status: 'derogated',
      derogation: { procedureId: derogation, until: '2026-12-20', instead: 'non-conforming' },
    })
    for (const part of ['CN:EX8', 'CN:EX9'])
      expect((await assessment(later, part))?.derogation).toMatchObject({ procedureId: derogation })
    expect((await file(later)).reserves).toMatchObject([{ id: reserve, state: 'covered' }])
    // The file that stays on the edition before reads it under the former number.
    expect(await assessment(first, 'CN:EX1')).toMatchObject({ status: 'derogated' })
    expect((await assessment(first, 'CN:EX2'))?.derogation).toBeNull()
  })

  test('the new version begins with what was said under the former number, and is told only what changed', async () => {
    expect(await assessment(later, 'CN:EX7')).toMatchObject({
      status: 'conforming',
      justification: 'Vu CN:EX2.',
      evidence: 1,
    })
    const [source] = (await standing(later)).carriedFrom
    expect(source!.carried).toEqual(expect.arrayContaining(['CN:EX7', 'CN:EX4']))
    expect(source!.reopened.map(({ requirementId, why }) => [requirementId, why]).toSorted()).toEqual([
      ['CN:EX8', ['split']],
      ['CN:EX9', ['split']],
    ])
  })

  test('a gate that was decided names what the edition split, and not what it renumbered', async () => {
    const { reopened } = await standing(first)
    expect(reopened.map(({ requirementId, why }) => [requirementId, why]).toSorted()).toEqual([
      ['CN:EX8', ['split']],
      ['CN:EX9', ['split']],
    ])
    expect(reopened[0]!.text.fr).toBe('À revoir : elle vient d’une exigence scindée.')
  })

  test('two editions later it is still the same derogation, and it ends on its day under every number', async () => {
    await publish([['EX5', saving], ['EX7', signing], ['EX8', writing], ['EX9', keeping], ['EX4', 'Chaque secret vient du coffre.']], '3') // prettier-ignore
    const last = await nextVersion('3')
    expect((await assessment(last, 'CN:EX5'))?.derogation).toMatchObject({ procedureId: derogation })
    expect((await file(last)).reserves).toMatchObject([{ id: reserve, state: 'covered' }])
    await at(new Date('2026-12-21T10:00:00Z'))
    for (const [id, requirement] of [
      [first, 'CN:EX1'],
      [later, 'CN:EX2'],
      [last, 'CN:EX5'],
    ] as const)
      // prettier-ignore
      expect(await assessment(id, requirement)).toMatchObject({ status: 'non-conforming', derogation: null })
    expect((await file(last)).reserves).toMatchObject([{ id: reserve, state: 'open' }])
  })
})
