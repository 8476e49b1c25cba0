/** Package manifests, lock files and inventories: names and versions as written. */
import type { Dependency, Ecosystem, FileEntry, PackageManifest, Packages, Problem } from '../facts.ts'
import { markDevelopment } from './development-only.ts'
import { malformedJson } from './malformed-json.ts'
import { type ReadLock, isLock, ofDevelopment, readLock } from './locks.ts'
import { ofRequirements } from './classify.ts'
import type { Reader } from './reading.ts'

type Parse = (text: string) => Omit<PackageManifest, 'ecosystem' | 'path' | 'role'>

const manifestOf: readonly (readonly [RegExp, Ecosystem, Parse])[] = [
  [/^package\.json$/, 'npm', parsePackageJson],
  [/^composer\.json$/, 'composer', parseComposer],
  [/^pom\.xml$/, 'maven', parsePom],
  [/^build\.gradle(\.kts)?$/, 'gradle', parseGradle],
  [/^requirements([-_.][\w-]+)?\.(txt|in)$/, 'pip', parseRequirements],
  [/^pyproject\.toml$/, 'pip', parsePyproject],
  [/^setup\.(py|cfg)$/, 'pip', parseSetup],
  [/^Pipfile$/, 'pip', parsePipfile],
  [/^go\.mod$/, 'go', parseGoMod],
  [/^Cargo\.toml$/, 'cargo', parseCargo],
  [/^Gemfile$/, 'bundler', parseGemfile],
  [/\.(?:cs|fs|vb)proj$|^Directory\.(?:Packages|Build)\.(?:props|targets)$/, 'nuget', parseCsproj],
  [/^packages\.config$/, 'nuget', parsePackagesConfig],
]
const inventoryName = /(^|[.-])(bom|sbom|cyclonedx|spdx)([.-][\w.-]*)?\.(json|xml|spdx)$|\.(cdx|spdx)\.(json|xml)$/i

const nameOf = (path: string): string =>
  ofRequirements.test(path) ? 'requirements.txt' : path.slice(path.lastIndexOf('/') + 1)
const skippedRoles = new Set(['vendored', 'fixture', 'test', 'example'])

export function packagesReader(
  files: readonly FileEntry[],
): Reader & { result(): Packages; problems: readonly Problem[] } {
  const manifests: PackageManifest[] = []
  const inventories: { path: string; components: readonly string[] }[] = []
  const problems: Problem[] = []
  // The one lock that is binary is known by its name.
  const locks: ReadLock[] = files
    .filter((file) => nameOf(file.path) === 'bun.lockb' && !skippedRoles.has(file.role))
    .map((file) => ({ ecosystem: 'npm', path: file.path }))
  return {
    problems,
    wants(file) {
      if (skippedRoles.has(file.role)) return false
      const name = nameOf(file.path)
      if (isLock(name) || inventoryName.test(name)) return 'long'
      return manifestOf.some(([pattern]) => pattern.test(name))
    },
    take(file, { text }) {
      const name = nameOf(file.path)
      try {
        const lock = readLock(file.path, name, text)
        if (lock !== undefined) locks.push(lock)
        else if (inventoryName.test(name)) inventories.push({ path: file.path, components: componentNames(text) })
        else {
          const found = manifestOf.find(([pattern]) => pattern.test(name))
          if (found === undefined) return
          const read = found[2](text)
          if (found[2] === parseRequirements && isOfTheSystem(read.dependencies)) return
          manifests.push({
            ecosystem: found[1],
            path: file.path,
            role: file.role,
            ...ofItsPlace(file.path, read),
          })
        }
      } catch (cause) {
        problems.push(malformedJson(file.path, cause))
      }
    },
    result: () => ({ manifests, locks: locks.map((lock) => markDevelopment(lock, manifests)), inventories }),
  }
}

/** Distributions put the interpreter before the name: a list of nothing else is for their package manager. */
const isOfTheSystem = (dependencies: readonly Dependency[]): boolean =>
  dependencies.length > 1 && dependencies.every(({ name }) => name.startsWith('python3-'))

