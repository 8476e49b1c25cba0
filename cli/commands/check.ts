import { existsSync } from 'node:fs'
import { applicability } from '@socle/rulebook'
import {
  type AppliedBaseline,
  type AppliesTo,
  type Rule,
  type SheetOf,
  NotAFolder,
  applyBaseline,
  baselineOf,
  check as runCheck,
  exitCodeOf,
  noBaseline,
  toBadge,
  toHtml,
  toJson,
  toSarif,
  toText,
} from '@socle/checks'
import type { ApplicationFile } from '@socle/contracts/applications/file'
import type { CheckReport } from '@socle/contracts/checks/checks'
import type { Language } from '@socle/contracts/text'
import { readApplicationFile } from '../application-file.ts'
import { readBaseline, writeBaseline } from '../baseline-file.ts'
import {
  acceptedLists,
  browserAsked,
  checkAddress,
  chooseFailOn,
  chooseFormat,
  chooseRules,
  type Format,
  linkedServer,
} from '../check-asked.ts'
import { checkOptions } from '../check-options.ts'
import { type Command, print, printJson, text } from '../command.ts'
import { exitCodes, folderRefused, wrongUse } from '../errors.ts'
import { openFramework } from '../framework.ts'
import { push, pushDestination } from '../push.ts'
import { readSettings } from '../settings.ts'
import { writeWhole } from '../write-file.ts'

export const check: Command = {
  name: 'check',
  ...checkOptions,
  async run(invocation) {
    const { values, positionals, language } = invocation
    const chosen = chooseRules(text(values, 'only'))
    if (values['list'] === true) {
      list(chosen, values['json'] === true, language)
      return exitCodes.passed
    }
    const [path] = positionals
    if (path === undefined)
      throw wrongUse(
        {
          fr: 'Donnez le dossier à vérifier, par exemple « socle check . ».',
          en: 'Give the folder to check, for example “socle check .”.',
        },
        'check',
      )
    const format = chooseFormat(invocation)
    const failOn = chooseFailOn(text(values, 'fail-on'))
    const url = checkAddress(text(values, 'url'))
    const osv = text(values, 'osv')
    const log = text(values, 'log')
    const cookies = text(values, 'cookies')
    const browser = values['browser'] === true ? browserAsked(url) : undefined
    const appPath = text(values, 'app')
    const wantsPush = values['push'] === true
    // Everything that can be refused is refused before minutes are spent looking.
    const policy = acceptedLists(text(values, 'policy'), text(values, 'framework'))
    const described = appPath === undefined ? undefined : await describe(appPath, text(values, 'framework'))
    const baselinePath = text(values, 'baseline')
    const writesBaseline = values['write-baseline'] === true
    if (writesBaseline && baselinePath === undefined)
      throw wrongUse(
        {
          fr: 'Donnez avec --baseline le fichier que --write-baseline doit écrire.',
          en: 'Give with --baseline the file that --write-baseline must write.',
        },
        'check',
      )
    const baselineFile =
      baselinePath === undefined || (writesBaseline && !existsSync(baselinePath))
        ? undefined
        : await readBaseline(baselinePath)
    const server = linkedServer(invocation)
    const destination = wantsPush ? await pushDestination(invocation, described?.application) : undefined

    const report = await runCheck({
      path,
      rules: chosen,
      language,
      policy,
      ...(url === undefined ? {} : { url }),
      ...(browser === undefined ? {} : { browser }),
      ...(osv === undefined ? {} : { osv }),
      ...(log === undefined ? {} : { log }),
      ...(cookies === undefined ? {} : { cookies }),
      ...(described === undefined ? {} : { application: described.application.id, appliesTo: described.appliesTo }),
    }).catch((cause: unknown) => {
      throw cause instanceof NotAFolder ? folderRefused(cause.path, cause.reason) : cause
    })
    const baseline =
      baselineFile === undefined
        ? noBaseline
        : applyBaseline(baselineFile, report, new Date().toISOString().slice(0, 'YYYY-MM-DD'.length))
    const output = text(values, 'output')
    const html = text(values, 'html')
    const badge = text(values, 'badge')
    const rendered: Rendered = {
      report,
      chosen,
      language,
      baseline,
      ...(server === undefined ? {} : { server }),
      // Only people read sheets: a pipeline that writes JSON or SARIF does not pay for reading the framework.
      ...(html !== undefined || format === 'text' || format === 'html'
        ? { sheetOf: sheetsOf(text(values, 'framework')) }
        : {}),
    }
    if (output === undefined) print(render(rendered, format, readSettings().colour))
    else await writeWhole(output, render(rendered, format, false))
    if (html !== undefined) await writeWhole(html, render(rendered, 'html', false))
    if (badge !== undefined) await writeWhole(badge, toBadge(report, language, baseline))
    if (destination !== undefined) process.stderr.write(`${(await push(destination, report))[language]}\n`)
    if (writesBaseline && baselinePath !== undefined) {
      await writeBaseline(baselinePath, baselineOf(report, baselineFile))
      return exitCodes.passed
    }
    return exitCodeOf(report, failOn, baseline)
  },
}

function sheetsOf(folder: string | undefined): SheetOf {
  const { requirementById, sheets } = openFramework(folder)
  const titles = new Map(sheets.map(({ id, title }) => [id, title]))
  return (id) => titles.get(requirementById.get(id)?.sheet ?? '')
}

/** The framework is only read when a description is given: the checks themselves do not need it. */
async function describe(
  path: string,
  folder: string | undefined,
): Promise<{ application: ApplicationFile; appliesTo: AppliesTo }> {
  const framework = openFramework(folder)
  const application = await readApplicationFile(path, framework)
  const byId = new Map(
    applicability(framework, application.traits).requirements.map((requirement) => [requirement.id, requirement]),
  )
  return { application, appliesTo: (id) => byId.get(id) }
}

interface Rendered {
  readonly report: CheckReport
  readonly chosen: readonly Rule[]
  readonly language: Language
  readonly baseline: AppliedBaseline
  readonly server?: string
  readonly sheetOf?: SheetOf
}

const render = ({ report, chosen, language, ...options }: Rendered, format: Format, colour: boolean): string =>
  ({
    text: () => toText(report, chosen, { language, colour, ...options }),
    json: () => toJson(report),
    sarif: () => toSarif(report, chosen, language, options),
    html: () => toHtml(report, chosen, { language, ...options }),
  })[format]()

function list(chosen: readonly Rule[], asJson: boolean, language: Language): void {
  if (asJson)
    printJson(
      chosen.map(({ id, requirements, source, left, title }) => ({
        id,
        requirements,
        source,
        partial: left !== undefined,
        title,
      })),
    )
  else {
    const width = Math.max(...chosen.map(({ id }) => id.length))
    print(
      chosen
        .map(({ id, title, requirements }) => `${id.padEnd(width)}  ${title[language]}  ${requirements.join(' ')}`)
        .join('\n'),
    )
  }
}
