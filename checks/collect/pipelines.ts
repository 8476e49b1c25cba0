/** What the delivery chain runs: commands of its files, with the scripts that they call unfolded. */
import type { PackageManifest, PipelineCommand, Pipelines, Problem } from '../facts.ts'
import type { Reader } from './reading.ts'
import { readYaml } from './yaml.ts'

const pipelineFile =
  /^(\.gitlab-ci\.ya?ml|\.gitlab\/.+\.ya?ml|\.gitlab-ci\/.+\.ya?ml|\.github\/workflows\/[^/]+\.ya?ml|\.ci\/[^/]+|ci\/.+\.ya?ml|Jenkinsfile|azure-pipelines\.ya?ml|\.circleci\/config\.ya?ml|\.woodpecker(\/.+)?\.ya?ml|\.forgejo\/workflows\/[^/]+\.ya?ml|\.gitea\/workflows\/[^/]+\.ya?ml|\.drone\.ya?ml|bitbucket-pipelines\.ya?ml|\.travis\.ya?ml|\.?tekton\/.+\.ya?ml)$/
/** Files that a pipeline may call: kept until the commands are known. */
const scriptFile =
  /(^|\/)(Makefile|GNUmakefile|justfile|Taskfile\.ya?ml|noxfile\.py|tox\.ini|pom\.xml|build\.gradle(?:\.kts)?|\.pre-commit-config\.ya?ml|[\w.-]+\.(sh|bash|m?js|cjs|ts|py|ps1))$|^(\.ci|ci|bin|scripts?|tools?)\/[^/]+$/
