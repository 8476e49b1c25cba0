import { fail, finding, manual, notApplicable, pass, rule } from '../../rule.ts'
import { chainElsewhere, commandMatching, ownCode } from './subject.ts'

const analysers =
  /sonar|codeql|semgrep|\bsast\b|Security\/SAST|\bbandit\b|spotbugs|findbugs|\bpmd\b|checkstyle|phpstan|\bpsalm\b|brakeman|\bgosec\b|golangci-lint|staticcheck|go vet|cargo clippy|clippy|eslint|biome (check|lint|ci)|oxlint|\bruff\b|pylint|flake8|\bmypy\b|pyright|\btsc\b.*--noEmit|vue-tsc|rubocop|detekt|ktlint|\bxo\b|\bstandard\b|shellcheck|clj-kondo|eastwood|\bkibit\b|horusec|snyk code|checkmarx|fortify|veracode|infer run|error-?prone/i

export const staticAnalysis = rule({
  id: 'repository/static-analysis',
  source: 'repository',
  requirements: ['GI:1428', 'MIRAI:MIR-4.j', 'MIRAI:MIR-6.c'],
  title: { fr: 'La chaîne analyse le code', en: 'The chain analyses the code' },
  failureTitle: { fr: 'La chaîne n’analyse pas le code', en: 'The chain does not analyse the code' },
  why: {
    fr: 'L’analyse statique trouve des fautes avant la revue et avant la production, à chaque changement.',
    en: 'Static analysis finds mistakes before review and before production, at each change.',
  },
  mend: {
    fr: 'Ajoutez une étape d’analyse à la chaîne (SonarQube, CodeQL, Semgrep, ou l’analyseur du langage).',
    en: 'Add an analysis step to the chain (SonarQube, CodeQL, Semgrep, or the language’s analyser).',
  },
  left: {
    fr: 'Que l’analyse couvre aussi la sécurité, et que ses résultats sont traités.',
    en: 'That the analysis covers security too, and that its results are dealt with.',
  },
  needs: ['files', 'pipelines'],
  everywhere: true,
  judge: ({ files, pipelines }) => {
    if (ownCode(files).length === 0)
      return notApplicable('Aucun code source dans le dépôt.', 'No source code in the repository.')
    if (commandMatching(pipelines, analysers, 'at each change')) return pass
    const elsewhere = chainElsewhere(pipelines)
    if (elsewhere !== undefined)
      return manual(
        `La chaîne appelle ${elsewhere}, d’un autre dépôt : montrez qu’elle analyse le code.`,
        `The chain calls ${elsewhere}, of another repository: show that it analyses the code.`,
      )
    return fail([
      pipelines.files[0] === undefined
        ? finding({}, 'Aucune chaîne de livraison n’a été trouvée.', 'No delivery chain was found.')
        : finding({ path: pipelines.files[0] }, 'Aucune étape n’analyse le code.', 'No step analyses the code.'),
    ])
  },
})
