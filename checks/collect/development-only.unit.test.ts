import { describe, expect, it } from 'vitest'
import type { CheckReport } from '@socle/contracts/checks/checks'
import { applyBaseline, baselineOf, isAccepted } from '../baseline.ts'
import type { Advisory, Ecosystem } from '../facts.ts'
import { judge, toResult } from '../judge.ts'
import { toSarif } from '../report/sarif.ts'
import { toText } from '../report/text.ts'
import { type Texts, known, project } from '../rules/hand-built.ts'
import { knownVulnerabilities } from '../rules/repository/known-vulnerabilities.ts'
import { readPolicy } from './policy.ts'

const flawed = (ecosystem: Ecosystem, ...names: string[]): Advisory[] =>
  names.map((name, index) => ({
    id: `GHSA-${index}`,
    aliases: [],
    summary: 'flaw',
    affected: [{ ecosystem, name, versions: [], ranges: [{ introduced: '0', fixed: '9.0.0' }] }],
  }))
const look = (files: Texts, advisories: readonly Advisory[], ofDevelopment: 'told' | 'fails' = 'told') =>
  judge(knownVulnerabilities, {
    ...project(knownVulnerabilities, files),
    ...known({ advisories, policy: { ...readPolicy(), vulnerabilities: { ofDevelopment } } }),
  })

