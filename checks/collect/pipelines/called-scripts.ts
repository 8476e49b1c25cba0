import type { PackageManifest, PipelineCommand } from '../../facts.ts'
import { bareRake, defaultsOfRake, launchedInPython, tasksOfGrunt, tasksOfPython } from './named-tasks.ts'
import { linesOf, linesOfScript } from './shell-lines.ts'

const deepest = 5
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
  [/(?:^|[\s;&|])grunt\b/, 'Gruntfile.js', tasksOfGrunt],
  [bareRake, 'Rakefile', defaultsOfRake],
  [launchedInPython, 'pyproject.toml', tasksOfPython],
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

/** The command does nothing but call a script by its name. */
const callsOnly =
  /^@?(?:npm|pnpm|yarn|bun|composer|make|just|task)\s+(?:(?:run(?:-script)?|-{1,2}[\w=-]+)\s+)*[\w:.-]+\s*$/
const isHollow = ({ text }: PipelineCommand): boolean =>
  text.split(/&&|\|\||;/).every((part) => /^\s*@?(?:(?:echo|printf|true|exit|:)(?:\s|$)|$)/.test(part))

/** The commands, and what the scripts run that they call, as deep as five calls. */
export function unfolded(
  commands: readonly PipelineCommand[],
  manifests: readonly PackageManifest[],
  scripts: ReadonlyMap<string, string>,
): readonly PipelineCommand[] {
  const all: PipelineCommand[] = []
  const seen = new Set<string>()
  const add = (command: PipelineCommand, depth: number): void => {
    const key = `${command.path}\0${command.text}\0${command.tolerated === true}\0${command.requested === true}`
    if (seen.has(key) || all.length > 20_000) return
    seen.add(key)
    const next = called(command, manifests, scripts)
    all.push(
      next.length > 0 && callsOnly.test(command.text) && next.every(isHollow) ? { ...command, hollow: true } : command,
    )
    if (depth >= deepest) return
    for (const one of next) add(command.requested === true ? { ...one, requested: true } : one, depth + 1)
  }
  for (const command of commands) add(command, 0)
  return all
}

/** The folder into which the line goes first. */
const folderOf = (text: string): string => {
  const folder = /(?:^|[\s;&|(])cd\s+"?(?:\.\/)?(?<folder>[\w-][\w./-]*?)\/?"?\s*(?:&&|;)/.exec(text)?.groups?.[
    'folder'
  ]
  return folder === undefined ? '' : `${folder}/`
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
      // A target may stand several times, to be given a variable or one more of those that come first.
      const rules = new RegExp(
        `^${(match[1] ?? '').replace(/\./g, '\\.')}\\s*:(?!=)(.*)(?:\\n((?:[\\t ]+.*\\n?)*))?`,
        'gm',
      )
      for (const [, first = '', recipe = ''] of (scripts.get(path) ?? '').matchAll(rules)) {
        next.push(...linesOf(path, recipe))
        if (/[:?+]?=/.test(first)) continue
        // A target first makes those that it names.
        for (const before of first.split('#')[0]?.match(/[\w.-]+/g) ?? []) next.push({ path, text: `make ${before}` })
      }
    }
  }
  for (const [tool, file, held] of builders)
    if (tool.test(text)) {
      const path = `${folderOf(text)}${file}`
      for (const line of held(scripts.get(path) ?? scripts.get(file) ?? '', text)) next.push({ path, text: line })
    }
  for (const [path, body] of scripts) {
    if (path === command.path || /^Makefile$|(?:^|\/)Rakefile$|\.(?:xml|toml)$/.test(path)) continue
    const at = text.indexOf(path)
    // Whole path only: `run` must not be found inside `.ci/run-all`.
    if (at >= 0 && !/[\w.-]/.test(text[at + path.length] ?? ' ') && !/[\w-]/.test(text[at - 1] ?? ' '))
      next.push(...linesOfScript(path, body))
  }
  return next
}
