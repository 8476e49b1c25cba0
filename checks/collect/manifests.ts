/** Kubernetes objects and API descriptions: both hide in YAML and JSON files of any name, and share one reading. */
import type { ApiDescription, ExchangedType, FileEntry, Kubernetes, KubernetesObject, Problem } from '../facts.ts'
import { applicationOfSet, applicationsOfSet, deployedElsewhere, deploymentsOf, foldersNamed } from './argo.ts'
import { chartFolders, chartsReader } from './helm/charts.ts'
import { objectsOf } from './kubernetes-objects.ts'
import { buildKustomizations, isKustomization } from './kustomize.ts'
import { malformedJson } from './malformed-json.ts'
import { describeApi, isApiDescription } from './openapi.ts'
import type { Reader } from './reading.ts'
import { type YamlDocument, hasManyAliases, readYaml } from './yaml.ts'

const aside = new Set(['vendored', 'fixture', 'test', 'example', 'generated'])
const isYaml = (path: string): boolean => /\.ya?ml$/i.test(path)

export interface StructuredFiles {
  readonly kubernetes: Kubernetes
  readonly kubernetesProblems: readonly Problem[]
  readonly apis: readonly ApiDescription[]
  readonly apiProblems: readonly Problem[]
  readonly types: readonly ExchangedType[]
}

export function structuredReader(files: readonly FileEntry[], aliases: number): Reader & { result(): StructuredFiles } {
  const objects: KubernetesObject[] = []
  const kubernetesProblems: Problem[] = []
  const apis: ApiDescription[] = []
  const apiProblems: Problem[] = []
  const types: ExchangedType[] = []
  const folders = chartFolders(files, aside)
  const charts = chartsReader(folders, aliases)
  /** Values may lie outside the chart that they are for. */
  const beside = new Map<string, string>()
  let keptBeside = 0
  const kustomized = files
    .filter((file) => isKustomization(file.path) && !aside.has(file.role))
    .map((file) => file.path.slice(0, file.path.lastIndexOf('/') + 1))
  const documents = new Map<string, YamlDocument[]>()
  /** Bases may lie beside the overlays: what stands under their common parent may be a part. */
  const mayBePart = (path: string): boolean =>
    isKustomization(path) || kustomized.some((folder) => path.startsWith(folder) || path.startsWith(parentOf(folder)))

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
  const takeJson = (path: string, text: string): void => {
    if (!/"(openapi|swagger)"\s*:/.test(text)) return
    try {
      const content: unknown = JSON.parse(text)
      if (isApiDescription(content)) takeApi(path, content, text)
    } catch (cause) {
      apiProblems.push(malformedJson(path, cause))
    }
  }
  return {
    wants(file) {
      if (aside.has(file.role)) return false
      if (isYaml(file.path) || isKustomization(file.path) || charts.owns(file.path)) return 'long'
      return /(openapi|swagger|api)[\w.-]*\.json$|(^|\/)(openapi|swagger|oas)\/[^/]+\.json$/i.test(file.path)
        ? 'long'
        : false
    },
    take({ path }, { text }) {
      if (charts.owns(path)) return charts.take(path, text)
      if (!isYaml(path) && !isKustomization(path)) return takeJson(path, text)
      const kubernetes = /(^|[\s{,])["']?apiVersion["']?\s*:/m.test(text) && /(^|[\s{,])["']?kind["']?\s*:/m.test(text)
      const api = /^["']?(openapi|swagger)["']?\s*:/m.test(text)
      if (folders.length > 0 && !kubernetes && !api && text.length <= longestPart && keptBeside <= mostBeside) {
        keptBeside += text.length
        beside.set(path, text)
      }
      const part = mayBePart(path) && text.length <= longestPart
      if (!kubernetes && !api && !part && !hasManyAliases(text)) return
      // Templates of another tool: braces that YAML may not know.
      const template = /\{\{[^}]*\}\}|<%|\{%/.test(text) && !api
      const reading = readYaml(path, text, aliases)
      if (reading.problem !== undefined && template) {
        if (kubernetes) kubernetesProblems.push(templateOfAnotherTool(path))
        return
      }
      if (reading.problem !== undefined) {
        if (kubernetes || (!api && !part)) kubernetesProblems.push(reading.problem)
        if (api || (!kubernetes && !part)) apiProblems.push({ ...reading.problem, mayHide: true })
      }
      if (part) documents.set(path, [...reading.documents])
      for (const { content, line, places } of reading.documents) {
        if (isApiDescription(content)) takeApi(path, content, text)
        else objects.push(...objectsOf(path, line, content, places))
      }
    },
    result() {
      const applications = objects.flatMap((object) => [object, ...applicationOfSet(object)])
      const rendered = charts.result(
        deploymentsOf(objects.flatMap((object) => [object, ...applicationsOfSet(object)])),
        beside,
      )
      const built = buildKustomizations(documents, foldersNamed(applications), aliases)
      const all = [
        ...applications.filter(({ path }) => !built.through.has(path)),
        ...built.objects,
        ...rendered.objects,
      ]
      return {
        kubernetes: {
          objects: all,
          charts: rendered.unrendered,
          elsewhere: deployedElsewhere(all),
          helm: rendered.helm,
        },
        kubernetesProblems: [...kubernetesProblems, ...rendered.problems, ...built.problems],
        apis,
        apiProblems,
        types,
      }
    },
  }
}

const longestPart = 200_000
const mostBeside = 5_000_000
const parentOf = (folder: string): string =>
  folder.replace(/[^/]+\/$/, '').replace(/(^|\/)(overlays?|envs?|environments?)\/$/, '$1') || folder

const templateOfAnotherTool = (path: string): Problem => ({
  path,
  forPerson: true,
  message: {
    fr: 'Modèle d’un autre outil : ce fichier ne se lit pas comme YAML tant qu’il n’est pas rempli. Vérifiez ce qu’il produit.',
    en: 'Template of another tool: this file is no YAML until it is filled. Check what it produces.',
  },
})
