/** A word above an identifier in its cell: a mention, where the series goes without it elsewhere. */
import type { Row } from '../document.ts'
import { numberOf, readIdentifier } from '../identifier.ts'
import { fold } from '../plain-words.ts'

/** One to three words without figures, then an identifier alone on its line. A sign at its end goes on: `EXI-INTERO-`. */
const above = /^\s*(\p{L}[\p{L}’']*(?: \p{L}[\p{L}’']*){0,2})\s*[\n\v]\s*(\S+)\s*$/u

const isWhole = (text: string): boolean => /\p{L}/u.test(text) && /\d/.test(text) && readIdentifier(text)?.id === text

const seriesOf = (id: string): string => fold(numberOf(id)?.series ?? id)

/**
 * `INTERO` above `P-01`, where `P-02` stands alone: the word becomes its mention. Where no identifier of the series stands alone, a
 * narrow column may have cut one long name: it stays whole.
 */
export function withWordsAboveApart(rows: readonly Row[], column: number | undefined): readonly Row[] {
  if (column === undefined) return rows
  const alone = new Set(
    rows.flatMap(({ cells }) => {
      const text = cells[column]?.text.trim() ?? ''
      return isWhole(text) ? [seriesOf(text)] : []
    }),
  )
  if (alone.size === 0) return rows
  return rows.map((row) => {
    const [, word, id] = above.exec(row.cells[column]?.text ?? '') ?? []
    if (word === undefined || id === undefined || !isWhole(id) || !alone.has(seriesOf(id))) return row
    return { ...row, cells: row.cells.map((cell, at) => (at === column ? { ...cell, text: `${id} (${word})` } : cell)) }
  })
}
