/**
 * Everything that the running address shows to somebody without an account.
 * Only GET is ever sent: an operation that could change something is counted, never called.
 */
import type { Bilingual } from '@socle/contracts/text'
import type {
  Address,
  AnonymousCall,
  ApiDescription,
  Collected,
  Exchange,
  Fact,
  Facts,
  PlainHttp,
  Page,
  Probe,
  Problem,
  Rendered,
} from '../../facts.ts'
import type { Limits } from '../limits.ts'
import { describeApi, isApiDescription } from '../openapi.ts'
import { readYaml } from '../yaml.ts'
import { type BrowserRequest, renderPage } from './browser.ts'
import { type Caller, NoAnswer, caller, isBusyOrDown } from './exchange.ts'
import { readPage } from './page.ts'
import { askEach, askFromElsewhere, endless, findExposedFiles, findReflections, findSignIns, seen } from './probing.ts'
import { readTransport } from './transport.ts'

/** What the folder already told, used to know where to look. */
export interface Known {
  readonly apis: readonly ApiDescription[]
  readonly healthPaths: readonly string[]
}

const healthPaths = [
  '/health',
  '/healthz',
  '/api/health',
  '/health/ready',
  '/readyz',
  '/livez',
  '/health/live',
  '/actuator/health',
  '/q/health',
  '/-/health',
  '/api/healthz',
  '/status',
  '/ping',
]
const metricsPaths = ['/metrics', '/api/metrics', '/actuator/prometheus', '/-/metrics', '/q/metrics']
const apiPaths = [
  '/openapi.json',
  '/api/openapi.json',
  '/openapi.yaml',
  '/api/openapi.yaml',
  '/v3/api-docs',
  '/api/v3/api-docs',
  '/docs/json',
  '/api/docs/json',
  '/documentation/json',
  '/swagger.json',
  '/api/swagger.json',
  '/swagger/v1/swagger.json',
  '/api-docs',
  '/q/openapi',
]
const versionPaths = ['/version', '/api/version', '/version.json', '/actuator/info', '/info', '/api/info']
/** Path that no application has, and that must not be mistaken for an attack. */
const unknownPath = '/socle-check/this-page-does-not-exist'
const probeBytes = 2_000_000
const callsAtOnce = 4
const assetsRead = 8

const isLoopback = (hostname: string): boolean =>
  /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(hostname)

export async function collectEndpoint(
  target: string,
  known: Known,
  limits: Limits,
  agentName: string,
  browser: BrowserRequest | undefined,
): Promise<Collected> {
  const url = new URL(target)
  const address: Address = { url: url.href, https: url.protocol === 'https:', loopback: isLoopback(url.hostname) }
  const call = caller(limits, agentName)
  try {
    const home = await attempt(() => call.exchange(url.href, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }))
    if (!home.known) return silent(home, address)
    const { status } = home.value
    if (status >= 500 || isBusyOrDown(status)) {
      return {
        ...silent(answering(home.value), address),
        // The one address that is there to tell it; too many requests say nothing of the application.
        ...(status >= 500
          ? { health: seen(await probe(call, url.origin, [...known.healthPaths, ...healthPaths], undefined), []) }
          : {}),
        plainHttp: await attempt(() => probePlainHttp(call, url)),
        transport: await attemptTransport(url, limits),
      }
    }
    const isHtml =
      /html/.test(home.value.headers['content-type'] ?? '') || /^\s*<(!doctype|html)/i.test(home.value.body)
    const cut = home.value.truncated ? [tooLong(home.value.url, limits)] : []
    const served = isHtml ? readPage(home.value.body, home.value.url) : null
    const drawing = browser === undefined ? undefined : renderPage(home.value.url, browser, limits)
    const origin = new URL(home.value.url).origin
    const missing = await attempt(() =>
      call.exchange(new URL(unknownPath, origin).href, { accept: 'text/html', answerBytes: probeBytes }),
    )
    // An application that answers its own page everywhere must not be believed when it answers a probe.
    const fallback = missing.known && missing.value.status < 400 ? missing.value.body : undefined

    const [health, metrics, versionPages, servedApi, errors, assets, exposedFiles] = await Promise.all([
      probe(call, origin, [...known.healthPaths, ...healthPaths], fallback),
      probe(call, origin, metricsPaths, fallback),
      probe(call, origin, versionPaths, fallback),
      findApi(call, origin, limits, fallback),
      errorAnswers(call, origin, missing),
      served === null ? [] : readAssets(call, served.resources, origin),
      findExposedFiles(call, origin),
    ])
    const rendered = await drawing
    const page = asDrawn(served, rendered)
    const [signIns, reflections] = await Promise.all([
      findSignIns(call, origin, page),
      findReflections(call, origin, page),
    ])
    const api = servedApi ?? known.apis.find((description) => description.operations.length > 0) ?? null
    return {
      address: { known: true, value: address },
      home: { known: true, value: home.value },
      page: isHtml && isAbsent(status) ? answering(home.value) : seen(page, cut),
      assets: { known: true, value: assets },
      health: { known: true, value: health },
      metrics: { known: true, value: metrics },
      versionPages: { known: true, value: versionPages },
      servedApi: { known: true, value: servedApi },
      errorAnswers: errors,
      signIns,
      exposedFiles: cut.length === 0 || !exposedFiles.known ? exposedFiles : seen(exposedFiles.value, cut),
      reflections,
      crossOrigin: await askFromElsewhere(call, origin, getPaths(api, origin)),
      ...(rendered === undefined ? {} : { rendered }),
      anonymousCalls: await attempt(() => callAnonymously(call, origin, api, limits)),
      plainHttp: await attempt(() => probePlainHttp(call, url)),
      transport: await attemptTransport(url, limits),
    }
  } finally {
    await call.close()
  }
}

