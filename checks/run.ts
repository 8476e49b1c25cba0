/** A whole check: collect → rules → report. */
import type { CheckReport } from '@socle/contracts/checks/checks'
import type { CheckPolicy } from '@socle/contracts/checks/policy'
import type { Language } from '@socle/contracts/text'
import { type Known, collectEndpoint } from './collect/endpoint/endpoint.ts'
import { readAdvisories } from './collect/advisories.ts'
import type { BrowserRequest } from './collect/endpoint/browser.ts'
import type { AllHistory } from './collect/history.ts'
import { type Limits, defaultLimits } from './collect/limits.ts'
import { readLog } from './collect/log-sample.ts'
import { readSessionCookies } from './collect/session-cookies.ts'
import { readPolicy } from './collect/policy.ts'
import { collectRepository, matchesFor } from './collect/repository.ts'
import type { Collected, Fact, History } from './facts.ts'
import { type AppliesTo, judge, toResult } from './judge.ts'
import { toolVersion } from './version.ts'
import type { Rule } from './rule.ts'
import { rules as allRules } from './rules/index.ts'
import { probePaths } from './rules/manifest/workloads.ts'

export interface CheckRequest {
  /** Folder to look at. */
  readonly path: string
  /** Address of the running application. */
  readonly url?: string
  /** Looks at the address with a browser as well. */
  readonly browser?: BrowserRequest
  /** File of known vulnerabilities in OSV format. */
  readonly osv?: string
  /** File that the application wrote as its log. */
  readonly log?: string
  /** File of the headers of the answers that opened a session (`curl -D`). */
  readonly cookies?: string
  /** What is accepted where the texts leave the list open; default: what the framework ships. */
  readonly policy?: CheckPolicy
  /** Identifier of the application, repeated in the report. */
  readonly application?: string
  readonly appliesTo?: AppliesTo
  readonly rules?: readonly Rule[]
  readonly language?: Language
  readonly limits?: Partial<Limits>
}

export const toolName = 'socle'

export async function check({
  path,
  url,
  browser,
  osv,
  log,
  cookies,
  policy,
  application,
  appliesTo,
  rules = allRules,
  language = 'fr',
  limits,
}: CheckRequest): Promise<CheckReport> {
  const startedAt = new Date()
  const bounds = { ...defaultLimits, ...limits }
  const repository = await collectRepository(path, rules, bounds)
  const asksEndpoint = rules.some(({ source, needs }) => source === 'endpoint' || needs.includes('describedApis'))
  const endpoint =
    url === undefined || !asksEndpoint
      ? noAddress
      : await collectEndpoint(url, knownFrom(repository.facts), bounds, `${toolName}/${toolVersion}`, browser)

  const collected: Collected = {
    policy: { known: true, value: policy ?? readPolicy() },
    rendered: noBrowser,
    advisories: osv === undefined ? noAdvisories : await readAdvisories(osv),
    log: log === undefined ? noLog : await readLog(log),
    sessionCookies: cookies === undefined ? { known: true, value: null } : await readSessionCookies(cookies),
    ...repository.facts,
    ...describedApis(repository.facts.apis, endpoint.servedApi),
    ...endpoint,
  }
  const { history } = repository
  const outcomes = rules.map((rule) => {
    const own: Collected = {
      matches: matchesFor(rule.id, repository),
      ...(history === undefined ? {} : { history: ownHistory(history, rule.id) }),
    }
    return judge(rule, { ...collected, ...own }, appliesTo)
  })

  const { versionControl } = repository.facts
  const { commit, dirty } = versionControl?.known === true ? versionControl.value : {}
  return {
    tool: toolName,
    version: toolVersion,
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    target: {
      path,
      ...(url === undefined ? {} : { url }),
      ...(commit === undefined ? {} : { commit }),
      ...(dirty === undefined ? {} : { dirty }),
    },
    ...(application === undefined ? {} : { application }),
    checks: outcomes.map((outcome) => toResult(outcome, language)),
  }
}

const ownHistory = (history: Fact<AllHistory>, rule: string): Fact<History> =>
  history.known ? { ...history, value: { ...history.value, matches: history.value.matches[rule] ?? {} } } : history

/** What the folder says of where to look on the address. */
const knownFrom = ({ apis, kubernetes }: Collected): Known => ({
  apis: apis?.known === true ? apis.value : [],
  healthPaths: kubernetes?.known === true ? probePaths(kubernetes.value) : [],
})

/** What is served counts where no file says the same, so that a fault is told once, with its line. */
function describedApis(written: Collected['apis'], served: Collected['servedApi']): Pick<Collected, 'describedApis'> {
  if (written?.known !== true) return written === undefined ? {} : { describedApis: written }
  const api = served?.known === true ? served.value : null
  const isNew = api !== null && !written.value.some(({ title }) => title === api.title)
  return { describedApis: isNew ? { ...written, value: [...written.value, api] } : written }
}

const unasked = (fr: string, en: string): Fact<never> => ({ known: false, why: 'not-asked', reason: { fr, en } })
const noBrowser = unasked(
  'Aucun navigateur demandé : ajoutez --browser pour voir la page comme un usager.',
  'No browser asked for: add --browser to see the page as a user does.',
)
const noAdvisories = unasked(
  'Aucun fichier OSV donné : ajoutez --osv pour comparer les versions verrouillées aux vulnérabilités connues.',
  'No OSV file given: add --osv to compare locked versions with known vulnerabilities.',
)
const noLog = unasked(
  'Aucun journal donné : ajoutez --log pour regarder un journal écrit du démarrage à l’arrêt.',
  'No log given: add --log to look at a log written from start to stop.',
)
const unaskedAddress = unasked(
  'Aucune adresse donnée : ajoutez --url pour regarder l’application en marche.',
  'No address given: add --url to look at the running application.',
)
const noAddress: Collected = Object.fromEntries(
  [
    'address',
    'home',
    'page',
    'assets',
    'plainHttp',
    'transport',
    'health',
    'metrics',
    'versionPages',
    'servedApi',
    'anonymousCalls',
    'errorAnswers',
    'signIns',
    'exposedFiles',
    'reflections',
    'crossOrigin',
    'rendered',
  ].map((name) => [name, unaskedAddress]),
)
