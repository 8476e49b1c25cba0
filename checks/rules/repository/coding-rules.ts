import { fail, finding, notApplicable, pass, rule } from '../../rule.ts'
import { commandMatching, nameOf, ownCode, ownManifests } from './subject.ts'

const settings =
  /^(eslint\.config\.[cm]?[jt]s|\.eslintrc(\.\w+)?|biome\.jsonc?|\.?oxlintrc(\.json)?|\.stylelintrc(\.\w+)?|tslint\.json|\.jshintrc|deno\.jsonc?|ruff\.toml|\.ruff\.toml|\.flake8|\.pylintrc|pylintrc|checkstyle[\w.-]*\.xml|pmd[\w.-]*\.xml|spotbugs[\w.-]*\.xml|\.php-cs-fixer(\.dist)?\.php|phpcs\.xml(\.dist)?|\.phpcs\.xml|phpstan\.neon(\.dist)?|psalm\.xml|pint\.json|\.golangci\.(ya?ml|toml|json)|clippy\.toml|\.clippy\.toml|rustfmt\.toml|\.rubocop\.ya?ml|detekt\.ya?ml|\.swiftlint\.ya?ml|sonar-project\.properties|\.clang-tidy|\.clang-format|\.scalafmt\.conf|\.scalafix\.conf|scalastyle[\w-]*\.xml|\.credo\.exs|\.perlcriticrc|\.perltidyrc|\.hlint\.yaml|\.luacheckrc|analysis_options\.yaml|\.stylecop|stylecop\.json|PSScriptAnalyzerSettings\.psd1|\.shellcheckrc|\.sqlfluff|\.ktlint|\.eslintrc-[\w.]+|Settings\.StyleCop|\.groovylintrc\.json|\.standard\.ya?ml|\.styleci\.ya?ml|\.scrutinizer\.ya?ml|\.codeclimate\.ya?ml|\.codacy\.ya?ml|\.reek\.ya?ml|\.erb-?lint\.ya?ml|\.xo-config\.[\w.]+|\.standardrc(\.json)?|\.semistandardrc|\.jscsrc|phpstan\.dist\.neon|psalm\.xml\.dist|\.php_cs(\.dist)?|phpmd(\.xml)?(\.dist)?\.xml|phpmd\.xml\.dist|ecs\.php|grumphp\.ya?ml|mypy\.ini|\.mypy\.ini|pyrightconfig\.json|\.bandit|\.prospector\.ya?ml|revive\.toml|staticcheck\.conf|\.ansible-lint|\.yamllint(\.ya?ml)?|\.hadolint\.ya?ml|\.tflint\.hcl|\.lintr|CPPLINT\.cfg|uncrustify\.cfg|elvis\.config|\.mega-linter\.ya?ml|trunk\.yaml|ct\.ya?ml|[\w.-]+\.ruleset|\.cljstyle|\.swiftformat)$/
const linters = ['standard', 'neostandard', 'xo', 'semistandard', 'eslint', '@biomejs/biome', 'oxlint']