/** A page that scripts draw holds what the browser shows; its address, headers and what it fetches stay as served. */
function asDrawn(served: Page | null, rendered: Fact<Rendered> | undefined): Page | null {
  if (served?.shell !== true || rendered?.known !== true) return served
  const { drawn } = rendered.value
  if (drawn === undefined || new URL(drawn.url).origin !== new URL(served.url).origin) return served
  const { links, searches, forms, passwordFields, images, dsfrClasses } = drawn
  // Short as it may be, what is shown is the page; nothing to read nor to use is a page that was not drawn.
  const shell = drawn.shell && links.length + (forms?.length ?? 0) + passwordFields === 0
  return {
    ...served,
    links,
    ...(searches === undefined ? {} : { searches }),
    ...(forms === undefined ? {} : { forms }),
    passwordFields,
    images,
    dsfrClasses,
    shell,
  }
}

async function attempt<T>(look: () => Promise<T>): Promise<Fact<T>> {
  try {
    return { known: true, value: await look() }
  } catch (cause) {
    if (!(cause instanceof NoAnswer)) throw cause
    return { known: false, why: 'unreachable', reason: prefixed(cause), url: cause.url }
  }
}

/** Neither a page nor a request to sign in. */
const isAbsent = (status: number): boolean => status >= 400 && status !== 401 && status !== 403

const answering = ({ url, status }: Exchange): Fact<never> & { known: false } => ({
  known: false,
  why: 'unreachable',
  reason: {
    fr: `${url} : la page d’accueil répond ${status}. Vérifiez l’adresse, et que l’application fonctionne.`,
    en: `${url}: the home page answers ${status}. Check the address, and that the application works.`,
  },
  url,
})

const prefixed = ({ url, reason }: NoAnswer): Bilingual => ({ fr: `${url} : ${reason.fr}`, en: `${url}: ${reason.en}` })

/** Nothing answers: every fact about the address is unreachable for the same reason. */
function silent(home: Fact<unknown> & { known: false }, address: Address): Collected {
  const names: (keyof Facts)[] = [
    'home',
    'page',
    'assets',
    'health',
    'metrics',
    'versionPages',
    'servedApi',
    'errorAnswers',
    'anonymousCalls',
    'plainHttp',
    'transport',
    'signIns',
    'exposedFiles',
    'reflections',
    'crossOrigin',
    'rendered',
  ]
  return { address: { known: true, value: address }, ...Object.fromEntries(names.map((name) => [name, home])) }
}

const tooLong = (url: string, limits: Limits): Problem => ({
  url,
  message: {
    fr: `La page d’accueil dépasse ${limits.answerBytes / 1e6} Mo : la lecture a été arrêtée. Servez une page plus légère ou donnez une autre adresse.`,
    en: `The home page exceeds ${limits.answerBytes / 1e6} MB: reading was stopped. Serve a lighter page or give another address.`,
  },
})

async function probe(
  call: Caller,
  origin: string,
  paths: readonly string[],
  fallback: string | undefined,
): Promise<readonly Probe[]> {
  const found: Probe[] = []
  for (const path of new Set(paths)) {
    if (!path.startsWith('/')) continue
    const answer = await attempt(() =>
      call.exchange(new URL(path, origin).href, {
        accept: 'application/json, text/plain, */*;q=0.1',
        answerBytes: probeBytes,
        follow: false,
      }),
    )
    if (!answer.known) continue
    const { status, headers, body, url } = answer.value
    const type = headers['content-type'] ?? ''
    if (status === 404 || status === 405 || (fallback !== undefined && body === fallback) || /text\/html/.test(type))
      continue
    found.push({ url, status, type, body: body.slice(0, 5000) })
  }
  return found
}

async function findApi(
  call: Caller,
  origin: string,
  limits: Limits,
  fallback: string | undefined,
): Promise<ApiDescription | null> {
  for (const path of apiPaths) {
    const answer = await attempt(() =>
      call.exchange(new URL(path, origin).href, { accept: 'application/json, application/yaml' }),
    )
    if (!answer.known || answer.value.status !== 200 || answer.value.body === fallback) continue
    const content = parseAny(answer.value.body, path, limits)
    if (isApiDescription(content)) return describeApi(content, { url: answer.value.url })
  }
  return null
}

function parseAny(text: string, path: string, limits: Limits): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return /^["']?(openapi|swagger)["']?\s*:/m.test(text)
      ? readYaml(path, text, limits.yamlValues).documents[0]?.content
      : undefined
  }
}

