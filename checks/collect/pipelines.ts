/** What the delivery chain runs: commands of its files, with the scripts that they call unfolded. */
import type { FileEntry, PackageManifest, PipelineCommand, Pipelines, Problem } from '../facts.ts'
import { bareRake, defaultsOfRake, launchedInPython, tasksOfGrunt, tasksOfPython } from './named-tasks.ts'
import { casesOf, inEachCase } from './pipeline-matrix.ts'
import type { Reader } from './reading.ts'
import { readYaml } from './yaml.ts'

const pipelineFile =
  /^(\.gitlab-ci\.ya?ml|\.gitlab\/.+\.ya?ml|\.gitlab-ci\/.+\.ya?ml|\.github\/workflows\/[^/]+\.ya?ml|\.ci\/[^/]+|ci\/.+\.ya?ml|Jenkinsfile(?:[._-][\w.-]+)?|(?:[\w-]+\/)?[\w.-]*\.(?:[jJ]enkinsfile|pipeline)|azure-pipelines\.ya?ml|\.circleci\/config\.ya?ml|\.woodpecker(\/.+)?\.ya?ml|\.forgejo\/workflows\/[^/]+\.ya?ml|\.gitea\/workflows\/[^/]+\.ya?ml|\.drone\.ya?ml|bitbucket-pipelines\.ya?ml|\.travis\.ya?ml|\.?tekton\/.+\.ya?ml)$/
/** Of products whose files are not read here: a person looks. */
const unknownChain =
  /^(?:\.?zuul\.(?:d\/.+\.)?ya?ml|\.?zuul\.d\/.+\.ya?ml|\.cirrus\.(?:ya?ml|star)|\.buildkite\/.+\.(?:ya?ml|json)|\.?appveyor\.ya?ml|\.semaphore\/.+\.ya?ml|\.teamcity\/.+|bamboo-specs\/.+|buildspec[\w.-]*\.ya?ml|cloudbuild[\w.-]*\.(?:ya?ml|json)|\.build(?:s\/.+)?\.ya?ml|\.?codefresh\.ya?ml|\.codefresh\/.+|wercker\.ya?ml|\.?shippable\.ya?ml|\.scrutinizer\.ya?ml|\.?concourse\/.+\.ya?ml|[\w.-]+\.gocd\.ya?ml|jenkins\/.+|Earthfile|dagger\.json|\.screwdriver\.ya?ml|screwdriver\.ya?ml|codemagic\.ya?ml|bitrise\.ya?ml|\.harness\/.+\.ya?ml|\.vela\.ya?ml|\.prow\.ya?ml|\.prow\/.+\.ya?ml|\.hydra\.json|\.onedev-buildspec\.ya?ml)$/i
