/**
 * The list of files of a project, before any is opened: what git knows and does not ignore, or a bounded walk where there
 * is no git. Nothing outside the folder is ever listed or followed.
 */
import { lstat, readdir, readlink, realpath, stat } from 'node:fs/promises'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { FileEntry, Problem, VersionControl } from '../facts.ts'
import { withBroughtAlong } from './brought-along.ts'
import { withScenarios } from './scenarios.ts'
import { classify, withShippedCode } from './classify.ts'
import { placeOfLatin, shownName } from './file-names.ts'
import { git, gitBytes } from './git.ts'
import type { Limits } from './limits.ts'

/** Folders that a walk does not enter: version control, installed packages, caches. */
const skipped = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  '.venv',
  '__pycache__',
  '.cache',
  '.gradle',
  '.terraform',
])

export class NotAFolder extends Error {
  readonly path: string
  readonly reason: 'missing' | 'not-a-folder' | 'unreadable'
  constructor(path: string, reason: 'missing' | 'not-a-folder' | 'unreadable', cause?: unknown) {
    super(`${path}: ${reason}`, { cause })
    this.path = path
    this.reason = reason
  }
}

export interface Inventory {
  /** Real path of the folder. */
  readonly root: string
  readonly files: readonly FileEntry[]
  readonly leaving: readonly string[]
  readonly versionControl: VersionControl
  /** Why the history could not be seen. */
  readonly historyProblems: readonly Problem[]
  readonly problems: readonly Problem[]
}

export async function takeInventory(path: string, limits: Limits): Promise<Inventory> {
  const root = await openFolder(path)
  const versionControl = await readVersionControl(root)
  const hasHistory = versionControl.system === 'none' && (await lstat(placeOfLatin(root, '.git')).catch(() => null))
  const historyProblems = hasHistory === false || hasHistory === null ? [] : [brokenHistory]
  const problems: Problem[] = []
  const paths = versionControl.system === 'git' ? await listWithGit(root, problems) : await walk(root, limits, problems)
  if (paths.length > limits.files) {
    problems.push({
      message: {
        fr: `Plus de ${limits.files} fichiers : la suite n’est pas regardée. Vérifiez un sous-dossier.`,
        en: `More than ${limits.files} files: the rest is not looked at. Check a subfolder.`,
      },
      mayHide: true,
    })
    paths.length = limits.files
  }
  const leaving: string[] = []
  const files: FileEntry[] = []
  for (const candidate of paths) {
    const name = shownName(candidate.path)
    if (candidate.link) {
      if (await leadsOutside(root, candidate.path)) leaving.push(name.path)
    } else files.push({ ...name, size: 0, ...classify(name.path) })
  }
  return {
    root,
    files: withShippedCode(withBroughtAlong(withScenarios(files))),
    leaving,
    versionControl,
    historyProblems,
    problems,
  }
}

async function openFolder(path: string): Promise<string> {
  const real = await realpath(resolve(path)).catch((cause: unknown) => {
    throw new NotAFolder(path, 'missing', cause)
  })
  if (!(await stat(real)).isDirectory()) throw new NotAFolder(path, 'not-a-folder')
  await readdir(real).catch((cause: unknown) => {
    throw new NotAFolder(path, 'unreadable', cause)
  })
  return real
}

/** Inside `root`, `root` included? Both absolute and real. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

async function leadsOutside(root: string, path: string): Promise<boolean> {
  const full = placeOfLatin(root, path)
  const target = await realpath(full).catch(async () =>
    resolve(full.toString(), '..', await readlink(full).catch(() => '.')),
  )
  return !isInside(root, target)
}

/** A history that is there and that git cannot open is no missing history. */
const brokenHistory: Problem = {
  path: '.git',
  mayHide: true,
  message: {
    fr: 'un historique git est là et git ne peut pas l’ouvrir. Réparez-le (git fsck) ou clonez de nouveau.',
    en: 'a git history is there and git cannot open it. Mend it (git fsck) or clone again.',
  },
}

