import type { Exchange } from '../../facts.ts'
import { failIfAny, finding, manual, rule } from '../../rule.ts'

const traces: readonly RegExp[] = [
  /^\s*at .{1,200}\((?:file:\/\/|\/|[A-Z]:\\|node:)[^)]*:\d+:\d+\)/m,
  // Express writes it for a page: every line break and every blank is encoded.
  /(?:<br ?\/?>|&#10;)(?:\s|&nbsp;)*at (?:[^<\n(]{1,200}\()?(?:file:\/\/|\/|[A-Z]:\\|node:)[^<\n)]{1,300}:\d+:\d+/,
  /\bthread '[^']{0,80}' (?:\(\d+\) )?panicked at |called `(?:Result|Option)::\w+\(\)` on (?:an `Err`|a `None`) value/,
  /\bat [\w$.]+\([\w$]+\.java:\d+\)/,
  /Traceback \(most recent call last\)/,
  /\bStack ?trace:\s*(<br ?\/?>)?\s*#0/i,
  /\bat [\w.<>`+[\]]+\([^)]*\) in (?:[A-Z]:\\|\/).*:line \d+/,
  /\bin \/[\w./-]+\.php(?: on line |:)\d+/,
  /"(?:stack|stackTrace|trace)"\s*:\s*"[^"]{0,500}(?:\\n\s*at |\.java:|File \\")/,
  /"trace"\s*:\s*\[\s*\{[^}]{0,400}"(?:file|function|class)"\s*:/,
  /panic: .*goroutine \d+ \[/s,
  // Debug pages: Django, Werkzeug, Symfony, Laravel, Rails, ASP.NET, Spring.
  /<code>DEBUG = True<\/code>|Werkzeug Debugger|<title>[^<]*\(\d{3} [\w ]+\)<\/title>[\s\S]*symfony-exception|class="(?:sf-reset|exception-message-wrapper)"|Ignition\b[\s\S]*laravel|<title>Action Controller: Exception caught|Yellow Screen of Death|<title>Runtime Error<\/title>|<title>Internal Server Error<\/title>[\s\S]*Stack Trace:/i,
  /\bActionController::RoutingError\b|\bRails\.root:|\bPhoenix\.Router\.NoRouteError\b|<title>Whoops!|class="Whoops\b/,
  /(?:SQLSTATE\[|ORA-\d{5}|PG::\w+Error|com\.mysql\.jdbc)/,
]

export const errorAnswers = rule({
  id: 'endpoint/error-answers',
  source: 'endpoint',
  requirements: ['GI:1110'],
  title: { fr: 'Les réponses d’erreur ne montrent pas l’intérieur', en: 'Error answers do not show the inside' },
  failureTitle: {
    fr: 'Une réponse d’erreur montre l’intérieur de l’application',
    en: 'An error answer shows the inside of the application',
  },
  why: {
    fr: 'Une pile d’appels livre chemins, versions et requêtes à qui cherche une faille.',
    en: 'A stack trace gives paths, versions and queries to whoever looks for a flaw.',
  },
  mend: {
    fr: 'Répondez par un document d’erreur (RFC 9457) avec une référence, et gardez la pile dans les journaux.',
    en: 'Answer with a problem document (RFC 9457) and a reference, and keep the trace in the logs.',
  },
  left: {
    fr: 'Les erreurs que seule une personne connectée peut provoquer.',
    en: 'Errors that only a signed-in person can provoke.',
  },
  needs: ['errorAnswers'],
  judge: ({ errorAnswers: answers }) => {
    if (answers.length === 0)
      return manual('Aucune réponse d’erreur n’a pu être obtenue.', 'No error answer could be obtained.')
    return failIfAny(
      answers
        .filter(showsTrace)
        .map(({ url, status }) =>
          finding(
            { url },
            `La réponse ${status} contient une pile d’appels, une page de mise au point ou une erreur de base.`,
            `The ${status} answer holds a stack trace, a debug page or a database error.`,
            new URL(url).pathname,
          ),
        ),
    )
  },
})

const showsTrace = ({ body }: Exchange): boolean => traces.some((trace) => trace.test(body.slice(0, 100_000)))
