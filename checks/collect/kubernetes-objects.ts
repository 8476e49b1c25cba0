/** Kubernetes objects in a YAML document; lists are taken apart. */
import type { KubernetesObject } from '../facts.ts'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const objectsOf = (
  path: string,
  line: number,
  content: unknown,
  places?: KubernetesObject['places'],
): readonly KubernetesObject[] => {
  const items = itemsOf(content)
  // Of a list the places are not told apart.
  return items.flatMap((one) => objectOf(path, line, one, one === content ? places : undefined))
}

const itemsOf = (content: unknown): readonly unknown[] =>
  isRecord(content) && content['kind'] === 'List' && Array.isArray(content['items']) ? content['items'] : [content]

export function objectOf(
  path: string,
  line: number,
  content: unknown,
  places?: KubernetesObject['places'],
): KubernetesObject[] {
  if (!isRecord(content) || typeof content['apiVersion'] !== 'string' || typeof content['kind'] !== 'string') return []
  const metadata = isRecord(content['metadata']) ? content['metadata'] : {}
  // Tool settings borrow the same two keys (Skaffold, Kustomize…) without naming an object.
  if (typeof metadata['name'] !== 'string' && typeof metadata['generateName'] !== 'string') return []
  const namespace = metadata['namespace']
  return [
    {
      path,
      line,
      apiVersion: content['apiVersion'],
      kind: content['kind'],
      name: String(metadata['name'] ?? metadata['generateName']),
      ...(typeof namespace === 'string' ? { namespace } : {}),
      content,
      ...(places === undefined ? {} : { places }),
    },
  ]
}
