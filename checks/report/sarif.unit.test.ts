/** What code-scanning viewers ask of a file: the schema of SARIF 2.1.0, then what GitHub and GitLab require beyond it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { CheckReport } from '@socle/contracts/checks/checks'
import { rules } from '../rules/index.ts'
import { check } from '../run.ts'
import { toSarif } from './sarif.ts'

const require = createRequire(import.meta.url)
const schema = JSON.parse(
  readFileSync(join(require.resolve('@microsoft/jest-sarif'), '../schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
) as object
// The schema is of draft 4, which version 6 of Ajv still reads.
const Ajv = require('ajv') as new (options: object) => {
  addMetaSchema: (schema: object) => void
  compile: (schema: object) => ((value: unknown) => boolean) & { errors?: unknown }
}
const ajv = new Ajv({ schemaId: 'auto', meta: false, unknownFormats: 'ignore', logger: false })
ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json') as object)
const isSarif = ajv.compile(schema)

interface Log {
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly rules: readonly { readonly id: string; readonly properties: { readonly tags: readonly string[] } }[]
      }
    }
    readonly results: readonly {
      readonly ruleId: string
      readonly ruleIndex: number
      readonly message: { readonly text: string }
      readonly partialFingerprints: Readonly<Record<string, string>>
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string }
          readonly region: { readonly startLine: number }
        }
      }[]
    }[]
  }[]
}

/** A fault of a file, of the whole folder and of an address, a check that could not conclude, and names that an address must encode. */
async function everything(): Promise<CheckReport> {
  const path = join(import.meta.dirname, '../fixtures/planted')
  const report = await check({ path, rules: rules.filter(({ source }) => source !== 'endpoint') })
  const id = 'endpoint/security-headers'
  return {
    ...report,
    checks: [
      ...report.checks,
      {
        id,
        requirements: ['GI:1110'],
        verdict: 'fail',
        findings: [
          { url: 'https://app.example.org/', message: 'x', fingerprint: 'f' },
          { path: 'dossier été/a b#c.ts', line: 0, message: 'y', fingerprint: 'g' },
        ],
      },
      { id: 'endpoint/health', requirements: ['GI:PF-1.d'], verdict: 'error', findings: [{ message: 'z' }] },
    ],
  }
}

it.each(['fr', 'en'] as const)('is SARIF 2.1.0 by its schema (%s)', async (language) => {
  const log: unknown = JSON.parse(toSarif(await everything(), rules, language, { server: 'https://socle.example.org' }))
  isSarif(log)
  expect(isSarif.errors ?? []).toEqual([])
})

it('has what GitHub and GitLab ask of each result', async () => {
  const [run] = (JSON.parse(toSarif(await everything(), rules, 'en')) as Log).runs
  const known = run!.tool.driver.rules
  expect(run!.results.length).toBeGreaterThan(40)
  // GitHub: 25 000 results and 20 tags a rule at most, one place with a line for each, and a fingerprint of ours.
  for (const { properties } of known) expect(properties.tags.length).toBeLessThanOrEqual(20)
  expect(new Set(known.map(({ id }) => id)).size).toBe(known.length)
  for (const { ruleId, ruleIndex, message, locations, partialFingerprints } of run!.results) {
    expect(known[ruleIndex]?.id).toBe(ruleId)
    expect(message.text.length).toBeGreaterThan(0)
    expect(Object.values(partialFingerprints)[0]).toMatch(/\w/)
    const { artifactLocation, region } = locations[0]!.physicalLocation
    expect(artifactLocation.uri).toMatch(/^(?!\/)[\w./%~()!*'@-]+$/)
    expect(region.startLine).toBeGreaterThanOrEqual(1)
  }
})
