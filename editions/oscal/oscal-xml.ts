import {
  type Catalogue,
  type Control,
  type Group,
  type Param,
  type Params,
  type Part,
  type Prop,
  leftOpen,
  noCatalogue,
} from './oscal-catalogue.ts'
import type { Place } from '../place.ts'
import { oneLine, tidy } from '../plain-words.ts'
import { type XmlElement, childNamed, childrenNamed, innerText, isElement } from '../bytes/xml-tree.ts'

export function fromXml(root: XmlElement, place: Place): Catalogue {
  if (root.name !== 'catalog') throw noCatalogue(place, root.name)
  const metadata = childNamed(root, 'metadata')
  const of = (name: string): string =>
    oneLine(metadata === undefined ? '' : innerText(childNamed(metadata, name) ?? metadata))
  return { ...groupOfXml(root), title: of('title'), version: of('version') }
}

const titleOfXml = (element: XmlElement): string => {
  const title = childNamed(element, 'title')
  return title === undefined ? '' : oneLine(innerText(title))
}
const paramsOfXml = (holder: XmlElement): Params =>
  new Map(childrenNamed(holder, 'param').map((param) => [param.attributes['id'] ?? '', paramOfXml(param)]))
const groupOfXml = (group: XmlElement): Group => ({
  title: titleOfXml(group),
  params: paramsOfXml(group),
  groups: childrenNamed(group, 'group').map(groupOfXml),
  controls: childrenNamed(group, 'control').map(controlOfXml),
})
const controlOfXml = (control: XmlElement): Control => ({
  id: control.attributes['id'] ?? '',
  title: titleOfXml(control),
  props: propsOfXml(control),
  params: paramsOfXml(control),
  successors: childrenNamed(control, 'link')
    .filter(({ attributes }) => /^(incorporated-into|moved-to)$/.test(attributes['rel'] ?? ''))
    .map(({ attributes }) => attributes['href'] ?? ''),
  parts: childrenNamed(control, 'part').map(partOfXml),
  controls: childrenNamed(control, 'control').map(controlOfXml),
  line: control.line,
})
const propsOfXml = (holder: XmlElement): readonly Prop[] =>
  childrenNamed(holder, 'prop').map(({ attributes }) => ({
    name: attributes['name'] ?? '',
    value: attributes['value'] ?? '',
  }))
const notProse = new Set(['title', 'prop', 'part', 'link'])
const partOfXml = (part: XmlElement): Part => ({
  name: part.attributes['name'] ?? '',
  title: titleOfXml(part),
  prose: tidy(
    part.children
      .filter(isElement)
      .filter(({ name }) => !notProse.has(name))
      .map((element) => proseOfXml(element))
      .join('\n')
      .replace(/\n\s*\n/g, '\n'),
  ),
  props: propsOfXml(part),
  parts: childrenNamed(part, 'part').map(partOfXml),
})
/** Items, rows and paragraphs are lines of their own; anything else goes on the line. */
const blocks = new Set(['p', 'ul', 'ol', 'li', 'table', 'tr', 'pre', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
function proseOfXml(element: XmlElement): string {
  if (element.name === 'insert') return `{{ insert: param, ${element.attributes['id-ref'] ?? ''} }}`
  const inside = element.children
    .map((child) => (isElement(child) ? proseOfXml(child) : child.replace(/\s+/g, ' ')))
    .join('')
  if (element.name === 'li') return `\n- ${inside.trim()}\n`
  if (element.name === 'td' || element.name === 'th') return `${inside.trim()} `
  return blocks.has(element.name) ? `\n${inside.trim()}\n` : inside
}
const paramOfXml = (param: XmlElement): Param => {
  const values = childrenNamed(param, 'value').map(innerText)
  const label = childNamed(param, 'label')
  const select = childNamed(param, 'select')
  const choices = select === undefined ? [] : childrenNamed(select, 'choice').map(innerText)
  if (values.length > 0) return { text: oneLine(values.join(', ')), given: true }
  const open = choices.length > 0 ? choices.join(' / ') : label === undefined ? '' : innerText(label)
  const constraints = childrenNamed(param, 'constraint').flatMap((each) =>
    childrenNamed(each, 'description').map(innerText),
  )
  return leftOpen(oneLine(open), constraints.map(oneLine))
}
