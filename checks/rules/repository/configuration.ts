import type { SourceMatch } from '../../facts.ts'
import { failIfAny, finding, manual, rule } from '../../rule.ts'
import { folderOf, nameOf } from './subject.ts'

/** Variables of the system or of tools, not parameters of the application. */
const ofTheSystem =
  /^(_|NODE_ENV|CI|TZ|HOME|PATH|PWD|USER|SHELL|LANG|LC_\w+|TERM|TERM_PROGRAM|COLORTERM|NO_COLOR|FORCE_COLOR|CLICOLOR\w*|COLUMNS|LINES|TMPDIR|TEMP|TMP|APPDATA|LOCALAPPDATA|XDG_\w+|DEBUG|NODE_DEBUG|NODE_OPTIONS|VITEST\w*|JEST_\w+|GITHUB_\w+|CI_\w+|GITLAB_\w+|npm_\w+|INIT_CWD|EDITOR|VISUAL|PAGER|DISPLAY|COMSPEC|WINDIR|SystemRoot|USERPROFILE|PYTEST_\w+|VIRTUAL_ENV|PYTHON\w+|JAVA_HOME|HOSTNAME|KUBERNETES_\w+|HTTP_\w+|PHP_\w+|REMOTE_\w+|REDIRECT_\w+|SERVER_\w+|SCRIPT_\w+|REQUEST_\w+|PATH_INFO|QUERY_STRING|AUTH_USER|DOCUMENT_ROOT|PATHEXT|HOMEDRIVE|HOMEPATH|GO(?:MAXPROCS|TRACEBACK|FLAGS|ROOT)|PROGRAM(?:FILES|DATA)\w*|NUMBER_OF_PROCESSORS|PROCESSOR_\w+|USERNAME|LOGNAME|SSH_\w+|SUDO_\w+|GIT_\w+|LD_LIBRARY_PATH|NOTIFY_SOCKET|LISTEN_(?:FDS|PID)|INVOCATION_ID|DJANGO_SETTINGS_MODULE|GOOGLE_APPLICATION_CREDENTIALS|AWS_\w+|READTHEDOCS|GDFONTPATH|RUST_\w+|CARGO_\w+|PERL\w+|MOD_PERL|GATEWAY_INTERFACE|R(?:AILS|ACK)_ENV|(?:FLASK|MIX|DENO)_ENV|TRAVIS|APPVEYOR|BUILDKITE|JENKINS_\w+|COVERAGE\w*|\w*_COV_?\w*|(?:\w+_)?TESTS?(?:_\w+)?|GOPATH|GOOS|GOARCH|BUNDLE_\w+|GEM_\w+|GNUPGHOME|GPG\w+|RUBY\w+|OS|ARCH|SHLVL|DOTNET_\w+|hasOwnProperty|(https?|no|all)_proxy)$/i

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
        /\b(?:process\.env|Bun\.env)(?:\.(?<a>\w+)|\[\s*['"`](?<b>\w+)['"`]\s*\]|(?<whole>\b(?![.[\w])))|\bos\.environ(?:\.get\(\s*['"](?<c>\w+)|\[\s*['"](?<d>\w+))|\b(?:os\.getenv|System\.getenv|os\.Getenv|getenv|env::var|Deno\.env\.get)\(\s*['"](?<e>\w+)|\$_ENV\[\s*['"](?<f>\w+)|\b(?:os\.LookupEnv|Environment\.GetEnvironmentVariable|env::var_os|System\.(?:get_env|fetch_env!?)|System\.getenv\(\)\.get|sys\.env(?:\.get|\.getOrElse)?)\(\s*['"](?<g>\w+)|\b(?:ENV\[\s*['"]|ENV\.fetch\(\s*['"])(?<h>\w+)|\$ENV\{\s*['"]?(?<i>\w+)|\bimport\.meta\.env\.(?<j>VITE_\w+)|(?<=(?:=>|=|\(|,|return|\?:|\?)\s*)env\(\s*['"](?<k>[A-Z]\w+)/,
      kinds: ['code'],
    },
  },
  judge: ({ packages, files, matches }) => {
    // Each program has its parameters: a package, or in Go a folder with its own `main`.
    const programs = files.filter(({ path, role }) => role === 'source' && /(^|\/)main\.go$/.test(path))
    const packageFolders = [...packages.manifests, ...programs]
      .map((manifest) => folderOf(manifest.path))
      .sort((a, b) => b.length - a.length)
    const reads = (matches['read'] ?? []).filter((match) => isParameter(match) && !isTooling(match.path))
    if (reads.length === 0)
      return manual(
        'Aucun paramètre n’est lu dans l’environnement : montrez le fichier qui les groupe.',
        'No parameter is read from the environment: show the file that groups them.',
      )
    const byPackage = Map.groupBy(
      reads,
      (match) => packageFolders.find((folder) => folder === '' || match.path.startsWith(`${folder}/`)) ?? '',
    )
    return failIfAny(
      [...byPackage.values()].flatMap((found) => {
        const byFile = [...Map.groupBy(found, (match) => match.path)].sort(
          ([a, x], [b, y]) => score(b, y) - score(a, x),
        )
        const [main, ...others] = byFile
        return others
          .filter(([path]) => !isSamePlace(main?.[0] ?? '', path))
          .map(([path, places]) =>
            finding(
              { path, line: places[0]?.line ?? 1 },
              `Lit ${variables(places)} alors que ${main?.[0]} lit déjà des paramètres.`,
              `Reads ${variables(places)} although ${main?.[0]} already reads parameters.`,
            ),
          )
      }),
    )
  },
})

/** Set for what the program starts; other variables of the same line may be read. */
const isGiven = ({ text, groups }: SourceMatch): boolean => {
  const match = groups['match'] ?? ''
  const after = text.slice(text.indexOf(match) + match.length)
  return /^\s*=(?![=>~])/.test(after) && !/\b(?:process\.env|os\.environ|getenv)\b/.test(after)
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
  (/config|settings|environment|\benv\b/i.test(nameOf(path)) ? 10_000 : 0) + places.length
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
const variables = (places: readonly SourceMatch[]): string => [...new Set(places.map(nameRead))].slice(0, 5).join(', ')
const isParameter = (match: SourceMatch): boolean =>
  !match.comment &&
  !isGiven(match) &&
  !(/\.(?:php|p[lm]|cgi)$/.test(match.path) && ofTheRequest.test(nameRead(match))) &&
  !ofTheSystem.test(nameRead(match)) &&
  nameRead(match) !== '*'
/** Settings of build tools and maintenance scripts are not the application. */
const isTooling = (path: string): boolean =>
  /\.config\.[cm]?[jt]s$|(^|\/)(scripts?|tools?|extra|contrib|build|\.github|\.ci|ci|gulpfile\.\w+|webpack[\w.]*|rollup[\w.]*)(\/|$)|(^|\/)(setup\.py|build\.go|magefile\.go)$|\.(sh|bash)$/.test(
    path,
  )
