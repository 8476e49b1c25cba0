/** YAML of strangers: parsed as data only, several documents a file, aliases counted before they are expanded. */
import { LineCounter, parseAllDocuments } from 'yaml'
import type { Problem } from '../facts.ts'

interface YamlDocument {
  readonly line: number
  readonly content: unknown
}
export type YamlReading = { readonly documents: readonly YamlDocument[]; readonly problem?: Problem }

export function readYaml(path: string, text: string, aliases: number): YamlReading {
  const lines = new LineCounter()
  try {
    const parsed = parseAllDocuments(text, {
      lineCounter: lines,
      logLevel: 'silent',
      uniqueKeys: false,
      maxAliasCount: aliases,
    } as never)
    const documents: YamlDocument[] = []
    for (const document of Array.isArray(parsed) ? parsed : []) {
      const error = document.errors[0]
      if (error !== undefined) {
        const line = error.linePos?.[0].line
        const message = error.message.split('\n')[0] ?? error.code
        return { documents, problem: malformed(path, message, line) }
      }
      const content: unknown = document.toJS({ maxAliasCount: aliases })
      if (content !== null && content !== undefined)
        documents.push({ line: lines.linePos(document.contents?.range?.[0] ?? 0).line, content })
    }
    return { documents }
  } catch (cause) {
    if (cause instanceof ReferenceError && /alias count/i.test(cause.message)) {
      return {
        documents: [],
        problem: {
          path,
          line: firstAlias(text),
          message: {
            fr: `YAML refusé : ses alias se démultiplient au-delà de ${aliases} (« bombe » YAML). Écrivez les valeurs en toutes lettres ou retirez le fichier.`,
            en: `YAML refused: its aliases multiply beyond ${aliases} (a YAML bomb). Write the values out or remove the file.`,
          },
        },
      }
    }
    return { documents: [], problem: malformed(path, cause instanceof Error ? cause.message : String(cause)) }
  }
}

const malformed = (path: string, detail: string, line?: number): Problem => ({
  path,
  ...(line === undefined ? {} : { line }),
  message: {
    fr: `YAML illisible : ${detail}. Corrigez la syntaxe à cet endroit.`,
    en: `YAML that cannot be read: ${detail}. Mend the syntax there.`,
  },
})

const firstAlias = (text: string): number =>
  text.slice(0, Math.max(0, text.search(/[\s[,:-]\*[\w-]+/))).split('\n').length

/** Enough aliases that the file may be a bomb: worth parsing even when nothing else makes it interesting. */
export const hasManyAliases = (text: string): boolean =>
  (text.match(/[[,:\-\s]\*[A-Za-z0-9_-]+/g)?.length ?? 0) >= 10 && /[[,:\-\s]&[A-Za-z0-9_-]+\s/.test(text)
