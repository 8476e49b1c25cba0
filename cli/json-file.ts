/** A JSON file that a person wrote for a command: read whole, or refused with each fault and its place. */
import { readFileSync } from 'node:fs'
import type { Bilingual } from '@socle/contracts/text'
import { issueInWords } from '@socle/contracts/words/validation'
import type { z } from 'zod'
import { fileInvalid, fileRefused, fileUnread } from './errors.ts'

/**
 * @param path `-` = standard input
 * @param expected what it should hold, to be told when it holds something else
 * @throws Refusal naming the file, the place and the fault
 */
export function readJson<T>(path: string, schema: z.ZodType<T>, expected: Bilingual): T {
  const name: Bilingual = path === '-' ? { fr: 'entrée standard', en: 'standard input' } : { fr: path, en: path }
  let written: string
  try {
    written = readFileSync(path === '-' ? 0 : path, 'utf8')
  } catch (cause) {
    throw fileUnread(name, cause)
  }
  if (written.trim() === '') throw fileRefused(name, { fr: `vide ; ${expected.fr}.`, en: `empty; ${expected.en}.` })
  let content: unknown
  try {
    content = JSON.parse(written)
  } catch (cause) {
    const place = placeOf(written, cause)
    throw fileRefused(
      name,
      {
        fr: `ce n’est pas du JSON${place.fr} ; ${expected.fr}.`,
        en: `this is not JSON${place.en}; ${expected.en}.`,
      },
      cause,
    )
  }
  const parsed = schema.safeParse(content)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => ({
    place: issue.path.join('.'),
    message: faultInWords(issue, content),
  }))
  throw fileInvalid(name, faults, expected)
}

/** In both languages; what a schema wrote itself and nobody put in French stays as it is. */
export function faultInWords({ code, path, message, ...params }: z.core.$ZodIssue, content: unknown): Bilingual {
  const said = issueInWords({ keyword: code, instancePath: path.join('/'), message, params }, content)
  return typeof said === 'string' ? { fr: said, en: said } : said
}

/** Line and column, from the offset in what the parser says. */
function placeOf(written: string, cause: unknown): Bilingual {
  const offset = /position (\d+)/.exec(cause instanceof Error ? cause.message : '')?.[1]
  if (offset === undefined) return { fr: '', en: '' }
  const before = written.slice(0, Number(offset)).split('\n')
  const at = { line: before.length, column: before.at(-1)!.length + 1 }
  return { fr: ` (ligne ${at.line}, colonne ${at.column})`, en: ` (line ${at.line}, column ${at.column})` }
}
