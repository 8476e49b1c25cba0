import { fail, finding, manual, notApplicable, pass, rule } from '../../rule.ts'
import { acting, chainElsewhere, ownCode } from './subject.ts'

const running =
  /\b(npm|pnpm|yarn|bun)\s+(run\s+)?(-\S+\s+)*(t|test|tests|test:\S+|\S+:test|coverage)\b|vitest|\bjest\b|mocha|\bava\b|\btap\b|\bc8\b|node --test|playwright test|cypress run|karma|\bpytest\b|python -m unittest|\btox\b|\bnox\b|manage\.py test|mvnw?\b.*\b(test|verify|install|package)\b|gradlew?\b.*\b(test|check|build)\b|phpunit|\bpest\b|artisan test|go test|cargo (nextest|test)|rspec|rake (?:\w+:)*(?:test|spec)s?\b|\brails\s+(?:[\w:-]+\s+)*test(?::\w+)*(?=\s|$)|\bmix\s+(?:do\s+(?:\S+\s+)*)?test(?=[\s,]|$)|\b(?:lein|sbt|stack|cabal|swift|flutter|dart|deno|bazel|zig|ng|ember|grunt|gulp|meson|hatch|pdm|invoke|inv|just|task|composer)\s+(?:(?:run|exec|[-+]\S+|clean|coverage|compile|build)\s+)*["']?\w*:?test\w*\b|\brebar3\s+(?:\S+\s+)*(?:eunit|ct|proper)\b|\bcucumber\b|\bbehat\b|\bcodecept\s+run\b|\bbusted\b|dotnet test|make (test|check)\b|ctest|\bmage\b.*\s(?:\w+:)?(?:test|check)\w*|\bbats\b|\bprove\s|robot\b.*tests|mavenBuild\b.*\b(?:install|verify|test)\b|(?:^|[\s/])(?:run[-_]?(?:[a-z\d]+[-_])*tests?(?:[-_][a-z\d]+)*|[\w.]+[-_]tests?)(?:\.\w+)?(?:[\s"')]|$)/i
/** The command would run them, and is told not to. */
const skipped =
  /-DskipTests(?!=false)|-Dmaven\.test\.skip(?!=false)|\s-x\s+test\b|--exclude-task[= ]test\b|--passWithNoTests\s*$|--collect-only\b|--co\s|--list-?tests?\b|\btest\b.*\s--list\b|\bvitest\s+list\b|--no-run\b|--dry-run\b|\bcypress\s+(?:verify|install|open)\b|-Dtest=(?:None|NoTest|!)|\bgo\s+test\b.*\s(?:-c\b|-run[= ]["']?(?:\^\$|XXX|NONE))/

/** Maven told by its own files to leave tests out, unless the command says otherwise. */
const buildSkips = (path: string, text: string): boolean =>
  path.endsWith('.mvn/maven.config')
    ? skipped.test(` ${text.replace(/\n/g, ' ')}`)
    : path === 'pom.xml' &&
      /<(?:skipTests|maven\.test\.skip)>\s*true\s*</.test(text.replace(/<profiles>[\s\S]*<\/profiles>/, ''))
const forced = /-DskipTests=false|-Dmaven\.test\.skip=false/

export const testsInPipeline = rule({
  id: 'repository/tests-in-pipeline',
  source: 'repository',
  requirements: ['GI:1431', 'GI:1345', 'MIRAI:MIR-6.c', 'MIRAI:MIR-4.m'],
  title: { fr: 'La chaîne lance les tests', en: 'The chain runs the tests' },
  failureTitle: { fr: 'La chaîne ne lance pas les tests', en: 'The chain does not run the tests' },
  why: {
    fr: 'Un test que personne ne lance ne protège pas : la chaîne le lance à chaque changement et bloque s’il échoue.',
    en: 'A test that nobody runs protects nothing: the chain runs it at each change and stops when it fails.',
  },
  mend: {
    fr: 'Ajoutez une étape qui lance la suite de tests et fait échouer la chaîne.',
    en: 'Add a step that runs the test suite and fails the chain.',
  },
  left: {
    fr: 'Que l’étape est verte, et qu’elle couvre l’intégration avec les services consommés.',
    en: 'That the step is green, and that it covers integration with consumed services.',
  },
  limits: {
    fr: 'Des tests lancés à la main ou la nuit seulement sont relevés : la chaîne les lance à chaque changement.',
    en: 'Tests run by hand or at night only are reported: the chain runs them at each change.',
  },
  needs: ['files', 'pipelines', 'settings'],
  everywhere: true,
  judge: ({ files, pipelines, settings }) => {
    if (ownCode(files).length === 0 && !files.some(({ role, language }) => role === 'test' && language !== undefined))
      return notApplicable('Aucun code source dans le dépôt.', 'No source code in the repository.')
    const byBuild = Object.entries(settings).some(([path, text]) => buildSkips(path, text))
    const run = pipelines.commands.filter(
      ({ text, hollow }) =>
        hollow !== true &&
        acting(text).some(
          (part) =>
            running.test(part) && !skipped.test(part) && !(byBuild && /\bmvnw?\b/.test(part) && !forced.test(part)),
        ),
    )
    if (run.some(({ requested }) => requested !== true)) return pass
    if (run[0] !== undefined)
      return fail([
        finding(
          run[0],
          'Les tests ne se lancent qu’à la demande ou à heure fixe, pas à chaque changement.',
          'Tests run on request or at fixed times only, not at each change.',
          'requested',
        ),
      ])
    const elsewhere = chainElsewhere(pipelines)
    if (elsewhere !== undefined)
      return manual(
        `La chaîne appelle ${elsewhere}, d’un autre dépôt : montrez qu’elle lance les tests.`,
        `The chain calls ${elsewhere}, of another repository: show that it runs the tests.`,
      )
    return fail([
      pipelines.files[0] === undefined
        ? finding({}, 'Aucune chaîne de livraison n’a été trouvée.', 'No delivery chain was found.')
        : finding({ path: pipelines.files[0] }, 'Aucune étape ne lance de tests.', 'No step runs tests.'),
    ])
  },
})
