import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { applicability, nearest } from '@socle/rulebook'
import {
  type AppliedBaseline,
  type AppliesTo,
  type FailingVerdict,
  PolicyUnusable,
  type Rule,
  type SheetOf,
  NotAFolder,
  applyBaseline,
  baselineOf,
  check as runCheck,
  exitCodeOf,
  failingVerdicts,
  noBaseline,
  readPolicy,
  rules,
  toBadge,
  toHtml,
  toJson,
  toSarif,
  toText,
} from '@socle/checks'
import type { ApplicationFile } from '@socle/contracts/application-file'
import type { CheckReport } from '@socle/contracts/checks'
import type { Language } from '@socle/contracts/text'
import { readApplicationFile } from '../application-file.ts'
import { readBaseline, writeBaseline } from '../baseline-file.ts'
import { type Command, type Invocation, print, printJson, text } from '../command.ts'
import {
  addressHasCredentials,
  addressMalformed,
  exitCodes,
  fileRefused,
  folderRefused,
  pushImpossible,
  unknownCheck,
  wrongUse,
} from '../errors.ts'
import { frameworkOption, openFramework } from '../framework.ts'
import { push } from '../push.ts'
import { readSettings } from '../settings.ts'
import { writeWhole } from '../write-file.ts'

const formats = ['text', 'json', 'sarif', 'html'] as const
type Format = (typeof formats)[number]

