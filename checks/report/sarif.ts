/** SARIF 2.1.0 as code-scanning viewers read it: failures as results, checks that could not conclude as notifications. */
import type { CheckReport, CheckResult, Finding } from '@socle/contracts/checks/checks'
import type { Language } from '@socle/contracts/text'
import { type AppliedBaseline, noBaseline } from '../baseline.ts'
import { looksAt } from '../looks-at.ts'
import type { Rule } from '../rule.ts'
import { requirementAddress } from './requirement-address.ts'
import { words } from './words.ts'

const fingerprintName = 'socle/v1'

export interface SarifOptions {
  /** Findings that somebody accepts: viewers show them as dismissed, with the reason. */
  readonly baseline?: AppliedBaseline
  /** Address of a Socle server, where each requirement has its page. */
  readonly server?: string
}

export function toSarif(
  report: CheckReport,
  rules: readonly Rule[],
  language: Language,
  { baseline = noBaseline, server }: SarifOptions = {},
): string {
  const ran = rules.filter((rule) => report.checks.some(({ id }) => id === rule.id))
  const indexOf = new Map(ran.map((rule, index) => [rule.id as string, index]))
  const failed = report.checks.filter(({ verdict }) => verdict === 'fail')
  const passed = report.checks.filter(({ verdict }) => verdict === 'pass')
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
            rules: ran.map((rule) => describe(rule, language, server)),
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
        // A pass tells beside what it does not hold against the project.
        results: [...failed, ...passed].flatMap((result) =>
          result.findings.map((finding) => toSarifResult(result, finding, indexOf, baseline)),
        ),
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

const describe = (rule: Rule, language: Language, server: string | undefined): object => ({
  id: rule.id,
  name: pascal(rule.id),
  shortDescription: { text: rule.title[language] },
  fullDescription: { text: rule.why[language] },
  ...(server === undefined || rule.requirements[0] === undefined
    ? {}
    : { helpUri: requirementAddress(server, rule.requirements[0]) }),
  help: {
    text: `${rule.mend[language]}\n\n${rule.requirements.join(', ')}`,
    markdown: helpInMarkdown(rule, language, server),
  },
  defaultConfiguration: { level: 'error' },
  properties: { tags: [rule.source, ...rule.requirements], precision: rule.left === undefined ? 'very-high' : 'high' },
})

const helpInMarkdown = (rule: Rule, language: Language, server: string | undefined): string =>
  [
    `**${words[language].mend}** ${rule.mend[language]}`,
    `**${words[language].looks}** ${rule.needs.map((fact) => looksAt[fact][language]).join(', ')}`,
    ...(rule.limits === undefined ? [] : [`**${words[language].limits}** ${rule.limits[language]}`]),
    ...(rule.left === undefined ? [] : [`**${words[language].left}** ${rule.left[language]}`]),
    rule.requirements
      .map((id) => (server === undefined ? `**${id}**` : `[${id}](${requirementAddress(server, id)})`))
      .join(', '),
  ].join('\n\n')

/** `repository/lock-file` → `RepositoryLockFile` */
const pascal = (id: string): string => id.replace(/(?:^|[/-])([a-z])/g, (_, letter: string) => letter.toUpperCase())

const toSarifResult = (
  result: CheckResult,
  finding: Finding,
  indexOf: ReadonlyMap<string, number>,
  { accepted }: AppliedBaseline,
): object => {
  const entry = accepted.get(finding.fingerprint ?? '')
  return {
    ruleId: result.id,
    ruleIndex: indexOf.get(result.id) ?? -1,
    kind: 'fail',
    level: finding.aside === true ? 'note' : 'error',
    message: { text: finding.message },
    locations: [location(finding)],
    partialFingerprints: { [fingerprintName]: finding.fingerprint ?? '' },
    ...(entry === undefined
      ? {}
      : {
          suppressions: [
            { kind: 'external', status: 'accepted', justification: entry.reason, properties: { until: entry.until } },
          ],
        }),
  }
}

const notification = (result: CheckResult, finding: Finding, indexOf: ReadonlyMap<string, number>): object => ({
  level: 'error',
  message: { text: finding.message },
  associatedRule: { id: result.id, index: indexOf.get(result.id) ?? -1 },
  locations: [location(finding)],
})

/**
 * A file of the repository. An address is no file, but code-scanning viewers refuse a result without a physical place and a
 * line: it is given the root, with the address as its logical place.
 */
const location = ({ path, line, url }: Finding): object => ({
  physicalLocation: {
    artifactLocation: { uri: path === undefined ? './' : encodePath(path), uriBaseId: '%SRCROOT%' },
    region: { startLine: Math.max(1, line ?? 1) },
  },
  ...(url === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: url, kind: 'resource' }] }),
})

const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/')
