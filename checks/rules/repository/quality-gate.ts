import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'

const checking =
  /\b(test|tests|lint|eslint|vitest|jest|pytest|phpunit|mypy|ruff|flake8|sonar|trivy|grype|audit|semgrep|codeql|checkstyle|spotbugs|phpstan|psalm|clippy|golangci|gosec|bandit|osv-scanner|dependency-check|snyk|verify|check)\b/i
/** A job that only informs, or a version not yet supported, may fail. */
const informs =
  /nightly|experimental|canary|edge|beta|allow-?fail|matrix|preview|upload|codecov|coveralls|comment|notify|slack|benchmark|report|artifact|checkout|cache|setup-/i

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
    fr: 'Retirez allow_failure, continue-on-error et « || true » des tests, analyses et audits ; acceptez un constat connu dans l’outil, avec sa raison.',
    en: 'Remove allow_failure, continue-on-error and “|| true” from tests, analyses and audits; accept a known finding in the tool, with its reason.',
  },
  left: {
    fr: 'Les seuils eux-mêmes, et la branche que la forge protège.',
    en: 'The thresholds themselves, and the branch that the forge protects.',
  },
  needs: ['pipelines', 'settings'],
  judge: ({ pipelines, settings }) => {
    if (pipelines.commands.length === 0) return notApplicable('Aucune chaîne de livraison.', 'No delivery chain.')
    // The build tool is told to go on when a test fails.
    const silenced = Object.entries(settings).filter(
      ([path, text]) =>
        /(^|\/)(pom\.xml|build\.gradle(\.kts)?)$/.test(path) &&
        /<(?:testFailureIgnore|maven\.test\.failure\.ignore)>\s*true|<failsOnError>\s*false|\bignoreFailures\s*=\s*true/.test(
          text,
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
          ({ path, text, tolerated }) =>
            pipelines.files.includes(path) &&
            checking.test(text) &&
            !informs.test(text) &&
            (tolerated === true ||
              /\bcatchError\s*\([^)]*SUCCESS|\|\|\s*(true|:|exit\s+0|echo\b)|;\s*true\s*$|--exit-zero\b|--passWithNoTests\b.*\|\||-Dmaven\.test\.(skip|failure\.ignore)=true|-DskipTests\b.*\b(verify|test)\b|--exit-code[= ]0\b/.test(
                text,
              )),
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
