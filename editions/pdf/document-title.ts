/** What a PDF is called: by its author where he said so, otherwise by the largest words of its first page. */
import type { Page } from './page.ts'
import { lineText, linesOf } from './text.ts'

/** What programs put down for a document that its author did not name: nothing, or the name of its file. */
const unnamed =
  /^(?:\(?(?:anonymous|untitled|unspecified|unknown)\)?|sans (?:nom|titre) ?\d*|(?:document|untitled|classeur|book|présentation|presentation) ?\d*|(?:about:|file:|https?:).*|\S*\.[a-z][a-z0-9]{1,4}|.*\.(?:docx?|od[tsp]|xlsx?|pptx?|html?|pdf|md|tex|rtf))$/iu
/** `Microsoft Word - Cadre.docx`. */
const program = /^(?:microsoft (?:word|excel|powerpoint)|libreoffice \w+|pages|numbers) [-–] /iu

export function titleOf(said: unknown, first: Page | undefined): string {
  const named = typeof said === 'string' ? said.trim().replace(program, '') : ''
  if (named !== '' && !unnamed.test(named)) return named
  const lines = linesOf(first?.texts ?? []).filter((line) => lineText(line) !== '')
  const largest = Math.max(0, ...lines.map(({ height }) => height))
  const from = lines.findIndex(({ height }) => height >= largest * nearly)
  // A title may take several lines.
  const after = lines.findIndex(({ height }, at) => at > from && height < largest * nearly)
  const title = lines.slice(from, after === -1 ? undefined : after).slice(0, linesOfTitle)
  // Where all is of one size, nothing but the place tells the title.
  return lineTexts(after === -1 || title.length === linesOfTitle ? lines.slice(0, 1) : title)
}
const nearly = 0.98
const linesOfTitle = 4

const lineTexts = (lines: readonly Parameters<typeof lineText>[0][]): string => lines.map(lineText).join(' ')