/** A list of Python says by its name who needs it: `requirements-dev.txt`, `requirements/test.in`. */
function ofItsPlace(path: string, manifest: ReturnType<Parse>): ReturnType<Parse> {
  const name = /(?:^|\/)requirements[-_./]([\w-]+)\.(?:txt|in)$/.exec(path)?.[1]
  return name === undefined || !ofDevelopment.test(name)
    ? manifest
    : { ...manifest, dependencies: manifest.dependencies.map((one) => ({ ...one, development: true })) }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const strings = (value: unknown): Record<string, string> =>
  isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )
    : {}
/** A script of Composer may be a list; `@php` and `@name` call the interpreter and another script. */
const commands = (value: unknown): Record<string, string> =>
  isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).map(([name, body]) => [
          name,
          (Array.isArray(body) ? body : [body])
            .filter((line): line is string => typeof line === 'string')
            .map((line) =>
              line
                .replace(/^@php\b/, 'php')
                .replace(/^@composer\b/, 'composer')
                .replace(/^@([\w:.-]+)/, 'composer run $1'),
            )
            .join(' && '),
        ]),
      )
    : {}
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const lineOf = (source: string, needle: string): number | undefined => {
  const at = source.indexOf(needle)
  return at < 0 ? undefined : source.slice(0, at).split('\n').length
}
const dependency = (name: string, wanted: string, development: boolean, line?: number): Dependency => ({
  name,
  wanted,
  development,
  ...(line === undefined ? {} : { line }),
})

function parsePackageJson(source: string): ReturnType<Parse> {
  const json: unknown = JSON.parse(source.replace(/^\uFEFF/, ''))
  if (!isRecord(json)) throw new SyntaxError('an object is expected')
  const list = (key: string, development: boolean): Dependency[] =>
    Object.entries(strings(json[key])).map(([name, wanted]) =>
      dependency(name, wanted, development, lineOf(source, `"${name}":`) ?? lineOf(source, `"${name}"`)),
    )
  const licence = text(json['license']) ?? (isRecord(json['license']) ? text(json['license']['type']) : undefined)
  const name = text(json['name'])
  return {
    ...(name === undefined ? {} : { name }),
    ...(licence === undefined ? {} : { licence }),
    ...(json['private'] === true ? { private: true } : {}),
    scripts: strings(json['scripts']),
    dependencies: [
      ...list('dependencies', false),
      ...list('optionalDependencies', false),
      ...list('devDependencies', true),
    ],
    settings: json,
  }
}

function parseComposer(source: string): ReturnType<Parse> {
  const json: unknown = JSON.parse(source)
  if (!isRecord(json)) throw new SyntaxError('an object is expected')
  const list = (key: string, development: boolean): Dependency[] =>
    Object.entries(strings(json[key]))
      .filter(([name]) => name.includes('/'))
      .map(([name, wanted]) => dependency(name, wanted, development, lineOf(source, `"${name}"`)))
  const licence = text(json['license']) ?? (Array.isArray(json['license']) ? json['license'].join(' OR ') : undefined)
  return {
    ...(licence === undefined ? {} : { licence }),
    scripts: commands(json['scripts']),
    dependencies: [...list('require', false), ...list('require-dev', true)],
    settings: json,
  }
}

