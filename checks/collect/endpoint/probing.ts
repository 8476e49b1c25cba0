/** What else an anonymous visitor sees: ways to sign in, files left behind, words sent back, answers to another site. */
import type { CrossOrigin, Exchange, Fact, Facts, Page, Probe, Problem, Reflection, SignIn } from '../../facts.ts'
import { asksAuthorisation } from '../../rules/authorisation-request.ts'
import { type Caller, NoAnswer, isBusyOrDown } from './exchange.ts'
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
  ['/debug/pprof/', /Types of profiles available/],
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
/** What servers write above the files of a folder, and folders where applications keep them. */
const listing =
  /<title>\s*(?:Index of|Directory listing for|Listing directory|Directory:|Index des fichiers)\s[^<]*<|<h1>\s*(?:Index of|Directory listing for)\s|>\s*\[?(?:To )?Parent Directory\]?\s*</i
const folders = ['/', '/uploads/', '/files/', '/media/', '/static/', '/assets/', '/images/', '/backup/', '/data/']
/** Harmless, and recognised raw or encoded. */
const word = `socle"check<i>'é`
const rawWord = 'socle"check<i>'
const reflected = /socle(?:&quot;|&#34;|&#x22;|%22|\\"|\\u0022|")check(?:&lt;|&#60;|&#x3c;|%3C|\\u003c|\\x3c|<)/i
/** Signs of markup may be encoded, and the text still end the attribute or the script's text that it stands in. */
const endsAttribute = /<[a-z][^<>]*=\s*"[^"<>]*socle"check/i
const quoted = /(?:[=(:,[+?]|return)\s*(?:"[^"\\\n]{0,200}socle"check|'[^'\\\n]{0,200}socle["&][^'\n]{0,80}'é)/
const inScript = /<script\b[^>]*>([\s\S]{0,100000}?)<\/script/gi
const breaksOut = (body: string): boolean =>
  body.includes(rawWord) ||
  endsAttribute.test(body) ||
  [...body.matchAll(inScript)].some(([, script = '']) => script.includes('socle') && quoted.test(script))
const foreign = 'https://socle-check.invalid'

const atOnce = 4
const mostSilent = 3

interface Asked<K> {
  readonly answers: readonly (readonly [K, Exchange])[]
  /** Addresses about which nothing was learnt. */
  readonly problems: readonly Problem[]
}

/** Asks a few addresses at a time, and stops asking a server that no longer answers. A connection cut is a refusal. */
export async function askEach<K>(keys: readonly K[], ask: (key: K) => Promise<Exchange>): Promise<Asked<K>> {
  const answers: (readonly [K, Exchange])[] = []
  const unseen: Problem[] = []
  const waiting = [...keys]
  let silent = 0
  const work = async (): Promise<void> => {
    for (let key = waiting.shift(); key !== undefined && silent < mostSilent; key = waiting.shift()) {
      try {
        const answer = await ask(key as K)
        if (isBusyOrDown(answer.status)) unseen.push(notSeen(answer.url, answer.status))
        else answers.push([key, answer])
      } catch (cause) {
        if (!(cause instanceof NoAnswer)) throw cause
        if (cause.cut) continue
        silent += 1
        unseen.push({ url: cause.url, message: cause.reason })
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return { answers: answers.sort(([a], [b]) => keys.indexOf(a) - keys.indexOf(b)), problems: unseen.slice(0, 1) }
}

const notSeen = (url: string, status: number): Problem => ({
  url,
  message: {
    fr: `${url} répond ${status} : ce qui devait y être regardé ne l’a pas été. Recommencez quand l’application répond.`,
    en: `${url} answers ${status}: what was to be looked at there was not. Try again once the application answers.`,
  },
})

/** Answers whose end was not seen: what was looked for may be there. */
export const endless = (answers: readonly Exchange[], longest: number): readonly Problem[] =>
  answers
    .filter(({ truncated }) => truncated)
    .slice(0, 1)
    .map(({ url }) => ({
      url,
      message: {
        fr: `La réponse dépasse ${longest / 1e6} Mo : la lecture a été arrêtée, et la fin n’a pas été regardée.`,
        en: `The answer exceeds ${longest / 1e6} MB: reading was stopped, and its end was not looked at.`,
      },
    }))

export const seen = <T>(value: T, problems: readonly Problem[]): Fact<T> => ({
  known: true,
  value,
  ...(problems.length === 0 ? {} : { problems }),
})

function asksHere(addresses: readonly string[]): Pick<SignIn, 'asks'> {
  const asks = addresses.find((address) => asksAuthorisation.test(address))
  return asks === undefined ? {} : { asks }
}

export async function findSignIns(call: Caller, origin: string, page: Page | null): Promise<Fact<readonly SignIn[]>> {
  const own = (page?.links ?? []).filter(
    ({ url, text }) =>
      URL.canParse(url) &&
      new URL(url).origin === origin &&
      (signInWords.test(text) || signInPath.test(new URL(url).pathname)),
  )
  const buttons = (page?.forms ?? []).filter(
    (url) => URL.canParse(url) && new URL(url).origin === origin && signInPath.test(new URL(url).pathname),
  )
  const declared = [...new Set([...buttons, ...own.map(({ url }) => url.split('#')[0] ?? url)])].slice(0, mostSignIns)
  const asked = declared.length > 0 ? declared : usualSignIns.map((path) => `${origin}${path}`)
  const { answers, problems } = await askEach(asked, (url) =>
    call.exchange(url, { accept: 'text/html', answerBytes: bytes }),
  )
  const found = answers
    .filter(([, { status }]) => status !== 404 && status !== 405)
    .map(([url, { status, leadsTo, headers, body, url: last, redirects }]) => ({
      url,
      status,
      ...asksHere([...redirects, last]),
      ...(leadsTo === undefined ? {} : { leadsTo }),
      ...(headers['www-authenticate'] === undefined ? {} : { challenge: headers['www-authenticate'] }),
      passwordFields: leadsTo === undefined ? readPage(body, last).passwordFields : 0,
    }))
  return seen(found, problems)
}

export async function findExposedFiles(call: Caller, origin: string): Promise<Fact<readonly Probe[]>> {
  const ask = (path: string): Promise<Exchange> =>
    call.exchange(`${origin}${path}`, { answerBytes: 20_000, follow: false })
  const { answers, problems } = await askEach(neverServed, ([path]) => ask(path))
  const listed = await askEach(problems.length > 0 ? [] : folders, ask)
  const found = answers
    .filter(([[, content], { status, body }]) => status === 200 && content.test(body))
    // The content itself may be a secret: it is looked at and dropped.
    .map(([, { url, headers }]) => ({ url, status: 200, type: headers['content-type'] ?? '', body: '' }))
  const lists = listed.answers
    .filter(([, { status, body }]) => status === 200 && listing.test(body))
    .map(([, { url }]) => ({ url, status: 200, type: 'text/html', body: '', listing: true as const }))
  return seen([...lists, ...found], [...problems, ...listed.problems])
}

export async function findReflections(
  call: Caller,
  origin: string,
  page: Page | null,
): Promise<Fact<readonly Reflection[]>> {
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
  const { answers, problems } = await askEach([...places], (url) =>
    call.exchange(url, { accept: 'text/html', answerBytes: bytes, follow: false }),
  )
  const found = answers
    .filter(([, { headers }]) => /html/.test(headers['content-type'] ?? ''))
    .map(([url, { body, status }]): Reflection => ({
      url,
      status,
      seen: breaksOut(body) ? 'raw' : reflected.test(body) ? 'encoded' : 'absent',
    }))
  const cut = answers.map(([, answer]) => answer).filter(({ body }) => !body.includes(rawWord) && !reflected.test(body))
  return seen(found, [...problems, ...endless(cut, bytes)])
}

export async function askFromElsewhere(
  call: Caller,
  origin: string,
  paths: readonly string[],
): Promise<Fact<Facts['crossOrigin']>> {
  // An API is often open where the pages are not.
  const places = [...new Set(['/', ...paths.slice(0, 7), '/api', '/api/v1'])]
  const { answers, problems } = await askEach(places, (path) =>
    call.exchange(`${origin}${path}`, {
      accept: 'application/json',
      answerBytes: 1000,
      follow: false,
      origin: foreign,
    }),
  )
  const found = answers.map(([, { url, status, headers }]): CrossOrigin => {
    const allowOrigin = headers['access-control-allow-origin']
    return {
      url,
      ...(allowOrigin === undefined ? {} : { allowOrigin }),
      allowCredentials: headers['access-control-allow-credentials']?.toLowerCase() === 'true',
      ...(status === 200 && /\bjson\b/.test(headers['content-type'] ?? '') ? { data: true as const } : {}),
    }
  })
  return seen(found, problems)
}
