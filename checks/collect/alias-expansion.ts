/** How many values a document of YAML holds once its aliases are written out: what a bomb is told by, not how often one anchor is named. */
import { type Node, type Pair, isAlias, isCollection, isNode, isPair } from 'yaml'

/** Infinite for an alias within what it names. */
export function expandedValues(root: unknown): number {
  const sizes = new Map<string, number>()
  const sizeOf = (node: Node | Pair): number => {
    if (isAlias(node)) return sizes.get(node.source) ?? 1
    const anchor = isNode(node) ? (node as { anchor?: string }).anchor : undefined
    if (anchor !== undefined) sizes.set(anchor, Infinity)
    const parts: readonly unknown[] = isPair(node) ? [node.key, node.value] : isCollection(node) ? node.items : []
    let size = 1
    for (const part of parts) if (isNode(part) || isPair(part)) size += sizeOf(part)
    if (anchor !== undefined) sizes.set(anchor, size)
    return size
  }
  return isNode(root) ? sizeOf(root) : 0
}
