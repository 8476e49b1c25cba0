/** A word above an identifier in its cell: a mention, where nothing made them one name. */
import type { Row } from '../document.ts'
import { identifierKey, numberOf, readIdentifier } from '../identifier.ts'
import { fold } from '../plain-words.ts'

/** One to three words without figures, then an identifier alone on its line. A sign at its end goes on: `EXI-INTERO-`. */
const above = /^\s*(\p{L}[\p{L}’']*(?: \p{L}[\p{L}’']*){0,2})\s*[\n\v]\s*(\S+)\s*$/u

const isWhole = (text: string): boolean => /\p{L}/u.test(text) && /\d/.test(text) && readIdentifier(text)?.id === text

const seriesOf = (id: string): string => fold(numberOf(id)?.series ?? id)

interface WordAbove {
  readonly word: string
  readonly id: string
}

function wordAbove(text: string): WordAbove | undefined {
  const [, word, id] = above.exec(text) ?? []
  return word !== undefined && id !== undefined && isWhole(id) ? { word, id } : undefined
}

/**
 * `INTERO` above `P-01`: the word becomes its mention where `P-02` stands alone, or where the column had room for both on one line.
 * Elsewhere a narrow column may have cut one long name: it stays whole.
 */
export function withWordsAboveApart(
  rows: readonly Row[],
  column: number | undefined,
  headings: readonly string[],
): readonly Row[] {
  if (column === undefined) return rows
  const texts = rows.map(({ cells }) => cells[column]?.text.trim() ?? '')
  const found = texts.map(wordAbove)
  const apart = new Set([
    ...texts.flatMap((text) => (isWhole(text) ? [seriesOf(text)] : [])),
    ...brokenOnPurpose(
      found.filter((each) => each !== undefined),
      Math.max(
        ...[headings[column] ?? '', ...texts].flatMap((text) => text.split(/[\n\v]/).map(({ length }) => length)),
      ),
    ),
  ])
  if (apart.size === 0) return rows
  return rows.map((row, at) => {
    const { word, id } = found[at] ?? {}
    if (word === undefined || id === undefined || !apart.has(seriesOf(id))) return row
    return { ...row, cells: row.cells.map((cell, at) => (at === column ? { ...cell, text: `${id} (${word})` } : cell)) }
  })
}

/** Series that a word stands over though `room`, the longest line of the column in signs, would have held both; none numbered anew under each word. */
function brokenOnPurpose(found: readonly WordAbove[], room: number): string[] {
  return [...Map.groupBy(found, ({ id }) => seriesOf(id))].flatMap(([series, under]) => {
    const isNumberedOnce = new Set(under.map(({ id }) => identifierKey(id))).size === under.length
    return isNumberedOnce && under.some(({ word, id }) => word.length + 1 + id.length <= room) ? [series] : []
  })
}
