/** What is wrong in the parameter file, in the words of whoever mends it: where it stands, and what may stand there. */
import { z } from 'zod'

/** @param given what was read, to name an item of a list by its identifier rather than by its rank alone */
export function mendOf(issue: z.core.$ZodIssue, schema: z.core.$ZodType, given: unknown): string {
  const { path } = issue
  const place = path.join('.') || '(top)'
  const name = identifierAt(given, path)
  const known = issue.code === 'unrecognized_keys' ? keysAt(schema, path) : []
  return `${place}${name && ` (${name})`}: ${issue.message}${known.length > 0 ? `. Known here: ${known.join(', ')}` : ''}`
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
