/** What is wrong in the parameter file, in the words of whoever mends it: where it stands, and what may stand there. */
import { type Document, isMap, isNode, isScalar, type LineCounter } from 'yaml'
import { z } from 'zod'

/** Line of the file where a parameter stands; where it is missing, that of the innermost one around it that is there. */
export function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const place = path.slice(0, length)
    const name = place.at(-1)
    const around = place.length === 1 ? document.contents : document.getIn(place.slice(0, -1), true)
    const pair = isMap(around) ? around.items.find(({ key }) => (isScalar(key) ? key.value : key) === name) : undefined
    const node = pair?.key ?? document.getIn(place, true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return undefined
}

/** @param given what was read, to name an item of a list by its identifier rather than by its rank alone */
export function mendOf(issue: z.core.$ZodIssue, schema: z.core.$ZodType, given: unknown): string {
  const { path } = issue
  const place = path.join('.') || '(top)'
  const name = identifierAt(given, path)
  const known = issue.code === 'unrecognized_keys' ? keysAt(schema, path) : []
  return `${place}${name && ` (${name})`}: ${wordsOf(issue, given)}${known.length > 0 ? `. Known here: ${known.join(', ')}` : ''}`
}

/** Where it stands: a key that is not known is told at what it was written in. */
export const placeOf = (issue: z.core.$ZodIssue): readonly PropertyKey[] =>
  issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path

/** Who left something out is not told that it is of another type. */
function wordsOf({ path, message }: z.core.$ZodIssue, given: unknown): string {
  const value = path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step], given)
  const expected = /expected .*?(?=, received undefined$|$)/.exec(message)?.[0]
  return value === undefined && expected !== undefined ? `missing: ${expected}` : message
}

/** Of the innermost item on the way that has one. */
function identifierAt(given: unknown, path: readonly PropertyKey[]): string {
  let [at, found] = [given, '']
  for (const step of path) {
    at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined
    if (typeof at !== 'object' || at === null || Array.isArray(at)) continue
    const { id, name } = at as { id?: unknown; name?: unknown }
    const own = id ?? name
    if (typeof own === 'string') found = own
  }
  return found
}

/** Keys that an object of the schema takes; none where it is no object, or may be several. */
function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  let at: z.core.$ZodType | undefined = schema
  for (const step of path) at = at && inside(bare(at), step)
  const found = at && bare(at)
  return found instanceof z.ZodObject ? Object.keys(found.shape) : []
}

function inside(schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<PropertyKey, z.core.$ZodType>)[step]
  if (schema instanceof z.ZodArray) return schema.element
  if (schema instanceof z.ZodRecord) return schema.valueType
  return undefined
}

/** Without what only says that it may be absent, or what becomes of it. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional)
    return bare(schema.unwrap())
  if (schema instanceof z.ZodPipe) return bare(schema.in)
  return schema
}
