/**
 * The report as one file that stands alone: no script, no request, nothing to install. It opens offline, prints, follows the
 * reader's light or dark preference, and a policy in its head forbids the browser to fetch anything.
 */
import type { CheckReport, CheckResult, CheckVerdict, Finding } from '@socle/contracts/checks/checks'
import type { Bilingual, Language } from '@socle/contracts/text'
import { type AppliedBaseline, noBaseline } from '../baseline.ts'
import { looksAt } from '../looks-at.ts'
import type { Rule } from '../rule.ts'
import { requirementAddress } from './requirement-address.ts'
import { bySheet, type SheetOf } from './sheets.ts'
import { words } from './words.ts'

export interface HtmlOptions {
  readonly language: Language
  readonly baseline?: AppliedBaseline
  /** Address of a Socle server, where each requirement has its page. */
  readonly server?: string
  readonly sheetOf?: SheetOf
}

const order: readonly CheckVerdict[] = ['fail', 'error', 'manual', 'not-applicable', 'pass']
const marks: Readonly<Record<CheckVerdict, string>> = {
  fail: '✗',
  error: '!',
  manual: '?',
  'not-applicable': '–',
  pass: '✓',
}

const say = {
  title: { fr: 'Rapport de vérification', en: 'Check report' },
  on: { fr: 'Regardé le', en: 'Looked at on' },
  folder: { fr: 'Dossier', en: 'Folder' },
  address: { fr: 'Adresse', en: 'Address' },
  commit: { fr: 'Commit', en: 'Commit' },
  dirty: { fr: '(avec des changements non enregistrés)', en: '(with uncommitted changes)' },
  application: { fr: 'Application', en: 'Application' },
  tool: { fr: 'Outil', en: 'Tool' },
  counts: { fr: 'En nombres', en: 'In numbers' },
  why: { fr: 'Pourquoi :', en: 'Why:' },
  requirements: { fr: 'Exigences :', en: 'Requirements:' },
} as const satisfies Record<string, Bilingual>

