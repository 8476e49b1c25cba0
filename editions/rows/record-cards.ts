/** One requirement per small table, its headings down the left ("Identifiant | EXI-1", "Niveau | P"): laid as rows. */
import type { Table, Row } from '../document.ts'
import { type CardLine, headedCards } from './headed-cards.ts'
import { readHeading } from './heading-words.ts'
import { readIdentifier } from '../identifier.ts'
import { oneLine } from '../plain-words.ts'

/** Tables with cards put together, in their order; the others as they are. */
export function layCards(tables: readonly Table[]): readonly Table[] {
  const laid: Table[] = []
  let open: { table: Table; headings: readonly string[]; under: string } | undefined
  const headed = headedCards(tables)
  const all = tables.map((table) => cardsOf(table) ?? headed.get(table))
  const chapters = haveChapters(tables.filter((_, at) => all[at]?.length === 1))
  for (const [at, table] of tables.entries()) {
    const cards = all[at]
    if (cards === undefined) {
      open = undefined
      laid.push(table)
      continue
    }
    const under = chapters ? titleOver(table) : ''
    for (const card of cards) {
      const headings = card.map(({ heading }) => heading)
      const row: Row = { place: card[0]?.place ?? table.place, cells: card.map(({ cell }) => cell) }
      if (open !== undefined && open.under === under && open.headings.join('|') === headings.join('|')) {
        open.table = { ...open.table, rows: [...open.table.rows, row] }
        laid[laid.length - 1] = open.table
      } else {
        const heading: Row = { place: row.place, cells: headings.map((text) => ({ text, heading: true })) }
        open = { table: { ...table, rows: [heading, row] }, headings, under }
        laid.push(open.table)
      }
    }
  }
  return laid
}

const titleOver = ({ headings }: Table): string => headings.at(-1) ?? ''

/** Several cards stand under one title and others under another: chapters, not the titles of the cards. */
const haveChapters = (cards: readonly Table[]): boolean => new Set(cards.map(titleOver)).size * 2 <= cards.length

/** Cards of a table whose left column announces an identifier and a text; undefined otherwise. */
function cardsOf({ rows }: Table): readonly (readonly CardLine[])[] | undefined {
  const printed = rows.map(linesOfRow)
  if (printed.includes(undefined)) return undefined
  const all = printed.flatMap((lines) => lines ?? [])
  const roleOf = ({ heading }: CardLine): string | undefined =>
    holdsNumber(heading) ? undefined : readHeading(heading)?.role
  const named = all.findIndex((line) => roleOf(line) !== undefined)
  // "Champ | Valeur" above: what both columns are called.
  const lines = named === 1 ? all.slice(1) : all
  const known = new Set(lines.map(roleOf))
  if (lines.length < 2 || !known.has('id') || !(known.has('text') || known.has('title'))) return undefined
  const starts = lines.filter((line) => roleOf(line) === 'id')
  if (starts.length > 1 && roleOf(lines[0]!) !== 'id') return undefined
  // "Réf | Exigence": headings across, not down; `NUM-1` is the number that the card has.
  const wide = printed.some((each) => each !== undefined && each.length > 1)
  if (starts.some(({ cell: { text } }) => !holdsNumber(text) && (wide || readHeading(text) !== undefined)))
    return undefined
  if (starts.length === 1) return [[...starts, ...lines.filter((line) => line !== starts[0])]]
  const cards: CardLine[][] = []
  for (const line of lines) {
    if (roleOf(line) === 'id') cards.push([])
    cards.at(-1)?.push(line)
  }
  return cards
}

const holdsNumber = (text: string): boolean => /\d/.test(readIdentifier(text)?.id ?? '')

/** A name and its value, or two of each on one line; none in an empty row, undefined in a row of anything else. */
function linesOfRow({ cells, place }: Row): readonly CardLine[] | undefined {
  const said = cells.map((cell) => (cell.covered === true ? '' : cell.text))
  const line = (at: number): CardLine => {
    const { columns: _, rows: __, ...cell } = cells[at + 1] ?? { text: '' }
    return { heading: oneLine(said[at] ?? ''), cell: { ...cell, text: said[at + 1] ?? '' }, place }
  }
  const last = said.findLastIndex((text) => text !== '')
  if (last === -1) return []
  if (last <= 1) return [line(0)]
  return last <= 3 && said[0] !== '' && said[2] !== '' ? [line(0), line(2)] : undefined
}
