import type { ContainerRecipe, SourceMatch } from '../../facts.ts'
import { failIfAny, finding, rule } from '../../rule.ts'
import { isCompose } from '../manifest/workloads.ts'
import { isInBlockOfDevelopers } from './developers-block.ts'

const switchedOn =
  /^\s*DEBUG\s*=\s*True\b|\.run\s*\([^)]*\bdebug\s*=\s*True|^\s*(?:app\.debug|app\.config\[["']DEBUG["']\])\s*=\s*True|^\s*(?:FLASK_DEBUG|APP_DEBUG|DJANGO_DEBUG)\s*[:=]\s*["']?(?:1|true|on)\b|^\s*APP_ENV\s*=\s*(?:dev|local)\s*$|\bdisplay_errors\s*(?:=|["']\s*,)\s*["']?(?:1|on|true)\b|^\s*(?:ENV|env)\s+NODE_ENV[= ]["']?development|<customErrors\s+mode="Off"|<compilation\s+[^>]*debug="true"|(?:\bserver\.error\.|^\s*)include-(?:stacktrace\s*[:=]\s*always|exception\s*[:=]\s*true)\b|gin\.SetMode\s*\(\s*gin\.DebugMode|consider_all_requests_local\s*=\s*true|app\.use\s*\(\s*(?<handler>errorhandler\b(?!\s*\.)|require\(["']errorhandler["'])|spring\.h2\.console\.enabled\s*=\s*true|management\.endpoints\.web\.exposure\.include\s*=\s*["']?\*/i
const byLanguage = [
  // A default of the environment that leaves it on
  String.raw`\bDEBUG\b["')\]]*\s*(?:=|:|=>)\s*[\w.]*(?:environ(?:\.get)?|getenv|env(?:\.bool)?|config|bool|ENV\.fetch)\W{1,3}["']?\w*DEBUG["']?\s*,\s*(?:default\s*=\s*|cast\s*=\s*bool\s*,\s*default\s*=\s*)?["']?(?:True|1|on|yes)\b`,
  // django-environ: what holds when the environment says nothing
  String.raw`\bDEBUG\s*=\s*\(\s*bool\s*,\s*True\s*\)`,
  String.raw`["']debug["']\s*=>\s*(?:\(bool\)\s*)?(?:env\(\s*["']APP_DEBUG["']\s*,\s*true|true\s*[,\]])|\bdefine\s*\(\s*["'](?:WP_|APP_)?DEBUG["']\s*,\s*true`,
  String.raw`^\s*(?:const|let|var|static|public|private|final|readonly|bool|boolean|\s)*\bDEBUG(?:_MODE)?\s*(?::\s*\w+\s*)?:?=\s*true`,
  String.raw`\b(?:FastAPI|Starlette|Flask|Sanic|Bottle)\s*\([^)]*\bdebug\s*=\s*True|\bDebuggedApplication\s*\(|\buse_debugger\s*=\s*True|\buvicorn\.run\s*\([^)]*\breload\s*=\s*True|\b(?:e|app|router)\.Debug\s*=\s*true`,
  String.raw`^\s*(?:(?:ENV|export|env)\s+(?:\w+=\S+\s+)*|-\s+)?(?:FLASK_ENV|ASPNETCORE_ENVIRONMENT|DOTNET_ENVIRONMENT|RAILS_ENV|RACK_ENV|APP_ENV|SPRING_PROFILES_ACTIVE|GIN_MODE|FLASK_DEBUG|APP_DEBUG)\s*[:=\s]\s*["']?(?:dev(?:elopment)?|local|debug|1|true)\b`,
  String.raw`-agentlib:jdwp|-Xrunjdwp|--inspect(?:-brk)?=0\.0\.0\.0|\bxdebug\.(?:mode\s*=\s*\w*debug|remote_enable\s*=\s*(?:1|on))`,
  String.raw`["']DetailedErrors["']\s*:\s*true|^\s*import\s+_\s+"net/http/pprof"|^\s*_\s+"net/http/pprof"|\bdevtools\s*[:=]\s*true|\b(?:playground|graphiql)\s*[:=]\s*true`,
  String.raw`^\s*spring\.profiles\.active\s*[:=]\s*["']?(?:dev|local|test)\b|^\s*debug\s*=\s*true\s*$`,
  String.raw`\bconfig\.(?:action_dispatch\.show_exceptions\s*=\s*:all|web_console\.)`,
]

export const debugMode = rule({
  id: 'repository/debug-mode',
  source: 'repository',
  requirements: ['GI:1110', 'GI:1433'],
  title: { fr: 'Le mode de mise au point n’est pas livré', en: 'Debug mode is not delivered' },
  failureTitle: { fr: 'Le mode de mise au point est livré allumé', en: 'Debug mode is delivered switched on' },
  why: {
    fr: 'Il montre le code, les variables et parfois une console à qui provoque une erreur.',
    en: 'It shows code, variables and sometimes a console to whoever provokes an error.',
  },
  mend: {
    fr: 'Éteignez-le par défaut, et allumez-le par l’environnement sur le poste de développement seulement.',
    en: 'Switch it off by default, and on through the environment on development machines only.',
  },
  left: {
    fr: 'Les réglages de production tenus hors du dépôt.',
    en: 'Production settings kept outside the repository.',
  },
  needs: ['matches', 'containers'],
  looksFor: {
    on: {
      hints: [
        'debug',
        'display_errors',
        'node_env',
        'customerrors',
        'devtools',
        'include-stacktrace',
        'include-exception',
        'stacktrace',
        'gin_mode',
        'setmode',
        'exposure',
        'h2-console',
        'h2.console',
        'console:',
        'error_reporting',
        'jdwp',
        'errorhandler',
        'consider_all',
        'use_debugger',
        '--inspect',
        'xdebug',
        'flask_env',
        'aspnetcore_environment',
        'dotnet_environment',
        'detailederrors',
        'pprof',
        'devtool',
        'profiles.active',
        'profiles_active',
        'app_env',
        'rails_env',
        'playground',
        'graphiql',
        'log_level',
        'reload=true',
        'show-sql',
        'show_sql',
        'web_profiler',
        'synchronize',
      ],
      expression: new RegExp([switchedOn.source, ...byLanguage].join('|'), 'i'),
      kinds: ['code', 'data'],
    },
    /** A variable of PHP that a condition further down asks. */
    given: {
      hints: ['debug'],
      expression: /^\s*\$debug\s*=\s*true\s*;/i,
      kinds: ['code'],
      once: true,
    },
    /** ASP.NET Core: the page of errors, wherever it stands in its block. */
    page: {
      hints: ['usedeveloperexceptionpage'],
      expression: /\bUseDeveloperExceptionPage\s*\(/,
      kinds: ['code'],
      reach: 30,
    },
    /** The package that shows the stack to whoever asks; an application's own handler may bear the same name. */
    developersHandler: {
      hints: ["'errorhandler'", '"errorhandler"'],
      expression: /\b(?:from|require\s*\(|import)\s*["']errorhandler["']/,
      kinds: ['code'],
      once: true,
    },
    /** Go's profiler leaves the routes that everybody reaches. */
    aside: {
      hints: ['defaultservemux'],
      expression: /\bhttp\.DefaultServeMux\s*=(?!=)/,
      kinds: ['code'],
      once: true,
    },
    /** Go's profiler listens where whoever starts the program asks for its port. */
    askedFor: {
      hints: ['prof'],
      first: /\bif\b/,
      expression: /^\s*if\s[^{\n]*(?:[pP]prof|[pP]rofil)\w*[^{\n]*\{/,
      kinds: ['code'],
      once: true,
    },
    /** A variable given to a container, its value beside it or below. */
    environment: {
      hints: ['name: app_', 'debug', 'node_env', '_environment', 'profiles_active', '_env', 'gin_mode'],
      expression:
        /name["']?:\s*["']?(?<name>\w*DEBUG|NODE_ENV|APP_ENV|FLASK_ENV|RAILS_ENV|RACK_ENV|ASPNETCORE_ENVIRONMENT|DOTNET_ENVIRONMENT|SPRING_PROFILES_ACTIVE|GIN_MODE)["']?\s*(?:,\s*["']?value["']?:\s*["']?(?<value>[\w-]+)|$)/,
      kinds: ['data'],
    },
    /** The server of developers, started by the image or the manifest. */
    started: {
      hints: [
        '--reload',
        'runserver',
        'nodemon',
        'start:dev',
        'start-dev',
        '"dev"',
        "'dev'",
        'run dev',
        'artisan',
        'ng serve',
        'dotnet watch',
        '"watch"',
        '--debug',
        '--inspect',
      ],
      expression:
        /^\s*(?:CMD|ENTRYPOINT|web:|["']?(?:command|args|cmd)["']?:|-\s*["']?exec).*(?:--reload\b|\brunserver\b|\bnodemon\b|\bstart[:-]dev\b|\brun["',\s]+dev\b|\bartisan["',\s]+serve\b|\bdotnet["',\s]+watch\b|\bng["',\s]+serve\b|\bflask\b.*--debug\b|--inspect\b)/,
      kinds: ['code', 'data'],
    },
    /** The same in YAML: the key says it and the line after switches it on. */
    opened: {
      hints: ['exposure:', 'h2:', 'console:'],
      expression: /^\s*(?<key>exposure|console)\s*:\s*$/,
      kinds: ['data'],
    },
  },
  judge: ({ matches, containers }) => {
    const withDevelopersHandler = new Set((matches['developersHandler'] ?? []).map(({ path }) => path))
    const withProfilerAside = new Set(
      [...(matches['aside'] ?? []), ...(matches['askedFor'] ?? [])]
        .filter(({ path }) => path.endsWith('.go'))
        .map(({ path }) => path),
    )
    return failIfAny(
      [
        ...(matches['on'] ?? []).filter(
          ({ groups, path, text }) =>
            !(text.includes('net/http/pprof') && withProfilerAside.has(path)) &&
            // A branch of a shell's `case`: whoever starts it asked for it.
            !/^\s*(?:\|?\s*-{1,2}[\w-]+\s*)+\)\s/.test(text) &&
            !isCommandOfDevelopers(path, text) &&
            !isOfTests(text) &&
            // Elsewhere than in PHP it is a word among others of a table.
            !(/^["']debug["']\s*=>/.test(groups['match'] ?? '') && !/\.(?:php|inc|phtml)$/.test(path)) &&
            (groups['handler'] === undefined ||
              groups['handler'] === 'errorhandler' ||
              withDevelopersHandler.has(path)),
        ),
        ...(matches['page'] ?? []).filter((match) => !isInBlockOfDevelopers(match)),
        ...(matches['started'] ?? []).filter((match) => isLastStage(match, containers)),
        ...(matches['environment'] ?? []).filter(isSet),
        ...(matches['opened'] ?? []).filter(isOpened),
      ]
        .filter(
          (match) =>
            !match.comment &&
            (!forDevelopers.test(match.path) || (isCompose(match.path) && toEveryone.test(match.text))) &&
            (/\bUseDeveloperExceptionPage\b/.test(match.text) ||
              !chosen.test(match.around) ||
              leftOn.test(match.text) ||
              opensToAll.test(match.text) ||
              isHeldByItself(match, matches['given']) ||
              madeSo(match) ||
              saidOnce(match)) &&
            !isVariable(match) &&
            !behindAMark.test(match.text) &&
            // Ant: a value that a property takes when it is asked for.
            !/^<condition\s/.test(match.text) &&
            // Options of the compiler, not of the program.
            !/(^|\/)gradle\.properties$/.test(match.path) &&
            !(
              /display_errors/i.test(match.text) &&
              (/(^|\/)(cli|bin|scripts?|tools?)\//.test(match.path) ||
                shownOnDemand.test(match.around) ||
                putBackLater.test(match.around))
            ),
        )
        .map((match) =>
          finding(
            match,
            `Mode de mise au point allumé : ${match.text.slice(0, 80)}`,
            `Debug mode switched on: ${match.text.slice(0, 80)}`,
            match.text,
          ),
        ),
    )
  },
})

/** `debug = true` in code sets a variable, behind an option as often as not; in Python at the top of a file it is a setting. */
const isVariable = ({ text, path, kind, around }: SourceMatch): boolean => {
  // A task of Gradle waits for the debugger of whoever starts it; a chain writes settings for the machine on which it tries.
  if (/\.gradle(?:\.kts)?$|^\.(?:github|gitlab|forgejo|gitea|circleci|woodpecker)\//.test(path))
    return /^\s*debug\s*=\s*true/i.test(text)
  if (kind !== 'code') return false
  if (path.endsWith('.py')) return /^debug\s*=\s*True/.test(text) && new RegExp(`^[ \\t]+debug\\s*=`, 'm').test(around)
  // In these languages only a method gives a value to what it does not declare.
  if (/\.(?:java|cs)$/.test(path) && /^debug(?:_mode)?\s*=\s*true\s*;/i.test(text)) return true
  return /^\s*debug\s*=\s*true/.test(text) || keptForLater.test(text)
}
/** The settings of the operator say what becomes of errors. */
const shownOnDemand =
  /\b(?:else)?if\b[^\n]*(?:error_?report|(?:display|show)_?err)[^\n]*\n(?:[^\n}]*\n){0,2}[^\n]*display_errors/i
/** The condition always holds: the same file gave its variable so. */
const isHeldByItself = ({ path, text, around }: SourceMatch, given: readonly SourceMatch[] = []): boolean =>
  /display_errors/i.test(text) &&
  /\bif\s*\(\s*\$debug\b/i.test(around) &&
  given.some((one) => one.path === path && !one.comment)
/** What was set before is kept, to be put back. */
const putBackLater = /=\s*ini_get\(\s*["']display_errors["']\s*\)/
/** Options of a debugger under its name, which the script adds when somebody asks for it. */
const keptForLater = /^(?:export\s+|set\s+)?["']?\w*(?:JPDA|JDWP|DEBUG)\w*=["']?-(?:agentlib:jdwp|Xrunjdwp)/

/** Maven: what the machine that runs tests is told. */
const isOfTests = (text: string): boolean => /^\s*<(?:test|surefire|failsafe)[\w.-]*>/.test(text)

/** A script of npm that says in its name that it debugs, or a program that writes one. */
const isCommandOfDevelopers = (path: string, text: string): boolean =>
  (/\.[cm]?[jt]s$/.test(path) && /^\s*["'][\w-]+:(?:debug|inspect)["']\s*:\s*["'`]/.test(text)) ||
  (/(^|\/)package\.json$/.test(path) && /"(?:[\w-]+[:.-])?(?:debug|inspect)(?:[:.-][\w-]+)?"\s*:\s*"[^"\n]/.test(text))

/** Of an image with several stages the last one is delivered. */
const isLastStage = ({ path, line }: SourceMatch, containers: readonly ContainerRecipe[]): boolean =>
  line > (containers.find((recipe) => recipe.path === path)?.stages.at(-1)?.line ?? 0)

const isSet = ({ groups, around, text }: SourceMatch): boolean => {
  const below = /^\s*["']?value["']?:\s*["']?([\w-]+)/m.exec(around.slice(around.indexOf(text) + text.length))?.[1]
  const value = groups['value'] ?? below ?? ''
  return /DEBUG$/.test(groups['name'] ?? '')
    ? /^(?:true|1|on|yes)$/i.test(value)
    : /^(?:dev(?:elopment)?|local|debug)$/i.test(value)
}

const isOpened = ({ path, around, groups }: SourceMatch): boolean =>
  /(^|\/)application[\w-]*\.ya?ml$/.test(path) &&
  (groups['key'] === 'exposure'
    ? /exposure:\s*\n\s*include:\s*["']?\*/.test(around)
    : /\bh2:\s*\n\s*console:\s*\n\s*enabled:\s*true/.test(around))

/** A text that the program writes, in which the line is a comment. */
const behindAMark = /["'`]\s*#+\s*(?:export\s|set\s)?\w*DEBUG\w*=/
/** Settings that only a developer's machine reads. */
/** A debugger that any machine reaches runs code, whoever the file is for. */
const toEveryone = /--inspect(?:-brk)?=0\.0\.0\.0|jdwp\S*address=(?:\*|0\.0\.0\.0)/
const forDevelopers =
  /Development[A-Z]|(^|[/._-])(ide-?support|netbeans|eclipse|installer|dev|develop|development|local|debug|test|testing|ci|staging)([/._-]|$)|docker-compose|compose\.ya?ml|\.vscode\/|(^|\/)\w+debug(?:\.(?:sh|bat|cmd))?$/i
/** Read from the environment, and on when it says nothing. */
const leftOn = /\(\s*bool\s*,\s*True\s*\)|\b\w*env\w*\b.*,\s*(?:default\s*=\s*)?["']?(?:True|1|on)\b["']?\s*[),]/i
/** A setting of Django that no condition holds: what its neighbours read from the environment is theirs. */
const saidOnce = ({ path, text, around }: SourceMatch): boolean =>
  /(^|\/)settings(\/\w+|\w*)\.py$/.test(path) &&
  /^DEBUG\s*=\s*True\b/.test(text) &&
  /^DEBUG\s*=\s*True\b/m.test(around) &&
  !/\bDEBUG\b|^\s*(?:if|else)\b/m.test(around.replace(text, ''))
/** An application that is made so, under no condition: what its neighbours read from the environment is theirs. */
const madeSo = ({ path, text, around }: SourceMatch): boolean =>
  // Laravel: the setting stands alone on its line, among others that are read.
  (/(^|\/)config\/app\.php$/.test(path) && /^["']debug["']\s*=>\s*true\s*,/.test(text)) ||
  (/\b(?:FastAPI|Starlette|Sanic|Bottle)\s*\((?:[^()\n]|\([^()\n]*\))*\bdebug\s*=\s*True\b/.test(text) &&
    !/^\s*(?:if|elif|else)\b/m.test(around.slice(0, around.indexOf(text))))
/** Started by hand, and yet for the whole network. */
const opensToAll = /\.run\s*\((?=[^)]*\bdebug\s*=\s*True)[^)]*["'](?:0\.0\.0\.0|::)["']/
/** Switched on by a condition. */
const chosen =
  /IsDevelopment\(\)|(?<!use_debugger[\s\S]{0,400})__name__\s*==(?![\s\S]{0,300}use_debugger)|process\.env\.NODE_ENV\s*[!=]==?\s*['"]development|if[\s(].*(?:\bdev\b|development|debug)|\bopt\w*\s*(?:==|in)\s*\(?\s*["']-|\bargv\b.*==\s*["']-|\[\s*"?\$\{?1\}?"?\s*==?\s*["']?(?:debug|jpda|jdb)\b|os\.environ|getenv|env\(/i
