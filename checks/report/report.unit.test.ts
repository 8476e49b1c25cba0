import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CheckReport } from '@socle/contracts/checks/checks'
import { afterAll, describe, expect, it } from 'vitest'
import { rules } from '../rules/index.ts'
import { check } from '../run.ts'
import { toBadge } from './badge.ts'
import { toHtml } from './html.ts'
import { toSarif } from './sarif.ts'
import { toText } from './text.ts'

const planted = join(import.meta.dirname, '../fixtures/planted')
const scratch = mkdtempSync(join(tmpdir(), 'socle-report-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const hostile: CheckReport = {
  tool: 'socle',
  version: '0.1.0',
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 1,
  target: { path: '<script>alert(1)</script>' },
  checks: [
    {
      id: 'repository/readme',
      requirements: ['GI:1265'],
      verdict: 'fail',
      findings: [{ path: '"><img src=x onerror=alert(2)>', message: "'</code><script src=//evil.example></script>" }],
    },
    {
      id: 'endpoint/health',
      requirements: ['GI:1'],
      verdict: 'fail',
      findings: [{ url: 'https://app.example.org/', message: 'no health' }],
    },
  ],
}

describe('the page', () => {
  it.each(['fr', 'en'] as const)('holds every check with its mend and why (%s)', async (language) => {
    const report = await check({ path: planted, language })
    const html = toHtml(report, rules, { language, server: 'https://socle.example.org' })
    expect(html).toContain(`<html lang="${language}">`)
    for (const { id } of report.checks) expect(html).toContain(`<code>${id}</code>`)
    expect(html).toContain('href="https://socle.example.org/exigences/GI%3A1265"')
    expect(html).toContain('@media print')
    expect(html).toContain('prefers-color-scheme:dark')
  })

  it('fetches nothing, runs nothing, and shows hostile names as text', () => {
    const html = toHtml(hostile, rules, { language: 'en' })
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
    expect(html).not.toMatch(/<(?:script|img|link|iframe|object)\b|<[^>]*\ssrc=|@import|url\(/i)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  it('groups by sheet when sheets are known', () => {
    const html = toHtml(hostile, rules, { language: 'en', sheetOf: () => ({ fr: 'Fiche', en: 'Sheet <1>' }) })
    expect(html.match(/<h3>/g)).toHaveLength(1)
    expect(html).toContain('<h3>Sheet &lt;1&gt;</h3>')
  })
})

describe('the text', () => {
  it('groups failures by sheet and names the page of each requirement', () => {
    const sheetOf = (id: string) => (id === 'GI:1265' ? { fr: 'Forges', en: 'Forges' } : undefined)
    const text = toText(hostile, rules, {
      language: 'en',
      colour: false,
      server: 'https://socle.example.org/sub/',
      sheetOf,
    })
    expect(text).toMatch(/ {2}Forges\n {2}✗ repository\/readme/)
    expect(text).toMatch(/ {2}Outside any sheet\n {2}✗ endpoint\/health/)
    expect(text).toContain('https://socle.example.org/sub/exigences/GI%3A1265')
  })
})

describe('the badge', () => {
  it.each([
    ['fail', '1 of 2', '#b60000'],
    ['pass', '2 of 2', '#12602f'],
    ['error', '1 of 2', '#7a4100'],
  ] as const)('with one %s says %s', (verdict, said, colour) => {
    const svg = toBadge(
      {
        ...hostile,
        checks: [
          { id: 'a/a', requirements: [], verdict: 'pass', findings: [] },
          { id: 'a/b', requirements: [], verdict, findings: verdict === 'fail' ? [{ message: 'x' }] : [] },
        ],
      },
      'en',
    )
    expect(svg).toContain(`aria-label="Socle: ${said}"`)
    expect(svg).toContain(colour)
    expect(svg).not.toMatch(/href|url\(/)
  })

  it('proves nothing, in grey, when nothing concluded', () =>
    expect(toBadge({ ...hostile, checks: [] }, 'fr')).toContain('#555555'))
})

describe('the SARIF log', () => {
  it('gives a physical place and a line to every result, an address included', () => {
    const [run] = JSON.parse(toSarif(hostile, rules, 'en', { server: 'https://socle.example.org' })).runs
    for (const { locations } of run.results) {
      const { artifactLocation, region } = locations[0].physicalLocation
      expect(artifactLocation.uri).not.toMatch(/^\/|^[a-z]+:|[\s<>"]/)
      expect(region.startLine).toBeGreaterThan(0)
    }
    expect(run.results[1].locations[0].logicalLocations[0].fullyQualifiedName).toBe('https://app.example.org/')
    for (const { helpUri, help } of run.tool.driver.rules) {
      expect(helpUri).toMatch(/^https:\/\/socle\.example\.org\/exigences\//)
      expect(help.markdown).toContain('**To mend:**')
    }
  })
})

describe('fingerprints', () => {
  it('do not change with the folder where the repository lies, nor with lines added above', async () => {
    const prints = async (path: string): Promise<unknown> =>
      (await check({ path, rules: rules.filter(({ source }) => source === 'repository') })).checks.flatMap((result) =>
        result.findings.map(({ fingerprint }) => `${result.id} ${fingerprint}`),
      )
    const [one, two] = [join(scratch, 'one'), join(scratch, 'deep/er/two')]
    cpSync(planted, one, { recursive: true })
    cpSync(planted, two, { recursive: true })
    const app = join(two, 'src/app.ts')
    writeFileSync(app, `// added\n\n// lines\n${readFileSync(app, 'utf8')}`)
    expect(await prints(two)).toEqual(await prints(one))
  })
})