const longestScript = 100_000
const deepest = 5
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function pipelinesReader(aliases: number): Reader & {
  result(manifests: readonly PackageManifest[]): Pipelines
  problems: readonly Problem[]
} {
  const texts = new Map<string, string>()
  const scripts = new Map<string, string>()
  const problems: Problem[] = []
  return {
    problems,
    wants: (file) =>
      pipelineFile.test(file.path) ||
      (scriptFile.test(file.path) &&
        (!file.path.includes('/') || /^(\.ci|ci|bin|scripts?|tools?|build|\.github)\//.test(file.path))),
    take(file, { text }) {
      if (pipelineFile.test(file.path)) texts.set(file.path, text)
      if (text.length <= longestScript) scripts.set(file.path, text)
    },
    result(manifests) {
      const commands: PipelineCommand[] = []
      for (const [path, text] of texts) {
        const read = /\.ya?ml$/.test(path) ? commandsOfYaml(path, text, aliases) : { commands: linesOf(path, text) }
        if (read.problem !== undefined) problems.push(read.problem)
        commands.push(...read.commands, ...travisDefault(path, text))
      }
      return { files: [...texts.keys()], commands: unfold(commands, manifests, scripts) }
    },
  }
}

/** What Travis runs for a language when no script is given. */
const travisScripts: Readonly<Record<string, string>> = {
  node_js: 'npm test',
  ruby: 'rake test',
  java: 'mvn test',
  go: 'go test ./...',
  php: 'phpunit',
  rust: 'cargo test',
}
function travisDefault(path: string, text: string): PipelineCommand[] {
  if (!/(^|\/)\.travis\.ya?ml$/.test(path) || /^script\s*:|^\s+-?\s*script\s*:/m.test(text)) return []
  const language = /^language:\s*["']?([\w-]+)/m.exec(text)?.[1] ?? ''
  const command = travisScripts[language]
  return command === undefined ? [] : [{ path, text: command }]
}

const plainLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[#;]|^\/\//.test(line))
/** Plugins that Gradle runs with `check` once they are applied. */
const checkedByGradle = /\b(?:checkstyle|pmd|spotbugs|detekt|ktlint|spotless|codenarc|errorprone)\b/i
const gradleLines = (text: string): string[] => plainLines(text).filter((line) => checkedByGradle.test(line))
/** What a build tool runs by the phase that it is asked for, from the file that says so. */
const builders: readonly (readonly [RegExp, string, (text: string, command: string) => string[]])[] = [
  [/\bmvnw?\b.*\b(?:package|verify|install|deploy)\b/, 'pom.xml', boundPlugins],
  [/\bgradlew?\b.*\b(?:build|check)\b/, 'build.gradle', gradleLines],
  [/\bgradlew?\b.*\b(?:build|check)\b/, 'build.gradle.kts', gradleLines],
  [/(?:^|[\s;&|])tox\b/, 'tox.ini', plainLines],
  [/(?:^|[\s;&|])nox\b/, 'noxfile.py', plainLines],
  [/\bpre-commit\b.*\brun\b|pre-commit\/action|pre-commit-ci/, '.pre-commit-config.yaml', plainLines],
]

/** Plugins of Maven with an execution: those bound to a later phase than `package` run from `verify` on. */
function boundPlugins(pom: string, command: string): string[] {
  const upToPackage = !/\b(?:verify|install|deploy)\b/.test(command)
  return [...pom.matchAll(/<plugin>([\s\S]{0,8000}?)<\/plugin>/g)]
    .map((match) => match[1] ?? '')
    .filter(
      (block) =>
        /<execution>|<execution\s/.test(block) &&
        (!upToPackage || /<phase>\s*(?:validate|initialize|generate|process|compile|test|prepare|package)/.test(block)),
    )
    .map((block) => `${/<artifactId>\s*([\w.-]+)/.exec(block)?.[1] ?? ''} ${/<goal>\s*(\w+)/.exec(block)?.[1] ?? ''}`)
}

const linesOf = (path: string, text: string): PipelineCommand[] =>
  text
    .split('\n')
    .map((line, index) => ({ path, line: index + 1, text: line.trim() }))
    .filter((command) => command.text !== '' && !command.text.startsWith('#') && !command.text.startsWith('//'))

/** Values under these keys are shell lines, actions or templates, whichever product the file is for. */
const commandKeys = new Set([
  'script',
  'before_script',
  'after_script',
  'run',
  'uses',
  'commands',
  'bash',
  'template',
  'component',
  'project',
  'image',
  'install',
  'command',
  'task',
  'sh',
  'steps',
])

/** By which GitLab, GitHub and Azure let a step fail. */
const tolerance = ['allow_failure', 'continue-on-error', 'continueOnError']

function commandsOfYaml(
  path: string,
  text: string,
  aliases: number,
): { commands: PipelineCommand[]; problem?: Problem } {
  // `!reference` and friends are tags of GitLab that the parser keeps as plain values.
  const { documents, problem } = readYaml(path, text, aliases)
  const found: { block: string; tolerated: boolean }[] = []
  const visit = (value: unknown, key: string, tolerated: boolean): void => {
    if (typeof value === 'string') {
      if (commandKeys.has(key)) found.push({ block: value, tolerated })
    } else if (Array.isArray(value)) for (const item of value) visit(item, key, tolerated)
    else if (isRecord(value)) {
      // `<<` brings what an anchor holds; Tekton continues on error by a word.
      const merged = isRecord(value['<<']) ? { ...value['<<'], ...value } : value
      const own =
        tolerated ||
        tolerance.some((name) => merged[name] === true || merged[name] === 'true') ||
        value['onError'] === 'continue'
      for (const [name, child] of Object.entries(value)) visit(child, name, own)
    }
  }
  for (const document of documents) visit(document.content, '', false)
  const commands = found.flatMap(({ block, tolerated }) =>
    block
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const at = text.indexOf(line)
        return {
          path,
          text: line,
          ...(at < 0 ? {} : { line: text.slice(0, at).split('\n').length }),
          ...(tolerated ? { tolerated: true as const } : {}),
        }
      }),
  )
  return { commands, ...(problem === undefined ? {} : { problem }) }
}

function unfold(
  commands: readonly PipelineCommand[],
  manifests: readonly PackageManifest[],
  scripts: ReadonlyMap<string, string>,
): readonly PipelineCommand[] {
  const all: PipelineCommand[] = []
  const seen = new Set<string>()
  const add = (command: PipelineCommand, depth: number): void => {
    const key = `${command.path}\0${command.text}`
    if (seen.has(key) || all.length > 20_000) return
    seen.add(key)
    all.push(command)
    if (depth >= deepest) return
    for (const next of called(command, manifests, scripts)) add(next, depth + 1)
  }
  for (const command of commands) add(command, 0)
  return all
}

function called(
  command: PipelineCommand,
  manifests: readonly PackageManifest[],
  scripts: ReadonlyMap<string, string>,
): PipelineCommand[] {
  const next: PipelineCommand[] = []
  const { text } = command
  for (const match of text.matchAll(
    /\b(?:npm|pnpm|yarn|bun|composer)\s+(?:run(?:-script)?\s+)?(?:-{1,2}[\w=-]+\s+)*([\w:.-]+)/g,
  )) {
    const name = match[1] === 't' || match[1] === 'tst' ? 'test' : (match[1] ?? '')
    for (const manifest of manifests)
      for (const [script, body] of Object.entries(manifest.scripts))
        if (script === name || script === `pre${name}` || script === `post${name}`)
          next.push({ path: manifest.path, text: body })
  }
  for (const match of text.matchAll(/\b(?:make|just|task)\s+([\w.-]+)/g)) {
    for (const path of ['Makefile', 'GNUmakefile', 'justfile']) {
      const recipe = new RegExp(
        `^${(match[1] ?? '').replace(/\./g, '\\.')}\\s*:(?!=)(.*)(?:\\n((?:[\\t ]+.*\\n?)*))?`,
        'm',
      ).exec(scripts.get(path) ?? '')
      if (recipe === null) continue
      next.push(...linesOf(path, recipe[2] ?? ''))
      // A target first makes those that it names.
      for (const before of (recipe[1] ?? '').split('#')[0]?.match(/[\w.-]+/g) ?? [])
        next.push({ path, text: `make ${before}` })
    }
  }
  for (const [tool, file, held] of builders)
    if (tool.test(text)) for (const line of held(scripts.get(file) ?? '', text)) next.push({ path: file, text: line })
  for (const [path, body] of scripts) {
    if (path === command.path || /^Makefile$|\.xml$/.test(path)) continue
    const at = text.indexOf(path)
    // Whole path only: `run` must not be found inside `.ci/run-all`.
    if (at >= 0 && !/[\w.-]/.test(text[at + path.length] ?? ' ') && !/[\w-]/.test(text[at - 1] ?? ' '))
      next.push(...linesOf(path, body))
  }
  return next
}
