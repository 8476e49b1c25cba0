/** What `socle check` was asked, or why that cannot be: everything is refused before minutes are spent looking. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type FailingVerdict, failingVerdicts, PolicyUnusable, readPolicy, type Rule, rules } from '@socle/checks'
import { nearest } from '@socle/rulebook/nearest'
import { type Invocation, text } from './command.ts'
import { addressHasCredentials, addressMalformed, fileRefused, unknownCheck, wrongUse } from './errors.ts'
import { readSettings } from './settings.ts'

const formats = ['text', 'json', 'sarif', 'html'] as const
export type Format = (typeof formats)[number]

/** A framework of one's own may bring its lists; otherwise those shipped hold. */
export function acceptedLists(
  changes: string | undefined,
  framework: string | undefined,
): ReturnType<typeof readPolicy> {
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

export function chooseRules(only: string | undefined): readonly Rule[] {
  if (only === undefined) return rules
  const wanted = only
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')
  // An unset variable of a pipeline would otherwise look at nothing, and be green for ever.
  if (wanted.length === 0)
    throw wrongUse(
      {
        fr: '--only ne nomme aucune vérification. Donnez un identifiant ou un préfixe, ou retirez l’option.',
        en: '--only names no check. Give an identifier or a prefix, or leave the option out.',
      },
      'check',
    )
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

const matches = (rule: Rule, id: string): boolean =>
  rule.id === id || rule.id.startsWith(id.endsWith('/') ? id : `${id}/`)

export function chooseFormat({ values }: Invocation): Format {
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

export function chooseFailOn(asked: string | undefined): readonly FailingVerdict[] | undefined {
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
export function linkedServer({ values }: Invocation): string | undefined {
  const server = text(values, 'server') ?? readSettings().server
  if (server === undefined) return undefined
  if (!URL.canParse(server) || !/^https?:\/\//.test(server)) throw addressMalformed(server)
  return server
}

export function browserAsked(url: string | undefined): { executable?: string; searchPath: string } {
  if (url === undefined)
    throw wrongUse(
      { fr: '--browser regarde l’adresse donnée par --url.', en: '--browser looks at the address given with --url.' },
      'check',
    )
  const { browser, searchPath } = readSettings()
  return { searchPath, ...(browser === undefined ? {} : { executable: browser }) }
}

export function checkAddress(address: string | undefined): string | undefined {
  if (address === undefined) return undefined
  if (!URL.canParse(address) || !/^https?:\/\//i.test(address)) throw addressMalformed(address)
  const url = new URL(address)
  if (url.username !== '' || url.password !== '') throw addressHasCredentials()
  return url.href
}
