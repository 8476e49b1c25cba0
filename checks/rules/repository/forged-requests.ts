/** Requests that another site makes a signed-in browser send: frameworks refuse them unless they are told not to. */
import type { SourceMatch } from '../../facts.ts'
import { type SourcePattern, failIfAny, finding, rule } from '../../rule.ts'

/** How each framework is told to let them through, for the whole application or for one address. */
const off: SourcePattern = {
  hints: [
    'csrf',
    'antiforgery',
    'verify_authenticity_token',
    'forgery_protection',
    'validatecsrftokens',
    'verifycsrftoken',
    "'*'",
    '"*"',
  ],
  expression: new RegExp(
    [
      // Spring Security
      String.raw`\.csrf\s*\(\s*(?:\w*Configurer(?:<\w+>)?::disable|(?:\(?\w+\)?\s*->|\{?\s*\w*\s*->)\s*\w+\.disable\(\)|(?:\w+\.)*CsrfSpec::disable)|\bcsrf\s*\{\s*(?:it\.)?disable\(\)|\.csrf\(\)\s*\.disable\(\)|\.csrf\.disable\(\)`,
      // Django, Flask-WTF
      String.raw`^\s*@(?:method_decorator\s*\(\s*)?csrf_exempt\b|\bcsrf_exempt\s*\(\s*\w+\.as_view|^\s*@?csrf\.exempt\b|\bWTF_CSRF_(?:ENABLED|CHECK_DEFAULT)["']?\]?\s*[=:]\s*False\b`,
      // Laravel
      String.raw`\bvalidateCsrfTokens\s*\(\s*except:\s*\[\s*["']\*["']|\b(?:withoutMiddleware|remove)\s*\([^)\n]*(?:VerifyCsrfToken|ValidateCsrfToken)`,
      String.raw`^\s*(?:protected\s+\$except\s*=\s*\[\s*)?["']\*["']\s*,?\s*(?:\]\s*;)?\s*$`,
      // Symfony
      String.raw`["']csrf_protection["']\s*=>\s*false\b|^\s*csrf_protection:\s*(?:false\b|\{\s*enabled:\s*false\b)`,
      // Rails
      String.raw`\bskip_(?:before_action\s+:verify_authenticity_token|forgery_protection)\b|\ballow_forgery_protection\s*=\s*false\b`,
      // ASP.NET Core
      String.raw`\[\s*IgnoreAntiforgeryToken\b|\bnew\s+IgnoreAntiforgeryTokenAttribute\b|\.DisableAntiforgery\s*\(\s*\)`,
      // Quarkus, Micronaut, Play, Fastify, Angular
      String.raw`^\s*(?:%prod\.)?quarkus\.(?:rest-)?csrf\.enabled\s*=\s*false\b`,
    ].join('|'),
  ),
  kinds: ['code', 'data'],
  reach: 12,
}

/**
 * What makes the protection needless there: no session is opened, each call brings its own proof, or who sends it signs it.
 */
const proven =
  /STATELESS|oauth2ResourceServer|\bbearer\b|["']Authorization["']|HTTP_AUTHORIZATION|get_or_404.*signature|\bsignature|\bhmac\b|compare_digest|constant_time|webhook|\bjwt\b|api_?key|x-api-key|csp[-_]?report|cspReport|token_auth|@\w*(?:key|token|hmac)\w*(?:auth|requir|check|verif)\w*|@\w*(?:auth|requir|check|verif)\w*_(?:key|token|hmac)\w*|\bcheck_\w*(?:credential|key|token|signature)|authenticate_with_http_token|authenticate_or_request_with_http_token|ActionController::API|NoopAntiforgery|AllowAnonymous.*Health|securityMatcher\s*\(\s*["']\/(?:api|actuator)/i

/** An interface of machines by its place or its name: the session of a browser is not what lets in there. */
const ofMachines = /(^|\/)(?:api|webhooks?|hooks|callbacks?)(\/|_|\.|$)|(?:webhook|api)[_-]?(?:controller|views?)\./i

/** Django: the filter is there and a mark of comment takes it out. */
const takenOut: SourcePattern = {
  hints: ['csrfviewmiddleware'],
  expression: /^\s*#\s*["']django\.middleware\.csrf\.CsrfViewMiddleware["']\s*,?/,
  kinds: ['code'],
}

const ofDevelopersOrTests = /(?:^|[/_.-])(?:tests?|dev|local)(?:[/_.-]|$)/

