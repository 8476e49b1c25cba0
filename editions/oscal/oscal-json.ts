/** OSCAL in JSON, and in YAML which says the same. */
import { parse as parseYaml } from 'yaml'
import type { Format } from '../document.ts'
import { oscalModels } from '../format.ts'
import { limits } from '../limits.ts'
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
import { damaged, tooMany } from '../refusal.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

export function parseData(text: string, format: Format, place: Place): Json {
  refuseDeepNesting(text, place)
  try {
    // Aliases could make a small YAML as large as the memory: a catalogue has no use for them.
    return format === 'oscal-json' ? (JSON.parse(text) as Json) : (parseYaml(text, { maxAliasCount: 0 }) as Json)
  } catch (cause) {
    throw damaged(
      { ...place, line: lineOf(cause, text) },
      {
        fr: `${format === 'oscal-json' ? 'JSON' : 'YAML'} mal formé.`,
        en: `malformed ${format === 'oscal-json' ? 'JSON' : 'YAML'}.`,
      },
      cause,
    )
  }
}

/** Where the parser stopped: at a sign, at a line, or at the end of a text that goes on no further. */
function lineOf(cause: unknown, text: string): number {
  const [, line] = /at line (\d+)/.exec(String(cause)) ?? []
  if (line !== undefined) return Number(line)
  const [, sign] = /position (\d+)/.exec(String(cause)) ?? []
  const read = sign === undefined ? text.trimEnd() : text.slice(0, Number(sign))
  return read.split('\n').length
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

export function fromJson(document: Json, place: Place, lineOf: (control: object) => number | undefined): Catalogue {
  const catalogue = member(document, 'catalog')
  if (catalogue === undefined || typeof catalogue !== 'object')
    throw noCatalogue(place, oscalModels.find((model) => member(document, model) !== undefined) ?? '')
  const metadata = member(catalogue, 'metadata')
  return {
    ...groupOfJson(catalogue, lineOf),
    title: text(member(metadata, 'title')),
    version: text(member(metadata, 'version')),
  }
}

const paramsOfJson = (holder: Json): Params =>
  new Map(list(member(holder, 'params')).map((param) => [text(member(param, 'id')), paramOfJson(param)]))

type LineOf = (control: object) => number | undefined

const groupOfJson = (group: Json, lineOf: LineOf): Group => ({
  title: text(member(group, 'title')),
  params: paramsOfJson(group),
  groups: list(member(group, 'groups')).map((each) => groupOfJson(each, lineOf)),
  controls: list(member(group, 'controls')).map((each) => controlOfJson(each, lineOf)),
})

const controlOfJson = (control: Json, lineOf: LineOf): Control => ({
  id: text(member(control, 'id')),
  title: text(member(control, 'title')),
  props: propsOfJson(control),
  params: paramsOfJson(control),
  successors: list(member(control, 'links'))
    .filter((link) => /^(incorporated-into|moved-to)$/.test(text(member(link, 'rel'))))
    .map((link) => text(member(link, 'href'))),
  parts: list(member(control, 'parts')).map(partOfJson),
  controls: list(member(control, 'controls')).map((each) => controlOfJson(each, lineOf)),
  ...(typeof control === 'object' && control !== null && lineOf(control) !== undefined
    ? { line: lineOf(control)! }
    : {}),
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
const paramOfJson = (param: Json): Param => {
  const values = list(member(param, 'values')).map(text)
  const choice = list(member(member(param, 'select'), 'choice')).map(text)
  if (values.length > 0) return { text: values.join(', '), given: true }
  const constraints = list(member(param, 'constraints')).map((each) => text(member(each, 'description')))
  return leftOpen(choice.length > 0 ? choice.join(' / ') : text(member(param, 'label')), constraints)
}
