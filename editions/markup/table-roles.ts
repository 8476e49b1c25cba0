/** Tables that are no `<table>`: elements that say by their role that they are one, its rows and its cells (WAI-ARIA). */
import type { DefaultTreeAdapterTypes } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document

const elements: Readonly<Record<string, string>> = {
  table: 'table',
  grid: 'table',
  treegrid: 'table',
  rowgroup: 'tbody',
  row: 'tr',
  cell: 'td',
  gridcell: 'td',
  columnheader: 'th',
  rowheader: 'th',
}
const ownElements = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th'])

/** Names these elements as HTML would, in place. */
export function nameByRole(node: Node): void {
  if (!('childNodes' in node)) return
  if ('tagName' in node && !ownElements.has(node.tagName)) {
    const role = node.attrs.find(({ name }) => name === 'role')?.value ?? ''
    const name = elements[role]
    if (name !== undefined) Object.assign(node, { tagName: name, nodeName: name })
  }
  for (const child of node.childNodes) nameByRole(child)
}
