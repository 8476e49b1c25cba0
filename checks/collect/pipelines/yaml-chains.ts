import type { PipelineCommand, Problem } from '../../facts.ts'
import { readYaml } from '../yaml.ts'
import { casesOf, inEachCase } from './matrix.ts'
import { linesOfShell } from './shell-lines.ts'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

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

/** Commands of a chain that is written in YAML, whichever product it is for, each with whether its failure stops anything. */
export function commandsOfYaml(
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
