import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Fact, HistoryMatch } from '../facts.ts'
import { failIfAny, finding, rule } from '../rule.ts'
import { check } from '../run.ts'
import { type AllHistory, collectHistory } from './history.ts'
import { takeInventory } from './inventory.ts'
import { type Limits, defaultLimits } from './limits.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})
const scratch = (): string => {
  const root = mkdtempSync(join(tmpdir(), 'socle-history-'))
  folders.push(root)
  return root
}
const git = (root: string, ...args: string[]): string =>
  execFileSync('git', ['-C', root, '-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args], {
    stdio: 'pipe',
    encoding: 'utf8',
  }).trim()
/** Each step is a commit; `null` removes the file. */
function repository(...steps: readonly Record<string, string | Buffer | null>[]): string {
  const root = scratch()
  git(root, 'init', '-q', '-b', 'main')
  for (const step of steps) commit(root, step)
  return root
}
function commit(root: string, step: Record<string, string | Buffer | null>): string {
  for (const [path, text] of Object.entries(step)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    if (text === null) rmSync(join(root, path))
    else writeFileSync(join(root, path), text)
  }
  git(root, 'add', '-A')
  git(root, 'commit', '-qm', 'step', '--allow-empty')
  return git(root, 'rev-parse', 'HEAD')
}

const passwords = rule({
  id: 'repository/past-passwords',
  source: 'repository',
  requirements: ['GI:1433'],
  title: { fr: 'x', en: 'x' },
  failureTitle: { fr: 'x', en: 'x' },
  why: { fr: 'x', en: 'x' },
  mend: { fr: 'x', en: 'x' },
  needs: ['history'],
  looksForInHistory: {
    password: { hints: ['password'], expression: /password\s*=\s*'(?<value>[^']+)'/, kinds: ['code'] },
  },
  judge: ({ history }) =>
    failIfAny((history.matches['password'] ?? []).map((match) => finding(match, 'Mot de passe.', 'Password.'))),
})

async function look(root: string, limits: Partial<Limits> = {}): Promise<Fact<AllHistory>> {
  const inventory = await takeInventory(root, defaultLimits)
  return collectHistory(inventory.root, inventory.versionControl, [passwords], { ...defaultLimits, ...limits })
}
async function matches(root: string, limits: Partial<Limits> = {}): Promise<readonly HistoryMatch[]> {
  const fact = await look(root, limits)
  if (!fact.known) throw new Error(fact.reason.en)
  return fact.value.matches[passwords.id]?.['password'] ?? []
}
const values = async (root: string): Promise<unknown> => (await matches(root)).map(({ groups }) => groups['value'])

