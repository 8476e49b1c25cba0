import {
  applicationRoutes,
  checkReportRoutes,
  conformityRoutes,
  frameworkRoutes,
  homeRoutes,
  auditRoutes,
  type CheckReport,
} from '@socle/contracts'
import { canonicalJson, signatureHeader } from '@socle/contracts/canonical-json'
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pdfFile, zipOf } from '../../editions/testing/files.ts'
import { permits } from '../testing/descriptions.ts'
import type { TestClient } from '../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../testing/test-socle.ts'
import { dayOf } from '../platform/day.ts'

const today = dayOf(new Date())
const report = (verdict: 'pass' | 'fail'): CheckReport => ({
  tool: 'socle check',
  version: '0.1.0',
  startedAt: new Date().toISOString(),
  durationMs: 12,
  target: { path: '.', commit: 'a'.repeat(40) },
  application: 'titres',
  checks: [
    {
      id: 'endpoint/plain-http',
      requirements: ['GI:1166'],
      verdict,
      partial: false,
      findings: verdict === 'fail' ? [{ url: 'http://titres.example/', message: 'answers in clear text' }] : [],
    },
  ],
})

/** What asks for a password before it opens. */
const lockedPdf = pdfFile(
  ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 0 /Kids [] >>'],
  `/ID [<${'0'.repeat(32)}> <${'0'.repeat(32)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${'5f'.repeat(32)}> /U <${'a3'.repeat(32)}> >>`,
)
const lockedOdt = zipOf([
  { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', stored: true },
  { name: 'META-INF/manifest.xml', content: '<manifest><file-entry><encryption-data/></file-entry></manifest>' },
])

describe.each(databaseKinds)('from a description to a conformity file (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    camille = await socle.as('camille')
  })
  afterAll(() => socle.close())

  test('a described application knows what applies and why', async () => {
    const created = await camille.call(applicationRoutes.create, {
      body: { id: 'titres', version: '1.0.0', description: permits },
    })
    expect(created.status).toBe(201)
    const { body } = await camille.call(applicationRoutes.applicability, { params: { applicationId: 'titres' } })
    expect(body.case).toBe('2.d')
    expect(body.volumes.map(({ id }) => id)).toEqual(expect.arrayContaining(['GI', 'CHAP', 'PRES', 'CN']))
    expect(body.excludedVolumes.map(({ id }) => id)).toEqual(expect.arrayContaining(['MIRAI', 'ENT', 'LEGACY']))
    const tls = body.requirements.find(({ id }) => id === 'GI:1166')!
    expect(tls).toMatchObject({ applies: true, certain: true })
    expect(tls.reason.fr).toBe('S’applique car l’application sert des citoyens depuis internet.')
  })

  test('an identifier is taken once', async () => {
    const again = await camille.call(applicationRoutes.create, {
      body: { id: 'titres', version: '1.0.0', description: permits },
    })
    expect(again.problem).toMatchObject({ code: 'application-exists', status: 409 })
  })

  test('unknown answers are refused one by one, with a hint', async () => {
    const traits = { ...permits.traits, interface: ['webb'], colour: 'blue' }
    const { problem } = await camille.call(applicationRoutes.create, {
      body: { id: 'autre', version: '1', description: { ...permits, traits } },
    })
    expect(problem?.code).toBe('description-invalid')
    expect(problem?.errors).toEqual([
      { path: 'description.traits.interface.0', message: expect.stringContaining('« web »') },
      { path: 'description.traits.colour', message: expect.stringContaining('trait inconnu') },
    ])
    const missing = await camille.call(applicationRoutes.get, { params: { applicationId: 'autre' } })
    expect(missing.status).toBe(404)
  })

  test('a malformed request is told in the language of the person, with its place', async () => {
    const body = { id: 'autre', version: '1.0.0', description: { ...permits, name: '', organisation: 12 as never } }
    const create = (language: string) =>
      camille.call(applicationRoutes.create, { body, headers: { 'accept-language': language } })
    const [fr, en] = [(await create('fr')).problem, (await create('en')).problem]
    expect(fr).toMatchObject({ status: 400, code: 'invalid-request' })
    expect(fr!.errors?.map(({ path }) => path)).toEqual(['body.description.name', 'body.description.organisation'])
    expect(fr!.errors?.map(({ message }) => message).join()).toMatch(/à renseigner.*attendu/s)
    expect(en!.errors?.map(({ message }) => message).join()).toMatch(/to be given.*expected string, received number/s)
  })

  test('a conformity file opens undetermined and lists only what is due at its gate', async () => {
    const opened = await camille.call(conformityRoutes.open, {
      params: { applicationId: 'titres' },
      body: { version: '1.0.0', gate: 'production' },
    })
    expect(opened.status).toBe(201)
    const { body } = await camille.call(conformityRoutes.file, { params: { fileId: opened.body.id } })
    expect(body.verdict.answer).toBe('undetermined')
    expect(body.verdict.policy.rule).toBe('binding-not-assessed')
    expect(body.items.length).toBeGreaterThan(50)
    expect(body.items.every(({ assessment }) => assessment.status === 'not-assessed')).toBe(true)
    const launch = await camille.call(conformityRoutes.open, {
      params: { applicationId: 'titres' },
      body: { version: '1.0.0', gate: 'launch' },
    })
    const atLaunch = await camille.call(conformityRoutes.file, { params: { fileId: launch.body.id } })
    expect(atLaunch.body.items.some(({ requirement }) => requirement.id === 'GI:1166')).toBe(false)
  })

  test('a status without evidence is not proven, a failed check contradicts it, a passed one proves it', async () => {
    const params = { fileId: await productionFile(), requirementId: 'GI:1166' as const }
    const set = await camille.call(conformityRoutes.assess, { params, body: { status: 'conforming', revision: 0 } })
    expect(set.body.item.assessment).toMatchObject({ status: 'conforming', proof: 'missing', revision: 1 })

    const push = (verdict: 'pass' | 'fail') =>
      camille.call(checkReportRoutes.push, {
        params: { applicationId: 'titres' },
        body: { version: '1.0.0', report: report(verdict) },
      })
    expect((await push('fail')).body).toMatchObject({ evidence: 1, counts: { fail: 1 } })
    const failed = await camille.call(conformityRoutes.assessment, { params })
    expect(failed.body.item.assessment).toMatchObject({
      status: 'conforming',
      proof: 'failed',
      suggested: 'non-conforming',
    })
    const file = await camille.call(conformityRoutes.file, { params: { fileId: params.fileId } })
    expect(file.body.verdict).toMatchObject({
      answer: 'no-go',
      policy: { rule: 'binding-contradicted' },
      blocking: ['GI:1166'],
    })

    await push('pass')
    const passed = await camille.call(conformityRoutes.assessment, { params })
    expect(passed.body.item.assessment).toMatchObject({ status: 'conforming', proof: 'proven', suggested: null })
    expect(passed.body.evidence.map(({ state }) => state).sort()).toEqual(['valid', 'withdrawn'])
  })

  test('evidence expires: the status stays, its proof does not', async () => {
    const params = { fileId: await productionFile(), requirementId: 'GI:1166' as const }
    socle.setClock(new Date(Date.now() + 91 * 86_400_000))
    const later = await (await socle.as('camille')).call(conformityRoutes.assessment, { params })
    socle.setClock(new Date())
    camille = await socle.as('camille')
    expect(later.body.item.assessment).toMatchObject({ status: 'conforming', proof: 'expired' })
  })

  test('two people on the same requirement: the second is told and shown the difference', async () => {
    const params = { fileId: await productionFile(), requirementId: 'GI:1344' as const }
    const first = { status: 'partly', justification: 'Le cookie de session reste à durcir.', revision: 0 } as const
    expect((await camille.call(conformityRoutes.assess, { params, body: first })).status).toBe(200)
    const second = await camille.call(conformityRoutes.assess, { params, body: { status: 'conforming', revision: 0 } })
    expect(second.problem).toMatchObject({ code: 'assessment-changed-meanwhile', status: 409 })
    expect(second.problem?.current).toMatchObject({
      item: { assessment: { status: 'partly', justification: first.justification, revision: 1 } },
    })
    const stored = await camille.call(conformityRoutes.assessment, { params })
    expect(stored.body.item.assessment.status).toBe('partly')
    expect(stored.body.history).toHaveLength(1)
  })

  test('the same description saved by two people is not overwritten', async () => {
    const before = await camille.call(applicationRoutes.get, { params: { applicationId: 'titres' } })
    const save = (name: string) =>
      camille.call(applicationRoutes.describe, {
        params: { applicationId: 'titres' },
        body: { description: { ...permits, name }, revision: before.body.revision },
      })
    const answers = await Promise.all([save('Premier nom'), save('Second nom')])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const kept = answers.find(({ status }) => status === 200)!.body.description.name
    expect(answers.find(({ status }) => status === 409)!.problem?.current).toMatchObject({
      description: { name: kept },
    })
  })

  test('a gap needs words, and a derogation a decision', async () => {
    const params = { fileId: await productionFile(), requirementId: 'GI:1344' as const }
    const bare = await camille.call(conformityRoutes.assess, {
      params,
      body: { status: 'non-conforming', revision: 1 },
    })
    expect(bare.problem?.code).toBe('justification-needed')
    const derogated = await camille.call(conformityRoutes.assess, {
      params,
      body: { status: 'derogated', justification: 'x', revision: 1 },
    })
    expect(derogated.problem?.code).toBe('derogation-needs-decision')
  })

  test('a file is evidence as long as it is what it says it is', async () => {
    const params = { fileId: await productionFile(), requirementId: 'GI:1344' as const }
    const send = (name: string, bytes: string | Buffer) => {
      const form = new FormData()
      form.set('file', new Blob([Uint8Array.from(Buffer.from(bytes as string))]), name)
      return camille.call(conformityRoutes.addFile, { params, query: { label: 'Relevé', date: today }, form })
    }
    const accepted = await send('relevé.pdf', '%PDF-1.7 …')
    expect(accepted.status).toBe(201)
    expect(accepted.body).toMatchObject({ kind: 'file', source: 'relevé.pdf', state: 'valid' })
    const content = await camille.call(conformityRoutes.evidenceContent, { params: { evidenceId: accepted.body.id } })
    expect(content.bytes.toString()).toBe('%PDF-1.7 …')
    expect(content.headers.get('content-disposition')).toContain('attachment')
    expect((await send('programme.exe', 'MZ')).problem?.code).toBe('media-type-refused')
    expect((await send('faux.pdf', '<html>')).problem?.code).toBe('media-type-refused')
    // What nobody can open later proves nothing to them.
    const locked = await send('verrouillé.pdf', lockedPdf)
    expect(locked.problem).toMatchObject({
      code: 'file-under-password',
      detail: expect.stringContaining('« verrouillé.pdf »'),
    })
    expect((await send('verrouillé.odt', lockedOdt)).problem?.code).toBe('file-under-password')
    const withdrawn = await camille.call(conformityRoutes.withdraw, { params: { evidenceId: accepted.body.id } })
    expect(withdrawn.body.state).toBe('withdrawn')
  })

  test('a link dated tomorrow is no evidence', async () => {
    const params = { fileId: await productionFile(), requirementId: 'GI:1344' as const }
    const body = { label: 'Audit', url: 'https://example.org/audit', date: '2999-01-01' }
    expect((await camille.call(conformityRoutes.addLink, { params, body })).problem?.code).toBe('evidence-date-invalid')
  })

  test('the key of an application pushes its own reports only, until it is revoked', async () => {
    const issued = await camille.call(applicationRoutes.issueKey, {
      params: { applicationId: 'titres' },
      body: { label: 'CI' },
    })
    const machine = socle.withKey(issued.body.secret)
    const body = { version: '1.0.0', report: report('pass') }
    const signature = createHmac('sha256', issued.body.secret).update(canonicalJson(body)).digest('hex')
    const push = () =>
      machine.call(checkReportRoutes.push, {
        params: { applicationId: 'titres' },
        body,
        headers: { [signatureHeader]: `hmac-sha256=${signature}` },
      })
    expect((await push()).status).toBe(201)
    expect((await machine.call(applicationRoutes.list)).status).toBe(403)
    const listed = await camille.call(applicationRoutes.keys, { params: { applicationId: 'titres' } })
    expect(JSON.stringify(listed.body)).not.toContain(issued.body.secret)
    await camille.call(applicationRoutes.revokeKey, { params: { applicationId: 'titres', keyId: issued.body.key.id } })
    expect((await push()).problem?.code).toBe('key-revoked')
  })

  test('a new version starts without assessments; the old file keeps its own', async () => {
    await camille.call(applicationRoutes.addVersion, { params: { applicationId: 'titres' }, body: { label: '2.0.0' } })
    const { body } = await camille.call(applicationRoutes.get, { params: { applicationId: 'titres' } })
    expect(body.version).toBe('2.0.0')
    expect(body.versions.map(({ label }) => label).sort()).toEqual(['1.0.0', '2.0.0'])
    const old = await camille.call(conformityRoutes.file, { params: { fileId: await productionFile() } })
    expect(old.body.items.some(({ assessment }) => assessment.status === 'partly')).toBe(true)
  })

  test('the home page says what waits, and the audit log what was done', async () => {
    const home = await camille.call(homeRoutes.home)
    expect(home.body.tasks.map(({ kind }) => kind)).toContain('open-file')
    const audit = await (await socle.as('sophie')).call(auditRoutes.list, { query: { target: 'application:titres' } })
    const actions = audit.body.lines.map(({ action }) => action)
    expect(actions).toEqual(
      expect.arrayContaining([
        'application.created',
        'conformity-file.opened',
        'assessment.set',
        'key.revoked',
        'evidence.withdrawn',
      ]),
    )
  })

  test('every requirement of the list opens', async () => {
    const { body } = await camille.call(frameworkRoutes.requirements)
    const { body: one } = await camille.call(frameworkRoutes.requirement, {
      params: { requirementId: body.requirements.at(-1)!.id },
    })
    expect(one.appliesWhen.fr.length).toBeGreaterThan(5)
    const unknown = await camille.call(frameworkRoutes.requirement, { params: { requirementId: 'GI:0000' } })
    expect(unknown.problem?.code).toBe('requirement-unknown')
  })

  async function productionFile(): Promise<string> {
    const { body } = await camille.call(applicationRoutes.get, { params: { applicationId: 'titres' } })
    return body.files.find(({ gate }) => gate === 'production')!.id
  }
})
