import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Fact } from '../facts.ts'
import { rules } from '../rules/index.ts'
import { check } from '../run.ts'
import { NotAFolder, takeInventory } from './inventory.ts'
import { defaultLimits } from './limits.ts'
import { collectRepository } from './repository.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function folder(texts: Record<string, string | Buffer>): string {
  const root = mkdtempSync(join(tmpdir(), 'socle-checks-'))
  folders.push(root)
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}
const git = (root: string, ...args: string[]): void =>
  void execFileSync('git', ['-C', root, '-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args], {
    stdio: 'pipe',
  })
const value = <T>(fact: Fact<T> | undefined): T => {
  if (fact?.known !== true) throw new Error('unknown fact')
  return fact.value
}
const paths = async (root: string, limits = defaultLimits): Promise<string[]> =>
  (await takeInventory(root, limits)).files.map(({ path }) => path)
const bomb = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
  .split('')
  .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`)
  .join('\n')}\n`

describe('the inventory', () => {
  it('lists what git tracks and what it does not ignore', async () => {
    const root = folder({ 'src/a.ts': '', 'new.ts': '', 'data/big.json': '', '.gitignore': 'data/\n', 'gone.ts': '' })
    git(root, 'init', '-q')
    git(root, 'add', 'src', '.gitignore', 'gone.ts')
    rmSync(join(root, 'gone.ts'))
    expect((await paths(root)).sort()).toEqual(['.gitignore', 'new.ts', 'src/a.ts'])
  })

  it('walks a folder without git, apart from installed packages', async () => {
    expect(await paths(folder({ 'src/a.ts': '', 'node_modules/x/index.js': '' }))).toEqual(['src/a.ts'])
  })

  it('walks a folder that the surrounding repository ignores', async () => {
    const root = folder({ '.gitignore': 'packages/\n', 'packages/x/index.js': '' })
    git(root, 'init', '-q')
    const inventory = await takeInventory(join(root, 'packages/x'), defaultLimits)
    expect(inventory.files.map(({ path }) => path)).toEqual(['index.js'])
    expect(inventory.versionControl.system).toBe('none')
  })

  it('knows a repository without commits, and one that changed since its commit', async () => {
    const root = folder({ 'a.ts': 'a' })
    git(root, 'init', '-q')
    expect((await takeInventory(root, defaultLimits)).versionControl.commit).toBeUndefined()
    git(root, 'add', '.')
    git(root, 'commit', '-qm', 'first')
    expect((await takeInventory(root, defaultLimits)).versionControl).toMatchObject({
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      dirty: false,
    })
    writeFileSync(join(root, 'a.ts'), 'b')
    expect((await takeInventory(root, defaultLimits)).versionControl.dirty).toBe(true)
  })

  it('runs nothing that the repository configures', async () => {
    const root = folder({ 'a.ts': 'a', '.gitattributes': '*.ts filter=trap\n' })
    git(root, 'init', '-q')
    git(root, 'add', '.')
    git(root, 'commit', '-qm', 'first')
    git(root, 'config', 'filter.trap.clean', `touch ${join(root, 'trapped')}; cat`)
    git(root, 'config', 'core.fsmonitor', `touch ${join(root, 'trapped')}`)
    writeFileSync(join(root, 'a.ts'), 'b')
    expect(await paths(root)).not.toContain('trapped')
    expect(await paths(root)).not.toContain('trapped')
  })

  it('stops at its limits and says so', async () => {
    const root = folder({ 'a.ts': '', 'b.ts': '', 'c/d/e.ts': '' })
    expect((await takeInventory(root, { ...defaultLimits, files: 2 })).problems).toHaveLength(1)
    expect((await takeInventory(root, { ...defaultLimits, depth: 1 })).problems).toMatchObject([{ path: 'c/d' }])
  })

  it('does not call absent what a cut list may hold', async () => {
    const root = folder({ 'a.ts': '', 'b.ts': '' })
    const asked = { path: root, rules: rules.filter(({ id }) => id === 'repository/licence'), language: 'en' as const }
    expect((await check(asked)).checks[0]?.verdict).toBe('fail')
    expect((await check({ ...asked, limits: { files: 1 } })).checks[0]).toMatchObject({
      verdict: 'error',
      findings: [{ message: expect.stringContaining('More than 1 files') }],
    })
  })

  it('refuses what is not a folder', async () => {
    const root = folder({ 'a.ts': '' })
    await expect(takeInventory(join(root, 'a.ts'), defaultLimits)).rejects.toThrow(NotAFolder)
    await expect(takeInventory(join(root, 'nowhere'), defaultLimits)).rejects.toMatchObject({ reason: 'missing' })
  })
})

