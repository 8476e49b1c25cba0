/** Two checks on how a server writes its log: by a library, and at a level that can be chosen. */
import type { SourceMatch } from '../../facts.ts'
import type { SourcePattern } from '../../rule.ts'
import { failIfAny, finding, manual, notApplicable, pass, rule } from '../../rule.ts'
import { dependsOn, webServer } from './subject.ts'

const libraries = [
  'pino',
  'winston',
  'bunyan',
  'log4js',
  'loglevel',
  'tslog',
  'consola',
  'fastify',
  'nestjs-pino',
  'pino-http',
  'morgan',
  '@nestjs/core',
  'structlog',
  'loguru',
  'python-json-logger',
  'django',
  'flask',
  'fastapi',
  'org.slf4j:slf4j-api',
  'ch.qos.logback:logback-classic',
  'org.apache.logging.log4j:log4j-core',
  'org.springframework.boot:spring-boot-starter-web',
  'org.springframework.boot:spring-boot-starter-webflux',
  'io.quarkus:quarkus-rest',
  'io.quarkus:quarkus-resteasy',
  'monolog/monolog',
  'symfony/monolog-bundle',
  'symfony/framework-bundle',
  'laravel/framework',
  'go.uber.org/zap',
  'github.com/sirupsen/logrus',
  'github.com/rs/zerolog',
  'tracing',
  'log',
  'env_logger',
  'rails',
  'lograge',
  'serilog',
  'serilog.aspnetcore',
  'nlog',
]
const library: SourcePattern = {
  hints: [
    'logger',
    'logging',
    'slog',
    'log4j',
    'slf4j',
    'tracing::',
    'tracing_subscriber',
    'monolog',
    'pino',
    'winston',
    'syslog',
    'log.new',
    'log.info',
    'log.warn',
    'log.error',
    'log.debug',
    'log::',
    'log <<',
    'log(info',
    'log(warn',
    'log(err',
    'spdlog',
    'openlog',
  ],
  expression:
    /\bSys::Syslog\b|->syslog\s*\(|\b(?:sys|open)log\s*\(|\bspdlog::|\b\w*log\s*<<|\bLOG\((?:INFO|WARN(?:ING)?|ERR(?:OR)?)\)\s*<<|\blogging\.(?:getLogger|basicConfig|config)|\bslog\.\w+\(|LoggerFactory\.getLogger|Logger\.getLogger|@Slf4j|LogManager\.getLogger|\bnew\s+Logger\s*\(|\btracing::|Monolog\\|\bpino\s*\(|createLogger\s*\(|\bILogger<|LoggerInterface|syslog\.|log\.New\s*\(|loggerOptions|\blogger\s*[:=]\s*(?:true|\{|new\b|require)|tracing_subscriber|\blog(?:ger)?\.(?:info|warn(?:ing)?|error|debug|trace|exception)\s*\(|\bLog::\w+\s*\(|\bRails\.logger\b/i,
  kinds: ['code'],
}
const printed: SourcePattern = {
  hints: [
    'console.log',
    'console.error',
    'console.info',
    'console.warn',
    '} = console',
    'error_log(',
    'file_append',
    'stderr.write',
    'stdout.write',
    'fprint',
    'system.out.print',
    'system.err.print',
    'print(',
    'fmt.print',
    'println!',
    'println(',
    'puts ',
    'stderr',
    'stdout',
    'io.puts',
    'warn "',
    "warn '",
    'console.write',
    'console.error.write',
    'console.out.write',
    'var_dump',
    'printstacktrace',
  ],
  expression:
    /(?:^|[;{}])\s*(?:await\s+)?(?:console\.(?:log|error|info|warn|debug)\s*\(|System\.(?:out|err)\.print(?:ln|f)?\s*\(|print\s*\(|fmt\.Print(?:ln|f)?\s*\(|e?println!\s*\(|println\s*\(|puts\s|\$std(?:err|out)\.(?:puts|print|write)\b|STD(?:ERR|OUT)\.(?:puts|print)\b|warn\s+["']|print\s+STDERR\b|process\.std(?:err|out)\.write\s*\(|IO\.puts\b|fwrite\s*\(\s*STD(?:ERR|OUT)\b|Console\.(?:(?:Error|Out)\.)?Write(?:Line)?\s*\(|var_dump\s*\(|\w+\.printStackTrace\s*\(\s*\)|sys\.std(?:err|out)\.write\s*\(|fmt\.Fprint(?:ln|f)?\s*\(\s*os\.Std|error_log\s*\()|\bconst\s*\{[^}]*\}\s*=\s*console\b|\bfile_put_contents\s*\([^;]*FILE_APPEND|\b(?:if|else|catch|for|for await)\b[^;\n]*[{)]\s*(?:console\.\w+|error_log|e?println!|print)\s*\(/,
  kinds: ['code'],
}
/** Where printing is the job of the program. */
const talks =
  /(^|\/)(js|public|static|assets|client|frontend|www|cli|bin|scripts?|tools?|cmd|commands?|migrations?|management|seeds?|bench\w*)\/|(^|\/)(manage|setup|gulpfile|main|cli|index|start|server|app)\.\w+$|\.config\./i
/** A program that only serves has one file, and nothing else to say. */
const startsHere = /(^|\/)(main|index|start|server|app)\.\w+$/i
const severalLines = 2
const stack = /\.printStackTrace\s*\(\s*\)/
/** A file that answers requests: what it prints is said while serving, and is the log. */
const answers: SourcePattern = {
  hints: [
    'controller',
    'mapping(',
    '@get',
    '@post',
    '@put',
    '@delete',
    '@path(',
    'http.responsewriter',
    'httpservletrequest',
    'jsonresponse',
    'httpresponse',
    'request)',
    '@app.',
    '@router.',
    '[http',
    '#[route',
    'from rest_framework',
    'from django.http',
    'call.respond',
  ],
  expression:
    /^\s*@(?:Rest)?Controller\b|^\s*@(?:Get|Post|Put|Delete|Patch|Request)Mapping\b|^\s*@(?:GET|POST|PUT|DELETE|PATCH)\b|^\s*@Path\s*\(|^\s*@(?:Get|Post|Put|Delete|Patch)\s*\(|\bhttp\.ResponseWriter\b|\bHttpServletRequest\b|^from django\.http import|^from rest_framework\b.*\b(?:views?|viewsets|Response)\b|^\s*@(?:app|router|blueprint|bp|api)\.(?:route|get|post|put|delete|patch)\s*\(|^\s*\[Http(?:Get|Post|Put|Delete|Patch)\b|\bclass\s[^{\n]*:\s*Controller(?:Base)?\b|\bextends\s+\w*Controller\b|^\s*class\s+[\w:]+\s*<\s*[\w:]*Controller\b|#\[Route\s*\(|\bcall\.respond\w*\s*\(/,
  kinds: ['code'],
  once: true,
}
/** A server made without a framework. */
const serves: SourcePattern = {
  hints: [
    'listenandserve',
    'httpserver',
    'createserver(',
    'basehttprequesthandler',
    'webapplication.create',
    'springapplication.run',
    'nestfactory.create',
    'flask(__name__',
    'fastapi(',
    'while (true)',
    'while(true)',
    'while true',
    'backgroundservice',
    'addhostedservice',
    'consumer',
    '.subscribe(',
    'basic_consume',
    'start_consuming',
    'embeddedserver(',
  ],
  expression:
    /\.ListenAndServe(?:TLS)?\s*\(|\bembeddedServer\s*\(|\bHttpServer\.create|\bhttp\.createServer\s*\(|\bBaseHTTPRequestHandler\b|\bWebApplication\.Create\w*\s*\(|\bSpringApplication\.run\s*\(|\bNestFactory\.create\s*\(|^\s*run\s+Sinatra::Application|\bFlask\s*\(\s*__name__|=\s*FastAPI\s*\(|^\s*while\s*\(?\s*(?:true|True|1)\s*\)?\s*[:{]?\s*$|:\s*BackgroundService\b|\bAddHostedService\b|\bKafkaConsumer\b|\bbasic_consume\s*\(|\bstart_consuming\s*\(|\bconsumer\.(?:run|subscribe|poll)\s*\(/,
  kinds: ['code'],
  once: true,
}

/** Express and its like: a line among those that read the request or write the answer. */
const isInHandler = ({ path, around }: Pick<SourceMatch, 'path' | 'around'>): boolean =>
  /\.[cm]?[jt]s$/.test(path) &&
  /\b(?:res|reply)\.(?:status|send|json|end|render|redirect|sendStatus|code)\s*\(|\(\s*err\w*\s*,\s*_?req\w*\s*,\s*_?res\w*\s*[,)]/.test(
    around,
  )

/** One line that is written at each request or message is a log; one that says that the program starts is its only word. */
const tells = ({ path, text }: SourceMatch, working: ReadonlySet<string>): boolean =>
  working.has(path) && !/listen|start|ready|running|\bport\b|pr[êe]te?\b|d[ée]marr|[ée]coute|lanc[ée]/i.test(text)

/** A page made by PHP or a browser's script ends, whatever loops it has. */
const lasts = ({ path, text }: SourceMatch): boolean =>
  !/^\s*while/.test(text) || /\.(?:py|rb|cs|java|kt|rs|go|pl)$/.test(path)

export const logLibrary = rule({
  id: 'repository/log-library',
  source: 'repository',
  requirements: ['GI:1019', 'GI:1018', 'GI:1051', 'GI:1052', 'GI:1107'],
  title: { fr: 'Le journal passe par une bibliothèque', en: 'The log goes through a library' },
  failureTitle: { fr: 'Le journal est écrit à coups de « print »', en: 'The log is written with “print”' },
  why: {
    fr: 'Un journal sans date, niveau ni format réglable ne peut ni se trier, ni rejoindre la supervision, ni se dupliquer.',
    en: 'A log without date, level or adjustable format can neither be sorted, nor reach monitoring, nor be duplicated.',
  },
  mend: {
    fr: 'Écrivez par une bibliothèque de journalisation (date, niveau, format réglable), et laissez la configuration choisir la sortie.',
    en: 'Write through a logging library (date, level, adjustable format), and let the configuration choose the output.',
  },
  left: {
    fr: 'Que le format est celui du ministère, et la sortie vers SYSLOG ou le collecteur de l’hébergeur.',
    en: 'That the format is the ministry’s, and the output to SYSLOG or the collector of the host.',
  },
  limits: {
    fr: 'Regarde ce qui reste en marche (serveur, consommateur d’une file). Une commande qui rend la main écrit ce qu’elle a à dire : ses lignes ne comptent pas, sauf une pile d’appels. À côté d’une bibliothèque, seules sont relevées les écritures directes d’un fichier qui répond à des requêtes, et les piles d’appels d’un serveur.',
    en: 'Looks at what keeps running (a server, a consumer of a queue). A command that ends writes what it has to say: its lines do not count, except a stack of calls. Beside a library only the direct writes of a file that answers requests are reported, and the stacks of calls of a server.',
  },
  needs: ['packages', 'matches'],
  looksFor: { library, printed, serves, answers },
  judge: ({ packages, matches }) => {
    const server = webServer(packages) !== undefined || (matches['serves'] ?? []).some(lasts)
    const places = (matches['printed'] ?? []).filter(
      (match) =>
        !match.comment &&
        !/\.(?:gradle|sbt)(?:\.kts)?$/.test(match.path) &&
        (!talks.test(match.path) ||
          (server && startsHere.test(match.path) && !/(^|\/)(cli|bin|scripts?|tools?)\//.test(match.path))),
    )
    // What a stack of calls is printed for is a log, whatever the program.
    const traces = places.some(({ text }) => stack.test(text))
    if (!server && !traces && (matches['library'] ?? []).length === 0)
      return notApplicable('Aucun serveur parmi les dépendances.', 'No server among the dependencies.')
    const through =
      dependsOn(packages, libraries) !== undefined || (matches['library'] ?? []).some((match) => !match.comment)
    // What a framework brings is no log as long as nothing is written to it.
    const writes = (matches['library'] ?? []).some((match) => !match.comment)
    if (through && !writes && places.length >= severalLines)
      return failIfAny([
        finding(
          places[0] ?? {},
          `${places.length} écritures directes, et aucune par la bibliothèque de journalisation.`,
          `${places.length} direct writes, and none through the logging library.`,
          'printed',
        ),
      ])
    const answering = new Set((matches['answers'] ?? []).map(({ path }) => path))
    const aside = places.filter(
      ({ path, text, around }) =>
        // The last word of a program that gives up.
        !/\b(?:os\.Exit|process\.exit|sys\.exit|System\.exit|Environment\.Exit)\b/.test(around) &&
        (answering.has(path) || (server && (stack.test(text) || isInHandler({ path, around })))),
    )
    if (through && aside.length > 0)
      return failIfAny([
        finding(
          aside[0] ?? {},
          aside.length === 1
            ? 'Une écriture directe, à côté de la bibliothèque de journalisation.'
            : `${aside.length} écritures directes, à côté de la bibliothèque de journalisation.`,
          aside.length === 1
            ? 'One direct write, beside the logging library.'
            : `${aside.length} direct writes, beside the logging library.`,
          'aside',
        ),
      ])
    if (through && places.length < 20) return pass
    const working = new Set([
      ...answering,
      ...(matches['serves'] ?? []).filter(({ text }) => /consum/i.test(text)).map(({ path }) => path),
    ])
    const [only] = places
    if (places.length < severalLines && !(!through && only !== undefined && tells(only, working)))
      return through
        ? pass
        : manual(
            'Aucune écriture de journal reconnue : dites où vont les journaux.',
            'No writing of a log recognised: tell where logs go.',
          )
    if (through)
      return manual(
        `Une bibliothèque est là, et ${places.length} écritures directes aussi (${places[0]?.path}:${places[0]?.line}) : regardez lesquelles.`,
        `A library is there, and ${places.length} direct writes too (${places[0]?.path}:${places[0]?.line}): look at them.`,
      )
    return failIfAny([
      finding(
        places[0] ?? {},
        `${places.length} écritures directes et aucune bibliothèque de journalisation.`,
        `${places.length} direct writes and no logging library.`,
        'printed',
      ),
    ])
  },
})

/** A level on a line of its own is that of a log when a maker of logs stands just above. */
const fixedAmong = (matches: readonly SourceMatch[] = []): readonly SourceMatch[] =>
  matches.filter(
    ({ path, comment, groups, around }) =>
      !comment &&
      !(groups['rails'] !== undefined && /(^|\/)environments\/(?:development|test)\.rb$/.test(path)) &&
      (groups['alone'] === undefined ||
        /createLogger\s*\(|\bpino\s*\(|\bbunyan\b|["'](?:root|loggers)["']\s*:/.test(around)),
  )

export const logLevel = rule({
  id: 'repository/log-level',
  source: 'repository',
  requirements: ['GI:1021', 'GI:1022', 'GI:1020'],
  title: { fr: 'Le niveau de trace se règle', en: 'The trace level can be set' },
  failureTitle: { fr: 'Le niveau de trace est figé dans le code', en: 'The trace level is fixed in the code' },
  why: {
    fr: 'Une panne se comprend en montant le niveau là où elle se produit, sur le produit livré, sans le redémarrer.',
    en: 'A failure is understood by raising the level where it happens, on the delivered product, without restarting it.',
  },
  mend: {
    fr: 'Lisez le niveau dans la configuration, et donnez une commande ou une adresse d’administration qui le change à chaud.',
    en: 'Read the level from the configuration, and give a command or an administration address that changes it live.',
  },
  left: {
    fr: 'Le changement à chaud, l’horodatage pas à pas et la purge des traces : une répétition.',
    en: 'The live change, step-by-step timestamps and purge of traces: a rehearsal.',
  },
  needs: ['packages', 'matches'],
  looksFor: {
    set: {
      hints: ['level', 'loglevel', 'log_level', 'envfilter', 'env_filter', 'rust_log', 'endpoint.loggers'],
      expression:
        /\blog[_-]?level\b(?!\.\w+\s*\)|\s*=\s*:\w+\s*$)|LOG_LEVEL(?!\s*=\s*:\w+\s*$)|logging\.level|loggers?\.level|setLevel\s*\(\s*(?!(?:logging|Level|logrus|log|zerolog|slog|zap)\.\w+\s*\)|["'])|\blevel\s*[:=]\s*(?!["'`])\w*(?:config|env|options|settings|level)\b|management\.endpoint.*loggers|RUST_LOG|EnvFilter|LevelVar|AtomicLevel(?!At\s*\(\s*zap(?:core)?\.\w+\s*\))|<logger\s[^>]*level=|<root\s+level=|\blevel:\s*["']?%env/i,
      kinds: ['code', 'data'],
    },
    fixed: {
      hints: ['level', 'setlevel', 'handler(', 'make_filtering_bound_logger'],
      expression:
        /(?:pino|pino_?[hH]ttp|winston\.createLogger|createLogger|bunyan\.createLogger|logger)\s*[:(=]\s*\(?\{[^}]*\blevel\s*:\s*["'](?<level>\w+)["']|\blogging\.basicConfig\s*\([^)]*level\s*=\s*(?:logging\.)?["']?(?<python>[A-Z]+)\b|\.[sS]etLevel\s*\(\s*(?:(?:Level|logging|log|logrus|zerolog|slog|zap)\.(?<java>[A-Z]\w*)|["'](?<text>\w+)["'])\s*\)|\.MinimumLevel\.(?<serilog>\w+)\s*\(|\bconfig\.log_level\s*=\s*:(?<rails>\w+)|["']root["']\s*:\s*\{[^}]*["']level["']\s*:\s*["'](?<dict>[A-Z]+)["']|AtomicLevelAt\s*\(\s*zap(?:core)?\.(?<zap>\w+)\s*\)|with_max_level\s*\(\s*(?:\w+::)*(?<rust>[A-Z]+)\s*\)|filter_level\s*\(\s*(?:\w+::)*(?<filter>\w+)\s*\)|HandlerOptions\{[^}]*Level:\s*slog\.Level(?<slog>\w+)|new\s+\w*Handler\s*\([^;]*(?:Logger::|Level::)(?<monolog>[A-Z]\w+)|zerolog\.SetGlobalLevel\s*\(\s*zerolog\.(?<go>\w+)|\.Level\s*\(\s*zerolog\.(?<zero>\w+Level)\s*\)|\blogger\.add\s*\([^\n]*\blevel\s*=\s*["'](?<loguru>\w+)["']|make_filtering_bound_logger\s*\(\s*(?:logging\.(?<struct>[A-Z]+)|\d+)\s*\)|SetMinimumLevel\s*\(\s*LogLevel\.(?<dotnet>\w+)\s*\)|SetLogLoggerLevel\s*\(\s*slog\.Level(?<logger>\w+)|init_with_level\s*\(\s*(?:\w+::)*(?<simple>\w+)\s*\)|^\s*["']?level["']?\s*:\s*["'](?<alone>[A-Za-z]+)["']\s*,?\s*$/,
      kinds: ['code'],
    },
  },
  judge: ({ packages, matches }) => {
    if (webServer(packages) === undefined && fixedAmong(matches['fixed']).length === 0)
      return notApplicable('Aucun serveur parmi les dépendances.', 'No server among the dependencies.')
    if ((matches['set'] ?? []).some((match) => !match.comment)) return pass
    const fixed = fixedAmong(matches['fixed'])
    if (fixed.length > 0)
      return failIfAny(
        fixed.map((match) =>
          finding(
            match,
            `Niveau figé : ${match.text.slice(0, 80)}`,
            `Fixed level: ${match.text.slice(0, 80)}`,
            match.text,
          ),
        ),
      )
    return manual(
      'Aucun réglage du niveau de trace reconnu : dites comment il se change.',
      'No setting of the trace level recognised: tell how it is changed.',
    )
  },
})
