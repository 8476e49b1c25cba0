/** What Argo CD applications say of the folders, charts and values that they deploy. */
import { parse } from 'yaml'
import type { KubernetesObject } from '../facts.ts'
import type { Deployment } from './helm/charts.ts'
import { type Values, listOf, merged, recordOf, textOf } from './helm/template-values.ts'
import { objectOf } from './kubernetes-objects.ts'

const isArgo = (object: KubernetesObject, kind: string): boolean =>
  object.kind === kind && object.apiVersion.startsWith('argoproj.io/')

/** The application that an ApplicationSet makes, its holes left as they are written. */
export const applicationOfSet = (object: KubernetesObject): readonly KubernetesObject[] =>
  isArgo(object, 'ApplicationSet') ? madeBy(object, templateOf(object)) : []

/** One application for each element of the lists that a set is made from; as it is written when it is made from something else. */
export function applicationsOfSet(object: KubernetesObject): readonly KubernetesObject[] {
  if (!isArgo(object, 'ApplicationSet')) return []
  const elements = listOf(recordOf(object.content['spec'])['generators'])
    .flatMap((generator) => listOf(recordOf(recordOf(generator)['list'])['elements']))
    .map(recordOf)
    .slice(0, mostElements)
  const template = templateOf(object)
  return elements.length === 0
    ? madeBy(object, template)
    : elements.flatMap((element) => madeBy(object, recordOf(filled(template, element))))
}
const mostElements = 50

const templateOf = (object: KubernetesObject): Values => recordOf(recordOf(object.content['spec'])['template'])
const madeBy = (object: KubernetesObject, template: Values): readonly KubernetesObject[] =>
  objectOf(object.path, object.line, {
    apiVersion: object.apiVersion,
    kind: 'Application',
    metadata: { name: object.name, ...recordOf(template['metadata']) },
    spec: template['spec'],
  })

/** `{{env}}` and `{{ .env }}` of a text, wherever it stands; what the element does not say stays a hole. */
function filled(value: unknown, element: Values): unknown {
  if (typeof value === 'string')
    return value.replace(/\{\{\s*\.?([\w.-]+)\s*\}\}/g, (hole, path: string) => {
      const found = path.split('.').reduce<unknown>((at, key) => recordOf(at)[key], element)
      return found === undefined ? hole : textOf(found)
    })
  if (Array.isArray(value)) return value.map((one) => filled(one, element))
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, element)]))
    : value
}

const sourcesOf = (object: KubernetesObject): readonly Values[] => {
  const spec = recordOf(object.content['spec'])
  return [spec['source'], ...listOf(spec['sources'])].filter((source) => source !== undefined).map(recordOf)
}
const folderOf = (path: unknown): string =>
  textOf(path)
    .replace(/^\.\/|\/+$/g, '')
    .replace(/^\.$/, '')

export const foldersNamed = (objects: readonly KubernetesObject[]): readonly string[] =>
  objects
    .filter((object) => isArgo(object, 'Application'))
    .flatMap((object) => sourcesOf(object).map(({ path }) => folderOf(path)))

export const deploymentsOf = (objects: readonly KubernetesObject[]): readonly Deployment[] =>
  objects
    .filter((object) => isArgo(object, 'Application'))
    .flatMap((object) =>
      sourcesOf(object)
        .filter(({ path, helm }) => path !== undefined && helm !== undefined)
        .map((source) => {
          const helm = recordOf(source['helm'])
          const namespace = recordOf(recordOf(object.content['spec'])['destination'])['namespace']
          return {
            chart: folderOf(source['path']),
            release: textOf(helm['releaseName']) || object.name,
            ...(typeof namespace === 'string' ? { namespace } : {}),
            valueFiles: listOf(helm['valueFiles'])
              .map(textOf)
              .flatMap((name) => placeOf(name, source, sourcesOf(object))),
            values: valuesOf(helm),
            ...(helm['ignoreMissingValueFiles'] === true ? { lenient: true } : {}),
          }
        }),
    )

/** `$ref/…` is another source of the application: of this repository when both have one address, else out of sight. */
function placeOf(name: string, source: Values, sources: readonly Values[]): readonly string[] {
  if (/:\/\/|\{\{/.test(name)) return []
  const [, ref, path] = /^\$([\w-]+)\/(.+)$/.exec(name) ?? []
  if (path === undefined) return name.startsWith('$') ? [] : [name]
  const named = sources.find((one) => one['ref'] === ref)
  return named !== undefined && named['repoURL'] === source['repoURL'] ? [`/${path}`] : []
}

function valuesOf(helm: Values): Values {
  let values: Values = {}
  try {
    values = recordOf(parse(textOf(helm['values']), { maxAliasCount: 0 }))
  } catch {
    // Holes of an ApplicationSet: what they will hold is not known.
  }
  values = merged(values, recordOf(helm['valuesObject']))
  for (const { name, value } of listOf(helm['parameters']).map(recordOf))
    values = merged(
      values,
      textOf(name)
        .split('.')
        .reduceRight<Values>((inner, key, at, all) => ({ [key]: at === all.length - 1 ? typed(value) : inner }), {}),
    )
  return values
}

/** A parameter is read as on the command line of Helm: numbers and truth values are told from texts. */
const typed = (value: unknown): unknown =>
  typeof value === 'string' && /^(?:true|false|\d{1,15})$/.test(value)
    ? (JSON.parse(value.replace(/^0+(?=\d)/, '')) as unknown)
    : value

/** Charts of a registry and releases of Flux: their manifests are not here. */
export const deployedElsewhere = (objects: readonly KubernetesObject[]): readonly string[] =>
  objects.flatMap((object) =>
    isArgo(object, 'Application')
      ? sourcesOf(object).flatMap(({ chart }) => (typeof chart === 'string' ? [chart] : []))
      : object.kind === 'HelmRelease'
        ? [object.name]
        : [],
  )
