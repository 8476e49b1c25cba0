import { type RuleFinding, failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { ownCode } from './subject.ts'

const demanded =
  /thresholds?\s*:|coverageThreshold|fail_under\s*=|check-?coverage|<minimum>|jacocoTestCoverageVerification|sonar\.qualitygate\.wait|\bminimum_coverage\b|koverVerify|\bminBound\s*\(|<Threshold>|coverageMinimum\w*\s*:=|^\s*(?:addopts\b|["'])[^\n]*--cov-fail-under[= ]|\btarget:\s*["']?\d|^\s*(?:total|file|package):\s*\d/im
const asked =
  /--check-coverage|--coverage\.thresholds|--test-coverage-(lines|branches|functions)|--cov-fail-under|--fail-under|--min-coverage|--cov-min\b|--coverage\b.*--min[= ]|[/-]p:Threshold=|coverage-check|qualitygate|go-test-coverage|jacoco:check|diff-cover|--minimum-coverage|\bmix\s+coveralls/i
/** A threshold of nothing holds nothing back; neither does one that is switched off or put in a remark. */
const withoutNothing = (text: string): string =>
  text
    .replace(/^\s*(?:#|\/\/).*$/gm, '')
    .replace(/<!--[\s\S]{0,4000}?-->/g, '')
    .replace(
      /(?:fail_under\s*=|--(?:cov-)?fail-under(?:-\w+)?[= ]|--min-coverage[= ]|[/-]p:Threshold=|minimum_coverage\s*:?=?|coverageMinimum\w*\s*:=|\btarget:|minBound\()\s*["']?0(?:\.0+)?%?["']?(?=[\s),;]|$)/gm,
      '',
    )
    .replace(
      /<(minimum|Threshold)>\s*0(?:\.0+)?\s*<\/\1>|["']?check-?coverage["']?\s*[:=]\s*false|--check-coverage=false/gi,
      '',
    )
    .replace(
      /(?:["']?coverageThreshold["']?|thresholds?)\s*:\s*\{(?:\s*["']?\w+["']?\s*:\s*(?:0\s*,?|\{(?:\s*["']?\w+["']?\s*:\s*0\s*,?\s*)*\}\s*,?)\s*)*\}/g,
      '',
    )

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
      ...Object.values(settings).filter((text) => demanded.test(withoutNothing(text))),
      ...packages.manifests.filter(({ settings: json }) =>
        /"(coverageThreshold|check-coverage|checkCoverage)"/.test(withoutNothing(JSON.stringify(json ?? {}))),
      ),
      ...pipelines.commands.filter(({ text, hollow }) => hollow !== true && asked.test(withoutNothing(text))),
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
