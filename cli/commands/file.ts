import { checkReportRoutes } from '@socle/contracts/checks/reports'
import { evidenceWords, runInWords, standingInWords } from '@socle/contracts/words/conformity'
import {
  type Assessment,
  type AssessmentDetail,
  conformityRoutes,
  ExportFormat,
} from '@socle/contracts/conformity/conformity'
import type { Bilingual, Language } from '@socle/contracts/text'
import { AssessmentStatus, toAssess } from '@socle/contracts/conformity/verdict'
import { Gate, type RequirementId } from '@socle/contracts/framework/framework'
import { callApi } from '../api.ts'
import { type Command, type Invocation, print, printJson, text, texts } from '../command.ts'
import { nextRules } from '../verdict-text.ts'
import { neededAmong, neededArgument, neededOption, runAction } from '../required.ts'
import { uploadOf } from '../upload.ts'
import { writeWhole } from '../write-file.ts'

export const file: Command = {
  name: 'file',
  usage: 'socle file ACTION [FILE] [REQUIREMENT] [--json]',
  summary: { fr: 'Dossiers de conformité : évaluer, prouver, exporter', en: 'Conformity files: assess, prove, export' },
  help: [
    {
      option: 'open APPLICATION --version V --gate G',
      meaning: { fr: Gate.options.join(', '), en: Gate.options.join(', ') },
    },
    {
      option: 'show FILE [REQUIREMENT]',
      meaning: { fr: 'le dossier, ou une exigence', en: 'the file, or one requirement' },
    },
    {
      option: 'assess FILE REQUIREMENT --status S [--why T]',
      meaning: { fr: AssessmentStatus.options.join(', '), en: AssessmentStatus.options.join(', ') },
    },
    { option: 'comment FILE REQUIREMENT --text T', meaning: { fr: 'commente', en: 'comments' } },
    {
      option: 'prove FILE REQUIREMENT --label L --date DAY --url U|--file F [--expires DAY]',
      meaning: { fr: 'ajoute une preuve', en: 'adds evidence' },
    },
    {
      option: 'withdraw EVIDENCE, content EVIDENCE --out F',
      meaning: { fr: 'retire ou télécharge une preuve', en: 'withdraws or downloads evidence' },
    },
    {
      option: 'export FILE --format F --out F',
      meaning: { fr: ExportFormat.options.join(', '), en: ExportFormat.options.join(', ') },
    },
    { option: 'reports APPLICATION, report REPORT', meaning: { fr: 'rapports de vérification', en: 'check reports' } },
    { option: '--json', meaning: { fr: 'sortie JSON', en: 'JSON output' } },
  ],
  options: {
    ...texts('version', 'gate', 'status', 'why', 'text', 'label', 'date', 'expires', 'url', 'file', 'format', 'out'),
    json: { type: 'boolean' },
  },
  arguments: 3,
  run: (invocation) => runAction(actions, invocation, 'file'),
}

