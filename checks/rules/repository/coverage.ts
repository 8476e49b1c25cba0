import { type RuleFinding, failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { ownCode } from './subject.ts'

export const coverage = rule({
  id: 'repository/coverage-threshold',
  source: 'repository',
  requirements: ['MIRAI:MIR-4.h', 'MIRAI:MIR-4.i'],
  title: { fr: 'Un seuil de couverture est exigé', en: 'A coverage threshold is enforced' },
  failureTitle: { fr: 'Aucun seuil de couverture n’est exigé', en: 'No coverage threshold is enforced' },
  why: {
    fr: 'La cible est une couverture complète de la partie serveur ; sans seuil qui bloque, elle baisse à chaque livraison.',
    en: 'The target is full coverage of the server side; without a threshold that blocks, it falls at each delivery.',
  },
  mend: {
    fr: 'Fixez un seuil dans l’outil de tests (`thresholds`, `coverageThreshold`, `fail_under`, règle JaCoCo) et faites échouer la chaîne en dessous.',
    en: 'Set a threshold in the test tool (`thresholds`, `coverageThreshold`, `fail_under`, JaCoCo rule) and fail the chain below it.',
  },
  left: {
    fr: 'Que le seuil atteint 100 % pour la partie serveur, et le choix du seuil de l’interface.',
    en: 'That the threshold reaches 100% for the server side, and the choice for the interface.',
  },
  needs: ['files', 'settings', 'packages', 'pipelines'],
  judge: ({ files, settings, packages, pipelines }) => {
    if (ownCode(files).length === 0)
      return notApplicable('Aucun code source dans le dépôt.', 'No source code in the repository.')
    const declared = [
      ...Object.values(settings).filter((text) =>
        /thresholds?\s*:|coverageThreshold|fail_under\s*=|check-coverage|<minimum>|jacocoTestCoverageVerification|sonar\.qualitygate\.wait/.test(
          text,
        ),
      ),
      ...packages.manifests.filter(({ settings: json }) =>
        /"(coverageThreshold|check-coverage|checkCoverage)"/.test(JSON.stringify(json ?? {})),
      ),
      ...pipelines.commands.filter(({ text }) =>
        /--check-coverage|--coverage\.thresholds|--test-coverage-(lines|branches|functions)|--cov-fail-under|--fail-under|--min-coverage|qualitygate/.test(
          text,
        ),
      ),
    ]
    const findings: RuleFinding[] =
      declared.length > 0
        ? []
        : [
            finding(
              {},
              'Aucun outil de tests n’exige de couverture minimale.',
              'No test tool enforces a minimum coverage.',
            ),
          ]
    return failIfAny(findings)
  },
})
