import { fail, finding, notApplicable, pass, rule } from '../../rule.ts'
import type { FileEntry, SourceMatch } from '../../facts.ts'
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
    /** A test that a runner would run. */
    tried: {
      hints: [
        'it(',
        'test(',
        'it.each',
        'test.each',
        'def test',
        '@test',
        '@parameterizedtest',
        'func test',
        '[fact',
        '[theory',
        '[test',
        'function test',
        ' it "',
        " it '",
        'specify ',
        'scenario',
        'fn ',
        'test "',
        '@property',
        'it ',
      ],
      expression:
        /^\s*(?:await\s+)?(?:it|test|specify)(?:\.(?:each|concurrent|only|for)\b.*)?\s*[(\u0060]|^\s*(?:async\s+)?def\s+test|^\s*@(?:Parameterized|Repeated)?Test\b|^\s*@Property\b|^\s*func\s+Test\w*\(|^\s*\[(?:Fact|Theory|Test|TestMethod|TestCase)\b(?!.*\bSkip\b)|^\s*(?:public\s+)?function\s+(?:test|it_)\w*|^\s*(?:it|specify|scenario|test)\s+["']/,
      kinds: ['code'],
      few: true,
      roles: ['test'],
    },
    /** A mark that switches one off, or a whole file. */
    off: {
      hints: [
        '.todo(',
        '.skip(',
        'xit(',
        'xtest(',
        'xdescribe(',
        '@disabled',
        '@ignore',
        'mark.skip',
        'unittest.skip',
        't.skip',
        'skip =',
        'skip=',
        '[ignore',
        '#[ignore',
        'marktestskipped',
        'marktestincomplete',
        'pytest.skip(',
        'xit ',
        'skip: true',
        'skip true',
        'pending',
      ],
      expression:
        /\b(?:it|test|describe)\.(?:todo|skip)\s*\(|\bx(?:it|test|describe)\s*[( ]|^\s*@(?:Disabled|Ignore)\b|\bmark\.skip\b(?!if)|\bunittest\.skip\b(?!If|Unless)|\bt\.Skip(?:Now|f)?\s*\(|\bSkip\s*=\s*"|^\s*\[Ignore\b|#\[ignore|markTest(?:Skipped|Incomplete)\s*\(|^\s*pytest\.skip\s*\(|,\s*skip:\s*true|^\s*skip\b|^\s*pending\b/,
      kinds: ['code'],
      roles: ['test'],
    },
    /** The mark stands on everything that the file holds. */
    allOff: {
      hints: ['describe.skip(', 'xdescribe(', 'pytestmark', 'allow_module_level', '@disabled', '@ignore'],
      expression:
        /^(?:x?describe(?:\.skip)?)\s*\(|^pytestmark\s*=.*\bskip\b|allow_module_level\s*=\s*True|^@(?:Disabled|Ignore)\b/,
      kinds: ['code'],
      roles: ['test'],
      once: true,
    },
    /** Compares something with what it should be. */
    compared: {
      hints: [
        'expect',
        'assert',
        'should',
        't.error',
        't.fatal',
        't.fail',
        'require.',
        'verify',
        'is(',
        'ok(',
        'raises',
        'throws',
        'panic',
      ],
      expression:
        /\bexpect\w*\s*[({](?!\s*(?:true|1|false)\s*\)\s*\.(?:toBe|toEqual|to\.(?:be|equal)))|\bassert(?!\s*\(?\s*(?:True|true|1)\s*\)?\s*;?\s*$)\w*[\s.!(](?!\s*(?:True|true|1\s*,\s*1)\s*\))|\bAssert\.(?!(?:True|IsTrue)\s*\(\s*true\s*\))|\bshould\w*|\bt\.(?:Error|Fatal|Fail)|\brequire\.|\bverify\b|\b(?:is|ok|is_deeply|like)\s*\(|raises|throws|panic/i,
      kinds: ['code'],
      roles: ['test'],
      once: true,
    },
    trivial: {
      hints: [
        'expect(true',
        'expect(1',
        'assert true',
        'asserttrue(true',
        'assert(true',
        'assert!(true',
        'assert_(true',
        'assert_true(true',
        'assertequals(1',
        'assertequal(1',
        '.true(true',
        'istrue(true',
      ],
      expression:
        /\bexpect\s*\(\s*(?:true|1)\s*\)|\bassert\s*!?\s*\(?\s*(?:True|true)\b|\bassert(?:True|_true|_)?\s*\(\s*(?:True|true)\s*\)|\bassertEquals?\s*\(\s*1\s*,\s*1|\bAssert\.(?:True|IsTrue)\s*\(\s*true/,
      kinds: ['code'],
      roles: ['test'],
      once: true,
    },
  },
  judge: ({ files, matches }) => {
    const code = ownCode(files)
    if (code.length === 0) return notApplicable('Aucun code source dans le dépôt.', 'No source code in the repository.')
    const testFiles = files.filter(
      (file) => file.role === 'test' && file.language !== undefined && !isLeftByGenerator(file),
    )
    const idle = testFiles.filter(({ path }) => triesNothing(path, matches))
    if (testFiles.length > idle.length || (matches['beside'] ?? []).length > 0) return pass
    if (idle[0] !== undefined)
      return fail([
        finding(
          idle[0],
          'Les fichiers de test n’essaient rien : tests annoncés, mis de côté ou toujours vrais.',
          'Test files try nothing: tests announced, switched off or always true.',
          'idle',
        ),
      ])
    return fail([
      finding(
        {},
        `${code.length} fichiers de code et aucun fichier de test.`,
        `${code.length} code files and no test file.`,
      ),
    ])
  },
})

/** Every test of the file is a wish, is switched off, or compares true with true; what has no such sign is taken for a test. */
function triesNothing(path: string, matches: Readonly<Record<string, readonly SourceMatch[]>>): boolean {
  const of = (name: string): readonly SourceMatch[] =>
    (matches[name] ?? []).filter((match) => match.path === path && !match.comment)
  const off = of('off').length
  if (
    off > 0 &&
    ((of('allOff').length > 0 && !of('allOff').some(({ text }) => /^describe\s*\(/.test(text))) ||
      of('tried').length <= off - wishes(of('off')))
  )
    return true
  return of('trivial').length > 0 && of('compared').length === 0
}
/** Marks that stand in the place of a test, not before one. */
const wishes = (off: readonly SourceMatch[]): number =>
  off.filter(({ text }) => /\b(?:it|test|describe)\.(?:todo|skip)\s*\(|\bx(?:it|test|describe)\b/.test(text)).length

/** What tests lean on, and that tries nothing by itself. */
const prepares =
  /^(?:test|spec|rails)_helper\.(?:rb|exs)$|^(?:conftest|__init__)\.py$|^application_system_test_case\.rb$|^(?:TestCase|CreatesApplication|Pest|bootstrap)\.php$|^(?:(?:jest|vitest|test)[.-]?)?set-?up(?:[.-]?(?:tests?|jest|vitest|files?))?\.[cm]?[jt]sx?$/
/** `startapp` of Django leaves a `tests.py` with one import and a remark; Laravel leaves tests that try nothing of the application. */
const isLeftByGenerator = ({ path, size }: FileEntry): boolean =>
  (nameOf(path) === 'tests.py' && size <= 80) || nameOf(path) === 'ExampleTest.php' || prepares.test(nameOf(path))
