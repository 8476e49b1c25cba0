import type { Bilingual } from '@socle/contracts/text'
import type { Packages, SourceMatch } from '../../facts.ts'
import { doubted } from '../doubt.ts'
import { type Judgement, failIfAny, finding, manual, pass, rule } from '../../rule.ts'
import { folderOf, nameOf } from './subject.ts'

/** Variables of the system or of tools, not parameters of the application. */
const ofTheSystem =
  /^(_|NODE_ENV|NODE_PATH|LANGUAGE|FLATPAK_\w+|SNAP(?:_\w+)?|APPIMAGE|OUT_DIR|SRCDIR|BUILDDIR|DESTDIR|CI|TZ|HOME|PATH|PWD|USER|SHELL|LANG|LC_\w+|TERM|TERM_PROGRAM|COLORTERM|NO_COLOR|FORCE_COLOR|CLICOLOR\w*|COLUMNS|LINES|ROWS|ESCDELAY|SOURCE_DATE_EPOCH|KUBECONFIG|CURL_CA_BUNDLE|REQUESTS_CA_BUNDLE|SSL_CERT_(?:FILE|DIR)|GL_(?:USER|REPO)|TMPDIR|TEMP|TMP|APPDATA|LOCALAPPDATA|XDG_\w+|DEBUG|NODE_DEBUG|NODE_OPTIONS|VITEST\w*|JEST_\w+|GITHUB_\w+|CI_\w+|GITLAB_\w+|npm_\w+|INIT_CWD|EDITOR|VISUAL|PAGER|DISPLAY|COMSPEC|WINDIR|ALLUSERSPROFILE|SYSTEMDRIVE|COMMONPROGRAM\w+|COMPUTERNAME|SystemRoot|USERPROFILE|PYTEST_\w+|VIRTUAL_ENV|PYTHON\w+|JAVA_HOME|HOSTNAME|KUBERNETES_\w+|HTTP_\w+|PHP_\w+|REMOTE_\w+|REDIRECT_\w+|SERVER_\w+|SCRIPT_\w+|REQUEST_\w+|PATH_INFO|QUERY_STRING|AUTH_USER|DOCUMENT_ROOT|PATHEXT|HOMEDRIVE|HOMEPATH|GO(?:MAXPROCS|TRACEBACK|FLAGS|ROOT)|PROGRAM(?:FILES|DATA)\w*|NUMBER_OF_PROCESSORS|PROCESSOR_\w+|USERNAME|LOGNAME|SSH_\w+|SUDO_\w+|GIT_\w+|LD_LIBRARY_PATH|NOTIFY_SOCKET|LISTEN_(?:FDS|PID)|INVOCATION_ID|DJANGO_SETTINGS_MODULE|GOOGLE_APPLICATION_CREDENTIALS|AWS_\w+|READTHEDOCS|GDFONTPATH|RUST_\w+|CARGO_\w+|PERL\w+|MOD_PERL|GATEWAY_INTERFACE|R(?:AILS|ACK)_ENV|(?:FLASK|MIX|DENO)_ENV|TRAVIS|APPVEYOR|BUILDKITE|JENKINS_\w+|COVERAGE\w*|\w*_COV_?\w*|(?:\w+_)?TESTS?(?:_\w+)?|GOPATH|GOOS|GOARCH|GOPACKAGE|GOFILE|GOLINE|BROWSER|BUNDLE_\w+|GEM_\w+|GNUPGHOME|GPG\w+|RUBY\w+|OS|ARCH|SHLVL|DOTNET_\w+|hasOwnProperty|container|pm_\w+|exec_mode|NODE_APP_INSTANCE|NIX_\w+|PY_COLORS|(?:CREDENTIALS|RUNTIME|STATE|CACHE|LOGS|CONFIGURATION)_DIRECTORY|(https?|no|all)_proxy)$/i