describe('past versions', () => {
  it('are those of removed files and of earlier texts, with the oldest commit that holds them', async () => {
    const root = repository({ 'a.ts': '1\n' })
    const first = commit(root, { 'src/gone.ts': "\nconst password = 'one'\n", 'b.ts': "password = 'two'\n" })
    commit(root, { 'src/gone.ts': "// changed\nconst password = 'one'\n" })
    commit(root, { 'src/gone.ts': null, 'b.ts': 'password = env.PASSWORD\n' })
    expect(await matches(root)).toMatchObject([
      { path: 'src/gone.ts', line: 2, commit: first, stillThere: false, groups: { value: 'one' } },
      { path: 'b.ts', line: 1, commit: first, stillThere: false },
    ])
  })

  it('reach other branches, tags, merges and a detached head', async () => {
    const root = repository({ 'a.ts': '1\n' })
    git(root, 'checkout', '-qb', 'side')
    commit(root, { 'b.ts': "password = 'on a branch'\n" })
    git(root, 'checkout', '-q', 'main')
    commit(root, { 'c.ts': '1\n' })
    git(root, 'merge', '-q', '--no-commit', 'side')
    writeFileSync(join(root, 'a.ts'), "password = 'made by a merge'\n")
    git(root, 'add', '-A')
    git(root, 'commit', '-qm', 'merge')
    commit(root, { 'a.ts': '2\n', 'b.ts': null })
    git(root, 'checkout', '-q', '--detach')
    commit(root, { 'd.ts': "password = 'detached'\n" })
    commit(root, { 'd.ts': null })
    expect(((await values(root)) as string[]).sort()).toEqual(['detached', 'made by a merge', 'on a branch'])
  })

  it('that the files of today still hold are told apart', async () => {
    const root = repository({ 'a.ts': "password = 'kept'\n" }, { 'a.ts': "// moved\npassword = 'kept'\n" })
    expect(await matches(root)).toMatchObject([{ stillThere: true }])
  })

  it('are looked at below a folder only, when a folder of the repository is checked', async () => {
    const root = repository(
      { 'in/a.ts': "password = 'inside'\n", 'out/a.ts': "password = 'outside'\n" },
      { 'in/a.ts': '1\n', 'out/a.ts': '1\n' },
    )
    expect(await matches(join(root, 'in'))).toMatchObject([{ path: 'a.ts', groups: { value: 'inside' } }])
  })

  it('keep their names, whatever these hold', async () => {
    const name = 'un dossier/é\n: "x".ts'
    const root = repository({ [name]: "password = 'odd'\n" }, { [name]: '1\n' })
    expect(await matches(root)).toMatchObject([{ path: name }])
  })

  it('are none without git, and none without a commit', async () => {
    const root = scratch()
    expect(await look(root)).toEqual({
      known: true,
      value: { commits: 0, versions: 0, shallow: false, matches: {} },
    })
    git(root, 'init', '-q')
    writeFileSync(join(root, 'a.ts'), "password = 'x'\n")
    expect(await look(root)).toMatchObject({ known: true, value: { commits: 0 } })
  })

  it('of a clone without its history are said to be cut', async () => {
    const origin = repository({ 'a.ts': "password = 'old'\n" }, { 'a.ts': '1\n' })
    const root = join(scratch(), 'clone')
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${origin}`, root], { stdio: 'pipe' })
    expect(await look(root)).toMatchObject({ known: true, value: { commits: 1, shallow: true } })
  })
})

describe('a hostile history', () => {
  it.each([
    [{ historyCommits: 1 }, 'More than 1 commits'],
    [{ historyBytes: 10 }, 'of past versions'],
  ])('stops at %j and does not pass', async (limits, message) => {
    const root = repository({ 'a.ts': "password = 'old'\n" }, { 'a.ts': '1\n' })
    const { checks } = await check({ path: root, rules: [passwords], language: 'en', limits })
    expect(checks).toMatchObject([{ verdict: 'error', findings: [{ message: expect.stringContaining(message) }] }])
  })

  it('stops when its time is over', async () => {
    const root = repository({ 'a.ts': '1\n' })
    const { checks } = await check({ path: root, rules: [passwords], language: 'en', limits: { historyMs: 1 } })
    expect(checks).toMatchObject([
      { verdict: 'error', findings: [{ message: expect.stringContaining('cannot be read within 0.001 s') }] },
    ])
  })

  it('passes over binaries and long files', async () => {
    const root = repository(
      { 'a.ts': Buffer.from("\0password = 'x'"), 'b.ts': `${' '.repeat(2000)}\npassword = 'x'\n` },
      { 'a.ts': '1\n', 'b.ts': '1\n' },
    )
    expect(await matches(root, { fileBytes: 1000, longFileBytes: 1000 })).toEqual([])
  })

  it('that is damaged is an error, not a pass', async () => {
    const root = repository({ 'a.ts': "password = 'x'\n" }, { 'a.ts': '1\n' })
    const tree = git(root, 'rev-parse', 'HEAD~1^{tree}')
    const object = join(root, '.git/objects', tree.slice(0, 2), tree.slice(2))
    chmodSync(object, 0o600)
    writeFileSync(object, 'not an object')
    expect(await look(root)).toMatchObject({ known: false, why: 'unreachable' })
  })

  it('runs nothing that the repository configures, fetches nothing and writes nothing', async () => {
    const root = repository({ 'a.ts': "password = 'x'\n" }, { 'a.ts': '1\n' })
    const old = git(root, 'rev-parse', 'HEAD~1:a.ts')
    const trap = join(scratch(), 'trapped')
    const script = join(scratch(), 'trap.sh')
    writeFileSync(script, `#!/bin/sh\ntouch ${trap}\ncat\n`, { mode: 0o755 })
    // A partial clone that misses an object would fetch it by the command that it names.
    rmSync(join(root, '.git/objects', old.slice(0, 2), old.slice(2)))
    git(root, 'config', 'core.repositoryFormatVersion', '1')
    git(root, 'config', 'extensions.partialClone', 'origin')
    git(root, 'config', 'remote.origin.promisor', 'true')
    git(root, 'config', 'remote.origin.url', `ext::${script}`)
    git(root, 'config', 'protocol.ext.allow', 'always')
    for (const name of ['diff.external', 'core.fsmonitor', 'core.pager', 'filter.x.smudge', 'diff.x.textconv'])
      git(root, 'config', name, script)
    writeFileSync(join(root, '.git/info/attributes'), '* filter=x diff=x\n')
    const before = readdirSync(join(root, '.git'), { recursive: true }).sort()
    const fact = await look(root)
    expect(existsSync(trap)).toBe(false)
    expect(readdirSync(join(root, '.git'), { recursive: true }).sort()).toEqual(before)
    expect(fact).toMatchObject({ known: true, value: { shallow: true } })
  })
})
