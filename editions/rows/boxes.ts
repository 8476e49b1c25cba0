/** A framed box for each requirement (`R1 | text`): tables of a row or two, without headings, whose columns all of them tell together. */
import { type Columns, areNumbered, columnsByContent } from './columns.ts'
import type { Row, Table } from '../document.ts'
import { readIdentifier } from '../identifier.ts'

/** A box that a page end parted from the next, or put together with it, has two rows. */
const rowsOfBox = 2
const fewestBoxes = 2

/** Columns of the boxes, by how many they have. */
export type Boxes = ReadonlyMap<number, Columns>

export function boxesAmong(tables: readonly Table[]): Boxes {
  const boxes = tables.filter(({ rows }) => rows.length <= rowsOfBox && rows.every(hasNumber))
  return new Map(
    [...Map.groupBy(boxes, widthOf)].flatMap(([width, alike]) => {
      const rows = alike.flatMap((table) => table.rows)
      const columns = alike.length < fewestBoxes ? undefined : columnsByContent(rows)
      return columns?.id === undefined || !areNumbered(rows, columns.id) ? [] : [[width, columns] as const]
    }),
  )
}

/** Columns of this box; undefined when it is none. */
export const columnsOfBox = (boxes: Boxes, table: Table): Columns | undefined =>
  table.rows.length <= rowsOfBox && table.rows.every(hasNumber) ? boxes.get(widthOf(table)) : undefined

const widthOf = ({ rows }: Table): number => Math.max(0, ...rows.map(({ cells }) => cells.length))

/** An identifier alone in its cell. */
const hasNumber = ({ cells }: Row): boolean =>
  cells.some(({ text }) => {
    const identifier = readIdentifier(text)
    return identifier !== undefined && identifier.title === '' && /\d/.test(identifier.id)
  })