export const check: Command = {
  name: 'check',
  usage:
    'socle check PATH [--app FILE] [--url URL [--browser]] [--osv FILE] [--log FILE] [--policy FILE] [--format text|json|sarif|html] [--only ID,…] [--output FILE] [--html FILE] [--badge FILE] [--baseline FILE [--write-baseline]] [--fail-on VERDICT,…] [--push] | socle check --list [--json]',
  summary: {
    fr: 'Vérifie un dépôt, ses manifestes et une application en marche',
    en: 'Checks a repository, its manifests and a running application',
  },
  help: [
    {
      option: '--app FILE',
      meaning: {
        fr: 'description de l’application (socle.app.yaml) : écarte ce qui ne s’applique pas',
        en: 'description of the application (socle.app.yaml): sets aside what does not apply',
      },
    },
    {
      option: '--url URL',
      meaning: {
        fr: 'adresse de l’application en marche, regardée sans compte, par GET seulement',
        en: 'address of the running application, looked at without an account, by GET only',
      },
    },
    {
      option: '--browser',
      meaning: {
        fr: 'regarde aussi l’adresse dans Chromium (SOCLE_BROWSER = son chemin ; playwright-core et axe-core installés à côté)',
        en: 'also looks at the address in Chromium (SOCLE_BROWSER = its path; playwright-core and axe-core installed beside)',
      },
    },
    {
      option: '--osv FILE',
      meaning: {
        fr: 'vulnérabilités connues, au format OSV ; aucun service n’est interrogé',
        en: 'known vulnerabilities, in OSV format; no service is asked',
      },
    },
    {
      option: '--log FILE',
      meaning: {
        fr: 'journal écrit par l’application, de son démarrage à son arrêt',
        en: 'log written by the application, from its start to its stop',
      },
    },
    {
      option: '--policy FILE',
      meaning: {
        fr: 'remplace des listes de framework/policies/checks.yaml : fournisseurs admis, licences, algorithmes, formats, versions maintenues',
        en: 'replaces lists of framework/policies/checks.yaml: accepted providers, licences, algorithms, formats, maintained versions',
      },
    },
    {
      option: '--format FORMAT',
      meaning: { fr: 'text (défaut), json, sarif ou html', en: 'text (default), json, sarif or html' },
    },
    {
      option: '--only ID,…',
      meaning: {
        fr: 'seulement ces vérifications ; « manifest/ » les prend toutes sous ce préfixe',
        en: 'only these checks; “manifest/” takes all under that prefix',
      },
    },
    {
      option: '--output FILE',
      meaning: { fr: 'écrit le rapport dans ce fichier', en: 'writes the report to this file' },
    },
    {
      option: '--html FILE',
      meaning: {
        fr: 'écrit en plus une page qui tient en un fichier et s’ouvre sans réseau',
        en: 'also writes a page that is one file and opens without a network',
      },
    },
    {
      option: '--badge FILE',
      meaning: { fr: 'écrit en plus un badge SVG', en: 'also writes an SVG badge' },
    },
    {
      option: '--baseline FILE',
      meaning: {
        fr: 'accepte les constats de ce fichier, chacun avec sa raison et sa date ; ils restent dans le rapport',
        en: 'accepts the findings of this file, each with its reason and date; they stay in the report',
      },
    },
    {
      option: '--write-baseline',
      meaning: {
        fr: 'écrit les constats d’aujourd’hui dans le fichier de --baseline, à compléter d’une raison et d’une date',
        en: 'writes today’s findings to the file of --baseline, to be given a reason and a date',
      },
    },
    {
      option: '--fail-on VERDICT,…',
      meaning: {
        fr: 'ce qui fait échouer la commande : fail, error, manual ou none (défaut : fail,error)',
        en: 'what makes the command fail: fail, error, manual or none (default: fail,error)',
      },
    },
    {
      option: '--push',
      meaning: {
        fr: 'dépose le rapport comme preuve (SOCLE_URL et SOCLE_KEY, ou --server et --key-file)',
        en: 'stores the report as evidence (SOCLE_URL and SOCLE_KEY, or --server and --key-file)',
      },
    },
    frameworkOption.help,
    { option: '--list [--json]', meaning: { fr: 'liste les vérifications', en: 'lists the checks' } },
  ],
  options: {
    ...frameworkOption.options,
    app: { type: 'string' },
    url: { type: 'string' },
    browser: { type: 'boolean' },
    osv: { type: 'string' },
    log: { type: 'string' },
    policy: { type: 'string' },
    format: { type: 'string' },
    only: { type: 'string' },
    output: { type: 'string' },
    html: { type: 'string' },
    badge: { type: 'string' },
    baseline: { type: 'string' },
    'write-baseline': { type: 'boolean' },
    'fail-on': { type: 'string' },
    push: { type: 'boolean' },
    server: { type: 'string' },
    'key-file': { type: 'string' },
    list: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  arguments: 1,
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

/** A framework of one's own may bring its lists; otherwise those shipped hold. */
function acceptedLists(changes: string | undefined, framework: string | undefined): ReturnType<typeof readPolicy> {
  const own = framework === undefined ? undefined : join(framework, 'policies/checks.yaml')
  try {
    return readPolicy(changes, own !== undefined && existsSync(own) ? own : undefined)
  } catch (cause) {
    if (!(cause instanceof PolicyUnusable)) throw cause
    throw fileRefused(
      cause.path,
      {
        fr: `listes inutilisables (${cause.message}). Reprenez la forme de framework/policies/checks.yaml.`,
        en: `lists that cannot be used (${cause.message}). Follow the form of framework/policies/checks.yaml.`,
      },
      cause,
    )
  }
}

function chooseRules(only: string | undefined): readonly Rule[] {
  if (only === undefined) return rules
  const wanted = only
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')
  for (const id of wanted)
    if (!rules.some((rule) => matches(rule, id)))
      throw unknownCheck(
        id,
        nearest(
          id,
          rules.map((rule) => rule.id),
        ),
      )
  return rules.filter((rule) => wanted.some((id) => matches(rule, id)))
}

const matches = (rule: Rule, id: string): boolean => rule.id === id || (id.endsWith('/') && rule.id.startsWith(id))

function chooseFormat({ values }: Invocation): Format {
  const asked = text(values, 'format') ?? (values['json'] === true ? 'json' : 'text')
  const format = formats.find((known) => known === asked)
  if (format === undefined)
    throw wrongUse(
      {
        fr: `Format inconnu : « ${asked} ». Choisissez text, json, sarif ou html.`,
        en: `Unknown format: “${asked}”. Choose text, json, sarif or html.`,
      },
      'check',
    )
  return format
}

function chooseFailOn(asked: string | undefined): readonly FailingVerdict[] | undefined {
  if (asked === undefined) return undefined
  if (asked === 'none') return []
  return asked.split(',').map((name) => {
    const verdict = failingVerdicts.find((known) => known === name.trim())
    if (verdict === undefined)
      throw wrongUse(
        {
          fr: `Verdict inconnu dans --fail-on : « ${name} ». Choisissez parmi fail, error et manual, ou none seul.`,
          en: `Unknown verdict in --fail-on: “${name}”. Choose among fail, error and manual, or none alone.`,
        },
        'check',
      )
    return verdict
  })
}

/** The server whose pages the reports point to, when one is known. */
function linkedServer({ values }: Invocation): string | undefined {
  const server = text(values, 'server') ?? readSettings().server
  if (server === undefined) return undefined
  if (!URL.canParse(server) || !/^https?:\/\//.test(server)) throw addressMalformed(server)
  return server
}

function sheetsOf(folder: string | undefined): SheetOf {
  const { requirementById, sheets } = openFramework(folder)
  const titles = new Map(sheets.map(({ id, title }) => [id, title]))
  return (id) => titles.get(requirementById.get(id)?.sheet ?? '')
}

function browserAsked(url: string | undefined): { executable?: string; searchPath: string } {
  if (url === undefined)
    throw wrongUse(
      { fr: '--browser regarde l’adresse donnée par --url.', en: '--browser looks at the address given with --url.' },
      'check',
    )
  const { browser, searchPath } = readSettings()
  return { searchPath, ...(browser === undefined ? {} : { executable: browser }) }
}

function checkAddress(address: string | undefined): string | undefined {
  if (address === undefined) return undefined
  if (!URL.canParse(address) || !/^https?:\/\//i.test(address)) throw addressMalformed(address)
  const url = new URL(address)
  if (url.username !== '' || url.password !== '') throw addressHasCredentials()
  return url.href
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

async function pushDestination(
  { values }: Invocation,
  application: ApplicationFile | undefined,
): Promise<Parameters<typeof push>[0]> {
  const settings = readSettings()
  const server = text(values, 'server') ?? settings.server
  const keyFile = text(values, 'key-file')
  const key = keyFile === undefined ? settings.key : await readKey(keyFile)
  if (application === undefined)
    throw pushImpossible({
      fr: 'ajoutez --app FICHIER, qui nomme l’application et sa version.',
      en: 'add --app FILE, which names the application and its version.',
    })
  if (server === undefined)
    throw pushImpossible({
      fr: 'donnez l’adresse de Socle par SOCLE_URL ou --server.',
      en: 'give the address of Socle with SOCLE_URL or --server.',
    })
  if (!URL.canParse(server) || !/^https?:\/\//.test(server)) throw addressMalformed(server)
  if (key === undefined)
    throw pushImpossible({
      fr: 'donnez la clé de l’application par SOCLE_KEY ou --key-file.',
      en: 'give the key of the application with SOCLE_KEY or --key-file.',
    })
  return { server, key, application: application.id, version: application.version }
}

async function readKey(path: string): Promise<string> {
  const key = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw fileRefused(
      path,
      {
        fr: 'fichier de clé illisible. Vérifiez le chemin et les droits.',
        en: 'key file that cannot be read. Check its path and rights.',
      },
      cause,
    )
  })
  if (key.trim() === '' || /\s/.test(key.trim()))
    throw fileRefused(path, {
      fr: 'ce fichier doit contenir une clé et rien d’autre.',
      en: 'this file must hold one key and nothing else.',
    })
  return key.trim()
}

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
