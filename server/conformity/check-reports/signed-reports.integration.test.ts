/** What a pipeline sends with the key of its application: believed when the signature says that it is what that key signed. */
import { applicationRoutes, checkReportRoutes, conformityRoutes, type CheckReport } from '@socle/contracts'
import { canonicalJson } from '@socle/contracts/canonical-json'
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

const params = { applicationId: 'titres' }
const version = '1.0.0'
const requirementId = 'GI:1265' as const

const report = (verdict: 'pass' | 'fail', startedAt: string, changes: Partial<CheckReport> = {}): CheckReport => ({
  tool: 'socle',
  version: '0.1.0',
  startedAt,
  durationMs: 5,
  target: { path: '.', commit: 'a'.repeat(40), dirty: true },
  application: 'titres',
  checks: [{ id: 'repository/readme', requirements: [requirementId], verdict, findings: [] }],
  ...changes,
})
const signed = (content: unknown, key: string): Record<string, string> => ({
  'socle-signature': `hmac-sha256=${createHmac('sha256', key).update(canonicalJson(content)).digest('hex')}`,
})

describe.each(databaseKinds)('reports signed by the key of an application, on %s', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let keys: { id: string; secret: string; client: TestClient }[]
  let fileId: string
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    camille = await socle.as('camille')
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version, description: permits } })
    keys = await Promise.all(
      ['CI', 'Poste'].map(async (label) => {
        const { key, secret } = (await camille.call(applicationRoutes.issueKey, { params, body: { label } })).body
        return { id: key.id, secret, client: socle.withKey(secret) }
      }),
    )
    fileId = (await camille.call(conformityRoutes.open, { params, body: { version, gate: 'production' } })).body.id
  })
  afterAll(() => socle.close())

  const push = (
    sent: CheckReport,
    headers: Record<string, string> = signed({ version, report: sent }, keys[0]!.secret),
  ) => keys[0]!.client.call(checkReportRoutes.push, { params, body: { version, report: sent }, headers })
  const stored = async () => (await camille.call(checkReportRoutes.list, { params })).body.reports
  const evidence = async () =>
    (await camille.call(conformityRoutes.assessment, { params: { fileId, requirementId } })).body.evidence

  test('what is tampered with, unsigned, or signed by another key is refused and nothing is kept', async () => {
    const honest = report('fail', '2026-01-10T08:00:00.000Z')
    const signature = signed({ version, report: honest }, keys[0]!.secret)
    const tampered: CheckReport[] = [
      report('pass', honest.startedAt),
      { ...honest, target: { ...honest.target, commit: '0'.repeat(40) } },
      { ...honest, startedAt: '2026-01-09T08:00:00.000Z' },
      { ...honest, checks: [{ ...honest.checks[0]!, id: 'nope/x' }] },
    ]
    for (const one of tampered)
      expect((await push(one, signature)).problem).toMatchObject({
        status: 422,
        code: 'check-report-tampered',
        detail: expect.stringMatching(/ne correspond pas.*Rien n’a été enregistré/),
      })
    expect((await push(honest, signed({ version, report: honest }, keys[1]!.secret))).problem?.code).toBe(
      'check-report-tampered',
    )
    expect((await push(honest, {})).problem).toMatchObject({ status: 422, code: 'check-report-unsigned' })
    for (const malformed of ['hmac-sha256=00', 'md5=abc', ''])
      expect((await push(honest, { 'socle-signature': malformed })).problem?.code).toBe('check-report-unsigned')
    expect(await stored()).toEqual([])
    expect(await evidence()).toEqual([])
  })

  test('a field that this version does not know is signed all the same', async () => {
    const newer = { ...report('pass', '2026-01-10T08:30:00.000Z'), flavour: 'later' } as CheckReport
    expect((await push(newer)).status).toBe(201)
  })

  test('the same report sent again is stored once, and an older one does not take the place of a newer one', async () => {
    const older = report('pass', '2026-01-11T08:00:00.000Z')
    const newer = report('fail', '2026-01-12T08:00:00.000Z')
    const first = await push(older)
    expect(first.status).toBe(201)
    expect((await push(older)).body).toEqual(first.body)
    await push(newer)
    const [kept, before] = [await stored(), await evidence()]
    expect((await push(older)).problem).toMatchObject({ status: 409, code: 'check-report-superseded' })
    expect((await push(report('pass', '2020-01-01T00:00:00.000Z'))).problem?.code).toBe('check-report-superseded')
    expect(await stored()).toEqual(kept)
    expect(await evidence()).toEqual(before)
    expect(before.find(({ state }) => state !== 'withdrawn')).toMatchObject({ outcome: 'fail' })
  })

  test('of several copies sent at once one is stored', async () => {
    const one = report('pass', '2026-01-13T08:00:00.000Z')
    const ids = (await Promise.all([1, 2, 3, 4].map(() => push(one)))).map(({ body }) => body.id)
    expect(new Set(ids).size).toBe(1)
  })

  test('two jobs that ran other checks do not stand in the way of one another', async () => {
    const late = report('pass', '2026-01-15T08:00:00.000Z')
    const early = report('pass', '2026-01-14T08:00:00.000Z', {
      checks: [{ id: 'endpoint/health', requirements: [], verdict: 'pass', findings: [] }],
    })
    expect((await push(late)).status).toBe(201)
    expect((await push(early)).status).toBe(201)
  })

  test('evidence says when and on which commit it was measured, and which key signed it', async () => {
    const last = report('pass', '2026-01-16T08:00:00.000Z')
    const { id, signature } = (await push(last)).body
    expect(signature).toEqual({
      value: signed({ version, report: last }, keys[0]!.secret)['socle-signature'],
      key: { id: keys[0]!.id, label: 'CI' },
    })
    const [newest] = await evidence()
    expect(newest).toMatchObject({
      reportId: id,
      run: { startedAt: last.startedAt, commit: 'a'.repeat(40), dirty: true, signedBy: 'CI' },
    })
    const read = (await camille.call(checkReportRoutes.get, { params: { reportId: id } })).body
    expect(signed({ version: read.version, report: read.report }, keys[0]!.secret)['socle-signature']).toBe(
      read.signature?.value,
    )
  })

  test('a check that this server does not know is kept, told as such, and proves nothing', async () => {
    const before = await evidence()
    const check = { requirements: [requirementId], verdict: 'pass' as const, findings: [] }
    const sent = report('pass', '2026-01-16T09:00:00.000Z', {
      checks: [
        { ...check, id: 'repository/of-tomorrow' },
        { ...check, id: 'gateway/of-tomorrow' },
      ],
    })
    const { status, body } = await push(sent)
    expect([status, body]).toMatchObject([
      201,
      { unknownChecks: ['repository/of-tomorrow', 'gateway/of-tomorrow'], evidence: 0 },
    ])
    expect(await evidence()).toEqual(before)
  })

  test('what a check is called and what it found read in both languages, whoever ran it', async () => {
    const said = { fr: 'Aucun README à la racine.', en: 'No README at the root.' }
    const title = { fr: 'Il manque un README', en: 'A README is missing' }
    const check = { id: 'repository/readme', requirements: [requirementId], verdict: 'fail' as const, title }
    await push(
      report('fail', '2026-01-16T10:00:00.000Z', { checks: [{ ...check, findings: [{ message: said.en, said }] }] }),
    )
    expect((await evidence())[0]).toMatchObject({ label: title, findings: [{ place: '', message: said }] })
    await push(report('fail', '2026-01-16T11:00:00.000Z', { checks: [{ ...check, findings: [{ message: said.en }] }] }))
    expect((await evidence())[0]).toMatchObject({ findings: [{ message: { fr: said.en, en: said.en } }] })
    await push(report('pass', '2026-01-16T12:00:00.000Z'))
  })

  test('what a person sends is theirs, and shown as unsigned', async () => {
    const mine = report('pass', '2026-01-17T08:00:00.000Z')
    const answer = await camille.call(checkReportRoutes.push, { params, body: { version, report: mine } })
    expect(answer.body).toMatchObject({ signature: null, pushedBy: expect.stringContaining('Camille') })
    expect((await evidence())[0]).toMatchObject({ run: { signedBy: null } })
  })

  test('a revoked key signs nothing more', async () => {
    await camille.call(applicationRoutes.revokeKey, { params: { ...params, keyId: keys[0]!.id } })
    expect((await push(report('pass', '2026-01-18T08:00:00.000Z'))).problem?.code).toBe('key-revoked')
  })
})
