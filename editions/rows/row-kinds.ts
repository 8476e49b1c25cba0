/**
 * Tools that hold requirements list their titles and comments as rows with a number too; a column says what each row is:
 * `Titre`, `Exigence`, `Information`.
 */
import type { Row, Table } from '../document.ts'
import { words } from '../plain-words.ts'

type RowKind = 'requirement' | NonNullable<Row['kind']>

const kinds: Readonly<Record<RowKind, readonly string[]>> = {
  requirement: ['exigence', 'exigences', 'requirement', 'requirements', 'regle', 'rule', 'req'],
  title: ['titre', 'title', 'heading', 'chapitre', 'chapter', 'section', 'rubrique', 'folder', 'dossier'],
  note: ['commentaire', 'comment', 'note', 'information', 'informations', 'info', 'informative', 'texte', 'text'],
}
const kindOf = new Map(Object.entries(kinds).flatMap(([kind, said]) => said.map((word) => [word, kind as RowKind])))

/** `Exigence fonctionnelle`, `Functional requirement`. */
const longestKind = 3
function readKind(text: string): RowKind | undefined {
  const said = words(text)
  if (said.length > longestKind) return undefined
  return said.map((word) => kindOf.get(word)).find((kind) => kind !== undefined)
}

/** A slip or two in a column of kinds. */
const shareOfKinds = 0.9
const fewestRows = 3

/** The table with its titles and notes marked, and without the column that says so; any other table as it is. */
export function withRowKinds(table: Table): Table {
  const width = Math.max(0, ...table.rows.map(({ cells }) => cells.length))
  const column = Array.from({ length: width }, (_, at) => at).find((at) => saysKinds(table.rows, at))
  if (column === undefined) return table
  const rows = table.rows.map((row): Row => {
    const kind = readKind(row.cells[column]?.text ?? '')
    const cells = row.cells.map((cell, at) => (at === column ? { ...cell, text: '' } : cell))
    return kind === undefined || kind === 'requirement' ? { ...row, cells } : { ...row, cells, kind }
  })
  return { ...table, rows }
}

/** Requirements among titles or notes, each word more than the heading of the column says. */
function saysKinds(rows: readonly Row[], column: number): boolean {
  const said = rows.flatMap(({ cells }) => {
    const filled = cells.filter(({ text, covered }) => text !== '' && covered !== true)
    const own = cells[column]
    return filled.length > 1 && own !== undefined && own.text !== '' && own.covered !== true ? [own.text] : []
  })
  // The first is the heading.
  const read = said.slice(1).map(readKind)
  const found = new Set(read)
  return (
    read.length >= fewestRows &&
    found.has('requirement') &&
    (found.has('title') || found.has('note')) &&
    read.filter((kind) => kind !== undefined).length >= read.length * shareOfKinds
  )
}
