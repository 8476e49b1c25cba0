/** One requirement per small table, its headings down the left ("Identifiant | EXI-1", "Niveau | P"): laid as rows. */
import type { Cell, Row, Table } from '../document.ts'
import { readHeading } from './heading-words.ts'
import { oneLine } from '../plain-words.ts'

const empty: Cell = { text: '' }

/** Tables with cards put together, in their order; the others as they are. */
export function layCards(tables: readonly Table[]): readonly Table[] {
  const laid: Table[] = []
  let open: { table: Table; headings: readonly string[]; under: string } | undefined
  const chapters = haveChapters(tables)
  for (const table of tables) {
    const cards = cardsOf(table)
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
function haveChapters(tables: readonly Table[]): boolean {
  const titles = tables.filter((table) => cardsOf(table)?.length === 1).map(titleOver)
  return new Set(titles).size * 2 <= titles.length
}

interface Line {
  readonly heading: string
  readonly cell: Cell
  readonly place: Row['place']
}

/** Cards of a table of two columns whose left one announces an identifier and a text; undefined otherwise. */
function cardsOf({ rows }: Table): readonly (readonly Line[])[] | undefined {
  const filled = rows.filter(({ cells }) => cells.some(({ text }) => text !== ''))
  if (
    filled.length < 2 ||
    filled.some(({ cells }) => cells.length > 2 && cells.slice(2).some(({ text }) => text !== ''))
  )
    return undefined
  const roles = filled.map(({ cells }) => readHeading(cells[0]?.text ?? '')?.role)
  const known = new Set(roles)
  if (!known.has('id') || !(known.has('text') || known.has('title')) || roles[0] !== 'id') return undefined
  // "Réf | Exigence": headings across, not down.
  if (readHeading(filled[0]?.cells[1]?.text ?? '') !== undefined) return undefined
  const cards: Line[][] = []
  for (const [at, { cells, place }] of filled.entries()) {
    if (roles[at] === 'id') cards.push([])
    cards.at(-1)?.push({ heading: oneLine(cells[0]?.text ?? ''), cell: cells[1] ?? empty, place })
  }
  return cards
}