/** A setting of the whole application, wherever it is written. */
const ofAll = /WTF_CSRF_|csrf_protection:|allow_forgery_protection|validateCsrfTokens|quarkus\./
/** A route that says all of itself on one line: its neighbours are other routes. */
/** Laravel: a list of what is let through, in the class of the protection; a star says all. */
const isStarOfAnother = ({ path, text, around }: SourceMatch): boolean =>
  /["']\*["']/.test(text) &&
  !/\bvalidateCsrfTokens\b/.test(text) &&
  !(/(?:Verify|Validate)CsrfToken\w*\.php$/.test(path) && /\$except\s*=/.test(around))
const onItsOwnLine = /withoutMiddleware|DisableAntiforgery|\.as_view/

/** Rails: only for what is no form, or for one address that says which. */
const isPartOfTheCalls = ({ text }: SourceMatch): boolean =>
  /\bskip_(?:before_action|forgery_protection)\b/.test(text) && /\b(?:if|unless|only):/.test(text)

/** One address that is let through matters where a form is read or the session tells who is there; a setting of the whole always does. */
const hasASession = ({ path, text, around }: SourceMatch): boolean => {
  if (/csrf[._]exempt/.test(text))
    return /\b(?:request|requete)\.(?:POST|FILES|user|session|form|files)\b|\bcurrent_user\b|login_required|LoginRequired/.test(
      around.slice(Math.max(0, around.indexOf(text))),
    )
  if (/\bskip_(?:before_action|forgery_protection)\b/.test(text))
    return /application_controller\.rb$/.test(path) || /<\s*(?:::)?(?:\w+::)*Application\w*Controller\b/.test(around)
  return true
}

/** A filter of its own for interfaces, in the file that also signs people in, still leaves the other protected. */
const isStateless: SourcePattern = {
  hints: ['stateless', 'oauth2resourceserver', 'httpbasic'],
  expression: /STATELESS|oauth2ResourceServer|httpBasic/,
  kinds: ['code'],
  once: true,
}

export const forgedRequests = rule({
  id: 'repository/forged-requests',
  source: 'repository',
  requirements: ['GI:1110'],
  title: {
    fr: 'La protection contre les requêtes forgées reste en place',
    en: 'Protection against forged requests stays on',
  },
  failureTitle: {
    fr: 'La protection contre les requêtes forgées est coupée',
    en: 'Protection against forged requests is switched off',
  },
  why: {
    fr: 'Sans elle, une page hostile fait agir le navigateur d’un agent connecté à son insu (CSRF).',
    en: 'Without it a hostile page makes the browser of a signed-in agent act without their knowing (CSRF).',
  },
  mend: {
    fr: 'Remettez la protection du cadre logiciel et portez son jeton dans les formulaires et les appels ; pour une interface sans session, refusez la session (STATELESS) et exigez un jeton porteur.',
    en: 'Turn the protection of the framework on again and carry its token in forms and calls; for an interface without a session, refuse the session (STATELESS) and require a bearer token.',
  },
  left: {
    fr: 'Les cadres qui n’en ont pas d’origine (Express, Go, Flask seul), et l’attribut SameSite des cookies (voir endpoint/cookie-attributes).',
    en: 'Frameworks that bring none (Express, Go, Flask alone), and the SameSite attribute of cookies (see endpoint/cookie-attributes).',
  },
  limits: {
    fr: 'Une adresse appelée par des machines (jeton porteur, signature, webhook) n’en a pas besoin : elle n’est pas signalée quand cela se lit à côté.',
    en: 'An address called by machines (bearer token, signature, webhook) does not need it: it is not reported where that can be read beside it.',
  },
  needs: ['matches'],
  looksFor: { off, isStateless, takenOut },
  judge: ({ matches }) => {
    const stateless = new Set((matches['isStateless'] ?? []).map(({ path }) => path))
    const commented = (matches['takenOut'] ?? []).filter(
      ({ path }) => path.endsWith('.py') && !ofDevelopersOrTests.test(path),
    )
    return failIfAny(
      [
        ...commented,
        ...(matches['off'] ?? []).filter(
          (match) =>
            !match.comment &&
            !(match.kind === 'data' && !/\.(?:ya?ml|properties)$/.test(match.path)) &&
            !ofDevelopersOrTests.test(match.path) &&
            !/^\s*when@(?:test|dev):/m.test(match.around.slice(0, match.around.indexOf(match.text))) &&
            !stateless.has(match.path) &&
            (ofAll.test(match.text) || !ofMachines.test(match.path)) &&
            !isPartOfTheCalls(match) &&
            !isStarOfAnother(match) &&
            hasASession(match) &&
            !/\btest|Testing|TESTING|debug/.test(match.text) &&
            !proven.test(onItsOwnLine.test(match.text) ? match.text : match.around),
        ),
      ].map((match) =>
        finding(
          match,
          `Protection contre les requêtes forgées coupée : ${match.text.slice(0, 80)}`,
          `Protection against forged requests switched off: ${match.text.slice(0, 80)}`,
          match.text,
        ),
      ),
    )
  },
})