export const configuration = rule({
  id: 'repository/configuration',
  source: 'repository',
  requirements: ['GI:1297'],
  title: { fr: 'Les paramètres sont lus en un seul endroit', en: 'Parameters are read in one place' },
  failureTitle: { fr: 'Les paramètres sont lus à plusieurs endroits', en: 'Parameters are read in several places' },
  why: {
    fr: 'L’exploitant doit trouver tous les paramètres au même endroit, avec leur valeur par défaut et leur contrôle au démarrage.',
    en: 'The operator must find every parameter in one place, with its default and its check at start.',
  },
  mend: {
    fr: 'Lisez et validez l’environnement dans un seul module de configuration, et passez-en les valeurs au reste du code.',
    en: 'Read and validate the environment in one configuration module, and pass its values to the rest of the code.',
  },
  left: {
    fr: 'Que ce module couvre aussi les paramètres qui ne viennent pas de l’environnement.',
    en: 'That this module also covers parameters that do not come from the environment.',
  },
  limits: {
    fr: 'Un environnement transmis entier à une fonction compte pour cette fonction : ce qu’elle en fait n’est pas suivi.',
    en: 'An environment handed whole to a function counts for that function: what it does with it is not followed.',
  },
  needs: ['packages', 'files', 'matches'],
  looksFor: {
    read: {
      hints: [
        'process.env',
        'os.environ',
        'os.getenv',
        'system.getenv',
        'getenv(',
        'deno.env',
        'bun.env',
        'env::var',
        '$_env',
        'environ.get',
        'lookupenv',
        'getenvironmentvariable',
        'env[',
        'env.fetch',
        'get_env',
        'fetch_env',
        '$env{',
        'sys.env',
        'import.meta.env.',
        ' env(',
      ],
      expression:
        /\b(?:process\.env|Bun\.env)(?:\.(?<a>\w+)|\[\s*['"`](?<b>\w+)['"`]\s*\]|(?<whole>\b(?![.[\w])))|\bos\.environ(?:\.get\(\s*['"](?<c>\w+)|\[\s*['"](?<d>\w+))|\b(?:os\.getenv|System\.getenv|os\.Getenv|getenv|env::var|Deno\.env\.get)\(\s*['"](?<e>\w+\b(?!\.))|\$_ENV\[\s*['"](?<f>\w+)|\b(?:os\.LookupEnv|Environment\.GetEnvironmentVariable|env::var_os|System\.(?:get_env|fetch_env!?)|System\.getenv\(\)\.get|sys\.env(?:\.get|\.getOrElse)?)\(\s*['"](?<g>\w+)|\b(?:ENV\[\s*['"]|ENV\.fetch\(\s*['"])(?<h>\w+)|\$ENV\{\s*['"]?(?<i>\w+)|\bimport\.meta\.env\.(?<j>VITE_\w+)|(?<=(?:=>|=|\(|,|return|\?:|\?)\s*)env\(\s*['"](?<k>[A-Z]\w+)/,
      kinds: ['code'],
    },
  },
  judge: ({ packages, files, matches }) => {
    // Each program has its parameters: a package, or in Go a folder with its own `main`.
    const programs = files.filter(({ path, role }) => role === 'source' && /(^|\/)main\.go$/.test(path))
    const packageFolders = [...packages.manifests, ...programs]
      .map((manifest) => folderOf(manifest.path))
      .sort((a, b) => b.length - a.length)
    const packageOf = ({ path }: SourceMatch): string =>
      packageFolders.find((folder) => folder === '' || path.startsWith(`${folder}/`)) ?? ''
    const seen = (matches['read'] ?? []).filter(
      (match) => !match.comment && !isTooling(match.path) && !isInAText(match),
    )
    // What the program sets itself is told to what it starts, and read there.
    const told = new Set(seen.filter((match) => isSet(match) && !isReadAgain(match)).flatMap(namesRead))
    // A variable that is set from another one reads the other.
    const reads = seen.filter((match) => parametersRead(match).some((name) => !told.has(name)))
    if (reads.length === 0) return judgeWhole(seen, packageOf)
    const byPackage = Map.groupBy(reads, packageOf)
    const mark = ownMark(packages, reads.flatMap(parametersRead))
    return failIfAny(
      [...byPackage.values()].flatMap((found) => {
        const byFile = [...Map.groupBy(found, (match) => match.path)].sort(
          ([a, x], [b, y]) => score(b, y) - score(a, x),
        )
        const [main, ...others] = byFile
        const apart = others.filter(([path]) => !isSamePlace(main?.[0] ?? '', path))
        // One variable read in many files is one fault.
        return [...Map.groupBy(apart, ([, places]) => variables(places))].flatMap(([names, [first, ...more]]) =>
          first === undefined
            ? []
            : [
                doubted(
                  finding(
                    { path: first[0], line: first[1][0]?.line ?? 1 },
                    `Lit ${names} alors que ${main?.[0]} lit déjà des paramètres${more.length === 0 ? '' : `, ici et dans ${more.length} autres fichiers`}.`,
                    `Reads ${names} although ${main?.[0]} already reads parameters${more.length === 0 ? '' : `, here and in ${more.length} other files`}.`,
                  ),
                  mark !== undefined && !first[1].flatMap(parametersRead).some((name) => bears(mark, name))
                    ? namedOtherwise
                    : undefined,
                ),
              ],
        )
      }),
    )
  },
})

/**
 * A project that marks its parameters by its own name (`CALIBRE_…`) shows which of those that it reads are its own; the others
 * may be those of a compiler, a desktop or a library.
 */
function ownMark({ manifests }: Packages, names: readonly string[]): string | undefined {
  const distinct = [...new Set(names)]
  const borne = (word: string): number => distinct.filter((name) => bears(word, name)).length
  const named = manifests.flatMap(({ name = '' }) => name.toUpperCase().split(/[^A-Z0-9]+/))
  const begun = distinct.map((name) => name.toUpperCase().split('_')[0] ?? '').filter((word) => borne(word) >= many)
  return (
    named.find((word) => word.length >= 4 && !everybodys.test(word) && borne(word) >= fewest) ??
    begun.find((word) => word.length >= 4 && !everybodys.test(word))
  )
}
/** So many parameters that begin by one word show the mark of a project without its name. */
const many = 8
const fewest = 4
const everybodys =
  /^(?:SERVER|CLIENT|BACKEND|FRONTEND|SERVICE|CORE|PORTAIL|PORTAL|DATABASE|REDIS|MAIL|SMTP|LDAP|OIDC|AUTH|ADMIN|WEB|APPLICATION|TEST|GATEWAY|STORAGE)$/
const bears = (mark: string, name: string): boolean => name.toUpperCase().split('_').includes(mark)
const namedOtherwise: Bilingual = {
  fr: 'ce nom ne porte pas la marque de l’application, comme ses autres paramètres : dites s’il est à elle',
  en: 'this name does not bear the mark of the application, as its other parameters do: tell whether it is its own',
}

/** JavaScript: a text for people names the variable. */
const isInAText = ({ path, text, groups }: SourceMatch): boolean => {
  if (!/\.[cm]?[jt]sx?$/.test(path)) return false
  const before = text.slice(0, text.indexOf(groups['match'] ?? ''))
  return (
    !before.includes('${') &&
    ["'", '"'].some((quote) => before.split(quote).length % 2 === 0 && before.trim().startsWith(quote))
  )
}

/** Set or taken away for what the program starts; other variables of the same line may be read. */
const isGiven = (match: SourceMatch): boolean =>
  (isSet(match) || isTakenAway(match) || isCompleted(match)) &&
  !/\b(?:process\.env|os\.environ|getenv|ENV\[|ENV\.fetch)|\$ENV\{/.test(behind(match))
/** What it holds is completed for a program that is started: `env["A"] = " ".join(` and, below, what there was. */
const isCompleted = (match: SourceMatch): boolean =>
  namesRead(match).some((name) =>
    new RegExp(`\\b(?!environ)\\w*\\[\\s*["']${name}["']\\s*\\]\\s*=(?!=)[^\\n]*\\n?\\s*$`).test(
      match.around.slice(0, match.around.indexOf(match.text)),
    ),
  )
const isSet = (match: SourceMatch): boolean => /^(?:#\{[^}]*\}\w*)?["'`]?\s*[\]}]?\s*=(?![=>~])/.test(behind(match))
const isTakenAway = ({ text, groups }: SourceMatch): boolean =>
  /\bdel(?:ete)?[\s(]+$/.test(text.slice(0, text.indexOf(groups['match'] ?? '')))
/** `A = A or a default`: it comes from outside. */
const isReadAgain = (match: SourceMatch): boolean =>
  namesRead(match).some((name) => new RegExp(`env\\w*\\W{1,4}(?:\\w+\\W{1,3})?${name}\\b`, 'i').test(behind(match)))
const behind = ({ text, groups }: SourceMatch): string => {
  const match = groups['match'] ?? ''
  return text.slice(text.indexOf(match) + match.length)
}
/** What a web server tells a program of the request, by the environment: RFC 3875. */
const ofTheRequest =
  /^(?:Authorization|HTTP_\w+|REMOTE_\w+|REQUEST_\w+|REDIRECT_\w+|(?:PHP_)?AUTH_(?:USER|PASSWORD|PW|TYPE)|SERVER_(?:NAME|PORT|ADDR|PROTOCOL|SOFTWARE)|SCRIPT_\w+|PATH_INFO|QUERY_STRING|CONTENT_(?:TYPE|LENGTH)|DOCUMENT_ROOT|HTTPS)$/i

/** A folder of settings is one place, whatever the files in it; a compiled file repeats its source. */
const isSamePlace = (main: string, other: string): boolean =>
  (ofSettings(main) !== undefined && ofSettings(main) === ofSettings(other)) ||
  main.replace(/\.\w+$/, '') === other.replace(/\.\w+$/, '')

/** The folder of settings that a file stands in, at whatever depth: `config/environments/production.rb`. */
const ofSettings = (path: string): string | undefined =>
  /^(?:.*?\/)??(?:config|configs|configuration|settings|conf|environments?)(?=\/)/i.exec(folderOf(path) + '/')?.[0]

/** The module named after configuration is the one to keep, then the one that reads most. */
const score = (path: string, places: readonly SourceMatch[]): number =>
  (/config|settings|environment|\benv\b/i.test(nameOf(path)) ? 10_000 : 0) +
  (ofSettings(path) === undefined ? 0 : 1_000) +
  places.length
const nameRead = ({ groups }: SourceMatch): string =>
  groups['a'] ??
  groups['b'] ??
  groups['c'] ??
  groups['d'] ??
  groups['e'] ??
  groups['f'] ??
  groups['g'] ??
  groups['h'] ??
  groups['i'] ??
  groups['j'] ??
  groups['k'] ??
  '*'
/** `const { PORT, SMTP_HOST: host } = process.env` names what it reads. */
const namesRead = (match: SourceMatch): readonly string[] =>
  /\{([^{}]+)\}\s*=\s*(?:process|Bun)\.env\b/
    .exec(match.text)?.[1]
    ?.split(',')
    .map((part) => part.replace(/[:=].*/s, '').trim())
    .filter((name) => /^\w+$/.test(name)) ?? [nameRead(match)]
const parametersRead = (match: SourceMatch): readonly string[] =>
  isGiven(match)
    ? []
    : (isSet(match) ? readBehind(match) : namesRead(match)).filter(
        (name) =>
          name !== '*' &&
          !ofTheSystem.test(name) &&
          !(/\.(?:php|p[lm]|cgi)$/.test(match.path) && ofTheRequest.test(name)),
      )
/** A variable that is set from another one reads the other. */
const readBehind = (match: SourceMatch): readonly string[] =>
  [
    ...behind(match).matchAll(
      /(?:\bprocess\.env(?:\.|\[\s*["'])|\bos\.environ(?:\.get\(|\[)\s*["']|\bgetenv\(\s*["']|\bENV(?:\[|\.fetch\()\s*["']|\$ENV\{\s*["']?)(?<name>\w+)/g,
    ),
  ].map(({ groups }) => groups?.['name'] ?? '')
const variables = (places: readonly SourceMatch[]): string =>
  [...new Set(places.flatMap(parametersRead))].slice(0, 5).join(', ')

/**
 * Where the whole environment goes: to the function that it is handed to, or to the file that takes it. A copy for a program that is
 * started, or a look at its keys, reads no parameter.
 */
function readerOf({ path, text, groups }: SourceMatch): string | undefined {
  if (groups['whole'] === undefined) return undefined
  const handed = /(\w+)\s*\(\s*(?:process|Bun)\.env\s*[,)]/.exec(text)?.[1]
  if (handed !== undefined)
    return /^(?:assign|keys|values|entries|stringify|log|debug|String)$/.test(handed) ? undefined : handed
  return /[\w}\]>]\s*=\s*(?:process|Bun)\.env\s*[;,)]?\s*$/.test(text) ? path : undefined
}

/** No parameter is named where the environment is read: it passes when each program hands the whole to one reader. */
function judgeWhole(seen: readonly SourceMatch[], packageOf: (match: SourceMatch) => string): Judgement {
  const handed = seen.filter((match) => readerOf(match) !== undefined)
  if (handed.length === 0)
    return manual(
      'Aucun paramètre n’est lu dans l’environnement : montrez le fichier qui les groupe.',
      'No parameter is read from the environment: show the file that groups them.',
    )
  const several = [...Map.groupBy(handed, packageOf).values()].find((found) => new Set(found.map(readerOf)).size > 1)
  if (several === undefined) return pass
  const places = several.slice(0, 3).map(({ path, line }) => `${path}:${line}`)
  return manual(
    `L’environnement entier est pris à plusieurs endroits (${places.join(', ')}) : dites lequel lit les paramètres.`,
    `The whole environment is taken in several places (${places.join(', ')}): tell which one reads the parameters.`,
  )
}
/** Settings of build tools and maintenance scripts are not the application. */
const isTooling = (path: string): boolean =>
  /\.config\.[cm]?[jt]s$|^(?:dev|extras)\/|(^|\/)(scripts?|autotools|tools?|xtask|extra|contrib|build|\.github|\.ci|ci|gulpfile\.\w+|webpack[\w.]*|rollup[\w.]*)(\/|$)|(^|\/)(setup\.py|build\.(?:go|rs)|magefile\.go|Rakefile|Gemfile|Vagrantfile|extconf\.rb|mix\.exs|(?:Makefile|Build)\.PL|conanfile\.py|noxfile\.py|SConstruct|wscript|Gruntfile\.\w+|[\w.-]+\.(?:gemspec|rake|gradle|sbt))$|\.(sh|bash)$/.test(
    path,
  )
