/** YAML of strangers: parsed as data only, several documents a file, what aliases expand to counted before they are expanded. */
import { LineCounter, parseAllDocuments } from 'yaml'
import type { Problem } from '../facts.ts'
import { expandedValues } from './alias-expansion.ts'
import { type Places, placesOf } from './places.ts'

export interface YamlDocument {
  readonly line: number
  readonly content: unknown
  /** Of a document that describes an object of Kubernetes. */
  readonly places?: Places
}
export type YamlReading = { readonly documents: readonly YamlDocument[]; readonly problem?: Problem }

export function readYaml(path: string, text: string, values: number): YamlReading {
  const lines = new LineCounter()
  const { kept, lineOf } = withoutMarginComments(text)
  try {
    const parsed = parseAllDocuments(kept, {
      lineCounter: lines,
      logLevel: 'silent',
      uniqueKeys: false,
      // Kubernetes and Compose read YAML 1.1, where `<<` brings in the keys of an anchor.
      merge: true,
    } as never)
    const documents: YamlDocument[] = []
    const aliased = kept.includes('*') && kept.includes('&')
    for (const document of Array.isArray(parsed) ? parsed : []) {
      const error = document.errors[0]
      if (error !== undefined) {
        const line = error.linePos === undefined ? undefined : lineOf(error.linePos[0].line)
        const message = error.message.split('\n')[0] ?? error.code
        return { documents, problem: malformed(path, message, line) }
      }
      if (aliased && expandedValues(document.contents) > values)
        return { documents: [], problem: bomb(path, text, values) }
      const content: unknown = document.toJS({ maxAliasCount: -1 })
      if (content === null || content === undefined) continue
      const lineAt = (offset: number): number => lineOf(lines.linePos(offset).line)
      documents.push({
        line: lineAt(document.contents?.range?.[0] ?? 0),
        content,
        ...(typeof content === 'object' && 'apiVersion' in content && 'kind' in content
          ? { places: placesOf(document.contents, lineAt) }
          : {}),
      })
    }
    return { documents }
  } catch (cause) {
    return { documents: [], problem: malformed(path, cause instanceof Error ? cause.message : String(cause)) }
  }
}

/**
 * A comment at the margin tells us nothing, and the parser takes as long over its line as over any other: lines that begin
 * with `#` go. `lineOf` gives the number of a kept line in the file, from 1.
 */
function withoutMarginComments(text: string): { kept: string; lineOf: (line: number) => number } {
  if (!text.startsWith('#') && !text.includes('\n#')) return { kept: text, lineOf: (line) => line }
  const kept: string[] = []
  const numbers: number[] = []
  for (const [index, line] of text.split('\n').entries())
    if (!line.startsWith('#')) {
      kept.push(line)
      numbers.push(index + 1)
    }
  return { kept: kept.join('\n'), lineOf: (line) => numbers[line - 1] ?? line }
}

const malformed = (path: string, detail: string, line?: number): Problem => ({
  path,
  ...(line === undefined ? {} : { line }),
  message: {
    fr: `YAML illisible : ${detail}. Corrigez la syntaxe à cet endroit.`,
    en: `YAML that cannot be read: ${detail}. Mend the syntax there.`,
  },
})

const bomb = (path: string, text: string, values: number): Problem => ({
  path,
  line: firstAlias(text),
  message: {
    fr: `YAML refusé : ses alias se démultiplient au-delà de ${values} valeurs (« bombe » YAML). Écrivez les valeurs en toutes lettres ou retirez le fichier.`,
    en: `YAML refused: its aliases multiply beyond ${values} values (a YAML bomb). Write the values out or remove the file.`,
  },
})

const firstAlias = (text: string): number =>
  text.slice(0, Math.max(0, text.search(/[\s[,:-]\*[\w-]+/))).split('\n').length

/** Enough aliases that the file may be a bomb: worth parsing even when nothing else makes it interesting. */
export const hasManyAliases = (text: string): boolean =>
  (text.match(/[[,:\-\s]\*[A-Za-z0-9_-]+/g)?.length ?? 0) >= 10 && /[[,:\-\s]&[A-Za-z0-9_-]+\s/.test(text)
