/** Container recipes, Kubernetes objects and API descriptions: everything that is told by reading one structured file. */
import type {
  ApiDescription,
  ContainerRecipe,
  ContainerStage,
  ExchangedType,
  FileEntry,
  HelmChart,
  Kubernetes,
  KubernetesObject,
  Problem,
} from '../facts.ts'
import { describeApi, isApiDescription } from './openapi.ts'
import type { Reader } from './reading.ts'
import { hasManyAliases, readYaml } from './yaml.ts'

const aside = new Set(['vendored', 'fixture', 'test', 'example', 'generated'])
const isYaml = (path: string): boolean => /\.ya?ml$/i.test(path)
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function containersReader(): Reader & { result(): readonly ContainerRecipe[] } {
  const recipes: ContainerRecipe[] = []
  return {
    wants: (file) =>
      !aside.has(file.role) &&
      /(^|\/)((Docker|Container)file(\.[\w.-]+)?|[\w.-]+\.[dD]ockerfile)$/.test(file.path) &&
      !/\.(md|dockerignore)$/.test(file.path),
    take: (file, { text }) => recipes.push({ path: file.path, role: file.role, stages: readStages(text) }),
    result: () => recipes,
  }
}

/** Stages of a container recipe, arguments with a default replaced. */
function readStages(text: string): readonly ContainerStage[] {
  const stages: { image: string; line: number; alias?: string; user?: { name: string; line: number } }[] = []
  const variables = new Map<string, string>()
  const resolved = (value: string): string =>
    value.replace(
      /\$\{(\w+)(?::-([^}]*))?\}|\$(\w+)/g,
      (whole, braced?: string, fallback?: string, bare?: string) =>
        variables.get(braced ?? bare ?? '') ?? fallback ?? whole,
    )
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index++) {
    const line = index + 1
    let instruction = lines[index] ?? ''
    if (/^\s*#/.test(instruction)) continue
    while (/\\\s*$/.test(instruction) && index + 1 < lines.length)
      instruction = instruction.replace(/\\\s*$/, ' ') + (lines[++index] ?? '')
    const [, keyword = '', rest = ''] = /^\s*([A-Za-z]+)\s+([\s\S]*)$/.exec(instruction) ?? []
    switch (keyword.toUpperCase()) {
      case 'ARG':
      case 'ENV': {
        const [, name, value] = /^(\w+)[=\s]\s*["']?([^"'\s]*)/.exec(rest) ?? []
        if (name !== undefined && value !== undefined) variables.set(name, resolved(value))
        break
      }
      case 'FROM': {
        const [, image = '', alias] = /^(?:--\S+\s+)*(\S+)(?:\s+as\s+(\S+))?/i.exec(rest) ?? []
        stages.push({ image: resolved(image), line, ...(alias === undefined ? {} : { alias }) })
        break
      }
      case 'USER': {
        const stage = stages.at(-1)
        if (stage !== undefined) stage.user = { name: resolved(rest.trim().replace(/["']/g, '')), line }
        break
      }
    }
  }
  return stages
}

export interface StructuredFiles {
  readonly kubernetes: Kubernetes
  readonly kubernetesProblems: readonly Problem[]
  readonly apis: readonly ApiDescription[]
  readonly apiProblems: readonly Problem[]
  readonly types: readonly ExchangedType[]
}

/** Kubernetes objects and OpenAPI documents share one reading: both hide in YAML and JSON files of any name. */
export function structuredReader(files: readonly FileEntry[], aliases: number): Reader & { result(): StructuredFiles } {
  const objects: KubernetesObject[] = []
  const kubernetesProblems: Problem[] = []
  const apis: ApiDescription[] = []
  const apiProblems: Problem[] = []
  const types: ExchangedType[] = []
  const chartFiles = new Map<string, { metadata?: Record<string, unknown>; values?: Record<string, unknown> }>()
  const charts = files
    .filter((file) => /(^|\/)Chart\.ya?ml$/.test(file.path) && !aside.has(file.role))
    .map((file) => file.path.replace(/\/?Chart\.ya?ml$/, ''))
  const isTemplate = (path: string): boolean =>
    charts.some((chart) => path.startsWith(chart === '' ? 'templates/' : `${chart}/templates/`))

  const takeApi = (path: string, content: unknown, text: string): void => {
    const api = describeApi(content, { path }, text)
    apis.push(api)
    for (const operation of api.operations)
      for (const type of [...operation.requestTypes, ...operation.responseTypes])
        if (!types.some((known) => known.type === type && known.path === path)) {
          const at = text.indexOf(type)
          types.push({ type, path, via: 'openapi', ...(at < 0 ? {} : { line: text.slice(0, at).split('\n').length }) })
        }
  }
  return {
    wants(file) {
      if (aside.has(file.role)) return false
      if (isYaml(file.path)) return isTemplate(file.path) ? false : 'long'
      return /(openapi|swagger|api)[\w.-]*\.json$/i.test(file.path) ? 'long' : false
    },
    take(file, { text }) {
      const chart = charts.find((path) => folderOf(file.path) === path)
      const part = /^(Chart|values)\.ya?ml$/.exec(nameOf(file.path))?.[1]
      if (chart !== undefined && part !== undefined) {
        const { documents, problem } = readYaml(file.path, text, aliases)
        if (problem !== undefined) kubernetesProblems.push(problem)
        const content = documents[0]?.content
        const known = chartFiles.get(chart) ?? {}
        chartFiles.set(chart, {
          ...known,
          ...(isRecord(content) ? { [part === 'Chart' ? 'metadata' : 'values']: content } : {}),
        })
        return
      }
      if (!isYaml(file.path)) {
        if (!/"(openapi|swagger)"\s*:/.test(text)) return
        try {
          const content: unknown = JSON.parse(text)
          if (isApiDescription(content)) takeApi(file.path, content, text)
        } catch (cause) {
          const detail = cause instanceof Error ? cause.message : String(cause)
          apiProblems.push({
            path: file.path,
            message: {
              fr: `JSON illisible : ${detail}. Corrigez la syntaxe.`,
              en: `JSON that cannot be read: ${detail}. Mend the syntax.`,
            },
          })
        }
        return
      }
      const kubernetes = /(^|[\s{,])["']?apiVersion["']?\s*:/m.test(text) && /(^|[\s{,])["']?kind["']?\s*:/m.test(text)
      const api = /^["']?(openapi|swagger)["']?\s*:/m.test(text)
      if (!kubernetes && !api && !hasManyAliases(text)) return
      // Templates of other tools use braces that YAML does not know: nothing can be said of them.
      if (/\{\{[^}]*\}\}|<%|\{%/.test(text) && !api) return
      const reading = readYaml(file.path, text, aliases)
      if (reading.problem !== undefined) {
        if (kubernetes || !api) kubernetesProblems.push(reading.problem)
        if (api || !kubernetes) apiProblems.push(reading.problem)
      }
      for (const document of reading.documents) {
        if (isApiDescription(document.content)) takeApi(file.path, document.content, text)
        else for (const content of itemsOf(document.content)) pushObject(objects, file.path, document.line, content)
      }
    },
    result: () => ({
      kubernetes: { objects, charts, helm: charts.map((path) => helmChart(path, chartFiles.get(path))) },
      kubernetesProblems,
      apis,
      apiProblems,
      types,
    }),
  }
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '')
const helmChart = (
  path: string,
  { metadata = {}, values }: { metadata?: Record<string, unknown>; values?: Record<string, unknown> } = {},
): HelmChart => ({
  path,
  metadata,
  values: values ?? {},
  ...(values === undefined ? {} : { valuesPath: path === '' ? 'values.yaml' : `${path}/values.yaml` }),
})

const itemsOf = (content: unknown): readonly unknown[] =>
  isRecord(content) && content['kind'] === 'List' && Array.isArray(content['items']) ? content['items'] : [content]

function pushObject(objects: KubernetesObject[], path: string, line: number, content: unknown): void {
  if (!isRecord(content) || typeof content['apiVersion'] !== 'string' || typeof content['kind'] !== 'string') return
  const metadata = isRecord(content['metadata']) ? content['metadata'] : {}
  // Tool settings borrow the same two keys (Skaffold, Kustomize…) without naming an object.
  if (typeof metadata['name'] !== 'string' && typeof metadata['generateName'] !== 'string') return
  const namespace = metadata['namespace']
  objects.push({
    path,
    line,
    apiVersion: content['apiVersion'],
    kind: content['kind'],
    name: String(metadata['name'] ?? metadata['generateName']),
    ...(typeof namespace === 'string' ? { namespace } : {}),
    content,
  })
}
