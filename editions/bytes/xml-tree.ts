/** XML to a small tree, with its limits; a document type is refused before anything is expanded. */
import { SaxesParser } from 'saxes'
import { limits } from '../limits.ts'
import type { Place } from '../place.ts'
import { damaged, entityDeclared, tooMany } from '../refusal.ts'
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
   * @returns what is still needed of the element: all of it, itself without what is below, or nothing
   */
  readonly take: (element: XmlElement, root: XmlElement) => 'all' | 'itself' | 'nothing'
}

/**
 * Attributes of one element. Without a prototype, as names of attributes are anybody's, and made by a constructor: the engine
 * keeps such objects compact, and `Object.create(null)` as tables that cost more than reading the element.
 */
const Attributes = function () {} as unknown as new () => Record<string, string>
Attributes.prototype = Object.create(null)

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
  const plain = (attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
    let prefixed = false
    for (const key in attributes) prefixed ||= local(key) !== key
    if (!prefixed) return attributes
    const named = new Attributes()
    for (const key in attributes) named[local(key)] = attributes[key]!
    return named
  }
  let takenAt: Open | undefined
  parser.on('doctype', () => {
    throw entityDeclared({ ...place, line: parser.line })
  })
  parser.on('error', (cause) => {
    throw damaged({ ...place, line: parser.line }, { fr: 'XML mal formé.', en: 'malformed XML.' }, cause)
  })
  parser.on('opentagstart', (tag) => {
    tag.attributes = new Attributes()
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
    const element: Open = { name: local(name), attributes: plain(attributes), children: noChildren, line: parser.line }
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
    const needed = taken!.take(closed, root!)
    if (needed === 'itself') closed.children = noChildren
    else if (needed === 'nothing') stack.at(-1)?.children.pop()
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
const isNamed = (child: XmlElement | string, name: string): child is XmlElement =>
  isElement(child) && child.name === name
export const childrenNamed = ({ children }: XmlElement, name: string): XmlElement[] =>
  children.filter((child) => isNamed(child, name))
export const childNamed = ({ children }: XmlElement, name: string): XmlElement | undefined =>
  children.find((child) => isNamed(child, name))

/** All elements of that name below, in order, not looking inside those found. */
export function below(element: XmlElement, name: string): XmlElement[] {
  const found: XmlElement[] = []
  for (const child of element.children.filter(isElement)) {
    if (child.name === name) found.push(child)
    else found.push(...below(child, name))
  }
  return found
}

export function innerText({ children }: XmlElement): string {
  const [first] = children
  if (children.length <= 1) return first === undefined ? '' : isElement(first) ? innerText(first) : first
  return children.map((child) => (isElement(child) ? innerText(child) : child)).join('')
}
