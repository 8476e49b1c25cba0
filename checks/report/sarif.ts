/** SARIF 2.1.0 as code-scanning viewers read it: failures as results, checks that could not conclude as notifications. */
import type { CheckReport, CheckResult, Finding } from '@socle/contracts/checks'
import type { Language } from '@socle/contracts/text'
import type { Rule } from '../rule.ts'

const fingerprintName = 'socle/v1'

export function toSarif(report: CheckReport, rules: readonly Rule[], language: Language): string {
  const ran = rules.filter((rule) => report.checks.some(({ id }) => id === rule.id))
  const indexOf = new Map(ran.map((rule, index) => [rule.id as string, index]))
  const failed = report.checks.filter(({ verdict }) => verdict === 'fail')
  const undecided = report.checks.filter(({ verdict }) => verdict === 'error')
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool,
            version: report.version,
            semanticVersion: report.version,
            rules: ran.map((rule) => describe(rule, language)),
          },
        },
        language: language === 'fr' ? 'fr-FR' : 'en-US',
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
        invocations: [
          {
            executionSuccessful: undecided.length === 0,
            startTimeUtc: report.startedAt,
            toolExecutionNotifications: undecided.flatMap((result) =>
              result.findings.map((finding) => notification(result, finding, indexOf)),
            ),
          },
        ],
        results: failed.flatMap((result) => result.findings.map((finding) => toSarifResult(result, finding, indexOf))),
        properties: {
          requirementsByCheck: Object.fromEntries(report.checks.map(({ id, requirements }) => [id, requirements])),
          ...(report.target.commit === undefined ? {} : { commit: report.target.commit }),
          ...(report.application === undefined ? {} : { application: report.application }),
        },
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

const describe = (rule: Rule, language: Language): object => ({
  id: rule.id,
  name: pascal(rule.id),
  shortDescription: { text: rule.title[language] },
  fullDescription: { text: rule.why[language] },
  help: {
    text: `${rule.mend[language]}\n\n${rule.requirements.join(', ')}`,
    markdown: `${rule.mend[language]}\n\n**${rule.requirements.join(', ')}**${rule.left === undefined ? '' : `\n\n_${rule.left[language]}_`}`,
  },
  defaultConfiguration: { level: 'error' },
  properties: { tags: [rule.source, ...rule.requirements], precision: rule.left === undefined ? 'very-high' : 'high' },
})

/** `repository/lock-file` → `RepositoryLockFile` */
const pascal = (id: string): string => id.replace(/(?:^|[/-])([a-z])/g, (_, letter: string) => letter.toUpperCase())

const toSarifResult = (result: CheckResult, finding: Finding, indexOf: ReadonlyMap<string, number>): object => ({
  ruleId: result.id,
  ruleIndex: indexOf.get(result.id) ?? -1,
  kind: 'fail',
  level: 'error',
  message: { text: finding.message },
  locations: [location(finding)],
  partialFingerprints: { [fingerprintName]: finding.fingerprint ?? '' },
})

const notification = (result: CheckResult, finding: Finding, indexOf: ReadonlyMap<string, number>): object => ({
  level: 'error',
  message: { text: finding.message },
  associatedRule: { id: result.id, index: indexOf.get(result.id) ?? -1 },
  locations: [location(finding)],
})

/** A file of the repository; or the address, which is no file, as a logical place. */
const location = ({ path, line, url }: Finding): object =>
  url === undefined
    ? {
        physicalLocation: {
          artifactLocation: { uri: path === undefined ? './' : encodePath(path), uriBaseId: '%SRCROOT%' },
          ...(path === undefined ? {} : { region: { startLine: Math.max(1, line ?? 1) } }),
        },
      }
    : { logicalLocations: [{ fullyQualifiedName: url, kind: 'resource' }] }

const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/')
