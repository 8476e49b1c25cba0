/** Where in a manifest things stand, by the words with which people name them: `containers/web`, `containers/web/image`. */
import { type Node, isMap, isScalar, isSeq } from 'yaml'

/** Lists whose items a manifest names, wherever a pod stands in it. */
const lists = new Set(['containers', 'initContainers', 'volumes'])
/** From an object to its pod. */
const towardsAPod = new Set(['spec', 'template', 'jobTemplate'])

export type Places = Readonly<Record<string, number>>

export function placesOf(contents: unknown, lineAt: (offset: number) => number): Places {
  const places: Record<string, number> = {}
  const mark = (name: string, node: unknown): void => {
    const offset = (node as Node | null)?.range?.[0]
    if (offset !== undefined) places[name] ??= lineAt(offset)
  }
  const walk = (node: unknown, top: boolean): void => {
    if (!isMap(node)) return
    for (const { key, value } of node.items) {
      if (!isScalar(key)) continue
      const name = String(key.value)
      if (top) mark(name, key)
      if (towardsAPod.has(name)) walk(value, false)
      if (!lists.has(name) || !isSeq(value)) continue
      for (const item of value.items) {
        if (!isMap(item)) continue
        const called = item.get('name')
        if (typeof called !== 'string') continue
        mark(`${name}/${called}`, item)
        for (const field of item.items) {
          if (!isScalar(field.key)) continue
          mark(`${name}/${called}/${String(field.key.value)}`, field.key)
          if (field.key.value !== 'env' || !isSeq(field.value)) continue
          for (const one of field.value.items)
            if (isMap(one)) mark(`${name}/${called}/env/${String(one.get('name'))}`, one)
        }
      }
    }
  }
  walk(contents, true)
  return places
}
