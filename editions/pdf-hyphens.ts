/** Words that a layout cut at the end of a line, put together again where the document itself says how they are written. */
import type { Row, Table } from './document.ts'
import type { Page } from './pdf-page.ts'
import { lineText, linesOf } from './pdf-text.ts'
import { softBreak } from './plain-words.ts'

const cutWord = new RegExp(String.raw`([\p{L}\p{M}]+)-${softBreak}([\p{Ll}\p{M}]+)`, 'gu')
/** A word wider than its column is cut anywhere, without a hyphen: `Journalisat` above `ion`. It is alone on its line. */
const squeezedWord = new RegExp(
  String.raw`(?<=^|${softBreak}|\n)([\p{L}\p{M}]+)${softBreak}([\p{Ll}\p{M}]+)(?!\p{L})`,
  'gu',
)
/** A long word, then a line of one to three letters: no name ends with a word so short. */
const squeezedName = new RegExp(String.raw`^([\p{L}\p{M}]{8,})${softBreak}(\p{Ll}{1,3})$`, 'u')
/** Cut words that the document writes whole elsewhere, before all its hyphens at line ends are taken for cuts. */
const enoughCuts = 3

/**
 * A hyphen at the end of a line belongs to the word, or to the layout. The word whole elsewhere in the document says that it is
 * the layout's, the word with its hyphen that it is its own; of others, a document that is seen to cut words has cut them too.
 */
export function withoutCutWords(tables: readonly Table[], pages: readonly Page[]): readonly Table[] {
  const known = new Set(pages.flatMap(({ texts }) => linesOf(texts).flatMap((line) => wordsOf(lineText(line)))))
  const says = (before: string, after: string): 'cut' | 'own' | 'nothing' => {
    if (known.has(`${before}-${after}`.toLowerCase())) return 'own'
    return known.has(`${before}${after}`.toLowerCase()) ? 'cut' : 'nothing'
  }
  // Two words of their own stay two, even where the document also writes them as one.
  const within = new Set(
    pages.flatMap(({ texts }) => linesOf(texts).flatMap((line) => wordsOf(lineText(line)).slice(0, -1))),
  )
  const isWhole = (before: string, after: string): boolean =>
    known.has(`${before}${after}`.toLowerCase()) && !within.has(before.toLowerCase())
  const all = tables.flatMap(({ rows }) =>
    rows.flatMap(({ cells }) =>
      cells.flatMap(({ text }) => [...text.matchAll(cutWord)].map(([, a, b]) => says(a!, b!))),
    ),
  )
  const count = (kind: 'cut' | 'own'): number => all.filter((each) => each === kind).length
  const cuts = count('cut') >= enoughCuts && count('cut') > count('own')
  const mended = (text: string): string =>
    text
      .replace(cutWord, (whole, before: string, after: string) => {
        const said = says(before, after)
        return said === 'cut' || (cuts && said === 'nothing') ? `${before}${after}` : whole
      })
      .replace(squeezedWord, (whole, before: string, after: string) =>
        isWhole(before, after) ? `${before}${after}` : whole,
      )
      .replace(squeezedName, '$1$2')
  const row = (each: Row): Row => ({ ...each, cells: each.cells.map((cell) => ({ ...cell, text: mended(cell.text) })) })
  return tables.map((table) => ({ ...table, rows: table.rows.map(row) }))
}

const wordsOf = (line: string): string[] => line.toLowerCase().match(/[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu) ?? []
