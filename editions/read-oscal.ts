/** OSCAL catalogues (NIST, 1.0 and 1.1): controls with their groups, in JSON, YAML or XML. */
import { parse as parseYaml } from 'yaml'
import type { Anomaly } from './anomaly.ts'
import type { Entry, Format, ReadDocument } from './document.ts'
import { readLevel } from './level.ts'
import { limits } from './limits.ts'
import type { Place } from './place.ts'
import { fold, oneLine, tidy } from './plain-words.ts'
import { damaged, notADocument, tooMany } from './refusal.ts'
import type { Work } from './work-clock.ts'
import { type XmlElement, childNamed, childrenNamed, innerText, isElement, readXml } from './xml-tree.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** The few members that matter, the same whatever the syntax. */
interface Prop {
  readonly name: string
  readonly value: string
}
interface Part {
  readonly name: string
  readonly title: string
  readonly prose: string
  readonly props: readonly Prop[]
  readonly parts: readonly Part[]
}
interface Control {
  readonly id: string
  readonly title: string
  readonly props: readonly Prop[]
  readonly params: ReadonlyMap<string, string>
  readonly parts: readonly Part[]
  readonly controls: readonly Control[]
  /** Where a withdrawn control went: `#ac-2`. */
  readonly successors: readonly string[]
  readonly line?: number
}
interface Group {
  readonly title: string
  readonly params: ReadonlyMap<string, string>
  readonly groups: readonly Group[]
  readonly controls: readonly Control[]
}
interface Catalogue extends Group {
  readonly version: string
}

export function readOscal(text: string, format: Format & `oscal-${string}`, place: Place, work: Work): ReadDocument {
  const catalogue =
    format === 'oscal-xml' ? fromXml(readXml(text, place, work)) : fromJson(parseData(text, format, place), place)
  const lineOf = linesOfIdentifiers(text)
  const entries: Entry[] = []
  const withdrawn: Anomaly[] = []
  const within = (outer: Params, own: Params): Params => new Map([...outer, ...own])
  const visit = (group: Group, category: string, outer: Params): void => {
    const params = within(outer, group.params)
    for (const control of group.controls) collect(control, category, params)
    for (const inner of group.groups) visit(inner, inner.title === '' ? category : inner.title, params)
  }
  const collect = (control: Control, category: string, outer: Params): void => {
    const params = within(outer, control.params)
    const line = control.line ?? lineOf(control.id)
    const here: Place = { ...place, ...(line === undefined ? {} : { line }), under: control.id }
    work.row(here, control.props.length + 1)
    if (isWithdrawn(control)) withdrawn.push(tellWithdrawn(control, here))
    else entries.push(entryOf(control, params, category, here))
    for (const inner of control.controls) collect(inner, category, params)
  }
  visit(catalogue, '', new Map())
  if (entries.length === 0)
    throw notADocument(place, {
      fr: 'ce catalogue OSCAL ne contient aucun « control ».',
      en: 'this OSCAL catalogue holds no control.',
    })
  return {
    format,
    title: catalogue.title,
    version: catalogue.version,
    tables: [],
    entries,
    anomalies: [...tell(entries), ...withdrawn],
  }
}

type Params = ReadonlyMap<string, string>

/** Catalogues keep the number of what they took out: it is no requirement any more, and its number is not free. */
const isWithdrawn = ({ props }: Control): boolean =>
  props.some(({ name, value }) => name === 'status' && /^withdrawn$/i.test(value.trim()))

