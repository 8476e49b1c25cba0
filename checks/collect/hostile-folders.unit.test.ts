/** Folders made to hurt or to mislead: each ends within its limit, with a verdict that says so. */
import { execFileSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { CheckReport, CheckResult } from '@socle/contracts/checks/checks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rules } from '../rules/index.ts'
import { check } from '../run.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'socle-folder-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const put = (path: string, content: string | Buffer): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}
const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim()
const files = rules.filter(({ source }) => source !== 'endpoint')
const look = (path = root): Promise<CheckReport> => check({ path, rules: files, language: 'en' })
const result = (report: CheckReport, id: string): CheckResult => report.checks.find((one) => one.id === id)!
const noPass = (report: CheckReport, prefix: string): readonly string[] =>
  report.checks.filter(({ id, verdict }) => id.startsWith(prefix) && verdict === 'pass').map(({ id }) => id)

describe('a hostile folder', { timeout: 60_000 }, () => {
  it('links that turn in circles', async () => {
    put('src/a.ts', 'export const a = 1\n')
    mkdirSync(join(root, 'loop'))
    symlinkSync('..', join(root, 'loop', 'up'))
    symlinkSync('self', join(root, 'self'))
    const report = await look()
    expect(result(report, 'repository/readme').verdict).toBe('fail')
  })

  it('a file of 2 GB, sparse: it is listed and never read', async () => {
    put('README.md', `# Titres\n\n${'Cette application instruit les titres. '.repeat(10)}\n`)
    const handle = openSync(join(root, 'data.sql'), 'w')
    ftruncateSync(handle, 2 ** 31)
    closeSync(handle)
    const before = process.memoryUsage().rss
    const report = await look()
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
    expect(result(report, 'repository/readme').verdict).toBe('pass')
  })

  it('lines of blanks after a word that patterns look for cost no more than others, and what follows them is seen', async () => {
    const blanks = ' '.repeat(1900)
    put('src/a.rb', `send_file${blanks}\n`.repeat(3) + `send_file${blanks}params[:name]\n`)
    put('src/b.conf', `cipher_suite${'\t '.repeat(900)}\n`.repeat(5))
    const start = performance.now()
    expect(result(await look(), 'repository/hostile-input').findings.map(({ line }) => line)).toEqual([4])
    expect(performance.now() - start).toBeLessThan(4000)
  })

  it('a binary named .yaml is told, and no manifest', async () => {
    put('deploy/app.yaml', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1]))
    const { verdict, findings } = result(await look(), 'manifest/probes')
    expect([verdict, findings[0]?.path]).toEqual(['error', 'deploy/app.yaml'])
  })

  it('a YAML bomb is an error at its line', async () => {
    const bomb = Array.from({ length: 12 }, (_, index) =>
      index === 0
        ? 'a0: &a0 [x, x, x, x, x, x, x, x, x]'
        : `a${index}: &a${index} [${Array(9)
            .fill(`*a${index - 1}`)
            .join(', ')}]`,
    ).join('\n')
    put('deploy/app.yaml', `apiVersion: v1\nkind: Service\n${bomb}\n`)
    const { verdict, findings } = result(await look(), 'manifest/probes')
    expect([verdict, findings[0]?.path, findings[0]?.message]).toEqual([
      'error',
      'deploy/app.yaml',
      expect.stringContaining('YAML bomb'),
    ])
  })

  it('a bomb in the values of a chart', async () => {
    put('chart/Chart.yaml', 'apiVersion: v2\nname: a\nversion: 1.0.0\n')
    put(
      'chart/values.yaml',
      `a: &a [x,x,x,x,x,x,x,x]\n${Array.from(
        { length: 12 },
        (_, i) =>
          `b${i}: &b${i} [${Array(9)
            .fill(i === 0 ? '*a' : `*b${i - 1}`)
            .join(',')}]`,
      ).join('\n')}\n`,
    )
    put('chart/templates/a.yaml', 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\n')
    expect(result(await look(), 'manifest/helm-chart').verdict).toBe('error')
  })

  it('invalid UTF-8 still shows what can be read in it', async () => {
    put(
      'src/a.js',
      Buffer.concat([Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x0a]), Buffer.from("localStorage.setItem('token', t)\n")]),
    )
    const { verdict, findings } = result(await look(), 'repository/browser-storage')
    expect([verdict, findings[0]?.line]).toEqual(['fail', 2])
  })
})

describe('git in unusual states', { timeout: 60_000 }, () => {
  it('a repository without a commit: history shows nothing, and nothing passes on it', async () => {
    put('src/a.ts', 'export const a = 1\n')
    git(root, 'init', '-q')
    const report = await look()
    expect(result(report, 'repository/version-control').verdict).toBe('fail')
    for (const id of ['repository/secrets-in-history', 'repository/code-review'])
      expect([id, result(report, id).verdict]).not.toEqual([id, 'pass'])
  })

  it('a shallow clone: history is left to a person', async () => {
    const origin = join(root, 'origin')
    mkdirSync(origin)
    git(origin, 'init', '-q', '-b', 'main')
    for (const text of ['1', '2', '3']) {
      writeFileSync(join(origin, 'a.ts'), `export const a = ${text}\n`)
      git(origin, 'add', '.')
      git(origin, 'commit', '-qm', text)
    }
    const clone = join(root, 'clone')
    git(root, 'clone', '-q', '--depth', '1', `file://${origin}`, clone)
    const report = await look(clone)
    expect(report.target.commit).toBe(git(clone, 'rev-parse', 'HEAD'))
    expect(result(report, 'repository/secrets-in-history').verdict).toBe('manual')
  })

  it('a worktree, whose .git is a file', async () => {
    const origin = join(root, 'origin')
    mkdirSync(origin)
    git(origin, 'init', '-q', '-b', 'main')
    writeFileSync(join(origin, 'a.ts'), 'export const a = 1\n')
    git(origin, 'add', '.')
    git(origin, 'commit', '-qm', 'first')
    const tree = join(root, 'tree')
    git(origin, 'worktree', 'add', '-q', tree)
    const report = await look(tree)
    expect(report.target).toMatchObject({ commit: git(origin, 'rev-parse', 'HEAD'), dirty: false })
    expect(result(report, 'repository/version-control').verdict).toBe('pass')
  })

  it('a .git file that leads nowhere, or a damaged repository, passes nothing on history', async () => {
    put('.git', 'gitdir: /nowhere/at/all\n')
    put('a.ts', 'export const a = 1\n')
    const report = await look()
    expect(noPass(report, 'repository/version-control')).toEqual([])
    expect(noPass(report, 'repository/secrets-in-history')).toEqual([])
  })
})