/** Answers to requests that go wrong: an unreadable path, and an unknown resource asked as data. */
async function errorAnswers(call: Caller, origin: string, missing: Fact<Exchange>): Promise<Fact<readonly Exchange[]>> {
  const { answers, problems } = await askEach(
    [`${origin}/%c0%ae`, `${origin}/api/socle-check-unknown?id=%27%22%3C`],
    (url) => call.exchange(url, { accept: 'application/json', answerBytes: probeBytes, follow: false }),
  )
  const first = missing.known && !isBusyOrDown(missing.value.status) ? [missing.value] : []
  const all = [...first, ...answers.map(([, answer]) => answer)]
  return seen(all, [...problems, ...endless(all, probeBytes)])
}

async function readAssets(
  call: Caller,
  resources: readonly { url: string; kind: string }[],
  origin: string,
): Promise<Facts['assets']> {
  const own = [
    ...new Set(
      resources
        .filter(({ url, kind }) => (kind === 'stylesheet' || kind === 'script') && new URL(url).origin === origin)
        .map(({ url }) => url),
    ),
  ]
  const read = await Promise.all(
    own.slice(0, assetsRead).map((url) => attempt(() => call.exchange(url, { answerBytes: probeBytes }))),
  )
  return read.flatMap((answer) =>
    answer.known && answer.value.status === 200 ? [{ url: answer.value.url, body: answer.value.body }] : [],
  )
}

async function callAnonymously(
  call: Caller,
  origin: string,
  api: ApiDescription | null,
  limits: Limits,
): Promise<Facts['anonymousCalls']> {
  const operations = api?.operations ?? []
  const safe = operations.filter((operation) => operation.method === 'GET').slice(0, limits.operations)
  const base = basePath(api, origin)
  const calls: AnonymousCall[] = []
  const waiting = [...safe]
  const work = async (): Promise<void> => {
    for (let operation = waiting.shift(); operation !== undefined; operation = waiting.shift()) {
      const { method, path, security, examples, query } = operation
      const filled = path.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(examples[name] ?? '0'))
      const asked = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`
      const url = `${origin}${base}${filled}${asked}`
      if (!URL.canParse(url) || new URL(url).origin !== origin) continue
      const answer = await attempt(() =>
        call.exchange(url, { accept: 'application/json', follow: false, answerBytes: 10_000 }),
      )
      calls.push({ method, path, url, status: answer.known ? answer.value.status : 0, declared: security })
    }
  }
  await Promise.all(Array.from({ length: callsAtOnce }, work))
  return { calls, notCalled: operations.length - safe.length, operations: operations.length }
}

/** Some operations without parameters. */
const getPaths = (api: ApiDescription | null, origin: string): readonly string[] =>
  (api?.operations ?? [])
    .filter(({ method, path }) => method === 'GET' && !path.includes('{'))
    .slice(0, 5)
    .map(({ path }) => `${basePath(api, origin)}${path}`)

/** Path that every operation is under: the description's server, when it is the address that we check. */
function basePath(api: ApiDescription | null, origin: string): string {
  for (const server of api?.servers ?? []) {
    if (!URL.canParse(server, origin)) continue
    const url = new URL(server, origin)
    if (url.origin === origin || !/^https?:/.test(server)) return url.pathname.replace(/\/$/, '')
  }
  return ''
}

/** The same host without TLS: on port 80, or on the same port when the address has its own. */
async function probePlainHttp(call: Caller, url: URL): Promise<PlainHttp> {
  const plain = new URL(url.href)
  if (url.protocol === 'https:') {
    plain.protocol = 'http:'
    plain.port = url.port
  }
  let answer: Exchange
  try {
    answer = await call.exchange(plain.href, { follow: false, answerBytes: 10_000 })
  } catch (cause) {
    // Refusing is the right answer; whatever the form of the refusal.
    if (cause instanceof NoAnswer && call.remaining() > 0) return { url: plain.href, outcome: 'refused' }
    throw cause
  }
  const location = answer.leadsTo
  const seen = { url: plain.href, status: answer.status, ...(location === undefined ? {} : { location }) }
  if (location?.startsWith('https:')) return { ...seen, outcome: 'redirects' }
  // 400 is what a TLS port answers to plain HTTP; 403 and 426 are refusals too.
  return { ...seen, outcome: [400, 403, 426, 497].includes(answer.status) ? 'refused' : 'served' }
}

async function attemptTransport(url: URL, limits: Limits): Promise<Fact<Facts['transport']>> {
  if (url.protocol !== 'https:') {
    return {
      known: false,
      why: 'not-asked',
      reason: { fr: 'L’adresse donnée n’est pas en https.', en: 'The address given is not https.' },
    }
  }
  const transport = await readTransport(url, limits.connectMs, Date.now())
  if (transport !== undefined) return { known: true, value: transport }
  return {
    known: false,
    why: 'unreachable',
    reason: {
      fr: `${url.href} : aucune version de TLS n’a pu être négociée.`,
      en: `${url.href}: no version of TLS could be negotiated.`,
    },
    url: url.href,
  }
}
