import { whyUnread } from '@socle/contracts/words/why-unread'
import type { Problem } from '../facts.ts'

/** A file of JSON whose syntax is wrong, at its line when the reader tells it. */
export function malformedJson(path: string, cause: unknown): Problem {
  const { fr, en } = whyUnread(cause)
  const line = /\(line (\d+) column \d+\)/.exec(cause instanceof Error ? cause.message : '')?.[1]
  return {
    path,
    mayHide: true,
    ...(line === undefined ? {} : { line: Number(line) }),
    message: {
      fr: `Fichier illisible : ${fr}. Corrigez sa syntaxe.`,
      en: `File that cannot be read: ${en}. Mend its syntax.`,
    },
  }
}
