/** Lock files of every ecosystem, reduced to names and versions. */
import type { Ecosystem, LockFile } from '../facts.ts'

type Locked = { name: string; version: string }
type ParseLock = (text: string) => Locked[] | undefined

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const unique = (packages: Iterable<Locked>): Locked[] => [
  ...new Map([...packages].map((one) => [`${one.name}@${one.version}`, one])).values(),
]

function parsePackageLock(source: string): Locked[] {
  const json: unknown = JSON.parse(source)
  if (!isRecord(json)) throw new SyntaxError('an object is expected')
  const packages: Locked[] = []
  if (isRecord(json['packages']))
    for (const [place, value] of Object.entries(json['packages'])) {
      const at = place.lastIndexOf('node_modules/')
      if (at < 0 || !isRecord(value) || value['link'] === true) continue
      packages.push({ name: text(value['name']) || place.slice(at + 13), version: text(value['version']) })
    }
  // Version 1 nests dependencies.
  else {
    const visit = (dependencies: unknown, depth: number): void => {
      if (!isRecord(dependencies) || depth > 40) return
      for (const [name, value] of Object.entries(dependencies)) {
        if (!isRecord(value)) continue
        packages.push({ name, version: text(value['version']) })
        visit(value['dependencies'], depth + 1)
      }
    }
    visit(json['dependencies'], 0)
  }
  return packages
}

function parseYarn(source: string): Locked[] {
  const packages: Locked[] = []
  let name = ''
  for (const line of source.split('\n')) {
    const head = /^"?((?:@[^@/"\s]+\/)?[^@"\s,]+)@/.exec(line)
    if (head !== null) name = head[1] ?? ''
    else {
      const version = /^\s+version:? "?([^"\s]+)"?/.exec(line)?.[1]
      if (version !== undefined && name !== '' && version !== '0.0.0-use.local') packages.push({ name, version })
    }
  }
  return unique(packages)
}

/** Keys of `packages:`: `/name@1.2.3(peer)`, `name@1.2.3` or, before version 6, `/name/1.2.3_peer`. */
const parsePnpm = (source: string): Locked[] =>
  unique(
    [
      ...source.matchAll(/^ {2}['"]?\/?((?:@[^@/\s'"]+\/)?[^@/\s'"(]+)[@/](\d[^\s'":(_]*)(?:[(_][^\s'"]*)?['"]?:/gm),
    ].map((match) => ({ name: match[1] ?? '', version: match[2] ?? '' })),
  )

function parseComposerLock(source: string): Locked[] {
  const json: unknown = JSON.parse(source)
  if (!isRecord(json)) throw new SyntaxError('an object is expected')
  return [json['packages'], json['packages-dev']]
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .filter(isRecord)
    .map((one) => ({ name: text(one['name']), version: text(one['version']).replace(/^v/, '') }))
}

const parseGradleLock = (source: string): Locked[] =>
  [...source.matchAll(/^([\w.-]+:[\w.-]+):([^=\s]+)=/gm)].map((match) => ({
    name: match[1] ?? '',
    version: match[2] ?? '',
  }))

const parseTomlLock = (source: string): Locked[] =>
  source
    .split(/^\[\[packages?\]\]\s*$/m)
    .slice(1)
    .flatMap((block) => {
      const name = /^name = "([^"]+)"/m.exec(block)?.[1]
      const version = /^version = "([^"]+)"/m.exec(block)?.[1]
      return name === undefined || version === undefined ? [] : [{ name, version }]
    })

function parsePipfileLock(source: string): Locked[] {
  const json: unknown = JSON.parse(source)
  if (!isRecord(json)) throw new SyntaxError('an object is expected')
  return [json['default'], json['develop']].filter(isRecord).flatMap((section) =>
    Object.entries(section).map(([name, value]) => ({
      name,
      version: isRecord(value) ? text(value['version']).replace(/^==/, '') : '',
    })),
  )
}

const parseGoSum = (source: string): Locked[] =>
  [...source.matchAll(/^(\S+) v([^\s/]+) h1:/gm)].map((match) => ({ name: match[1] ?? '', version: match[2] ?? '' }))

const parseGemfileLock = (source: string): Locked[] =>
  [...source.matchAll(/^ {4}([\w.-]+) \(([^)]+)\)$/gm)].map((match) => ({
    name: match[1] ?? '',
    version: match[2] ?? '',
  }))

function parseNugetLock(source: string): Locked[] {
  const json: unknown = JSON.parse(source)
  const frameworks = isRecord(json) && isRecord(json['dependencies']) ? Object.values(json['dependencies']) : []
  return unique(
    frameworks.filter(isRecord).flatMap((list) =>
      Object.entries(list).map(([name, value]) => ({
        name,
        version: isRecord(value) ? text(value['resolved']) : '',
      })),
    ),
  )
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
export function readLock(path: string, name: string, content: string): LockFile | undefined {
  const found = lockOf.find(([pattern]) => pattern.test(name))
  if (found === undefined) return undefined
  const packages = found[2]?.(content)
  return { ecosystem: found[1], path, ...(packages === undefined ? {} : { packages }) }
}
