/** Answers of running applications that pass and that fail each check on an address. */
import type {
  Address,
  AnonymousCall,
  ApiDescription,
  Facts,
  Kubernetes,
  LogSample,
  Packages,
  PlainHttp,
  Rendered,
  SignIn,
  Transport,
} from '../facts.ts'
import type { Case, CaseBook } from './cases.ts'
import { cookie, exchange, known, loopbackAddress, page, secureAddress } from './hand-built.ts'

const facts =
  (values: Partial<Facts>): Case =>
  () =>
    known(values)
const noPage = facts({ page: null, home: exchange(), assets: [], address: secureAddress })
const url = secureAddress.url
const plainAddress = { url: 'http://app.example.org/', https: false, loopback: false }
const transport = (changes: Partial<Transport> = {}): Transport => ({
  versions: { TLSv1: 'refused', 'TLSv1.1': 'refused', 'TLSv1.2': 'accepted', 'TLSv1.3': 'accepted' },
  weakCiphers: [],
  certificate: { trusted: true, validTo: '2031-01-01T00:00:00.000Z', daysLeft: 900 },
  ...changes,
})
const headers = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'self'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
}
const without = (name: keyof typeof headers): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name))
const framedBy = (ancestors: string): Case =>
  facts({
    home: exchange({
      headers: { ...headers, 'content-security-policy': `default-src 'self'; frame-ancestors ${ancestors}` },
    }),
    address: secureAddress,
  })
const policy = (value: string): Case =>
  facts({ home: exchange({ headers: { 'content-security-policy': value } }), page: page() })
const call = (changes: Partial<AnonymousCall> = {}): AnonymousCall => ({
  method: 'GET',
  path: '/api/titles',
  url: `${url}api/titles`,
  status: 401,
  declared: 'declared',
  ...changes,
})
const calls = (...made: AnonymousCall[]): Case =>
  facts({ anonymousCalls: { calls: made, notCalled: 0, operations: made.length } })
const probe = (
  path: string,
  body: string,
  status = 200,
): { url: string; status: number; type: string; body: string } => ({
  url: `${url}${path}`,
  status,
  type: 'application/json',
  body,
})
const noCluster: Kubernetes = { objects: [], charts: [], elsewhere: [], helm: [] }
const noPackages: Packages = { manifests: [], locks: [], inventories: [] }
const api: ApiDescription = {
  place: { url: `${url}openapi.json` },
  version: '3.1.0',
  title: 'Titres',
  servers: [],
  schemes: [],
  operations: [
    { method: 'GET', path: '/titles', security: 'declared', requestTypes: [], responseTypes: [], examples: {} },
  ],
}

const plainHttp = (address: Address, answer: PlainHttp, shown = page(), headers = {}): Case =>
  facts({ address, plainHttp: answer, page: shown, home: exchange({ headers }) })
const fetching = (resource: string, kind: string, headers = {}): Case =>
  plainHttp(
    secureAddress,
    { url: 'http://app.example.org/', outcome: 'refused' },
    page({ resources: [{ url: resource, kind, integrity: false }] }),
    headers,
  )
const leadsTo = (address: string): Case =>
  signIns({ url: `${url}login`, status: 302, leadsTo: address, passwordFields: 0 })

const signIns = (...found: SignIn[]): Case => facts({ signIns: found, home: exchange(), page: page() })
const shown = (changes: Partial<Rendered> = {}): Case =>
  facts({
    rendered: {
      url,
      violations: [],
      requests: 20,
      bytes: 400_000,
      domElements: 600,
      dsfrClasses: 40,
      storage: [],
      ...changes,
    },
  })
const log = (changes: Partial<LogSample> = {}): Case =>
  facts({
    log: {
      path: 'app.log',
      lines: 90,
      notAscii: [],
      timed: 90,
      backwards: [],
      untimed: [],
      starts: 1,
      stops: 1,
      ...changes,
    },
  })

