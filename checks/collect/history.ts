/**
 * Past versions of files, read from the objects of git: every change of every commit on every reference, newest first,
 * within limits of commits, bytes and time. Objects are read as data; nothing is checked out.
 */
import type { Fact, FileEntry, History, HistoryMatch, Problem, SourceMatch, VersionControl } from '../facts.ts'
import type { Rule } from '../rule.ts'
import { classify } from './classify.ts'
import { gitStream, gitUntil } from './git.ts'
import type { Limits } from './limits.ts'
import { readInside } from './reading.ts'
import { lineScanner } from './source-scan.ts'

/** As `History`, with the matches of every rule. */
export type AllHistory = Omit<History, 'matches'> & { readonly matches: Readonly<Record<string, History['matches']>> }

interface Version {
  readonly object: string
  readonly commit: string
  readonly file: FileEntry
}

const none: AllHistory = { commits: 0, versions: 0, shallow: false, matches: {} }
const binaryHeadBytes = 8192

/** Never rejects: git that refuses makes the fact unreachable, a limit makes it incomplete. */
export async function collectHistory(
  root: string,
  { commit, dirty }: VersionControl,
  rules: readonly Rule[],
  limits: Limits,
): Promise<Fact<AllHistory>> {
  if (commit === undefined) return { known: true, value: none }
  const signal = AbortSignal.timeout(limits.historyMs)
  const scanner = lineScanner(rules.map(({ id, looksForInHistory }) => ({ id, patterns: looksForInHistory })))
  const found = foundMatches(root, rules, limits)
  try {
    const cut = (await gitUntil(signal, root, 'rev-parse', '--is-shallow-repository')).trim() === 'true'
    const changes = await listChanges(root, limits, signal, scanner.wants)
    // What the folder holds unchanged was read with the other files.
    if (dirty === false) for (const object of await objectsToday(root, signal)) changes.versions.delete(object)
    const reading = await readVersions(root, [...changes.versions.values()], limits, signal, (version, bytes) =>
      scanner.scan(version.file, bytes, (rule, name, match) => found.add(rule, name, match, version.commit)),
    )
    const problems = [
      ...(changes.more ? [tooManyCommits(limits)] : []),
      ...(reading.tooManyBytes ? [tooManyBytes(limits)] : []),
      ...(signal.aborted ? [tooLong(limits)] : []),
      ...[...new Set(reading.tooLong)].map(versionTooLong),
    ]
    const value = {
      commits: changes.commits,
      versions: reading.read,
      shallow: cut || reading.missing,
      matches: found.result(),
    }
    return { known: true, value, ...(problems.length === 0 ? {} : { problems }) }
  } catch (cause) {
    if (signal.aborted) return { known: false, why: 'unreachable', reason: tooLong(limits).message }
    const detail = cause instanceof Error ? (cause.message.trim().split('\n').at(-1) ?? '') : String(cause)
    return {
      known: false,
      why: 'unreachable',
      reason: {
        fr: `L’historique git ne peut pas être lu (${detail}). Vérifiez le dépôt par « git fsck ».`,
        en: `The git history cannot be read (${detail}). Check the repository with “git fsck”.`,
      },
    }
  }
}

