/** The report for a person: what fails first, with its place and its mend; what passes last, in one line each. */
import type { CheckReport, CheckResult, CheckVerdict } from '@socle/contracts/checks/checks'
import type { Language } from '@socle/contracts/text'
import { type AppliedBaseline, noBaseline } from '../baseline.ts'
import type { Rule } from '../rule.ts'
import { requirementAddress } from './requirement-address.ts'
import { bySheet, type SheetOf } from './sheets.ts'
import { words } from './words.ts'

export interface TextOptions {
  readonly language: Language
  readonly colour: boolean
  readonly baseline?: AppliedBaseline
  /** Address of a Socle server, where each requirement has its page. */
  readonly server?: string
  readonly sheetOf?: SheetOf
}

type Paint = (style: 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan', text: string) => string
const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const
const painter =
  (colour: boolean): Paint =>
  (style, text) =>
    colour ? `\u001B[${codes[style]}m${text}\u001B[0m` : text

const marks: Readonly<Record<CheckVerdict, readonly [string, Parameters<Paint>[0]]>> = {
  fail: ['✗', 'red'],
  error: ['!', 'yellow'],
  manual: ['?', 'cyan'],
  'not-applicable': ['–', 'dim'],
  pass: ['✓', 'green'],
}
const shownFindings = 20

export function toText(
  report: CheckReport,
  rules: readonly Rule[],
  { language, colour, baseline = noBaseline, server, sheetOf }: TextOptions,
): string {
  const paint = painter(colour)
  const say = words[language]
  const byVerdict = Map.groupBy(report.checks, ({ verdict }) => verdict)
  const of = (verdict: CheckVerdict): readonly CheckResult[] => byVerdict.get(verdict) ?? []
  const lines: string[] = [paint('bold', heading(report)), '']

  const section = (verdict: CheckVerdict): void => {
    const results = of(verdict)
    if (results.length > 0) lines.push(paint('bold', `${say.verdict[verdict]} (${results.length})`))
  }
  const line = (result: CheckResult): string => {
    const [mark, style] = marks[result.verdict]
    return `${paint(style, mark)} ${result.id}  ${result.title?.[language] ?? ''}  ${paint('dim', result.requirements.join(' '))}`
  }
  /** Many checks may stop for one reason: it is said once. */
  const byReason = (results: readonly CheckResult[]): void => {
    for (const [reason, same] of Map.groupBy(results, (result) => result.reason?.[language] ?? '')) {
      if (reason !== '') lines.push(`  ${reason}`)
      for (const result of same) lines.push(`  ${line(result)}`)
    }
    lines.push('')
  }

  section('fail')
  for (const [sheet, results] of bySheet(of('fail'), language, sheetOf)) {
    if (sheet !== undefined) lines.push(`  ${paint('bold', sheet)}`)
    for (const result of results) {
      const rule = rules.find(({ id }) => id === result.id)
      lines.push(`  ${line(result)}`)
      for (const finding of result.findings.slice(0, shownFindings)) {
        const entry = baseline.accepted.get(finding.fingerprint ?? '')
        lines.push(
          `      ${paint('bold', place(finding))}${place(finding) === '' ? '' : '  '}${finding.message}${
            entry === undefined ? '' : paint('dim', ` (${say.accepted} ${entry.until}: ${entry.reason})`)
          }`,
        )
      }
      if (result.findings.length > shownFindings)
        lines.push(`      ${say.more(result.findings.length - shownFindings)}`)
      if (rule !== undefined) lines.push(`      ${paint('dim', `${say.mend} ${rule.mend[language]}`)}`)
      if (server !== undefined)
        for (const id of result.requirements) lines.push(`      ${paint('dim', requirementAddress(server, id))}`)
      lines.push('')
    }
  }
  section('error')
  if (of('error').length > 0) {
    const places = new Set(
      of('error').flatMap(({ findings }) =>
        findings.map((finding) => `  ${place(finding)}${place(finding) === '' ? '' : '  '}${finding.message}`),
      ),
    )
    lines.push(...[...places].slice(0, shownFindings))
    for (const result of of('error')) lines.push(`  ${line(result)}`)
    lines.push('')
  }
  section('manual')
  if (of('manual').length > 0) byReason(of('manual'))
  section('not-applicable')
  if (of('not-applicable').length > 0) byReason(of('not-applicable'))
  section('pass')
  // What checks passed beside: once for all of them.
  for (const reason of new Set(of('pass').map((result) => result.reason?.[language])))
    if (reason !== undefined) lines.push(`  ${reason}`)
  for (const result of of('pass')) {
    lines.push(`  ${line(result)}`)
    for (const finding of result.findings.slice(0, shownFindings))
      lines.push(`      ${paint('bold', place(finding))}${place(finding) === '' ? '' : '  '}${finding.message}`)
    if (result.findings.length > shownFindings) lines.push(`      ${say.more(result.findings.length - shownFindings)}`)
    if (result.left !== undefined) lines.push(`      ${paint('dim', `${say.left} ${result.left[language]}`)}`)
  }
  if (of('pass').length > 0) lines.push('')
  if (baseline.remarks.length > 0) {
    lines.push(paint('bold', say.baseline))
    for (const { entry, message } of baseline.remarks)
      lines.push(`  ${entry.check}  ${entry.path ?? entry.fingerprint}: ${message[language]}`)
    lines.push('')
  }
  lines.push(
    paint(
      'bold',
      say.summary({
        pass: of('pass').length,
        fail: of('fail').length,
        manual: of('manual').length,
        notApplicable: of('not-applicable').length,
        error: of('error').length,
        seconds: report.durationMs / 1000,
      }),
    ),
  )
  return `${lines.join('\n')}\n`
}

const place = ({
  path,
  line,
  url,
}: {
  path?: string | undefined
  line?: number | undefined
  url?: string | undefined
}): string => (path === undefined ? (url ?? '') : `${path}${line === undefined ? '' : `:${line}`}`)

const heading = ({ tool, version, application, target }: CheckReport): string =>
  [
    `${tool} ${version}`,
    application,
    target.path,
    target.url,
    target.commit === undefined ? undefined : `${target.commit.slice(0, 10)}${target.dirty === true ? '+' : ''}`,
  ]
    .filter((part) => part !== undefined)
    .join(' · ')
