import { readFile } from 'node:fs/promises'
import { applicability, nearest } from '@socle/rulebook'
import { type AppliesTo, type Rule, check as runCheck, exitCodeOf, rules, toJson, toSarif, toText } from '@socle/checks'
import type { ApplicationFile } from '@socle/contracts/application-file'
import type { CheckReport } from '@socle/contracts/checks'
import type { Language } from '@socle/contracts/text'
import { readApplicationFile } from '../application-file.ts'
import { type Command, type Invocation, print, printJson, text } from '../command.ts'
import {
  addressHasCredentials,
  addressMalformed,
  exitCodes,
  fileRefused,
  pushImpossible,
  unknownCheck,
  wrongUse,
} from '../errors.ts'
import { frameworkOption, openFramework } from '../framework.ts'
import { push } from '../push.ts'
import { readSettings } from '../settings.ts'
import { writeWhole } from '../write-file.ts'

const formats = ['text', 'json', 'sarif'] as const
type Format = (typeof formats)[number]

export const check: Command = {
  name: 'check',
  usage:
    'socle check PATH [--app FILE] [--url URL] [--format text|json|sarif] [--only ID,…] [--output FILE] [--push] | socle check --list [--json]',
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
    { option: '--format FORMAT', meaning: { fr: 'text (défaut), json ou sarif', en: 'text (default), json or sarif' } },
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
    format: { type: 'string' },
    only: { type: 'string' },
    output: { type: 'string' },
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
    const url = checkAddress(text(values, 'url'))
    const appPath = text(values, 'app')
    const wantsPush = values['push'] === true
    // Everything that can be refused is refused before minutes are spent looking.
    const described = appPath === undefined ? undefined : await describe(appPath, text(values, 'framework'))
    const destination = wantsPush ? await pushDestination(invocation, described?.application) : undefined

    const report = await runCheck({
      path,
      rules: chosen,
      language,
      ...(url === undefined ? {} : { url }),
      ...(described === undefined ? {} : { application: described.application.id, appliesTo: described.appliesTo }),
    })
    const output = text(values, 'output')
    const rendered = render(report, chosen, format, language, output === undefined && readSettings().colour)
    if (output === undefined) print(rendered)
    else await writeWhole(output, rendered)
    if (destination !== undefined) process.stderr.write(`${(await push(destination, report))[language]}\n`)
    return exitCodeOf(report)
  },
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
        fr: `Format inconnu : « ${asked} ». Choisissez text, json ou sarif.`,
        en: `Unknown format: “${asked}”. Choose text, json or sarif.`,
      },
      'check',
    )
  return format
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

const render = (
  report: CheckReport,
  chosen: readonly Rule[],
  format: Format,
  language: Language,
  colour: boolean,
): string =>
  ({
    text: () => toText(report, chosen, { language, colour }),
    json: () => toJson(report),
    sarif: () => toSarif(report, chosen, language),
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
