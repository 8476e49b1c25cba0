/** XML to a small tree, with its limits; a document type is refused before anything is expanded. */
import { SaxesParser } from 'saxes'
import { limits } from './limits.ts'
import type { Place } from './place.ts'
import { damaged, entityDeclared, tooMany } from './refusal.ts'
import type { Work } from './work-clock.ts'

export interface XmlElement {
  /** Without its prefix: `table`. */
  readonly name: string
  /** By name without prefix; the few that differ only by prefix keep the last. */
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (XmlElement | string)[]
  readonly line: number
}

interface Open extends XmlElement {
  children: (XmlElement | string)[]
}

const noChildren: never[] = []
/** Clock and counters are asked every so many elements. */
const askEvery = 4096

/** Elements that are read as soon as they are whole: of a long sheet, its rows, whose cells would fill the memory together. */
export interface Taken {
  readonly name: string
  /**
   * Not called for one inside another of the name.
   * @param root what was read so far
   * @returns true when nothing below the element is needed any more
   */
  readonly take: (element: XmlElement, root: XmlElement) => boolean
}

/** @throws {EditionRefusal} for a document type, a fault of syntax, or too much of anything. */
export function readXml(text: string, place: Place, work: Work, taken?: Taken): XmlElement {
  const parser = new SaxesParser({ xmlns: false, position: true })
  const stack: Open[] = []
  let root: Open | undefined
  let elements = 0
  const names = new Map<string, string>()
  const local = (name: string): string => {
    let short = names.get(name)
    if (short === undefined) names.set(name, (short = name.slice(name.indexOf(':') + 1)))
    return short
  }
  let takenAt: Open | undefined
  parser.on('doctype', () => {
    throw entityDeclared({ ...place, line: parser.line })
  })
  parser.on('error', (cause) => {
    throw damaged({ ...place, line: parser.line }, { fr: 'XML mal formé.', en: 'malformed XML.' }, cause)
  })
  parser.on('opentag', ({ name, attributes }) => {
    elements += 1
    if (elements > limits.elements) throw tooMany(place, { fr: 'éléments XML', en: 'XML elements' }, limits.elements)
    if (stack.length >= limits.depth)
      throw tooMany(
        { ...place, line: parser.line },
        { fr: 'éléments XML imbriqués', en: 'nested XML elements' },
        limits.depth,
      )
    if (elements % askEvery === 0) work.time(place)
    const plain: Record<string, string> = {}
    for (const key in attributes) plain[local(key)] = attributes[key]!
    const element: Open = { name: local(name), attributes: plain, children: noChildren, line: parser.line }
    if (stack.length === 0) root ??= element
    else add(element)
    stack.push(element)
    if (takenAt === undefined && taken !== undefined && element.name === taken.name) takenAt = element
  })
  // A list that grew has room for more, which an element that is whole needs no longer.
  parser.on('closetag', () => {
    const closed = stack.pop()
    if (closed === undefined) return
    if (closed.children.length > 1) closed.children = closed.children.slice()
    if (closed !== takenAt) return
    takenAt = undefined
    if (taken!.take(closed, root!)) closed.children = noChildren
  })
  const add = (child: XmlElement | string): void => {
    const parent = stack.at(-1)
    if (parent === undefined) return
    if (parent.children.length === 0) parent.children = [child]
    else parent.children.push(child)
  }
  const addText = (value: string): void => add(value)
  parser.on('text', addText)
  parser.on('cdata', addText)
  // In pieces, so that the clock is asked during a long document.
  const piece = 1 << 20
  for (let at = 0; at < text.length; at += piece) {
    parser.write(text.slice(at, at + piece))
    work.time(place)
  }
  parser.close()
  if (root === undefined) throw damaged(place, { fr: 'XML sans élément.', en: 'XML without an element.' })
  return root
}

export const isElement = (child: XmlElement | string): child is XmlElement => typeof child !== 'string'
export const childrenNamed = ({ children }: XmlElement, name: string): XmlElement[] =>
  children.filter(isElement).filter((child) => child.name === name)
export const childNamed = (element: XmlElement, name: string): XmlElement | undefined => childrenNamed(element, name)[0]

/** All elements of that name below, in order, not looking inside those found. */
export function below(element: XmlElement, name: string): XmlElement[] {
  const found: XmlElement[] = []
  for (const child of element.children.filter(isElement)) {
    if (child.name === name) found.push(child)
    else found.push(...below(child, name))
  }
  return found
}

export const innerText = (element: XmlElement): string =>
  element.children.map((child) => (isElement(child) ? innerText(child) : child)).join('')