export function toHtml(
  report: CheckReport,
  rules: readonly Rule[],
  { language, baseline = noBaseline, server, sheetOf }: HtmlOptions,
): string {
  const word = words[language]
  const byVerdict = Map.groupBy(report.checks, ({ verdict }) => verdict)
  const ruleOf = new Map(rules.map((rule) => [rule.id as string, rule]))
  const sections = order.flatMap((verdict) => {
    const results = byVerdict.get(verdict) ?? []
    if (results.length === 0) return []
    const groups = bySheet(results, language, sheetOf).map(
      ([sheet, same]) =>
        `${sheet === undefined ? '' : `<h3>${escaped(sheet)}</h3>`}${same.map((result) => one(result, ruleOf.get(result.id), { language, baseline, server })).join('\n')}`,
    )
    return [
      `<section class="${verdict}"><h2 id="${verdict}">${escaped(word.verdict[verdict])} (${results.length})</h2>\n${groups.join('\n')}</section>`,
    ]
  })
  const name = report.application ?? report.target.path ?? report.target.url ?? ''
  const title = `${say.title[language]}${name === '' ? '' : ` · ${name}`}`
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${subject(report, language)}
<nav aria-label="${say.counts[language]}"><ul>${order
    .map((verdict) => {
      const count = byVerdict.get(verdict)?.length ?? 0
      const text = `<span aria-hidden="true">${marks[verdict]}</span> ${count} ${escaped(word.verdict[verdict].toLowerCase())}`
      return `<li class="${verdict}">${count === 0 ? `<span>${text}</span>` : `<a href="#${verdict}">${text}</a>`}</li>`
    })
    .join('')}</ul></nav>
${remarks(baseline, language)}${sections.join('\n')}
</main>
</body>
</html>
`
}

function subject({ tool, version, startedAt, target, application }: CheckReport, language: Language): string {
  const commit =
    target.commit === undefined
      ? undefined
      : `${target.commit}${target.dirty === true ? ` ${say.dirty[language]}` : ''}`
  const lines: readonly (readonly [Bilingual, string | undefined])[] = [
    [say.application, application],
    [say.folder, target.path],
    [say.address, target.url],
    [say.commit, commit],
    [say.on, `${startedAt.slice(0, 16).replace('T', ' ')} UTC`],
    [say.tool, `${tool} ${version}`],
  ]
  return `<dl>${lines
    .flatMap(([label, value]) =>
      value === undefined ? [] : [`<div><dt>${label[language]}</dt><dd>${escaped(value)}</dd></div>`],
    )
    .join('')}</dl>`
}

function remarks({ remarks: all }: AppliedBaseline, language: Language): string {
  if (all.length === 0) return ''
  const items = all.map(
    ({ entry, message }) =>
      `<li><code>${escaped(entry.check)}</code> ${escaped(entry.path ?? entry.fingerprint)} : ${escaped(message[language])}</li>`,
  )
  return `<section><h2>${words[language].baseline}</h2><ul>${items.join('')}</ul></section>\n`
}

function one(
  result: CheckResult,
  rule: Rule | undefined,
  { language, baseline, server }: { language: Language; baseline: AppliedBaseline; server: string | undefined },
): string {
  const word = words[language]
  const line = (label: string, text: string | undefined): string =>
    text === undefined ? '' : `<p><strong>${escaped(label)}</strong> ${escaped(text)}</p>`
  const requirement = (id: string): string =>
    server === undefined ? escaped(id) : `<a href="${escaped(requirementAddress(server, id))}">${escaped(id)}</a>`
  const found = result.findings.map((finding) => `<li>${foundAt(finding, baseline, language)}</li>`)
  return `<details${result.verdict === 'fail' || result.verdict === 'error' ? ' open' : ''}>
<summary><span aria-hidden="true" class="mark">${marks[result.verdict]}</span> ${escaped(result.title?.[language] ?? result.id)} <code>${escaped(result.id)}</code></summary>
${result.reason === undefined ? '' : `<p>${escaped(result.reason[language])}</p>`}
${found.length === 0 ? '' : `<ul>${found.join('\n')}</ul>`}
${result.verdict === 'fail' ? line(word.mend, rule?.mend[language]) : ''}
${line(say.why[language], rule?.why[language])}
${line(word.looks, rule?.needs.map((fact) => looksAt[fact][language]).join(', '))}
${line(word.limits, rule?.limits?.[language])}
${line(word.left, result.left?.[language])}
<p><strong>${say.requirements[language]}</strong> ${result.requirements.map(requirement).join(', ')}</p>
</details>`
}

function foundAt(
  { path, line, url, message, fingerprint }: Finding,
  { accepted }: AppliedBaseline,
  language: Language,
) {
  const place = path === undefined ? url : `${path}${line === undefined ? '' : `:${line}`}`
  const entry = accepted.get(fingerprint ?? '')
  return `${place === undefined ? '' : `<code>${escaped(place)}</code> `}${escaped(message)}${
    entry === undefined ? '' : ` <em>(${words[language].accepted} ${entry.until} : ${escaped(entry.reason)})</em>`
  }`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** Text that came from a stranger's repository, made harmless in text and attributes. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)

const style = `
:root{color-scheme:light dark;--text:#161616;--soft:#555;--back:#fff;--line:#ccc;--link:#000091;--fail:#b60000;--error:#7a4100;--manual:#0050a0;--pass:#12602f}
@media (prefers-color-scheme:dark){:root{--text:#eee;--soft:#b5b5b5;--back:#161616;--line:#555;--link:#a9b4ff;--fail:#ff9c9c;--error:#ffc46b;--manual:#9ccbff;--pass:#8fdca8}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--text);font:1rem/1.5 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem;overflow-wrap:anywhere}
a{color:var(--link)}
h2{margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}
h3{margin:1rem 0 .25rem;font-size:1rem;color:var(--soft)}
dl div{display:flex;gap:.5rem}dt{min-width:7rem;color:var(--soft)}dd{margin:0}
nav ul{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;padding:0;list-style:none}
details{margin:.25rem 0;padding:.5rem .75rem;border:1px solid var(--line)}
summary{cursor:pointer}summary code{color:var(--soft)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.fail .mark,li.fail,li.fail a{color:var(--fail)}.error .mark,li.error,li.error a{color:var(--error)}
.manual .mark,li.manual,li.manual a{color:var(--manual)}.pass .mark,li.pass,li.pass a{color:var(--pass)}
code{font-size:.9em}
@media print{:root{--text:#000;--soft:#333;--back:#fff;--line:#999;--link:#000}details{break-inside:avoid}details::details-content{content-visibility:visible;display:block}nav{display:none}}
`