const ofJenkins = /(?:^|\/)(?:Jenkinsfile(?:[._-][\w.-]+)?|[\w.-]*\.(?:[jJ]enkinsfile|pipeline))$/
/** Other tools call their files pipelines as well. */
const stages = /\bstage\s*\(/
/** Words of what tries or reads code, in any language. */
const looksAtCode =
  /(?:^|[\s/:_-])(?:\w*tests?|specs?|\w*lint\w*|pytest|tox|nox|rspec|phpunit|checkstyle|verify|vet|jest|mocha|sonar\w*|codeql\S*)\b/i
const notRead = (path: string): Problem => ({
  path,
  forPerson: true,
  mayHide: true,
  message: {
    fr: 'chaîne d’un produit dont les fichiers ne sont pas lus ici : regardez ce qu’elle lance.',
    en: 'chain of a product whose files are not read here: look at what it runs.',
  },
})
/** Files that a pipeline may call: kept until the commands are known. */
const scriptFile =
  /(^|\/)(Makefile|GNUmakefile|Rakefile|justfile|Taskfile\.ya?ml|noxfile\.py|tox\.ini|pyproject\.toml|pom\.xml|build\.gradle(?:\.kts)?|\.pre-commit-config\.ya?ml|[\w.-]+\.(sh|bash|m?js|cjs|ts|py|ps1))$|^(\.ci|ci|bin|scripts?|tools?)\/[^/]+$|^hack\/(?:[\w-]+\/)?[\w-]+$/
const longestScript = 100_000
const deepest = 5
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function pipelinesReader(
  files: readonly FileEntry[],
  aliases: number,
): Reader & {
  result(manifests: readonly PackageManifest[]): Pipelines
  problems: readonly Problem[]
} {
  const texts = new Map<string, string>()
  const scripts = new Map<string, string>()
  const problems: Problem[] = []
  const unknown = files.filter(({ path }) => unknownChain.test(path)).map(({ path }) => path)
  return {
    problems,
    // A long script is left aside, and says nothing against the chain.
    wants: (file) =>
      pipelineFile.test(file.path) ||
      (scriptFile.test(file.path) &&
      (!file.path.includes('/') ||
        /^(\.ci|ci|bin|scripts?|tools?|hack|build|\.github)\//.test(file.path) ||
        /^(?:[\w-]+\/){1,2}Rakefile$/.test(file.path))
        ? 'long'
        : false),
    take(file, { text }) {
      if (pipelineFile.test(file.path) && (!file.path.endsWith('.pipeline') || stages.test(text)))
        texts.set(file.path, text)
      if (text.length <= longestScript) scripts.set(file.path, text)
    },
    result(manifests) {
      const commands: PipelineCommand[] = []
      for (const [path, text] of texts) {
        const read = /\.ya?ml$/.test(path)
          ? commandsOfYaml(path, text, aliases)
          : {
              commands: ofJenkins.test(path) ? linesOfJenkins(path, text) : linesOf(path, text),
            }
        if (read.problem !== undefined) problems.push({ ...read.problem, mayHide: true })
        commands.push(...read.commands, ...travisDefault(path, text))
      }
      const unfolded = unfold(commands, manifests, scripts)
      // A chain that is read says what runs; where it only keeps the house, or without one, another product may run it.
      const isElsewhere = unknown.length > 0 && !unfolded.some(({ text }) => looksAtCode.test(text))
      if (isElsewhere) problems.push(...unknown.map(notRead))
      return { files: isElsewhere ? [] : [...texts.keys()], commands: unfolded }
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

const linesOf = (path: string, text: string): PipelineCommand[] =>
  text
    .split('\n')
    .map((line, index) => ({ path, line: index + 1, text: line.trim() }))
    .filter((command) => command.text !== '' && !command.text.startsWith('#') && !command.text.startsWith('//'))

/** Lines of a Jenkinsfile: those of a stage that is switched off left out, those whose failure is caught told as such. */
function linesOfJenkins(path: string, text: string): PipelineCommand[] {
  const off = [...text.matchAll(/\bwhen\s*\{\s*expression\s*\{\s*(?:return\s+)?false\s*\}/g)].map(({ index }) =>
    blockAround(text, index),
  )
  const caught = [
    ...text.matchAll(/\bwarnError\s*\([^)]*\)\s*\{|\bcatchError\s*\([^)]*(?:SUCCESS|UNSTABLE)[^)]*\)\s*\{/g),
    ...[...text.matchAll(/\btry\s*\{/g)].filter(({ index }) => isForgiven(text, index)),
  ].map(({ index, 0: opening }) => [index, endOfBlock(text, index + opening.length)] as const)
  let at = 0
  const lines = text.split('\n').map((line) => {
    const start = at
    at += line.length + 1
    return start
  })
  const isWithin = (blocks: readonly (readonly [number, number])[], line: number): boolean =>
    blocks.some(([from, to]) => (lines[line - 1] ?? 0) >= from && (lines[line - 1] ?? 0) <= to)
  return linesOf(path, text)
    .filter(({ line }) => line === undefined || !isWithin(off, line))
    .map((command) =>
      command.line !== undefined && isWithin(caught, command.line) ? { ...command, tolerated: true } : command,
    )
}

/** Where the block ends whose opening brace stands just before. */
function endOfBlock(text: string, from: number): number {
  let depth = 1
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth += 1
    else if (text[at] === '}' && --depth === 0) return at
  }
  return text.length
}
function blockAround(text: string, inside: number): readonly [number, number] {
  let depth = 0
  for (let at = inside - 1; at >= 0; at--) {
    if (text[at] === '}') depth += 1
    else if (text[at] === '{' && --depth < 0) return [at, endOfBlock(text, at + 1)]
  }
  return [0, 0]
}
/** What is caught neither stops nor colours the build. */
function isForgiven(text: string, attempt: number): boolean {
  const end = endOfBlock(text, text.indexOf('{', attempt) + 1)
  const caught = /^\}\s*catch\s*\([^)]*\)\s*\{/.exec(text.slice(end, end + 200))
  if (caught === null) return false
  const start = end + caught[0].length
  return !/\bthrow\b|\berror\b\s*[("']|FAIL|\bunstable\b|UNSTABLE|exit\s+1/.test(
    text.slice(start, endOfBlock(text, start)),
  )
}

/** Values under these keys are shell lines, actions or templates, whichever product the file is for. */
const commandKeys = new Set([
  'script',
  'before_script',
  'after_script',
  'run',
  'runCmd',
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

/** By which GitLab, GitHub, Azure and Buildkite let a step fail. */
const tolerance = ['allow_failure', 'continue-on-error', 'continueOnError', 'soft_fail']
/** By which actions and tasks are told to report and go on. */
const goesOn: Readonly<Record<string, RegExp>> = {
  'exit-code': /^0$/,
  'fail-build': /^false$/,
  'fail-on-error': /^false$/,
  fail_on_error: /^false$/,
  failOnError: /^false$/,
  failOnStandardError: /^never$/,
}
const isTolerated = (value: Record<string, unknown>): boolean =>
  tolerance.some((name) => value[name] === true || value[name] === 'true' || isRecord(value[name])) ||
  // Tekton, Drone and Woodpecker say it by a word.
  value['onError'] === 'continue' ||
  value['failure'] === 'ignore' ||
  [value['with'], value['inputs']].some(
    (given) =>
      isRecord(given) && Object.entries(goesOn).some(([name, off]) => name in given && off.test(String(given[name]))),
  )

/** A version of a language or a system that is not out yet, by the name of the job or the tag of its image. */
const trialName =
  /nightly|experimental|canary|(?:a-l|en|à l)[-_ ’']essai|preview|bleeding|upcoming|(?:^|[-_:. ])(?:rc|alpha|beta)\d*(?:[-_:. ]|$)/i
const trialTag = /:[\w.-]*(?:rc|alpha|beta|nightly|edge|canary|snapshot|preview|devel|rawhide)\d*(?:-[\w.-]+)?$/i
const isOnTrial = (name: string, { image }: Record<string, unknown>): boolean =>
  trialName.test(name) || trialTag.test(String(isRecord(image) ? (image['name'] ?? '') : (image ?? '')))

const words = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.filter((item): item is string => typeof item === 'string')
      : isRecord(value)
        ? Object.keys(value)
        : []
const rulesOf = (value: Record<string, unknown>): readonly Record<string, unknown>[] =>
  Array.isArray(value['rules']) ? value['rules'].filter(isRecord) : []

/** Switched off where it is written: `if: false`, `when: never`, `enabled: false`. */
function isOff(value: Record<string, unknown>): boolean {
  const rules = rulesOf(value)
  return (
    /^(?:\$\{\{\s*)?false(?:\s*\}\})?$/.test(String(value['if'] ?? '')) ||
    value['when'] === 'never' ||
    (rules.length > 0 && rules.every((rule) => rule['when'] === 'never')) ||
    (value['enabled'] === false && ('task' in value || 'script' in value || 'bash' in value)) ||
    /^(?:false|never\(\))$/.test(String(value['condition'] ?? ''))
  )
}

/** Events that are no change of the code. */
const onRequest = /^(?:workflow_dispatch|repository_dispatch|schedule|issues|issue_comment|web|schedules|triggers?)$/
const askedFor = /CI_PIPELINE_SOURCE\s*==\s*["'](?:schedule|web|trigger|api)["']/
function isRequested(value: Record<string, unknown>): boolean {
  const rules = rulesOf(value)
  return [words(value['on']), words(value['only'])].some(
    (events) => events.length > 0 && events.every((event) => onRequest.test(event)),
  )
    ? true
    : value['when'] === 'manual' ||
        (rules.length > 0 &&
          rules.every(
            (rule) => rule['when'] === 'never' || rule['when'] === 'manual' || askedFor.test(String(rule['if'] ?? '')),
          )) ||
        (value['trigger'] === 'none' && value['pr'] === 'none')
}

function commandsOfYaml(
  path: string,
  text: string,
  aliases: number,
): { commands: PipelineCommand[]; problem?: Problem } {
  // `!reference` and friends are tags of GitLab that the parser keeps as plain values.
  const { documents, problem } = readYaml(path, text, aliases)
  const found: { block: string; tolerated: boolean; requested: boolean; trial: boolean }[] = []
  const visit = (value: unknown, key: string, tolerated: boolean, requested: boolean, trial: boolean): void => {
    if (typeof value === 'string') {
      // GitLab does not look at what `after_script` answers.
      if (commandKeys.has(key))
        found.push({ block: value, tolerated: tolerated || key === 'after_script', requested, trial })
    } else if (Array.isArray(value)) {
      // The lines of one job share its shell, and `set +e` with it.
      const lines = words(value)
      if (commandKeys.has(key) && lines.length > 1) visit(lines.join('\n'), key, tolerated, requested, trial)
      else for (const line of lines) visit(line, key, tolerated, requested, trial)
      for (const item of value) if (typeof item !== 'string') visit(item, key, tolerated, requested, trial)
    } else if (isRecord(value)) {
      // `<<` brings what an anchor holds.
      const merged = isRecord(value['<<']) ? { ...value['<<'], ...value } : value
      if (isOff(merged)) return
      const own = tolerated || isTolerated(merged)
      const asked = requested || isRequested(merged)
      const tried = trial || isOnTrial(key, merged)
      // What an action of Trivy looks at is told beside its name.
      if (isRecord(merged['with']) && typeof merged['uses'] === 'string' && /trivy/.test(merged['uses'])) {
        const { scanners, 'scan-type': type } = merged['with']
        const looked = type === 'config' ? 'config' : scanners
        if (typeof looked === 'string') {
          found.push({
            block: `${merged['uses']} --scanners ${looked.replace(/\s/g, '')}`,
            tolerated: own,
            requested: asked,
            trial: tried,
          })
          return
        }
      }
      // What a task of Azure does is told by its inputs.
      if (isRecord(merged['inputs']) && /^DotNetCoreCLI@/.test(String(merged['task'])))
        found.push({
          block: `dotnet ${String(merged['inputs']['command'])}`,
          tolerated: own,
          requested: asked,
          trial: tried,
        })
      // The only input of an action that is a step by itself.
      if (
        isRecord(value['with']) &&
        (value['with']['sbom'] === true ||
          // BuildKit is told by its options.
          Object.values(value['with']).some((given) => typeof given === 'string' && /\btype=sbom\b/.test(given)))
      )
        found.push({ block: 'sbom', tolerated: own, requested: asked, trial: tried })
      for (const [name, child] of Object.entries(value))
        if (!isUnusedTemplate(name)) visit(child, name, own, asked, tried)
    }
  }
  /** A hidden job of GitLab that nothing extends never runs. */
  const isUnusedTemplate = (name: string): boolean =>
    /^\.[\w:.-]+$/.test(name) && path.startsWith('.gitlab-ci') && text.split(name).length === 2 && !/\*\w/.test(text)
  for (const document of documents) visit(document.content, '', false, false, false)
  const contents = documents.map(({ content }) => content)
  const variables = variablesOf(contents)
  const cases = casesOf(contents)
  const commands = found
    .filter(({ block }) => !isDisabled(block, variables))
    .flatMap(({ block, tolerated, requested, trial }) =>
      linesOfShell(block).flatMap(({ line, ignored }) => {
        const at = text.indexOf(line)
        return inEachCase(line, cases).map((run) => ({
          path,
          text: expanded(run, variables),
          ...(at < 0 ? {} : { line: text.slice(0, at).split('\n').length }),
          ...(tolerated || ignored ? { tolerated: true as const } : {}),
          ...(requested ? { requested: true as const } : {}),
          ...(trial ? { onTrial: true as const } : {}),
        }))
      }),
    )
  return { commands, ...(problem === undefined ? {} : { problem }) }
}

/** Values that a chain gives to its steps, by name; the first one of a name counts. */
function variablesOf(contents: readonly unknown[]): ReadonlyMap<string, string> {
  const variables = new Map<string, string>()
  const visit = (value: unknown, depth: number): void => {
    if (depth > 8) return
    if (Array.isArray(value)) for (const item of value) visit(item, depth + 1)
    else if (isRecord(value))
      for (const [key, child] of Object.entries(value)) {
        if (/^(?:variables|env|environment)$/.test(key) && isRecord(child))
          for (const [name, given] of Object.entries(child)) {
            const said = isRecord(given) ? given['value'] : given
            if (/^(?:string|boolean|number)$/.test(typeof said) && !variables.has(name))
              variables.set(name, String(said))
          }
        visit(child, depth + 1)
      }
  }
  for (const content of contents) visit(content, 0)
  return variables
}

/** Maven reads MAVEN_ARGS by itself; other variables stand where they are named. */
const expanded = (line: string, variables: ReadonlyMap<string, string>): string => {
  const whole = line.replace(/\$\{?([A-Z][A-Z0-9_]*)\}?/g, (hole, name: string) => {
    const value = variables.get(name)
    return value === undefined || value.length > 200 || value.includes('\n') ? hole : value
  })
  const args = variables.get('MAVEN_ARGS')
  return args !== undefined && /^\s*(?:\.\/)?mvnw?\s/.test(whole) ? `${whole} ${args}` : whole
}

/** Templates of GitLab are switched off by a variable of their own. */
const switches: readonly (readonly [RegExp, string])[] = [
  [/Dependency-Scanning/, 'DEPENDENCY_SCANNING_DISABLED'],
  [/Container-Scanning/, 'CONTAINER_SCANNING_DISABLED'],
  [/\bSAST\b/, 'SAST_DISABLED'],
  [/Secret-Detection/, 'SECRET_DETECTION_DISABLED'],
  [/Code-Quality/, 'CODE_QUALITY_DISABLED'],
  [/Jobs\/Test\b/, 'TEST_DISABLED'],
]
const isDisabled = (block: string, variables: ReadonlyMap<string, string>): boolean =>
  switches.some(([template, name]) => template.test(block) && /^(?:true|1|yes)$/i.test(variables.get(name) ?? ''))

/** Lines of one shell: after `set +e` only the last one is answered for, and none when `exit 0` ends it. */
function linesOfShell(block: string): { line: string; ignored: boolean }[] {
  const lines = block
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  // What keeps an answer aside looks at it later.
  const looks = lines.some((line) => /\$\?|PIPESTATUS|\bexit\s+["']?\$/.test(line))
  let careless = false
  return lines.map((line, index) => {
    if (/^set\s+\+(?:e|o\s+errexit)\b/.test(line)) careless = true
    if (/^set\s+-(?:\w*e|o\s+errexit)\b/.test(line)) careless = false
    return { line, ignored: careless && !looks && index < lines.length - 1 }
  })
}

/** Lines of a script of a shell, those whose failure it passes over told as such. */
function linesOfScript(path: string, body: string): PipelineCommand[] {
  const lines = linesOf(path, body)
  if (!/\.(?:sh|bash)$/.test(path) && !/^#!.*\b(?:ba|da|z|k)?sh\b/.test(body)) return lines
  // Nothing stops it, and its last word is that all is well.
  const careless =
    !/^#!.*\s-\w*e|\bset\s+-(?:\w*e|o\s+errexit)/m.test(body) && /^(?:exit\s+0|true|:)$/.test(lines.at(-1)?.text ?? '')
  const ignored = new Set(
    linesOfShell(careless ? `set +e\n${body}` : body)
      .filter((one) => one.ignored)
      .map(({ line }) => line),
  )
  return lines.map((line) =>
    ignored.has(line.text) && !/\|\||&&|^(?:if|while|until)\b/.test(line.text)
      ? { ...line, tolerated: true as const }
      : line,
  )
}

/** The command does nothing but call a script by its name. */
const callsOnly =
  /^@?(?:npm|pnpm|yarn|bun|composer|make|just|task)\s+(?:(?:run(?:-script)?|-{1,2}[\w=-]+)\s+)*[\w:.-]+\s*$/
const isHollow = ({ text }: PipelineCommand): boolean =>
  text.split(/&&|\|\||;/).every((part) => /^\s*@?(?:(?:echo|printf|true|exit|:)(?:\s|$)|$)/.test(part))

function unfold(
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