describe('reading a hostile folder', () => {
  it('follows no link out of the folder, and reports it', async () => {
    const outside = folder({ 'secret.ts': "const apiKey = 'kX93jd82Lq0zPwn4Rt6yBv1c'" })
    const root = folder({ 'src/a.ts': '' })
    symlinkSync(join(outside, 'secret.ts'), join(root, 'src/link.ts'))
    symlinkSync(outside, join(root, 'folder'))
    symlinkSync('a.ts', join(root, 'src/inside.ts'))
    symlinkSync('..', join(root, 'src/loop'))
    const { checks } = await check({ path: root })
    expect(checks.find(({ id }) => id === 'repository/secrets')?.verdict).toBe('pass')
    expect(checks.find(({ id }) => id === 'repository/self-contained')?.findings.map(({ path }) => path)).toEqual([
      'folder',
      'src/link.ts',
    ])
  })

  it('ends on links that turn in circles', async () => {
    const root = folder({ 'src/a.ts': "const apiKey = 'kX93jd82Lq0zPwn4Rt6yBv1c'" })
    symlinkSync('..', join(root, 'src/up'))
    symlinkSync('second', join(root, 'first'))
    symlinkSync('first', join(root, 'second'))
    const { checks } = await check({ path: root })
    expect(checks.find(({ id }) => id === 'repository/secrets')?.findings).toHaveLength(1)
    expect(checks.find(({ id }) => id === 'repository/self-contained')?.verdict).toBe('pass')
  })

  it('does not read through a folder that became a link after git listed it', async () => {
    const outside = folder({ 'a.ts': "const apiKey = 'kX93jd82Lq0zPwn4Rt6yBv1c'" })
    const root = folder({ 'src/a.ts': '' })
    git(root, 'init', '-q')
    git(root, 'add', '.')
    rmSync(join(root, 'src'), { recursive: true })
    symlinkSync(outside, join(root, 'src'))
    const { checks } = await check({ path: root, rules: rules.filter(({ id }) => id === 'repository/secrets') })
    expect(checks[0]?.verdict).not.toBe('fail')
  })

  it('turns a YAML bomb into an error with its place and its mend', async () => {
    const { checks } = await check({ path: folder({ 'deploy/bomb.yaml': bomb }), language: 'en' })
    expect(checks.find(({ id }) => id === 'manifest/probes')).toMatchObject({
      verdict: 'error',
      findings: [{ path: 'deploy/bomb.yaml', line: 5, message: expect.stringContaining('Write the values out') }],
    })
  })

  it('tells a bomb even when nothing says that it is a manifest', async () => {
    const { checks } = await check({ path: folder({ 'bomb.yaml': bomb.replace(/^api.*\nkind.*\nmeta.*\n/, '') }) })
    expect(checks.find(({ id }) => id === 'manifest/probes')?.verdict).toBe('error')
  })

  it('tells where a manifest is malformed, and still reads the others', async () => {
    const root = folder({
      'deploy/a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: a\n',
      'deploy/b.yaml': 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: b}\n',
    })
    const { checks } = await check({ path: root })
    expect(checks.find(({ id }) => id === 'manifest/probes')).toMatchObject({
      verdict: 'error',
      findings: [{ path: 'deploy/a.yaml', line: expect.any(Number) }],
    })
    expect(checks.find(({ id }) => id === 'manifest/shared-cluster')).toMatchObject({
      verdict: 'fail',
      findings: [{ path: 'deploy/b.yaml', line: 1 }],
    })
  })

  it('tells binary and huge files that are named as texts, and passes over pipes and invalid UTF-8', async () => {
    const root = folder({
      'binary.yaml': Buffer.from([0x61, 0x00, 0x62]),
      'latin.ts': Buffer.from([0x63, 0xe9, 0x0a]),
      'huge.yaml': '',
      'broken.ts': Buffer.concat([
        Buffer.from([0xff, 0xfe, 0x0a]),
        Buffer.from("const apiKey = 'kX93jd82Lq0zPwn4Rt6yBv1c'"),
      ]),
    })
    truncateSync(join(root, 'huge.yaml'), 2_000_000_000)
    execFileSync('mkfifo', [join(root, 'pipe.ts')])
    const { checks } = await check({ path: root })
    const told = checks.filter(({ verdict }) => verdict === 'error').flatMap(({ findings }) => findings)
    expect([...new Set(told.map(({ path }) => path))].sort()).toEqual(['binary.yaml', 'huge.yaml'])
    expect(checks.find(({ id }) => id === 'repository/secrets')?.findings.map(({ path }) => path)).toEqual([
      'broken.ts',
    ])
  })

  it('cannot conclude when the text exceeds what it accepts to read', async () => {
    const root = folder({ 'a.ts': 'x'.repeat(900), 'b.ts': 'x'.repeat(900) })
    const { checks } = await check({ path: root, limits: { totalBytes: 1000 } })
    expect(checks.find(({ id }) => id === 'repository/secrets')).toMatchObject({
      verdict: 'error',
      findings: [{ path: 'b.ts' }],
    })
  })
})

