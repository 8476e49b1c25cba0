/** Comments of an XLSX sheet, which stand in a file of their own: by the cell that they are about. */
import { oneLine } from '../plain-words.ts'
import { type XmlElement, below, innerText } from '../bytes/xml-tree.ts'

/** `xl/worksheets/sheet1.xml` and `../comments1.xml` → `xl/comments1.xml`. */
const resolve = (from: string, target: string): string =>
  target.startsWith('/') ? target.slice(1) : new URL(target, `file:///${from}`).pathname.slice(1)

/** Of each cell that has one (`B2`), its comments, without who wrote them. */
export function commentsOf(
  sheet: string,
  xml: (name: string) => XmlElement | undefined,
): ReadonlyMap<string, readonly string[]> {
  const relations = xml(sheet.replace(/([^/]*)$/, '_rels/$1.rels'))
  const files = (relations === undefined ? [] : below(relations, 'Relationship'))
    // Threads of comments are written there too, for programs that know no threads.
    .filter(({ attributes }) => /\/comments$/.test(attributes['Type'] ?? ''))
    .map(({ attributes }) => resolve(sheet, attributes['Target'] ?? ''))
  const found = new Map<string, string[]>()
  for (const comment of files.flatMap((file) =>
    below(xml(file) ?? { name: '', attributes: {}, children: [], line: 0 }, 'comment'),
  )) {
    const text = oneLine(below(comment, 't').map(innerText).join(''))
    const cell = comment.attributes['ref'] ?? ''
    if (text !== '') found.set(cell, [...(found.get(cell) ?? []), text])
  }
  return found
}