function parsePom(source: string): ReturnType<Parse> {
  const dependencies: Dependency[] = []
  const properties = /<properties>([\s\S]{0,20000}?)<\/properties>/.exec(source)?.[1] ?? ''
  /** A version named by a property of the same file is that property. */
  const resolved = (version: string): string => {
    const name = /^\$\{([\w.-]+)\}$/.exec(version)?.[1]
    if (name === undefined) return version
    return new RegExp(`<${name.replace(/[.]/g, '\\.')}>\\s*([^<\\s]*)`).exec(properties)?.[1] ?? version
  }
  for (const match of source.matchAll(/<(dependency|parent|plugin)>([\s\S]{0,2000}?)<\/\1>/g)) {
    const block = (match[2] ?? '').replace(/<(configuration|executions|dependencies|exclusions)>[\s\S]*?<\/\1>/g, '')
    const of = (tag: string): string => new RegExp(`<${tag}>\\s*([^<\\s]*)\\s*</${tag}>`).exec(block)?.[1] ?? ''
    const development = match[1] === 'plugin' || of('scope') === 'test'
    dependencies.push(
      dependency(
        `${of('groupId')}:${of('artifactId')}`,
        resolved(of('version')),
        development,
        source.slice(0, match.index).split('\n').length,
      ),
    )
  }
  const packaging = /<packaging>\s*(\w+)/.exec(source)?.[1] ?? 'jar'
  const licences = [...(/<licenses>([\s\S]{0,5000}?)<\/licenses>/.exec(source)?.[1] ?? '').matchAll(/<name>([^<]*)</g)]
    .map(([, name = '']) => licenceNamed(name))
    .filter((one) => one !== undefined)
  return {
    scripts: {},
    dependencies,
    ...(licences.length === 0 ? {} : { licence: licences.join(' OR ') }),
    settings: { packaging },
  }
}

/** Maven gives licences the names by which people call them. */
const namesOfLicences: readonly (readonly [RegExp, string])[] = [
  [/\bapache\b.*2/i, 'Apache-2.0'],
  [/^(?:the )?mit\b/i, 'MIT'],
  [/\beupl\b|european union public/i, 'EUPL-1.2'],
  [/\b(?:mpl|mozilla)\b.*2/i, 'MPL-2.0'],
  [/\b(?:epl|eclipse public)\b.*2/i, 'EPL-2.0'],
  [/\b(?:epl|eclipse public)\b.*1/i, 'EPL-1.0'],
  [/\b(?:agpl|affero)\b.*3/i, 'AGPL-3.0-or-later'],
  [/\b(?:lgpl|lesser)\b.*3/i, 'LGPL-3.0-or-later'],
  [/\b(?:lgpl|lesser)\b.*2\.1/i, 'LGPL-2.1-or-later'],
  [/^(?!.*(?:lesser|affero|classpath|lgpl|agpl)).*\b(?:gpl|general public)\b.*3/i, 'GPL-3.0-or-later'],
  [/^(?!.*(?:lesser|affero|classpath|lgpl|agpl)).*\b(?:gpl|general public)\b.*2/i, 'GPL-2.0-or-later'],
  [/\bbsd\b.*3/i, 'BSD-3-Clause'],
  [/\bbsd\b.*2/i, 'BSD-2-Clause'],
  [/\bcecill(?:[- ]?(?:v|version )?2\.1)?$/i, 'CECILL-2.1'],
]
const licenceNamed = (name: string): string | undefined =>
  namesOfLicences.find(([called]) => called.test(name.trim()))?.[1]

