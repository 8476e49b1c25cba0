import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'

const checking =
  /\b(test|tests|lint|eslint|vitest|jest|pytest|phpunit|mypy|ruff|flake8|sonar|trivy|grype|audit|semgrep|codeql|checkstyle|spotbugs|phpstan|psalm|clippy|golangci|gosec|bandit|osv-scanner|dependency-check|snyk|verify|check|rspec|rubocop|brakeman|bundle-audit|mocha|playwright|cypress|pmd|detekt|ktlint|tox|nox|checkov|hadolint|shellcheck|pylint|stylelint|tsc|govulncheck|staticcheck|pip-audit|prove|ctest|verifier|mvnw? (?:-\S+ )*(?:verify|install))\b/i
/** A job that only informs, or a version not yet supported, may fail. */
const informs =
  /nightly|experimental|canary|edge|beta|allow-?fail|matrix|preview|upload|codecov|coveralls|comment|notify|slack|benchmark|report|artifact|checkout|cache|setup-/i

/** The tools themselves, in scripts where the words above stand for anything. */
const tools =
  'eslint|oxlint|biome|stylelint|tsc|vue-tsc|vitest|jest|mocha|playwright|cypress|karma|pytest|tox|ruff|flake8|pylint|mypy|bandit|pip-audit|phpunit|pest|phpstan|psalm|phpcs|rspec|rubocop|brakeman|bundle-audit|golangci-lint|gosec|govulncheck|staticcheck|go (?:test|vet)|cargo (?:test|clippy|audit|deny)|dotnet test|mvnw?|gradlew?|trivy|grype|snyk|semgrep|osv-scanner|npm (?:test|audit)|node --test|bun test|deno test|npm run (?:test|lint)|pnpm (?:test|audit|lint)|yarn (?:test|audit|lint)|prove|ctest|shellcheck|hadolint|checkov'
const running = new RegExp(`\\b(?:${tools})\\b`)
const runningFirst = new RegExp(
  `^[@-]*(?:(?:npx|poetry run|uv run|bundle exec|pipenv run|python3? -m|vendor/bin/|\\./vendor/bin/|\\./)\\s*)?(?:${tools})\\b`,
)
/** Whatever the control answers, the line answers that all is well. */
const forgiving =
  /\bcatchError\s*\([^)]*SUCCESS|\|\|\s*\(?\s*(?:\/bin\/)?(?:true\b|:|exit\s+0|echo\b|printf\b)|;\s*(?:true|exit\s+0)\s*["']?\)?\s*$|--exit-zero\b|--passWithNoTests\b.*\|\||-Dmaven\.test\.(skip|failure\.ignore)(?:=true)?\b(?!=false)|-DtestFailureIgnore\b(?!=false)|-DskipTests\b(?!=false).*\b(verify|test)\b|--exit-code[= ]0\b|--fail-never\b|\bmvnw?\b.*\s-fn\b|--soft-fail\b|--no-fail\b|--no-exit-on-(?:warn|error)\b|--suppress-tests\b|--audit-level[= ]none\b|\breturnStatus\s*:\s*true|-Dsonar\.qualitygate\.wait=false/
const isMake = (path: string): boolean => /(^|\/)(GNU)?[Mm]akefile$/.test(path)

/** What is taken away after or before the work may be missing. */
const cleans =
  /^\s*[@-]*(?:sudo\s+)?(?:service|systemctl|useradd|adduser|groupadd|createuser|createdb|dropdb|su\s+-?\s*\w+\s+-c|chown|rm|pkill|killall|kill|docker(?:-compose)?\s+(?:compose\s+)?(?:rm|stop|kill|down|logs|network|volume)|podman\s+(?:rm|stop)|helm\s+(?:uninstall|delete)|kubectl\s+delete|umount|mkdir|cp|mv|chmod|git\s+(?:fetch|branch|tag|config|remote))\b/

/** Settings of what takes folders away before the work. */
const cleaning = /<artifactId>\s*maven-clean-plugin\b[\s\S]*?<\/plugin>/g

/** It says what went wrong, then stops. */
const stopsAfterAll = /\|\|\s*[({][^)}]*;\s*exit\s+[1-9]\d*\s*;?\s*[)}]/