describe('the facts', () => {
  it('reads packages, locks and inventories of several ecosystems', async () => {
    const root = folder({
      'package.json': '{"name":"a","dependencies":{"zod":"4.1.0"},"devDependencies":{"vitest":"5.0.0"}}',
      'package-lock.json':
        '{"packages":{"":{},"node_modules/zod":{"version":"4.1.0"},"node_modules/@a/b":{"version":"1.0.0"}}}',
      'pom.xml':
        '<project>\n<dependency><groupId>g</groupId><artifactId>a</artifactId><version>1</version></dependency></project>',
      'pyproject.toml':
        '[project]\ndependencies = [\n  "flask>=3",\n  "pyyaml[x]==6.0",\n]\n[dependency-groups]\ndev = ["pytest"]\n',
      'go.mod': 'module x\nrequire (\n\tgithub.com/gin-gonic/gin v1.9.0\n)\n',
      'Cargo.toml': '[dependencies]\naxum = "0.7"\n[dev-dependencies]\nmock = { version = "1" }\n',
      'composer.json': '{"require":{"php":">=8","symfony/framework-bundle":"^7"}}',
    })
    const { manifests, locks } = value((await collectRepository(root, [], defaultLimits)).facts.packages)
    const of = (ecosystem: string, index = 0): unknown =>
      manifests
        .filter((manifest) => manifest.ecosystem === ecosystem)
        [index]?.dependencies.map(({ name, wanted, development }) => [name, wanted, development])
    expect(of('npm')).toEqual([
      ['zod', '4.1.0', false],
      ['vitest', '5.0.0', true],
    ])
    expect(of('maven')).toEqual([['g:a', '1', false]])
    expect(of('pip')).toEqual([
      ['flask', '>=3', false],
      ['pyyaml', '==6.0', false],
      ['pytest', '', true],
    ])
    expect(of('go')).toEqual([['github.com/gin-gonic/gin', 'v1.9.0', false]])
    expect(of('cargo')).toEqual([
      ['axum', '0.7', false],
      ['mock', '1', true],
    ])
    expect(of('composer')).toEqual([['symfony/framework-bundle', '^7', false]])
    expect(locks).toEqual([
      {
        ecosystem: 'npm',
        path: 'package-lock.json',
        packages: [
          { name: 'zod', version: '4.1.0' },
          { name: '@a/b', version: '1.0.0' },
        ],
      },
    ])
  })

  it('unfolds what a pipeline calls', async () => {
    const root = folder({
      '.gitlab-ci.yml': 'test:\n  script:\n    - npm run verify\n',
      'package.json': '{"scripts":{"verify":"node scripts/all.js","preverify":"eslint ."}}',
      'scripts/all.js': "spawn('sh', ['scripts/deep.sh'])",
      'scripts/deep.sh': 'trivy fs .\n',
    })
    const { commands } = value((await collectRepository(root, [], defaultLimits)).facts.pipelines)
    expect(commands.map(({ text }) => text)).toEqual([
      'npm run verify',
      'node scripts/all.js',
      "spawn('sh', ['scripts/deep.sh'])",
      'trivy fs .',
      'eslint .',
    ])
  })

  it('reads several Kubernetes documents of one file, with their lines', async () => {
    const root = folder({
      'a.yaml':
        '# first\napiVersion: v1\nkind: Service\nmetadata:\n  name: a\n---\napiVersion: v1\nkind: List\nitems:\n  - {apiVersion: v1, kind: Secret, metadata: {name: b}}\n',
    })
    const { objects } = value((await collectRepository(root, [], defaultLimits)).facts.kubernetes)
    expect(objects.map(({ kind, name, line }) => [kind, name, line])).toEqual([
      ['Service', 'a', 2],
      ['Secret', 'b', 7],
    ])
  })
})