const actions: Record<string, (invocation: Invocation) => Promise<void>> = {
  async open({ values, positionals }) {
    const { id } = await callApi(conformityRoutes.open, {
      params: { applicationId: neededArgument(positionals, 1, 'APPLICATION', 'file') },
      body: {
        version: neededOption(values, 'version', 'file'),
        gate: neededAmong(Gate.options, values, 'gate', 'file'),
      },
    })
    if (values['json'] === true) printJson({ id })
    else print(id)
  },
  async show({ values, positionals, language }) {
    const fileId = neededArgument(positionals, 1, 'FILE', 'file')
    if (positionals[2] !== undefined) {
      const requirementId = positionals[2] as RequirementId
      const detail = await callApi(conformityRoutes.assessment, { params: { fileId, requirementId } })
      if (values['json'] === true) printJson(detail)
      else tellOne(detail, language)
      return
    }
    const shown = await callApi(conformityRoutes.file, { params: { fileId } })
    if (values['json'] === true) return printJson(shown)
    print(`${shown.verdict.sentence[language]}\n  ${shown.verdict.policy.text[language]}`)
    for (const line of nextRules(shown.verdict, language)) print(`  ${line}`)
    print(`  ${progress(toAssess(shown.verdict.tally))[language]}`)
    for (const { requirement, assessment } of shown.items)
      print(`  ${requirement.id}  ${standing(assessment, language)}  ${requirement.title[language]}`)
    if (shown.noLongerAsked.length > 0) print(`${formerly[language]} ${shown.noLongerAsked.join(', ')}`)
  },
  async assess({ values, positionals, language }) {
    const params = itemOf(positionals)
    const { item } = await callApi(conformityRoutes.assessment, { params })
    const body = {
      status: neededAmong(AssessmentStatus.options, values, 'status', 'file'),
      justification: text(values, 'why') ?? '',
      revision: item.assessment.revision,
    }
    const assessed = await callApi(conformityRoutes.assess, { params, body })
    if (values['json'] === true) printJson(assessed)
    else print(standing(assessed.item.assessment, language))
  },
  async comment({ values, positionals }) {
    const body = { text: neededOption(values, 'text', 'file') }
    const added = await callApi(conformityRoutes.comment, { params: itemOf(positionals), body })
    if (values['json'] === true) printJson(added)
    else print(added.id)
  },
  async prove({ values, positionals }) {
    const params = itemOf(positionals)
    const expiresOn = text(values, 'expires')
    const given = {
      label: neededOption(values, 'label', 'file'),
      date: neededOption(values, 'date', 'file'),
      ...(expiresOn !== undefined && { expiresOn }),
    }
    const path = text(values, 'file')
    const added =
      path === undefined
        ? await callApi(conformityRoutes.addLink, {
            params,
            body: { ...given, url: neededOption(values, 'url', 'file') },
          })
        : await callApi(conformityRoutes.addFile, { params, query: given, form: await uploadOf(path) })
    if (values['json'] === true) printJson(added)
    else print(added.id)
  },
  async withdraw({ values, positionals, language }) {
    const evidenceId = neededArgument(positionals, 1, 'EVIDENCE', 'file')
    const withdrawn = await callApi(conformityRoutes.withdraw, { params: { evidenceId } })
    if (values['json'] === true) printJson(withdrawn)
    else print({ fr: 'Preuve retirée.', en: 'Evidence withdrawn.' }[language])
  },
  async content({ values, positionals }) {
    const evidenceId = neededArgument(positionals, 1, 'EVIDENCE', 'file')
    const { file: content } = await callApi(conformityRoutes.evidenceContent, { params: { evidenceId } })
    await writeWhole(neededOption(values, 'out', 'file'), content!)
  },
  async export({ values, positionals, language }) {
    const { file: content } = await callApi(conformityRoutes.export, {
      params: { fileId: neededArgument(positionals, 1, 'FILE', 'file') },
      query: { format: neededAmong(ExportFormat.options, values, 'format', 'file'), lang: language },
    })
    await writeWhole(neededOption(values, 'out', 'file'), content!)
  },
  async reports({ values, positionals, language }) {
    const applicationId = neededArgument(positionals, 1, 'APPLICATION', 'file')
    const { reports } = await callApi(checkReportRoutes.list, { params: { applicationId } })
    if (values['json'] === true) return printJson(reports)
    for (const { id, version, startedAt, commit, dirty, signature } of reports)
      print(
        `${id}  ${version}  ${runInWords({ startedAt, commit, dirty, signedBy: signature?.key.label ?? null })[language]}`,
      )
  },
  async report({ positionals }) {
    const reportId = neededArgument(positionals, 1, 'REPORT', 'file')
    printJson(await callApi(checkReportRoutes.get, { params: { reportId } }))
  },
}

const progress = ({ assessed, total }: ReturnType<typeof toAssess>): Bilingual => ({
  fr: `Exigences évaluées : ${assessed} sur ${total}.`,
  en: `Requirements assessed: ${assessed} out of ${total}.`,
})

const formerly = {
  fr: 'Évaluées, et qui ne sont plus demandées (à lire par « file show FILE EXIGENCE ») :',
  en: 'Assessed, and no longer asked (read each with “file show FILE REQUIREMENT”):',
} as const

const standing = ({ status, proof }: Pick<Assessment, 'status' | 'proof'>, language: Language): string =>
  standingInWords(status, proof)[language]

/** What is asked, how it was assessed, what proves it and what was said. */
function tellOne(
  { item, text: asked, evidence, history, comments, noLongerAsked }: AssessmentDetail,
  language: Language,
): void {
  if (noLongerAsked) print(noLongerAsked.sentence[language])
  const { requirement, assessment } = item
  print(`${requirement.id}  ${requirement.title[language]}\n  ${asked[language]}`)
  print(`${standing(assessment, language)}  ${assessment.justification}`.trimEnd())
  const takenOverFrom = history.at(-1)?.takenOverFrom ?? null
  const whence =
    takenOverFrom === null ? '' : `  ${language === 'fr' ? 'reprise de' : 'taken over from'} ${takenOverFrom}`
  if (assessment.author) print(`  ${assessment.author.name}  ${(assessment.assessedAt ?? '').slice(0, 10)}${whence}`)
  for (const { id, label, state, date, expiresOn, source, run } of evidence) {
    print(`  ${id}  ${date} – ${expiresOn ?? ''}  ${label[language]}  ${evidenceWords[state][language]}  ${source}`)
    if (run) print(`    ${runInWords(run)[language]}`)
  }
  // Of what still changes, the last word is enough.
  if (noLongerAsked)
    for (const { author, at, status, justification } of history)
      print(
        `  ${author.name}  ${at.slice(0, 10)}  ${standing({ status, proof: 'not-needed' }, language)}  ${justification}`.trimEnd(),
      )
  for (const { author, at, text: said } of comments) print(`  ${author.name}  ${at.slice(0, 10)}  ${said}`)
}

const itemOf = (positionals: readonly string[]) => ({
  fileId: neededArgument(positionals, 1, 'FILE', 'file'),
  requirementId: neededArgument(positionals, 2, 'REQUIREMENT', 'file') as RequirementId,
})
