/** Lock files of every ecosystem, reduced to names and versions. */
import type { Ecosystem, LockFile } from '../facts.ts'

export interface Locked {
  readonly name: string
  readonly version: string
  /** Said by the lock itself. */
  readonly development?: true
  /** Names of what it takes in, where the lock tells it. */
  readonly uses?: readonly string[]
}
/** What the project itself asks for, where its lock repeats it. */
export interface Roots {
  readonly delivered: readonly string[]
  readonly development: readonly string[]
}
interface LockRead {
  readonly packages: readonly Locked[]
  readonly roots?: Roots
}
/** A lock before it is told which of its packages are delivered. */
export type ReadLock = Omit<LockFile, 'packages'> & { readonly packages?: readonly Locked[]; readonly roots?: Roots }
type ParseLock = (text: string) => LockRead

/** Names that teams give to what only their own work needs; another group may be a way to install the product. */
export const ofDevelopment =
  /^(?:dev|develop\w*|tests?|testing|lint\w*|docs?|typing|types|type-?check\w*|ci|qa|format\w*|coverage|cov|debug|tools?)(?:[-_]|$)/i
const isOfDevelopment = (groups: readonly string[]): boolean =>
  groups.length > 0 && groups.every((group) => ofDevelopment.test(group))

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const mark = (development: boolean): { development?: true } => (development ? { development } : {})
const unique = (packages: Iterable<Locked>): Locked[] => [
  ...new Map([...packages].map((one) => [`${one.name}@${one.version}`, one])).values(),
]

function parsePackageLock(source: string): LockRead {
  const json: unknown = JSON.parse(source)
  if (!isRecord(json)) throw new SyntaxError('an object is expected')
  const packages: Locked[] = []
  if (isRecord(json['packages']))
    for (const [place, value] of Object.entries(json['packages'])) {
      const at = place.lastIndexOf('node_modules/')
      if (at < 0 || !isRecord(value) || value['link'] === true) continue
      packages.push({
        name: text(value['name']) || place.slice(at + 13),
        version: text(value['version']),
        ...mark(value['dev'] === true),
      })
    }
  // Version 1 nests dependencies.
  else {
    const visit = (dependencies: unknown, depth: number): void => {
      if (!isRecord(dependencies) || depth > 40) return
      for (const [name, value] of Object.entries(dependencies)) {
        if (!isRecord(value)) continue
        packages.push({ name, version: text(value['version']), ...mark(value['dev'] === true) })
        visit(value['dependencies'], depth + 1)
      }
    }
    visit(json['dependencies'], 0)
  }
  return { packages }
}

function parseYarn(source: string): LockRead {
  const packages: { name: string; version: string; uses: string[] }[] = []
  let name = ''
  let isList = false
  for (const line of source.split('\n')) {
    const head = /^"?((?:@[^@/"\s]+\/)?[^@"\s,]+)@/.exec(line)
    if (head !== null) {
      name = head[1] ?? ''
      isList = false
      continue
    }
    const version = /^\s+version:? "?([^"\s]+)"?/.exec(line)?.[1]
    if (version !== undefined && name !== '' && version !== '0.0.0-use.local')
      packages.push({ name, version, uses: [] })
    if (/^ {2}\S/.test(line)) isList = /^ {2}(?:optionalD|d)ependencies:/.test(line)
    const used = isList ? /^ {4}"?([^\s":]+)/.exec(line)?.[1] : undefined
    if (used !== undefined) packages.at(-1)?.uses.push(used)
  }
  return { packages: unique(packages) }
}

