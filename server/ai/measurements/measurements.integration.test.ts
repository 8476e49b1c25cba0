/** What the gateway measured becomes evidence, as a product team and a committee meet it. */
import {
  applicationRoutes,
  auditRoutes,
  checkReportRoutes,
  conformityRoutes,
  measurementRoutes,
} from '@socle/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aiApplication, type AiApplication, ask, eventually, linesOf, provider } from '../../testing/ai-calls.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'
import { startUpstream, type UpstreamProcess } from '../../testing/upstream-process.ts'

describe.each(databaseKinds)('measures of the gateway (%s)', (kind) => {
  let upstream: UpstreamProcess
  let socle: TestSocle
  let application: AiApplication
  const params = { applicationId: 'titres' }
  const verdicts = (checks: { id: string; verdict: string }[]) =>
    Object.fromEntries(checks.map(({ id, verdict }) => [id, verdict]))

  beforeAll(async () => {
    upstream = await startUpstream()
    const price = { version: 'p1', inputPerMillion: 1, outputPerMillion: 2 }
    socle = await startTestSocle(kind, {
      providers: [provider('local', upstream.baseUrl, { models: [{ name: 'good', price }] })],
    })
    application = await aiApplication(socle, 'titres', {
      sensitivity: 'sensitive',
      key: { purposes: ['ai', 'evidence'] },
    })
  })
  afterAll(async () => {
    await socle.close()
    await upstream.kill()
  })

  test('before the first call there is nothing to prove, and nothing passes', async () => {
    const { body } = await application.lead.call(measurementRoutes.read, { params })
    expect(body.facts).toMatchObject({ calls: 0, firstCallOn: null, firstRequest: null })
    expect(new Set(body.checks.map(({ verdict }) => verdict))).toEqual(new Set(['manual']))
    expect((await application.lead.call(checkReportRoutes.list, { params })).body.reports).toEqual([])
  })

  test('calls become evidence of the requirements that they speak of, with the range of requests and its figures', async () => {
    const answers = [await ask(socle.url, application.secret, 'good'), await ask(socle.url, application.secret, 'good')]
    const [first, last] = answers.map((answer) => answer.headers.get('x-request-id'))
    for (const answer of answers) await answer.text()
    await eventually(
      () => linesOf(socle, 'titres'),
      (lines) => lines.length === 2,
    )
    const { status, body } = await application.lead.call(measurementRoutes.take, { params })
    expect(status).toBe(201)
    expect(body.facts).toMatchObject({
      calls: 2,
      answered: 2,
      firstRequest: first,
      lastRequest: last,
      unpriced: 0,
      models: [{ model: 'good', calls: 2 }],
      flows: [{ provider: 'local', sensitivity: 'sensitive', calls: 2, declared: { clearance: 'restricted' } }],
    })
    expect(verdicts(body.checks)).toEqual({
      'gateway/calls': 'pass',
      'gateway/cleared-providers': 'pass',
      'gateway/accounting': 'pass',
      'gateway/compute': 'manual',
      'gateway/benefit-review': 'manual',
    })

    const { reports } = (await application.lead.call(checkReportRoutes.list, { params })).body
    expect(reports[0]).toMatchObject({
      id: body.reportId,
      measured: { calls: 2, firstRequest: first, lastRequest: last },
    })
    const { body: file } = await application.lead.call(conformityRoutes.open, {
      params,
      body: { version: '1.0.0', gate: 'production' },
    })
    const evidenceOf = async (requirementId: string) =>
      (
        await application.lead.call(conformityRoutes.assessment, {
          params: { fileId: file.id, requirementId } as never,
        })
      ).body.evidence
    expect(await evidenceOf('MIRAI:EXI-G-4')).toMatchObject([
      { source: 'gateway/calls', outcome: 'pass', about: `${body.facts.from} – ${body.facts.to}`, state: 'valid' },
    ])
    // Only a person can weigh it: the figures are there, and nothing is suggested.
    const [figures] = await evidenceOf('MIRAI:EXI-G-7')
    expect(figures).toMatchObject({ source: 'gateway/compute', outcome: 'manual' })
    expect(figures!.findings[0]!.message.fr).toMatch(/^Par appel répondu : \d+ jetons/)
  })

  test('a newer measure takes the place of the one before', async () => {
    const key = socle.withKey(application.secret)
    const { body } = await key.call(measurementRoutes.take, { params })
    const { reports } = (await application.lead.call(checkReportRoutes.list, { params })).body
    expect(reports.map(({ id }) => id)[0]).toBe(body.reportId)
    const { files } = (await application.lead.call(applicationRoutes.get, { params })).body
    const { evidence } = (
      await application.lead.call(conformityRoutes.assessment, {
        params: { fileId: files[0]!.id, requirementId: 'MIRAI:EXI-G-4' } as never,
      })
    ).body
    expect(evidence.map(({ state }) => state).sort()).toEqual(['valid', 'withdrawn'])
  })

  test('nobody sends a measure: a report that carries one is refused whole', async () => {
    const measured = (await application.lead.call(measurementRoutes.read, { params })).body.checks
    const report = { tool: 'socle', version: '1', startedAt: new Date().toISOString(), durationMs: 1, target: {} }
    const push = (sent: object) =>
      application.lead.call(checkReportRoutes.push, { params, body: { version: '1.0.0', report: sent as never } })
    const forged = await push({ ...report, checks: measured.map((check) => ({ ...check, verdict: 'pass' })) })
    expect(forged.problem).toMatchObject({
      code: 'measure-not-pushed',
      detail: expect.stringContaining('gateway/calls'),
    })
    const range = { from: '2026-01-01', to: '2026-01-31', calls: 9, firstRequest: null, lastRequest: null }
    expect((await push({ ...report, target: { measured: range }, checks: [] })).problem?.code).toBe(
      'measure-not-pushed',
    )
  })

  test('another team neither reads nor takes it', async () => {
    const samir = await socle.as('samir')
    expect((await samir.call(measurementRoutes.read, { params })).problem?.code).toBe('application-unknown')
    expect((await samir.call(measurementRoutes.take, { params })).problem?.code).toBe('application-unknown')
  })
})

test('an application that calls is measured again by itself, by one of two replicas', async () => {
  const first = await startTestSocle('postgresql')
  const application = await aiApplication(first, 'seule')
  const params = { applicationId: 'seule' }
  const reports = async () => (await application.lead.call(checkReportRoutes.list, { params })).body.reports
  await (await ask(first.url, application.secret, 'socle-extractive')).text()
  await eventually(
    () => linesOf(first, 'seule'),
    (lines) => lines.length === 1,
  )
  expect(await reports()).toEqual([])
  // Replicas look when they start: two at once, and the application was never measured.
  const others = await Promise.all([first.replica(), first.replica()])
  try {
    await eventually(reports, (all) => all.length > 0)
  } finally {
    // Each ends its look before it closes.
    for (const other of others) await other.close()
  }
  expect(await reports()).toMatchObject([{ pushedBy: 'Socle', measured: { calls: 1 } }])
  const administrator = await first.as('sophie')
  const query = { target: 'application:seule' } as never
  expect((await administrator.call(auditRoutes.list, { query })).body.lines[0]).toMatchObject({
    action: 'measurement.taken',
    actor: 'Socle',
  })
  await first.close()
})
