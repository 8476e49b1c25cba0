import { fail, finding, notApplicable, pass, rule } from '../../rule.ts'
import type { FileEntry } from '../../facts.ts'
import { nameOf, ownCode } from './subject.ts'

export const tests = rule({
  id: 'repository/tests',
  source: 'repository',
  requirements: ['GI:1430', 'GI:1345'],
  title: { fr: 'Des tests accompagnent le code', en: 'Tests come with the code' },
  failureTitle: { fr: 'Le code n’a pas de test', en: 'The code has no test' },
  why: {
    fr: 'Sans test, chaque correction peut casser ce qui marchait, et personne n’ose plus changer le code.',
    en: 'Without tests, each mend may break what worked, and nobody dares to change the code.',
  },
  mend: {
    fr: 'Écrivez des tests à côté du code, en commençant par les règles de gestion, et livrez-les avec lui.',
    en: 'Write tests beside the code, starting with the business rules, and deliver them with it.',
  },
  left: {
    fr: 'Que les tests couvrent les unités et les règles qui comptent.',
    en: 'That tests cover the units and the rules that matter.',
  },
  needs: ['files', 'matches'],
  looksFor: {
    /** Languages that keep tests beside what they try. */
    beside: {
      hints: ['#[test]', '#[cfg(test)]', '::test]', 'import.meta.vitest', 'doctest.testmod'],
      expression: /#\[(?:\w+::)?test\]|#\[cfg\(test\)\]|import\.meta\.vitest|doctest\.testmod/,
      kinds: ['code'],
      once: true,
    },
  },
  judge: ({ files, matches }) => {
    const code = ownCode(files)
    if (code.length === 0) return notApplicable('Aucun code source dans le dépôt.', 'No source code in the repository.')
    const testFiles = files.filter(
      (file) => file.role === 'test' && file.language !== undefined && !isLeftByGenerator(file),
    )
    if (testFiles.length > 0 || (matches['beside'] ?? []).length > 0) return pass
    return fail([
      finding(
        {},
        `${code.length} fichiers de code et aucun fichier de test.`,
        `${code.length} code files and no test file.`,
      ),
    ])
  },
})

/** `startapp` of Django leaves a `tests.py` with one import and a remark; Laravel leaves tests that try nothing of the application. */
const isLeftByGenerator = ({ path, size }: FileEntry): boolean =>
  (nameOf(path) === 'tests.py' && size <= 80) || nameOf(path) === 'ExampleTest.php'