/** What each commit added or changed, newest first; each content once. */
async function listChanges(
  root: string,
  limits: Limits,
  signal: AbortSignal,
  wants: (file: FileEntry) => boolean,
): Promise<{ versions: Map<string, Version>; commits: number; more: boolean }> {
  const below = (await gitUntil(signal, root, 'rev-parse', '--show-prefix')).trim() !== ''
  const listed = await gitUntil(
    signal,
    root,
    'rev-list',
    '--all',
    `--max-count=${limits.historyCommits + 1}`,
    ...(below ? ['--full-history', '--', '.'] : []),
  )
  const commits = listed.split('\n').filter(Boolean)
  const more = commits.length > limits.historyCommits
  if (more) commits.pop()
  // Of a merge, only what differs from all its parents: the rest was seen in them.
  const options = ['--stdin', '-r', '-c', '--root', '--no-renames', '--no-ext-diff', '-z']
  const output = gitStream(
    root,
    ['diff-tree', ...options, ...(below ? ['--relative', '--', '.'] : [])],
    commits,
    signal,
  )
  const versions = new Map<string, Version>()
  let commit = ''
  let object: string | undefined
  for await (const part of partsOf(output)) {
    if (object === undefined) {
      const change = /^:+((?:\d{6} )+)((?:[0-9a-f]{40,64} )+)[A-Z]+$/.exec(part)
      if (change === null) {
        commit = part.trim()
        continue
      }
      const mode = change[1]?.trim().split(' ').at(-1) ?? ''
      // Regular files only: neither links (120000) nor submodules (160000), nor what was removed (000000).
      object = mode.startsWith('100') ? (change[2]?.trim().split(' ').at(-1) ?? '') : ''
    } else {
      const file: FileEntry = { path: part, size: 0, ...classify(part) }
      // Set again: the oldest commit that holds this content wins.
      if (object !== '' && wants(file)) versions.set(object, { object, commit, file })
      object = undefined
    }
  }
  return { versions, commits: commits.length, more }
}

async function objectsToday(root: string, signal: AbortSignal): Promise<readonly string[]> {
  const listed = await gitUntil(signal, root, 'ls-tree', '-r', '-z', 'HEAD', '.')
  return [...listed.matchAll(/(?:^|\0)\d{6} blob ([0-9a-f]+)\t/g)].map((match) => match[1] ?? '')
}

/** Texts separated by NUL. */
async function* partsOf(output: AsyncIterable<Buffer<ArrayBuffer>>): AsyncGenerator<string> {
  let rest = Buffer.alloc(0)
  for await (const chunk of output) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let from = 0
    for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, from)) {
      yield bytes.toString('utf8', from, at)
      from = at + 1
    }
    rest = bytes.subarray(from)
  }
}

/** Contents not longer than what is read of a file today; binaries are passed over. */
async function readVersions(
  root: string,
  versions: readonly Version[],
  limits: Limits,
  signal: AbortSignal,
  take: (version: Version, bytes: Buffer) => void,
): Promise<{ read: number; missing: boolean; tooManyBytes: boolean; tooLong: readonly string[] }> {
  const sizes = await sizesOf(root, versions, signal)
  let total = 0
  let tooManyBytes = false
  const tooLong: string[] = []
  const wanted = new Map<string, Version>()
  for (const version of versions) {
    const size = sizes.get(version.object)
    if (size === undefined) continue
    if (
      size > (version.file.kind === 'code' || version.file.kind === 'markup' ? limits.longFileBytes : limits.fileBytes)
    ) {
      tooLong.push(version.file.path)
      continue
    }
    total += size
    if (total > limits.historyBytes) {
      tooManyBytes = true
      break
    }
    wanted.set(version.object, version)
  }
  let read = 0
  const answers = gitStream(root, ['cat-file', '--batch'], [...wanted.keys()], signal)
  for await (const { object, content } of objectsOf(answers)) {
    const version = wanted.get(object)
    if (version === undefined) continue
    read += 1
    if (!content.subarray(0, binaryHeadBytes).includes(0)) take(version, content)
  }
  // A partial clone (`--filter`) leaves contents on its server.
  return { read, missing: !signal.aborted && sizes.size < versions.length, tooManyBytes, tooLong }
}