/** `kept` is delivered, by way of `app-lib`; `tested` only serves tests, by way of `test-lib`. */
const projects: readonly (readonly [string, Ecosystem, Texts])[] = [
  [
    'npm',
    'npm',
    {
      'package.json': '{"dependencies":{"app-lib":"1"},"devDependencies":{"test-lib":"1"}}',
      'package-lock.json': JSON.stringify({
        lockfileVersion: 3,
        packages: {
          'node_modules/app-lib': { version: '1.0.0' },
          'node_modules/kept': { version: '1.0.0' },
          'node_modules/test-lib': { version: '1.0.0', dev: true },
          'node_modules/tested': { version: '1.0.0', dev: true },
        },
      }),
    },
  ],
  [
    'npm, first version of the lock',
    'npm',
    {
      'package.json': '{}',
      'package-lock.json': JSON.stringify({
        dependencies: {
          'app-lib': { version: '1.0.0', dependencies: { kept: { version: '1.0.0' } } },
          'test-lib': { version: '1.0.0', dev: true, dependencies: { tested: { version: '1.0.0', dev: true } } },
        },
      }),
    },
  ],
  [
    'Yarn',
    'npm',
    {
      'package.json': '{"dependencies":{"app-lib":"1"},"devDependencies":{"test-lib":"1"}}',
      'yarn.lock': `# yarn lockfile v1

app-lib@1:
  version "1.0.0"
  resolved "https://example.org/app-lib"
  dependencies:
    kept "^1.0.0"

kept@^1.0.0:
  version "1.0.0"

test-lib@1:
  version "1.0.0"
  dependencies:
    kept "^1.0.0"
    tested "^1.0.0"

tested@^1.0.0:
  version "1.0.0"
`,
    },
  ],
  [
    'Yarn, later versions',
    'npm',
    {
      'package.json': '{"dependencies":{"app-lib":"1"},"devDependencies":{"test-lib":"1"}}',
      'yarn.lock': `__metadata:
  version: 8

"app-lib@npm:1":
  version: 1.0.0
  resolution: "app-lib@npm:1.0.0"
  dependencies:
    kept: "npm:^1.0.0"

"kept@npm:^1.0.0":
  version: 1.0.0

"test-lib@npm:1":
  version: 1.0.0
  dependencies:
    tested: "npm:^1.0.0"

"tested@npm:^1.0.0":
  version: 1.0.0
`,
    },
  ],
  [
    'pnpm',
    'npm',
    {
      'package.json': '{}',
      'pnpm-lock.yaml': `lockfileVersion: '6.0'

packages:

  /kept@1.0.0:
    resolution: {integrity: x}
    dev: false

  /tested@1.0.0:
    resolution: {integrity: x}
    dev: true
`,
    },
  ],
  [
    'pnpm, later versions',
    'npm',
    {
      'package.json': '{}',
      'pnpm-lock.yaml': `lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      app-lib:
        specifier: ^1.0.0
        version: 1.0.0
    devDependencies:
      test-lib:
        specifier: ^1.0.0
        version: 1.0.0(kept@1.0.0)

packages:

  app-lib@1.0.0:
    resolution: {integrity: x}

  kept@1.0.0:
    resolution: {integrity: x}

  test-lib@1.0.0:
    resolution: {integrity: x}

  tested@1.0.0:
    resolution: {integrity: x}

snapshots:

  app-lib@1.0.0:
    dependencies:
      kept: 1.0.0

  kept@1.0.0: {}

  test-lib@1.0.0(kept@1.0.0):
    dependencies:
      tested: 1.0.0

  tested@1.0.0: {}
`,
    },
  ],
  [
    'Composer',
    'composer',
    {
      'composer.json': '{}',
      'composer.lock': JSON.stringify({
        packages: [{ name: 'kept', version: 'v1.0.0' }],
        'packages-dev': [{ name: 'tested', version: '1.0.0' }],
      }),
    },
  ],
  [
    'Maven',
    'maven',
    {
      'pom.xml': `<project><dependencies>
<dependency><groupId>g</groupId><artifactId>kept</artifactId><version>1.0.0</version></dependency>
<dependency><groupId>g</groupId><artifactId>tested</artifactId><version>1.0.0</version><scope>test</scope></dependency>
</dependencies></project>`,
    },
  ],
  [
    'Gradle',
    'gradle',
    { 'build.gradle': `dependencies {\n  implementation 'g:kept:1.0.0'\n  testImplementation 'g:tested:1.0.0'\n}\n` },
  ],
  [
    'Gradle, locked',
    'gradle',
    {
      'build.gradle': '',
      'gradle.lockfile':
        'g:kept:1.0.0=compileClasspath,testCompileClasspath\ng:tested:1.0.0=testCompileClasspath,testRuntimeClasspath\n',
    },
  ],
  ['lists of pip', 'pip', { 'requirements.txt': 'kept==1.0.0\n', 'requirements-dev.txt': 'tested==1.0.0\n' }],
  [
    'Poetry',
    'pip',
    {
      'pyproject.toml':
        '[tool.poetry.dependencies]\npython = "^3.12"\napp-lib = "^1"\n\n[tool.poetry.group.test.dependencies]\ntest-lib = "^1"\n',
      'poetry.lock': `[[package]]
name = "app_lib"
version = "1.0.0"

[package.dependencies]
kept = ">=1"

[[package]]
name = "kept"
version = "1.0.0"

[[package]]
name = "test-lib"
version = "1.0.0"

[package.dependencies]
tested = { version = ">=1", markers = "x" }

[[package]]
name = "tested"
version = "1.0.0"
`,
    },
  ],
  [
    'Poetry, whose lock names groups',
    'pip',
    {
      'pyproject.toml': '',
      'poetry.lock':
        '[[package]]\nname = "kept"\nversion = "1.0.0"\ngroups = ["main", "dev"]\n\n[[package]]\nname = "tested"\nversion = "1.0.0"\ngroups = ["dev"]\n',
    },
  ],
  [
    'uv',
    'pip',
    {
      'pyproject.toml': '',
      'uv.lock': `[[package]]
name = "portal"
version = "0.1.0"
source = { virtual = "." }
dependencies = [
    { name = "app-lib", extra = ["x"] },
]

[package.dev-dependencies]
dev = [
    { name = "test-lib" },
]

[[package]]
name = "app-lib"
version = "1.0.0"
dependencies = [
    { name = "kept" },
]

[[package]]
name = "kept"
version = "1.0.0"

[[package]]
name = "test-lib"
version = "1.0.0"
dependencies = [
    { name = "tested" },
]

[[package]]
name = "tested"
version = "1.0.0"
`,
    },
  ],
  [
    'Pipenv',
    'pip',
    {
      Pipfile: '',
      'Pipfile.lock':
        '{"default":{"kept":{"version":"==1.0.0"}},"develop":{"kept":{"version":"==1.0.0"},"tested":{"version":"==1.0.0"}}}',
    },
  ],
  [
    'Cargo',
    'cargo',
    {
      'Cargo.toml': '[dependencies]\napp-lib = "1"\n[dev-dependencies]\ntest-lib = "1"\n',
      'Cargo.lock': `[[package]]
name = "app-lib"
version = "1.0.0"
dependencies = [
 "kept 1.0.0",
]

[[package]]
name = "kept"
version = "1.0.0"

[[package]]
name = "test-lib"
version = "1.0.0"
dependencies = [
 "tested",
]

[[package]]
name = "tested"
version = "1.0.0"
`,
    },
  ],
  [
    'Bundler',
    'bundler',
    {
      Gemfile: "gem 'app-lib'\ngroup :development, :test do\n  gem 'test-lib'\nend\n",
      'Gemfile.lock': `GEM
  specs:
    app-lib (1.0.0)
      kept (>= 1)
    kept (1.0.0)
    test-lib (1.0.0)
      tested
    tested (1.0.0)
`,
    },
  ],
]

