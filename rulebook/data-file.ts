/** One YAML file against its schema, with mistakes told where they stand and how to mend them. */
import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { conditionMistake } from './condition.ts'
import type { FrameworkProblem } from './problems.ts'

export interface DataFile<T> {
  readonly file: string
  readonly content: T
  /** Line of a key path, or of the nearest thing around it that exists. */
  readonly lineOf: (path: readonly PropertyKey[]) => number | undefined
}

type Key = readonly PropertyKey[]

/** @returns nothing when the file has problems; they are added to `problems` */
export function parseDataFile<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
  problems: FrameworkProblem[],
): DataFile<z.output<S>> | undefined {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const lineAt = (offset: number) => lines.linePos(offset).line
  if (document.errors.length > 0) {
    for (const error of document.errors)
      problems.push({ file, path: '', line: lineAt(error.pos[0]), message: `not valid YAML: ${error.message}` })
    return undefined
  }
  const lineOf = (path: Key): number | undefined => {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
      const range = (node as { range?: [number, number, number] } | null | undefined)?.range
      if (range) return lineAt(range[0])
    }
    return undefined
  }
  let content: unknown
  try {
    content = document.toJS({ maxAliasCount: 0 })
  } catch {
    problems.push({ file, path: '', message: 'an anchor is reused (*name): write the value out where it is used' })
    return undefined
  }
  const parsed = schema.safeParse(content)
  if (parsed.success) return { file, content: parsed.data, lineOf }
  for (const issue of parsed.error.issues) {
    const { path, message } = explain(issue, content)
    problems.push({ file, path: path.join('.'), line: lineOf(path), message })
  }
  return undefined
}

/** What a schema finds wrong, in a sentence that says how to mend it. */
function explain(issue: z.core.$ZodIssue, content: unknown): { path: Key; message: string } {
  const last = issue.path.at(-1)
  const missing = issue.code === 'invalid_type' && issue.input === undefined && /received undefined/.test(issue.message)
  if ((last === 'fr' || last === 'en') && (missing || issue.code === 'too_small'))
    return {
      path: issue.path,
      message: `the ${last === 'fr' ? 'French' : 'English'} wording is missing: write both languages`,
    }
  if (missing) return { path: issue.path, message: `“${String(last)}” is missing: add it` }
  if (issue.code === 'unrecognized_keys') {
    const [first = ''] = issue.keys
    const names = issue.keys.map((key) => `“${key}”`).join(', ')
    return {
      path: [...issue.path, first],
      message: `unknown key ${names}: remove it, or mend its spelling`,
    }
  }
  // Conditions are the only unions of these schemas.
  if (issue.code === 'invalid_union') {
    const mistake = conditionMistake(valueAt(content, issue.path), issue.path)
    if (mistake) return mistake
  }
  return { path: issue.path, message: issue.message }
}

const valueAt = (content: unknown, path: Key): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], content)