async function sizesOf(
  root: string,
  versions: readonly Version[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const objects = versions.map(({ object }) => object)
  const sizes = new Map<string, number>()
  let answer = ''
  const takeLines = (): void => {
    const lines = answer.split('\n')
    answer = lines.pop() ?? ''
    for (const line of lines) {
      const [, object, size] = /^([0-9a-f]+) blob (\d+)$/.exec(line) ?? []
      if (object !== undefined) sizes.set(object, Number(size))
    }
  }
  for await (const chunk of gitStream(root, ['cat-file', '--batch-check'], objects, signal)) {
    answer += chunk.toString('latin1')
    takeLines()
  }
  return sizes
}

/** The answers of `git cat-file --batch`: `object type size`, a line feed, the content, a line feed. */
async function* objectsOf(output: AsyncIterable<Buffer>): AsyncGenerator<{ object: string; content: Buffer }> {
  let chunks: Buffer[] = []
  let held = 0
  let wanted = 0
  let object: string | undefined
  for await (const chunk of output) {
    chunks.push(chunk)
    held += chunk.length
    if (held < wanted) continue
    let bytes = chunks.length === 1 ? chunk : Buffer.concat(chunks)
    for (;;) {
      if (object === undefined) {
        const end = bytes.indexOf(10)
        if (end < 0) break
        const [, name, size] = /^([0-9a-f]+) blob (\d+)$/.exec(bytes.toString('latin1', 0, end)) ?? []
        bytes = bytes.subarray(end + 1)
        if (name === undefined) continue
        object = name
        wanted = Number(size) + 1
      }
      if (bytes.length < wanted) break
      yield { object, content: bytes.subarray(0, wanted - 1) }
      bytes = bytes.subarray(wanted)
      object = undefined
      wanted = 0
    }
    chunks = bytes.length === 0 ? [] : [bytes]
    held = bytes.length
  }
}

/** Gathers matches: a line that stays over versions of one file is one match, of the oldest commit that holds it. */
function foundMatches(
  root: string,
  rules: readonly Rule[],
  limits: Limits,
): {
  add(rule: string, name: string, match: SourceMatch, commit: string): void
  result(): Record<string, Record<string, HistoryMatch[]>>
} {
  const byRule = new Map<string, Map<string, Map<string, SourceMatch & { commit: string }>>>()
  for (const rule of rules)
    if (rule.looksForInHistory !== undefined)
      byRule.set(rule.id, new Map(Object.keys(rule.looksForInHistory).map((name) => [name, new Map()])))
  const today = new Map<string, string>()
  const textToday = (path: string): string => {
    const known = today.get(path)
    if (known !== undefined) return known
    const text = readInside(root, path, limits.longFileBytes) ?? ''
    today.set(path, text)
    return text
  }
  return {
    add(rule, name, match, commit) {
      const list = byRule.get(rule)?.get(name)
      if (list === undefined) return
      const key = `${match.path}\0${match.groups['match'] ?? match.text}`
      if (list.has(key) || list.size < limits.matches) list.set(key, { ...match, commit })
    },
    result: () =>
      Object.fromEntries(
        [...byRule].map(([rule, patterns]) => [
          rule,
          Object.fromEntries(
            [...patterns].map(([name, list]) => [
              name,
              [...list.values()].map((match) => ({
                ...match,
                stillThere: textToday(match.path).includes(match.groups['match'] ?? match.text),
              })),
            ]),
          ),
        ]),
      ),
  }
}

const versionTooLong = (path: string): Problem => ({
  path,
  aside: true,
  message: {
    fr: 'une version passée, trop longue, n’est pas lue.',
    en: 'a past version, too long, is not read.',
  },
})

const tooManyCommits = ({ historyCommits }: Limits): Problem => ({
  message: {
    fr: `Plus de ${historyCommits} commits : les plus anciens ne sont pas regardés. Fouillez-les une fois avec un outil dédié.`,
    en: `More than ${historyCommits} commits: the oldest are not looked at. Search them once with a dedicated tool.`,
  },
})
const tooManyBytes = ({ historyBytes }: Limits): Problem => ({
  message: {
    fr: `Plus de ${Math.round(historyBytes / 1e6)} Mo d’anciennes versions : les plus anciennes ne sont pas lues. Fouillez-les une fois avec un outil dédié.`,
    en: `More than ${Math.round(historyBytes / 1e6)} MB of past versions: the oldest are not read. Search them once with a dedicated tool.`,
  },
})
const tooLong = ({ historyMs }: Limits): Problem => ({
  message: {
    fr: `L’historique ne se lit pas en ${historyMs / 1000} s : la lecture a été arrêtée. Fouillez-le une fois avec un outil dédié.`,
    en: `The history cannot be read within ${historyMs / 1000} s: reading was stopped. Search it once with a dedicated tool.`,
  },
})
