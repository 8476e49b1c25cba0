/** What the delivery chain runs: commands of its files, with the scripts that they call unfolded. */
import type { FileEntry, PackageManifest, PipelineCommand, Pipelines, Problem } from '../../facts.ts'
import type { Reader } from '../reading.ts'
import { unfolded } from './called-scripts.ts'
import { linesOfJenkins } from './jenkins.ts'
import { linesOf } from './shell-lines.ts'
import { commandsOfYaml } from './yaml-chains.ts'

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
      const run = unfolded(commands, manifests, scripts)
      // A chain that is read says what runs; where it only keeps the house, or without one, another product may run it.
      const isElsewhere = unknown.length > 0 && !run.some(({ text }) => looksAtCode.test(text))
      if (isElsewhere) problems.push(...unknown.map(notRead))
      return { files: isElsewhere ? [] : [...texts.keys()], commands: run }
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