/** Keys of `packages:` and `snapshots:`: `/name@1.2.3(peer)`, `name@1.2.3` or, before version 6, `/name/1.2.3_peer`. */
const pnpmKey = /^ {2}['"]?\/?((?:@[^@/\s'"]+\/)?[^@/\s'"(]+)[@/](\d[^\s'":(_]*)(?:[(_][^\s'"]*)?['"]?:/
function parsePnpm(source: string): LockRead {
  const packages = new Map<string, { name: string; version: string; uses: string[]; development?: true }>()
  const roots = { delivered: [] as string[], development: [] as string[] }
  let section = ''
  let list = ''
  let current: { uses: string[]; development?: true } | undefined
  for (const line of source.split('\n')) {
    const top = /^(\w+):/.exec(line)?.[1]
    if (top !== undefined) section = top
    const key = pnpmKey.exec(line)
    if (key !== null && section !== 'importers') {
      const [, name = '', version = ''] = key
      const known = packages.get(`${name}@${version}`) ?? { name, version, uses: [] }
      packages.set(`${name}@${version}`, known)
      current = known
    }
    list = /^ {4}(\w+):\s*$/.exec(line)?.[1] ?? (/^ {0,4}\S/.test(line) ? '' : list)
    if (current !== undefined && /^ {4}dev: true/.test(line)) current.development = true
    const name = /^ {6}['"]?((?:@[^/\s'"]+\/)?[^\s'":]+)['"]?:/.exec(line)?.[1]
    if (name === undefined || !/ependencies$/.test(list)) continue
    if (section === 'importers') roots[list === 'devDependencies' ? 'development' : 'delivered'].push(name)
    else if (list !== 'peerDependencies') current?.uses.push(name)
  }
  return {
    packages: [...packages.values()],
    ...(roots.delivered.length + roots.development.length > 0 ? { roots } : {}),
  }
}

function parseComposerLock(source: string): LockRead {
  const json: unknown = JSON.parse(source)
  if (!isRecord(json)) throw new SyntaxError('an object is expected')
  const list = (key: string, development: boolean): Locked[] =>
    (Array.isArray(json[key]) ? json[key] : []).filter(isRecord).map((one) => ({
      name: text(one['name']),
      version: text(one['version']).replace(/^v/, ''),
      ...mark(development),
    }))
  return { packages: [...list('packages', false), ...list('packages-dev', true)] }
}

/** What only configurations of tests take. */
const parseGradleLock = (source: string): LockRead => ({
  packages: [...source.matchAll(/^([\w.-]+:[\w.-]+):([^=\s]+)=(\S*)/gm)].map((match) => ({
    name: match[1] ?? '',
    version: match[2] ?? '',
    ...mark((match[3] ?? '').split(',').every((configuration) => /^(?:test|\w+Test)/.test(configuration))),
  })),
})

const quoted = (list: string | undefined): string[] =>
  [...(list ?? '').matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '')
const namesIn = (list: string | undefined): string[] =>
  [...(list ?? '').matchAll(/\bname = "([^"]+)"/g)].map((match) => match[1] ?? '')
/** Poetry, uv, PDM and Cargo: one block for each package. */
function parseTomlLock(source: string): LockRead {
  const roots = { delivered: [] as string[], development: [] as string[] }
  const packages = source
    .split(/^\[\[packages?\]\]\s*$/m)
    .slice(1)
    .flatMap((block): Locked[] => {
      const name = /^name = "([^"]+)"/m.exec(block)?.[1]
      const version = /^version = "([^"]+)"/m.exec(block)?.[1]
      const list = /^dependencies = \[([^\]]*(?:\[[^\]]*\][^\]]*)*?)\n?\]/m.exec(block)?.[1]
      const [own = '', ...others] = block.split(/^\[package\./m)
      const table = (title: RegExp): string => others.filter((other) => title.test(other)).join('\n')
      const uses = [
        ...namesIn(list),
        ...(list?.includes('{') === true ? [] : quoted(list).map((one) => one.split(' ')[0] ?? '')),
        ...[...table(/^dependencies\]/).matchAll(/^"?([\w.-]+)"? = /gm)].map((match) => match[1] ?? ''),
        ...namesIn(table(/^optional-dependencies\]/)),
      ]
      // The project itself, in the lock of uv.
      if (/^source = \{ (?:virtual|editable) = /m.test(own)) {
        roots.delivered.push(...uses)
        roots.development.push(...namesIn(table(/^dev-dependencies\]/)))
      }
      if (name === undefined || version === undefined) return []
      const groups = quoted(/^groups = \[([^\]]*)\]/m.exec(own)?.[1])
      const development = /^category = "dev"/m.test(own) || isOfDevelopment(groups)
      return [{ name, version, ...(groups.length > 0 ? {} : { uses }), ...mark(development) }]
    })
  return { packages, ...(roots.delivered.length + roots.development.length > 0 ? { roots } : {}) }
}

