/**
 * Overlays of Kustomize, built from the files of the repository: a patch alone is no object, and what is deployed is the base with its
 * patches. Reference: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
import type { KubernetesObject, Problem } from '../facts.ts'
import { objectOf } from './kubernetes-objects.ts'
import { applyJsonPatch, mergeStrategically } from './kustomize-patches.ts'
import { type YamlDocument, readYaml } from './yaml.ts'

type Content = Readonly<Record<string, unknown>>
const record = (value: unknown): Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Content) : {}
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const texts = (value: unknown): readonly string[] => list(value).filter((one) => typeof one === 'string')

interface Target {
  readonly kind?: string
  readonly name?: string
}
/** Documents of the YAML files in folders that a kustomization looks at. */
export type Documents = ReadonlyMap<string, readonly YamlDocument[]>

export const isKustomization = (path: string): boolean => /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(path)
const production = /(^|\/|[-_.])prod(uction)?([-_.]|\/|$)/i
const deepest = 20

/**
 * @param preferred folders that an Argo CD application names
 * @returns what is deployed, and the files that count only through it
 */
export function buildKustomizations(
  documents: Documents,
  preferred: readonly string[],
  aliases: number,
): { objects: readonly KubernetesObject[]; through: ReadonlySet<string>; problems: readonly Problem[] } {
  const problems: Problem[] = []
  const through = new Set<string>()
  const folders = new Map<string, { path: string; content: Content }>()
  for (const [path, [first]] of documents)
    if (isKustomization(path)) folders.set(folderOf(path), { path, content: record(first?.content) })
  const parts = new Map([...folders].map(([folder, { content }]) => [folder, partsOf(folder, content, folders)]))
  const used = new Set([...parts.values()].flatMap((found) => found.folders))
  for (const { files } of parts.values()) for (const file of files) through.add(file)

  const roots = [...folders.keys()].filter((folder) => !used.has(folder))
  const objects = groupsOf(roots, parts).flatMap((group) =>
    chosenOf(group, preferred).flatMap((folder) => build(folder, 0)),
  )
  return { objects, through, problems }

  function build(folder: string, depth: number): KubernetesObject[] {
    const kustomization = folders.get(folder)
    if (kustomization === undefined || depth > deepest) return []
    const { path, content } = kustomization
    const found: KubernetesObject[] = []
    for (const entry of [...texts(content['resources']), ...texts(content['bases']), ...texts(content['components'])]) {
      const place = isRemote(entry) ? undefined : joined(folder, entry)
      if (place !== undefined && folders.has(place)) found.push(...build(place, depth + 1))
      else if (place !== undefined && documents.has(place))
        for (const { line, content: one, places } of documents.get(place) ?? [])
          found.push(...objectOf(place, line, one, places))
      else problems.push(leftToAPerson(path, `« ${entry} »`, `“${entry}”`))
    }
    if (content['helmCharts'] !== undefined || content['generators'] !== undefined)
      problems.push(leftToAPerson(path, 'un générateur', 'a generator'))
    found.push(...generated(path, content))
    return transformed(patched(found, folder, path, content), content)
  }

  function patched(
    objects: readonly KubernetesObject[],
    folder: string,
    path: string,
    content: Content,
  ): KubernetesObject[] {
    let all = [...objects]
    const apply = (source: unknown, inline: unknown, target: Target | undefined): void => {
      const bodies =
        typeof inline === 'string'
          ? readYaml(path, inline, aliases).documents.map((one) => one.content)
          : documents.get(joined(folder, String(source ?? '')))?.map((one) => one.content)
      if (bodies === undefined)
        return void problems.push(leftToAPerson(path, `« ${String(source)} »`, `“${String(source)}”`))
      for (const body of bodies) {
        const wanted = target ?? {
          kind: String(record(body)['kind']),
          name: String(record(record(body)['metadata'])['name']),
        }
        all = all.flatMap((object) => (isMeant(object, wanted) ? patchedOne(object, body) : [object]))
      }
    }
    for (const patch of [...list(content['patches']), ...list(content['patchesJson6902'])].map(record))
      apply(
        patch['path'],
        patch['patch'],
        patch['target'] === undefined ? undefined : (record(patch['target']) as Target),
      )
    for (const patch of texts(content['patchesStrategicMerge']))
      apply(patch, patch.includes('\n') ? patch : undefined, undefined)
    return all
  }
}

function patchedOne(object: KubernetesObject, body: unknown): KubernetesObject[] {
  if (Array.isArray(body)) return again(object, applyJsonPatch(object.content, body))
  if (record(body)['$patch'] === 'delete') return []
  const { metadata, ...rest } = record(body)
  // The patch is found by its name, and does not change it.
  const { name: _name, ...ofMetadata } = record(metadata)
  return again(object, mergeStrategically(object.content, { ...rest, metadata: ofMetadata }))
}

const again = (object: KubernetesObject, content: unknown): KubernetesObject[] => {
  const made = objectOf(object.path, object.line, content, object.places)
  return made.length > 0 ? made : [object]
}

/** Names in a target are whole regular expressions: only plain ones and `.*` are compared. */
const isMeant = (object: KubernetesObject, { kind, name }: Target): boolean =>
  (kind === undefined || kind === object.kind) &&
  (name === undefined || name === object.name || /^\^?\.[*+]\$?$/.test(name))

