/** Words that a layout cut at the end of a line, put together again where the document itself says how they are written. */
import type { Row, Table } from '../document.ts'
import type { Page } from './page.ts'
import { lineText, linesOf } from './text.ts'
import { softBreak } from '../plain-words.ts'

/** Programs that cut words at line ends unless they are told not to, by how they sign a document: the families of TeX and troff. */
export const cutsWords = (...made: readonly unknown[]): boolean =>
  made.some(
    (name) =>
      typeof name === 'string' &&
      /\b(?:(?:pdf|lua|xe)?(?:la)?tex|xdvipdfmx|dvips|[gnt]roff|gropdf|grops)\b/i.test(name),
  )

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
/** Compounds end few lines; a layout that cuts words ends one line in ten with a hyphen, or more. */
const shareOfCutLines = 0.08
/** Compounds that keep their hyphen where a line ends on it: `sous-traitant`, `peut-être`, `au-delà`, `self-signed`. */
const isCompound = (before: string, after: string): boolean =>
  /^(?:sous|non|semi|quasi|peut|rendez|celui|celle|ceux|celles|quatre|vingt|soixante|self|cross|real|open|third)$/iu.test(
    before,
  ) ||
  (/^(?:au|par|là|ci|i)$/iu.test(before) && /^(?:dess|delà|dehors|devant|dedans|contre$|après$|joint)/iu.test(after))

/**
 * A hyphen at the end of a line belongs to the word, or to the layout. The word whole elsewhere in the document says that it is
 * the layout's, the word with its hyphen that it is its own; of others, a document that is seen to cut words, or whose program
 * `hyphenates`, has cut them too.
 */
export function wordsMended(
  tables: readonly Table[],
  pages: readonly Page[],
  hyphenates = false,
): (text: string) => string {
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
  const cells = tables.flatMap(({ rows }) => rows.flatMap((row) => row.cells.map(({ text }) => text)))
  const lines =
    cells.length > 0
      ? cells.flatMap((text) => text.split(/[\v\n]/))
      : pages.flatMap(({ texts }) => linesOf(texts).map(lineText))
  const hyphened = lines.filter((line) => /\p{L}-$/u.test(line)).length
  const cutsEverywhere =
    hyphenates || (hyphened > enoughCuts && hyphened >= lines.length * shareOfCutLines && count('own') * 2 < hyphened)
  const cuts = count('cut') >= enoughCuts && count('cut') > count('own')
  const isCut = (before: string, after: string): boolean => cuts || (cutsEverywhere && !isCompound(before, after))
  return (text) =>
    text
      .replace(cutWord, (whole, before: string, after: string) => {
        const said = says(before, after)
        return said === 'cut' || (said === 'nothing' && isCut(before, after)) ? `${before}${after}` : whole
      })
      .replace(squeezedWord, (whole, before: string, after: string) =>
        isWhole(before, after) ? `${before}${after}` : whole,
      )
      .replace(squeezedName, '$1$2')
}

export const withoutCutWords = (tables: readonly Table[], mended: (text: string) => string): readonly Table[] => {
  const row = (each: Row): Row => ({ ...each, cells: each.cells.map((cell) => ({ ...cell, text: mended(cell.text) })) })
  return tables.map((table) => ({ ...table, rows: overPageEnds(table.rows.map(row), mended) }))
}

/** The headings of a page may stand between both parts of a row. */
const rowsBetween = 1

/** A word cut at a page end goes whole to the row before it. */
function overPageEnds(rows: readonly Row[], mended: (text: string) => string): readonly Row[] {
  const whole = [...rows]
  for (const [at, { touchesPageEnd }] of rows.entries()) {
    if (touchesPageEnd !== true) continue
    const next = rows.findIndex(
      (row, later) => later > at && later <= at + 1 + rowsBetween && row.touchesPageEnd === true,
    )
    for (const [column, cell] of next === -1 ? [] : whole[at]!.cells.entries()) {
      const [, before] = /([\p{L}\p{M}]+)-$/u.exec(cell.text) ?? []
      const [, after = '', rest] = /^([\p{Ll}\p{M}]+)(\P{L}.*)$/su.exec(whole[next]!.cells[column]?.text ?? '') ?? []
      if (before === undefined || rest === undefined) continue
      if (mended(`${before}-${softBreak}${after}`) !== before + after) continue
      whole[at] = withText(whole[at]!, column, cell.text.slice(0, -1) + after)
      whole[next] = withText(whole[next]!, column, rest.trimStart())
    }
  }
  return whole
}

const withText = (row: Row, column: number, text: string): Row => ({
  ...row,
  cells: row.cells.map((cell, at) => (at === column ? { ...cell, text } : cell)),
})

const wordsOf = (line: string): string[] => line.toLowerCase().match(/[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu) ?? []