function parsePipfileLock(source: string): LockRead {
  const json: unknown = JSON.parse(source)
  if (!isRecord(json)) throw new SyntaxError('an object is expected')
  const list = (key: string, development: boolean): Locked[] =>
    Object.entries(isRecord(json[key]) ? json[key] : {}).map(([name, value]) => ({
      name,
      version: isRecord(value) ? text(value['version']).replace(/^==/, '') : '',
      ...mark(development),
    }))
  const delivered = list('default', false)
  const names = new Set(delivered.map(({ name }) => name))
  return { packages: [...delivered, ...list('develop', true).filter(({ name }) => !names.has(name))] }
}

const parseGoSum = (source: string): LockRead => ({
  packages: [...source.matchAll(/^(\S+) v([^\s/]+) h1:/gm)].map((match) => ({
    name: match[1] ?? '',
    version: match[2] ?? '',
  })),
})

function parseGemfileLock(source: string): LockRead {
  const packages: { name: string; version: string; uses: string[] }[] = []
  for (const line of source.split('\n')) {
    const [, name, version] = /^ {4}([\w.-]+) \(([^)]+)\)$/.exec(line) ?? []
    if (name !== undefined && version !== undefined) packages.push({ name, version, uses: [] })
    const used = /^ {6}([\w.-]+)/.exec(line)?.[1]
    if (used !== undefined) packages.at(-1)?.uses.push(used)
  }
  return { packages }
}

function parseNugetLock(source: string): LockRead {
  const json: unknown = JSON.parse(source)
  const frameworks = isRecord(json) && isRecord(json['dependencies']) ? Object.values(json['dependencies']) : []
  return {
    packages: unique(
      frameworks.filter(isRecord).flatMap((list) =>
        Object.entries(list).map(([name, value]) => ({
          name,
          version: isRecord(value) ? text(value['resolved']) : '',
        })),
      ),
    ),
  }
}

/** A format without names and versions that could be read has no parser: its presence is all we know. */
const lockOf: readonly (readonly [RegExp, Ecosystem, ParseLock?])[] = [
  [/^(package-lock|npm-shrinkwrap)\.json$/, 'npm', parsePackageLock],
  [/^yarn\.lock$/, 'npm', parseYarn],
  [/^pnpm-lock\.yaml$/, 'npm', parsePnpm],
  [/^bun\.lockb?$/, 'npm'],
  [/^composer\.lock$/, 'composer', parseComposerLock],
  [/^gradle\.lockfile$/, 'gradle', parseGradleLock],
  [/^(poetry|uv|pdm)\.lock$|^pylock(\..+)?\.toml$/, 'pip', parseTomlLock],
  [/^Pipfile\.lock$/, 'pip', parsePipfileLock],
  [/^go\.sum$/, 'go', parseGoSum],
  [/^Cargo\.lock$/, 'cargo', parseTomlLock],
  [/^Gemfile\.lock$/, 'bundler', parseGemfileLock],
  [/^packages\.lock\.json$/, 'nuget', parseNugetLock],
]

export const isLock = (name: string): boolean => lockOf.some(([pattern]) => pattern.test(name))

/** @throws SyntaxError when the file is not what its name says. */
export function readLock(path: string, name: string, content: string): ReadLock | undefined {
  const found = lockOf.find(([pattern]) => pattern.test(name))
  if (found === undefined) return undefined
  return { ecosystem: found[1], path, ...found[2]?.(content) }
}