export const qualityGate = rule({
  id: 'repository/quality-gate',
  source: 'repository',
  requirements: ['MIRAI:MIR-4.ae', 'MIRAI:MIR-4.aa', 'MIRAI:MIR-6.e', 'MIRAI:EXI-ORG-1', 'GI:1431'],
  title: { fr: 'Un contrôle qui échoue arrête la chaîne', en: 'A control that fails stops the chain' },
  failureTitle: { fr: 'Des contrôles échouent sans arrêter la chaîne', en: 'Controls fail without stopping the chain' },
  why: {
    fr: 'Un test rouge qui laisse passer finit par ne plus être lu.',
    en: 'A red test that lets things through ends up unread.',
  },
  mend: {
    fr: 'Retirez allow_failure, continue-on-error, « || true », « set +e » et les « exit-code: 0 » des tests, analyses et audits ; acceptez un constat connu dans l’outil, avec sa raison.',
    en: 'Remove allow_failure, continue-on-error, “|| true”, “set +e” and “exit-code: 0” from tests, analyses and audits; accept a known finding in the tool, with its reason.',
  },
  left: {
    fr: 'Les seuils eux-mêmes, et la branche que la forge protège.',
    en: 'The thresholds themselves, and the branch that the forge protects.',
  },
  limits: {
    fr: 'Un nettoyage qui peut échouer, un travail qui informe ou une version à l’essai ne sont pas des contrôles.',
    en: 'Cleaning that may fail, a job that informs or a version on trial are no controls.',
  },
  needs: ['pipelines', 'settings'],
  everywhere: true,
  judge: ({ pipelines, settings }) => {
    if (pipelines.commands.length === 0) return notApplicable('Aucune chaîne de livraison.', 'No delivery chain.')
    // The build tool is told to go on when a test fails.
    const silenced = Object.entries(settings).filter(
      ([path, text]) =>
        /(^|\/)(pom\.xml|build\.gradle(\.kts)?)$/.test(path) &&
        /<(?:testFailureIgnore|maven\.test\.failure\.ignore)>\s*true|<(?:failsOnError|failOnViolation|failOnError|haltOnFailure)>\s*false|\b(?:ignoreFailures|isIgnoreFailures|ignoreExitValue|ignoreTestFailures)\s*=\s*true|\bhaltOnFailure\s*=\s*false|<failBuildOnCVSS>\s*1[1-9]/.test(
          text.replace(cleaning, '').replace(/<!--[\s\S]*?-->/g, ''),
        ),
    )
    return failIfAny([
      ...silenced.map(([path]) =>
        finding(
          { path },
          'L’outil de construction continue quand un test ou une analyse échoue.',
          'The build tool goes on when a test or an analysis fails.',
          'ignored',
        ),
      ),
      ...pipelines.commands
        .filter(
          ({ path, text, tolerated, onTrial }) =>
            (pipelines.files.includes(path)
              ? checking.test(text)
              : /(^|\/)(package|composer)\.json$/.test(path)
                ? running.test(text)
                : runningFirst.test(text)) &&
            onTrial !== true &&
            !informs.test(text) &&
            // An option of the command that stands above.
            !/^--\w/.test(text) &&
            !cleans.test(text) &&
            !stopsAfterAll.test(text) &&
            (tolerated === true || forgiving.test(text) || (isMake(path) && /^@?-/.test(text))),
        )
        .map((command) =>
          finding(
            command,
            `Peut échouer sans rien arrêter : ${command.text.slice(0, 80)}`,
            `May fail without stopping anything: ${command.text.slice(0, 80)}`,
            command.text,
          ),
        ),
    ])
  },
})
