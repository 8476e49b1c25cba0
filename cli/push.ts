/** Stores a report as evidence of an application on a Socle server. */
import { CheckReportSummary, checkReportRoutes } from '@socle/contracts/check-reports'
import type { CheckReport } from '@socle/contracts/checks'
import { Problem } from '@socle/contracts/problems'
import type { Bilingual } from '@socle/contracts/text'
import { pushImpossible } from './errors.ts'
import { spokenLanguage } from './language.ts'
import { signatureHeader, signatureOf } from './signature.ts'

const patienceMs = 30_000

export interface Destination {
  readonly server: string
  readonly key: string
  readonly application: string
  readonly version: string
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
    const stored = CheckReportSummary.safeParse(body)
    if (!stored.success)
      throw pushImpossible({
        fr: `${url.origin} a répondu ${answer.status} sans le résumé attendu : est-ce bien un serveur Socle ?`,
        en: `${url.origin} answered ${answer.status} without the expected summary: is it a Socle server?`,
      })
    const { evidence, id } = stored.data
    return {
      fr: `Rapport déposé pour ${application} ${version} : ${evidence} preuve(s) créée(s) (rapport ${id}).`,
      en: `Report stored for ${application} ${version}: ${evidence} piece(s) of evidence created (report ${id}).`,
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