describe('known vulnerabilities of what only tests and tools ask for', () => {
  const named = (ecosystem: Ecosystem, name: string): string => (/maven|gradle/.test(ecosystem) ? `g:${name}` : name)
  const told = (ecosystem: Ecosystem): Ecosystem => (ecosystem === 'gradle' ? 'maven' : ecosystem)

  it.each(projects)('%s: told, and no failure', (_, ecosystem, files) => {
    const outcome = look(files, flawed(told(ecosystem), named(ecosystem, 'tested')))
    expect(outcome.verdict).toBe('pass')
    expect(outcome.findings.map(({ message }) => message.fr)).toEqual([
      `${named(ecosystem, 'tested')} 1.0.0 : GHSA-0 (flaw), corrigé en 9.0.0 ; développement seulement.`,
    ])
  })

  it.each(projects)('%s: what is delivered fails, with the others beside', (_, ecosystem, files) => {
    const outcome = look(files, flawed(told(ecosystem), named(ecosystem, 'tested'), named(ecosystem, 'kept')))
    expect(outcome.verdict).toBe('fail')
    expect(outcome.findings.map(({ message, aside }) => [message.en.split(' ')[0], aside])).toEqual([
      [named(ecosystem, 'kept'), undefined],
      [named(ecosystem, 'tested'), true],
    ])
  })

  it.each(projects)('%s: fails where the policy says so', (_, ecosystem, files) => {
    expect(look(files, flawed(told(ecosystem), named(ecosystem, 'tested')), 'fails').verdict).toBe('fail')
  })

  it('an extra that people install is delivered', () => {
    const files = {
      'pyproject.toml':
        '[project]\ndependencies = []\n[project.optional-dependencies]\npostgres = ["kept==1.0.0"]\ntests = ["tested==1.0.0"]\n',
    }
    expect(look(files, flawed('pip', 'kept')).verdict).toBe('fail')
    expect(look(files, flawed('pip', 'tested')).verdict).toBe('pass')
  })
})

describe('what is told beside', () => {
  const [, ecosystem, files] = projects[0] as (typeof projects)[number]
  const report = (...names: string[]): CheckReport => ({
    tool: 'socle',
    version: '0.1.0',
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 1,
    target: {},
    checks: [toResult(look(files, flawed(ecosystem, ...names)), 'en')],
  })

  it('stands in the text and in SARIF of a check that passes, as a note', () => {
    expect(toText(report('tested'), [knownVulnerabilities], { language: 'en', colour: false })).toContain(
      'tested 1.0.0: GHSA-0 (flaw), fixed in 9.0.0; development only.',
    )
    const log = JSON.parse(toSarif(report('tested'), [knownVulnerabilities], 'en')) as {
      runs: { results: { level: string }[] }[]
    }
    expect(log.runs[0]?.results.map(({ level }) => level)).toEqual(['note'])
  })

  it('needs no acceptance beside what does', () => {
    const both = report('tested', 'kept')
    const baseline = baselineOf(both)
    expect(baseline.accepted.map(({ message = '' }) => message.split(' ')[0])).toEqual(['kept'])
    const accepted = baseline.accepted.map((entry) => ({ ...entry, reason: 'not reachable', until: '2030-01-01' }))
    const applied = applyBaseline({ ...baseline, accepted }, both, '2026-01-01')
    expect(isAccepted(both.checks[0]?.findings ?? [], applied)).toBe(true)
  })
})