async function readVersionControl(root: string): Promise<VersionControl> {
  try {
    if ((await git(root, 'rev-parse', '--is-inside-work-tree')).trim() !== 'true')
      return { system: 'none', remoteHosts: [] }
    // A folder that the surrounding repository ignores (an unpacked package) is not under its control.
    const ignored = await git(root, 'check-ignore', '-q', '.').then(
      () => true,
      () => false,
    )
    if (ignored) return { system: 'none', remoteHosts: [] }
  } catch {
    return { system: 'none', remoteHosts: [] }
  }
  const commit = await git(root, 'rev-parse', '--verify', 'HEAD').then(
    (text) => text.trim(),
    () => undefined,
  )
  const dirty = await git(
    root,
    ...(await withoutFilters(root)),
    'status',
    '--porcelain',
    '--ignore-submodules=all',
    '--',
    '.',
  ).then(
    (text) => text.trim() !== '',
    () => undefined,
  )
  const remotes = await git(root, 'remote', '-v').catch(() => '')
  return {
    system: 'git',
    ...(commit === undefined ? {} : { commit }),
    ...(dirty === undefined ? {} : { dirty }),
    remoteHosts: [
      ...new Set([...remotes.matchAll(/(?:@|:\/\/(?:[^@\s]*@)?)([\w.-]+)[:/]/g)].map((match) => match[1] ?? '')),
    ],
  }
}

/** `git status` passes changed files through the commands that `.git/config` names: each is emptied. */
async function withoutFilters(root: string): Promise<string[]> {
  const configured = await git(root, 'config', '--name-only', '--get-regexp', '^filter\\.').catch(() => '')
  return configured
    .split('\n')
    .filter(Boolean)
    .flatMap((name) => ['-c', `${name}=${name.endsWith('.required') ? 'false' : ''}`])
}

interface Candidate {
  /** One character a byte. */
  readonly path: string
  readonly link: boolean
}

async function listWithGit(root: string, problems: Problem[]): Promise<Candidate[]> {
  const [tracked, untracked, deleted] = await Promise.all([
    gitBytes(root, 'ls-files', '-z', '--stage'),
    gitBytes(root, 'ls-files', '-z', '--others', '--exclude-standard'),
    gitBytes(root, 'ls-files', '-z', '--deleted'),
  ])
  const gone = new Set(deleted.split('\0'))
  const found = new Map<string, Candidate>()
  for (const line of tracked.split('\0')) {
    const tab = line.indexOf('\t')
    if (tab < 0) continue
    const path = line.slice(tab + 1)
    // 120000 is a symbolic link, 160000 a submodule.
    if (line.startsWith('160000')) problems.push(otherRepository(shownName(path).path))
    else if (!gone.has(path)) found.set(path, { path, link: line.startsWith('120000') })
  }
  for (const path of untracked.split('\0'))
    if (path !== '' && !path.endsWith('/')) {
      const link = await lstat(placeOfLatin(root, path)).then(
        (entry) => entry.isSymbolicLink(),
        () => false,
      )
      found.set(path, { path, link })
    }
  return [...found.values()]
}

const otherRepository = (path: string): Problem => ({
  path,
  aside: true,
  message: {
    fr: 'sous-module, un autre dépôt : il n’est pas regardé ici. Vérifiez-le à part.',
    en: 'submodule, another repository: it is not looked at here. Check it by itself.',
  },
})

async function walk(root: string, limits: Limits, problems: Problem[]): Promise<Candidate[]> {
  const found: Candidate[] = []
  const folders: { path: string; depth: number }[] = [{ path: '', depth: 0 }]
  for (let next = folders.pop(); next !== undefined && found.length <= limits.files; next = folders.pop()) {
    const { path, depth } = next
    const entries = await readdir(placeOfLatin(root, path), { withFileTypes: true, encoding: 'latin1' }).catch(() => [])
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const child = path === '' ? entry.name : `${path}/${entry.name}`
      if (entry.isSymbolicLink()) found.push({ path: child, link: true })
      else if (entry.isFile()) found.push({ path: child, link: false })
      else if (entry.isDirectory() && !skipped.has(entry.name)) {
        if (depth < limits.depth) folders.push({ path: child, depth: depth + 1 })
        else
          problems.push({
            path: shownName(child).path,
            message: {
              fr: `Dossier à plus de ${limits.depth} niveaux : il n’est pas parcouru. Vérifiez un sous-dossier.`,
              en: `Folder more than ${limits.depth} levels deep: it is not entered. Check a subfolder.`,
            },
            mayHide: true,
          })
      }
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}
