/** Notes at the foot of a Markdown page, `[^1]: …`: each is put beside the cell that calls it. */
import type { Cell, Table } from '../document.ts'
import { oneLine } from '../plain-words.ts'

const definition = /^ {0,3}\[\^([^\]\s]{1,40})\]:\s*(.*)$/
const call = /\[\^([^\]\s]{1,40})\]/g

/** The source without the definitions, whose lines stay, empty, so that places hold. */
export function footnotesOf(source: string): { readonly text: string; readonly notes: ReadonlyMap<string, string> } {
  if (!/^ {0,3}\[\^/m.test(source)) return { text: source, notes: new Map() }
  const notes = new Map<string, string>()
  let open: string | undefined
  let fenced = false
  const lines = source.split('\n').map((line) => {
    if (/^ {0,3}(?:```|~~~)/.test(line)) fenced = !fenced
    const [, name, said = ''] = (fenced ? null : definition.exec(line)) ?? []
    if (name !== undefined) {
      open = name
      notes.set(name, oneLine(said))
      return ''
    }
    if (open !== undefined && /^(?: {2,}|\t)\S/.test(line)) {
      notes.set(open, oneLine(`${notes.get(open) ?? ''} ${line}`))
      return ''
    }
    open = undefined
    return line
  })
  return { text: lines.join('\n'), notes }
}

export const withNotes = (table: Table, notes: ReadonlyMap<string, string>): Table => ({
  ...table,
  rows: table.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => withNote(cell, notes)) })),
})

function withNote(cell: Cell, notes: ReadonlyMap<string, string>): Cell {
  const called = [...cell.text.matchAll(call)].flatMap(([, name = '']) => notes.get(name) ?? [])
  if (called.length === 0) return cell
  const text = cell.text.replace(call, (mark, name: string) => (notes.has(name) ? '' : mark)).trim()
  return { ...cell, text, asides: [...(cell.asides ?? []), ...called] }
}
