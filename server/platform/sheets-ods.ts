/** Lists as OpenDocument sheets, the only office format that rule GI:1076 allows: a row of headings that stays in sight, then the rows. */
import { OdsDocument } from 'odf-kit'
import { printed } from './printed-sheet.ts'

interface TextCell {
  value: string
  type: 'string'
}
export type Cell = number | TextCell

/** What a person wrote or a list holds, as a cell. */
export const cell = (value: string | number): Cell => (typeof value === 'number' ? value : text(value))

/** Text stays text, even when it begins as a formula would; XML has no place for control characters. */
export const text = (value: string): TextCell => ({
  // eslint-disable-next-line no-control-regex -- those are what is taken out
  value: value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''),
  type: 'string',
})

export interface Sheet {
  readonly name: string
  readonly head: readonly string[]
  /** Of columns, in centimetres; unless given, as wide as what stands in them. */
  readonly widths?: readonly number[]
  readonly rows: readonly (readonly Cell[])[]
  /** Sentences under the rows, which run across the columns. */
  readonly notes?: readonly string[]
}

export async function sheetsOds(title: string, sheets: readonly Sheet[]): Promise<Uint8Array> {
  const document = new OdsDocument()
  document.setMetadata({ title })
  for (const { name, head, widths, rows, notes = [] } of sheets) {
    const target = document.addSheet(name)
    target.addRow(head.map(text), { bold: true, wrap: true, verticalAlign: 'top' })
    for (const row of rows) target.addRow([...row], { wrap: true, verticalAlign: 'top' })
    if (notes.length > 0) target.addRow([])
    for (const note of notes) target.addRow([text(note)])
    ;(widths ?? widthsOf(head, rows)).forEach((width, index) => target.setColumnWidth(index, `${width}cm`))
    target.freezeRows(1)
  }
  const severalLines = sheets.some(({ rows }) =>
    rows.some((row) => row.some((cell) => typeof cell === 'object' && cell.value.includes('\n'))),
  )
  return printed(await document.save(), severalLines ? { content: linesAsParagraphs } : {})
}

/** Of a column, in centimetres: wide enough for what stands in it, and never a whole screen. */
const WIDTHS = { least: 2.2, most: 11, perCharacter: 0.2, beside: 0.3 } as const

const widthsOf = (head: readonly string[], rows: readonly (readonly Cell[])[]): string[] =>
  head.map((heading, index) => {
    const longest = rows.reduce((most, row) => Math.max(most, written(row[index]).length), heading.length)
    return Math.min(WIDTHS.most, Math.max(WIDTHS.least, longest * WIDTHS.perCharacter + WIDTHS.beside)).toFixed(1)
  })

const written = (cell: Cell | undefined): string => (typeof cell === 'object' ? cell.value : String(cell ?? ''))

/** The library writes the lines of a cell into one paragraph, where a line break is a blank: each line is one of its own. */
export const linesAsParagraphs = (content: string): string =>
  content.replace(/<text:p>([^<]*\n[^<]*)<\/text:p>/g, (_, text: string) =>
    text
      .split('\n')
      .map((line) => `<text:p>${line}</text:p>`)
      .join(''),
  )

export const odsType = 'application/vnd.oasis.opendocument.spreadsheet'