export const endpointCases: CaseBook = {
  'endpoint/plain-http': {
    pass: [
      plainHttp(secureAddress, { url: 'http://app.example.org/', outcome: 'refused' }),
      plainHttp(secureAddress, { url: 'http://app.example.org/', outcome: 'redirects', status: 301, location: url }),
      fetching(`${url}a.js`, 'script'),
      fetching('http://cdn.example.org/a.js', 'script', { 'content-security-policy': 'upgrade-insecure-requests' }),
      fetching('http://www.w3.org/', 'link'),
    ],
    fail: [
      plainHttp(secureAddress, { url: 'http://app.example.org/', outcome: 'served', status: 200 }),
      plainHttp(plainAddress, {
        url: plainAddress.url,
        outcome: 'served',
        status: 302,
        location: 'http://www.example.org/',
      }),
      fetching('http://localhost:22101/x.js', 'script'),
      fetching('http://localhost/f', 'iframe'),
      fetching('http://app.example.org/a.css', 'stylesheet'),
      plainHttp(
        secureAddress,
        { url: 'http://app.example.org/', outcome: 'refused' },
        page({ forms: ['http://localhost/x'] }),
      ),
    ],
    manual: [plainHttp(loopbackAddress, { url: loopbackAddress.url, outcome: 'served', status: 200 })],
  },
  'endpoint/tls-versions': {
    pass: [facts({ address: secureAddress, transport: transport() })],
    fail: [
      facts({
        address: secureAddress,
        transport: transport({
          versions: { TLSv1: 'refused', 'TLSv1.1': 'accepted', 'TLSv1.2': 'accepted', 'TLSv1.3': 'refused' },
        }),
      }),
      facts({ address: plainAddress }),
    ],
    manual: [
      facts({ address: loopbackAddress }),
      facts({
        address: secureAddress,
        transport: transport({
          versions: { TLSv1: 'unknown', 'TLSv1.1': 'refused', 'TLSv1.2': 'accepted', 'TLSv1.3': 'accepted' },
        }),
      }),
    ],
  },
  'endpoint/certificate': {
    pass: [facts({ address: secureAddress, transport: transport() })],
    fail: [
      facts({
        address: secureAddress,
        transport: transport({ certificate: { trusted: false, problem: 'CERT_HAS_EXPIRED' } }),
      }),
      facts({ address: secureAddress, transport: transport({ certificate: { trusted: true, daysLeft: 3 } }) }),
    ],
    manual: [facts({ address: loopbackAddress })],
  },
  'endpoint/security-headers': {
    pass: [
      facts({ home: exchange({ headers }), address: secureAddress }),
      facts({ home: exchange({ headers: without('strict-transport-security') }), address: loopbackAddress }),
      ...["'self' https://portail.example.org", "'none'"].map((ancestors) => framedBy(ancestors)),
    ],
    fail: [
      ...(Object.keys(headers) as (keyof typeof headers)[]).map((name) =>
        facts({ home: exchange({ headers: without(name) }), address: secureAddress }),
      ),
      // Whoever may frame the page is everybody.
      ...['*', "'self' *", 'https:'].map((ancestors) => framedBy(ancestors)),
    ],
  },
  'endpoint/content-security-policy': {
    pass: [
      policy("default-src 'self'"),
      policy("script-src 'nonce-abc' 'unsafe-inline' 'strict-dynamic'"),
      policy("script-src 'nonce-abc' 'strict-dynamic' 'unsafe-inline' https:; object-src 'none'"),
      facts({ home: exchange(), page: page({ policy: "default-src 'self'" }) }),
    ],
    fail: [
      policy("script-src 'nonce-abc' https:"),
      facts({ home: exchange(), page: page({ policy: "script-src 'unsafe-inline'" }) }),
      policy("default-src 'self' 'unsafe-inline'"),
      policy('script-src *'),
      policy("img-src 'self'"),
      facts({ home: exchange(), page: page() }),
    ],
    'not-applicable': [noPage],
  },
  'endpoint/software-disclosure': {
    pass: [facts({ home: exchange({ headers: { server: 'nginx' } }), page: page() })],
    fail: [
      facts({ home: exchange({ headers: { server: 'nginx/1.18.0' } }), page: page() }),
      facts({ home: exchange({ headers: { 'x-powered-by': 'Express' } }), page: page() }),
      facts({ home: exchange(), page: page({ generator: 'WordPress 6.1' }) }),
    ],
  },
  'endpoint/cookie-attributes': {
    pass: [
      facts({
        home: exchange({ cookies: [cookie(), cookie({ name: 'csrf-token', httpOnly: false })] }),
        address: secureAddress,
      }),
      facts({ home: exchange(), sessionCookies: [cookie()], address: secureAddress }),
    ],
    fail: [{ httpOnly: false }, { secure: false }, { sameSite: 'None' }].flatMap((changes) => [
      facts({ home: exchange({ cookies: [cookie(changes)] }), address: secureAddress }),
      facts({ home: exchange(), sessionCookies: [cookie(changes)], address: secureAddress }),
    ]),
    manual: [facts({ home: exchange(), address: secureAddress })],
  },
  'endpoint/opaque-cookies': {
    pass: [
      facts({ home: exchange(), sessionCookies: [cookie()] }),
      facts({ home: exchange({ cookies: [cookie(), cookie({ value: 's%3Ax7Qp0aLr93kTzWm2.abc' })] }) }),
      // A language, a consent, which of two servers answers, a date for scripts: nobody is named.
      ...[
        cookie({ name: 'lang', value: 'fr-FR' }),
        // Begins like what Ruby or PHP write, and goes on otherwise.
        cookie({ name: 'sid', value: 'BAhq9xL2' }),
        cookie({ name: 'choix', value: 'a:1' }),
        cookie({ name: 'consent', value: '1' }),
        cookie({ name: 'SERVERID', value: '1677787' }),
        cookie({ name: '_ga', value: 'GA1.2.1234567.1700000000', httpOnly: false }),
        cookie({ name: 'seen', value: '20261201', httpOnly: false }),
        cookie({ name: 'theme', value: 'Dark.Mode2' }),
        ...[
          'dark.mode',
          'fr_fr',
          'jean.dark',
          'pascal.case',
          'paul',
          'session-x7qp0alr',
          'north.west',
          'en-gb',
          'marie.js',
        ].map((value) => cookie({ name: 'theme', value })),
      ].map((one) => facts({ home: exchange({ cookies: [one] }) })),
    ],
    fail: [
      `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.${Buffer.from('{"role":"admin"}').toString('base64url')}.signature`,
      encodeURIComponent('{"role":"admin"}'),
      Buffer.from('{"role":"admin"}').toString('base64'),
      'role=admin',
      'dupont%40interieur.gouv.fr',
      'dupont@interieur.gouv.fr',
      Buffer.from('dupont@interieur.gouv.fr').toString('base64'),
      'Jean.Dupont',
      'Jean%20Dupont',
      'jean.dupont',
      'jean%20dupont',
      'dupont_jean',
      'dupont-jean',
      'JEAN DUPONT',
      'DUPONT Jean',
      'jean.dupont2',
      'anne-marie.le-goff',
      'helo%C3%AFse.lef%C3%A8vre',
      Buffer.from('jean.dupont').toString('base64'),
      '1234567',
    ].map((value) => facts({ home: exchange({ cookies: [cookie({ value })] }) })),
    manual: [facts({ home: exchange() })],
  },
  'endpoint/local-sign-in': {
    pass: [
      facts({ home: exchange(), page: page(), signIns: [] }),
      facts({ home: exchange({ status: 302, leadsTo: 'https://id.example.org/authorize' }), page: null, signIns: [] }),
    ],
    fail: [
      facts({ home: exchange(), page: page({ passwordFields: 1 }), signIns: [] }),
      facts({
        home: exchange(),
        page: page(),
        signIns: [{ url: 'https://app.example.org/connexion', status: 200, passwordFields: 1 }],
      }),
    ],
    manual: [facts({ home: exchange(), page: page({ shell: true }), signIns: [] })],
    'not-applicable': [facts({ page: null, home: exchange(), signIns: [] })],
  },
  'endpoint/anonymous-api': {
    pass: [calls(call(), call({ path: '/api/health', status: 200 })), calls(call({ status: 302 }))],
    fail: [calls(call(), call({ path: '/api/people', status: 200 })), calls(call({ status: 204, declared: 'public' }))],
    manual: [
      calls(call(), call({ path: '/api/titles/{id}', status: 404 })),
      facts({ anonymousCalls: { calls: [], notCalled: 3, operations: 3 } }),
    ],
    'not-applicable': [facts({ anonymousCalls: { calls: [], notCalled: 0, operations: 0 } })],
  },
  'endpoint/api-description': {
    pass: [facts({ servedApi: api, apis: [], packages: noPackages, crossOrigin: [], address: secureAddress })],
    fail: [
      facts({ servedApi: null, apis: [api], packages: noPackages, crossOrigin: [], address: secureAddress }),
      facts({
        servedApi: null,
        apis: [],
        packages: noPackages,
        crossOrigin: [{ url: `${secureAddress.url}api/v1`, allowCredentials: false, data: true }],
        address: secureAddress,
      }),
      facts({
        servedApi: { ...api, version: '2.0' },
        apis: [],
        packages: noPackages,
        crossOrigin: [],
        address: secureAddress,
      }),
      facts({
        servedApi: { ...api, operations: [] },
        apis: [],
        packages: noPackages,
        crossOrigin: [],
        address: secureAddress,
      }),
    ],
    'not-applicable': [
      facts({ servedApi: null, apis: [], packages: noPackages, crossOrigin: [], address: secureAddress }),
    ],
  },
  'endpoint/health': {
    pass: [facts({ health: [probe('health', '{"status":"pass"}')], address: secureAddress })],
    fail: [
      facts({ health: [], address: secureAddress }),
      facts({ health: [probe('health', '{"status":"fail"}', 503)], address: secureAddress }),
    ],
  },
  'endpoint/metrics': {
    pass: [
      facts({
        metrics: [probe('metrics', '# HELP http_requests_total Requests\nhttp_requests_total{code="200"} 12\n')],
        address: secureAddress,
        errorAnswers: [],
        kubernetes: noCluster,
      }),
    ],
    fail: [
      facts({ metrics: [], address: secureAddress, errorAnswers: [], kubernetes: noCluster }),
      facts({
        metrics: [probe('api/metrics', '', 401)],
        errorAnswers: [exchange({ url: 'https://app.example.org/api/socle-check-unknown', status: 401 })],
        address: secureAddress,
        kubernetes: noCluster,
      }),
      facts({
        metrics: [probe('metrics', '{"hello":"world"}')],
        address: secureAddress,
        errorAnswers: [],
        kubernetes: noCluster,
      }),
    ],
    manual: [
      facts({ metrics: [probe('metrics', '', 401)], address: secureAddress, errorAnswers: [], kubernetes: noCluster }),
      facts({
        metrics: [],
        address: secureAddress,
        errorAnswers: [],
        kubernetes: {
          objects: [
            {
              path: 'a.yaml',
              line: 1,
              apiVersion: 'monitoring.coreos.com/v1',
              kind: 'ServiceMonitor',
              name: 'app',
              content: {},
            },
          ],
          charts: [],
          elsewhere: [],
          helm: [],
        },
      }),
    ],
  },
  'endpoint/version': {
    pass: [
      facts({ versionPages: [probe('version', '{"version":"1.4.0"}')], health: [] }),
      facts({ versionPages: [], health: [probe('health', '{"status":"pass","releaseId":"1.4.0"}')] }),
      facts({
        versionPages: [probe('version', '{"version":"unknown"}'), probe('build', '{"build":{"number":7}}')],
        health: [],
      }),
    ],
    fail: ['{"version":"unknown"}', '{"version":""}', '{"build":"${BUILD}"}', '0.0.0'].map((body) =>
      facts({ versionPages: [probe('version', body)], health: [] }),
    ),
    manual: [facts({ versionPages: [], health: [] })],
  },
  'endpoint/error-answers': {
    pass: [
      facts({ errorAnswers: [exchange({ status: 404, body: '{"title":"Not found"}' })] }),
      // A sentence for people, over two lines.
      facts({
        errorAnswers: [
          exchange({ status: 404, body: '<p>Cette page n’existe pas.<br> Écrivez-nous at /contact:8:30</p>' }),
        ],
      }),
    ],
    fail: [
      'Error: boom\n    at Object.<anonymous> (/srv/app/index.js:10:5)',
      'java.lang.NullPointerException\n\tat fr.app.Main.run(Main.java:42)',
      'Traceback (most recent call last):\n  File "/app/a.py"',
      '{"error":"x","stack":"Error: x\\n    at a"}',
      'SQLSTATE[42S02]: Base table not found',
      'System.Exception: x\n   at App.Page.Lire(String id) in /src/Page.cs:line 4',
      '{"message":"x","trace":[{"file":"/var/www/a.php","line":3}]}',
    ].map((body) => facts({ errorAnswers: [exchange({ status: 500, body })] })),
    manual: [facts({ errorAnswers: [] })],
  },
  'endpoint/state-design-system': {
    pass: [
      facts({ page: page(), assets: [] }),
      facts({
        page: page({ dsfrClasses: 0, shell: true }),
        assets: [{ url, body: 'body{color:var(--text-default-grey)}' }],
      }),
    ],
    fail: [facts({ page: page({ dsfrClasses: 0 }), assets: [] })],
    manual: [facts({ page: page({ dsfrClasses: 0, shell: true }), assets: [] })],
    'not-applicable': [noPage],
  },
  'endpoint/page-basics': {
    pass: [facts({ page: page() })],
    fail: [{ language: '' }, { title: '' }, { doctype: false }, { images: { total: 2, withoutAlternative: 1 } }].map(
      (changes) => facts({ page: page(changes) }),
    ),
    'not-applicable': [noPage],
  },
  'endpoint/responsive': {
    pass: [facts({ page: page() }), facts({ page: page({ viewport: 'width=device-width, maximum-scale=10' }) })],
    fail: ['', 'width=1024', 'width=device-width, user-scalable=no', 'width=device-width, maximum-scale=1.0'].map(
      (viewport) => facts({ page: page({ viewport }) }),
    ),
    'not-applicable': [noPage],
  },
  'endpoint/accessibility-statement': {
    pass: [
      facts({ page: page({ links: [{ url: `${url}declaration`, text: 'Accessibilité : partiellement conforme' }] }) }),
    ],
    fail: [facts({ page: page() })],
    manual: [facts({ page: page({ shell: true }) })],
    'not-applicable': [noPage],
  },
  'endpoint/third-parties': {
    pass: [
      facts({
        page: page({ resources: [{ url: 'https://static.example.org/a.js', kind: 'script', integrity: false }] }),
      }),
    ],
    fail: [
      facts({
        page: page({ resources: [{ url: 'https://fonts.googleapis.com/css', kind: 'stylesheet', integrity: false }] }),
      }),
    ],
    'not-applicable': [noPage],
  },
  'endpoint/tls-ciphers': {
    pass: [facts({ address: secureAddress, transport: transport() })],
    fail: [facts({ address: secureAddress, transport: transport({ weakCiphers: ['DES-CBC3-SHA'] }) })],
    manual: [facts({ address: loopbackAddress })],
  },
  'endpoint/sign-in': {
    pass: [
      leadsTo('https://auth.agentconnect.gouv.fr/api/v2/authorize'),
      leadsTo('https://auth.agentconnect.gouv.fr/authorize?client_id=a&response_type=code'),
      signIns({
        url: `${url}login`,
        status: 302,
        leadsTo: 'https://auth.agentconnect.gouv.fr/authorize?client_id=a',
        passwordFields: 0,
      }),
    ],
    fail: [
      leadsTo('https://auth.agentconnect.gouv.fr.evil.example/api/v2/authorize'),
      leadsTo('https://agentconnect.gouv.fr-connexion.example/authorize?client_id=a'),
      leadsTo('http://auth.agentconnect.gouv.fr/api/v2/authorize'),
      leadsTo('https://login.microsoftonline.com/common'),
      leadsTo('https://auth.agentconnect.gouv.fr/authorize?client_id=a&response_type=token'),
      leadsTo('https://auth.agentconnect.gouv.fr/authorize?client_id=a&response_type=id_token%20token'),
      signIns({ url: `${url}login`, status: 200, passwordFields: 1 }),
      signIns({
        url: `${url}login`,
        status: 302,
        leadsTo: 'http://sso.example.org/authorize?client_id=a',
        passwordFields: 0,
      }),
    ],
    manual: [
      leadsTo('https://evil.example/?x=auth.agentconnect.gouv.fr'),
      signIns(),
      signIns({
        url: `${url}login`,
        status: 302,
        leadsTo: 'https://sso.example.org/authorize?client_id=a',
        passwordFields: 0,
      }),
    ],
    'not-applicable': [facts({ signIns: [], home: exchange(), page: null })],
  },
  'endpoint/exposed-files': {
    pass: [facts({ exposedFiles: [] })],
    fail: [facts({ exposedFiles: [probe('.git/HEAD', '')] })],
  },
  'endpoint/reflected-input': {
    pass: [facts({ reflections: [{ url, status: 200, seen: 'encoded' }], page: page() })],
    fail: [facts({ reflections: [{ url, status: 200, seen: 'raw' }], page: page() })],
    'not-applicable': [facts({ reflections: [], page: null })],
  },
  'endpoint/cross-origin': {
    pass: [
      facts({
        crossOrigin: [
          { url, allowCredentials: false },
          { url, allowOrigin: '*', allowCredentials: false },
        ],
      }),
    ],
    fail: [
      facts({ crossOrigin: [{ url, allowOrigin: 'https://socle-check.invalid', allowCredentials: false }] }),
      facts({ crossOrigin: [{ url, allowOrigin: '*', allowCredentials: true }] }),
      facts({ crossOrigin: [{ url, allowOrigin: 'null', allowCredentials: false }] }),
    ],
  },
  'endpoint/accessibility': {
    pass: [shown()],
    fail: [
      shown({
        violations: [{ id: 'color-contrast', impact: 'serious', help: 'Contrast', criteria: ['1.4.3'], places: ['p'] }],
      }),
    ],
  },
  'endpoint/page-weight': {
    pass: [shown()],
    fail: [shown({ bytes: 9_000_000 }), shown({ requests: 200 }), shown({ domElements: 9000 })],
  },
  'endpoint/kept-in-browser': {
    pass: [
      shown({ storage: [{ where: 'local', key: 'theme', value: 'dark' }] }),
      shown({ storage: [{ where: 'cookie', key: 'XSRF-TOKEN', value: '9c1185a5c5e9fc54612808977ee8f548' }] }),
      shown({ storage: [{ where: 'database', key: 'brouillon', value: '{"objet":"Demande"}' }] }),
    ],
    fail: [
      shown({ storage: [{ where: 'local', key: 'access_token', value: 'x7Qp0aLr93kTzWm2' }] }),
      shown({ storage: [{ where: 'cookie', key: 'jwt', value: 'x7Qp0aLr93kTzWm2' }] }),
      shown({ storage: [{ where: 'database', key: 'access_token', value: 'x7Qp0aLr93kTzWm2' }] }),
      shown({
        storage: [{ where: 'session', key: 'state', value: 'eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYWRtaW4ifQ.abc' }],
      }),
    ],
  },
  'endpoint/log-encoding': { pass: [log()], fail: [log({ notAscii: [3] })] },
  'endpoint/log-chronology': { pass: [log()], fail: [log({ untimed: [2] }), log({ backwards: [7] })] },
  'endpoint/log-start-stop': {
    pass: [log()],
    fail: [log({ starts: 0 }), log({ stops: 0 })],
    manual: [log({ timed: 0 })],
  },
}
