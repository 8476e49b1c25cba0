/** Stores a report as evidence of an application on a Socle server. */
import { readFile } from 'node:fs/promises'
import type { ApplicationFile } from '@socle/contracts/applications/file'
import { signatureHeader } from '@socle/contracts/canonical-json'
import { CheckReportSummary, checkReportRoutes } from '@socle/contracts/checks/reports'
import type { CheckReport } from '@socle/contracts/checks/checks'
import { Problem } from '@socle/contracts/problems'
import type { Bilingual } from '@socle/contracts/text'
import { type Invocation, text } from './command.ts'
import { addressMalformed, fileRefused, pushImpossible } from './errors.ts'
import { spokenLanguage } from './language.ts'
import { readSettings } from './settings.ts'
import { signatureOf } from './signature.ts'

const patienceMs = 30_000

export interface Destination {
  readonly server: string
  readonly key: string
  readonly application: string
  readonly version: string
}

/** Where the report goes, from the options and the environment. */
export async function pushDestination(
  { values }: Invocation,
  application: ApplicationFile | undefined,
): Promise<Destination> {
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

/** Says what was stored. */
export async function push(
  { server, key, application, version }: Destination,
  report: CheckReport,
): Promise<Bilingual> {
  const { method, path } = checkReportRoutes.push
  const url = new URL(
    path.replace('{applicationId}', encodeURIComponent(application)),
    server.endsWith('/') ? server : `${server}/`,
  )
  const content = { version, report }
  let answer: Response
  let body: unknown
  try {
    answer = await fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        accept: 'application/json, application/problem+json',
        'accept-language': spokenLanguage(),
        [signatureHeader]: signatureOf(content, key),
      },
      body: JSON.stringify(content),
      // The key must not follow a redirect to somebody else.
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    })
    body = await answer.json().catch(() => undefined)
  } catch (cause) {
    const detail = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause)
    throw pushImpossible({
      fr: `${url.origin} ne répond pas (${detail}). Vérifiez SOCLE_URL et le réseau.`,
      en: `${url.origin} does not answer (${detail}). Check SOCLE_URL and the network.`,
    })
  }
  if (answer.ok) {
    const stored = CheckReportSummary.pick({ id: true, evidence: true, unknownChecks: true })
      .partial({ unknownChecks: true })
      .safeParse(body)
    if (!stored.success)
      throw pushImpossible({
        fr: `${url.origin} a répondu ${answer.status} sans le résumé attendu : est-ce bien un serveur Socle ?`,
        en: `${url.origin} answered ${answer.status} without the expected summary: is it a Socle server?`,
      })
    const { evidence, id, unknownChecks = [] } = stored.data
    const listed = unknownChecks.join(', ')
    return {
      fr: `Rapport déposé pour ${application} ${version} : ${evidence} preuve(s) créée(s) (rapport ${id}).${listed === '' ? '' : ` Inconnues de ce serveur, donc sans preuve : ${listed}. Mettez le serveur à jour.`}`,
      en: `Report stored for ${application} ${version}: ${evidence} piece(s) of evidence created (report ${id}).${listed === '' ? '' : ` Unknown to this server, hence without evidence: ${listed}. Bring the server up to date.`}`,
    }
  }
  const problem = Problem.safeParse(body)
  if (!problem.success)
    throw pushImpossible({
      fr: `${url.href} a répondu ${answer.status}. Rien n’a été déposé.`,
      en: `${url.href} answered ${answer.status}. Nothing was stored.`,
    })
  const { title, detail, code, instance, errors = [] } = problem.data
  const said = [
    `${title} — ${detail} (${code}, ${instance})`,
    ...errors.map((error) => `  ${error.path}: ${error.message}`),
  ].join('\n')
  throw pushImpossible({ fr: said, en: said })
}
