import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CheckReport } from '@socle/contracts/checks/checks'
import { describe, expect, it } from 'vitest'
import { exitCodeOf } from './report/exit-code.ts'
import { toSarif } from './report/sarif.ts'
import { toText } from './report/text.ts'
import { rules } from './rules/index.ts'
import { check } from './run.ts'

const fixture = (name: string): string => join(import.meta.dirname, 'fixtures', name)
/** Nothing to be given beside the folder: neither an address nor a list of advisories. */
const offline = rules.filter(({ source, needs }) => source !== 'endpoint' && !needs.includes('advisories'))

describe('the clean project', () => {
  it('passes every check that concerns it', async () => {
    const report = await check({ path: fixture('clean'), rules: offline })
    expect(
      report.checks
        .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable')
        .map(({ id, findings }) => [id, findings]),
    ).toEqual([])
    expect(report.checks.filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(35)
    expect(exitCodeOf(report)).toBe(0)
  })
})

describe('the planted project', () => {
  it('fails every check whose defect was planted', async () => {
    const report = await check({ path: fixture('planted'), rules: offline })
    const unseen = report.checks.filter(({ verdict }) => verdict !== 'fail').map(({ id }) => id)
    expect(unseen).toEqual([
      'repository/version-control',
      'repository/self-contained',
      'repository/build-scripts',
      'repository/api-description',
      'repository/server-framework',
      'repository/code-review',
      'repository/log-library',
      'repository/quality-gate',
      'repository/secrets-in-history',
      'manifest/cloud-native',
      'manifest/supported-system',
    ])
    expect(exitCodeOf(report)).toBe(1)
  })

  it('never shows the secrets that it found', async () => {
    const report = await check({ path: fixture('planted'), rules: offline })
    const all =
      JSON.stringify(report) +
      toText(report, offline, { language: 'fr', colour: false }) +
      toSarif(report, offline, 'fr')
    for (const secret of [/kX93jd82Lq0zPwn4Rt6yBv1c/, /careless2024/, /changeme\b/]) expect(all).not.toMatch(secret)
  })
})

describe('an empty folder', () => {
  it('passes no check: there is nothing to look at', async () => {
    const path = mkdtempSync(join(tmpdir(), 'socle-empty-'))
    const { checks } = await check({ path, rules: offline }).finally(() => rmSync(path, { recursive: true }))
    expect(checks.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id)).toEqual([])
  })
})

describe('the report', () => {
  it('is what the contract says, in either language', async () => {
    for (const language of ['fr', 'en'] as const) {
      const report = await check({ path: fixture('planted'), language, application: 'careless' })
      expect(CheckReport.parse(report)).toEqual(report)
    }
  })

  it('leaves to a person what needs an address when none is given', async () => {
    const { checks } = await check({ path: fixture('clean') })
    for (const { id, verdict, reason } of checks)
      if (id.startsWith('endpoint/') && !id.startsWith('endpoint/log-'))
        expect({ verdict, reason: reason?.en }).toEqual({
          verdict: 'manual',
          reason: 'No address given: add --url to look at the running application.',
        })
  })

  it('gives the same fingerprint in both languages and wherever a fault stands in its file', async () => {
    const prints = async (language: 'fr' | 'en'): Promise<unknown> =>
      (await check({ path: fixture('planted'), rules: offline, language })).checks.flatMap(({ findings }) =>
        findings.map(({ fingerprint }) => fingerprint),
      )
    const french = (await prints('fr')) as string[]
    expect(french).toEqual(await prints('en'))
    expect(new Set(french).size).toBe(french.length)
  })
})

describe('the text', () => {
  it('groups by verdict, with place, mend and requirements, and colours only when asked', async () => {
    const report = await check({ path: fixture('planted'), rules: offline, language: 'en' })
    const text = toText(report, offline, { language: 'en', colour: false })
    expect(text).not.toContain('\u001B')
    expect(text).toContain('✗ repository/secrets  Secrets are written in the files  GI:1433 GI:PU-1.f')
    expect(text).toContain('src/app.ts:4  Secret value “signingKey” in clear (kX9•••24).')
    expect(text).toContain('To mend: Revoke the secret')
    expect(text.indexOf('Failing')).toBeLessThan(text.indexOf('Passing'))
    expect(toText(report, offline, { language: 'fr', colour: true })).toContain('\u001B[31m✗')
  })
})

describe('the SARIF log', () => {
  it('has what code-scanning viewers ask for', async () => {
    const report = await check({ path: fixture('planted'), rules: offline, language: 'en' })
    const log = JSON.parse(toSarif(report, offline, 'en'))
    expect(log.version).toBe('2.1.0')
    const [run] = log.runs
    expect(run.tool.driver.rules).toHaveLength(offline.length)
    for (const rule of run.tool.driver.rules)
      expect(rule).toMatchObject({
        id: expect.any(String),
        help: { text: expect.any(String), markdown: expect.any(String) },
        shortDescription: { text: expect.any(String) },
      })
    expect(run.results.length).toBe(
      report.checks.filter(({ verdict }) => verdict === 'fail').flatMap(({ findings }) => findings).length,
    )
    for (const result of run.results) {
      expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId)
      expect(result.partialFingerprints['socle/v1']).toMatch(/^[0-9a-f]{32}$/)
      expect(result.locations).toHaveLength(1)
      const { artifactLocation, region } = result.locations[0].physicalLocation
      expect(artifactLocation.uriBaseId).toBe('%SRCROOT%')
      expect(artifactLocation.uri).not.toMatch(/^\/|^[a-z]+:|\s/)
      if (region !== undefined) expect(region.startLine).toBeGreaterThan(0)
    }
    expect(run.invocations[0].executionSuccessful).toBe(true)
  })

  it('places a fault of an address as a logical location, and a doubt as a notification', async () => {
    const report = await check({
      path: fixture('clean'),
      url: 'http://127.0.0.1:9/',
      limits: { connectMs: 500, exchangeMs: 500 },
    })
    const [run] = JSON.parse(toSarif(report, rules, 'en')).runs
    expect(run.invocations[0].executionSuccessful).toBe(false)
    expect(run.invocations[0].toolExecutionNotifications[0].locations[0].logicalLocations[0]).toEqual({
      fullyQualifiedName: 'http://127.0.0.1:9/',
      kind: 'resource',
    })
  })
})
