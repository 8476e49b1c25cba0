/** What else an anonymous visitor sees: ways to sign in, files left behind, words sent back, answers to another site. */
import type { CrossOrigin, Facts, Page, Probe, Reflection, SignIn } from '../../facts.ts'
import { type Caller, NoAnswer } from './exchange.ts'
import { readPage } from './page.ts'

const bytes = 500_000
const usualSignIns = [
  '/login',
  '/connexion',
  '/auth/login',
  '/api/auth/login',
  '/signin',
  '/oauth2/authorization/oidc',
  '/accounts/login/',
]
const signInWords =
  /\b(se connecter|connexion|connectez|s.identifier|identifiez|log ?in|sign ?in|mon compte|espace agent|proconnect|agentconnect|franceconnect)\b/i
const signInPath = /(^|\/)(login|connexion|signin|sign-in|auth|oauth2?|oidc|sso|session\/new|authorize)(\/|$|\?)/i
const mostSignIns = 6

/** Path and what its content must look like to be the file itself, and not a page that answers everywhere. */
const neverServed: readonly (readonly [string, RegExp])[] = [
  ['/.git/HEAD', /^(ref: refs\/|[0-9a-f]{40}\s*$)/],
  ['/.git/config', /^\s*\[(core|remote)/],
  ['/.svn/entries', /^\d+\s*\n/],
  ['/.env', /^\s*(#.*\n\s*)*[A-Z][A-Z0-9_]*\s*=/],
  ['/.env.production', /^\s*(#.*\n\s*)*[A-Z][A-Z0-9_]*\s*=/],
  ['/.DS_Store', /^.{4}Bud1/s],
  ['/.htpasswd', /^[\w.-]+:(\$|\{SHA\})/],
  ['/web.config', /<configuration[\s>]/],
  ['/config.json', /"(password|secret|apiKey|client_secret|connectionString)"\s*:\s*"[^"]+"/i],
  ['/backup.sql', /^(--|CREATE TABLE|INSERT INTO|SET )/m],
  ['/dump.sql', /^(--|CREATE TABLE|INSERT INTO|SET )/m],
  ['/phpinfo.php', /<title>(PHP [\d.]+ - )?phpinfo\(\)/],
  ['/info.php', /<title>(PHP [\d.]+ - )?phpinfo\(\)/],
  ['/server-status', /<title>Apache Status/],
  ['/actuator/env', /"(activeProfiles|propertySources)"/],
  ['/actuator/heapdump', /^JAVA PROFILE/],
  ['/actuator/configprops', /"contexts"/],
  ['/debug/pprof/', /Types of profiles available|\/debug\/pprof\//],
  ['/_profiler/', /Symfony Profiler/],
  ['/telescope/requests', /<title>[^<]*Telescope/],
  ['/adminer.php', /<title>[^<]*Adminer/],
  ['/phpmyadmin/', /<title>[^<]*phpMyAdmin/],
  ['/elmah.axd', /Error log for/i],
  ['/composer.lock', /"content-hash"/],
  ['/package-lock.json', /"lockfileVersion"/],
  ['/docker-compose.yml', /^services:/m],
  ['/WEB-INF/web.xml', /<web-app[\s>]/],
]
/** Harmless, and recognised raw or encoded. */
const word = 'socle"check<i>é'
const rawWord = 'socle"check<i>'
const reflected = /socle(?:&quot;|&#34;|&#x22;|%22|\\"|\\u0022|")check(?:&lt;|&#60;|&#x3c;|%3C|\\u003c|\\x3c|<)/i
const foreign = 'https://socle-check.invalid'

const quietly = async <T>(look: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await look()
  } catch (cause) {
    if (cause instanceof NoAnswer) return undefined
    throw cause
  }
}

const atOnce = 4
const mostSilent = 3

/** Asks a few addresses at a time, and stops asking a server that no longer answers. */
async function askEach<K, T>(
  keys: readonly K[],
  ask: (key: K) => Promise<T | undefined>,
): Promise<readonly (readonly [K, T])[]> {
  const found: (readonly [K, T])[] = []
  const waiting = [...keys]
  let silent = 0
  const work = async (): Promise<void> => {
    for (let key = waiting.shift(); key !== undefined && silent < mostSilent; key = waiting.shift()) {
      const answer = await quietly(() => ask(key as K))
      if (answer === undefined) silent += 1
      else found.push([key, answer])
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return found.sort(([a], [b]) => keys.indexOf(a) - keys.indexOf(b))
}

export async function findSignIns(call: Caller, origin: string, page: Page | null): Promise<readonly SignIn[]> {
  const own = (page?.links ?? []).filter(
    ({ url, text }) =>
      URL.canParse(url) &&
      new URL(url).origin === origin &&
      (signInWords.test(text) || signInPath.test(new URL(url).pathname)),
  )
  const declared = [...new Set(own.map(({ url }) => url.split('#')[0] ?? url))].slice(0, mostSignIns)
  const asked = declared.length > 0 ? declared : usualSignIns.map((path) => `${origin}${path}`)
  const answers = await askEach(asked, (url) => call.exchange(url, { accept: 'text/html', answerBytes: bytes }))
  return answers
    .filter(([, { status }]) => status !== 404 && status !== 405)
    .map(([url, { status, leadsTo, body, url: last }]) => ({
      url,
      status,
      ...(leadsTo === undefined ? {} : { leadsTo }),
      passwordFields: leadsTo === undefined ? readPage(body, last).passwordFields : 0,
    }))
}

export async function findExposedFiles(call: Caller, origin: string): Promise<readonly Probe[]> {
  const answers = await askEach(neverServed, ([path]) =>
    call.exchange(`${origin}${path}`, { answerBytes: 20_000, follow: false }),
  )
  return (
    answers
      .filter(([[, content], { status, body }]) => status === 200 && content.test(body))
      // The content itself may be a secret: it is looked at and dropped.
      .map(([, { url, headers }]) => ({ url, status: 200, type: headers['content-type'] ?? '', body: '' }))
  )
}

export async function findReflections(call: Caller, origin: string, page: Page | null): Promise<readonly Reflection[]> {
  const query = new URLSearchParams(
    ['q', 'query', 'search', 'recherche', 's', 'name', 'message', 'error', 'redirect'].map((key): [string, string] => [
      key,
      word,
    ]),
  )
  const places = new Set([
    `${origin}/?${query}`,
    `${origin}/search?${query}`,
    `${origin}/recherche?${query}`,
    `${origin}/${encodeURIComponent(word)}`,
    ...(page?.searches ?? [])
      .filter(({ url }) => new URL(url).origin === origin)
      .slice(0, 3)
      .map(
        ({ url, fields }) =>
          `${url.split(/[?#]/)[0]}?${new URLSearchParams(fields.map((name): [string, string] => [name, word]))}`,
      ),
    ...(page === null ? [] : [`${page.url.split(/[?#]/)[0]}?${query}`]),
  ])
  const answers = await askEach([...places], (url) =>
    call.exchange(url, { accept: 'text/html', answerBytes: bytes, follow: false }),
  )
  return answers
    .filter(([, { headers }]) => /html/.test(headers['content-type'] ?? ''))
    .map(([url, { body, status }]) => ({
      url,
      status,
      seen: body.includes(rawWord) ? 'raw' : reflected.test(body) ? 'encoded' : 'absent',
    }))
}

export async function askFromElsewhere(
  call: Caller,
  origin: string,
  paths: readonly string[],
): Promise<Facts['crossOrigin']> {
  const found: CrossOrigin[] = []
  // An API is often open where the pages are not.
  for (const path of new Set(['/', ...paths.slice(0, 7), '/api', '/api/v1'])) {
    const answer = await quietly(() =>
      call.exchange(`${origin}${path}`, {
        accept: 'application/json',
        answerBytes: 1000,
        follow: false,
        origin: foreign,
      }),
    )
    if (answer === undefined) continue
    const allowOrigin = answer.headers['access-control-allow-origin']
    found.push({
      url: answer.url,
      ...(allowOrigin === undefined ? {} : { allowOrigin }),
      allowCredentials: answer.headers['access-control-allow-credentials']?.toLowerCase() === 'true',
      ...(answer.status === 200 && /\bjson\b/.test(answer.headers['content-type'] ?? '')
        ? { data: true as const }
        : {}),
    })
  }
  return found
}