function tellWithdrawn({ id, title, successors }: Control, place: Place): Anomaly {
  const where = successors.map((one) => one.replace(/^#/, '')).join(', ')
  return {
    kind: 'row-withdrawn',
    id,
    place,
    detail: {
      fr: `« ${oneLine(title)} » est retirée par le catalogue${where === '' ? '' : `, reprise par ${where}`} ; elle n’est pas lue comme une exigence.`,
      en: `“${oneLine(title)}” is withdrawn by the catalogue${where === '' ? '' : `, taken over by ${where}`}; it is not read as a requirement.`,
    },
  }
}

function parseData(text: string, format: Format, place: Place): Json {
  refuseDeepNesting(text, place)
  try {
    // Aliases could make a small YAML as large as the memory: a catalogue has no use for them.
    return format === 'oscal-json' ? (JSON.parse(text) as Json) : (parseYaml(text, { maxAliasCount: 0 }) as Json)
  } catch (cause) {
    const at = /position (\d+)/.exec(String(cause))?.[1]
    const line = at === undefined ? undefined : text.slice(0, Number(at)).split('\n').length
    throw damaged(
      { ...place, ...(line === undefined ? {} : { line }) },
      {
        fr: `${format === 'oscal-json' ? 'JSON' : 'YAML'} mal formé.`,
        en: `malformed ${format === 'oscal-json' ? 'JSON' : 'YAML'}.`,
      },
      cause,
    )
  }
}

function refuseDeepNesting(text: string, place: Place): void {
  let depth = 0
  let inText = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (inText) {
      if (sign === 0x5c) at += 1
      else if (sign === 0x22) inText = false
    } else if (sign === 0x22) inText = true
    else if (sign === 0x7b || sign === 0x5b) {
      depth += 1
      if (depth > limits.depth)
        throw tooMany(place, { fr: 'niveaux d’imbrication', en: 'levels of nesting' }, limits.depth)
    } else if (sign === 0x7d || sign === 0x5d) depth = Math.max(0, depth - 1)
  }
}

const member = (value: Json | undefined, key: string): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)[key]
    : undefined
const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])
const text = (value: Json | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

function fromJson(document: Json, place: Place): Catalogue {
  const catalogue = member(document, 'catalog')
  if (catalogue === undefined || typeof catalogue !== 'object')
    throw notADocument(place, {
      fr: 'ce document OSCAL n’est pas un catalogue. Un profil doit d’abord être résolu.',
      en: 'this OSCAL document is no catalogue. A profile must be resolved first.',
    })
  const metadata = member(catalogue, 'metadata')
  return {
    ...groupOfJson(catalogue),
    title: text(member(metadata, 'title')),
    version: text(member(metadata, 'version')),
  }
}

const paramsOfJson = (holder: Json): Params =>
  new Map(list(member(holder, 'params')).map((param) => [text(member(param, 'id')), paramOfJson(param)]))

const groupOfJson = (group: Json): Group => ({
  title: text(member(group, 'title')),
  params: paramsOfJson(group),
  groups: list(member(group, 'groups')).map(groupOfJson),
  controls: list(member(group, 'controls')).map(controlOfJson),
})

const controlOfJson = (control: Json): Control => ({
  id: text(member(control, 'id')),
  title: text(member(control, 'title')),
  props: propsOfJson(control),
  params: paramsOfJson(control),
  successors: list(member(control, 'links'))
    .filter((link) => /^(incorporated-into|moved-to)$/.test(text(member(link, 'rel'))))
    .map((link) => text(member(link, 'href'))),
  parts: list(member(control, 'parts')).map(partOfJson),
  controls: list(member(control, 'controls')).map(controlOfJson),
})
const propsOfJson = (holder: Json): readonly Prop[] =>
  list(member(holder, 'props')).map((prop) => ({
    name: text(member(prop, 'name')),
    value: text(member(prop, 'value')),
  }))
const partOfJson = (part: Json): Part => ({
  name: text(member(part, 'name')),
  title: text(member(part, 'title')),
  prose: text(member(part, 'prose')),
  props: propsOfJson(part),
  parts: list(member(part, 'parts')).map(partOfJson),
})
const paramOfJson = (param: Json): string => {
  const values = list(member(param, 'values')).map(text)
  const choice = list(member(member(param, 'select'), 'choice')).map(text)
  return values.length > 0 ? values.join(', ') : choice.length > 0 ? choice.join(' / ') : text(member(param, 'label'))
}

function fromXml(root: XmlElement): Catalogue {
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
      .map(proseOfXml)
      .join('\n'),
  ),
  props: propsOfXml(part),
  parts: childrenNamed(part, 'part').map(partOfXml),
})
const proseOfXml = (element: XmlElement): string =>
  element.children
    .map((child) =>
      !isElement(child)
        ? child
        : child.name === 'insert'
          ? `{{ insert: param, ${child.attributes['id-ref'] ?? ''} }}`
          : proseOfXml(child),
    )
    .join('')