const everything = String.raw`["']?(?:\*\*\/?\*?|\*|\.|\.\/|\/|\.\*)["']?`
const leavesAllOut = new RegExp(
  [
    String.raw`\b(?:ignores|ignorePatterns|exclude|extend-exclude|Exclude|exclude-dirs|ignore-paths|ignoreFiles)["']?\s*[:=]\s*(?:\[\s*)?["'](?:!)?(?:\*\*\/?\*?|\*|\.|\.\/|\/|\.\*)["']`,
    String.raw`\bincludes["']?\s*:\s*\[\s*["']!+(?:\*\*\/?\*?|\*|\.)["']`,
    String.raw`^(?:exclude|ignore-paths|sonar\.exclusions)\s*[:=]\s*${everything}\s*$`,
    String.raw`^\s*-\s*${everything}\s*$`,
    String.raw`"linter"\s*:\s*\{\s*"enabled"\s*:\s*false`,
    String.raw`^\s*(?:lint\.)?select\s*=\s*\[\s*\]`,
  ].join('|'),
  'm',
)
/** The settings are there, and apply to nothing; what was not read is taken for sound. */
function asksNothing(path: string, text: string | undefined): boolean {
  if (text === undefined) return false
  const said = text.replace(/^\s*(?:#|\/\/).*$/gm, '').trim()
  const name = nameOf(path)
  if (said === '' || said === '{}') return true
  if (
    /^eslint\.config/.test(name) &&
    /^(?:export\s+default|module\.exports\s*=)\s*\[\s*(?:\{\s*\}\s*,?\s*)?\]\s*;?$/.test(said)
  )
    return true
  if (/^\.eslintrc/.test(name) && !/\b(?:extends|rules|plugins|overrides)\b/.test(said)) return true
  if (
    /^\.eslintrc/.test(name) &&
    !/\b(?:extends|plugins|overrides)\b/.test(said) &&
    /\brules["']?\s*:\s*\{\s*\}/.test(said)
  )
    return true
  if (/^\.rubocop/.test(name) && /DisabledByDefault:\s*true/.test(said) && !/Enabled:\s*true|inherit_/.test(said))
    return true
  if (/^\.golangci/.test(name) && /disable-all:\s*true|default:\s*none/.test(said) && !/\benable:/.test(said))
    return true
  if (/pylintrc$/.test(name) && /^disable\s*=\s*all\s*$/m.test(said) && !/^enable\s*=/m.test(said)) return true
  if (/^checkstyle.*\.xml$/.test(name) && (said.match(/<module\b/g)?.length ?? 0) <= 1) return true
  return leavesAllOut.test(said)
}

/** Rules in the description of a package: each tool reads a part of its own name. */
const inTheDescription = ['eslintConfig', 'standard', 'semistandard', 'xo', 'jshintConfig', 'stylelint']
/** Hooks that apply rules of code; others look at spaces and ends of lines. */
const launchesRules =
  /\bid:\s*["']?(?:ruff(?:-check)?|flake8|pylint|mypy|bandit|pycodestyle|eslint|biome-(?:check|lint)|standard|stylelint|rubocop|golangci-lint\S*|go-vet\S*|clippy|shellcheck|php-?cs\S*|phpstan\S*|psalm|checkstyle|pmd|detekt|ktlint|clang-tidy|cpplint|cppcheck|hadolint\S*|ansible-lint|terraform_tflint|scalafix|credo|swiftlint)["']?\s*(?:[,}#]|$)/m

/** Analysers that bring their rules along: the chain that runs them needs no file of settings. */
const rulesOfItsOwn =
  /\bclippy\b|\bgolangci-lint\b|\bstaticcheck\b|\bruff\s+check\b|\bdotnet\s+format\b.*--verify-no-changes/

export const codingRules = rule({
  id: 'repository/coding-rules',
  source: 'repository',
  requirements: ['GI:1418', 'GI:1107', 'MIRAI:MIR-4.f'],
  title: { fr: 'Les règles de codage sont outillées', en: 'Coding rules are checked by a tool' },
  failureTitle: { fr: 'Aucun outil n’applique les règles de codage', en: 'No tool applies coding rules' },
  why: {
    fr: 'Une règle que seul un document porte s’oublie ; un outil la rappelle à chaque changement.',
    en: 'A rule that only a document carries is forgotten; a tool recalls it at each change.',
  },
  mend: {
    fr: 'Ajoutez la configuration de l’analyseur du langage (ESLint, Ruff, Checkstyle, PHPStan…) et lancez-le dans la chaîne.',
    en: 'Add the settings of the language’s analyser (ESLint, Ruff, Checkstyle, PHPStan…) and run it in the chain.',
  },
  left: {
    fr: 'La pertinence des règles retenues, et les règles de nommage et de journalisation.',
    en: 'Whether the chosen rules make sense, and naming and logging rules.',
  },
  limits: {
    fr: 'Un analyseur qui a ses propres règles (clippy, golangci-lint, Ruff…) compte dès que la chaîne le lance, sans fichier de réglages.',
    en: 'An analyser with rules of its own (clippy, golangci-lint, Ruff…) counts as soon as the chain runs it, without a file of settings.',
  },
  needs: ['files', 'packages', 'settings', 'pipelines'],
  judge: ({ files, packages, settings: contents, pipelines }) => {
    if (ownCode(files).length === 0)
      return notApplicable('Aucun code source dans le dépôt.', 'No source code in the repository.')
    const told = files.filter(
      (file) =>
        (settings.test(nameOf(file.path)) || /(^|\/)\.clj-kondo\/config\.edn$/.test(file.path)) &&
        file.role !== 'vendored' &&
        file.role !== 'fixture',
    )
    if (told.some(({ path }) => !asksNothing(path, contents[path]))) return pass
    const [empty] = told
    if (empty !== undefined)
      return fail([
        finding(
          empty,
          'Les réglages de l’analyseur n’appliquent aucune règle, ou à aucun fichier.',
          'The settings of the analyser apply no rule, or to no file.',
          'nothing',
        ),
      ])
    if (
      Object.values(contents).some(
        (text) =>
          /^\s*\[tool\.(ruff|pylint|flake8|black|mypy|pyright|basedpyright|pycodestyle)|^\[(flake8|pylint)/m.test(
            text,
          ) ||
          /^\[(?:workspace\.)?lints\.?|io\.gitlab\.arturbosch\.detekt|jlleitschuh\.gradle\.ktlint|org\.jmailen\.kotlinter|^\s*(?:checkstyle|pmd|codenarc)\s*$|plugin:\s*['"](?:checkstyle|pmd|codenarc)|^\s*(?:dotnet_(?:diagnostic|style|naming|analyzer_diagnostic)|csharp_(?:style|preserve|new_line)|resharper_|ktlint_)\w*[\w.]*\s*=|<(?:TreatWarningsAsErrors|AnalysisMode|EnableNETAnalyzers|EnforceCodeStyleInBuild|AnalysisLevel)>\s*(?!none|false)|(?:StyleCop\.Analyzers|SonarAnalyzer\.CSharp|Roslynator\.Analyzers|Microsoft\.CodeAnalysis\.NetAnalyzers)|\{:credo\b|sbt-scalafix|wartremover|-Xlint\b|maven-checkstyle-plugin|maven-pmd-plugin|spotbugs-maven|com\.diffplug\.spotless|id\s*\(?['"](?:checkstyle|pmd|codenarc)/m.test(
            text,
          ),
      )
    )
      return pass
    if (
      ownManifests(packages).some(
        (manifest) =>
          inTheDescription.some((part) => manifest.settings?.[part] !== undefined) ||
          manifest.dependencies.some((one) => linters.slice(0, 4).includes(one.name)),
      )
    )
      return pass
    if (
      commandMatching(pipelines, rulesOfItsOwn) ||
      Object.entries(contents).some(
        ([path, text]) => /(^|\/)\.pre-commit-config\.ya?ml$/.test(path) && launchesRules.test(text),
      )
    )
      return pass
    return fail([
      finding(
        {},
        'Aucune configuration d’analyseur de code n’a été trouvée.',
        'No settings of a code analyser were found.',
      ),
    ])
  },
})
