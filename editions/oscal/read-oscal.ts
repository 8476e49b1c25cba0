/** OSCAL catalogues (NIST, 1.0 to 1.2): controls with their groups, in JSON, YAML or XML. */
import type { Anomaly } from '../anomaly.ts'
import type { Entry, Format, ReadDocument } from '../document.ts'
import type { Catalogue, Control, Group, Param, Params, Part } from './oscal-catalogue.ts'
import { fromJson, parseData } from './oscal-json.ts'
import { controlLines } from './oscal-lines.ts'
import { fromXml } from './oscal-xml.ts'
import type { Place } from '../place.ts'
import { fold, oneLine, tidy } from '../plain-words.ts'
import { notADocument } from '../refusal.ts'
import type { Work } from '../bytes/work-clock.ts'
import { readXml } from '../bytes/xml-tree.ts'

export function readOscal(text: string, format: Format & `oscal-${string}`, place: Place, work: Work): ReadDocument {
  const catalogue = format === 'oscal-xml' ? fromXml(readXml(text, place, work), place) : readData(text, format, place)
  const lineOf = linesOfIdentifiers(text)
  const entries: Entry[] = []
  const withdrawn: Anomaly[] = []
  const everywhere = allParams(catalogue)
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
    else entries.push(entryOf(control, { get: (id) => params.get(id) ?? everywhere.get(id) }, category, here))
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

function readData(text: string, format: Format, place: Place): Catalogue {
  const data = parseData(text, format, place)
  return fromJson(data, place, format === 'oscal-json' ? controlLines(text, data) : () => undefined)
}

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

/** A property that weighs the control; effort and maturity weigh the work, not the duty. */
const levelName = /level|niveau|priorit|obligation|criticalit|modal|baseline|importance/i
const notLevel = /effort|maturit/i

function entryOf(control: Control, params: Known, category: string, place: Place): Entry {
  const statements = statementsOf(control.parts)
  const props = [...control.props, ...statements.flatMap((part) => part.props)]
  const level = props.find(({ name }) => levelName.test(name) && !notLevel.test(name))?.value ?? ''
  const fields: Record<string, string> = {}
  const put = (name: string, value: string): void => {
    if (name === '' || value === '') return
    fields[name] = fields[name] === undefined ? value : `${fields[name]}, ${value}`
  }
  for (const { name, value } of props) put(name, value)
  for (const part of control.parts)
    if (!statements.includes(part))
      put(
        part.name,
        proseOf(part, params, ({ parts }) => parts.filter((inner) => !statements.includes(inner))),
      )
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

/** What the control demands; some catalogues put it inside a section of the control. */
function statementsOf(parts: readonly Part[]): readonly Part[] {
  const here = parts.filter(({ name }) => name === 'statement' || name === 'requirement')
  return here.length > 0 ? here : parts.flatMap((part) => statementsOf(part.parts))
}

/** Its own parameters first, then those of any other control: a catalogue gives each identifier once. */
type Known = Pick<Params, 'get'>

function allParams({ params, groups, controls }: Pick<Group, 'params' | 'groups' | 'controls'>): Params {
  const all = new Map<string, Param>()
  const add = (own: Params): void => own.forEach((param, id) => all.set(id, param))
  const visit = (control: Control): void => {
    add(control.params)
    control.controls.forEach(visit)
  }
  add(params)
  controls.forEach(visit)
  groups.forEach((group) => add(allParams(group)))
  return all
}

/** A parameter may choose among sentences that hold parameters themselves; one that holds itself is named as it is. */
const withParams = (prose: string, params: Known, within: readonly string[] = []): string =>
  prose.replace(/\{\{\s*(?:insert:\s*)?param,?\s*([^}\s]+)\s*\}\}/g, (_, id: string) => {
    const param = within.includes(id) ? undefined : params.get(id)
    const said = param === undefined ? id : withParams(param.text, params, [...within, id])
    return param?.given === true ? said : `[${said}]`
  })

function proseOf(part: Part, params: Known, inside = ({ parts }: Part): readonly Part[] => parts): string {
  const label = part.props.find(({ name }) => name === 'label')?.value
  const own = withParams(part.prose, params)
  const isStatement = part.name === 'statement' || part.name === 'requirement'
  const titled =
    own === '' || isStatement ? (own === '' ? part.title : own) : [part.title, own].filter(Boolean).join('\n')
  return [
    titled === '' || label === undefined || isStatement ? titled : `${label} ${titled}`,
    ...inside(part).map((inner) => proseOf(inner, params, inside)),
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
    from = at + 1
    return line === 1 ? undefined : line
  }
}

function tell(entries: readonly Entry[]): Anomaly[] {
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
    return told
  })
}
