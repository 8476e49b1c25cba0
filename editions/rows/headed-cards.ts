/** Cards headed by their identifier, and by their level or title beside it: `R1 | Sauvegarder` over `Niveau | Standard` and `Mesure | …`. */
import type { Cell, Row, Table } from '../document.ts'
import { readHeading } from './heading-words.ts'
import { numberOf, readIdentifier } from '../identifier.ts'
import { readLevel } from '../level.ts'
import { fold, oneLine } from '../plain-words.ts'
import { saysState } from './withdrawn.ts'

export interface CardLine {
  readonly heading: string
  readonly cell: Cell
  readonly place: Row['place']
}

interface Headed {
  readonly table: Table
  readonly series: string
  readonly head: Row
  /** What stands beside the identifier. */
  readonly beside: Cell
  readonly lines: readonly CardLine[]
}

/** One of them alone may be any table of two columns. */
const fewestHeaded = 2

/** The cards of each table that holds nothing else; a page end may have put two of them together. */
export function headedCards(tables: readonly Table[]): ReadonlyMap<Table, readonly (readonly CardLine[])[]> {
  const found = tables.flatMap((table) => cardsHeadedIn(table) ?? [])
  const usual = [...Map.groupBy(found, ({ series }) => series).values()].filter((each) => each.length >= fewestHeaded)
  const laid = usual.flatMap((cards) => {
    const named = cards.some(({ lines }) => lines.some(({ heading }) => readHeading(heading)?.role === 'level'))
    const weighs = !named && areLevels(cards.map(({ beside }) => oneLine(beside.text)))
    // Nothing says that these are required: cards of versions, of releases, of people.
    if (!named && !weighs) return []
    return cards.map(({ table, head, beside, lines }) => {
      const id = { heading: 'Identifiant', cell: plain(head.cells[0]!), place: head.place }
      const more = { heading: weighs ? 'Niveau' : 'Titre', cell: plain(beside), place: head.place }
      return { table, lines: [id, ...(beside.text === '' ? [] : [more]), ...lines] }
    })
  })
  return new Map(
    [...Map.groupBy(laid, ({ table }) => table)].map(([table, cards]) => [table, cards.map(({ lines }) => lines)]),
  )
}

/** Words of a scale come again, and are neither days nor states: where they do, what weighs is not what the card is called. */
function areLevels(said: readonly string[]): boolean {
  if (said.some((each) => each === '' || each.length > longestLevel)) return false
  if (said.filter((each) => readLevel(each).known).length * 2 > said.length) return true
  return new Set(said).size * 2 <= said.length && !said.some((each) => /\d/.test(each) || saysState(each))
}
const longestLevel = 30

function cardsHeadedIn(table: Table): readonly Headed[] | undefined {
  const cards: Row[][] = []
  for (const row of table.rows) {
    if (own(row.cells).length === 0) continue
    if (numberIn(row) !== undefined) cards.push([row])
    else if (cards.length === 0) return undefined
    else cards.at(-1)!.push(row)
  }
  const read = cards.map((rows) => headedCard(table, rows))
  return read.length === 0 || read.includes(undefined) ? undefined : read.flatMap((card) => card ?? [])
}

/** The series of the identifier that is alone in the first cell. */
function numberIn({ cells }: Row): string | undefined {
  const { id, title } = readIdentifier(cells[0]?.text ?? '') ?? { id: '', title: '' }
  return title === '' ? numberOf(id)?.series : undefined
}

function headedCard(table: Table, [head, ...body]: readonly Row[]): Headed | undefined {
  if (head === undefined || own(head.cells).length > 2) return undefined
  const read = body.map(lineOf)
  const texts = read.filter((line) => line !== undefined && readHeading(line.heading)?.role === 'text')
  if (read.includes(undefined) || texts.length !== 1) return undefined
  const lines = read.flatMap((line) => line ?? [])
  return { table, series: fold(numberIn(head) ?? ''), head, beside: head.cells[1] ?? { text: '' }, lines }
}

const own = (cells: readonly Cell[]): readonly Cell[] =>
  cells.filter(({ text, covered }) => text !== '' && covered !== true)

/** A name and what it names; words across both columns are the text. */
function lineOf({ cells, place }: Row): CardLine | undefined {
  const [first, second, more] = own(cells)
  if (first === undefined || more !== undefined || first !== cells[0]) return undefined
  if (second === undefined)
    return (first.columns ?? 1) > 1 ? { heading: 'Exigence', cell: plain(first), place } : undefined
  return { heading: oneLine(first.text), cell: plain(second), place }
}

/** A head is printed bold as heads are: that says nothing of the level in it. */
const plain = ({ columns: _, rows: __, bold: ___, ...cell }: Cell): Cell => cell
