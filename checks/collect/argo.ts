/** What Argo CD applications say of the folders, charts and values that they deploy. */
import { parse } from 'yaml'
import type { KubernetesObject } from '../facts.ts'
import type { Deployment } from './helm/charts.ts'
import { type Values, listOf, merged, recordOf, textOf } from './helm/template-values.ts'
import { objectOf } from './kubernetes-objects.ts'

const isArgo = (object: KubernetesObject, kind: string): boolean =>
  object.kind === kind && object.apiVersion.startsWith('argoproj.io/')

/** The application that an ApplicationSet makes, its holes left as they are written. */
export function applicationOfSet(object: KubernetesObject): readonly KubernetesObject[] {
  if (!isArgo(object, 'ApplicationSet')) return []
  const template = recordOf(recordOf(object.content['spec'])['template'])
  return objectOf(object.path, object.line, {
    apiVersion: object.apiVersion,
    kind: 'Application',
    metadata: { name: object.name, ...recordOf(template['metadata']) },
    spec: template['spec'],
  })
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
            // `$ref/…` comes from another repository.
            valueFiles: listOf(helm['valueFiles'])
              .map(textOf)
              .filter((name) => !/^[$]|:\/\/|\{\{/.test(name)),
            values: valuesOf(helm),
          }
        }),
    )

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
        .reduceRight<Values>((inner, key, at, all) => ({ [key]: at === all.length - 1 ? value : inner }), {}),
    )
  return values
}

/** Charts of a registry and releases of Flux: their manifests are not here. */
export const deployedElsewhere = (objects: readonly KubernetesObject[]): readonly string[] =>
  objects.flatMap((object) =>
    isArgo(object, 'Application')
      ? sourcesOf(object).flatMap(({ chart }) => (typeof chart === 'string' ? [chart] : []))
      : object.kind === 'HelmRelease'
        ? [object.name]
        : [],
  )
