/** Lists as OpenDocument sheets: a row of headings that stays in sight, then the rows. */
import { OdsDocument } from 'odf-kit'

export type Cell = string | number | { value: string; type: 'string' }

/** Text stays text, even when it begins as a formula would; XML has no place for control characters. */
export const text = (value: string): Cell => ({
  // eslint-disable-next-line no-control-regex -- those are what is taken out
  value: value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''),
  type: 'string',
})

export interface Sheet {
  readonly name: string
  readonly head: readonly string[]
  /** Of columns, in centimetres. */
  readonly widths: readonly number[]
  readonly rows: readonly (readonly Cell[])[]
}

export function sheetsOds(title: string, sheets: readonly Sheet[]): Promise<Uint8Array> {
  const document = new OdsDocument()
  document.setMetadata({ title })
  for (const { name, head, widths, rows } of sheets) {
    const target = document.addSheet(name)
    target.addRow(head.map(text), { bold: true })
    for (const row of rows) target.addRow([...row])
    widths.forEach((width, index) => target.setColumnWidth(index, `${width}cm`))
    target.freezeRows(1)
  }
  return document.save()
}

export const odsType = 'application/vnd.oasis.opendocument.spreadsheet'