function parseGradle(source: string): ReturnType<Parse> {
  const dependencies = [
    ...source.matchAll(
      /\b(\w*(?:implementation|api|compile|runtime|plugin|id)\w*)[\s(]+['"]([\w.-]+:[\w.-]+|[\w.-]+\.[\w.-]+)(?::([^'"@]*))?['"]/gi,
    ),
  ]
  // The licence under which the package is published.
  const published = [...source.matchAll(/\blicense\s*\{\s*name(?:\.set\(|\s*=|\s*\()?\s*['"]([^'"\n]+)['"]/g)]
    .map(([, name = '']) => licenceNamed(name))
    .filter((one) => one !== undefined)
  return {
    scripts: {},
    ...(published.length === 0 ? {} : { licence: published.join(' OR ') }),
    dependencies: dependencies.map((match) =>
      dependency(
        match[2] ?? '',
        match[3] ?? '',
        /^test/i.test(match[1] ?? ''),
        source.slice(0, match.index).split('\n').length,
      ),
    ),
  }
}

function parseRequirements(source: string): ReturnType<Parse> {
  const dependencies: Dependency[] = []
  for (const [index, line] of source.split('\n').entries()) {
    const match = /^\s*([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*([^#;\\]*)/.exec(line)
    if (match !== null) dependencies.push(dependency(match[1] ?? '', (match[2] ?? '').trim(), false, index + 1))
  }
  return { scripts: {}, dependencies }
}

function parsePyproject(source: string): ReturnType<Parse> {
  const dependencies: Dependency[] = []
  const lines = source.split('\n')
  let section = ''
  let list: 'none' | 'run' | 'development' = 'none'
  for (const [index, line] of lines.entries()) {
    const header = /^\s*\[+([^\]]+)\]+\s*$/.exec(line)
    if (header !== null) {
      section = header[1] ?? ''
      list = 'none'
      continue
    }
    if (/^tool\.poetry(\.group\.\w+)?\.(dev-)?dependencies$/.test(section)) {
      const match =
        /^\s*["']?([A-Za-z0-9][\w.-]*)["']?\s*=\s*(?:["']([^"']*)["']|\{.*version\s*=\s*["']([^"']*)["'])?/.exec(line)
      if (match !== null && match[1] !== 'python')
        dependencies.push(
          dependency(match[1] ?? '', match[2] ?? match[3] ?? '', isDevelopmentSection(section), index + 1),
        )
      continue
    }
    if (section === 'project' && /^\s*dependencies\s*=\s*\[/.test(line)) list = 'run'
    // What is published is in none of these groups; an extra is a way to install it, unless its name says who needs it.
    else if (section === 'dependency-groups' && /=\s*\[/.test(line)) list = 'development'
    else if (section === 'project.optional-dependencies' && /=\s*\[/.test(line))
      list = ofDevelopment.test(/^\s*"?([\w.-]+)/.exec(line)?.[1] ?? '') ? 'development' : 'run'
    if (list !== 'none')
      for (const match of line
        .replace(/^\s*[\w-]+\s*=\s*\[/, '')
        .matchAll(/["']([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*([^"';]*)[^"']*["']/g))
        dependencies.push(dependency(match[1] ?? '', (match[2] ?? '').trim(), list === 'development', index + 1))
    if (list !== 'none' && /\]\s*(#.*)?$/.test(line) && !/\[[^\]]*\]["']?,?\s*$/.test(line)) list = 'none'
  }
  const licence = /^\s*license\s*=\s*(?:\{\s*text\s*=\s*)?["']([^"']+)["']/m.exec(source)?.[1]
  return { ...(licence === undefined ? {} : { licence }), scripts: {}, dependencies }
}

const isDevelopmentSection = (section: string): boolean =>
  section.includes('dev-dependencies') || ofDevelopment.test(/\.group\.(\w+)\./.exec(section)?.[1] ?? '')

/** `install_requires` of setup.py and setup.cfg, as far as it is written as a list of texts. */
function parseSetup(source: string): ReturnType<Parse> {
  const list =
    /install_requires\s*=\s*\[([^\]]{0,10000})\]/.exec(source)?.[1] ??
    /^install_requires\s*=\s*\n((?:[ \t]+.*\n?)*)/m.exec(source)?.[1]?.replace(/^[ \t]+(.+)$/gm, "'$1'") ??
    ''
  const dependencies = [...list.matchAll(/["']([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*([^"';#]*)[^"'\n]*["']/g)].map(
    (match) => dependency(match[1] ?? '', (match[2] ?? '').trim(), false, lineOf(source, match[1] ?? '')),
  )
  return { scripts: {}, dependencies }
}

function parsePipfile(source: string): ReturnType<Parse> {
  const dependencies: Dependency[] = []
  let section = ''
  for (const [index, line] of source.split('\n').entries()) {
    section = /^\s*\[([^\]]+)\]/.exec(line)?.[1] ?? section
    if (section !== 'packages' && section !== 'dev-packages') continue
    const match =
      /^\s*["']?([A-Za-z0-9][\w.-]*)["']?\s*=\s*(?:["']([^"']*)["']|\{.*version\s*=\s*["']([^"']*)["'])/.exec(line)
    if (match !== null)
      dependencies.push(dependency(match[1] ?? '', match[2] ?? match[3] ?? '', section !== 'packages', index + 1))
  }
  return { scripts: {}, dependencies }
}

function parseGoMod(source: string): ReturnType<Parse> {
  const dependencies = [
    ...source.matchAll(/^\s*(?:require\s+)?([\w.-]+\.[\w.-]+\/[^\s]+)\s+(v[^\s]+)(\s*\/\/ indirect)?/gm),
  ]
  return {
    scripts: {},
    dependencies: dependencies.map((match) => ({
      ...dependency(match[1] ?? '', match[2] ?? '', false, source.slice(0, match.index).split('\n').length),
      ...(match[3] === undefined ? {} : { indirect: true }),
    })),
  }
}

function parseCargo(source: string): ReturnType<Parse> {
  const dependencies: Dependency[] = []
  let section = ''
  for (const [index, line] of source.split('\n').entries()) {
    section = /^\s*\[+([^\]]+)\]+/.exec(line)?.[1] ?? section
    if (!/(^|\.)((dev|build)-)?dependencies$/.test(section)) continue
    const match = /^\s*([\w-]+)\s*=\s*(?:"([^"]*)"|\{.*?version\s*=\s*"([^"]*)")?/.exec(line)
    if (match !== null)
      dependencies.push(dependency(match[1] ?? '', match[2] ?? match[3] ?? '', section.includes('dev-'), index + 1))
  }
  const licence = /^\s*license\s*=\s*"([^"]+)"/m.exec(source)?.[1]
  return { ...(licence === undefined ? {} : { licence }), scripts: {}, dependencies }
}

function parseGemfile(source: string): ReturnType<Parse> {
  const dependencies: Dependency[] = []
  let groups: readonly string[] = []
  for (const line of source.split('\n')) {
    const opened = /^\s*group\s*\(?(.+?)\)?\s+do\b/.exec(line)?.[1]
    if (opened !== undefined) groups = symbols(opened)
    else if (/^end\b/.test(line)) groups = []
    const gem = /^\s*gem\s+['"]([^'"]+)['"](?:\s*,\s*['"]([^'"]+)['"])?/.exec(line)
    if (gem === null) continue
    const own = [...groups, ...symbols(/\bgroups?(?::|\s*=>)\s*(.+)/.exec(line)?.[1] ?? '')]
    const development = own.length > 0 && own.every((group) => ofDevelopment.test(group))
    dependencies.push(dependency(gem[1] ?? '', gem[2] ?? '', development))
  }
  return { scripts: {}, dependencies }
}
const symbols = (list: string): string[] => [...list.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')

function parseCsproj(source: string): ReturnType<Parse> {
  const dependencies = [
    ...source.matchAll(
      /<(?:PackageReference|PackageVersion|GlobalPackageReference)\s+(?:Include|Update)="([^"]+)"(?:\s+Version="([^"]+)"|\s*>\s*<Version>([^<]+))?/g,
    ),
  ]
  // The kit for the web is no package: it comes with the platform.
  const web = /Sdk="Microsoft\.NET\.Sdk\.Web"/.test(source) ? [dependency('Microsoft.AspNetCore.App', '', false)] : []
  return {
    scripts: {},
    dependencies: [
      ...web,
      ...dependencies.map((match) =>
        dependency(match[1] ?? '', match[2] ?? match[3] ?? '', false, source.slice(0, match.index).split('\n').length),
      ),
    ],
  }
}

function parsePackagesConfig(source: string): ReturnType<Parse> {
  return {
    scripts: {},
    dependencies: [...source.matchAll(/<package\s+id="([^"]+)"\s+version="([^"]+)"/g)].map((match) =>
      dependency(match[1] ?? '', match[2] ?? '', false, source.slice(0, match.index).split('\n').length),
    ),
  }
}

/** Names of a CycloneDX or SPDX inventory; versions are left aside. */
function componentNames(source: string): readonly string[] {
  if (!source.trimStart().startsWith('{'))
    return [...source.matchAll(/<name>([^<]+)<\/name>/g)].map((match) => match[1] ?? '')
  const json: unknown = JSON.parse(source)
  if (!isRecord(json)) return []
  const list = [json['components'], json['packages']].find(Array.isArray) ?? []
  return list.filter(isRecord).map((component) => {
    const group = text(component['group'])
    const name = text(component['name']) ?? ''
    return group === undefined || group === '' ? name : `${group}/${name}`
  })
}