const paramOfXml = (param: XmlElement): string => {
  const values = childrenNamed(param, 'value').map(innerText)
  const label = childNamed(param, 'label')
  const select = childNamed(param, 'select')
  const choices = select === undefined ? [] : childrenNamed(select, 'choice').map(innerText)
  if (values.length === 0 && choices.length > 0) return oneLine(choices.join(' / '))
  return oneLine(values.length > 0 ? values.join(', ') : label === undefined ? '' : innerText(label))
}

/** A property that weighs the control; effort and maturity weigh the work, not the duty. */
const levelName = /level|niveau|priorit|obligation|criticalit|modal|baseline|importance/i
const notLevel = /effort|maturit/i

function entryOf(control: Control, params: Params, category: string, place: Place): Entry {
  const isStatement = ({ name }: Part): boolean => name === 'statement' || name === 'requirement'
  const statements = control.parts.filter(isStatement)
  const props = [...control.props, ...statements.flatMap((part) => part.props)]
  const level = props.find(({ name }) => levelName.test(name) && !notLevel.test(name))?.value ?? ''
  const fields: Record<string, string> = {}
  const put = (name: string, value: string): void => {
    if (name === '' || value === '') return
    fields[name] = fields[name] === undefined ? value : `${fields[name]}, ${value}`
  }
  for (const { name, value } of props) put(name, value)
  for (const part of control.parts) if (!isStatement(part)) put(part.name, proseOf(part, params))
  return {
    id: control.id,
    level,
    category,
    title: oneLine(control.title),
    text: tidy(statements.map((part) => proseOf(part, params)).join('\n')) || oneLine(control.title),
    place,
    fields,
  }
}

function proseOf(part: Part, params: ReadonlyMap<string, string>): string {
  const label = part.props.find(({ name }) => name === 'label')?.value
  const own = part.prose.replace(
    /\{\{\s*(?:insert:\s*)?param,?\s*([^}\s]+)\s*\}\}/g,
    (_, id: string) => `[${params.get(id) ?? id}]`,
  )
  return [
    own === '' ? part.title : `${label === undefined || part.name === 'statement' ? '' : `${label} `}${own}`,
    ...part.parts.map((inner) => proseOf(inner, params)),
  ]
    .filter((line) => line !== '')
    .join('\n')
}

/** Line of `"id": "X"` in the source, each looked for after the one before; undefined in a file of one line. */
function linesOfIdentifiers(source: string): (id: string) => number | undefined {
  let from = 0
  let line = 1
  return (id) => {
    let at = -1
    for (const spelling of [`"id": "${id}"`, `"id":"${id}"`, `id: ${id}\n`, `id: "${id}"`]) {
      at = source.indexOf(spelling, from)
      if (at !== -1) break
    }
    if (at === -1) return undefined
    for (let sign = source.indexOf('\n', from); sign !== -1 && sign < at; sign = source.indexOf('\n', sign + 1))
      line += 1
    from = at
    return line === 1 ? undefined : line
  }
}

function tell(entries: readonly Entry[]): Anomaly[] {
  const weighs = entries.some(({ level }) => level !== '')
  return entries.flatMap((entry): Anomaly[] => {
    const { id, place } = entry
    const told: Anomaly[] = []
    if (id === '')
      told.push({
        kind: 'id-missing',
        id,
        place,
        detail: { fr: `donnez un identifiant à « ${entry.title} ».`, en: `give an identifier to “${entry.title}”.` },
      })
    if (fold(entry.text) === fold(entry.title))
      told.push({
        kind: 'text-missing',
        id,
        place,
        detail: { fr: 'pas de « statement » ; le titre en tient lieu.', en: 'no statement; the title stands for it.' },
      })
    if (weighs && entry.level === '')
      told.push({
        kind: 'level-missing',
        id,
        place,
        detail: { fr: 'aucune propriété de niveau.', en: 'no property for the level.' },
      })
    else if (weighs && !readLevel(entry.level).known)
      told.push({
        kind: 'level-unknown',
        id,
        place,
        detail: { fr: `niveau lu tel quel : « ${entry.level} ».`, en: `level read as it is: “${entry.level}”.` },
      })
    return told
  })
}