function generated(path: string, content: Content): KubernetesObject[] {
  const from = (key: string, kind: string, data: string): KubernetesObject[] =>
    list(content[key])
      .map(record)
      .flatMap((one) =>
        objectOf(path, 1, {
          apiVersion: 'v1',
          kind,
          metadata: { name: String(one['name'] ?? 'generated') },
          [data]: Object.fromEntries(
            texts(one['literals']).map((literal) => {
              const at = literal.indexOf('=')
              return [literal.slice(0, at), literal.slice(at + 1).replace(/^["']|["']$/g, '')]
            }),
          ),
        }),
      )
  return [...from('secretGenerator', 'Secret', 'stringData'), ...from('configMapGenerator', 'ConfigMap', 'data')]
}

function transformed(objects: readonly KubernetesObject[], content: Content): KubernetesObject[] {
  const images = list(content['images']).map(record)
  const replicas = list(content['replicas']).map(record)
  const labels = {
    ...record(content['commonLabels']),
    ...Object.assign({}, ...list(content['labels']).map((one) => record(record(one)['pairs']))),
  }
  // `commonLabels` reach selectors and pods; `labels` when it is said.
  const ofPods = {
    ...record(content['commonLabels']),
    ...Object.assign(
      {},
      ...list(content['labels'])
        .map(record)
        .filter((one) => one['includeTemplates'] === true || one['includeSelectors'] === true)
        .map((one) => record(one['pairs'])),
    ),
  }
  const namespace = content['namespace']
  return objects.flatMap((object) => {
    let changed: Content = images.length > 0 ? (withImages(object.content, images) as Content) : object.content
    const count = replicas.find((one) => one['name'] === object.name)?.['count']
    if (count !== undefined) changed = mergeStrategically(changed, { spec: { replicas: count } })
    if (Object.keys(labels).length > 0) changed = mergeStrategically(changed, { metadata: { labels } })
    if (Object.keys(ofPods).length > 0 && record(record(changed['spec'])['template'])['spec'] !== undefined)
      changed = mergeStrategically(changed, { spec: { template: { metadata: { labels: ofPods } } } })
    if (typeof namespace === 'string') changed = mergeStrategically(changed, { metadata: { namespace } })
    return again(object, changed)
  })
}

function withImages(value: unknown, images: readonly Content[]): unknown {
  if (Array.isArray(value)) return value.map((one) => withImages(one, images))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === 'image' && typeof one === 'string' ? renamed(one, images) : withImages(one, images),
    ]),
  )
}

function renamed(image: string, images: readonly Content[]): string {
  const [, name = image, rest = ''] = /^(.+?)((?::[\w.-]+)?(?:@sha256:\w+)?)$/.exec(image) ?? []
  const change = images.find((one) => one['name'] === name)
  if (change === undefined) return image
  const to = String(change['newName'] ?? name)
  if (change['digest'] !== undefined) return `${to}@${String(change['digest'])}`
  return change['newTag'] === undefined ? `${to}${rest}` : `${to}:${String(change['newTag'])}`
}

interface Parts {
  readonly folders: readonly string[]
  readonly files: readonly string[]
}
function partsOf(folder: string, content: Content, known: ReadonlyMap<string, unknown>): Parts {
  const named = [...texts(content['resources']), ...texts(content['bases']), ...texts(content['components'])]
    .filter((entry) => !isRemote(entry))
    .map((entry) => joined(folder, entry))
  const patches = [
    ...texts(content['patchesStrategicMerge']).filter((entry) => !entry.includes('\n')),
    ...[...list(content['patches']), ...list(content['patchesJson6902'])].map((one) =>
      String(record(one)['path'] ?? ''),
    ),
  ].filter((entry) => entry !== '')
  return {
    folders: named.filter((path) => known.has(path)),
    files: [...named.filter((path) => !known.has(path)), ...patches.map((entry) => joined(folder, entry))],
  }
}

/** Overlays of one base belong together: one application, several environments. */
function groupsOf(roots: readonly string[], parts: ReadonlyMap<string, Parts>): readonly (readonly string[])[] {
  const reach = (folder: string, seen = new Set<string>()): Set<string> => {
    if (!seen.has(folder)) {
      seen.add(folder)
      for (const next of parts.get(folder)?.folders ?? []) reach(next, seen)
    }
    return seen
  }
  const groups: { roots: string[]; reached: Set<string> }[] = []
  for (const root of roots) {
    const reached = reach(root)
    reached.delete(root)
    const group = groups.find((one) => [...reached].some((folder) => one.reached.has(folder)))
    if (group === undefined) groups.push({ roots: [root], reached })
    else {
      group.roots.push(root)
      for (const folder of reached) group.reached.add(folder)
    }
  }
  return groups.map(({ roots: found }) => found)
}

/** What an application names; else production; else all of them. */
function chosenOf(group: readonly string[], preferred: readonly string[]): readonly string[] {
  const named = group.filter((folder) => preferred.includes(folder))
  const produced = group.filter((folder) => production.test(folder))
  return named.length > 0 ? named : produced.length > 0 ? produced : group
}

const isRemote = (entry: string): boolean => /^[\w+]+:\/\/|^git@|^github\.com\/|\?ref=/.test(entry)
const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '')
function joined(folder: string, entry: string): string {
  const parts = folder === '' ? [] : folder.split('/')
  for (const part of entry.split('/'))
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  return parts.join('/')
}

const leftToAPerson = (path: string, fr: string, en: string): Problem => ({
  path,
  forPerson: true,
  message: {
    fr: `Kustomize prend ici ${fr}, qui n’est pas dans le dépôt ou ne se construit pas ici : regardez la sortie de « kustomize build ».`,
    en: `Kustomize takes ${en} here, which is not in the repository or is not built here: look at the output of “kustomize build”.`,
  },
})
