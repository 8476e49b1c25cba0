/** A column for each level, marked row by row: `Obligatoire | Recommandé | Interdit`, a cross under one of them. Read as one column. */
import type { Cell, Row, Table } from '../document.ts'
import { readHeading } from './heading-words.ts'
import { levelKey, readLevel } from '../level.ts'
import { oneLine } from '../plain-words.ts'

/** Titles and notes may stand above the headings. */
const rowsLookedAt = 15
const mark = /^(?:[x×✓✔✗✘●•■◆*1]|☑|☒|oui|yes)$/iu
const heading: Cell = { text: 'Niveau', heading: true }

export function withLevelColumn(table: Table): Table {
  for (const [at, row] of table.rows.slice(0, rowsLookedAt).entries()) {
    const body = table.rows.slice(at + 1)
    const named = levelsNamed(row)
    const levels = [named, withNeighbours(row, body)].find((columns) => columns.length >= 2 && areMarked(body, columns))
    if (levels === undefined) continue
    const width = Math.max(...table.rows.map(({ cells }) => cells.length))
    const wider = (each: Row, last: Cell): Row => ({
      ...each,
      cells: [...each.cells, ...Array.from({ length: width - each.cells.length }, (): Cell => ({ text: '' })), last],
    })
    return {
      ...table,
      rows: table.rows.map((each, rank) =>
        rank < at
          ? each
          : wider(
              each,
              rank === at || saysAgain(each, row)
                ? heading
                : {
                    text: levelMarked(
                      each,
                      levels.map((column) => ({ column, name: oneLine(row.cells[column]!.text) })),
                    ),
                  },
            ),
      ),
    }
  }
  return table
}

/** The headings, repeated at the top of a page. */
const saysAgain = ({ cells }: Row, headings: Row): boolean =>
  headings.cells.every(({ text }, column) => text === (cells[column]?.text ?? ''))

/** Neighbouring columns whose names are all different levels, in a row that names others too. */
function levelsNamed({ cells }: Row): readonly number[] {
  const named = cells.flatMap(({ text, columns, covered }, column) => {
    const heading = readHeading(text)
    const isLevel = readLevel(text).known && (heading === undefined || heading.graded === true)
    return isLevel && columns === undefined && covered !== true ? [column] : []
  })
  const [first = 0] = named
  const together = named.every((column, rank) => column === first + rank)
  const different = new Set(named.map((column) => levelKey(cells[column]!.text))).size === named.length
  // Beside letters that are no level, letters name something else: availability, integrity, confidentiality.
  const letters = named.every((column) => cells[column]!.text.trim().length === 1)
  const others = [cells[first - 1], cells[first + named.length]].some((cell) =>
    /^\p{L}$/u.test(cell?.text.trim() ?? ''),
  )
  return together && different && !(letters && others) ? named : []
}

/** `Essentiel | Standard | Avancé`: beside a usual level, words of the author's own over marks, one mark to each row. */
function withNeighbours(row: Row, body: readonly Row[]): readonly number[] {
  const usual = row.cells.findIndex(({ text }) => readLevel(text).known && text.trim().length >= shortestWord)
  if (usual === -1) return []
  const isMarked = (column: number): boolean => {
    const said = body.map(({ cells }) => cells[column]?.text.trim() ?? '').filter((text) => text !== '')
    const name = row.cells[column]?.text.trim() ?? ''
    return (
      /^\p{L}/u.test(name) &&
      readHeading(name) === undefined &&
      said.length > 0 &&
      said.every((text) => mark.test(text))
    )
  }
  let [first, last] = [usual, usual]
  while (isMarked(first - 1)) first -= 1
  while (isMarked(last + 1)) last += 1
  const columns = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  const listed = body.filter(({ cells }) => cells.filter(({ text }) => text !== '').length > 2)
  const once = listed.filter(({ cells }) => columns.filter((column) => (cells[column]?.text ?? '') !== '').length === 1)
  return isMarked(usual) && once.length >= listed.length * shareOfOneMark ? columns : []
}
/** Letters name many things. */
const shortestWord = 3
const shareOfOneMark = 0.9

/** Nothing but marks under the names, and most rows of the list have one. */
function areMarked(body: readonly Row[], levels: readonly number[]): boolean {
  const counts = body
    .filter(({ cells }) => cells.filter(({ text }) => text !== '').length > 1)
    .map(({ cells }) => levels.filter((column) => (cells[column]?.text ?? '') !== '').length)
  const clean = body.every(({ cells }) =>
    levels.every((column) => {
      const { text, covered } = cells[column] ?? { text: '' }
      return text === '' || covered === true || mark.test(text.trim()) || readLevel(text).known
    }),
  )
  const marks = body.some(({ cells }) => levels.some((column) => mark.test(cells[column]?.text.trim() ?? '')))
  return clean && marks && counts.filter((count) => count === 1).length * 2 > counts.length
}

/** Two marks say nothing: which of them holds is not for us to choose. */
function levelMarked({ cells }: Row, levels: readonly { readonly column: number; readonly name: string }[]): string {
  const marked = levels.filter(({ column }) => mark.test(cells[column]?.text.trim() ?? ''))
  return marked.length === 1 ? marked[0]!.name : ''
}
